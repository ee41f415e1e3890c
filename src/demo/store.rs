//! SQL of the demonstration.

use diesel::prelude::*;

use crate::{
    error::Result,
    store::{
        Db,
        schema::{participant, survey, ticket},
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

/// How many texts somebody should read soon.
#[cfg(test)]
pub fn noted_texts(db: &mut Db) -> Result<i64> {
    Ok(crate::store::schema::concern::table.count().get_result(db)?)
}
