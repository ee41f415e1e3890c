//! SQL of who sits where.

use diesel::prelude::*;

use crate::{
    error::Result,
    store::{
        Db,
        schema::{attendee, board, placement},
    },
};

/// Who sits where in a theme: attendee and number of the table.
pub fn seats(db: &mut Db, theme_id: &str) -> Result<Vec<(String, i32)>> {
    Ok(placement::table
        .inner_join(board::table)
        .filter(placement::theme_id.eq(theme_id))
        .order((board::number, placement::attendee_id))
        .select((placement::attendee_id, board::number))
        .load(db)?)
}

/// Who sits at a board, by their chosen names: for the facilitator.
pub fn at_board(db: &mut Db, board_id: &str) -> Result<Vec<(String, Option<String>)>> {
    Ok(placement::table
        .inner_join(attendee::table)
        .filter(placement::board_id.eq(board_id))
        .order((attendee::nickname, attendee::id))
        .select((attendee::id, attendee::nickname))
        .load(db)?)
}

/// Everybody who takes part in a workshop and is not erased.
pub fn of_workshop(db: &mut Db, workshop_id: &str) -> Result<i64> {
    Ok(attendee::table
        .filter(attendee::workshop_id.eq(workshop_id))
        .filter(attendee::code_hash.is_not_null())
        .count()
        .get_result(db)?)
}
