//! SQL of meetings and their themes.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::Meeting;
use crate::{
    clock::Instant,
    error::{Error, Result},
    store::{
        Db,
        schema::{meeting, meeting_theme, theme},
    },
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = meeting)]
struct Row {
    id: String,
    slug: String,
    title: String,
    opens_on: NaiveDate,
    closes_on: NaiveDate,
    settings: String,
    sample: bool,
    erased_at: Option<chrono::NaiveDateTime>,
}

impl TryFrom<Row> for Meeting {
    type Error = Error;

    fn try_from(row: Row) -> Result<Meeting> {
        Ok(Meeting {
            id: row.id,
            slug: row.slug,
            title: row.title,
            opens_on: row.opens_on,
            closes_on: row.closes_on,
            settings: serde_json::from_str(&row.settings).map_err(Error::internal)?,
            sample: row.sample,
            erased_at: row.erased_at.map(|at| at.and_utc()),
        })
    }
}

/// The meeting of a name in addresses.
pub fn by_slug(db: &mut Db, slug: &str) -> Result<Option<Meeting>> {
    let found = meeting::table.filter(meeting::slug.eq(slug)).select(Row::as_select());
    found.get_result(db).optional()?.map(Meeting::try_from).transpose()
}

/// Every meeting, the latest first.
pub fn all(db: &mut Db) -> Result<Vec<Meeting>> {
    let rows: Vec<Row> = meeting::table
        .order((meeting::opens_on.desc(), meeting::slug))
        .select(Row::as_select())
        .load(db)?;
    rows.into_iter().map(Meeting::try_from).collect()
}

/// Adds a meeting.
pub fn insert(db: &mut Db, new: &Meeting, now: Instant) -> Result<()> {
    diesel::insert_into(meeting::table)
        .values((
            meeting::id.eq(&new.id),
            meeting::slug.eq(&new.slug),
            meeting::title.eq(&new.title),
            meeting::opens_on.eq(new.opens_on),
            meeting::closes_on.eq(new.closes_on),
            meeting::settings.eq(json(new)?),
            meeting::sample.eq(new.sample),
            meeting::created_at.eq(now.naive_utc()),
        ))
        .execute(db)?;
    Ok(())
}

/// Changes what staff may change of a meeting. With other days there may be something to erase
/// again.
pub fn update(db: &mut Db, changed: &Meeting) -> Result<()> {
    diesel::update(meeting::table.find(&changed.id))
        .set((
            meeting::title.eq(&changed.title),
            meeting::opens_on.eq(changed.opens_on),
            meeting::closes_on.eq(changed.closes_on),
            meeting::settings.eq(json(changed)?),
            meeting::erased_at.eq(None::<chrono::NaiveDateTime>),
        ))
        .execute(db)?;
    Ok(())
}

/// Notes that nothing is left to erase.
pub fn set_erased(db: &mut Db, id: &str, now: Instant) -> Result<()> {
    let at = meeting::erased_at.eq(now.naive_utc());
    diesel::update(meeting::table.find(id)).set(at).execute(db)?;
    Ok(())
}

fn json(of: &Meeting) -> Result<String> {
    serde_json::to_string(&of.settings).map_err(Error::internal)
}

/// A theme as it is reported.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = meeting_theme)]
pub struct Topic {
    /// Its id.
    pub id: String,
    /// 1, 2, 3 … in addresses.
    pub number: i32,
    /// The theme of a workshop.
    pub theme_id: String,
    /// Who answers for the city, as it is being written.
    pub section: String,
    /// What the city says, as it is being written.
    pub official: String,
    /// The day of what is public.
    pub published_on: Option<NaiveDate>,
    /// What is public, as JSON.
    pub document: Option<String>,
}

/// The themes of a meeting, in order.
pub fn themes(db: &mut Db, meeting_id: &str) -> Result<Vec<Topic>> {
    Ok(meeting_theme::table
        .filter(meeting_theme::meeting_id.eq(meeting_id))
        .order(meeting_theme::number)
        .select(Topic::as_select())
        .load(db)?)
}

/// The theme of a number in a meeting.
pub fn topic(db: &mut Db, meeting_id: &str, number: i32) -> Result<Topic> {
    Ok(meeting_theme::table
        .filter(meeting_theme::meeting_id.eq(meeting_id))
        .filter(meeting_theme::number.eq(number))
        .select(Topic::as_select())
        .get_result(db)?)
}

/// A theme, held for the rest of the transaction: whoever else comments on it waits, so that
/// comments get numbers without holes. The embedded database has one writer anyway.
pub fn hold(db: &mut Db, id: &str) -> Result<Topic> {
    let found = meeting_theme::table.find(id);
    Ok(match db {
        Db::Sqlite(conn) => found.select(Topic::as_select()).get_result(conn)?,
        Db::Postgres(conn) => found.select(Topic::as_select()).for_update().get_result(conn)?,
    })
}

/// Adds a theme to a meeting.
pub fn insert_theme(
    db: &mut Db,
    id: &str,
    meeting_id: &str,
    number: i32,
    theme_id: &str,
) -> Result<()> {
    diesel::insert_into(meeting_theme::table)
        .values((
            meeting_theme::id.eq(id),
            meeting_theme::meeting_id.eq(meeting_id),
            meeting_theme::number.eq(number),
            meeting_theme::theme_id.eq(theme_id),
            meeting_theme::section.eq(""),
            meeting_theme::official.eq(""),
        ))
        .execute(db)?;
    Ok(())
}

/// Takes a theme out of a meeting.
pub fn delete_theme(db: &mut Db, id: &str) -> Result<()> {
    diesel::delete(meeting_theme::table.find(id)).execute(db)?;
    Ok(())
}

/// Writes what the city says to a theme. Nothing public changes.
pub fn set_official(db: &mut Db, id: &str, section: &str, official: &str) -> Result<()> {
    diesel::update(meeting_theme::table.find(id))
        .set((meeting_theme::section.eq(section), meeting_theme::official.eq(official)))
        .execute(db)?;
    Ok(())
}

/// Puts a document in the place of what is public of a theme, or with `None` takes it away.
pub fn set_public(db: &mut Db, id: &str, public: Option<(NaiveDate, &str)>) -> Result<()> {
    diesel::update(meeting_theme::table.find(id))
        .set((
            meeting_theme::published_on.eq(public.map(|(on, _)| on)),
            meeting_theme::document.eq(public.map(|(_, document)| document)),
        ))
        .execute(db)?;
    Ok(())
}

/// The workshops whose themes a meeting reports on.
pub fn workshops(db: &mut Db, meeting_id: &str) -> Result<Vec<String>> {
    Ok(meeting_theme::table
        .inner_join(theme::table)
        .filter(meeting_theme::meeting_id.eq(meeting_id))
        .order(theme::workshop_id)
        .select(theme::workshop_id)
        .distinct()
        .load(db)?)
}
