//! What I do at a board: at the thumb what the phase is about, above it what I wrote and how I
//! come back.

use maud::{Markup, html};

use super::{may, piece, say};
use crate::{
    board::{
        Action, NOTE_LENGTH, Phase, TITLE_LENGTH,
        scene::{Own, Scene},
    },
    workshop::{State, settings::Meaning},
};

/// What I wrote, and the code with which I come back.
pub fn own(scene: &Scene, own: &Own) -> Markup {
    let phase = scene.phase();
    let is_closed = phase == Phase::Closed || scene.workshop.state == State::Closed;
    html! {
        @if is_closed {
            section #thanks {
                h2 { "ご参加ありがとうございました" }
                p { "出された意見と投票の結果は、市がまとめて、結果報告会などでお知らせします。" }
            }
        }
        section #own.elsewhere[scene.content.board.number == 0] {
            h2 { (say(scene, "自分の{付箋|ふせん}")) }
            ul.notes #mine { @for note in &own.notes { (piece::own(note, phase)) } }
            p.empty { (say(scene, "出した{付箋|ふせん}が、ここに並びます。")) }
        }
        section #returning {
            p.letters {
                (say(scene, "{再入室|さいにゅうしつ}コード ")) strong #letters { (own.letters) } " "
                button #copy type="button" hidden data-own { "コピー" }
            }
            p.hint {
                "別のスマートフォンやブラウザーで続けるときは、会場のQRコードか番号 "
                (scene.workshop.join_code) " から入り、「前に参加した人」にこのコードを入れてください。"
            }
        }
    }
}

/// Handing the phone on.
pub fn leaving(own: &Own, path: &str) -> Markup {
    html! {
        details #leaving {
            summary { "このスマートフォンでの参加をやめる" }
            p { "次の人に渡すときに押してください。書いた付箋は残ります。"
                "また続けるときは、再入室コード " strong { (own.letters) } " を使います。" }
            form #leave method="post" action={ (path) "/departure" } { button { "参加をやめる" } }
        }
    }
}

/// What the phase is about, at the thumb.
pub fn thumb(scene: &Scene, own: &Own, path: &str) -> Markup {
    let phase = scene.phase();
    let (posts, gathers) = (may(scene, Action::Post), may(scene, Action::Gather));
    html! {
        div #thumb {
            p #outbox role="status" data-own {}
            @if gathers { (gather(scene, own, path)) }
            @if posts && phase == Phase::Write { (write(scene, own, path)) }
            @if posts && phase != Phase::Write {
                details #adding {
                    summary { (say(scene, "{付箋|ふせん}を足す")) }
                    (write(scene, own, path))
                }
            }
            @if may(scene, Action::Ready) && scene.content.board.number > 0 {
                form #done method="post" action={ (path) "/ready" } data-queue="ready" {
                    (board(scene))
                    @if phase != Phase::Write { (ready(own)) }
                }
            }
        }
    }
}

/// Done with the phase, or not: beside the button for writing while that is there.
fn ready(own: &Own) -> Markup {
    html! {
        button form="done" name="ready" value=(if own.is_ready { "no" } else { "yes" }) {
            @if own.is_ready { "✓ できた（取り消す）" } @else { "できた" }
        }
    }
}

/// The board that a form is about: what is sent late does not land on the next one.
fn board(scene: &Scene) -> Markup {
    html! { input type="hidden" name="board" value=(scene.content.board.id); }
}

fn write(scene: &Scene, own: &Own, path: &str) -> Markup {
    html! {
        form #write method="post" action={ (path) "/notes" } data-queue="note" {
            (board(scene))
            input type="hidden" name="id" value=(own.next_id);
            label for="text" { (say(scene, "{付箋|ふせん}に書く")) "（" (NOTE_LENGTH) "文字まで）" }
            textarea #text name="text" maxlength=(NOTE_LENGTH) rows="2" required {}
            (colours(&scene.theme.settings.colours, None))
            div.beside {
                button.primary { (say(scene, "{付箋|ふせん}を出す")) }
                @if scene.phase() == Phase::Write && scene.content.board.number > 0 { (ready(own)) }
            }
        }
    }
}

/// The colours of notes with what they mean; the first, or the one that is.
pub fn colours(used: &[Meaning], is: Option<crate::workshop::Colour>) -> Markup {
    let first = used.first().map(|meaning| meaning.colour);
    html! {
        fieldset.colours {
            legend.away { "色" }
            @for meaning in used {
                @let colour = meaning.colour;
                label.colour data-colour=(colour.word()) {
                    input type="radio" name="colour" value=(colour.word())
                        checked[Some(colour) == is.or(first)];
                    span.sign { (colour.shape()) (colour.letter()) } " " (meaning.means)
                }
            }
        }
    }
}

fn gather(scene: &Scene, own: &Own, path: &str) -> Markup {
    html! {
        div #undoing {
            @if let Some(batch) = scene.undoable { (piece::undoing(batch)) }
        }
        form #gather method="post" action={ (path) "/clusters" } data-queue="gather" {
            (board(scene))
            input type="hidden" name="id" value=(own.next_id);
            p #ticked role="status" data-own {}
            div.more {
                label for="title" { "まとまりの名前（表札）。あとからでも書けます" }
                input #title type="text" name="title" maxlength=(TITLE_LENGTH) autocomplete="off";
                button.primary name="into" value="new" { "選んだものをまとめる" }
                div.there {
                    label for="into" { "または、いまあるまとまりへ" }
                    div.beside {
                        select #into name="cluster" {
                            @for cluster in &scene.content.clusters { (piece::choice(cluster)) }
                        }
                        button name="into" value="cluster" { "入れる" }
                        button name="into" value="alone" { "出す" }
                    }
                }
            }
        }
    }
}
