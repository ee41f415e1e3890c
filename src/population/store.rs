//! SQL of the population.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{Cell, Population};
use crate::{
    error::{Error, Result},
    on_each,
    store::{
        Db,
        schema::{population, population_source},
    },
};

/// Rows of one statement: five values each, and SQLite takes 32,766 values.
const BATCH: usize = 1_000;

/// Forgets what a survey has. Returns whether there was something: 1 or 0.
pub fn delete(db: &mut Db, survey: &str) -> Result<usize> {
    diesel::delete(population::table.filter(population::survey_id.eq(survey))).execute(db)?;
    let source = population_source::table.filter(population_source::survey_id.eq(survey));
    Ok(diesel::delete(source).execute(db)?)
}

/// Keeps the people of a survey that has none.
pub fn insert(db: &mut Db, survey: &str, people: &Population) -> Result<()> {
    diesel::insert_into(population_source::table)
        .values((
            population_source::survey_id.eq(survey),
            population_source::as_of.eq(people.as_of),
            population_source::source.eq(&people.source),
        ))
        .execute(db)?;
    for batch in people.people.chunks(BATCH) {
        let row = |cell: &Cell| {
            Ok((
                population::survey_id.eq(survey),
                population::district.eq(cell.district),
                population::age_band.eq(cell.age_band),
                population::sex.eq(cell.sex),
                population::people.eq(i32::try_from(cell.people).map_err(Error::internal)?),
            ))
        };
        let rows = batch.iter().map(row).collect::<Result<Vec<_>>>()?;
        let statement = diesel::insert_into(population::table).values(rows);
        on_each!(db, conn => statement.execute(conn))?;
    }
    Ok(())
}

/// What a survey has, in the order of the codes.
pub fn find(db: &mut Db, survey: &str) -> Result<Option<Population>> {
    let source: Option<(NaiveDate, String)> = population_source::table
        .filter(population_source::survey_id.eq(survey))
        .select((population_source::as_of, population_source::source))
        .first(db)
        .optional()?;
    let Some((as_of, source)) = source else { return Ok(None) };
    let codes = (population::district, population::age_band, population::sex);
    let rows: Vec<((i16, i16, i16), i32)> = population::table
        .filter(population::survey_id.eq(survey))
        .order(codes)
        .select((codes, population::people))
        .load(db)?;
    let cell = |((district, age_band, sex), people): ((i16, i16, i16), i32)| {
        Ok(Cell { district, age_band, sex, people: people.try_into().map_err(Error::internal)? })
    };
    let people = rows.into_iter().map(cell).collect::<Result<_>>()?;
    Ok(Some(Population { as_of, source, people }))
}
