//! What happens to a registration afterwards: cancelled, given a place, corrected.

use super::{
    Desk, Signup, State, apply::subject, door, door::Places, mails, seats, store, typed::Fresh,
};
use crate::{
    audit::{self, Action, Signature},
    clock::Instant,
    error::{Error, Result},
    store::Db,
};

/// Cancels a registration; whoever waits longest gets the place. Twice is once.
///
/// # Errors
/// The workshop is over.
pub fn cancel(db: &mut Db, desk: &Desk, id: &str, now: Instant) -> Result<Signup> {
    desk.hold(db)?;
    let mut signup = store::get(db, &desk.workshop.id, id)?;
    if signup.state == State::Cancelled {
        return Ok(signup);
    }
    if door::is_over(&desk.workshop, now) {
        return Err(Error::conflict(
            "このワークショップは終わったため、取り消しはできません。何も変えていません。",
        ));
    }
    signup.state = State::Cancelled;
    store::update(db, &signup)?;
    store::clear_guests(db, &signup.id)?;
    mails::cancelled(db, desk, &signup, now)?;
    lift(db, desk, now)?;
    Ok(signup)
}

/// The same by staff.
pub fn cancel_by_staff(db: &mut Db, desk: &Desk, by: Signature, id: &str) -> Result<()> {
    let signup = cancel(db, desk, id, by.at())?;
    audit::record(db, by, Action::RegistrationCancelled, &subject(desk, &signup))
}

/// Gives places to those who wait, in their order, while there is room for the first of them.
fn lift(db: &mut Db, desk: &Desk, now: Instant) -> Result<()> {
    if !door::lifts_itself(&desk.workshop, now) {
        return Ok(());
    }
    let all = store::all(db, &desk.workshop.id)?;
    let heads: Vec<(State, i32)> = all.iter().map(|one| (one.state, one.heads)).collect();
    let mut left = desk.rule.places - Places::of(&desk.rule, &heads).taken;
    for mut signup in all.into_iter().filter(|one| one.state == State::Waiting) {
        if signup.heads > left {
            break;
        }
        left -= signup.heads;
        give_place(db, desk, &mut signup, now)?;
    }
    Ok(())
}

fn give_place(db: &mut Db, desk: &Desk, signup: &mut Signup, now: Instant) -> Result<()> {
    signup.state = State::Confirmed;
    store::update(db, signup)?;
    mails::lifted(db, desk, signup, now)
}

/// Staff give somebody who waits a place, whoever waits before them and however full it is.
pub fn confirm(db: &mut Db, desk: &Desk, by: Signature, id: &str) -> Result<()> {
    desk.hold(db)?;
    let mut signup = store::get(db, &desk.workshop.id, id)?;
    match signup.state {
        // A press that was repeated.
        State::Confirmed => return Ok(()),
        State::Cancelled => {
            return Err(Error::conflict(
                "この申し込みは取り消されています。参加されるときは、新しい申し込みとして加えてください。",
            ));
        }
        State::Waiting => {}
    }
    give_place(db, desk, &mut signup, by.at())?;
    audit::record(db, by, Action::RegistrationConfirmed, &subject(desk, &signup))
}

/// Staff correct a registration.
///
/// # Errors
/// It is cancelled.
pub fn correct(db: &mut Db, desk: &Desk, by: Signature, id: &str, fresh: Fresh) -> Result<()> {
    desk.hold(db)?;
    let before = store::get(db, &desk.workshop.id, id)?;
    if before.state == State::Cancelled {
        return Err(Error::conflict("この申し込みは取り消されています。何も変えていません。"));
    }
    let Fresh { name, party, heads, mail, telephone, answers } = fresh;
    let now = by.at();
    let after = Signup { name, party, heads, mail, telephone, answers, ..before.clone() };
    store::update(db, &after)?;
    store::delete_guests(db, &after.id, after.heads)?;
    store::insert_guests(db, &after.id, before.heads + 1, after.heads)?;
    mails::remind(db, desk, &after, now)?;
    audit::record(db, by, Action::RegistrationChanged, &subject(desk, &after))?;
    // A school that brings fewer leaves room.
    lift(db, desk, now)
}

/// Follows what was changed of the workshop itself: more places go to those who wait, reminders
/// leave before the new day, seats at tables that are gone are free.
pub fn follow(db: &mut Db, desk: &Desk, now: Instant) -> Result<()> {
    desk.hold(db)?;
    for signup in store::all(db, &desk.workshop.id)? {
        mails::remind(db, desk, &signup, now)?;
    }
    seats::leave_gone_tables(db, desk)?;
    lift(db, desk, now)
}
