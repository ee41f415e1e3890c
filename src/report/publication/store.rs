//! SQL of what is public.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::{
    error::Result,
    store::{Db, schema::publication},
};

/// The day of publication and the document of a survey.
pub fn find(db: &mut Db, survey: &str) -> Result<Option<(NaiveDate, String)>> {
    let row = publication::table.find(survey);
    Ok(row.select((publication::published_on, publication::document)).get_result(db).optional()?)
}

/// Puts a document in the place of the one that is there.
pub fn replace(db: &mut Db, survey: &str, on: NaiveDate, document: &str) -> Result<()> {
    delete(db, survey)?;
    diesel::insert_into(publication::table)
        .values((
            publication::survey_id.eq(survey),
            publication::published_on.eq(on),
            publication::document.eq(document),
        ))
        .execute(db)?;
    Ok(())
}

/// Takes it away. Returns whether there was one: 1 or 0.
pub fn delete(db: &mut Db, survey: &str) -> Result<usize> {
    Ok(diesel::delete(publication::table.find(survey)).execute(db)?)
}
