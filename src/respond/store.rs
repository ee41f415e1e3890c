//! SQL of answering. What a unique key finds is read with `get_result`, not with `first`: that
//! adds `LIMIT ?`, and SQLite prepares a statement anew each time a number is bound to a limit.

use chrono::NaiveDate;
use diesel::{dsl::exists, prelude::*};

use crate::{
    code::{Code, CodeKey},
    error::{Error, Result},
    on_each,
    school::{
        self,
        seat::{Kind, Seat},
    },
    store::{
        Db, is_duplicate,
        schema::{
            draft, form_version, participant, response, school_class, seat, seat_ticket, survey,
            ticket,
        },
    },
    survey::{self as surveys, Survey},
};

/// What a code's two hashes lead to.
pub struct Found {
    /// The survey that they were asked in.
    pub survey: Survey,
    /// The newest version of its questionnaire.
    pub version: i32,
    /// Who they are.
    pub asked: Asked,
    /// Whether they may still answer.
    pub has_ticket: bool,
    /// The sealed draft.
    pub draft: Option<String>,
}

/// Who a code was given to.
pub enum Asked {
    /// Somebody who got a letter.
    Participant {
        /// What the office recorded.
        disposition: Option<String>,
    },
    /// Whoever sits there.
    Seat(Box<Seat>),
}

/// Everything that a page needs to know of a code.
pub fn find(db: &mut Db, keys: &CodeKey, code: &Code) -> Result<Option<Found>> {
    let (code_hash, locator) = (keys.hash(code), keys.locator(code));
    match participant(db, &code_hash, &locator)? {
        Some(found) => Ok(Some(found)),
        None => seat(db, keys, &code_hash, &locator),
    }
}

type Person = (surveys::store::Row, i32, Option<String>, Option<String>, Option<String>);

fn participant(db: &mut Db, code_hash: &str, locator: &str) -> Result<Option<Found>> {
    let found = participant::table
        .inner_join(survey::table.inner_join(form_version::table))
        .left_join(ticket::table)
        .left_join(draft::table.on(draft::locator.eq(locator)))
        .filter(participant::code_hash.eq(code_hash))
        .order(form_version::number.desc())
        .select((
            surveys::store::COLUMNS,
            form_version::number,
            participant::disposition,
            ticket::participant_id.nullable(),
            draft::sealed.nullable(),
        ))
        .get_result::<Person>(db)
        .optional()?;
    Ok(found.map(|(row, version, disposition, ticket, draft)| Found {
        survey: surveys::store::from_row(row),
        version,
        asked: Asked::Participant { disposition },
        has_ticket: ticket.is_some(),
        draft,
    }))
}

type Sitting =
    (surveys::store::Row, i32, school::store::Row, (String, i32), Option<String>, Option<String>);

fn seat(db: &mut Db, keys: &CodeKey, code_hash: &str, locator: &str) -> Result<Option<Found>> {
    let found = seat::table
        .inner_join(school_class::table.inner_join(survey::table.inner_join(form_version::table)))
        .left_join(seat_ticket::table)
        .left_join(draft::table.on(draft::locator.eq(locator)))
        .filter(seat::code_hash.eq(code_hash))
        .order(form_version::number.desc())
        .select((
            surveys::store::COLUMNS,
            form_version::number,
            school::store::Row::as_select(),
            (seat::kind, seat::number),
            seat_ticket::seat_id.nullable(),
            draft::sealed.nullable(),
        ))
        .get_result::<Sitting>(db)
        .optional()?;
    let Some((row, version, class, (kind, number), ticket, draft)) = found else {
        return Ok(None);
    };
    let survey = surveys::store::from_row(row);
    let settings = school::store::settings(db, &survey.id)?;
    let seat = Seat::of(keys, Kind::from_word(&kind), number, class.into(), settings);
    let asked = Asked::Seat(Box::new(seat));
    Ok(Some(Found { survey, version, asked, has_ticket: ticket.is_some(), draft }))
}

