//! SQL of workshops, themes and those who take part.

use diesel::prelude::*;

use super::{State, Theme, ThemeSettings, Workshop};
use crate::{
    clock::Instant,
    error::{Error, Result},
    store::{
        Db,
        schema::{attendee, placement, theme, workshop},
    },
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = workshop)]
struct Row {
    id: String,
    slug: String,
    title: String,
    template: String,
    held_on: chrono::NaiveDate,
    hours: String,
    place: String,
    join_code: String,
    issue: i32,
    settings: String,
    state: String,
    theme_id: Option<String>,
    sample: bool,
    closed_at: Option<chrono::NaiveDateTime>,
    erased_at: Option<chrono::NaiveDateTime>,
}

impl TryFrom<Row> for Workshop {
    type Error = Error;

    fn try_from(row: Row) -> Result<Workshop> {
        Ok(Workshop {
            id: row.id,
            slug: row.slug,
            title: row.title,
            template: row.template,
            held_on: row.held_on,
            hours: row.hours,
            place: row.place,
            join_code: row.join_code,
            issue: row.issue,
            settings: serde_json::from_str(&row.settings).map_err(Error::internal)?,
            state: State::from_word(&row.state),
            theme_id: row.theme_id,
            sample: row.sample,
            closed_at: row.closed_at.map(|at| at.and_utc()),
            erased_at: row.erased_at.map(|at| at.and_utc()),
        })
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = theme)]
struct ThemeRow {
    id: String,
    workshop_id: String,
    position: i32,
    title: String,
    question: String,
    settings: String,
    in_room: bool,
}

impl TryFrom<ThemeRow> for Theme {
    type Error = Error;

    fn try_from(row: ThemeRow) -> Result<Theme> {
        Ok(Theme {
            id: row.id,
            workshop_id: row.workshop_id,
            position: row.position,
            title: row.title,
            question: row.question,
            settings: serde_json::from_str(&row.settings).map_err(Error::internal)?,
            in_room: row.in_room,
        })
    }
}

/// The workshop of an id.
pub fn get(db: &mut Db, id: &str) -> Result<Workshop> {
    let row: Row = workshop::table.find(id).select(Row::as_select()).get_result(db)?;
    row.try_into()
}

/// The workshop of a name in addresses.
pub fn by_slug(db: &mut Db, slug: &str) -> Result<Option<Workshop>> {
    let found = workshop::table.filter(workshop::slug.eq(slug));
    one(found.select(Row::as_select()).get_result(db).optional()?)
}

/// The workshop of six digits.
pub fn by_join_code(db: &mut Db, digits: &str) -> Result<Option<Workshop>> {
    let found = workshop::table.filter(workshop::join_code.eq(digits));
    one(found.select(Row::as_select()).get_result(db).optional()?)
}

/// The workshop of a facilitator's code, by its hash.
pub fn by_facilitator(db: &mut Db, hash: &str) -> Result<Option<Workshop>> {
    let found = workshop::table.filter(workshop::facilitator_hash.eq(hash));
    one(found.select(Row::as_select()).get_result(db).optional()?)
}

/// The workshop of a projector's code, by its hash.
pub fn by_projector(db: &mut Db, hash: &str) -> Result<Option<Workshop>> {
    let found = workshop::table.filter(workshop::projector_hash.eq(hash));
    one(found.select(Row::as_select()).get_result(db).optional()?)
}

fn one(row: Option<Row>) -> Result<Option<Workshop>> {
    row.map(Workshop::try_from).transpose()
}

/// Every workshop, the latest day first.
pub fn all(db: &mut Db) -> Result<Vec<Workshop>> {
    let rows: Vec<Row> = workshop::table
        .order((workshop::held_on.desc(), workshop::slug))
        .select(Row::as_select())
        .load(db)?;
    rows.into_iter().map(Workshop::try_from).collect()
}

/// Adds a workshop. `hashes`: the facilitator's, the projector's.
pub fn insert(db: &mut Db, new: &Workshop, hashes: &[String; 2], now: Instant) -> Result<()> {
    diesel::insert_into(workshop::table)
        .values((
            workshop::id.eq(&new.id),
            workshop::slug.eq(&new.slug),
            workshop::title.eq(&new.title),
            workshop::template.eq(&new.template),
            workshop::held_on.eq(new.held_on),
            workshop::hours.eq(&new.hours),
            workshop::place.eq(&new.place),
            workshop::join_code.eq(&new.join_code),
            workshop::issue.eq(new.issue),
            workshop::facilitator_hash.eq(&hashes[0]),
            workshop::projector_hash.eq(&hashes[1]),
            workshop::settings.eq(json(&new.settings)?),
            workshop::state.eq(new.state.word()),
            workshop::theme_id.eq(&new.theme_id),
            workshop::sample.eq(new.sample),
            workshop::created_at.eq(now.naive_utc()),
        ))
        .execute(db)?;
    Ok(())
}

/// Changes what staff may change of a workshop.
pub fn update(db: &mut Db, changed: &Workshop) -> Result<()> {
    diesel::update(workshop::table.find(&changed.id))
        .set((
            workshop::title.eq(&changed.title),
            workshop::held_on.eq(changed.held_on),
            workshop::hours.eq(&changed.hours),
            workshop::place.eq(&changed.place),
            workshop::settings.eq(json(&changed.settings)?),
        ))
        .execute(db)?;
    Ok(())
}

