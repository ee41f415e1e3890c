//! SQL of surveys and their versions.

use chrono::NaiveDate;
use diesel::{
    dsl::{count_star, max},
    prelude::*,
};

use super::{State, Survey};
use crate::{
    clock::Instant,
    error::{Error, Result},
    store::{
        Db,
        schema::{draft, form_version, participant, response, school_class, survey, ticket},
    },
};

/// The columns of a survey, for other features that read it along with their own rows.
pub type Row = (String, String, String, String, NaiveDate, NaiveDate, i32, bool);

/// The same columns as a selection.
pub const COLUMNS: (
    survey::id,
    survey::slug,
    survey::form,
    survey::state,
    survey::opens_on,
    survey::closes_on,
    survey::grace_hours,
    survey::sample,
) = (
    survey::id,
    survey::slug,
    survey::form,
    survey::state,
    survey::opens_on,
    survey::closes_on,
    survey::grace_hours,
    survey::sample,
);

/// A survey from its columns.
pub fn from_row(row: Row) -> Survey {
    let (id, slug, form, state, opens_on, closes_on, grace_hours, sample) = row;
    // The table allows no other word; a survey of an unknown state takes no answers.
    let state = State::from_word(&state).unwrap_or(State::Paused);
    Survey { id, slug, form, state, opens_on, closes_on, grace_hours, sample }
}

/// Every survey, the newest first.
pub fn all(db: &mut Db) -> Result<Vec<Survey>> {
    let rows = survey::table.select(COLUMNS).order(survey::created_at.desc()).load::<Row>(db)?;
    Ok(rows.into_iter().map(from_row).collect())
}

/// The names in use.
pub fn slugs(db: &mut Db) -> Result<Vec<String>> {
    Ok(survey::table.select(survey::slug).load(db)?)
}

/// One survey.
pub fn by_slug(db: &mut Db, slug: &str) -> Result<Survey> {
    Ok(from_row(survey::table.filter(survey::slug.eq(slug)).select(COLUMNS).get_result::<Row>(db)?))
}

/// One survey, by its id.
pub fn by_id(db: &mut Db, id: &str) -> Result<Survey> {
    Ok(from_row(survey::table.find(id).select(COLUMNS).get_result::<Row>(db)?))
}

/// Adds a survey.
pub fn insert(db: &mut Db, new: &Survey, at: Instant) -> Result<()> {
    diesel::insert_into(survey::table)
        .values((
            survey::id.eq(&new.id),
            survey::slug.eq(&new.slug),
            survey::form.eq(&new.form),
            survey::state.eq(new.state.word()),
            survey::opens_on.eq(new.opens_on),
            survey::closes_on.eq(new.closes_on),
            survey::grace_hours.eq(new.grace_hours),
            survey::sample.eq(new.sample),
            survey::created_at.eq(at.naive_utc()),
        ))
        .execute(db)?;
    Ok(())
}

/// Sets the state.
pub fn set_state(db: &mut Db, id: &str, state: State) -> Result<()> {
    diesel::update(survey::table.find(id)).set(survey::state.eq(state.word())).execute(db)?;
    Ok(())
}

/// Sets the days.
pub fn set_window(
    db: &mut Db,
    id: &str,
    opens: NaiveDate,
    closes: NaiveDate,
    grace: i32,
) -> Result<()> {
    diesel::update(survey::table.find(id))
        .set((
            survey::opens_on.eq(opens),
            survey::closes_on.eq(closes),
            survey::grace_hours.eq(grace),
        ))
        .execute(db)?;
    Ok(())
}

/// Freezes a version.
pub fn insert_version(
    db: &mut Db,
    survey: &str,
    number: i32,
    definition: &str,
    at: Instant,
) -> Result<()> {
    diesel::insert_into(form_version::table)
        .values((
            form_version::survey_id.eq(survey),
            form_version::number.eq(number),
            form_version::definition.eq(definition),
            form_version::published_at.eq(at.naive_utc()),
        ))
        .execute(db)?;
    Ok(())
}

/// The number of the newest version.
pub fn newest_number(db: &mut Db, survey: &str) -> Result<i32> {
    form_version::table
        .filter(form_version::survey_id.eq(survey))
        .select(max(form_version::number))
        .get_result::<Option<i32>>(db)?
        .ok_or(Error::NotFound)
}

/// The newest version: its number and its definition (JSON).
pub fn newest_version(db: &mut Db, survey: &str) -> Result<(i32, String)> {
    Ok(form_version::table
        .filter(form_version::survey_id.eq(survey))
        .order(form_version::number.desc())
        .select((form_version::number, form_version::definition))
        .first(db)?)
}

