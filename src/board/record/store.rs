//! SQL of what only the record asks.

use diesel::prelude::*;

use crate::{
    board::store::Round,
    error::Result,
    store::{Db, schema::round},
};

/// Every voting of a board, the first one first.
pub fn rounds(db: &mut Db, board_id: &str) -> Result<Vec<Round>> {
    Ok(round::table
        .filter(round::board_id.eq(board_id))
        .order(round::number)
        .select(Round::as_select())
        .load(db)?)
}
