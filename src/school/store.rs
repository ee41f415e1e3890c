//! SQL of classes and seats.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::{
    dsl::{count_star, max},
    prelude::*,
    sql_types::Text,
};

use super::{Class, Settings, State, lesson::Progress, seat::Kind};
use crate::{
    clock::Instant,
    error::Result,
    store::{
        Db,
        schema::{school_class, school_settings, seat, seat_ticket},
    },
};

/// The columns of a class, for other features that read it along with their own rows.
#[derive(Queryable, Selectable)]
#[diesel(table_name = school_class)]
pub struct Row {
    id: String,
    survey_id: String,
    school: i32,
    grade: i32,
    name: String,
    heads: i32,
    extra: i32,
    room_code: String,
    issue: i32,
    state: String,
    opened_on: Option<NaiveDate>,
    closed_at: Option<chrono::NaiveDateTime>,
}

impl From<Row> for Class {
    fn from(row: Row) -> Class {
        Class {
            id: row.id,
            survey_id: row.survey_id,
            school: code(row.school),
            grade: code(row.grade),
            name: row.name,
            heads: row.heads,
            extra: row.extra,
            room_code: row.room_code,
            issue: row.issue,
            state: State::from_word(&row.state),
            opened_on: row.opened_on,
            closed_at: row.closed_at.map(|at| at.and_utc()),
        }
    }
}

/// The codes of choices are small; the column is as wide as both engines have it.
fn code(stored: i32) -> i16 {
    i16::try_from(stored).unwrap_or(i16::MAX)
}

/// The class of a room code.
pub fn class_of_room(db: &mut Db, room_code: &str) -> Result<Option<Class>> {
    let found = school_class::table.filter(school_class::room_code.eq(room_code));
    let row = found.select(Row::as_select()).get_result(db).optional()?;
    Ok(row.map(Class::from))
}

/// The class of a teacher's code, by its hash.
pub fn class_of_teacher(db: &mut Db, hash: &str) -> Result<Option<Class>> {
    let found = school_class::table.filter(school_class::teacher_hash.eq(hash));
    let row = found.select(Row::as_select()).get_result(db).optional()?;
    Ok(row.map(Class::from))
}

/// The classes of a survey: by school, grade and name.
pub fn classes(db: &mut Db, survey_id: &str) -> Result<Vec<Class>> {
    let rows = school_class::table
        .filter(school_class::survey_id.eq(survey_id))
        .order((school_class::school, school_class::grade, school_class::name))
        .select(Row::as_select())
        .load(db)?;
    Ok(rows.into_iter().map(Class::from).collect())
}

/// Adds a class.
pub fn insert_class(db: &mut Db, new: &Class, teacher_hash: &str) -> Result<()> {
    diesel::insert_into(school_class::table)
        .values((
            school_class::id.eq(&new.id),
            school_class::survey_id.eq(&new.survey_id),
            school_class::school.eq(i32::from(new.school)),
            school_class::grade.eq(i32::from(new.grade)),
            school_class::name.eq(&new.name),
            school_class::heads.eq(new.heads),
            school_class::extra.eq(new.extra),
            school_class::room_code.eq(&new.room_code),
            school_class::issue.eq(new.issue),
            school_class::teacher_hash.eq(teacher_hash),
            school_class::state.eq(new.state.word()),
            school_class::opened_on.eq(new.opened_on),
            school_class::closed_at.eq(new.closed_at.map(|at| at.naive_utc())),
        ))
        .execute(db)?;
    Ok(())
}

/// Opens a class on a day.
pub fn set_open(db: &mut Db, id: &str, today: NaiveDate) -> Result<()> {
    diesel::update(school_class::table.find(id))
        .set((
            school_class::state.eq(State::Open.word()),
            school_class::opened_on.eq(today),
            school_class::closed_at.eq(None::<chrono::NaiveDateTime>),
        ))
        .execute(db)?;
    Ok(())
}

/// Closes a class.
pub fn set_closed(db: &mut Db, id: &str, at: Instant) -> Result<()> {
    diesel::update(school_class::table.find(id))
        .set((
            school_class::state.eq(State::Closed.word()),
            school_class::closed_at.eq(at.naive_utc()),
        ))
        .execute(db)?;
    Ok(())
}

/// Lets one more answer in, if `seen` is still how many were let in before. False: it is not.
pub fn admit(db: &mut Db, id: &str, seen: i32) -> Result<bool> {
    let unchanged = school_class::table.find(id).filter(school_class::extra.eq(seen));
    let changed = diesel::update(unchanged)
        .set(school_class::extra.eq(seen.saturating_add(1)))
        .execute(db)?;
    Ok(changed == 1)
}

