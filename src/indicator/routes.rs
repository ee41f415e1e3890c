//! The office's requests about published values of an indicator.

use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
    web,
};
use maud::Markup;
use serde::Deserialize;

use super::{
    Comparison, Edition, Region, dashboard,
    pages::{self, Chosen, Outcome, Shown},
    reference, store,
};
use crate::{
    app::App,
    audit::Signature,
    clock::day_in_japan,
    error::{Error, Result},
    form::Indicator,
    sheet::RowProblem,
    staff::{Editor, Staff, Viewer},
    store::Db,
    survey::{self, forms::read_indicator, routes::setting},
    web::{
        input::{Fields, field, see_other},
        upload::Posted,
    },
};

/// `GET /staff/indicators/{id}`
pub async fn page(app: web::Data<App>, by: Viewer, id: web::Path<String>) -> Result<HttpResponse> {
    let indicator = read_indicator(&app.config.forms, &id)?;
    shown(&app, &by, &indicator, Outcome::None).await
}

async fn shown(
    app: &web::Data<App>,
    by: &Staff,
    indicator: &Indicator,
    outcome: Outcome,
) -> Result<HttpResponse> {
    let id = indicator.id.clone();
    let (editions, comparisons) =
        app.store.read(move |db| Ok((editions(db, &id)?, comparisons(db, &id)?))).await?;
    let page = pages::values(&Shown {
        city: &app.config.city,
        by,
        indicator,
        editions: &editions,
        comparisons: &comparisons,
        outcome: &outcome,
    });
    let status = match outcome {
        Outcome::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    Ok(HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .body(page.into_string()))
}

fn editions(db: &mut Db, indicator: &str) -> Result<Vec<Edition>> {
    let names = store::edition_names(db, indicator)?;
    names.iter().map(|name| store::edition(db, indicator, name)).collect()
}

fn comparisons(db: &mut Db, indicator: &str) -> Result<Vec<Comparison>> {
    let ids = store::comparison_ids(db, indicator)?;
    ids.iter().map(|id| store::comparison(db, indicator, id)).collect()
}

/// `GET /staff/indicators/{id}/references/sample.csv`: a line for every item, to be filled in.
pub async fn sample(
    app: web::Data<App>,
    _by: Editor,
    id: web::Path<String>,
) -> Result<HttpResponse> {
    let indicator = read_indicator(&app.config.forms, &id)?;
    let name = format!("attachment; filename=\"{id}-reference.csv\"");
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .body(reference::template(&indicator)))
}

/// `POST /staff/indicators/{id}/references`: keeps an edition, or shows what is wrong with it.
pub async fn import_references(
    app: web::Data<App>,
    by: Editor,
    id: web::Path<String>,
    posted: Posted,
) -> Result<HttpResponse> {
    let indicator = read_indicator(&app.config.forms, &id)?;
    let today = day_in_japan(app.stamp());
    let edition = match posted.file("file") {
        Ok(file) => reference::parse(&indicator, &file.name, file.bytes, today),
        Err(refused) => Err(vec![RowProblem::file(refused.sentence())]),
    };
    let outcome = match edition {
        Ok(edition) => keep_edition(&app, &by, &indicator, edition).await?,
        Err(problems) => Outcome::Refused(problems),
    };
    shown(&app, &by, &indicator, outcome).await
}

async fn keep_edition(
    app: &App,
    by: &Staff,
    indicator: &Indicator,
    edition: Edition,
) -> Result<Outcome> {
    let (by, id, name) = (Signature::of(app, by)?, indicator.id.clone(), edition.name.clone());
    let kept = app.store.write(move |db| super::add_edition(db, by, &id, &edition)).await;
    match kept {
        Ok(()) => Ok(Outcome::Edition(name)),
        Err(Error::Conflict(sentence)) => Ok(Outcome::Refused(vec![RowProblem::file(sentence)])),
        Err(other) => Err(other),
    }
}

/// `POST /staff/indicators/{id}/comparisons`: keeps one municipality of a file, or asks which.
pub async fn import_comparison(
    app: web::Data<App>,
    by: Editor,
    id: web::Path<String>,
    posted: Posted,
) -> Result<HttpResponse> {
    let indicator = read_indicator(&app.config.forms, &id)?;
    let (wanted, of) = (posted.text("region"), indicator.clone());
    // A file of the whole country takes a moment, which other requests shall not wait for.
    let read = web::block(move || match posted.file("file") {
        Ok(file) => dashboard::parse(&of, &file.name, file.bytes),
        Err(refused) => Err(vec![RowProblem::file(refused.sentence())]),
    });
    let outcome = match read.await.map_err(Error::internal)? {
        Ok(regions) => match one_of(regions, &wanted) {
            Ok(region) => keep_region(&app, &by, &indicator, region).await?,
            Err(several) => Outcome::Several(several),
        },
        Err(problems) => Outcome::Refused(problems),
    };
    shown(&app, &by, &indicator, outcome).await
}

