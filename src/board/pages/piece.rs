//! The pieces of a board: the same functions draw them on the page and in live updates. Where
//! people gather, notes and clusters can be ticked.

use maud::{Markup, html};

use crate::board::{
    Action, Cluster, Content, Note, NoteState, Phase, Role, TITLE_LENGTH, live::frame::Part,
    phase::allowed,
};

/// Clusters with their notes, then notes by themselves.
pub fn wall(content: &Content, ticks: bool) -> Markup {
    let top = content.clusters.iter().filter(|cluster| cluster.parent.is_none());
    html! {
        div #clusters { @for cluster in top { (whole_cluster(content, cluster, ticks)) } }
        ul.notes #alone { @for note in content.alone() { (self::note(note, ticks)) } }
        p.empty { "ここに、みんなの付箋が並びます。" }
    }
}

fn whole_cluster(content: &Content, whole: &Cluster, ticks: bool) -> Markup {
    let parts = content.clusters.iter().filter(|part| part.parent.as_ref() == Some(&whole.id));
    frame(
        whole,
        ticks,
        html! { @for part in parts { (whole_cluster(content, part, ticks)) } },
        html! { @for note in content.notes_in(&whole.id) { (self::note(note, ticks)) } },
    )
}

/// A cluster around its parts and notes.
fn frame(cluster: &Cluster, ticks: bool, parts: Markup, notes: Markup) -> Markup {
    let id = &cluster.id;
    html! {
        section.cluster id={ "c-" (id) } data-place=(cluster.place) {
            @if ticks {
                h3 {
                    label.tick {
                        input type="checkbox" name="tick" value=(id) form="gather";
                        span { (title(cluster)) }
                    }
                }
                (tools(cluster))
            } @else { h3 { (title(cluster)) } }
            div.parts id={ "parts-" (id) } data-filled { (parts) }
            ul.notes id={ "in-" (id) } data-filled { (notes) }
        }
    }
}

/// What can be done with a cluster: its name, and taking it apart.
fn tools(cluster: &Cluster) -> Markup {
    let id = &cluster.id;
    html! {
        details id={ "edit-" (id) } {
            summary { "名前を書く・ばらす" }
            form method="post" action={ "clusters/" (id) } data-queue {
                label for={ "title-" (id) } { "このまとまりの名前（表札）" }
                input id={ "title-" (id) } type="text" name="title" value=(cluster.title)
                    maxlength=(TITLE_LENGTH) autocomplete="off";
                button { "名前を保存する" }
            }
            form method="post" action={ "clusters/" (id) "/dissolution" } data-queue {
                button.quiet { "まとまりをばらす（付箋は残ります）" }
            }
        }
    }
}

/// The 表札 of a cluster, or that it has none yet.
pub fn title(cluster: &Cluster) -> &str {
    if cluster.title.is_empty() { "（表札はまだありません）" } else { &cluster.title }
}

/// A note as everybody sees it.
pub fn note(note: &Note, ticks: bool) -> Markup {
    html! {
        li.note.pinned[note.pinned] id={ "n-" (note.id) } data-place=(note.place)
            data-colour=(note.colour.word()) {
            @if ticks {
                label.tick {
                    input type="checkbox" name="tick" value=(note.id) form="gather";
                    (words(note))
                }
            } @else { (words(note)) }
        }
    }
}

/// What is written on a note, with the sign of its colour.
pub fn words(note: &Note) -> Markup {
    html! {
        span.sign { (note.colour.shape()) (note.colour.letter()) }
        @if note.pinned { span.pin { "注目" } }
        span.text { (note.text) }
    }
}

/// A note of one's own, with what became of it.
pub fn own(note: &Note, phase: Phase) -> Markup {
    html! {
        li.note id={ "m-" (note.id) } data-place=(note.place) data-colour=(note.colour.word())
            data-state=(note.state.word()) {
            (words(note))
            p.state { (state(note, phase)) }
            @if allowed(phase, Role::Participant, Action::Change) {
                a href={ "notes/" (note.id) } { "直す・取り下げる" }
            }
        }
    }
}

/// What became of a note, for its author.
pub fn state(note: &Note, phase: Phase) -> String {
    let state = match note.state {
        NoteState::Shown if phase.is_private() => "保存済み（まだ自分だけに見えます）",
        NoteState::Shown => "保存済み",
        NoteState::Held => "保存済み。進行役が確かめています",
        NoteState::Hidden => "進行役が見えなくしました",
        NoteState::Withdrawn => "取り下げました",
    };
    match note.reason.as_str() {
        "" => state.into(),
        reason => format!("{state}：{reason}"),
    }
}

/// A cluster in the menu of those that are there.
pub fn choice(cluster: &Cluster) -> Markup {
    html! {
        option id={ "o-" (cluster.id) } value=(cluster.id) data-place=(cluster.place) { (title(cluster)) }
    }
}

/// The form that undoes what was gathered last, by its number.
pub fn undoing(batch: i64) -> Markup {
    html! {
        form #undo method="post" action="undo" data-queue {
            input type="hidden" name="batch" value=(batch);
            button.quiet { "最後にまとめたものを元に戻す" }
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
pub fn note_part(shown: &Note, ticks: bool) -> Part {
    let within = shown.cluster.as_ref().map_or("alone".into(), |cluster| format!("in-{cluster}"));
    Part {
        id: format!("n-{}", shown.id),
        within,
        place: shown.place.clone(),
        html: note(shown, ticks).into_string(),
    }
}

/// A note that is not shown any more.
pub fn no_note(note: &Note) -> Part {
    gone(format!("n-{}", note.id))
}

/// A cluster on the board itself, for putting in: where it stands already, only its head changes.
pub fn cluster_part(cluster: &Cluster, ticks: bool) -> Part {
    Part {
        id: format!("c-{}", cluster.id),
        within: "clusters".into(),
        place: cluster.place.clone(),
        html: frame(cluster, ticks, html! {}, html! {}).into_string(),
    }
}

/// A cluster in the menu, for putting in.
pub fn choice_part(cluster: &Cluster) -> Part {
    Part {
        id: format!("o-{}", cluster.id),
        within: "into".into(),
        place: cluster.place.clone(),
        html: choice(cluster).into_string(),
    }
}

/// The form that undoes what has just been gathered, for putting in.
pub fn undoing_part(batch: i64) -> Part {
    Part {
        id: "undo".into(),
        within: "undoing".into(),
        place: String::new(),
        html: undoing(batch).into_string(),
    }
}

fn gone(id: String) -> Part {
    Part { id, within: String::new(), place: String::new(), html: String::new() }
}
