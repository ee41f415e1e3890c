//! The office's requests about classes.

pub mod class;

use actix_web::{HttpResponse, http::StatusCode, http::header, web};
use maud::Markup;
use serde::Deserialize;

use super::{
    board::{Board, board},
    pages::{self, Attempt},
    register::{self, Choices, NewClass, import, typed},
};
use crate::{
    app::App,
    audit::Signature,
    error::{Error, Result},
    sheet::RowProblem,
    staff::{Editor, Staff, Viewer},
    survey::{self, Survey, pages::Setting, routes::setting},
    web::{
        input::{Fields, field, see_other},
        upload::Posted,
    },
};

/// What has just been done, to say so.
#[derive(Deserialize)]
pub struct Done {
    added: Option<usize>,
    removed: Option<String>,
}

/// `GET /staff/surveys/{slug}/classes`
pub async fn list(
    app: web::Data<App>,
    by: Viewer,
    slug: web::Path<String>,
    done: web::Query<Done>,
) -> Result<HttpResponse> {
    let survey = survey::find(&app, &slug).await?;
    let (added, removed) = (done.added, done.removed.is_some());
    shown(&app, &by, &survey, Attempt { added, removed, ..Attempt::default() }).await
}

async fn shown(
    app: &web::Data<App>,
    by: &Staff,
    survey: &Survey,
    attempt: Attempt,
) -> Result<HttpResponse> {
    let set = setting(app, by, survey);
    let Some((choices, board)) = looked_at(app, survey).await? else {
        return Ok(not_in_classes(&set, "学級"));
    };
    let was_refused = !attempt.problems.is_empty() || !attempt.wrong.is_empty();
    let status = if was_refused { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(reply(status, pages::classes(&set, &choices, &board, &attempt)))
}

/// The classes of a survey. `None`: it is not answered in classes.
async fn looked_at(app: &web::Data<App>, survey: &Survey) -> Result<Option<(Choices, Board)>> {
    let (inner, of, now) = (app.clone(), survey.clone(), app.stamp());
    app.store
        .read(move |db| {
            let form = inner.forms.newest(db, &of.id)?.form;
            let Some(choices) = Choices::of(&form) else { return Ok(None) };
            Ok(Some((choices, board(db, &of, &form, now)?)))
        })
        .await
}

/// The page of a survey that is not answered in classes.
pub fn not_in_classes(set: &Setting<'_>, title: &str) -> HttpResponse {
    reply(StatusCode::OK, pages::not_in_classes(set, title))
}

/// A page with its status.
pub fn reply(status: StatusCode, page: Markup) -> HttpResponse {
    HttpResponse::build(status).content_type("text/html; charset=utf-8").body(page.into_string())
}

/// `POST /staff/surveys/{slug}/classes/additions`: one class from the fields of the page.
pub async fn add(
    app: web::Data<App>,
    by: Editor,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let survey = survey::find(&app, &slug).await?;
    let typed = ["school", "grade", "name", "heads"].map(|name| field(&fields, name).to_owned());
    let choices = choices(&app, &survey).await?;
    let refused = match typed::class(&choices, typed.each_ref().map(String::as_str)) {
        Err(wrong) => wrong,
        Ok(class) => match stored(&app, &by, &survey, vec![class]).await {
            Ok(_) => return Ok(see_other(&format!("/staff/surveys/{slug}/classes?added=1"))),
            Err(Error::Conflict(sentence)) => vec![sentence],
            Err(other) => return Err(other),
        },
    };
    shown(&app, &by, &survey, Attempt { wrong: refused, typed, ..Attempt::default() }).await
}

async fn choices(app: &web::Data<App>, survey: &Survey) -> Result<Choices> {
    let (inner, id) = (app.clone(), survey.id.clone());
    let form = app.store.read(move |db| inner.forms.newest(db, &id)).await?.form;
    Choices::of(&form).ok_or(Error::NotFound)
}

async fn stored(
    app: &web::Data<App>,
    by: &Staff,
    survey: &Survey,
    classes: Vec<NewClass>,
) -> Result<usize> {
    let (inner, of, by) = (app.clone(), survey.clone(), Signature::of(app, by)?);
    app.store.write(move |db| register::add(db, &inner, by, &of, &classes)).await
}

/// `POST /staff/surveys/{slug}/classes`: brings a file in, or shows what is wrong with it.
pub async fn import(
    app: web::Data<App>,
    by: Editor,
    slug: web::Path<String>,
    posted: Result<Posted>,
) -> Result<HttpResponse> {
    let survey = survey::find(&app, &slug).await?;
    let problems = match read_and_import(&app, &by, &survey, posted).await {
        Ok(Ok(added)) => {
            return Ok(see_other(&format!("/staff/surveys/{slug}/classes?added={added}")));
        }
        Ok(Err(problems)) => problems,
        // What the person can mend is said on the page that they came from.
        Err(refused @ (Error::Invalid(_) | Error::Conflict(_))) => {
            vec![RowProblem::file(refused.sentence())]
        }
        Err(other) => return Err(other),
    };
    shown(&app, &by, &survey, Attempt { problems, ..Attempt::default() }).await
}

async fn read_and_import(
    app: &web::Data<App>,
    by: &Staff,
    survey: &Survey,
    posted: Result<Posted>,
) -> Result<std::result::Result<usize, Vec<RowProblem>>> {
    let (choices, of) = (choices(app, survey).await?, survey.clone());
    let known = app.store.read(move |db| register::known(db, &of)).await?;
    let read = tokio::task::spawn_blocking(move || {
        let posted = posted?;
        let file = posted.file("file")?;
        Ok::<_, Error>(import::parse(&file.name, file.bytes, &choices, &known))
    });
    match read.await.map_err(Error::internal)?? {
        Ok(classes) => stored(app, by, survey, classes).await.map(Ok),
        Err(problems) => Ok(Err(problems)),
    }
}

/// `GET /staff/surveys/{slug}/classes/sample.csv`
pub async fn sample(
    app: web::Data<App>,
    _by: Editor,
    slug: web::Path<String>,
) -> Result<HttpResponse> {
    let survey = survey::find(&app, &slug).await?;
    let file = import::sample(&choices(&app, &survey).await?)?;
    let name = format!("attachment; filename=\"classes-{}.csv\"", survey.slug);
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .body(file))
}
