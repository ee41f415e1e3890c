//! The results of the imaginary survey, published by the verbs of the office.

use std::sync::Arc;

use super::fill::sign;
use crate::{
    app::App,
    error::Result,
    report::{
        gather::gather,
        publication::{document, freeze, hindrances, publish},
    },
    survey::Survey,
};

/// Publishes what there is, unless something stands in the way: a scenario may have next to no
/// answers.
pub async fn bring(app: &Arc<App>, survey: &Survey) -> Result<()> {
    let (inner, of, now) = (Arc::clone(app), survey.clone(), app.stamp());
    let ready = app.store.read(move |db| {
        let gathered = gather(db, &inner, &of, &[], now)?;
        let next = document(&gathered);
        let may = hindrances(&of, &gathered.returns, &next, None, now).is_empty();
        may.then(|| freeze(&next)).transpose()
    });
    let Some(frozen) = ready.await? else { return Ok(()) };
    let (by, survey) = (sign(app)?, survey.clone());
    app.store.write(move |db| publish(db, by, &survey, &frozen.json)).await
}
