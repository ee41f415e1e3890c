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

/// The name in URLs of the oldest survey that is marked as sample data.
pub fn sample_survey(db: &mut Db) -> Result<Option<String>> {
    Ok(survey::table
        .filter(survey::sample.eq(true))
        .order(survey::created_at)
        .select(survey::slug)
        .first(db)
        .optional()?)
}
