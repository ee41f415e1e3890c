//! How everybody sees a change at once. The log is the truth and has a number for each event; what
//! is here only hands on what the log holds, to each phone from the number that it has seen.
//!
//! Subscribing comes before reading the log, and what was read is not sent again: no gap, no
//! double. A phone that does not keep up is let go and comes back with its number. What is sent
//! to whom is decided in [`frame`], and nowhere else.

pub mod frame;
mod hub;
pub mod stream;

use actix_web::{rt, web};

pub use frame::{Eye, Frame};
pub use hub::{Hub, keep};

use crate::{app::App, error::Result, store::Db};

/// Changes boards and tells everybody once it is committed. Whoever asked may be gone by then:
/// it is done and told all the same.
pub async fn change<T: Send + 'static>(
    app: &web::Data<App>,
    deed: impl FnOnce(&mut Db, &App) -> Result<(Vec<String>, T)> + Send + 'static,
) -> Result<T> {
    let app = app.clone();
    let whole = rt::spawn(async move {
        let inner = app.clone().into_inner();
        let (boards, outcome) = app.store.write(move |db| deed(db, &inner)).await?;
        rt::spawn(async move {
            for board in boards {
                app.hub.poke(&app.store, &board).await;
            }
        });
        Ok(outcome)
    });
    whole.await.map_err(crate::error::Error::internal)?
}
