//! SQL of registrations and the tables of those who come.

use diesel::prelude::*;

use super::{Guest, Signup, State};
use crate::{
    error::{Error, Result},
    on_each,
    store::{
        Db,
        schema::{guest, registration, registration_count, registration_desk},
    },
};

/// What a workshop's registrations stand on, held.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = registration_desk)]
pub struct Held {
    /// The questions as they were at the first registration: JSON.
    pub form: String,
    /// With which the lots were drawn last.
    pub seed: i32,
}

/// Notes what a workshop's registrations stand on, unless it is noted.
pub fn insert_desk(db: &mut Db, workshop_id: &str, form: &str) -> Result<()> {
    let values = (
        registration_desk::workshop_id.eq(workshop_id),
        registration_desk::form.eq(form),
        registration_desk::seed.eq(0),
    );
    on_each!(db, conn => diesel::insert_into(registration_desk::table)
        .values(values)
        .on_conflict_do_nothing()
        .execute(conn))?;
    Ok(())
}

/// The same, held for the rest of the transaction: whoever else changes a registration of the
/// workshop waits. The embedded database has one writer anyway.
pub fn hold(db: &mut Db, workshop_id: &str) -> Result<Held> {
    Ok(match db {
        Db::Sqlite(conn) => {
            registration_desk::table.find(workshop_id).select(Held::as_select()).get_result(conn)?
        }
        Db::Postgres(conn) => registration_desk::table
            .find(workshop_id)
            .select(Held::as_select())
            .for_update()
            .get_result(conn)?,
    })
}

/// The same without holding it. `None`: nobody has signed up yet.
pub fn desk(db: &mut Db, workshop_id: &str) -> Result<Option<Held>> {
    let row = registration_desk::table.find(workshop_id).select(Held::as_select());
    Ok(row.get_result(db).optional()?)
}

/// Notes with which the lots were drawn.
pub fn set_seed(db: &mut Db, workshop_id: &str, seed: i32) -> Result<()> {
    diesel::update(registration_desk::table.find(workshop_id))
        .set(registration_desk::seed.eq(seed))
        .execute(db)?;
    Ok(())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = registration)]
struct Row {
    id: String,
    workshop_id: String,
    number: i32,
    name: String,
    party: String,
    heads: i32,
    mail: String,
    telephone: String,
    answers: String,
    state: String,
    made_at: chrono::NaiveDateTime,
}

impl TryFrom<Row> for Signup {
    type Error = Error;

    fn try_from(row: Row) -> Result<Signup> {
        Ok(Signup {
            id: row.id,
            workshop_id: row.workshop_id,
            number: row.number,
            name: row.name,
            party: row.party,
            heads: row.heads,
            mail: row.mail,
            telephone: row.telephone,
            answers: serde_json::from_str(&row.answers).map_err(Error::internal)?,
            // A word that is none holds no place.
            state: State::from_word(&row.state).unwrap_or(State::Cancelled),
            made_at: row.made_at.and_utc(),
        })
    }
}

/// The registrations of a workshop by number.
pub fn all(db: &mut Db, workshop_id: &str) -> Result<Vec<Signup>> {
    let rows: Vec<Row> = registration::table
        .filter(registration::workshop_id.eq(workshop_id))
        .order(registration::number)
        .select(Row::as_select())
        .load(db)?;
    rows.into_iter().map(Signup::try_from).collect()
}

/// A registration of a workshop.
pub fn get(db: &mut Db, workshop_id: &str, id: &str) -> Result<Signup> {
    let found = registration::table.find(id).filter(registration::workshop_id.eq(workshop_id));
    let row: Row = found.select(Row::as_select()).get_result(db)?;
    row.try_into()
}

/// What was sent from a page.
pub fn by_entry(db: &mut Db, entry: &str) -> Result<Option<Signup>> {
    let found = registration::table.filter(registration::entry.eq(entry));
    let row: Option<Row> = found.select(Row::as_select()).get_result(db).optional()?;
    row.map(Signup::try_from).transpose()
}

/// State and heads of each registration of a workshop, by number.
pub fn heads(db: &mut Db, workshop_id: &str) -> Result<Vec<(State, i32)>> {
    let rows: Vec<(String, i32)> = registration::table
        .filter(registration::workshop_id.eq(workshop_id))
        .order(registration::number)
        .select((registration::state, registration::heads))
        .load(db)?;
    let known = |(word, heads): (String, i32)| State::from_word(&word).map(|state| (state, heads));
    Ok(rows.into_iter().filter_map(known).collect())
}

/// The highest number given in a workshop; 0: none.
pub fn last_number(db: &mut Db, workshop_id: &str) -> Result<i32> {
    let last: Option<i32> = registration::table
        .filter(registration::workshop_id.eq(workshop_id))
        .select(diesel::dsl::max(registration::number))
        .get_result(db)?;
    Ok(last.unwrap_or(0))
}

