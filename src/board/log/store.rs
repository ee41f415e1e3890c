//! SQL of the log.

use diesel::prelude::*;

use super::{Entry, Event};
use crate::{
    clock::Instant,
    error::{Error, Result},
    store::{Db, schema::event},
};

/// An event as it is stored.
#[derive(Queryable, Selectable)]
#[diesel(table_name = event)]
pub struct Row {
    seq: i64,
    batch: i64,
    body: String,
    at: chrono::NaiveDateTime,
}

impl Row {
    /// The event, read.
    pub fn entry(self) -> Result<Entry> {
        Ok(Entry {
            seq: self.seq,
            batch: self.batch,
            at: self.at.and_utc(),
            event: super::parse(&self.body)?,
        })
    }
}

/// Events after a number, oldest first.
pub fn after(db: &mut Db, board_id: &str, seq: i64, most: i64) -> Result<Vec<Row>> {
    Ok(event::table
        .filter(event::board_id.eq(board_id))
        .filter(event::seq.gt(seq))
        .order(event::seq)
        .limit(most)
        .select(Row::as_select())
        .load(db)?)
}

/// Events up to a number, oldest first.
pub fn until(db: &mut Db, board_id: &str, seq: i64) -> Result<Vec<Row>> {
    Ok(event::table
        .filter(event::board_id.eq(board_id))
        .filter(event::seq.le(seq))
        .order(event::seq)
        .select(Row::as_select())
        .load(db)?)
}

/// Adds an event.
pub fn append(
    db: &mut Db,
    board_id: &str,
    (seq, batch): (i64, i64),
    what: &Event,
    minute: Instant,
) -> Result<()> {
    let body = serde_json::to_string(what).map_err(Error::internal)?;
    diesel::insert_into(event::table)
        .values((
            event::board_id.eq(board_id),
            event::seq.eq(seq),
            event::batch.eq(batch),
            event::kind.eq(what.kind()),
            event::body.eq(body),
            event::at.eq(minute.naive_utc()),
        ))
        .execute(db)?;
    Ok(())
}
