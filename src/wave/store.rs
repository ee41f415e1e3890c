//! SQL of earlier surveys.

use diesel::{dsl::count_star, prelude::*};

use super::Wave;
use crate::{
    answers::Dataset,
    clock::Instant,
    error::{Error, Result},
    on_each,
    store::{
        Db,
        schema::{wave, wave_answer},
    },
};

/// Rows of one statement: three values each, and SQLite takes 32,766 values.
const BATCH: usize = 1_000;
/// Answers read at once.
const PAGE: i64 = 5_000;

/// A row of the table, without its survey and its time.
type Row = (String, String, i32, String, String, String);

/// Adds an earlier survey with its answers.
pub fn insert(
    db: &mut Db,
    survey: &str,
    new: &Wave,
    documents: &[String],
    at: Instant,
) -> Result<()> {
    diesel::insert_into(wave::table)
        .values((
            wave::id.eq(&new.id),
            wave::survey_id.eq(survey),
            wave::title.eq(&new.title),
            wave::year.eq(new.year),
            wave::note.eq(&new.note),
            wave::state.eq(if new.is_draft { "draft" } else { "accepted" }),
            wave::mapping.eq(serde_json::to_string(&new.mapping).map_err(Error::internal)?),
            wave::made_at.eq(at.naive_utc()),
        ))
        .execute(db)?;
    let mut number = 0;
    for batch in documents.chunks(BATCH) {
        let row = |document| {
            number += 1;
            (
                wave_answer::wave_id.eq(&new.id),
                wave_answer::number.eq(number),
                wave_answer::answers.eq(document),
            )
        };
        let rows: Vec<_> = batch.iter().map(row).collect();
        let statement = diesel::insert_into(wave_answer::table).values(rows);
        on_each!(db, conn => statement.execute(conn))?;
    }
    Ok(())
}

/// Takes a draft into the comparison.
pub fn accept(db: &mut Db, id: &str) -> Result<()> {
    diesel::update(wave::table.filter(wave::id.eq(id)))
        .set(wave::state.eq("accepted"))
        .execute(db)?;
    Ok(())
}

/// Forgets an earlier survey with its answers.
pub fn delete(db: &mut Db, id: &str) -> Result<()> {
    diesel::delete(wave_answer::table.filter(wave_answer::wave_id.eq(id))).execute(db)?;
    diesel::delete(wave::table.filter(wave::id.eq(id))).execute(db)?;
    Ok(())
}

/// An earlier survey of a survey.
pub fn find(db: &mut Db, survey: &str, id: &str) -> Result<Wave> {
    let row: Row = wave::table
        .filter(wave::survey_id.eq(survey).and(wave::id.eq(id)))
        .select((wave::id, wave::title, wave::year, wave::note, wave::state, wave::mapping))
        .first(db)?;
    from_row(row)
}

/// The earlier survey of a title.
pub fn by_title(db: &mut Db, survey: &str, title: &str) -> Result<Option<Wave>> {
    let row: Option<Row> = wave::table
        .filter(wave::survey_id.eq(survey).and(wave::title.eq(title)))
        .select((wave::id, wave::title, wave::year, wave::note, wave::state, wave::mapping))
        .first(db)
        .optional()?;
    row.map(from_row).transpose()
}

/// The earlier surveys of a survey, drafts too, the newest first.
pub fn all(db: &mut Db, survey: &str) -> Result<Vec<Wave>> {
    let rows: Vec<Row> = wave::table
        .filter(wave::survey_id.eq(survey))
        .order((wave::year.desc(), wave::title))
        .select((wave::id, wave::title, wave::year, wave::note, wave::state, wave::mapping))
        .load(db)?;
    rows.into_iter().map(from_row).collect()
}

fn from_row((id, title, year, note, state, mapping): Row) -> Result<Wave> {
    let mapping = serde_json::from_str(&mapping).map_err(Error::internal)?;
    Ok(Wave { id, title, year, note, is_draft: state == "draft", mapping })
}

/// How many answers an earlier survey has.
pub fn count(db: &mut Db, id: &str) -> Result<i64> {
    Ok(wave_answer::table.filter(wave_answer::wave_id.eq(id)).select(count_star()).first(db)?)
}

/// Adds the answers of an earlier survey to a dataset, in the order of their file.
pub fn load(db: &mut Db, id: &str, dataset: &mut Dataset) -> Result<()> {
    let mut after = 0;
    loop {
        let page: Vec<(i32, String)> = wave_answer::table
            .filter(wave_answer::wave_id.eq(id).and(wave_answer::number.gt(after)))
            .order(wave_answer::number)
            .limit(PAGE)
            .select((wave_answer::number, wave_answer::answers))
            .load(db)?;
        for (number, answers) in &page {
            // Of equal length, so that their order as texts is that of the file.
            dataset.add(&format!("{number:08}"), answers).map_err(Error::internal)?;
        }
        match page.last() {
            Some((last, _)) if page.len() == PAGE as usize => after = *last,
            _ => return Ok(()),
        }
    }
}
