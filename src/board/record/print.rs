//! The page for print: A4 landscape, black and white, a board a sheet. What goes into the papers
//! of a council. Only what everybody could read stands there.

use maud::{DOCTYPE, Markup, html};

use super::{OfBoard, OfTheme, Record, wall};
use crate::{board::Phase, clock::japanese_day, ui::layout::head, web::assets};

/// Some boards of a workshop, or all.
pub fn page<'r>(
    record: &'r Record,
    boards: impl IntoIterator<Item = (&'r OfTheme, &'r OfBoard)>,
) -> Markup {
    let workshop = &record.workshop;
    let mut boards = boards.into_iter().peekable();
    html! {
        (DOCTYPE)
        html lang="ja" {
            (head(&format!("{} ボードの記録", workshop.title), &assets::RECORD.url))
            body.paper {
                header.screen {
                    p { a href=(super::url(workshop)) { "記録に戻る" } }
                    p { "ブラウザーの印刷で、A4 横に出ます。PDF にするときは、送信先を「PDF に保存」にしてください。" }
                }
                main {
                    h1 { (workshop.title) }
                    p.about { (japanese_day(workshop.held_on)) " " (workshop.hours) " " (workshop.place) }
                    @if workshop.sample { p.sample { "見本です。内容はすべて架空です。" } }
                    @if boards.peek().is_none() { p { "付箋のあるボードは、まだありません。" } }
                    @for (theme, kept) in boards { (sheet(record, theme, kept)) }
                }
            }
        }
    }
}

fn sheet(record: &Record, theme: &OfTheme, kept: &OfBoard) -> Markup {
    let voting = kept.votings.last();
    let dots = |target: &str| voting.and_then(|voting| voting.dots(target));
    html! {
        section.board {
            header {
                h2 { (theme.letter) " " (theme.theme.title) "　" (kept.board.name) }
                p { (record.workshop.title) "　" (japanese_day(record.workshop.held_on)) }
            }
            p.question { (theme.theme.question) }
            @if kept.board.phase.is_private() {
                p { (unopened(kept.board.phase, kept.notes.len())) }
            } @else if kept.content.notes.is_empty() && kept.content.clusters.is_empty() {
                p { "付箋はありません。" }
            } @else {
                (wall::wall(theme, &kept.content, &dots))
                @if let Some(voting) = voting.filter(|voting| voting.lines.is_some()) {
                    p.key { "投票した人 " (voting.voters) "人（1人" (voting.budget) "点、1つに" (voting.per_cluster) "点まで）" }
                }
                (wall::legend(theme))
            }
        }
    }
}

/// Why a board has numbers only.
pub fn unopened(phase: Phase, notes: usize) -> String {
    format!(
        "このボードは「{}」のままで、開かれていません（付箋 {notes}枚）。開かれていない付箋は、書いた人のほかはだれも読めません。",
        phase.label()
    )
}
