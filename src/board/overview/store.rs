//! SQL that counts over all boards of a theme at once.

use diesel::{dsl::count_star, prelude::*};

use crate::{
    error::Result,
    store::{
        Db,
        schema::{note, placement},
    },
};

/// How many notes boards have in each state: board, state, notes.
pub fn notes(db: &mut Db, board_ids: &[String]) -> Result<Vec<(String, String, i64)>> {
    Ok(note::table
        .filter(note::board_id.eq_any(board_ids))
        .group_by((note::board_id, note::state))
        .select((note::board_id, note::state, count_star()))
        .load(db)?)
}

/// How many sit at boards: board, whether they are done with the phase, people.
pub fn seats(db: &mut Db, board_ids: &[String]) -> Result<Vec<(String, bool, i64)>> {
    Ok(placement::table
        .filter(placement::board_id.eq_any(board_ids))
        .group_by((placement::board_id, placement::ready))
        .select((placement::board_id, placement::ready, count_star()))
        .load(db)?)
}
