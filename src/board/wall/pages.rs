//! The page of the wall: large, few words, no names.

use maud::{Markup, html};

use super::{Wall, stage};
use crate::{
    board::{Board, Phase, overview::Standing, pages::sentence},
    clock::Instant,
    school::{address::host, teacher::pages::grouped},
    ui::qr::Qr,
};

/// How wide the QR is drawn; the style makes it as large as the wall allows.
const QR_MILLIMETRES: u32 = 80;

/// The part of the page that changes: its `main`. `qr`: for joining.
pub fn main(wall: &Wall, path: &str, qr: &Qr, base_url: &str) -> Markup {
    let over = &wall.over;
    let (listens, seq) = match &wall.scene {
        Some(scene) => (&scene.content.board.id, scene.content.board.seq),
        None => (&over.theme.id, over.cursor()),
    };
    html! {
        main #main data-stream={ (path) "/stream" } data-changes={ (path) "/changes" }
            data-board=(listens) data-phase=[wall.scene.as_ref().map(|scene| scene.phase().word())]
            data-seq=(seq) data-now=(over.now.timestamp_millis()) {
            (menu(wall, path))
            @match &wall.scene {
                Some(scene) => {
                    (top(wall, Some(&scene.content.board), scene.phase(), ends(&scene.content.board)))
                    (stage::board(scene))
                },
                None => {
                    @let common = over.phase();
                    (top(wall, None, common.unwrap_or(Phase::Prepare), latest(&over.tables)))
                    (tables(wall, common, qr))
                },
            }
            (way_in(wall, base_url))
        }
    }
}

/// What can be shown. Hidden by the script until somebody moves the mouse or presses a key.
fn menu(wall: &Wall, path: &str) -> Markup {
    let shown = wall.scene.as_ref().filter(|_| !wall.follows).map(|scene| &scene.content.board.id);
    let current = |id: Option<&String>| (id == shown).then_some("page");
    html! {
        nav #menu aria-label="映すもの" {
            a href=(path) aria-current=[current(None)] { "いま全員がいるところ" }
            @for board in wall.over.boards() {
                a href={ (path) "/boards/" (board.id) } aria-current=[current(Some(&board.id))] {
                    @if board.number == 0 { "全体のボード" } @else { (board.name) }
                }
            }
            noscript { a href="" { "画面を新しくする" } }
            span.hint { "← → で切り替え　スペースで次の面" }
        }
    }
}

fn ends(board: &Board) -> Option<Instant> {
    board.timer_ends_at
}

fn latest(tables: &[Standing]) -> Option<Instant> {
    tables.iter().filter_map(|at| ends(&at.board)).max()
}

/// The theme, the phase with what to do in it, the time.
fn top(wall: &Wall, board: Option<&Board>, phase: Phase, ends: Option<Instant>) -> Markup {
    let over = &wall.over;
    let is_mixed = board.is_none() && over.phase().is_none();
    html! {
        div #top {
            div {
                h1 {
                    @if let Some(board) = board { span.board { @if board.number == 0 { "全体" } @else { (board.name) } } " " }
                    (over.theme.title)
                }
                p.question { (over.theme.question) }
                @if is_mixed { p.phase { "テーブルごとに進めています。" } }
                @else { p.phase { strong { (phase.label()) } " " (sentence(phase)) } }
            }
            @if let (Some(ends), false) = (ends, is_mixed) {
                p.timer data-ends=(ends.timestamp_millis()) { "残り" (minutes(ends, over.now)) "分" }
            }
        }
        @if let Some(line) = announcement(wall, board) { p #announcement role="status" { (line) } }
    }
}

/// Whole minutes that are left, the begun one counted.
fn minutes(ends: Instant, now: Instant) -> i64 {
    ((ends - now).num_seconds().max(0) + 59) / 60
}

/// The line on every phone: that of the board, else the one that all tables have.
fn announcement<'a>(wall: &'a Wall, board: Option<&'a Board>) -> Option<&'a str> {
    let mut lines = wall.over.tables.iter().map(|at| at.board.announcement.as_str());
    let line = match board {
        Some(board) => board.announcement.as_str(),
        None => {
            let first = lines.next()?;
            if lines.any(|line| line != first) {
                return None;
            }
            first
        }
    };
    (!line.is_empty()).then_some(line)
}

/// All tables in numbers; while people come in, the QR beside them.
fn tables(wall: &Wall, common: Option<Phase>, qr: &Qr) -> Markup {
    let is_joining = common.is_none_or(|phase| phase == Phase::Prepare);
    html! {
        div #tables.joining[is_joining] {
            @if is_joining {
                div.way {
                    (qr.svg(QR_MILLIMETRES))
                    p.digits { (grouped(&wall.over.workshop.join_code)) }
                }
            }
            ul {
                @for at in &wall.over.tables {
                    li id={ "t-" (at.board.number) } {
                        h2 { (at.board.name) }
                        @if common.is_none() { p.phase { (at.board.phase.label()) } }
                        @if at.board.phase == Phase::Prepare { p.number { strong { (at.seated) } "人" } }
                        @else {
                            p.number { "付箋 " strong { (at.posted) } "枚" }
                            @if at.board.phase == Phase::Vote { p.done { "投票 " (at.voters) " / " (at.seated) "人" } }
                            @else if at.board.phase < Phase::Vote { p.done { "できた " (at.ready) " / " (at.seated) "人" } }
                        }
                    }
                }
            }
        }
    }
}

/// How somebody who comes late gets in: one line at the foot.
fn way_in(wall: &Wall, base_url: &str) -> Markup {
    html! {
        p #way-in { "参加する人は " strong { (host(base_url)) "/w" } "　番号 " strong.digits { (grouped(&wall.over.workshop.join_code)) } }
    }
}
