//! Who wrote a note. Asked for one purpose only: that people can change what they wrote, and see
//! it before others do. No page, event or file may import it (`tests/it/rules.rs`).

pub mod store;

use std::collections::{HashMap, HashSet};

use crate::{error::Result, store::Db};

/// Notes down who has just posted a note.
pub fn record(db: &mut Db, board_id: &str, note_id: &str, attendee_id: &str) -> Result<()> {
    store::insert(db, board_id, note_id, attendee_id)
}

/// Whether somebody wrote a note.
pub fn is_of(db: &mut Db, board_id: &str, note_id: &str, attendee_id: &str) -> Result<bool> {
    Ok(store::of(db, board_id, note_id)?.is_some_and(|author| author == attendee_id))
}

/// The ids of the notes that somebody wrote on a board.
pub fn notes_of(db: &mut Db, board_id: &str, attendee_id: &str) -> Result<HashSet<String>> {
    Ok(store::notes_of(db, board_id, attendee_id)?.into_iter().collect())
}

/// The authors of some notes of a board: for handing an event to its author's own phones, and
/// kept in memory for that moment only.
pub(super) fn of_notes(
    db: &mut Db,
    board_id: &str,
    notes: &[String],
) -> Result<HashMap<String, String>> {
    Ok(store::of_notes(db, board_id, notes)?.into_iter().collect())
}

/// Forgets who wrote what on a board.
pub fn erase(db: &mut Db, board_id: &str) -> Result<usize> {
    store::delete(db, board_id)
}
