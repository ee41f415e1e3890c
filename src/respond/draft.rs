//! Answers in progress: found by one keyed hash of the code, sealed with another.

use serde::{Deserialize, Serialize};

use super::store;
use crate::{
    app::App,
    code::Code,
    error::{Error, Result},
    form::Answers,
    seal::Key,
    store::Db,
};

/// What is kept until the answers are sent.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Draft {
    /// The section to go on with; empty: the confirmation.
    pub at: String,
    /// Everything typed so far, on every path.
    pub answers: Answers,
}

/// Binds a sealed text to its purpose.
const PURPOSE: &str = "draft";

impl Draft {
    /// Opens the draft of a code. One that does not open (made with another secret) is none.
    pub fn open(app: &App, code: &Code, sealed: &str) -> Result<Option<Draft>> {
        let plain = key(app, code).open(PURPOSE, sealed);
        if plain.is_none() {
            tracing::warn!("a draft does not open with the city's secret");
        }
        plain.map(|plain| serde_json::from_slice(&plain).map_err(Error::internal)).transpose()
    }

    /// Keeps the draft in place of an earlier one.
    pub fn save(&self, db: &mut Db, app: &App, code: &Code, survey_id: &str) -> Result<()> {
        let plain = serde_json::to_vec(self).map_err(Error::internal)?;
        let sealed = key(app, code).seal(&app.ids, PURPOSE, &plain)?;
        store::save_draft(db, &app.keys.codes.locator(code), survey_id, &sealed)
    }

    /// Deletes the draft.
    pub fn delete(db: &mut Db, app: &App, code: &Code) -> Result<()> {
        store::delete_draft(db, &app.keys.codes.locator(code))
    }
}

fn key(app: &App, code: &Code) -> Key {
    Key(app.keys.codes.draft_key(code))
}
