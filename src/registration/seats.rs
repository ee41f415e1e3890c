//! Tables and arrival: lots drawn by the rule of the workshop, then changed by taps.

use std::collections::HashMap;

use super::{
    Desk, Guest, Signup, State, questions,
    seating::{self, Groups},
    store,
};
use crate::{
    audit::{self, Action, Signature},
    error::{Error, Result},
    form::Takes,
    store::Db,
};

/// Somebody who has a place.
#[derive(Clone, Debug)]
pub struct Seated {
    /// Whose head.
    pub guest: Guest,
    /// What they are called.
    pub name: String,
    /// The number of the registration.
    pub number: i32,
    /// What tables are made by, in words: 30代.
    pub likeness: String,
    groups: Groups,
}

/// Everybody with a place, by registration and number.
pub fn seated(db: &mut Db, desk: &Desk) -> Result<Vec<Seated>> {
    let all = store::all(db, &desk.workshop.id)?;
    let confirmed = all.into_iter().filter(|signup| signup.state == State::Confirmed);
    let signups: HashMap<String, Signup> =
        confirmed.map(|signup| (signup.id.clone(), signup)).collect();
    let guests = store::guests(db, &desk.workshop.id)?.into_iter();
    let of = |guest: Guest| {
        let signup = signups.get(&guest.registration_id)?;
        Some(Seated {
            name: signup.guest_name(guest.slot),
            number: signup.number,
            likeness: likeness(desk, signup),
            groups: groups(desk, signup),
            guest,
        })
    };
    Ok(guests.filter_map(of).collect())
}

fn groups(desk: &Desk, signup: &Signup) -> Groups {
    let fields = seating::fields(&desk.rule.seating);
    fields.into_iter().map(|field| questions::group(&signup.answers, field)).collect()
}

fn likeness(desk: &Desk, signup: &Signup) -> String {
    let fields = seating::fields(&desk.rule.seating).into_iter();
    let words = fields.filter_map(|name| {
        let field =
            desk.form.field(name).filter(|field| !matches!(field.takes, Takes::Words { .. }))?;
        Some(questions::words(&field, &signup.answers)).filter(|words| !words.is_empty())
    });
    words.collect::<Vec<_>>().join("・")
}

/// The tables of a workshop, and those who have none.
pub struct Room {
    /// Table 1, 2, 3 …
    pub tables: Vec<Vec<Seated>>,
    /// Have a place and no table.
    pub nowhere: Vec<Seated>,
}

impl Room {
    /// Everybody at their table.
    pub fn of(desk: &Desk, seated: Vec<Seated>) -> Room {
        let mut room = Room { tables: vec![Vec::new(); tables(desk)], nowhere: Vec::new() };
        for one in seated {
            let table = one.guest.seat.and_then(|seat| usize::try_from(seat - 1).ok());
            match table.and_then(|table| room.tables.get_mut(table)) {
                Some(table) => table.push(one),
                None => room.nowhere.push(one),
            }
        }
        room
    }

    /// Whether anybody sits anywhere.
    pub fn is_made(&self) -> bool {
        self.tables.iter().any(|table| !table.is_empty())
    }
}

fn tables(desk: &Desk) -> usize {
    usize::try_from(desk.workshop.settings.tables).unwrap_or(1).max(1)
}

fn number(table: usize) -> Option<i32> {
    i32::try_from(table + 1).ok()
}

/// Draws lots for everybody anew. The number of the draw is kept: the same people and the same
/// number give the same tables.
pub fn draw(db: &mut Db, desk: &Desk, by: Signature) -> Result<()> {
    let held = desk.hold(db)?;
    let seed = held.seed + 1;
    let people = seated(db, desk)?;
    let groups: Vec<Groups> = people.iter().map(|one| one.groups.clone()).collect();
    let lots = u64::from(seed.unsigned_abs());
    let seats = seating::seat(&desk.rule.seating, &groups, tables(desk), lots)?;
    for (one, table) in people.iter().zip(seats) {
        store::set_seat(db, &one.guest.registration_id, one.guest.slot, number(table))?;
    }
    store::set_seed(db, &desk.workshop.id, seed)?;
    let subject = format!("{} くじ{seed}回目", desk.workshop.slug);
    audit::record(db, by, Action::SeatsDrawn, &subject)
}

