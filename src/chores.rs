//! What the server does by itself, once an hour and at its start: it forgets what is over.

use actix_web::web;

use crate::{app::App, error::Result, meeting, survey::housekeeping, workshop};

/// One round: drafts that can no longer be sent, who took part in workshops that are long over,
/// who commented at meetings.
pub async fn round(app: &web::Data<App>, starting: bool) -> Result<()> {
    housekeeping::round(app, starting).await?;
    workshop::erase::round(app, app.stamp()).await?;
    meeting::erase::round(app).await
}
