//! まとめる: notes become clusters, clusters become clusters of clusters, and back. All by ticking
//! and pressing; nothing has to be dragged.

use std::collections::HashSet;

use super::{Action, Cluster, Note, NoteState, TITLE_LENGTH, act::Deed, notes, place, store};
use crate::error::{Error, Result};

/// Where ticked things go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Into {
    /// A new cluster with this id and name.
    New {
        /// Made by the phone, or drawn for the page.
        id: String,
        /// 表札; may be written later.
        title: String,
    },
    /// A cluster that is there.
    Cluster(String),
    /// Out of any cluster.
    Alone,
}

/// Puts ticked notes and clusters together. Ticked clusters stay what they are and become part
/// of the target, which then is a cluster of clusters; deeper than two levels it never gets.
pub fn gather(deed: &mut Deed<'_>, ticked: &[String], into: &Into) -> Result<()> {
    let all = store::clusters(deed.db, &deed.board.id)?;
    if let Into::New { id, .. } = into
        && all.iter().any(|cluster| cluster.id == *id)
    {
        return Ok(()); // A repeated press.
    }
    deed.may(Action::Gather)?;
    let ticked: HashSet<&str> = ticked.iter().map(String::as_str).collect();
    let all_notes = store::notes(deed.db, &deed.board.id)?;
    let notes: Vec<Note> = all_notes
        .iter()
        .filter(|note| note.state == NoteState::Shown && ticked.contains(note.id.as_str()))
        .cloned()
        .collect();
    let clusters: Vec<Cluster> =
        all.iter().filter(|at| !at.gone && ticked.contains(at.id.as_str())).cloned().collect();
    if notes.is_empty() && clusters.is_empty() {
        return Err(Error::invalid("まとめる付箋を選んでから押してください。"));
    }
    let target = match into {
        Into::Alone => None,
        Into::Cluster(id) => {
            let found = all.iter().find(|cluster| cluster.id == *id && !cluster.gone);
            Some(found.ok_or_else(moved)?.clone())
        }
        Into::New { id, title } => {
            let first = notes
                .iter()
                .map(|note| &note.place)
                .chain(clusters.iter().map(|at| &at.place))
                .min();
            let new = Cluster {
                id: notes::checked_id(id)?,
                parent: None,
                title: notes::short(title, TITLE_LENGTH),
                place: first.cloned().unwrap_or_else(|| place::after(None)),
                gone: false,
                origin: None,
            };
            deed.write_cluster(new.clone())?;
            Some(new)
        }
    };
    let target_id = target.as_ref().map(|target| target.id.clone());
    for mut note in notes {
        if note.cluster != target_id {
            note.cluster.clone_from(&target_id);
            deed.write_note(note)?;
        }
    }
    nest(deed, &all, &clusters, target.as_ref())?;
    sweep(deed)
}

fn moved() -> Error {
    Error::conflict("そのまとまりは、もうありません。画面を新しくして、もう一度選んでください。")
}

/// Makes clusters part of another. Where they have parts themselves, the parts move instead.
fn nest(
    deed: &mut Deed<'_>,
    all: &[Cluster],
    ticked: &[Cluster],
    target: Option<&Cluster>,
) -> Result<()> {
    // Into a part of a cluster goes into the whole.
    let target = target.map(|target| target.parent.as_ref().unwrap_or(&target.id).clone());
    for cluster in ticked.iter().filter(|cluster| Some(&cluster.id) != target.as_ref()) {
        let parts = all.iter().filter(|at| !at.gone && at.parent.as_ref() == Some(&cluster.id));
        if target.is_some() {
            for part in parts {
                deed.write_cluster(Cluster { parent: target.clone(), ..part.clone() })?;
            }
        }
        if cluster.parent != target {
            deed.write_cluster(Cluster { parent: target.clone(), ..cluster.clone() })?;
        }
    }
    Ok(())
}

