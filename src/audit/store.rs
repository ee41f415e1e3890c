//! SQL of the audit.

use diesel::prelude::*;

use super::Entry;
use crate::{
    clock::Instant,
    error::Result,
    store::{Db, schema::audit},
};

/// Adds a line.
pub fn insert(
    db: &mut Db,
    id: &str,
    at: Instant,
    actor: &str,
    action: &str,
    subject: &str,
) -> Result<()> {
    diesel::insert_into(audit::table)
        .values((
            audit::id.eq(id),
            audit::at.eq(at.naive_utc()),
            audit::actor.eq(actor),
            audit::action.eq(action),
            audit::subject.eq(subject),
        ))
        .execute(db)?;
    Ok(())
}

/// A page of the record, newest first.
pub fn page(db: &mut Db, offset: i64, limit: i64) -> Result<Vec<Entry>> {
    let rows = audit::table
        .select((audit::at, audit::actor, audit::action, audit::subject))
        .order((audit::at.desc(), audit::id))
        .offset(offset)
        .limit(limit)
        .load::<(chrono::NaiveDateTime, String, String, String)>(db)?;
    let entry = |(at, actor, action, subject): (chrono::NaiveDateTime, _, _, _)| Entry {
        at: at.and_utc(),
        actor,
        action,
        subject,
    };
    Ok(rows.into_iter().map(entry).collect())
}