/// The definition of a version (JSON).
pub fn definition(db: &mut Db, survey: &str, number: i32) -> Result<String> {
    Ok(form_version::table
        .find((survey, number))
        .select(form_version::definition)
        .get_result(db)?)
}

/// Every version: its number and when it was published, the newest first.
pub fn versions(db: &mut Db, survey: &str) -> Result<Vec<(i32, Instant)>> {
    let rows = form_version::table
        .filter(form_version::survey_id.eq(survey))
        .order(form_version::number.desc())
        .select((form_version::number, form_version::published_at))
        .load::<(i32, chrono::NaiveDateTime)>(db)?;
    Ok(rows.into_iter().map(|(number, at)| (number, at.and_utc())).collect())
}

/// How many people are asked.
pub fn count_participants(db: &mut Db, survey: &str) -> Result<i64> {
    Ok(participant::table.filter(participant::survey_id.eq(survey)).count().get_result(db)?)
}

/// How many classes are asked.
pub fn count_classes(db: &mut Db, survey: &str) -> Result<i64> {
    Ok(school_class::table.filter(school_class::survey_id.eq(survey)).count().get_result(db)?)
}

/// A participant by serial number: their id and what the office has recorded.
pub fn disposition(
    db: &mut Db,
    survey: &str,
    serial: &str,
) -> Result<Option<(String, Option<String>)>> {
    Ok(participant::table
        .filter(participant::survey_id.eq(survey).and(participant::serial.eq(serial)))
        .select((participant::id, participant::disposition))
        .first(db)
        .optional()?)
}

/// Records a disposition, or takes it back.
pub fn set_disposition(db: &mut Db, participant: &str, word: Option<&str>) -> Result<()> {
    diesel::update(participant::table.find(participant))
        .set(participant::disposition.eq(word))
        .execute(db)?;
    Ok(())
}

/// Takes the right to answer away. False: it was used.
pub fn take_ticket(db: &mut Db, participant: &str) -> Result<bool> {
    Ok(diesel::delete(ticket::table.find(participant)).execute(db)? == 1)
}

/// Gives the right to answer.
pub fn give_ticket(db: &mut Db, participant: &str) -> Result<()> {
    diesel::insert_into(ticket::table)
        .values(ticket::participant_id.eq(participant))
        .execute(db)?;
    Ok(())
}

/// How many participants there are of each district, age band and disposition.
pub fn count_by_frame(db: &mut Db, survey: &str) -> Result<Vec<FrameCount>> {
    Ok(participant::table
        .filter(participant::survey_id.eq(survey))
        .group_by((participant::district, participant::age_band, participant::disposition))
        .select((
            participant::district,
            participant::age_band,
            participant::disposition,
            count_star(),
        ))
        .load(db)?)
}

/// How many of each district and age band may still answer.
pub fn count_tickets(db: &mut Db, survey: &str) -> Result<Vec<(String, String, i64)>> {
    Ok(participant::table
        .inner_join(ticket::table)
        .filter(participant::survey_id.eq(survey))
        .group_by((participant::district, participant::age_band))
        .select((participant::district, participant::age_band, count_star()))
        .load(db)?)
}

/// District, age band, disposition, how many.
pub type FrameCount = (String, String, Option<String>, i64);

/// How many answers came on each day.
pub fn count_by_day(db: &mut Db, survey: &str) -> Result<Vec<(NaiveDate, i64)>> {
    Ok(response::table
        .filter(response::survey_id.eq(survey))
        .group_by(response::day)
        .order(response::day)
        .select((response::day, count_star()))
        .load(db)?)
}

/// Forgets every draft of a survey.
pub fn delete_drafts(db: &mut Db, survey: &str) -> Result<()> {
    diesel::delete(draft::table.filter(draft::survey_id.eq(survey))).execute(db)?;
    Ok(())
}

/// PostgreSQL keeps rows in the order they came, and with each the transaction that wrote it.
/// Writing all answers again in one transaction and laying them out by their random ids leaves
/// neither. SQLite keeps answers by their ids from the beginning, and no transaction.
pub fn shuffle_responses(db: &mut Db) -> Result<()> {
    if let Db::Postgres(conn) = db {
        diesel::update(response::table).set(response::day.eq(response::day)).execute(conn)?;
        diesel::sql_query("CLUSTER response USING response_pkey").execute(conn)?;
    }
    Ok(())
}
