//! SQL of the answers, for counting.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::{
    error::{Error, Result},
    store::{Db, schema::response},
};

/// Answers read at once, so that memory holds a page of documents and not all of them.
const PAGE: i64 = 5_000;

/// How many answers a survey has.
pub fn count(db: &mut Db, survey: &str) -> Result<usize> {
    let count: i64 =
        response::table.filter(response::survey_id.eq(survey)).count().get_result(db)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Gives every stored answer of a survey (its id, its day, its document) in the order of their
/// random ids; with `since`, only those of that day and later.
///
/// # Errors
/// When the database or `take` fails.
pub fn each(
    db: &mut Db,
    survey: &str,
    since: Option<NaiveDate>,
    mut take: impl FnMut(&str, NaiveDate, &str) -> Result<(), serde_json::Error>,
) -> Result<()> {
    let mut after = String::new();
    loop {
        let of_survey = response::table
            .filter(response::survey_id.eq(survey).and(response::id.gt(&after)))
            .order(response::id)
            .limit(PAGE)
            .select((response::id, response::day, response::answers));
        let page: Vec<(String, NaiveDate, String)> = match since {
            None => of_survey.load(db)?,
            Some(day) => of_survey.filter(response::day.ge(day)).load(db)?,
        };
        for (id, day, answers) in &page {
            take(id, *day, answers).map_err(Error::internal)?;
        }
        match page.last() {
            Some((last, ..)) if page.len() == PAGE as usize => after.clone_from(last),
            _ => return Ok(()),
        }
    }
}