/// The municipality that was chosen, or the only one; all of them where it is not certain which.
fn one_of(mut regions: Vec<Region>, wanted: &str) -> Result<Region, Vec<Region>> {
    let place = match regions.len() {
        1 => Some(0),
        _ => regions.iter().position(|region| region.title() == wanted),
    };
    match place {
        Some(place) => Ok(regions.swap_remove(place)),
        None => Err(regions),
    }
}

async fn keep_region(
    app: &App,
    by: &Staff,
    indicator: &Indicator,
    region: Region,
) -> Result<Outcome> {
    let missing = region.missing(indicator).into_iter().map(str::to_owned).collect();
    let outcome = Outcome::Region {
        title: region.title(),
        values: region.published.len(),
        unknown: region.unknown.clone(),
        missing,
    };
    let (by, id, new) = (Signature::of(app, by)?, indicator.id.clone(), app.ids.id()?);
    app.store.write(move |db| super::add_region(db, by, &id, &new, &region)).await?;
    Ok(outcome)
}

/// `POST /staff/indicators/{id}/references/removal`
pub async fn remove_references(
    app: web::Data<App>,
    by: Editor,
    id: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let (by, to) = (Signature::of(&app, &by)?, pages::address(&id));
    let name = field(&fields, "edition").to_owned();
    typed(&fields, &name)?;
    app.store.write(move |db| super::delete_edition(db, by, &id, &name)).await?;
    Ok(see_other(&to))
}

/// `POST /staff/indicators/{id}/comparisons/removal`
pub async fn remove_comparison(
    app: web::Data<App>,
    by: Editor,
    id: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let (by, to) = (Signature::of(&app, &by)?, pages::address(&id));
    let (of, comparison) = (id.clone(), field(&fields, "comparison").to_owned());
    let wanted = comparison.clone();
    let found = app.store.read(move |db| store::comparison(db, &of, &wanted)).await?;
    typed(&fields, &found.title())?;
    app.store.write(move |db| super::delete_comparison(db, by, &id, &comparison)).await?;
    Ok(see_other(&to))
}

fn typed(fields: &[(String, String)], name: &str) -> Result<()> {
    match field(fields, "typed") == name {
        true => Ok(()),
        false => Err(Error::invalid(format!(
            "入力された名前が「{name}」と違うため、削除していません。前の画面に戻って、もう一度入力してください。"
        ))),
    }
}

/// Whether something has just been set, to say so.
#[derive(Deserialize)]
pub struct Saved {
    saved: Option<String>,
}

/// `GET /staff/surveys/{slug}/indicator`
pub async fn choice_page(
    app: web::Data<App>,
    by: Viewer,
    slug: web::Path<String>,
    saved: web::Query<Saved>,
) -> Result<Markup> {
    let survey = survey::find(&app, &slug).await?;
    let (inner, id) = (app.clone(), survey.id.clone());
    let form = app.store.read(move |db| inner.forms.newest(db, &id)).await?.form;
    let mut chosen = Vec::new();
    for name in form.indicators() {
        let indicator = read_indicator(&app.config.forms, name)?;
        let unasked = pages::labels(&indicator.unasked(&form));
        let id = survey.id.clone();
        chosen.push(app.store.read(move |db| of_survey(db, &id, indicator, unasked)).await?);
    }
    Ok(pages::choice(&setting(&app, &by, &survey), &chosen, saved.saved.is_some()))
}

fn of_survey(
    db: &mut Db,
    survey: &str,
    indicator: Indicator,
    unasked: Vec<String>,
) -> Result<Chosen> {
    let applied = super::applied(db, survey, &indicator.id)?;
    Ok(Chosen {
        unasked,
        editions: store::edition_names(db, &indicator.id)?,
        comparisons: comparisons(db, &indicator.id)?,
        edition: applied.edition,
        comparison: applied.comparison.map(|comparison| comparison.id),
        indicator,
    })
}

/// `POST /staff/surveys/{slug}/indicator`: sets what an indicator of the survey is shown with.
pub async fn choose(
    app: web::Data<App>,
    by: Editor,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let (survey, by) = (survey::find(&app, &slug).await?, Signature::of(&app, &by)?);
    let indicator = read_indicator(&app.config.forms, field(&fields, "indicator"))?.id;
    let to = format!("{}/indicator?saved=yes", survey::pages::url(&survey));
    let chosen = |name| Some(field(&fields, name).to_owned()).filter(|text| !text.is_empty());
    let (edition, comparison) = (chosen("edition"), chosen("comparison"));
    app.store
        .write(move |db| {
            let (edition, comparison) = (edition.as_deref(), comparison.as_deref());
            super::choose(db, by, &survey, &indicator, edition, comparison)
        })
        .await?;
    Ok(see_other(&to))
}