/// Seats those who have no table, and leaves everybody else where they are.
pub fn fill(db: &mut Db, desk: &Desk, by: Signature) -> Result<()> {
    desk.hold(db)?;
    let room = Room::of(desk, seated(db, desk)?);
    for one in &room.nowhere {
        seat_suitably(db, desk, &one.guest)?;
    }
    let subject = format!("{} {}人", desk.workshop.slug, room.nowhere.len());
    audit::record(db, by, Action::SeatsChanged, &subject)
}

fn seat_suitably(db: &mut Db, desk: &Desk, guest: &Guest) -> Result<Option<i32>> {
    let people = seated(db, desk)?;
    let is_it = |one: &Seated| {
        one.guest.registration_id == guest.registration_id && one.guest.slot == guest.slot
    };
    let groups = people.iter().find(|one| is_it(one)).map(|one| one.groups.clone());
    let others: Vec<(Groups, usize)> = people
        .iter()
        .filter(|one| !is_it(one))
        .filter_map(|one| {
            let table = usize::try_from(one.guest.seat? - 1).ok()?;
            Some((one.groups.clone(), table))
        })
        .collect();
    let groups = groups.unwrap_or_default();
    let table = number(seating::one_more(&desk.rule.seating, &others, &groups, tables(desk)));
    store::set_seat(db, &guest.registration_id, guest.slot, table)?;
    Ok(table)
}

/// Takes somebody to another table; 0 is no table.
///
/// # Errors
/// There is no such table, or they do not come.
pub fn move_to(
    db: &mut Db,
    desk: &Desk,
    by: Signature,
    (id, slot): (&str, i32),
    table: i32,
) -> Result<()> {
    desk.hold(db)?;
    let signup = store::get(db, &desk.workshop.id, id)?;
    if !(0..=desk.workshop.settings.tables).contains(&table) || signup.state != State::Confirmed {
        return Err(Error::conflict(
            "そのテーブルに移せませんでした。申し込みやテーブルの数が変わったようです。席の画面を開き直してください。",
        ));
    }
    store::set_seat(db, &signup.id, slot, (table > 0).then_some(table))?;
    let subject = format!("{} {}番 テーブル{table}", desk.workshop.slug, signup.number);
    audit::record(db, by, Action::SeatsChanged, &subject)
}

/// Somebody has come: the table they are sent to. `None`: tables are not made up yet.
pub fn arrive(db: &mut Db, desk: &Desk, signup: &Signup, slot: i32) -> Result<Option<i32>> {
    store::set_arrived(db, &signup.id, slot, true)?;
    let room = Room::of(desk, seated(db, desk)?);
    let is_it = |one: &&Seated| one.guest.registration_id == signup.id && one.guest.slot == slot;
    match room.nowhere.iter().find(is_it) {
        // Whoever came late to the list sits where there is most room.
        Some(one) if room.is_made() => seat_suitably(db, desk, &one.guest),
        Some(_) => Ok(None),
        None => Ok(room.tables.iter().flatten().find(is_it).and_then(|one| one.guest.seat)),
    }
}

/// The same at the desk.
///
/// # Errors
/// They wait or have cancelled.
pub fn check_in(db: &mut Db, desk: &Desk, id: &str, slot: i32) -> Result<Option<i32>> {
    desk.hold(db)?;
    let signup = store::get(db, &desk.workshop.id, id)?;
    if signup.state != State::Confirmed {
        return Err(Error::conflict(format!(
            "{}番は「{}」になっているため、受付していません。参加にしてから、もう一度押してください。",
            signup.number,
            signup.state.label()
        )));
    }
    arrive(db, desk, &signup, slot)
}

/// Takes a mistaken tap back.
pub fn leave(db: &mut Db, desk: &Desk, id: &str, slot: i32) -> Result<()> {
    desk.hold(db)?;
    let signup = store::get(db, &desk.workshop.id, id)?;
    store::set_arrived(db, &signup.id, slot, false)
}

/// Frees whoever sits at a table that is not there any more.
pub fn leave_gone_tables(db: &mut Db, desk: &Desk) -> Result<()> {
    for guest in store::guests(db, &desk.workshop.id)? {
        if guest.seat.is_some_and(|seat| seat > desk.workshop.settings.tables) {
            store::set_seat(db, &guest.registration_id, guest.slot, None)?;
        }
    }
    Ok(())
}
