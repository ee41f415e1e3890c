//! SQL of comments.

use chrono::NaiveDate;
use diesel::{
    dsl::{count_star, max},
    prelude::*,
};

use super::{Comment, Reply, State};
use crate::{
    error::Result,
    meeting::Kind,
    on_each,
    store::{
        Db,
        schema::{meeting_comment, meeting_sympathy, meeting_theme},
    },
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = meeting_comment)]
struct Row {
    id: String,
    number: i32,
    kind: String,
    text: String,
    participant: bool,
    day: NaiveDate,
    state: String,
    reason: String,
    mail: Option<String>,
    reply_section: String,
    reply: String,
    replied_on: Option<NaiveDate>,
}

impl From<Row> for Comment {
    fn from(row: Row) -> Comment {
        let (section, text) = (row.reply_section, row.reply);
        Comment {
            id: row.id,
            number: row.number,
            kind: Kind::from_word(&row.kind).unwrap_or(Kind::Insight),
            text: row.text,
            participant: row.participant,
            day: row.day,
            state: State::from_word(&row.state),
            reason: row.reason,
            wants_mail: row.mail.is_some(),
            reply: row.replied_on.map(|on| Reply { section, text, on }),
        }
    }
}

/// Every comment of a theme, in order.
pub fn all(db: &mut Db, topic_id: &str) -> Result<Vec<Comment>> {
    let rows: Vec<Row> = meeting_comment::table
        .filter(meeting_comment::meeting_theme_id.eq(topic_id))
        .order(meeting_comment::number)
        .select(Row::as_select())
        .load(db)?;
    Ok(rows.into_iter().map(Comment::from).collect())
}

/// The comment of a number.
pub fn get(db: &mut Db, topic_id: &str, number: i32) -> Result<Comment> {
    let row: Row = meeting_comment::table
        .filter(meeting_comment::meeting_theme_id.eq(topic_id))
        .filter(meeting_comment::number.eq(number))
        .select(Row::as_select())
        .get_result(db)?;
    Ok(row.into())
}

/// How many comments a theme has.
pub fn count(db: &mut Db, topic_id: &str) -> Result<i64> {
    let found = meeting_comment::table.filter(meeting_comment::meeting_theme_id.eq(topic_id));
    Ok(found.select(count_star()).get_result(db)?)
}

/// What became of what was posted from a page.
pub fn by_entry(db: &mut Db, entry: &str) -> Result<Option<State>> {
    let found = meeting_comment::table.filter(meeting_comment::entry.eq(entry));
    let word: Option<String> = found.select(meeting_comment::state).get_result(db).optional()?;
    Ok(word.map(|word| State::from_word(&word)))
}

/// The number of the last comment of a theme; 0 where there is none.
pub fn last_number(db: &mut Db, topic_id: &str) -> Result<i32> {
    let found = meeting_comment::table.filter(meeting_comment::meeting_theme_id.eq(topic_id));
    let last: Option<i32> = found.select(max(meeting_comment::number)).get_result(db)?;
    Ok(last.unwrap_or(0))
}

/// Adds a comment.
pub fn insert(
    db: &mut Db,
    topic_id: &str,
    new: &Comment,
    entry: &str,
    mail: Option<&str>,
) -> Result<()> {
    diesel::insert_into(meeting_comment::table)
        .values((
            meeting_comment::id.eq(&new.id),
            meeting_comment::meeting_theme_id.eq(topic_id),
            meeting_comment::number.eq(new.number),
            meeting_comment::kind.eq(new.kind.word()),
            meeting_comment::text.eq(&new.text),
            meeting_comment::participant.eq(new.participant),
            meeting_comment::day.eq(new.day),
            meeting_comment::state.eq(new.state.word()),
            meeting_comment::reason.eq(&new.reason),
            meeting_comment::entry.eq(entry),
            meeting_comment::mail.eq(mail),
            meeting_comment::reply_section.eq(""),
            meeting_comment::reply.eq(""),
        ))
        .execute(db)?;
    Ok(())
}

/// Shows a comment, or does not.
pub fn set_state(db: &mut Db, id: &str, state: State, reason: &str) -> Result<()> {
    diesel::update(meeting_comment::table.find(id))
        .set((meeting_comment::state.eq(state.word()), meeting_comment::reason.eq(reason)))
        .execute(db)?;
    Ok(())
}

/// Writes what the city replied.
pub fn set_reply(db: &mut Db, id: &str, reply: &Reply) -> Result<()> {
    diesel::update(meeting_comment::table.find(id))
        .set((
            meeting_comment::reply_section.eq(&reply.section),
            meeting_comment::reply.eq(&reply.text),
            meeting_comment::replied_on.eq(reply.on),
        ))
        .execute(db)?;
    Ok(())
}

/// The sealed address of whoever waits for a reply, which is forgotten with it.
pub fn take_mail(db: &mut Db, id: &str) -> Result<Option<String>> {
    let of = meeting_comment::table.find(id);
    let sealed: Option<String> = of.select(meeting_comment::mail).get_result(db)?;
    if sealed.is_some() {
        diesel::update(of).set(meeting_comment::mail.eq(None::<String>)).execute(db)?;
    }
    Ok(sealed)
}

/// Notes that somebody has pressed 共感 for a theme. Whether it was the first time.
pub fn sympathise(db: &mut Db, topic_id: &str, person: &str) -> Result<bool> {
    let row =
        (meeting_sympathy::meeting_theme_id.eq(topic_id), meeting_sympathy::person.eq(person));
    let added = on_each!(db, conn => diesel::insert_into(meeting_sympathy::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(conn))?;
    Ok(added > 0)
}

/// Forgets who has pressed 共感, and from which pages comments came: no more are taken.
pub fn forget_people(db: &mut Db, meeting_id: &str) -> Result<()> {
    let topics = topics(db, meeting_id)?;
    diesel::delete(meeting_sympathy::table)
        .filter(meeting_sympathy::meeting_theme_id.eq_any(&topics))
        .execute(db)?;
    diesel::update(meeting_comment::table)
        .filter(meeting_comment::meeting_theme_id.eq_any(&topics))
        .filter(meeting_comment::entry.is_not_null())
        .set(meeting_comment::entry.eq(None::<String>))
        .execute(db)?;
    Ok(())
}

/// Forgets the addresses of those who were not replied to: no more replies come.
pub fn forget_mail(db: &mut Db, meeting_id: &str) -> Result<()> {
    let topics = topics(db, meeting_id)?;
    diesel::update(meeting_comment::table)
        .filter(meeting_comment::meeting_theme_id.eq_any(&topics))
        .filter(meeting_comment::mail.is_not_null())
        .set(meeting_comment::mail.eq(None::<String>))
        .execute(db)?;
    Ok(())
}

fn topics(db: &mut Db, meeting_id: &str) -> Result<Vec<String>> {
    let of = meeting_theme::table.filter(meeting_theme::meeting_id.eq(meeting_id));
    Ok(of.select(meeting_theme::id).load(db)?)
}
