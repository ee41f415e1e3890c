//! SQL of what holds for all classes of a survey; read in `school/store.rs`.

use diesel::prelude::*;

use super::Settings;
use crate::{
    error::Result,
    on_each,
    store::{Db, schema::school_settings},
};

/// Keeps the settings of a survey in the place of those that were there.
pub fn upsert(db: &mut Db, survey_id: &str, settings: &Settings) -> Result<()> {
    let values = (
        school_settings::late_minutes.eq(settings.late_minutes),
        school_settings::slips_any_time.eq(settings.slips_any_time),
        school_settings::reader_id.eq(settings.reader.as_deref()),
    );
    on_each!(db, conn => diesel::insert_into(school_settings::table)
        .values((school_settings::survey_id.eq(survey_id), values))
        .on_conflict(school_settings::survey_id)
        .do_update()
        .set(values)
        .execute(conn))?;
    Ok(())
}
