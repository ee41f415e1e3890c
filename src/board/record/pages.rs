//! The record in the office: what there is to take along, and how a board came to be.

use maud::{Markup, html};

use super::{OfBoard, OfTheme, Record, print, replay::Step, state_label, wall};
use crate::{
    board::NoteState,
    clock::in_japan,
    config::City,
    staff::{Role, Staff},
    ui::layout::{Desk, staff},
};

/// Everything that is kept of a workshop.
pub fn index(city: &City, by: &Staff, record: &Record) -> Markup {
    let url = super::url(&record.workshop);
    let may_take = by.role >= Role::Editor;
    let body = html! {
        p { "ワークショップのボードに残ったものです。だれが書いたか、だれが投票したかは、どこにもありません。" }
        h2 { "ファイルと印刷" }
        ul {
            li { a href={ (url) "/print" } { "ボードの印刷（A4 横、白黒）" } }
            @if may_take {
                li { a href={ (url) "/workbook.xlsx" } { "Excel ブック" } "：概要、付箋、まとまり、投票、コメント、経過" }
                li { a href={ (url) "/notes.csv" } { "付箋の CSV" } }
            }
        }
        @if may_take {
            p.hint { "Excel と CSV には、非表示と確認待ちの付箋も状態を付けて入ります。外に出すときは除いてください。" }
        }
        @for theme in &record.themes { (of_theme(theme, &url, may_take)) }
        @if record.themes.is_empty() { p { "テーマがまだありません。" } }
    };
    framed(city, by, record, "ボードの記録", &above(record), body)
}

fn of_theme(theme: &OfTheme, url: &str, may_take: bool) -> Markup {
    let states = [NoteState::Shown, NoteState::Held, NoteState::Hidden, NoteState::Withdrawn];
    html! {
        h2 { (theme.letter) " " (theme.theme.title) }
        div.table-wide {
            table.numbers {
                thead { tr {
                    th scope="col" { "テーブル" }
                    th.words scope="col" { "段階" }
                    th scope="col" { "参加した人" }
                    @for state in states { th scope="col" { "付箋（" (state_label(state)) "）" } }
                    th scope="col" { "まとまり" }
                    th scope="col" { "投票した人" }
                    th.words scope="col" { "見る" }
                } }
                tbody {
                    @for kept in &theme.boards {
                        @let board = &kept.board;
                        tr {
                            th scope="row" { (board.name) }
                            td.words { (board.phase.label()) }
                            td { (number(kept.took_part)) }
                            @for state in states { td { (kept.count(state)) } }
                            td { (kept.content.clusters.len()) }
                            td { (number(kept.votings.last().map(|voting| voting.voters))) }
                            td.words {
                                a href={ (url) "/boards/" (board.id) "/print" } { "印刷" }
                                @if may_take { " " a href={ (url) "/boards/" (board.id) } { "経過" } }
                            }
                        }
                    }
                }
            }
        }
        @if theme.boards.iter().any(|kept| kept.board.phase.is_private() && kept.is_used()) {
            p.notice { "「準備」か「書く」のままのボードは、付箋の文が出ません。書いた人が、ほかの人に見えると思っていないためです。" }
        }
    }
}

/// A count, or 「-」.
fn number(count: Option<i64>) -> String {
    count.map_or("-".into(), |count| count.to_string())
}

/// A board as it was after a deed.
pub fn replay(
    city: &City,
    by: &Staff,
    record: &Record,
    (theme, kept): (&OfTheme, &OfBoard),
    step: &Step,
) -> Markup {
    let title = format!("{} {} の経過", theme.letter, kept.board.name);
    let mut above = above(record);
    above.push((super::url(&record.workshop), "ボードの記録"));
    let phase = step.content.board.phase;
    let dots = |target: &str| step.totals.as_ref().map(|at| at.get(target).copied().unwrap_or(0));
    let body = html! {
        p { (theme.theme.title) }
        (steps(step))
        section #step aria-label="この時点のボード" {
            h2 {
                @match step.when {
                    Some(at) => { (in_japan(at).format("%H:%M")) "　" (phase.label()) },
                    None => "はじまる前",
                }
            }
            @for words in &step.words { p.happened { (words) } }
            p.hint {
                "付箋 " (step.posted) "枚"
                @if let Some((number, voters)) = step.voting {
                    "　" (number) "回目の投票、投票した人 " (voters) "人"
                }
            }
            @if phase.is_private() {
                p { "書いている間は、枚数だけです。ほかの人に見えないと約束して書いてもらったものは、あとからも見えません。" }
            } @else {
                (wall::wall(theme, &step.content, &dots))
                (wall::legend(theme))
            }
            @if kept.board.phase.is_private() { p { (print::unopened(kept.board.phase, kept.notes.len())) } }
        }
    };
    framed(city, by, record, &title, &above, body)
}

/// Where one can go from here, without a script.
fn steps(step: &Step) -> Markup {
    let link = |to: Option<i64>, label: &str| {
        html! {
            @match to {
                Some(to) => a href={ "?at=" (to) } { (label) },
                None => span.off { (label) },
            }
        }
    };
    html! {
        nav.steps aria-label="時点" {
            (link((step.at > 0).then_some(0), "最初"))
            (link(step.before, "前"))
            (link(step.after, "次"))
            (link((step.at < step.last).then_some(step.last), "最後"))
        }
        @if !step.phases.is_empty() {
            nav.steps aria-label="段階" {
                @for (phase, seq, at) in &step.phases {
                    a href={ "?at=" (seq) } aria-current=[(*seq == step.at).then_some("true")] {
                        (phase.label()) " " (in_japan(*at).format("%H:%M"))
                    }
                }
            }
        }
        form.steps method="get" {
            label for="at" { "できごとの番号（0〜" (step.last) "）" }
            input #at type="range" name="at" min="0" max=(step.last) value=(step.at);
            button { "この時点を見る" }
        }
    }
}

fn above(record: &Record) -> Vec<(String, &str)> {
    let workshop = &record.workshop;
    vec![
        ("/staff/workshops".into(), "ワークショップ"),
        (format!("/staff/workshops/{}", workshop.slug), &workshop.title),
    ]
}

fn framed(
    city: &City,
    by: &Staff,
    record: &Record,
    title: &str,
    above: &[(String, &str)],
    body: Markup,
) -> Markup {
    let desk = Desk { above, sample: record.workshop.sample, ..by.desk(city, title) };
    staff(&desk, body)
}
