//! The pieces of a board: the same functions draw them on the page and in live updates.

use maud::{Markup, html};

use crate::board::{Cluster, Content, Note, NoteState, Phase, live::frame::Part};

/// Clusters with their notes, then notes by themselves.
pub fn wall(content: &Content) -> Markup {
    let phase = content.board.phase;
    let top = content.clusters.iter().filter(|cluster| cluster.parent.is_none());
    html! {
        div #clusters { @for cluster in top { (whole_cluster(content, cluster)) } }
        ul.notes #alone { @for note in content.alone() { (self::note(note, phase)) } }
    }
}

fn whole_cluster(content: &Content, whole: &Cluster) -> Markup {
    let phase = content.board.phase;
    let parts = content.clusters.iter().filter(|part| part.parent.as_ref() == Some(&whole.id));
    frame(
        whole,
        phase,
        html! { @for part in parts { (whole_cluster(content, part)) } },
        html! { @for note in content.notes_in(&whole.id) { (self::note(note, phase)) } },
    )
}

/// A cluster around its parts and notes.
fn frame(cluster: &Cluster, phase: Phase, parts: Markup, notes: Markup) -> Markup {
    html! {
        section.cluster id={ "c-" (cluster.id) } data-place=(cluster.place) {
            header {
                @if phase == Phase::Gather {
                    label.tick {
                        input type="checkbox" name="tick" value=(cluster.id) form="gather";
                        h3 { (title(cluster)) }
                    }
                } @else { h3 { (title(cluster)) } }
            }
            div.parts id={ "parts-" (cluster.id) } data-filled { (parts) }
            ul.notes id={ "in-" (cluster.id) } data-filled { (notes) }
        }
    }
}

/// The 表札 of a cluster, or that it has none yet.
pub fn title(cluster: &Cluster) -> &str {
    if cluster.title.is_empty() { "（表札はまだありません）" } else { &cluster.title }
}

/// A note as everybody sees it.
pub fn note(note: &Note, phase: Phase) -> Markup {
    html! {
        li.note.pinned[note.pinned] id={ "n-" (note.id) } data-place=(note.place)
            data-colour=(note.colour.word()) {
            @if phase == Phase::Gather {
                label.tick {
                    input type="checkbox" name="tick" value=(note.id) form="gather";
                    (words(note))
                }
            } @else { (words(note)) }
        }
    }
}

/// What is written on a note, with the sign of its colour.
fn words(note: &Note) -> Markup {
    html! {
        span.sign { (note.colour.shape()) (note.colour.letter()) }
        @if note.pinned { span.pin { "注目" } }
        span.text { (note.text) }
    }
}

/// A note of one's own, with what became of it.
pub fn own(note: &Note, phase: Phase) -> Markup {
    let state = match note.state {
        NoteState::Shown if phase.is_private() => "保存済み（まだ自分だけに見えます）",
        NoteState::Shown => "保存済み",
        NoteState::Held => "進行役が確かめています",
        NoteState::Hidden => "進行役が見えなくしました",
        NoteState::Withdrawn => "取り下げました",
    };
    html! {
        li id={ "m-" (note.id) } data-place=(note.place) data-colour=(note.colour.word())
            data-state=(note.state.word()) {
            (words(note))
            p.state { (state) @if !note.reason.is_empty() { "：" (note.reason) } }
            @if phase >= Phase::Write && phase <= Phase::Gather {
                a href={ "notes/" (note.id) } { "直す・取り下げる" }
            }
        }
    }
}

/// A note of one's own, for putting in.
pub fn own_part(note: &Note, phase: Phase) -> Part {
    Part {
        id: format!("m-{}", note.id),
        within: "mine".into(),
        place: note.place.clone(),
        html: own(note, phase).into_string(),
    }
}

/// A note, for putting in.
pub fn note_part(shown: &Note, phase: Phase) -> Part {
    let within = shown.cluster.as_ref().map_or("alone".into(), |cluster| format!("in-{cluster}"));
    Part {
        id: format!("n-{}", shown.id),
        within,
        place: shown.place.clone(),
        html: note(shown, phase).into_string(),
    }
}

/// A note that is not shown any more.
pub fn no_note(note: &Note) -> Part {
    Part {
        id: format!("n-{}", note.id),
        within: String::new(),
        place: String::new(),
        html: String::new(),
    }
}

/// A cluster on the board itself, for putting in: where it stands already, only its head changes.
pub fn cluster_part(cluster: &Cluster, phase: Phase) -> Part {
    Part {
        id: format!("c-{}", cluster.id),
        within: "clusters".into(),
        place: cluster.place.clone(),
        html: frame(cluster, phase, html! {}, html! {}).into_string(),
    }
}
