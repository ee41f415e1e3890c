//! The office's requests about the population.

use actix_web::{HttpResponse, http::header, web};
use chrono::NaiveDate;
use serde::Deserialize;

use super::{
    Categories, Population, check_source,
    import::parse,
    pages::{self, Attempt},
    sample::sample as sample_file,
};
use crate::{
    app::App,
    audit::Signature,
    error::{Error, Result},
    sheet::RowProblem,
    staff::{Editor, Staff},
    survey::{self, Survey, routes::setting},
    web::{
        input::{Fields, field, see_other},
        upload::Posted,
    },
};

/// How many people have just been brought in, to say so.
#[derive(Deserialize)]
pub struct Added {
    added: Option<u64>,
}

/// `GET /staff/surveys/{slug}/population`
pub async fn page(
    app: web::Data<App>,
    by: Editor,
    slug: web::Path<String>,
    added: web::Query<Added>,
) -> Result<HttpResponse> {
    let survey = survey::find(&app, &slug).await?;
    shown(&app, &by, &survey, Attempt { added: added.added, ..Attempt::default() }).await
}

async fn shown(
    app: &web::Data<App>,
    by: &Staff,
    survey: &Survey,
    attempt: Attempt,
) -> Result<HttpResponse> {
    let (inner, of) = (app.clone(), survey.clone());
    let (categories, population) = app
        .store
        .read(move |db| {
            let form = inner.forms.newest(db, &of.id)?.form;
            Ok((Categories::of(&form), super::of(db, &of)?))
        })
        .await?;
    let set = setting(app, by, survey);
    let page = pages::population(&set, categories.as_ref(), population.as_ref(), &attempt);
    let mut response = match attempt.problems.is_empty() {
        true => HttpResponse::Ok(),
        false => HttpResponse::UnprocessableEntity(),
    };
    Ok(response.content_type("text/html; charset=utf-8").body(page.into_string()))
}

/// `GET /staff/surveys/{slug}/population/sample.csv`
pub async fn sample(
    app: web::Data<App>,
    _by: Editor,
    slug: web::Path<String>,
) -> Result<HttpResponse> {
    let survey = survey::find(&app, &slug).await?;
    let categories = categories(&app, &survey).await?.ok_or(Error::NotFound)?;
    let name = format!("attachment; filename=\"population-{}.csv\"", survey.slug);
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .body(sample_file(&categories)?))
}

async fn categories(app: &web::Data<App>, survey: &Survey) -> Result<Option<Categories>> {
    let (inner, id) = (app.clone(), survey.id.clone());
    app.store.read(move |db| Ok(Categories::of(&inner.forms.newest(db, &id)?.form))).await
}

/// `POST /staff/surveys/{slug}/population`: brings a file in, or shows what is wrong with it.
pub async fn import(
    app: web::Data<App>,
    by: Editor,
    slug: web::Path<String>,
    posted: Result<Posted>,
) -> Result<HttpResponse> {
    let survey = survey::find(&app, &slug).await?;
    let mut attempt = Attempt::default();
    if let Ok(posted) = &posted {
        (attempt.as_of, attempt.source) = (posted.text("as_of"), posted.text("source"));
    }
    let Some(categories) = categories(&app, &survey).await? else { return Err(Error::NotFound) };
    let read = tokio::task::spawn_blocking(move || read(&posted?, &categories));
    match read.await.map_err(Error::internal)? {
        Ok(Ok(population)) => {
            let by = Signature::of(&app, &by)?;
            let total = super::import(&app, by, &survey, population).await?;
            Ok(see_other(&format!("/staff/surveys/{slug}/population?added={total}")))
        }
        Ok(Err(problems)) => shown(&app, &by, &survey, Attempt { problems, ..attempt }).await,
        // What the person can mend is said on the page that they came from.
        Err(refused @ Error::Invalid(_)) => {
            attempt.problems.push(RowProblem::file(refused.sentence()));
            shown(&app, &by, &survey, attempt).await
        }
        Err(other) => Err(other),
    }
}

fn read(
    posted: &Posted,
    categories: &Categories,
) -> Result<std::result::Result<Population, Vec<RowProblem>>> {
    let file = posted.file("file")?;
    let as_of: NaiveDate = posted.text("as_of").parse().map_err(|_| {
        Error::invalid("いつの人口かは、2026-10-01 のように日付で入力してください。")
    })?;
    let source = posted.text("source");
    check_source(&source)?;
    let people = parse(&file.name, file.bytes, categories);
    Ok(people.map(|people| Population { as_of, source, people }))
}

/// `POST /staff/surveys/{slug}/population/removal`
pub async fn remove(
    app: web::Data<App>,
    by: Editor,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let survey = survey::find(&app, &slug).await?;
    let (by, typed) = (Signature::of(&app, &by)?, field(&fields, "typed").to_owned());
    app.store.write(move |db| super::remove(db, by, &survey, &typed)).await?;
    Ok(see_other(&format!("/staff/surveys/{slug}/population")))
}
