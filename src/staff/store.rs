//! SQL of accounts, sessions and one-time links.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{Role, Staff};
use crate::{
    clock::Instant,
    error::Result,
    store::{
        Db,
        schema::{staff, staff_link, staff_session},
    },
};

type Row = (String, String, String, String, Option<String>, bool);

const COLUMNS: (
    staff::id,
    staff::email,
    staff::name,
    staff::role,
    staff::password_hash,
    staff::active,
) = (staff::id, staff::email, staff::name, staff::role, staff::password_hash, staff::active);

fn from_row((id, email, name, role, password_hash, active): Row) -> Staff {
    let role = Role::from_word(&role);
    Staff { id, email, name, role, active, has_password: password_hash.is_some() }
}

/// Everybody, by name.
pub fn all(db: &mut Db) -> Result<Vec<Staff>> {
    let rows = staff::table.select(COLUMNS).order((staff::name, staff::id)).load::<Row>(db)?;
    Ok(rows.into_iter().map(from_row).collect())
}

/// One colleague.
pub fn get(db: &mut Db, id: &str) -> Result<Staff> {
    Ok(from_row(staff::table.find(id).select(COLUMNS).first::<Row>(db)?))
}

/// Whoever has this address.
pub fn by_email(db: &mut Db, email: &str) -> Result<Option<Staff>> {
    Ok(with_password(db, email)?.map(|(staff, _)| staff))
}

/// Whoever has this address, with the hash of their password.
pub fn with_password(db: &mut Db, email: &str) -> Result<Option<(Staff, Option<String>)>> {
    let found = staff::table.filter(staff::email.eq(email)).select(COLUMNS).first::<Row>(db);
    Ok(found.optional()?.map(|row| {
        let hash = row.4.clone();
        (from_row(row), hash)
    }))
}

/// How many administrators can sign in.
pub fn count_admins(db: &mut Db) -> Result<i64> {
    Ok(staff::table
        .filter(staff::role.eq(Role::Admin.word()).and(staff::active.eq(true)))
        .count()
        .get_result(db)?)
}

/// Adds an account without a password.
pub fn insert(
    db: &mut Db,
    id: &str,
    email: &str,
    name: &str,
    role: Role,
    at: Instant,
) -> Result<()> {
    diesel::insert_into(staff::table)
        .values((
            staff::id.eq(id),
            staff::email.eq(email),
            staff::name.eq(name),
            staff::role.eq(role.word()),
            staff::active.eq(true),
            staff::created_at.eq(at.naive_utc()),
        ))
        .execute(db)?;
    Ok(())
}

/// Changes what an account may do.
pub fn update(db: &mut Db, id: &str, role: Role, active: bool) -> Result<()> {
    diesel::update(staff::table.find(id))
        .set((staff::role.eq(role.word()), staff::active.eq(active)))
        .execute(db)?;
    Ok(())
}

/// Sets a password.
pub fn set_password(db: &mut Db, id: &str, hash: &str) -> Result<()> {
    diesel::update(staff::table.find(id)).set(staff::password_hash.eq(hash)).execute(db)?;
    Ok(())
}

/// Keeps a session.
pub fn insert_session(db: &mut Db, token_hash: &str, staff_id: &str, until: Instant) -> Result<()> {
    diesel::insert_into(staff_session::table)
        .values((
            staff_session::token_hash.eq(token_hash),
            staff_session::staff_id.eq(staff_id),
            staff_session::expires_at.eq(until.naive_utc()),
        ))
        .execute(db)?;
    Ok(())
}

/// Who a session that is not over belongs to, if the account is in use.
pub fn in_session(db: &mut Db, token_hash: &str, now: Instant) -> Result<Option<Staff>> {
    let found = staff_session::table
        .inner_join(staff::table)
        .filter(staff_session::token_hash.eq(token_hash))
        .filter(staff_session::expires_at.gt(now.naive_utc()))
        .filter(staff::active.eq(true))
        .select(COLUMNS)
        .first::<Row>(db);
    Ok(found.optional()?.map(from_row))
}

/// Forgets a session.
pub fn delete_session(db: &mut Db, token_hash: &str) -> Result<()> {
    diesel::delete(staff_session::table.find(token_hash)).execute(db)?;
    Ok(())
}

/// Forgets every session of a person.
pub fn delete_sessions_of(db: &mut Db, staff_id: &str) -> Result<()> {
    diesel::delete(staff_session::table.filter(staff_session::staff_id.eq(staff_id)))
        .execute(db)?;
    Ok(())
}

/// Forgets the sessions and links that are over.
pub fn delete_expired(db: &mut Db, now: Instant) -> Result<()> {
    let now: NaiveDateTime = now.naive_utc();
    diesel::delete(staff_session::table.filter(staff_session::expires_at.le(now))).execute(db)?;
    diesel::delete(staff_link::table.filter(staff_link::expires_at.le(now))).execute(db)?;
    Ok(())
}

/// Keeps a one-time link.
pub fn insert_link(
    db: &mut Db,
    token_hash: &str,
    staff_id: Option<&str>,
    until: Instant,
) -> Result<()> {
    diesel::insert_into(staff_link::table)
        .values((
            staff_link::token_hash.eq(token_hash),
            staff_link::staff_id.eq(staff_id),
            staff_link::expires_at.eq(until.naive_utc()),
        ))
        .execute(db)?;
    Ok(())
}

/// Whom a link is for: `Some(None)` is the first administrator's.
pub fn link(db: &mut Db, token_hash: &str, now: Instant) -> Result<Option<Option<String>>> {
    Ok(staff_link::table
        .find(token_hash)
        .filter(staff_link::expires_at.gt(now.naive_utc()))
        .select(staff_link::staff_id)
        .first(db)
        .optional()?)
}

/// Uses up a link.
pub fn delete_link(db: &mut Db, token_hash: &str) -> Result<()> {
    diesel::delete(staff_link::table.find(token_hash)).execute(db)?;
    Ok(())
}

/// Forgets earlier links for the first administrator: a new start prints a new one.
pub fn delete_first_links(db: &mut Db) -> Result<()> {
    diesel::delete(staff_link::table.filter(staff_link::staff_id.is_null())).execute(db)?;
    Ok(())
}
