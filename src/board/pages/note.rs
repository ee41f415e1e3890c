//! The page of a note of one's own: changing it, taking it back.

use maud::{Markup, html};

use super::{may, piece, thumb::colours};
use crate::board::{Action, NOTE_LENGTH, Note, NoteState, scene::Scene};

/// A note with the forms that change it.
pub fn page(scene: &Scene, note: &Note, path: &str) -> Markup {
    let address = format!("{path}/notes/{}", note.id);
    let board = &scene.content.board.id;
    let is_withdrawn = note.state == NoteState::Withdrawn;
    html! {
        main #main data-path=(path) data-me=[super::mark(scene)] {
            h1 { "自分の付箋" }
            ul.notes {
                li.note data-colour=(note.colour.word()) {
                    (piece::words(note))
                    p.state { (piece::state(note, scene.phase())) }
                }
            }
            @if may(scene, Action::Change) {
                p #outbox role="status" {}
                @if !is_withdrawn {
                    form #change method="post" action=(address) data-queue="change" {
                        input type="hidden" name="board" value=(board);
                        label for="text" { "付箋に書く（" (NOTE_LENGTH) "文字まで）" }
                        textarea #text name="text" maxlength=(NOTE_LENGTH) rows="3" required { (note.text) }
                        (colours(&scene.theme.settings.colours, Some(note.colour)))
                        button.primary { "直して保存する" }
                    }
                }
                form #withdraw method="post" action={ (address) "/withdrawal" } data-queue="change" {
                    input type="hidden" name="board" value=(board);
                    @if is_withdrawn {
                        button name="again" value="yes" { "もう一度出す" }
                    } @else if note.state != NoteState::Hidden {
                        button { "この付箋を取り下げる" }
                        p.hint { "ほかの人には見えなくなります。あとでもう一度出せます。" }
                    }
                }
            } @else {
                p.notice { "いまは付箋を直せません。付箋はそのまま残っています。" }
            }
            p { a.button href={ (path) "/board" } { "ボードに戻る" } }
        }
    }
}