/// Adds a registration with a row for each head.
pub fn insert(db: &mut Db, new: &Signup, entry: Option<&str>) -> Result<()> {
    diesel::insert_into(registration::table)
        .values((
            registration::id.eq(&new.id),
            registration::workshop_id.eq(&new.workshop_id),
            registration::number.eq(new.number),
            registration::name.eq(&new.name),
            registration::party.eq(&new.party),
            registration::heads.eq(new.heads),
            registration::mail.eq(&new.mail),
            registration::telephone.eq(&new.telephone),
            registration::answers.eq(json(new)?),
            registration::state.eq(new.state.word()),
            registration::entry.eq(entry),
            registration::made_at.eq(new.made_at.naive_utc()),
        ))
        .execute(db)?;
    insert_guests(db, &new.id, 1, new.heads)
}

/// Writes what can change of a registration; its heads are as many rows as before.
pub fn update(db: &mut Db, changed: &Signup) -> Result<()> {
    diesel::update(registration::table.find(&changed.id))
        .set((
            registration::name.eq(&changed.name),
            registration::party.eq(&changed.party),
            registration::heads.eq(changed.heads),
            registration::mail.eq(&changed.mail),
            registration::telephone.eq(&changed.telephone),
            registration::answers.eq(json(changed)?),
            registration::state.eq(changed.state.word()),
        ))
        .execute(db)?;
    Ok(())
}

fn json(signup: &Signup) -> Result<String> {
    serde_json::to_string(&signup.answers).map_err(Error::internal)
}

/// Adds rows for the heads from one number to another.
pub fn insert_guests(db: &mut Db, registration_id: &str, from: i32, to: i32) -> Result<()> {
    for slot in from..=to {
        diesel::insert_into(guest::table)
            .values((
                guest::registration_id.eq(registration_id),
                guest::slot.eq(slot),
                guest::arrived.eq(false),
            ))
            .execute(db)?;
    }
    Ok(())
}

/// Takes away the rows of the heads beyond a number.
pub fn delete_guests(db: &mut Db, registration_id: &str, beyond: i32) -> Result<()> {
    let gone = guest::table
        .filter(guest::registration_id.eq(registration_id))
        .filter(guest::slot.gt(beyond));
    diesel::delete(gone).execute(db)?;
    Ok(())
}

/// The heads of a workshop's registrations, by registration and number.
pub fn guests(db: &mut Db, workshop_id: &str) -> Result<Vec<Guest>> {
    let rows: Vec<(String, i32, Option<i32>, bool)> = guest::table
        .inner_join(registration::table)
        .filter(registration::workshop_id.eq(workshop_id))
        .order((registration::number, guest::slot))
        .select((guest::registration_id, guest::slot, guest::seat, guest::arrived))
        .load(db)?;
    let guest =
        |(registration_id, slot, seat, arrived)| Guest { registration_id, slot, seat, arrived };
    Ok(rows.into_iter().map(guest).collect())
}

/// Seats a head at a table, or nowhere.
pub fn set_seat(db: &mut Db, registration_id: &str, slot: i32, seat: Option<i32>) -> Result<()> {
    diesel::update(guest::table.find((registration_id, slot)))
        .set(guest::seat.eq(seat))
        .execute(db)?;
    Ok(())
}

/// Notes that a head has come, or has not.
pub fn set_arrived(db: &mut Db, registration_id: &str, slot: i32, arrived: bool) -> Result<()> {
    let rows = diesel::update(guest::table.find((registration_id, slot)))
        .set(guest::arrived.eq(arrived))
        .execute(db)?;
    if rows == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Nobody of a registration has a seat or has come.
pub fn clear_guests(db: &mut Db, registration_id: &str) -> Result<()> {
    diesel::update(guest::table.filter(guest::registration_id.eq(registration_id)))
        .set((guest::seat.eq(None::<i32>), guest::arrived.eq(false)))
        .execute(db)?;
    Ok(())
}

/// Deletes the registrations of a workshop.
pub fn delete_all(db: &mut Db, workshop_id: &str) -> Result<()> {
    let own = registration::table.filter(registration::workshop_id.eq(workshop_id));
    let ids = own.select(registration::id);
    diesel::delete(guest::table.filter(guest::registration_id.eq_any(ids))).execute(db)?;
    let own = registration::table.filter(registration::workshop_id.eq(workshop_id));
    diesel::delete(own).execute(db)?;
    Ok(())
}

/// Forgets what was written down of a workshop's counts, to write it anew.
pub fn delete_counts(db: &mut Db, workshop_id: &str) -> Result<()> {
    let own = registration_count::table.filter(registration_count::workshop_id.eq(workshop_id));
    diesel::delete(own).execute(db)?;
    Ok(())
}

/// Writes down how many heads gave an answer.
pub fn insert_count(db: &mut Db, workshop_id: &str, count: &(String, i32, i32)) -> Result<()> {
    diesel::insert_into(registration_count::table)
        .values((
            registration_count::workshop_id.eq(workshop_id),
            registration_count::field.eq(&count.0),
            registration_count::code.eq(count.1),
            registration_count::heads.eq(count.2),
        ))
        .execute(db)?;
    Ok(())
}

/// What was written down so: field, code, heads.
pub fn counts(db: &mut Db, workshop_id: &str) -> Result<Vec<(String, i32, i32)>> {
    Ok(registration_count::table
        .filter(registration_count::workshop_id.eq(workshop_id))
        .order((registration_count::field, registration_count::code))
        .select((registration_count::field, registration_count::code, registration_count::heads))
        .load(db)?)
}
