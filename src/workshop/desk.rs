//! The office's desk: making a workshop from a template, changing everything about it, opening
//! and closing it, its codes, and what is printed.
//!
//! Reading order: this file (workshops) · [`themes`] · [`typed`] (fields of pages) · [`sheets`]
//! (what is printed) · [`pages`] · [`routes`].

pub mod pages;
pub mod routes;
pub mod sheets;
pub mod store;
pub mod themes;
pub mod typed;

use super::{NewWorkshop, State, Workshop, codes, store as rows};
use crate::{
    app::App,
    audit::{self, Action, Signature},
    board,
    error::{Error, Result},
    store::Db,
};
use typed::Changed;

/// Makes a workshop.
///
/// # Errors
/// The slug is used already.
pub fn make(db: &mut Db, app: &App, by: Signature, new: NewWorkshop) -> Result<Workshop> {
    let made = super::make(db, app, new, by.at())?;
    audit::record(db, by, Action::WorkshopMade, &made.slug)?;
    Ok(made)
}

/// A short name that is not used: the wanted one, else with a number behind it.
pub fn free_slug(db: &mut Db, wanted: &str) -> Result<String> {
    let mut slug = wanted.to_owned();
    let mut number = 2;
    while rows::by_slug(db, &slug)?.is_some() {
        slug = format!("{wanted}-{number}");
        number += 1;
    }
    Ok(slug)
}

/// Opens or closes a workshop; asked for again, nothing happens. The boards whose phones have to
/// look again.
///
/// # Errors
/// It has no theme yet, or the traces of who took part are erased.
pub fn set_state(
    db: &mut Db,
    app: &App,
    by: Signature,
    workshop: &Workshop,
    to: State,
) -> Result<Vec<String>> {
    if workshop.state == to {
        return Ok(Vec::new());
    }
    match to {
        State::Open if workshop.erased_at.is_some() => {
            return Err(Error::conflict(
                "参加者の記録を消したので、もう開けません。続きを話し合うときは、新しいワークショップを作ってください。",
            ));
        }
        State::Open => super::open(db, workshop)?,
        State::Closed => super::close(db, workshop, by.at())?,
        State::Preparing => return Err(Error::NotFound),
    }
    let subject = format!("{} {}", workshop.slug, to.label());
    audit::record(db, by, Action::WorkshopStateChanged, &subject)?;
    look_again(db, app, workshop)
}

/// Tells every phone of a workshop to look again.
fn look_again(db: &mut Db, app: &App, workshop: &Workshop) -> Result<Vec<String>> {
    let boards = store::boards(db, &workshop.id)?;
    board::lead::look_again(db, app, &boards)?;
    Ok(boards)
}

/// Changes what holds for a workshop. The boards whose phones have to look again.
///
/// # Errors
/// A table that would go is in use.
pub fn change(
    db: &mut Db,
    app: &App,
    by: Signature,
    workshop: &Workshop,
    to: Changed,
) -> Result<Vec<String>> {
    set_tables(db, app, workshop, to.settings.tables)?;
    let changed = Workshop {
        title: to.title,
        held_on: to.held_on,
        hours: to.hours,
        place: to.place,
        settings: to.settings,
        ..workshop.clone()
    };
    rows::update(db, &changed)?;
    audit::record(db, by, Action::WorkshopChanged, &workshop.slug)?;
    look_again_while_open(db, app, workshop)
}

fn look_again_while_open(db: &mut Db, app: &App, workshop: &Workshop) -> Result<Vec<String>> {
    if workshop.state == State::Open { look_again(db, app, workshop) } else { Ok(Vec::new()) }
}

/// Adds the boards of further tables, or removes those that nobody has used.
fn set_tables(db: &mut Db, app: &App, workshop: &Workshop, tables: i32) -> Result<()> {
    for theme in rows::themes(db, &workshop.id)? {
        for number in workshop.settings.tables + 1..=tables {
            board::add(db, app, &theme.id, number)?;
        }
        for table in board::store::of_theme(db, &theme.id)? {
            if table.number <= tables {
                continue;
            }
            if !store::remove_unused(db, &table.id)? {
                return Err(Error::conflict(format!(
                    "「{}」の{}には、付箋か、席についた人があります。テーブルを減らせませんでした。何も変えていません。",
                    theme.title, table.name
                )));
            }
        }
    }
    Ok(())
}

/// Makes the facilitator's and the projector's code anew: those before are not valid any more.
/// `seen` is the issue on the page, so that a press that is repeated does nothing.
pub fn renew_codes(
    db: &mut Db,
    app: &App,
    by: Signature,
    workshop: &Workshop,
    seen: i32,
) -> Result<()> {
    if workshop.issue != seen {
        return Ok(());
    }
    let next = Workshop { issue: workshop.issue.saturating_add(1), ..workshop.clone() };
    rows::set_codes(db, &next.id, next.issue, &codes::hashes(app, &next))?;
    audit::record(db, by, Action::WorkshopCodesRenewed, &workshop.slug)
}

/// Removes a workshop that nobody has used, with its themes and boards. `typed` is its slug.
///
/// # Errors
/// Something else was typed, or there is something in it.
pub fn remove(db: &mut Db, by: Signature, workshop: &Workshop, typed: &str) -> Result<()> {
    confirmed(workshop, typed)?;
    let used = || {
        Error::conflict(
            "このワークショップには、参加した人、付箋、申込みのどれかがあります。消すことはできません。記録を残したまま「終了する」を押してください。",
        )
    };
    for board in store::boards(db, &workshop.id)? {
        if !store::remove_unused(db, &board)? {
            return Err(used());
        }
    }
    if !store::remove(db, &workshop.id)? {
        return Err(used());
    }
    audit::record(db, by, Action::WorkshopRemoved, &workshop.slug)
}

/// Whether somebody typed the short name of what they are about to lose.
pub fn confirmed(workshop: &Workshop, typed: &str) -> Result<()> {
    match typed::folded(typed) == workshop.slug {
        true => Ok(()),
        false => Err(Error::invalid(format!(
            "消していません。消すときは、欄に「{}」と入力してください。",
            workshop.slug
        ))),
    }
}
