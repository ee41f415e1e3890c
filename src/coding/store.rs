//! SQL of codes and codings.

use diesel::prelude::*;

use super::Hand;
use crate::{
    clock::Instant,
    error::{Error, Result},
    on_each,
    store::{
        Db, is_duplicate,
        schema::{code_frame, coder, coding, response, staff},
    },
};

/// Every version of the codes of a survey, ascending: field, version, definition (JSON).
pub fn frames(db: &mut Db, survey: &str) -> Result<Vec<(String, i32, String)>> {
    Ok(code_frame::table
        .filter(code_frame::survey_id.eq(survey))
        .order((code_frame::field, code_frame::version))
        .select((code_frame::field, code_frame::version, code_frame::definition))
        .load(db)?)
}

/// The versions of the codes of one question, the newest first.
pub fn versions(db: &mut Db, survey: &str, field: &str) -> Result<Vec<Version>> {
    let rows = code_frame::table
        .filter(code_frame::survey_id.eq(survey).and(code_frame::field.eq(field)))
        .order(code_frame::version.desc())
        .select((
            code_frame::version,
            code_frame::definition,
            code_frame::made_by,
            code_frame::made_at,
        ))
        .load::<(i32, String, String, chrono::NaiveDateTime)>(db)?;
    let version = |(number, definition, made_by, at): (i32, _, _, chrono::NaiveDateTime)| Version {
        number,
        definition,
        made_by,
        made_at: at.and_utc(),
    };
    Ok(rows.into_iter().map(version).collect())
}

/// A stored version of the codes.
pub struct Version {
    /// 1, 2, 3 …
    pub number: i32,
    /// JSON.
    pub definition: String,
    /// Whose name.
    pub made_by: String,
    /// When.
    pub made_at: Instant,
}

/// Freezes a version.
///
/// # Errors
/// [`Error::Conflict`] where somebody else has just saved a version of that number.
pub fn insert_frame(db: &mut Db, survey: &str, field: &str, version: &Version) -> Result<()> {
    let inserted = diesel::insert_into(code_frame::table)
        .values((
            code_frame::survey_id.eq(survey),
            code_frame::field.eq(field),
            code_frame::version.eq(version.number),
            code_frame::definition.eq(&version.definition),
            code_frame::made_by.eq(&version.made_by),
            code_frame::made_at.eq(version.made_at.naive_utc()),
        ))
        .execute(db);
    match inserted {
        Err(error) if is_duplicate(&error) => Err(Error::Conflict(
            "ほかの方が同時にコード表を保存しました。前のページに戻って、もう一度保存してください。"
                .into(),
        )),
        other => Ok(other.map(drop)?),
    }
}

/// Deletes every version of the codes of a question. Returns how many there were.
pub fn delete_frames(db: &mut Db, survey: &str, field: &str) -> Result<usize> {
    let of_field = code_frame::survey_id.eq(survey).and(code_frame::field.eq(field));
    Ok(diesel::delete(code_frame::table.filter(of_field)).execute(db)?)
}

/// Every coding of a survey: field, response, hand, codes (JSON).
pub fn codings(db: &mut Db, survey: &str) -> Result<Vec<(String, String, String, String)>> {
    Ok(coding::table
        .filter(coding::survey_id.eq(survey))
        .select((coding::field, coding::response_id, coding::hand, coding::codes))
        .load(db)?)
}

/// How many texts of a question have a coding by anybody.
pub fn count_codings(db: &mut Db, survey: &str, field: &str) -> Result<i64> {
    Ok(coding::table
        .filter(coding::survey_id.eq(survey).and(coding::field.eq(field)))
        .count()
        .get_result(db)?)
}

/// The newest codes of a question: version and definition (JSON).
pub fn newest_frame(db: &mut Db, survey: &str, field: &str) -> Result<Option<(i32, String)>> {
    Ok(code_frame::table
        .filter(code_frame::survey_id.eq(survey).and(code_frame::field.eq(field)))
        .order(code_frame::version.desc())
        .select((code_frame::version, code_frame::definition))
        .first(db)
        .optional()?)
}

/// The codes (JSON) that a hand has given to a text.
pub fn coding(
    db: &mut Db,
    survey: &str,
    field: &str,
    response: &str,
    hand: Hand,
) -> Result<Option<String>> {
    Ok(coding::table
        .find((survey, field, response, hand.word()))
        .select(coding::codes)
        .get_result(db)
        .optional()?)
}

/// Takes a coding away.
pub fn delete_coding(
    db: &mut Db,
    survey: &str,
    field: &str,
    response: &str,
    hand: Hand,
) -> Result<()> {
    diesel::delete(coding::table.find((survey, field, response, hand.word()))).execute(db)?;
    Ok(())
}

/// Writes a coding in place of an earlier one.
pub fn put_coding(
    db: &mut Db,
    survey: &str,
    field: &str,
    response: &str,
    hand: Hand,
    (codes, version): (&str, i32),
) -> Result<()> {
    let row = (
        coding::survey_id.eq(survey),
        coding::field.eq(field),
        coding::response_id.eq(response),
        coding::hand.eq(hand.word()),
        coding::codes.eq(codes),
        coding::version.eq(version),
    );
    let key = (coding::survey_id, coding::field, coding::response_id, coding::hand);
    // One statement: a page that is sent twice at once is no error.
    on_each!(db, conn => diesel::insert_into(coding::table)
        .values(row)
        .on_conflict(key)
        .do_update()
        .set((coding::codes.eq(codes), coding::version.eq(version)))
        .execute(conn))?;
    Ok(())
}

/// The stored document of an answer of the survey.
pub fn document(db: &mut Db, survey: &str, response: &str) -> Result<Option<String>> {
    Ok(response::table
        .filter(response::id.eq(response).and(response::survey_id.eq(survey)))
        .select(response::answers)
        .get_result(db)
        .optional()?)
}

/// The coders of a question: the word of the hand, the account's id and name.
pub fn coders(db: &mut Db, survey: &str, field: &str) -> Result<Vec<(String, String, String)>> {
    Ok(coder::table
        .inner_join(staff::table)
        .filter(coder::survey_id.eq(survey).and(coder::field.eq(field)))
        .select((coder::hand, staff::id, staff::name))
        .load(db)?)
}

/// Makes somebody the first or the second coder, in place of whoever was.
///
/// # Errors
/// [`Error::Conflict`] where the account has just become the other one.
pub fn set_coder(db: &mut Db, survey: &str, field: &str, hand: Hand, staff_id: &str) -> Result<()> {
    let row = (
        coder::survey_id.eq(survey),
        coder::field.eq(field),
        coder::hand.eq(hand.word()),
        coder::staff_id.eq(staff_id),
    );
    let set = on_each!(db, conn => diesel::insert_into(coder::table)
        .values(row)
        .on_conflict((coder::survey_id, coder::field, coder::hand))
        .do_update()
        .set(coder::staff_id.eq(staff_id))
        .execute(conn));
    match set {
        Err(error) if is_duplicate(&error) => Err(Error::Conflict(
            "あなたは、たったいまこの設問のもう一方の担当になりました。同じ人が両方を担当することはできません。"
                .into(),
        )),
        other => Ok(other.map(drop)?),
    }
}
