//! SQL of the answers, for counting.

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

/// Gives every stored answer of a survey, in no order; with `since`, only those of that day and
/// later. Row by row, so that memory holds one document and not all of them.
///
/// # Errors
/// When the database or `take` fails.
pub fn each(
    db: &mut Db,
    survey: &str,
    since: Option<NaiveDate>,
    mut take: impl FnMut(&str, NaiveDate, &str) -> Result<(), serde_json::Error>,
) -> Result<()> {
    // Without a day, from 1970 on: the index is by survey and day.
    let of_survey = response::survey_id.eq(survey).and(response::day.ge(since.unwrap_or_default()));
    let rows =
        response::table.filter(of_survey).select((response::id, response::day, response::answers));
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
