//! SQL of the register of classes.

use diesel::prelude::*;

use crate::{
    error::Result,
    school::{Class, store::Row},
    store::{
        Db,
        schema::{school_class, seat, seat_ticket},
    },
};

/// A class of a survey.
pub fn class(db: &mut Db, survey_id: &str, id: &str) -> Result<Class> {
    let of_survey = school_class::table
        .filter(school_class::id.eq(id).and(school_class::survey_id.eq(survey_id)));
    Ok(of_survey.select(Row::as_select()).get_result(db)?.into())
}

/// Sets how many pupils there are.
pub fn set_heads(db: &mut Db, id: &str, heads: i32) -> Result<()> {
    diesel::update(school_class::table.find(id)).set(school_class::heads.eq(heads)).execute(db)?;
    Ok(())
}

/// Sets the codes of a class, if `seen` is still their issue. False: it is not.
pub fn set_codes(db: &mut Db, next: &Class, seen: i32, teacher_hash: &str) -> Result<bool> {
    let unchanged = school_class::table.find(&next.id).filter(school_class::issue.eq(seen));
    let changed = diesel::update(unchanged)
        .set((
            school_class::issue.eq(next.issue),
            school_class::room_code.eq(&next.room_code),
            school_class::teacher_hash.eq(teacher_hash),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Deletes a class with its seats.
pub fn delete(db: &mut Db, id: &str) -> Result<()> {
    let seats = seat::table.filter(seat::class_id.eq(id));
    let tickets = seat_ticket::table.filter(seat_ticket::seat_id.eq_any(seats.select(seat::id)));
    diesel::delete(tickets).execute(db)?;
    diesel::delete(seats).execute(db)?;
    diesel::delete(school_class::table.find(id)).execute(db)?;
    Ok(())
}
