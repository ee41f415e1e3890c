//! SQL of participants and of their right to answer.

use diesel::{dsl::count_star, prelude::*};

use super::Newcomer;
use crate::{
    error::{Error, Result},
    on_each,
    store::{
        Db, is_duplicate,
        schema::{participant, ticket},
    },
};

/// Rows of one statement: seven values each, and SQLite takes 32,766 values.
const BATCH: usize = 1_000;

/// Adds participants who have not answered yet.
///
/// # Errors
/// A serial number that the survey has already, if somebody else added it a moment ago.
pub fn insert(db: &mut Db, survey: &str, newcomers: &[Newcomer]) -> Result<()> {
    for batch in newcomers.chunks(BATCH) {
        let people: Vec<_> = batch
            .iter()
            .map(|newcomer| {
                (
                    participant::id.eq(&newcomer.id),
                    participant::survey_id.eq(survey),
                    participant::serial.eq(&newcomer.described.serial),
                    participant::district.eq(&newcomer.described.district),
                    participant::age_band.eq(&newcomer.described.age_band),
                    participant::sex.eq(&newcomer.described.sex),
                    participant::code_hash.eq(&newcomer.code_hash),
                )
            })
            .collect();
        let statement = diesel::insert_into(participant::table).values(people);
        on_each!(db, conn => statement.execute(conn)).map_err(|error| match is_duplicate(&error) {
            true => Error::Conflict(
                "同じ整理番号が同時に取り込まれました。何も登録していません。対象者の一覧をお確かめのうえ、もう一度お試しください。".into(),
            ),
            false => error.into(),
        })?;
        let tickets: Vec<_> =
            batch.iter().map(|newcomer| ticket::participant_id.eq(&newcomer.id)).collect();
        let statement = diesel::insert_into(ticket::table).values(tickets);
        on_each!(db, conn => statement.execute(conn))?;
    }
    Ok(())
}

/// The serial numbers of those who may still answer, in no order.
pub fn waiting(db: &mut Db, survey: &str) -> Result<Vec<String>> {
    Ok(participant::table
        .inner_join(ticket::table)
        .filter(participant::survey_id.eq(survey))
        .select(participant::serial)
        .load(db)?)
}

/// The serial numbers of a survey, in no order.
pub fn serials(db: &mut Db, survey: &str) -> Result<Vec<String>> {
    Ok(participant::table
        .filter(participant::survey_id.eq(survey))
        .select(participant::serial)
        .load(db)?)
}

/// How many participants have each district, age band and sex, in the order of these labels.
pub fn frame(db: &mut Db, survey: &str) -> Result<Vec<(String, String, String, i64)>> {
    let labels = (participant::district, participant::age_band, participant::sex);
    Ok(participant::table
        .filter(participant::survey_id.eq(survey))
        .group_by(labels)
        .order(labels)
        .select((participant::district, participant::age_band, participant::sex, count_star()))
        .load(db)?)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Serial number and hash of every participant, and the number of tickets.
    pub fn kept(db: &mut Db) -> Result<(Vec<(String, String)>, i64)> {
        let people = participant::table.select((participant::serial, participant::code_hash));
        Ok((people.load(db)?, ticket::table.count().get_result(db)?))
    }
}
