//! SQL of the desk: how many came and wrote, and removing what nobody has used.

use std::collections::HashMap;

use diesel::{
    dsl::count_star,
    prelude::*,
    result::{DatabaseErrorKind, Error as QueryError},
};

use crate::{
    board::NoteState,
    error::Result,
    store::{
        Db,
        schema::{
            attendee, board, cluster, dot, event, note, placement, presence, round, theme, workshop,
        },
    },
};

/// How many take part in each workshop; those whose traces are erased count too.
pub fn people(db: &mut Db) -> Result<HashMap<String, i64>> {
    let here: Vec<(String, i64)> = attendee::table
        .group_by(attendee::workshop_id)
        .select((attendee::workshop_id, count_star()))
        .load(db)?;
    let kept: Vec<(String, Option<i32>)> = workshop::table
        .filter(workshop::took_part.is_not_null())
        .select((workshop::id, workshop::took_part))
        .load(db)?;
    let mut people: HashMap<String, i64> = here.into_iter().collect();
    for (id, took_part) in kept {
        *people.entry(id).or_default() += took_part.map_or(0, i64::from);
    }
    Ok(people)
}

/// How many notes count as posted in each theme.
pub fn notes(db: &mut Db) -> Result<HashMap<String, i64>> {
    let counted: Vec<(String, i64)> = note::table
        .inner_join(board::table.on(board::id.eq(note::board_id)))
        .filter(note::state.eq_any([NoteState::Shown.word(), NoteState::Held.word()]))
        .group_by(board::theme_id)
        .select((board::theme_id, count_star()))
        .load(db)?;
    Ok(counted.into_iter().collect())
}

/// The themes of every workshop: workshop, theme.
pub fn themes(db: &mut Db) -> Result<Vec<(String, String)>> {
    Ok(theme::table.order(theme::position).select((theme::workshop_id, theme::id)).load(db)?)
}

/// The boards of a workshop, in the order in which they are held: theme by theme, by number.
pub fn boards(db: &mut Db, workshop_id: &str) -> Result<Vec<String>> {
    Ok(board::table
        .inner_join(theme::table)
        .filter(theme::workshop_id.eq(workshop_id))
        .order((theme::position, board::number))
        .select(board::id)
        .load(db)?)
}

/// Removes a board, unless somebody sits there or there is a note on it, in whatever state.
/// Whether it is gone.
pub fn remove_unused(db: &mut Db, id: &str) -> Result<bool> {
    let notes = note::table.filter(note::board_id.eq(id)).select(count_star());
    let seats = placement::table.filter(placement::board_id.eq(id)).select(count_star());
    if notes.get_result::<i64>(db)? + seats.get_result::<i64>(db)? > 0 {
        return Ok(false);
    }
    let rounds = round::table.filter(round::board_id.eq(id)).select(round::id);
    let rounds: Vec<String> = rounds.load(db)?;
    diesel::delete(dot::table.filter(dot::round_id.eq_any(rounds))).execute(db)?;
    diesel::delete(round::table.filter(round::board_id.eq(id))).execute(db)?;
    diesel::delete(cluster::table.filter(cluster::board_id.eq(id))).execute(db)?;
    diesel::delete(event::table.filter(event::board_id.eq(id))).execute(db)?;
    diesel::delete(presence::table.filter(presence::board_id.eq(id))).execute(db)?;
    diesel::delete(board::table.find(id)).execute(db)?;
    Ok(true)
}

/// Removes a theme that has no board any more. Whether it is gone: a meeting about results holds
/// it.
pub fn remove_theme(db: &mut Db, id: &str) -> Result<bool> {
    match diesel::delete(theme::table.find(id)).execute(db) {
        Err(QueryError::DatabaseError(DatabaseErrorKind::ForeignKeyViolation, _)) => Ok(false),
        other => Ok(other? > 0),
    }
}

/// Puts a theme in its place. Called from the first on, each place is free by then.
pub fn set_position(db: &mut Db, id: &str, position: i32) -> Result<()> {
    diesel::update(theme::table.find(id)).set(theme::position.eq(position)).execute(db)?;
    Ok(())
}

/// Removes a workshop that has no board any more. Whether it is gone: people who came or signed up
/// hold it.
pub fn remove(db: &mut Db, id: &str) -> Result<bool> {
    let came = attendee::table.filter(attendee::workshop_id.eq(id)).select(count_star());
    if came.get_result::<i64>(db)? > 0 {
        return Ok(false);
    }
    diesel::delete(theme::table.filter(theme::workshop_id.eq(id))).execute(db)?;
    match diesel::delete(workshop::table.find(id)).execute(db) {
        Err(QueryError::DatabaseError(DatabaseErrorKind::ForeignKeyViolation, _)) => Ok(false),
        other => Ok(other? > 0),
    }
}
