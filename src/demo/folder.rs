//! Which folders a demonstration may use: its own, never an office's.

use std::path::Path;

use super::{scenario::Scenario, store};
use crate::{
    app::App,
    config::Config,
    error::{Error, Result},
    staff,
    store::Address,
    survey::{self, Survey},
};

/// Whether the folder holds an embedded database already. Asked before one is made.
///
/// # Errors
/// The secret of an installation without its database: that office uses PostgreSQL.
pub fn holds_database(config: &Config) -> Result<bool> {
    let Address::Sqlite(file) = config.address() else { return Ok(false) };
    let holds = Path::new(&file).exists();
    if !holds && config.data.join("secret.key").exists() {
        return Err(not_ours(&config.data));
    }
    Ok(holds)
}

/// The survey of the demonstration that the folder holds. `None` where there was no database.
///
/// # Errors
/// A folder that holds something else, or a demonstration that was not finished.
pub async fn survey(app: &App, scenario: &Scenario, was_there: bool) -> Result<Option<Survey>> {
    if !was_there {
        return Ok(None);
    }
    // The accounts are made last, so that without them something is missing.
    let last = scenario.staff.last().map(|account| account.email.clone()).unwrap_or_default();
    let folder = app.config.data.clone();
    app.store
        .read(move |db| {
            // Only a demonstration makes a survey that is marked as sample data.
            let Some(slug) = store::sample_survey(db)? else { return Err(not_ours(&folder)) };
            if staff::store::by_email(db, &last)?.is_none() {
                return Err(Error::Conflict(format!(
                    "{0} の見本は、前回、作り終わらないうちに止まりました。{0} を消してから、もう一度始めてください。",
                    folder.display()
                )));
            }
            survey::store::by_slug(db, &slug).map(Some)
        })
        .await
}

fn not_ours(folder: &Path) -> Error {
    Error::Conflict(format!(
        "{} には見本ではないデータがあります。本物の調査かもしれないため、見本は作っていません。--data で別のフォルダーを指定してください。",
        folder.display()
    ))
}
