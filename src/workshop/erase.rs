//! Forgetting who took part: some days after a workshop is closed, what people wrote and how they
//! voted stays, and nothing says any more who they were.

pub mod store;

use std::collections::HashMap;

use actix_web::web;
use chrono::{Duration, NaiveDate};

use super::{State, Workshop, store as rows};
use crate::{
    app::App,
    audit::{self, Action, Signature},
    board,
    clock::{Instant, day_in_japan},
    error::{Error, Result},
    registration,
    store::Db,
};

/// Who the record says did it when nobody pressed anything.
const BY_ITSELF: &str = "machikoe";

/// The day on which the traces of who took part go. `None`: it is not closed.
pub fn due_on(workshop: &Workshop) -> Option<NaiveDate> {
    let closed_at = workshop.closed_at?;
    Some(day_in_japan(closed_at + Duration::days(workshop.settings.keep_days)))
}

/// Erases what is due.
pub async fn round(app: &web::Data<App>, now: Instant) -> Result<()> {
    let inner = app.clone();
    app.store
        .write(move |db| {
            for workshop in rows::all(db)? {
                let is_due = due_on(&workshop).is_some_and(|day| day_in_japan(now) >= day);
                if is_due && workshop.erased_at.is_none() {
                    erase(db, &inner, Signature::named(&inner, BY_ITSELF)?, &workshop)?;
                }
            }
            Ok(())
        })
        .await
}

/// Erases the traces of who took part in a closed workshop. Asked for again, nothing happens.
///
/// How many came and how many sat at each table is kept: results of tables with few people are
/// shown together with others.
///
/// # Errors
/// It is not closed.
pub fn erase(db: &mut Db, app: &App, by: Signature, workshop: &Workshop) -> Result<()> {
    if workshop.erased_at.is_some() {
        return Ok(());
    }
    if workshop.state != State::Closed {
        return Err(Error::conflict(
            "消していません。参加者の記録は、ワークショップを終了してから消せます。",
        ));
    }
    store::keep_counts(db, &workshop.id)?;
    for board in super::desk::store::boards(db, &workshop.id)? {
        board::author::erase(db, &board)?;
        for round in store::rounds(db, &board)? {
            part_from_voters(db, app, &round)?;
        }
    }
    registration::erase(db, &workshop.id)?;
    store::delete_people(db, &workshop.id)?;
    store::set_erased(db, &workshop.id, by.at())?;
    audit::record(db, by, Action::TracesErased, &workshop.slug)
}

/// Gives the dots of a voting to nobody who was ever there. Dots of one person stay together, so
/// that budgets and the number of voters can still be checked; those of two votings do not.
fn part_from_voters(db: &mut Db, app: &App, round_id: &str) -> Result<()> {
    let mut strangers = HashMap::new();
    for voter in store::voters(db, round_id)? {
        strangers.insert(voter, app.ids.id()?);
    }
    for (voter, stranger) in strangers {
        store::give_dots(db, round_id, &voter, &stranger)?;
    }
    Ok(())
}
