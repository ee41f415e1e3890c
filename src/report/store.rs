//! SQL of report settings and of kept tables.

use diesel::{dsl::max, prelude::*};

use crate::{
    error::Result,
    on_each,
    store::{
        Db,
        schema::{report_settings, saved_table},
    },
};

/// The settings document of a survey.
pub fn settings(db: &mut Db, survey: &str) -> Result<Option<String>> {
    let row = report_settings::table.find(survey).select(report_settings::document);
    Ok(row.get_result(db).optional()?)
}

/// Writes it.
pub fn set_settings(db: &mut Db, survey: &str, document: &str) -> Result<()> {
    on_each!(db, conn => {
        diesel::insert_into(report_settings::table)
            .values((report_settings::survey_id.eq(survey), report_settings::document.eq(document)))
            .on_conflict(report_settings::survey_id)
            .do_update()
            .set(report_settings::document.eq(document))
            .execute(conn)
    })?;
    Ok(())
}

/// Id, title and definition of the kept tables, in order.
pub fn saved_tables(db: &mut Db, survey: &str) -> Result<Vec<(String, String, String)>> {
    Ok(saved_table::table
        .filter(saved_table::survey_id.eq(survey))
        .order((saved_table::position, saved_table::id))
        .select((saved_table::id, saved_table::title, saved_table::definition))
        .load(db)?)
}

/// Adds a table after the last one.
pub fn add_saved_table(
    db: &mut Db,
    survey: &str,
    id: &str,
    title: &str,
    definition: &str,
) -> Result<()> {
    let last = saved_table::table
        .filter(saved_table::survey_id.eq(survey))
        .select(max(saved_table::position))
        .get_result::<Option<i32>>(db)?;
    diesel::insert_into(saved_table::table)
        .values((
            saved_table::id.eq(id),
            saved_table::survey_id.eq(survey),
            saved_table::position.eq(last.unwrap_or_default() + 1),
            saved_table::title.eq(title),
            saved_table::definition.eq(definition),
        ))
        .execute(db)?;
    Ok(())
}

/// Takes a table away and says what it was called.
pub fn remove_saved_table(db: &mut Db, survey: &str, id: &str) -> Result<String> {
    let row =
        saved_table::table.filter(saved_table::survey_id.eq(survey).and(saved_table::id.eq(id)));
    let title = row.select(saved_table::title).get_result(db)?;
    diesel::delete(row).execute(db)?;
    Ok(title)
}