/// Lets the seats and answers of a class follow each other until the transaction ends, so that
/// none slips past a limit. Not a lock on its row: that would leave the number of the
/// transaction there, and with it a trace to the answer. The embedded database has one writer.
pub fn hold_class(db: &mut Db, id: &str) -> Result<()> {
    if let Db::Postgres(conn) = db {
        diesel::sql_query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))")
            .bind::<Text, _>(id)
            .execute(conn)?;
    }
    Ok(())
}

/// How far a class is.
pub fn progress(db: &mut Db, class_id: &str) -> Result<Progress> {
    let of_class = seat::table.filter(seat::class_id.eq(class_id));
    let count = (seat::class_id, seat::kind, count_star());
    let by = (seat::class_id, seat::kind);
    let seats = of_class.group_by(by).select(count).load(db)?;
    let waiting = of_class.inner_join(seat_ticket::table).group_by(by).select(count).load(db)?;
    Ok(counted(seats, waiting).remove(class_id).unwrap_or_default())
}

/// How far the classes of a survey are, by id; those in which there is no seat yet are left out.
pub fn progress_of_all(db: &mut Db, survey_id: &str) -> Result<HashMap<String, Progress>> {
    let classes = school_class::table.filter(school_class::survey_id.eq(survey_id));
    let of_survey = seat::table.filter(seat::class_id.eq_any(classes.select(school_class::id)));
    let count = (seat::class_id, seat::kind, count_star());
    let by = (seat::class_id, seat::kind);
    let seats = of_survey.group_by(by).select(count).load(db)?;
    let waiting = of_survey.inner_join(seat_ticket::table).group_by(by).select(count).load(db)?;
    Ok(counted(seats, waiting))
}

type Count = (String, String, i64);

/// Seats, and those of them that may still answer, by class.
fn counted(seats: Vec<Count>, waiting: Vec<Count>) -> HashMap<String, Progress> {
    let mut classes = HashMap::<String, Progress>::new();
    let small = |count| i32::try_from(count).unwrap_or(i32::MAX);
    for (class, kind, count) in seats {
        let progress = classes.entry(class).or_default();
        progress.answered += small(count);
        if Kind::from_word(&kind) == Kind::Room {
            progress.seats += small(count);
        }
    }
    for (class, kind, count) in waiting {
        let progress = classes.entry(class).or_default();
        progress.answered -= small(count);
        if Kind::from_word(&kind) == Kind::Slip {
            progress.slips += small(count);
        }
    }
    classes
}

/// The highest number of a kind of seat; 0 where there is none.
pub fn last_number(db: &mut Db, class_id: &str, kind: Kind) -> Result<i32> {
    let of_kind = seat::table.filter(seat::class_id.eq(class_id).and(seat::kind.eq(kind.word())));
    Ok(of_kind.select(max(seat::number)).get_result::<Option<i32>>(db)?.unwrap_or(0))
}

/// The seat that a page has taken.
pub fn seat_of_entry(db: &mut Db, class_id: &str, entry: &str) -> Result<Option<i32>> {
    let taken = seat::table.filter(seat::entry.eq(entry).and(seat::class_id.eq(class_id)));
    Ok(taken.select(seat::number).get_result(db).optional()?)
}

/// A seat to store.
pub struct NewSeat<'a> {
    /// Random.
    pub id: &'a str,
    /// Its class.
    pub class_id: &'a str,
    /// Taken in the lesson, or a slip.
    pub kind: Kind,
    /// 1, 2, 3 …
    pub number: i32,
    /// Keyed hash of its code.
    pub code_hash: &'a str,
    /// Hash of the number of the page that took it.
    pub entry: Option<&'a str>,
}

/// Adds a seat with the right to answer once.
pub fn insert_seat(db: &mut Db, new: &NewSeat<'_>) -> Result<()> {
    diesel::insert_into(seat::table)
        .values((
            seat::id.eq(new.id),
            seat::class_id.eq(new.class_id),
            seat::kind.eq(new.kind.word()),
            seat::number.eq(new.number),
            seat::code_hash.eq(new.code_hash),
            seat::entry.eq(new.entry),
        ))
        .execute(db)?;
    diesel::insert_into(seat_ticket::table).values(seat_ticket::seat_id.eq(new.id)).execute(db)?;
    Ok(())
}

/// What holds for the classes of a survey.
pub fn settings(db: &mut Db, survey_id: &str) -> Result<Settings> {
    let stored = school_settings::table
        .find(survey_id)
        .select((
            school_settings::late_minutes,
            school_settings::slips_any_time,
            school_settings::reader_id,
        ))
        .get_result::<(i32, bool, Option<String>)>(db)
        .optional()?;
    Ok(stored.map_or_else(Settings::default, |(late_minutes, slips_any_time, reader)| Settings {
        late_minutes,
        slips_any_time,
        reader,
    }))
}