/// Makes another issue of the codes valid.
pub fn set_codes(db: &mut Db, id: &str, issue: i32, hashes: &[String; 2]) -> Result<()> {
    diesel::update(workshop::table.find(id))
        .set((
            workshop::issue.eq(issue),
            workshop::facilitator_hash.eq(&hashes[0]),
            workshop::projector_hash.eq(&hashes[1]),
        ))
        .execute(db)?;
    Ok(())
}

/// Opens or closes a workshop at a theme.
pub fn set_state(
    db: &mut Db,
    id: &str,
    state: State,
    theme_id: Option<&String>,
    closed_at: Option<Instant>,
) -> Result<()> {
    diesel::update(workshop::table.find(id))
        .set((
            workshop::state.eq(state.word()),
            workshop::theme_id.eq(theme_id),
            workshop::closed_at.eq(closed_at.map(|at| at.naive_utc())),
        ))
        .execute(db)?;
    Ok(())
}

/// Takes everybody to a theme.
pub fn set_theme(db: &mut Db, id: &str, theme_id: &str) -> Result<()> {
    diesel::update(workshop::table.find(id)).set(workshop::theme_id.eq(theme_id)).execute(db)?;
    Ok(())
}

fn json<T: serde::Serialize>(settings: &T) -> Result<String> {
    serde_json::to_string(settings).map_err(Error::internal)
}

/// The themes of a workshop, in order.
pub fn themes(db: &mut Db, workshop_id: &str) -> Result<Vec<Theme>> {
    let rows: Vec<ThemeRow> = theme::table
        .filter(theme::workshop_id.eq(workshop_id))
        .order(theme::position)
        .select(ThemeRow::as_select())
        .load(db)?;
    rows.into_iter().map(Theme::try_from).collect()
}

/// A theme.
pub fn theme(db: &mut Db, id: &str) -> Result<Theme> {
    let row: ThemeRow = theme::table.find(id).select(ThemeRow::as_select()).get_result(db)?;
    row.try_into()
}

/// Adds a theme.
pub fn insert_theme(db: &mut Db, new: &Theme) -> Result<()> {
    diesel::insert_into(theme::table)
        .values((
            theme::id.eq(&new.id),
            theme::workshop_id.eq(&new.workshop_id),
            theme::position.eq(new.position),
            theme::title.eq(&new.title),
            theme::question.eq(&new.question),
            theme::settings.eq(json(&new.settings)?),
            theme::in_room.eq(new.in_room),
        ))
        .execute(db)?;
    Ok(())
}

/// Changes the words of a theme and what holds for it.
pub fn update_theme(
    db: &mut Db,
    id: &str,
    title: &str,
    question: &str,
    settings: &ThemeSettings,
) -> Result<()> {
    diesel::update(theme::table.find(id))
        .set((
            theme::title.eq(title),
            theme::question.eq(question),
            theme::settings.eq(json(settings)?),
        ))
        .execute(db)?;
    Ok(())
}

/// Takes everybody to the board of the whole room, or back to the tables.
pub fn set_in_room(db: &mut Db, id: &str, in_room: bool) -> Result<()> {
    diesel::update(theme::table.find(id)).set(theme::in_room.eq(in_room)).execute(db)?;
    Ok(())
}

/// Somebody who takes part.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = attendee)]
pub struct Attending {
    /// Their id.
    pub id: String,
    /// Whose workshop.
    pub workshop_id: String,
    /// The name they chose, which only the facilitator sees.
    pub nickname: Option<String>,
}

/// Adds somebody, or does nothing where the press was repeated.
pub fn insert_attendee(
    db: &mut Db,
    new: &Attending,
    code_hash: &str,
    entry: Option<&str>,
) -> Result<()> {
    diesel::insert_into(attendee::table)
        .values((
            attendee::id.eq(&new.id),
            attendee::workshop_id.eq(&new.workshop_id),
            attendee::nickname.eq(&new.nickname),
            attendee::code_hash.eq(code_hash),
            attendee::entry.eq(entry),
        ))
        .execute(db)?;
    Ok(())
}

/// Whoever joined from a page.
pub fn by_entry(db: &mut Db, entry: &str) -> Result<Option<Attending>> {
    let found = attendee::table.filter(attendee::entry.eq(entry));
    Ok(found.select(Attending::as_select()).get_result(db).optional()?)
}

/// Whoever has a code for coming back, by its hash.
pub fn by_code(db: &mut Db, code_hash: &str) -> Result<Option<Attending>> {
    let found = attendee::table.filter(attendee::code_hash.eq(code_hash));
    Ok(found.select(Attending::as_select()).get_result(db).optional()?)
}

/// Somebody whose traces are not erased.
pub fn attendee(db: &mut Db, id: &str) -> Result<Option<Attending>> {
    let found =
        attendee::table.filter(attendee::id.eq(id)).filter(attendee::code_hash.is_not_null());
    Ok(found.select(Attending::as_select()).get_result(db).optional()?)
}

/// Where somebody sits in a theme.
pub fn board_of(db: &mut Db, attendee_id: &str, theme_id: &str) -> Result<Option<String>> {
    let found = placement::table.find((attendee_id, theme_id)).select(placement::board_id);
    Ok(found.get_result(db).optional()?)
}

/// Seats somebody at a table of a theme, or moves them there.
pub fn place(db: &mut Db, attendee_id: &str, theme_id: &str, board_id: &str) -> Result<()> {
    diesel::delete(placement::table.find((attendee_id, theme_id))).execute(db)?;
    diesel::insert_into(placement::table)
        .values((
            placement::attendee_id.eq(attendee_id),
            placement::theme_id.eq(theme_id),
            placement::board_id.eq(board_id),
            placement::ready.eq(false),
        ))
        .execute(db)?;
    Ok(())
}
