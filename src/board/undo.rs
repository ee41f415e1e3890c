//! Undoing a deed: its rows become again what they were before, as far as nothing has changed
//! them since. The log knows both, and keeps the undoing too.

use super::{
    Action, Board, Cluster, Event, Note, Role,
    act::Deed,
    log::{self, Entry},
    store,
};
use crate::{
    error::{Error, Result},
    store::Db,
};

/// Undoes the deed whose first event has a number. Participants may undo what was gathered, by
/// whomever of their table; the facilitator also what happened to notes.
pub fn undo(deed: &mut Deed<'_>, batch: i64) -> Result<()> {
    deed.may(Action::Gather)?;
    let history = log::until(deed.db, &deed.board.id, deed.board.seq)?;
    let before: Vec<&Entry> = history.iter().filter(|entry| entry.batch < batch).collect();
    let of_it: Vec<&Entry> = history.iter().filter(|entry| entry.batch == batch).collect();
    for (at, entry) in of_it.iter().enumerate() {
        // What the same deed changed again counts as it was left.
        if of_it[at + 1..].iter().any(|later| row(later) == row(entry)) {
            continue;
        }
        match &entry.event {
            Event::Cluster { cluster } => {
                let now = store::clusters(deed.db, &deed.board.id)?;
                let was = clusters(&before).rfind(|was| was.id == cluster.id).cloned();
                let gone = || Cluster { gone: true, parent: None, ..cluster.clone() };
                let was = was.unwrap_or_else(gone);
                if now.contains(&was) {
                    continue; // A repeated press.
                }
                if !now.contains(cluster) {
                    return Err(changed());
                }
                deed.write_cluster(was)?;
            }
            Event::Note { note, .. } => {
                let was = notes(&before).rfind(|was| was.id == note.id).ok_or_else(changed)?;
                let now = store::note(deed.db, &deed.board.id, &note.id)?;
                if now.as_ref() == Some(was) {
                    continue;
                }
                if now.as_ref() != Some(note) {
                    return Err(changed());
                }
                if deed.by.role() == Role::Participant && !note.is_only_moved(was) {
                    return Err(changed());
                }
                deed.write_note(was.clone())?;
            }
            _ => return Err(changed()),
        }
    }
    everything_has_its_place(deed)
}

/// Refuses where something would be in a cluster that is gone, and so out of sight: one that was
/// emptied since, or one to which others have added since.
fn everything_has_its_place(deed: &mut Deed<'_>) -> Result<()> {
    let mut there = store::clusters(deed.db, &deed.board.id)?;
    there.retain(|cluster| !cluster.gone);
    let notes = store::notes(deed.db, &deed.board.id)?;
    let holds = |id: &String| there.iter().any(|cluster| cluster.id == *id);
    let (of_notes, of_parts) = (
        notes.iter().filter_map(|note| note.cluster.as_ref()),
        there.iter().filter_map(|cluster| cluster.parent.as_ref()),
    );
    let is_part = |id: &String| there.iter().any(|at| at.id == *id && at.parent.is_some());
    let nested_twice = of_parts.clone().any(is_part);
    match of_notes.chain(of_parts).all(holds) && !nested_twice {
        true => Ok(()),
        false => Err(changed()),
    }
}

fn changed() -> Error {
    Error::conflict("そのあとに変わったので、元に戻せません。いまのボードはそのまま残っています。")
}

/// The number of the last deed that put notes and clusters together or apart and did nothing else.
pub fn last_gathering(db: &mut Db, board: &Board) -> Result<Option<i64>> {
    let history = log::until(db, &board.id, board.seq)?;
    let gathers = |entry: &Entry| match &entry.event {
        Event::Cluster { .. } => true,
        Event::Note { moved, .. } => *moved,
        _ => false,
    };
    let mut deeds = history.chunk_by(|one, next| one.batch == next.batch);
    let last = deeds.rfind(|deed| deed.iter().all(gathers));
    Ok(last.map(|deed| deed[0].batch))
}

/// Which row an event is about.
fn row(entry: &Entry) -> (&'static str, Option<&str>) {
    let id = match &entry.event {
        Event::Note { note, .. } => Some(note.id.as_str()),
        Event::Cluster { cluster } => Some(cluster.id.as_str()),
        _ => None,
    };
    (entry.event.kind(), id)
}

fn clusters<'a>(entries: &'a [&Entry]) -> impl DoubleEndedIterator<Item = &'a Cluster> {
    entries.iter().filter_map(|entry| match &entry.event {
        Event::Cluster { cluster } => Some(cluster),
        _ => None,
    })
}

fn notes<'a>(entries: &'a [&Entry]) -> impl DoubleEndedIterator<Item = &'a Note> {
    entries.iter().filter_map(|entry| match &entry.event {
        Event::Note { note, .. } => Some(note),
        _ => None,
    })
}
