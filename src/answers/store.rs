//! SQL of the answers, for counting.

use diesel::prelude::*;

use super::Dataset;
use crate::{
    error::{Error, Result},
    store::{Db, schema::response},
};

/// Answers read at once, so that memory holds a page of documents and not all of them.
const PAGE: i64 = 5_000;

/// Adds every stored answer of a survey to the dataset, in the order of their random ids.
pub fn load(db: &mut Db, survey: &str, dataset: &mut Dataset) -> Result<()> {
    let mut after = String::new();
    loop {
        let page: Vec<(String, String)> = response::table
            .filter(response::survey_id.eq(survey).and(response::id.gt(&after)))
            .order(response::id)
            .limit(PAGE)
            .select((response::id, response::answers))
            .load(db)?;
        for (id, answers) in &page {
            dataset.add(id, answers).map_err(Error::internal)?;
        }
        match page.last() {
            Some((last, _)) if page.len() == PAGE as usize => after.clone_from(last),
            _ => return Ok(()),
        }
    }
}
