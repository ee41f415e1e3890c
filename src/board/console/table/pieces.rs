//! Notes and clusters with the facilitator's buttons.

use maud::{Markup, html};

use super::Table;
use crate::board::{Action, Cluster, Note, NoteState, TITLE_LENGTH, pages::piece};

/// Why a note is made invisible: its author reads it.
const REASONS: [&str; 5] = [
    "個人のことが書かれています。",
    "人を傷つけるかもしれない言葉があります。",
    "テーマと関係がないようです。",
    "同じ内容の付箋があります。",
    "進行役と相談してください。",
];

/// A note that waits to be looked at, or was hidden.
pub fn waiting(note: &Note, here: &str, may: bool) -> Markup {
    let shown = if note.state == NoteState::Held { "出す" } else { "元に戻す" };
    html! {
        li id={ "w-" (note.id) } data-colour=(note.colour.word()) {
            p.words { (words(note)) }
            @if !note.reason.is_empty() { p.reason { "理由：" (note.reason) } }
            @if may {
                form method="post" action={ (here) "/notes/" (note.id) } data-act {
                    button.primary name="do" value="show" { (shown) }
                }
                @if note.state == NoteState::Held { (hide(note, here)) }
            }
        }
    }
}

/// A note that the table sees.
pub fn note(table: &Table, note: &Note, here: &str) -> Markup {
    html! {
        li.note.pinned[note.pinned] id={ "n-" (note.id) } data-place=(note.place)
            data-colour=(note.colour.word()) {
            @if table.may(Action::Gather) {
                label.tick {
                    input type="checkbox" name="tick" value=(note.id) form="gather";
                    (words(note))
                }
            } @else { p.words { (words(note)) } }
            @if table.may(Action::Tend) { (tending(note, here)) }
        }
    }
}

fn tending(note: &Note, here: &str) -> Markup {
    html! {
        details id={ "d-" (note.id) } {
            summary aria-label={ "付箋「" (note.text) "」の操作" } { "操作" }
            form method="post" action={ (here) "/notes/" (note.id) } data-act {
                @if note.pinned { button.quiet name="do" value="unpin" { "注目をやめる" } }
                @else { button.quiet name="do" value="pin" { "注目" } }
            }
            (hide(note, here))
        }
    }
}

fn hide(note: &Note, here: &str) -> Markup {
    let id = format!("r-{}", note.id);
    html! {
        form.hide method="post" action={ (here) "/notes/" (note.id) } data-act {
            label for=(id) { "理由（書いた人に伝わります）" }
            select id=(id) name="reason" {
                @for reason in REASONS { option { (reason) } }
            }
            button.quiet name="do" value="hide" { "見えなくする" }
        }
    }
}

fn words(note: &Note) -> Markup {
    html! {
        span.sign { (note.colour.shape()) (note.colour.letter()) }
        @if note.pinned { span.pin { "注目" } }
        @if note.paper { span.paper { "紙" } }
        span.text { (note.text) }
    }
}

/// A cluster with its parts and notes.
pub fn cluster(table: &Table, whole: &Cluster, here: &str) -> Markup {
    let content = &table.scene.content;
    let parts = content.clusters.iter().filter(|part| part.parent.as_ref() == Some(&whole.id));
    let origin = whole.origin.as_ref().and_then(|(board, _)| table.scene.tables.get(board));
    html! {
        section.cluster id={ "c-" (whole.id) } data-place=(whole.place) {
            header {
                @if table.may(Action::Gather) {
                    label.tick {
                        input type="checkbox" name="tick" value=(whole.id) form="gather";
                        h3 { (piece::title(whole)) }
                    }
                    (naming(whole, here))
                } @else { h3 { (piece::title(whole)) } }
                @if let Some(origin) = origin { p.from { (origin) } }
            }
            div.parts id={ "parts-" (whole.id) } { @for part in parts { (cluster(table, part, here)) } }
            ul.notes id={ "in-" (whole.id) } {
                @for note in content.notes_in(&whole.id) { (self::note(table, note, here)) }
            }
        }
    }
}

fn naming(cluster: &Cluster, here: &str) -> Markup {
    let id = format!("name-{}", cluster.id);
    html! {
        details id={ "dc-" (cluster.id) } {
            summary aria-label={ "まとまり「" (piece::title(cluster)) "」の操作" } { "操作" }
            form method="post" action={ (here) "/clusters/" (cluster.id) } data-act {
                label for=(id) { "表札" }
                input id=(id) name="title" value=(cluster.title) maxlength=(TITLE_LENGTH) autocomplete="off";
                button.quiet { "表札を変える" }
            }
            form method="post" action={ (here) "/clusters/" (cluster.id) "/dissolution" } data-act {
                button.quiet { "まとまりをほどく" }
            }
        }
    }
}
