//! The office's requests about the settings of a report.

use actix_web::{HttpResponse, http::StatusCode, web};

use super::{
    Typed, change,
    pages::{self, Shown},
};
use crate::{
    app::App,
    audit::Signature,
    error::Result,
    report::{
        gather::Gathered,
        pages::{Tab, View},
        routes::screen,
    },
    staff::{Editor, Staff, Viewer},
    survey::{self, pages::url},
    wave,
    web::input::{Fields, see_other},
};

/// `GET /staff/surveys/{slug}/results/settings`
pub async fn page(
    app: web::Data<App>,
    by: Viewer,
    slug: web::Path<String>,
    fields: web::Query<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    shown(&app, &by, &slug, fields.into_inner(), None).await
}

/// `POST /staff/surveys/{slug}/results/settings`: keeps them, or shows what is wrong with them.
pub async fn set(
    app: web::Data<App>,
    by: Editor,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let survey = survey::find(&app, &slug).await?;
    let typed = Typed::of(&fields);
    let settings = match typed.settings() {
        Ok(settings) => settings,
        Err(wrong) => {
            let mut page = shown(&app, &by, &slug, Vec::new(), Some((typed, wrong))).await?;
            *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(page);
        }
    };
    let (of, by) = (survey.clone(), Signature::of(&app, &by)?);
    app.store.write(move |db| change(db, by, &of, &settings)).await?;
    Ok(see_other(&format!("{}{}", url(&survey), Tab::Settings.path())))
}

async fn shown(
    app: &web::Data<App>,
    by: &Staff,
    slug: &str,
    fields: Vec<(String, String)>,
    refused: Option<(Typed, Vec<String>)>,
) -> Result<HttpResponse> {
    let survey = survey::find(app, slug).await?;
    let waves = app.store.read(move |db| wave::all(db, &survey)).await?;
    let waves: Vec<(String, String)> =
        waves.into_iter().map(|wave| (wave.id, wave.title)).collect();
    let draw = move |view: &View<'_>, gathered: &Gathered| {
        let kept = || (Typed::from(&gathered.settings), Vec::new());
        let (typed, wrong) = refused.unwrap_or_else(kept);
        let shown = Shown {
            typed: &typed,
            wrong: &wrong,
            z: gathered.settings.z,
            precision: gathered.precision(),
            people: gathered.population.as_ref().map(|population| population.total()),
            waves: &waves,
        };
        pages::settings(view, &shown)
    };
    screen(app, by, slug, fields, Tab::Settings, draw).await
}
