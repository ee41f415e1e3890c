//! SQL of forgetting who took part.

use diesel::{dsl::count_star, prelude::*};

use crate::{
    clock::Instant,
    error::Result,
    store::{
        Db,
        schema::{attendee, board, dot, placement, round, theme, workshop},
    },
};

/// Keeps how many took part in a workshop and how many sat at each of its tables.
pub fn keep_counts(db: &mut Db, workshop_id: &str) -> Result<()> {
    let came: i64 = attendee::table
        .filter(attendee::workshop_id.eq(workshop_id))
        .select(count_star())
        .get_result(db)?;
    diesel::update(workshop::table.find(workshop_id))
        .set(workshop::took_part.eq(Some(small(came))))
        .execute(db)?;
    let boards: Vec<String> = board::table
        .inner_join(theme::table)
        .filter(theme::workshop_id.eq(workshop_id))
        .select(board::id)
        .load(db)?;
    for id in boards {
        let of_board = placement::table.filter(placement::board_id.eq(&id));
        let sat: i64 = of_board.select(count_star()).get_result(db)?;
        diesel::update(board::table.find(&id)).set(board::sat.eq(Some(small(sat)))).execute(db)?;
    }
    Ok(())
}

fn small(count: i64) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// The votings of a board.
pub fn rounds(db: &mut Db, board_id: &str) -> Result<Vec<String>> {
    Ok(round::table.filter(round::board_id.eq(board_id)).select(round::id).load(db)?)
}

/// Who has placed dots in a voting.
pub fn voters(db: &mut Db, round_id: &str) -> Result<Vec<String>> {
    let dots = dot::table.filter(dot::round_id.eq(round_id));
    Ok(dots.select(dot::attendee_id).distinct().load(db)?)
}

/// Gives somebody's dots in a voting to somebody else.
pub fn give_dots(db: &mut Db, round_id: &str, from: &str, to: &str) -> Result<()> {
    diesel::update(dot::table)
        .filter(dot::round_id.eq(round_id))
        .filter(dot::attendee_id.eq(from))
        .set(dot::attendee_id.eq(to))
        .execute(db)?;
    Ok(())
}

/// Deletes who took part in a workshop, and where they sat.
pub fn delete_people(db: &mut Db, workshop_id: &str) -> Result<()> {
    let of_workshop = || attendee::table.filter(attendee::workshop_id.eq(workshop_id.to_owned()));
    let people = of_workshop().select(attendee::id);
    diesel::delete(placement::table.filter(placement::attendee_id.eq_any(people))).execute(db)?;
    diesel::delete(of_workshop()).execute(db)?;
    Ok(())
}

/// Notes when the traces of a workshop were erased.
pub fn set_erased(db: &mut Db, workshop_id: &str, at: Instant) -> Result<()> {
    diesel::update(workshop::table.find(workshop_id))
        .set(workshop::erased_at.eq(Some(at.naive_utc())))
        .execute(db)?;
    Ok(())
}