/// Takes away clusters in which nothing is left.
fn sweep(deed: &mut Deed<'_>) -> Result<()> {
    let notes = store::notes(deed.db, &deed.board.id)?;
    loop {
        let all = store::clusters(deed.db, &deed.board.id)?;
        let is_empty = |cluster: &&Cluster| {
            let of_it = |at: Option<&String>| at == Some(&cluster.id);
            !cluster.gone
                && cluster.origin.is_none()
                && !notes.iter().any(|note| of_it(note.cluster.as_ref()))
                && !all.iter().any(|at| !at.gone && of_it(at.parent.as_ref()))
        };
        let Some(empty) = all.iter().find(is_empty) else { return Ok(()) };
        deed.write_cluster(Cluster { gone: true, parent: None, ..empty.clone() })?;
    }
}

/// Writes the 表札 of a cluster.
pub fn name(deed: &mut Deed<'_>, id: &str, title: &str) -> Result<()> {
    deed.may(Action::Gather)?;
    let cluster = there(deed, id)?;
    let title = notes::short(title, TITLE_LENGTH);
    if title == cluster.title {
        return Ok(());
    }
    deed.write_cluster(Cluster { title, ..cluster })
}

/// Dissolves a cluster: its notes stand by themselves again, its parts too.
pub fn dissolve(deed: &mut Deed<'_>, id: &str) -> Result<()> {
    let all = store::clusters(deed.db, &deed.board.id)?;
    if all.iter().any(|cluster| cluster.id == id && cluster.gone) {
        return Ok(()); // A repeated press.
    }
    deed.may(Action::Gather)?;
    let cluster = there(deed, id)?;
    for note in store::notes(deed.db, &deed.board.id)? {
        if note.cluster.as_ref() == Some(&cluster.id) {
            deed.write_note(Note { cluster: cluster.parent.clone(), ..note })?;
        }
    }
    for part in store::clusters(deed.db, &deed.board.id)? {
        if !part.gone && part.parent.as_ref() == Some(&cluster.id) {
            deed.write_cluster(Cluster { parent: None, ..part })?;
        }
    }
    deed.write_cluster(Cluster { gone: true, parent: None, ..cluster })
}

/// Puts a cluster or a note before another one; `None`: at the end.
pub fn put(deed: &mut Deed<'_>, id: &str, before: Option<&str>) -> Result<()> {
    deed.may(Action::Gather)?;
    let (clusters, notes) =
        (store::clusters(deed.db, &deed.board.id)?, store::notes(deed.db, &deed.board.id)?);
    let mut places: Vec<(&str, &str)> = clusters
        .iter()
        .filter(|cluster| !cluster.gone)
        .map(|cluster| (cluster.place.as_str(), cluster.id.as_str()))
        .chain(notes.iter().map(|note| (note.place.as_str(), note.id.as_str())))
        .filter(|(_, other)| *other != id)
        .collect();
    places.sort_unstable();
    let at = before.and_then(|before| places.iter().position(|(_, other)| *other == before));
    let place = match at {
        None => place::after(places.last().map(|(place, _)| *place)),
        Some(at) => {
            let lower = at.checked_sub(1).and_then(|lower| places.get(lower));
            place::between(lower.map(|(place, _)| *place), Some(places[at].0))
        }
    };
    if let Some(cluster) = clusters.iter().find(|cluster| cluster.id == id && !cluster.gone) {
        return deed.write_cluster(Cluster { place, ..cluster.clone() });
    }
    let note = notes.iter().find(|note| note.id == id).ok_or_else(moved)?;
    deed.write_note(Note { place, ..note.clone() })
}

fn there(deed: &mut Deed<'_>, id: &str) -> Result<Cluster> {
    let all = store::clusters(deed.db, &deed.board.id)?;
    all.into_iter().find(|cluster| cluster.id == id && !cluster.gone).ok_or_else(moved)
}