/// Holds the ticket until the transaction ends, so that two browsers with one code, or two
/// submits of one draft, follow each other. The embedded database has one writer anyway.
pub fn lock_ticket(db: &mut Db, code_hash: &str) -> Result<()> {
    if let Db::Postgres(conn) = db {
        let person = participant::table.filter(participant::code_hash.eq(code_hash));
        let held = ticket::table
            .filter(ticket::participant_id.eq_any(person.select(participant::id)))
            .for_update()
            .select(ticket::participant_id)
            .get_result::<String>(conn)
            .optional()?;
        if held.is_none() {
            let seat = seat::table.filter(seat::code_hash.eq(code_hash));
            seat_ticket::table
                .filter(seat_ticket::seat_id.eq_any(seat.select(seat::id)))
                .for_update()
                .select(seat_ticket::seat_id)
                .get_result::<String>(conn)
                .optional()?;
        }
    }
    Ok(())
}

/// Uses up the right to answer. False: it was used already.
pub fn use_ticket(db: &mut Db, code_hash: &str) -> Result<bool> {
    let person = participant::table.filter(participant::code_hash.eq(code_hash));
    let theirs = ticket::participant_id.eq_any(person.select(participant::id));
    if diesel::delete(ticket::table.filter(theirs)).execute(db)? == 1 {
        return Ok(true);
    }
    let seat = seat::table.filter(seat::code_hash.eq(code_hash));
    let its = seat_ticket::seat_id.eq_any(seat.select(seat::id));
    Ok(diesel::delete(seat_ticket::table.filter(its)).execute(db)? == 1)
}

/// An answer to store.
pub struct Response<'a> {
    /// Random.
    pub id: &'a str,
    /// The survey.
    pub survey_id: &'a str,
    /// The version of the questionnaire that it was checked against.
    pub version: i32,
    /// The day in Japan, never the time; of a class, the first day of the survey.
    pub day: NaiveDate,
    /// Hash of the submission number.
    pub submission: &'a str,
    /// JSON.
    pub answers: &'a str,
}

/// Stores an answer.
///
/// # Errors
/// The submission belongs to an answer of somebody else; no page of ours draws a number twice.
pub fn insert_response(db: &mut Db, new: &Response<'_>) -> Result<()> {
    let inserted = diesel::insert_into(response::table)
        .values((
            response::id.eq(new.id),
            response::survey_id.eq(new.survey_id),
            response::version.eq(new.version),
            response::day.eq(new.day),
            response::submission.eq(new.submission),
            response::answers.eq(new.answers),
        ))
        .execute(db);
    match inserted {
        Err(error) if is_duplicate(&error) => Err(Error::Conflict(
            "送信の番号が重なったため、まだ受け取っていません。回答は残っています。同じコードから続きを開き、もう一度送信してください。".into(),
        )),
        inserted => Ok(inserted.map(drop)?),
    }
}

/// Whether this submission was stored.
pub fn has_submission(db: &mut Db, submission: &str) -> Result<bool> {
    let stored = response::table.filter(response::submission.eq(submission));
    Ok(diesel::select(exists(stored)).get_result(db)?)
}

/// Keeps a sealed draft in place of an earlier one.
pub fn save_draft(db: &mut Db, locator: &str, survey_id: &str, sealed: &str) -> Result<()> {
    on_each!(db, conn => diesel::insert_into(draft::table)
        .values((
            draft::locator.eq(locator),
            draft::survey_id.eq(survey_id),
            draft::sealed.eq(sealed),
        ))
        .on_conflict(draft::locator)
        .do_update()
        .set(draft::sealed.eq(sealed))
        .execute(conn))?;
    Ok(())
}

/// Deletes a draft.
pub fn delete_draft(db: &mut Db, locator: &str) -> Result<()> {
    diesel::delete(draft::table.find(locator)).execute(db)?;
    Ok(())
}
