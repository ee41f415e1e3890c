//! SQL of the outbox.

use chrono::NaiveDateTime;
use diesel::{dsl::count_star, prelude::*};

use super::{Letter, Mail, State, trouble::Trouble};
use crate::{
    clock::Instant,
    error::Result,
    on_each,
    store::{
        Db,
        schema::{mail, mail_off},
    },
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = mail)]
struct Row {
    id: String,
    key: String,
    recipient: Option<String>,
    subject: String,
    body: Option<String>,
    list: Option<String>,
    state: String,
    made_at: NaiveDateTime,
    due_at: NaiveDateTime,
    leased_until: Option<NaiveDateTime>,
    tries: i32,
    ended_at: Option<NaiveDateTime>,
    trouble: Option<String>,
}

impl From<Row> for Letter {
    fn from(row: Row) -> Letter {
        Letter {
            id: row.id,
            key: row.key,
            to: row.recipient,
            subject: row.subject,
            body: row.body,
            list: row.list,
            state: State::from_word(&row.state),
            made_at: row.made_at.and_utc(),
            due: row.due_at.and_utc(),
            leased_until: row.leased_until.map(|at| at.and_utc()),
            tries: row.tries,
            ended_at: row.ended_at.map(|at| at.and_utc()),
            trouble: row.trouble.as_deref().map(Trouble::from_word),
        }
    }
}

/// Writes a mail down, unless one with its key is there.
pub fn insert(
    db: &mut Db,
    id: &str,
    key: &str,
    letter: &Mail<'_>,
    state: State,
    (now, due): (Instant, Instant),
) -> Result<()> {
    let values = (
        mail::id.eq(id),
        mail::key.eq(key),
        mail::recipient.eq(letter.to),
        mail::subject.eq(letter.subject),
        mail::body.eq(letter.body),
        mail::list.eq(letter.list),
        mail::state.eq(state.word()),
        mail::made_at.eq(now.naive_utc()),
        mail::due_at.eq(due.naive_utc()),
        mail::tries.eq(0),
    );
    on_each!(db, conn => diesel::insert_into(mail::table)
        .values(values)
        .on_conflict(mail::key)
        .do_nothing()
        .execute(conn))?;
    Ok(())
}

/// One mail.
pub fn get(db: &mut Db, id: &str) -> Result<Letter> {
    Ok(mail::table.find(id).select(Row::as_select()).first(db)?.into())
}

/// The first key after those with this prefix: keys are printable ASCII (see `enqueue`).
fn after(prefix: &str) -> String {
    format!("{prefix}\u{7f}")
}

/// Mails whose keys begin so, by key.
pub fn of(db: &mut Db, prefix: &str) -> Result<Vec<Letter>> {
    let rows = mail::table
        .filter(mail::key.ge(prefix).and(mail::key.lt(after(prefix))))
        .order(mail::key)
        .select(Row::as_select())
        .load(db)?;
    Ok(rows.into_iter().map(Letter::from).collect())
}

/// Deletes the mails that wait and whose keys begin so.
pub fn delete_waiting(db: &mut Db, prefix: &str) -> Result<usize> {
    let waiting = mail::table
        .filter(mail::key.ge(prefix).and(mail::key.lt(after(prefix))))
        .filter(mail::state.eq(State::Waiting.word()));
    Ok(diesel::delete(waiting).execute(db)?)
}

/// Deletes addresses and texts of mails whose keys begin so.
pub fn clear(db: &mut Db, prefix: &str) -> Result<usize> {
    let theirs = mail::table
        .filter(mail::key.ge(prefix).and(mail::key.lt(after(prefix))))
        .filter(mail::recipient.is_not_null());
    let nothing = (mail::recipient.eq(None::<&str>), mail::body.eq(None::<&str>));
    Ok(diesel::update(theirs).set(nothing).execute(db)?)
}

/// The mails that are due and that no process is sending, the longest due first.
pub fn due(db: &mut Db, now: Instant, limit: i64) -> Result<Vec<Letter>> {
    let now = now.naive_utc();
    let rows = mail::table
        .filter(mail::state.eq(State::Waiting.word()).and(mail::due_at.le(now)))
        .filter(mail::leased_until.is_null().or(mail::leased_until.le(now)))
        .order((mail::due_at, mail::id))
        .limit(limit)
        .select(Row::as_select())
        .load(db)?;
    Ok(rows.into_iter().map(Letter::from).collect())
}

/// Takes a mail for sending, if nobody has taken it since it was read.
pub fn lease(db: &mut Db, letter: &Letter, until: Instant) -> Result<bool> {
    let unchanged = mail::table
        .find(&letter.id)
        .filter(mail::state.eq(State::Waiting.word()).and(mail::tries.eq(letter.tries)));
    let lease = (mail::leased_until.eq(until.naive_utc()), mail::tries.eq(letter.tries + 1));
    Ok(diesel::update(unchanged).set(lease).execute(db)? > 0)
}

