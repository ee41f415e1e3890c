//! Public requests: results that anybody may read, without signing in.

use actix_web::{HttpResponse, http::StatusCode, http::header, web};
use maud::{Markup, html};

use super::{Document, Publication, files, find, pages, routes::address};
use crate::{
    app::App,
    error::{Error, Result},
    respond::visit::Reader,
    survey::store,
    text::Lang,
    ui::layout::{Frame, View, public},
    web::assets,
};

/// `GET /results/{survey}`
pub async fn results(
    app: web::Data<App>,
    reader: Reader,
    slug: web::Path<String>,
) -> Result<HttpResponse> {
    let Some(publication) = published(&app, &slug).await? else {
        return Ok(page(&app, reader, StatusCode::NOT_FOUND, None, pages::nothing()));
    };
    let body = pages::results(&publication, &address(&slug));
    Ok(page(&app, reader, StatusCode::OK, Some(&publication.document), body))
}

/// `GET /results/{survey}/{question}`: one question by groups.
pub async fn question(
    app: web::Data<App>,
    reader: Reader,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse> {
    let (slug, id) = path.into_inner();
    let publication = published(&app, &slug).await?;
    let found = publication.as_ref().and_then(|publication| {
        let question = publication.document.questions.iter().find(|question| question.id == id)?;
        question.is_broken_down().then_some((publication, question))
    });
    let Some((publication, question)) = found else {
        return Ok(page(&app, reader, StatusCode::NOT_FOUND, None, pages::nothing()));
    };
    let body = pages::question(publication, question, &address(&slug));
    Ok(page(&app, reader, StatusCode::OK, Some(&publication.document), body))
}

/// `GET /results/{survey}/tables.csv`
pub async fn tables(app: web::Data<App>, slug: web::Path<String>) -> Result<HttpResponse> {
    file(&app, &slug, "tables.csv", files::tables).await
}

/// `GET /results/{survey}/codebook.csv`
pub async fn codebook(app: web::Data<App>, slug: web::Path<String>) -> Result<HttpResponse> {
    file(&app, &slug, "codebook.csv", files::codebook).await
}

/// What is public of the survey of that name; nothing also where there is no such survey.
async fn published(app: &web::Data<App>, slug: &str) -> Result<Option<Publication>> {
    let slug = slug.to_owned();
    let found = app.store.read(move |db| {
        let survey = store::by_slug(db, &slug)?;
        find(db, &survey)
    });
    match found.await {
        Err(Error::NotFound) => Ok(None),
        other => other,
    }
}

/// The results are in Japanese, whatever the reader's language is elsewhere.
fn page(
    app: &App,
    reader: Reader,
    status: StatusCode,
    document: Option<&Document>,
    body: Markup,
) -> HttpResponse {
    let title =
        document.map_or("調査の結果".into(), |document| format!("{}の結果", document.title));
    let frame = Frame {
        city: &app.config.city,
        view: View { lang: Lang::Ja, ..reader.view },
        title: &title,
        languages: &[],
        sample: document.is_some_and(|document| document.sample),
        switches_of: None,
        pupil: None,
    };
    let body = html! { link rel="stylesheet" href=(assets::RESULTS.url); (body) };
    let mut response = reader.show(app, status, public(&frame, body));
    let headers = response.headers_mut();
    // The page depends on the reader's cookie, and what is withdrawn shall be gone.
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("private, no-cache"));
    if document.is_some() {
        headers.insert(FOUND, header::HeaderValue::from_static("all"));
    }
    response
}

/// Unlike all other pages, public results may be found by search engines.
const FOUND: header::HeaderName = header::HeaderName::from_static("x-robots-tag");

async fn file(
    app: &web::Data<App>,
    slug: &str,
    name: &str,
    write: fn(&Document) -> Result<Vec<u8>, csv::Error>,
) -> Result<HttpResponse> {
    let publication = published(app, slug).await?.ok_or(Error::NotFound)?;
    let sample = if publication.document.sample { "SAMPLE-" } else { "" };
    let disposition = format!("attachment; filename=\"{sample}{slug}-{name}\"");
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .insert_header((header::CACHE_CONTROL, "public, max-age=300"))
        .insert_header((FOUND, "all"))
        .body(write(&publication.document).map_err(Error::internal)?))
}
