//! SQL of who wrote a note.

use diesel::prelude::*;

use crate::{
    error::Result,
    store::{Db, schema::note_author},
};

/// Notes an author down.
pub fn insert(db: &mut Db, board_id: &str, note_id: &str, attendee_id: &str) -> Result<()> {
    diesel::insert_into(note_author::table)
        .values((
            note_author::board_id.eq(board_id),
            note_author::note_id.eq(note_id),
            note_author::attendee_id.eq(attendee_id),
        ))
        .execute(db)?;
    Ok(())
}

/// The author of a note.
pub fn of(db: &mut Db, board_id: &str, note_id: &str) -> Result<Option<String>> {
    let found = note_author::table.find((board_id, note_id)).select(note_author::attendee_id);
    Ok(found.get_result(db).optional()?)
}

/// The notes of an author on a board.
pub fn notes_of(db: &mut Db, board_id: &str, attendee_id: &str) -> Result<Vec<String>> {
    Ok(note_author::table
        .filter(note_author::board_id.eq(board_id))
        .filter(note_author::attendee_id.eq(attendee_id))
        .select(note_author::note_id)
        .load(db)?)
}

/// The authors of some notes.
pub fn of_notes(db: &mut Db, board_id: &str, notes: &[String]) -> Result<Vec<(String, String)>> {
    Ok(note_author::table
        .filter(note_author::board_id.eq(board_id))
        .filter(note_author::note_id.eq_any(notes))
        .select((note_author::note_id, note_author::attendee_id))
        .load(db)?)
}

/// Forgets the authors of a board.
pub fn delete(db: &mut Db, board_id: &str) -> Result<usize> {
    let of_board = note_author::table.filter(note_author::board_id.eq(board_id));
    Ok(diesel::delete(of_board).execute(db)?)
}
