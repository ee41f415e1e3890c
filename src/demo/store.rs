//! SQL of the demonstration.

use diesel::prelude::*;

use crate::{
    error::Result,
    school::seat::Kind,
    store::{
        Db,
        schema::{participant, seat, seat_ticket, survey, ticket},
    },
};

/// The first serial numbers of a survey whose codes can still answer.
pub fn unused_serials(db: &mut Db, survey: &str, most: i64) -> Result<Vec<String>> {
    Ok(participant::table
        .inner_join(ticket::table)
        .filter(participant::survey_id.eq(survey))
        .order(participant::serial)
        .limit(most)
        .select(participant::serial)
        .load(db)?)
}

/// The name in URLs of the oldest survey that is marked as sample data and asks by letter.
pub fn sample_survey(db: &mut Db) -> Result<Option<String>> {
    Ok(survey::table
        .filter(survey::sample.eq(true))
        .filter(survey::id.eq_any(participant::table.select(participant::survey_id)))
        .order(survey::created_at)
        .select(survey::slug)
        .first(db)
        .optional()?)
}

/// The numbers of a class's slips that can still answer.
pub fn unused_slips(db: &mut Db, class_id: &str) -> Result<Vec<i32>> {
    Ok(seat::table
        .inner_join(seat_ticket::table)
        .filter(seat::class_id.eq(class_id).and(seat::kind.eq(Kind::Slip.word())))
        .order(seat::number)
        .select(seat::number)
        .load(db)?)
}

/// How many texts somebody should read soon.
#[cfg(test)]
pub fn noted_texts(db: &mut Db) -> Result<i64> {
    Ok(crate::store::schema::concern::table.count().get_result(db)?)
}
