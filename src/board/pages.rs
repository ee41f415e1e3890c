//! The board on a phone: above what everybody sees, below at the thumb what I do. The same page
//! by forms alone and alive.

pub mod note;
pub mod piece;
mod thumb;
pub mod vote;
pub mod words;

use maud::{Markup, html};

use super::{Action, Phase, Role, phase::allowed, scene::Scene};
use crate::{secret::token_hash, ui::ruby::Ruby, workshop::State};
pub use words::sentence;

/// The part of the page that changes: its `main`.
pub fn main(scene: &Scene, path: &str) -> Markup {
    let board = &scene.content.board;
    html! {
        main #main data-board=(board.id) data-seq=(board.seq) data-phase=(board.phase.word())
            data-now=(scene.now.timestamp_millis()) data-path=(path) data-me=[mark(scene)]
            data-stream={ (path) "/stream" } data-changes={ (path) "/changes" } {
            (top(scene))
            (wall(scene))
            @if let Some(own) = &scene.own {
                (thumb::own(scene, own))
                (thumb::leaving(own, path))
                (thumb::thumb(scene, own, path))
            }
        }
    }
}

/// By what the page's script knows whose notes wait on this phone to be sent: when the phone is
/// handed on, they are not sent as the next person's.
fn mark(scene: &Scene) -> Option<String> {
    scene.own.as_ref().map(|own| token_hash(&format!("phone {}", own.letters))[..12].to_owned())
}

/// Whether those who take part may do something on the page now.
fn may(scene: &Scene, action: Action) -> bool {
    scene.workshop.state == State::Open
        && !scene.content.board.frozen
        && allowed(scene.phase(), Role::Participant, action)
}

/// A text in the words of the workshop: with furigana for those under age.
fn say<'a>(scene: &Scene, text: &'a str) -> Ruby<'a> {
    Ruby { text, furigana: scene.workshop.settings.minors }
}

fn top(scene: &Scene) -> Markup {
    let board = &scene.content.board;
    // A workshop can be closed while a board stands somewhere else.
    let phase = if scene.workshop.state == State::Open { board.phase } else { Phase::Closed };
    html! {
        div #phase {
            p.where { (board.name) }
            h1 { (scene.theme.title) }
            p.question { (scene.theme.question) }
            p.phase role="status" {
                strong { (phase.label()) } " "
                span { (say(scene, words::marked(phase))) }
            }
            @if let Some(ends) = board.timer_ends_at.filter(|_| phase != Phase::Closed) {
                p.timer role="timer" data-ends=(ends.timestamp_millis()) { (left(scene)) }
            }
        }
        p #announcement role="status" { (board.announcement) }
        @if board.frozen {
            p.frozen role="status" { (say(scene, words::FROZEN)) }
        }
        @if board.number > 0 {
            p #counts {
                (say(scene, "{付箋|ふせん} ")) span #posted { (scene.posted) } "枚"
                @if phase < Phase::Result {
                    "　できた人 " span #ready { (scene.ready) } " / " span #seated { (scene.seated) } "人"
                }
            }
        }
    }
}

/// Whole minutes that are left, the begun one counted. The page's script counts seconds.
fn left(scene: &Scene) -> String {
    let left = scene.content.board.timer_ends_at.map(|ends| (ends - scene.now).num_seconds());
    match (left.unwrap_or(0).max(0) + 59) / 60 {
        0 => words::TIME_IS_OVER.into(),
        minutes => format!("残り{minutes}分"),
    }
}

/// What everybody at the board sees.
fn wall(scene: &Scene) -> Markup {
    let phase = scene.phase();
    if phase.is_private() {
        return html! {};
    }
    html! {
        section #wall aria-label="みんなの付箋" {
            @match &scene.voting {
                Some(voting) => (vote::votable(scene, voting)),
                None if may(scene, Action::Gather) => fieldset {
                    legend { (say(scene, "まとめる{付箋|ふせん}を選ぶ")) }
                    (piece::wall(&scene.content, true))
                },
                None => (piece::wall(&scene.content, false)),
            }
        }
    }
}