/// What became of a mail.
pub enum Fate {
    /// It is over.
    Ended(State, Option<Trouble>),
    /// Another try is due.
    PutOff(Instant, Trouble),
}

/// Notes what became of a try, unless another process has taken the mail meanwhile.
pub fn settle(db: &mut Db, id: &str, tries: i32, now: Instant, fate: &Fate) -> Result<()> {
    let own = mail::table
        .find(id)
        .filter(mail::state.eq(State::Waiting.word()).and(mail::tries.eq(tries)));
    let free = mail::leased_until.eq(None::<NaiveDateTime>);
    match fate {
        Fate::Ended(state, trouble) => diesel::update(own)
            .set((
                free,
                mail::state.eq(state.word()),
                mail::ended_at.eq(now.naive_utc()),
                mail::trouble.eq(trouble.map(Trouble::to_word)),
            ))
            .execute(db)?,
        Fate::PutOff(due, trouble) => diesel::update(own)
            .set((free, mail::due_at.eq(due.naive_utc()), mail::trouble.eq(trouble.to_word())))
            .execute(db)?,
    };
    Ok(())
}

/// Ends every mail that is due without sending it: a dry run.
pub fn keep_due(db: &mut Db, now: Instant) -> Result<usize> {
    let now = now.naive_utc();
    let due = mail::table.filter(mail::state.eq(State::Waiting.word()).and(mail::due_at.le(now)));
    let kept = (mail::state.eq(State::Kept.word()), mail::ended_at.eq(now));
    Ok(diesel::update(due).set(kept).execute(db)?)
}

/// When the next mail is due that no process is sending.
pub fn next_due(db: &mut Db, now: Instant) -> Result<Option<Instant>> {
    let free = mail::leased_until.is_null().or(mail::leased_until.le(now.naive_utc()));
    let next = mail::table
        .filter(mail::state.eq(State::Waiting.word()).and(free))
        .select(diesel::dsl::min(mail::due_at))
        .first::<Option<NaiveDateTime>>(db)?;
    Ok(next.map(|at| at.and_utc()))
}

/// Lets a mail wait again from now on, as if it had never been tried.
pub fn put_back(db: &mut Db, id: &str, now: Instant) -> Result<()> {
    diesel::update(mail::table.find(id))
        .set((
            mail::state.eq(State::Waiting.word()),
            mail::due_at.eq(now.naive_utc()),
            mail::leased_until.eq(None::<NaiveDateTime>),
            mail::tries.eq(0),
            mail::ended_at.eq(None::<NaiveDateTime>),
            mail::trouble.eq(None::<&str>),
        ))
        .execute(db)?;
    Ok(())
}

/// How many mails are in each state.
pub fn counts(db: &mut Db) -> Result<Vec<(State, i64)>> {
    let rows = mail::table
        .group_by(mail::state)
        .select((mail::state, count_star()))
        .load::<(String, i64)>(db)?;
    Ok(rows.into_iter().map(|(word, count)| (State::from_word(&word), count)).collect())
}

/// Mails in a state, or all of them: what is or was due last comes first.
pub fn page(db: &mut Db, state: Option<State>, offset: i64, limit: i64) -> Result<Vec<Letter>> {
    let mut query = mail::table
        .order((mail::due_at.desc(), mail::id))
        .offset(offset)
        .limit(limit)
        .select(Row::as_select())
        .into_boxed();
    if let Some(state) = state {
        query = query.filter(mail::state.eq(state.word()));
    }
    Ok(query.load(db)?.into_iter().map(Letter::from).collect())
}

/// The ids of the mails in a state that can still be sent.
pub fn sendable(db: &mut Db, state: State) -> Result<Vec<String>> {
    Ok(mail::table
        .filter(mail::state.eq(state.word()))
        .filter(mail::recipient.is_not_null().and(mail::body.is_not_null()))
        .select(mail::id)
        .load(db)?)
}

/// Notes that somebody wants no more mail of a list.
pub fn insert_off(db: &mut Db, list: &str, person: &str) -> Result<()> {
    on_each!(db, conn => diesel::insert_into(mail_off::table)
        .values((mail_off::list.eq(list), mail_off::person.eq(person)))
        .on_conflict((mail_off::list, mail_off::person))
        .do_nothing()
        .execute(conn))?;
    Ok(())
}

/// Forgets that.
pub fn delete_off(db: &mut Db, list: &str, person: &str) -> Result<()> {
    diesel::delete(mail_off::table.find((list, person))).execute(db)?;
    Ok(())
}

/// Whether somebody wants no more mail of a list.
pub fn is_off(db: &mut Db, list: &str, person: &str) -> Result<bool> {
    let found: i64 = mail_off::table.find((list, person)).count().get_result(db)?;
    Ok(found > 0)
}
