//! SQL of the answers, for counting.

use std::collections::HashSet;

use chrono::NaiveDate;
use diesel::{connection::DefaultLoadingMode, pg::PgRowByRowLoadingMode, prelude::*};

use crate::{
    error::{Error, Result},
    store::{Db, schema::response},
};

/// How many answers a survey has.
pub fn count(db: &mut Db, survey: &str) -> Result<usize> {
    let count: i64 =
        response::table.filter(response::survey_id.eq(survey)).count().get_result(db)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// An answer: its id, its day, its document.
type Row = (String, NaiveDate, String);

/// What takes an answer in.
type Outcome = Result<(), serde_json::Error>;

/// Answers read at once when their ids are known.
const PAGE: usize = 500;

/// Gives every stored answer of a survey, in no order: row by row, so that memory holds one
/// document and not all of them.
///
/// # Errors
/// When the database or `take` fails.
pub fn each(
    db: &mut Db,
    survey: &str,
    mut take: impl FnMut(&str, NaiveDate, &str) -> Outcome,
) -> Result<()> {
    let rows = response::table.filter(response::survey_id.eq(survey)).select((
        response::id,
        response::day,
        response::answers,
    ));
    let give = |row: QueryResult<Row>| {
        let (id, day, answers) = row?;
        take(&id, day, &answers).map_err(Error::internal)
    };
    match db {
        Db::Sqlite(conn) => rows.load_iter::<Row, DefaultLoadingMode>(conn)?.try_for_each(give),
        Db::Postgres(conn) => {
            rows.load_iter::<Row, PgRowByRowLoadingMode>(conn)?.try_for_each(give)
        }
    }
}

/// Gives the answers of a day and later that are not known. Only their documents are read, and
/// of the others the ids, which stand in the index.
///
/// # Errors
/// When the database or `take` fails.
pub fn arrived(
    db: &mut Db,
    survey: &str,
    (since, known): (NaiveDate, &HashSet<String>),
    mut take: impl FnMut(&str, NaiveDate, &str) -> Outcome,
) -> Result<()> {
    let of_survey = response::survey_id.eq(survey).and(response::day.ge(since));
    let mut ids: Vec<String> = response::table.filter(of_survey).select(response::id).load(db)?;
    ids.retain(|id| !known.contains(id));
    for page in ids.chunks(PAGE) {
        let rows: Vec<Row> = response::table
            .filter(response::id.eq_any(page))
            .select((response::id, response::day, response::answers))
            .load(db)?;
        for (id, day, answers) in &rows {
            take(id, *day, answers).map_err(Error::internal)?;
        }
    }
    Ok(())
}
