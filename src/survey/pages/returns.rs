//! 回収状況 on a survey's page.

use maud::{Markup, html};

use crate::{
    survey::returns::{
        Board, RATE_DEFINITION, ReturnBoard, Returns,
        classes::{CLASS_RATE_DEFINITION, ClassBoard, ClassReturns, WITHOUT_DAYS},
    },
    ui::chart::columns,
};

/// The returns, by the way in which the survey is answered.
pub(super) fn returns(board: &Board) -> Markup {
    match board {
        Board::Letters(board) => letters(board),
        Board::Classes(board) => classes(board),
    }
}

/// Totals, then each grade and each school.
fn classes(board: &ClassBoard) -> Markup {
    html! {
        (class_figures(board.total()))
        @if !board.schools.is_empty() {
            (by_school(board))
            p.hint { (WITHOUT_DAYS) }
        }
    }
}

/// Classes together.
pub fn class_figures(total: ClassReturns) -> Markup {
    html! {
        dl.figures {
            div { dt { "学級" } dd { (total.classes()) } }
            div { dt { "まだ" } dd { (total.waiting) } }
            div { dt { "受付中" } dd { (total.open) } }
            div { dt { "終わり" } dd { (total.over) } }
            div { dt { "在籍" } dd { (total.heads) } }
            div { dt { "回答" } dd { (total.answered) } }
            div.key { dt { "有効回収率（%）" } dd { (total.rate()) } }
        }
        p.hint { (CLASS_RATE_DEFINITION) }
    }
}

fn by_school(board: &ClassBoard) -> Markup {
    html! {
        h3 { "学校・学年別の回収状況" }
        div.wide tabindex="0" role="region" aria-label="学校・学年別の回収状況" {
            table.numbers {
                thead { tr {
                    @for head in ["学校・学年", "学級", "まだ", "受付中", "終わり", "在籍", "回答", "有効回収率（%）"] {
                        th scope="col" { (head) }
                    }
                } }
                tbody { @for line in board.lines() {
                    @let of = line.returns;
                    tr.total[!line.is_within] {
                        th scope="row" { @if line.is_within { "　" } (line.label) }
                        @for count in [of.classes(), of.waiting, of.open, of.over, of.heads, of.answered] {
                            td { (count) }
                        }
                        td { (of.rate()) }
                    }
                } }
            }
        }
    }
}

/// Totals, district by age band, day by day.
fn letters(board: &ReturnBoard) -> Markup {
    let total = board.total();
    html! {
        dl.figures {
            div { dt { "発送" } dd { (board.posted) } }
            div { dt { "宛先不明" } dd { (board.undeliverable) } }
            div { dt { "対象外" } dd { (board.ineligible) } }
            div { dt { "回答辞退" } dd { (board.refused) } }
            div { dt { "回答（ウェブ）" } dd { (board.web) } }
            div { dt { "回答（紙）" } dd { (board.paper) } }
            div.key { dt { "有効回収率（%）" } dd { (total.rate()) } }
        }
        p.hint { (RATE_DEFINITION) }
        @if board.posted > 0 {
            (by_district(board))
            (by_day(board))
        }
    }
}

fn by_district(board: &ReturnBoard) -> Markup {
    let rate = |cell: &Returns| html! { td { (cell.rate()) @if cell.asked > 0 { br; small { (cell.answered) "/" (cell.asked) } } } };
    let column = |band: usize| {
        board.districts.iter().filter_map(|district| district.bands.get(band).copied()).sum()
    };
    html! {
        h3 { "地区・年齢別の回収率（%、下段は回答数/対象数）" }
        div.wide tabindex="0" role="region" aria-label="地区・年齢別の回収率" {
            table.numbers {
                thead { tr { th scope="col" { "地区" } th scope="col" { "計" }
                    @for band in &board.bands { th scope="col" { (band) } } } }
                tbody {
                    tr.total { th scope="row" { "全体" } (rate(&board.total()))
                        @for band in 0..board.bands.len() { (rate(&column(band))) } }
                    @for district in &board.districts {
                        tr { th scope="row" { (district.name) }
                            (rate(&district.bands.iter().copied().sum()))
                            @for cell in &district.bands { (rate(cell)) } }
                    }
                }
            }
        }
    }
}

fn by_day(board: &ReturnBoard) -> Markup {
    let bars: Vec<(String, u32)> = board
        .days
        .iter()
        .map(|day| (day.day.format("%-m/%-d").to_string(), day.answered))
        .collect();
    html! {
        h3 { "日ごとの回答数（ウェブ）" }
        @if bars.is_empty() { p { "まだ回答がありません。回答が届くと、ここに日ごとの数が表示されます。" } } @else {
            (columns("日ごとの回答数", &bars))
            details { summary { "表で見る" }
                table.numbers { thead { tr { th scope="col" { "日" } th scope="col" { "回答数" } } }
                    tbody { @for (day, answered) in &bars { tr { th scope="row" { (day) } td { (answered) } } } } } }
        }
    }
}
