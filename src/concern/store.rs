//! SQL of texts that somebody should read soon.

use diesel::prelude::*;

use super::Place;
use crate::{
    error::Result,
    form::care::Sign,
    store::{
        Db,
        schema::{concern, response},
    },
};

const HELP: &str = "help";
const NAME: &str = "name";

fn word(sign: Sign) -> &'static str {
    match sign {
        Sign::Help => HELP,
        Sign::Name => NAME,
    }
}

/// Notes a sign in a text of an answer.
pub fn insert(db: &mut Db, response_id: &str, field: &str, sign: Sign) -> Result<()> {
    diesel::insert_into(concern::table)
        .values((
            concern::response_id.eq(response_id),
            concern::field.eq(field),
            concern::sign.eq(word(sign)),
        ))
        .execute(db)?;
    Ok(())
}

/// A sign with the answer that holds its text.
pub struct Row {
    /// The answer.
    pub response_id: String,
    /// The field.
    pub field: String,
    /// What its text shows.
    pub sign: Sign,
    /// The name of whoever has read it.
    pub read_by: Option<String>,
    /// The answer as JSON.
    pub answers: String,
}

/// Every sign in the answers of a survey, by answer and field.
pub fn all(db: &mut Db, survey_id: &str) -> Result<Vec<Row>> {
    let rows = concern::table
        .inner_join(response::table)
        .filter(response::survey_id.eq(survey_id))
        .order((concern::response_id, concern::field, concern::sign))
        .select((
            concern::response_id,
            concern::field,
            concern::sign,
            concern::read_by,
            response::answers,
        ))
        .load::<(String, String, String, Option<String>, String)>(db)?;
    let row = |(response_id, field, sign, read_by, answers): (_, _, String, _, _)| {
        let sign = if sign == HELP { Sign::Help } else { Sign::Name };
        Row { response_id, field, sign, read_by, answers }
    };
    Ok(rows.into_iter().map(row).collect())
}

/// How many texts of a survey nobody has read.
pub fn count_unread(db: &mut Db, survey_id: &str) -> Result<usize> {
    let texts = concern::table
        .inner_join(response::table)
        .filter(response::survey_id.eq(survey_id).and(concern::read_by.is_null()))
        .select((concern::response_id, concern::field))
        .distinct()
        .load::<(String, String)>(db)?;
    Ok(texts.len())
}

/// Marks a text as read by somebody, or (`None`) as read by nobody. False: there is no such text
/// in the survey, or it was so before.
pub fn set_reader(db: &mut Db, place: &Place, name: Option<&str>) -> Result<bool> {
    let of_survey =
        response::table.filter(response::survey_id.eq(&place.survey_id)).select(response::id);
    let text = concern::table
        .filter(concern::response_id.eq(&place.response_id))
        .filter(concern::field.eq(&place.field))
        .filter(concern::response_id.eq_any(of_survey));
    let set = concern::read_by.eq(name);
    let changed = match name {
        Some(_) => diesel::update(text.filter(concern::read_by.is_null())).set(set).execute(db)?,
        None => diesel::update(text.filter(concern::read_by.is_not_null())).set(set).execute(db)?,
    };
    Ok(changed > 0)
}
