//! Signing up: a place, or a number on the waiting list.

use super::{
    Desk, Signup, State,
    door::{Door, Places},
    mails, seats, store,
    typed::Fresh,
};
use crate::{
    audit::{self, Action, Signature},
    clock::Instant,
    error::{Error, Result},
    secret::token_hash,
    store::Db,
};

/// Signs somebody up from the public page. `entry` was drawn for that page: pressing twice is
/// one registration.
///
/// # Errors
/// The last day is over; nothing was kept.
pub fn sign_up(
    db: &mut Db,
    desk: &Desk,
    fresh: Fresh,
    entry: &str,
    now: Instant,
) -> Result<Signup> {
    desk.hold(db)?;
    // With the workshop, so that a number which another workshop knows is no duplicate here.
    let entry = token_hash(&format!("{} {entry}", desk.workshop.id));
    if let Some(known) = store::by_entry(db, &entry)? {
        return Ok(known);
    }
    if Door::of(&desk.workshop, &desk.rule, now) != Door::Open {
        return Err(Error::conflict(
            "申し込みの受付は終わりました。この申し込みは保存していません。参加を希望される方は、担当課へお電話ください。",
        ));
    }
    add(db, desk, fresh, Some(&entry), None, now)
}

/// Staff sign somebody up who called. Full, they wait like everybody.
pub fn by_staff(db: &mut Db, desk: &Desk, by: Signature, fresh: Fresh) -> Result<Signup> {
    desk.hold(db)?;
    let now = by.at();
    let signup = add(db, desk, fresh, None, None, now)?;
    audit::record(db, by, Action::RegistrationAdded, &subject(desk, &signup))?;
    Ok(signup)
}

/// Somebody stands at the door: they have a place and are here.
pub fn walk_in(db: &mut Db, desk: &Desk, by: Signature, fresh: Fresh) -> Result<Signup> {
    desk.hold(db)?;
    let now = by.at();
    let signup = add(db, desk, fresh, None, Some(State::Confirmed), now)?;
    for slot in 1..=signup.heads {
        seats::arrive(db, desk, &signup, slot)?;
    }
    audit::record(db, by, Action::RegistrationAdded, &subject(desk, &signup))?;
    Ok(signup)
}

/// What the record calls a registration: never by a name.
pub fn subject(desk: &Desk, signup: &Signup) -> String {
    format!("{} {}番", desk.workshop.slug, signup.number)
}

fn add(
    db: &mut Db,
    desk: &Desk,
    fresh: Fresh,
    entry: Option<&str>,
    state: Option<State>,
    now: Instant,
) -> Result<Signup> {
    let heads = store::heads(db, &desk.workshop.id)?;
    let fits = fresh.heads <= Places::of(&desk.rule, &heads).free;
    let state = state.unwrap_or(if fits { State::Confirmed } else { State::Waiting });
    let last = store::last_number(db, &desk.workshop.id)?;
    let signup = Signup {
        id: desk.app.ids.id()?,
        workshop_id: desk.workshop.id.clone(),
        number: last + 1,
        name: fresh.name,
        party: fresh.party,
        heads: fresh.heads,
        mail: fresh.mail,
        telephone: fresh.telephone,
        answers: fresh.answers,
        state,
        made_at: now,
    };
    store::insert(db, &signup, entry)?;
    mails::received(db, desk, &signup, now)?;
    Ok(signup)
}
