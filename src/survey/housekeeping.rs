//! What the server does by itself: forgets drafts that can no longer be sent, and takes the
//! order of arrival out of the answers.

use chrono::{Duration, Timelike};

use super::{Survey, store};
use crate::{
    app::App,
    clock::{Instant, end_of_day, in_japan},
    error::Result,
};

/// How long after the grace drafts are kept, in case the office extends the survey.
const KEEP_DRAFTS: Duration = Duration::days(7);

/// The quiet hour in Japan at which the answers are shuffled.
const QUIET_HOUR: u32 = 3;

/// One round. Called at the start and every hour.
pub async fn round(app: &App, starting: bool) -> Result<()> {
    let now = app.stamp();
    let shuffle = starting || in_japan(now).hour() == QUIET_HOUR;
    app.store
        .write(move |db| {
            for survey in store::all(db)?.iter().filter(|survey| drafts_are_over(survey, now)) {
                store::delete_drafts(db, &survey.id)?;
            }
            if shuffle { store::shuffle_responses(db) } else { Ok(()) }
        })
        .await
}

fn drafts_are_over(survey: &Survey, now: Instant) -> bool {
    let grace = Duration::hours(survey.grace_hours.into());
    now >= end_of_day(survey.closes_on) + grace + KEEP_DRAFTS
}
