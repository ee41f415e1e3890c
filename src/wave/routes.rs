//! The office's requests about earlier surveys.

use actix_web::{HttpResponse, http::header, web};
use maud::Markup;

use super::{
    File, Named, Parsed, Problems, Wave,
    pages::{self, Attempt},
    parse, store,
    template::template,
};
use crate::{
    app::App,
    audit::Signature,
    error::{Error, Result},
    form::{Form, codebook::variables},
    staff::{Editor, Staff},
    survey::{self, Survey, routes::setting},
    web::{
        input::{Fields, field, see_other},
        upload::Posted,
    },
};

/// `GET /staff/surveys/{slug}/waves`
pub async fn list(app: web::Data<App>, by: Editor, slug: web::Path<String>) -> Result<Markup> {
    let survey = survey::find(&app, &slug).await?;
    shown(&app, &by, &survey, &Attempt::default()).await
}

async fn shown(app: &App, by: &Staff, survey: &Survey, attempt: &Attempt) -> Result<Markup> {
    let id = survey.id.clone();
    let waves = app.store.read(move |db| {
        let waves = store::all(db, &id)?;
        let counts: Result<Vec<i64>> =
            waves.iter().map(|wave| store::count(db, &wave.id)).collect();
        Ok(waves.into_iter().zip(counts?).collect::<Vec<(Wave, i64)>>())
    });
    Ok(pages::list(&setting(app, by, survey), &waves.await?, attempt))
}

/// `POST /staff/surveys/{slug}/waves`: reads two files into a draft, or shows what is wrong.
pub async fn upload(
    app: web::Data<App>,
    by: Editor,
    slug: web::Path<String>,
    posted: Result<Posted>,
) -> Result<HttpResponse> {
    let survey = survey::find(&app, &slug).await?;
    let form = form(&app, &survey).await?;
    let mut attempt = Attempt::default();
    if let Ok(posted) = &posted {
        let typed = ["title", "year", "note"].map(|name| posted.text(name));
        [attempt.title, attempt.year, attempt.note] = typed;
    }
    let read = tokio::task::spawn_blocking(move || read(&posted?, &form));
    let drafted = match read.await.map_err(Error::internal)? {
        Ok((named, Ok(parsed))) => {
            super::draft(&app, Signature::of(&app, &by)?, &survey, named, parsed).await
        }
        Ok((_, Err(problems))) => {
            attempt.problems = problems;
            return mendable(&app, &by, &survey, &attempt).await;
        }
        Err(other) => Err(other),
    };
    match drafted {
        Ok(id) => Ok(see_other(&format!("/staff/surveys/{slug}/waves/{id}"))),
        // What the person can mend is said on the page that they came from.
        Err(refused @ (Error::Invalid(_) | Error::Conflict(_))) => {
            attempt.refused = Some(refused.sentence());
            mendable(&app, &by, &survey, &attempt).await
        }
        Err(other) => Err(other),
    }
}

async fn mendable(
    app: &App,
    by: &Staff,
    survey: &Survey,
    attempt: &Attempt,
) -> Result<HttpResponse> {
    let page = shown(app, by, survey, attempt).await?;
    Ok(HttpResponse::UnprocessableEntity()
        .content_type("text/html; charset=utf-8")
        .body(page.into_string()))
}

fn read(posted: &Posted, form: &Form) -> Result<(Named, Result<Parsed, Problems>)> {
    let named = Named::typed(&posted.text("title"), &posted.text("year"), &posted.text("note"))?;
    let (answers, codebook) = (posted.file("answers")?, posted.file("codebook")?);
    let file = |name, bytes| File { name, bytes };
    let parsed =
        parse(file(&answers.name, answers.bytes), file(&codebook.name, codebook.bytes), form);
    Ok((named, parsed))
}

async fn form(app: &web::Data<App>, survey: &Survey) -> Result<std::sync::Arc<Form>> {
    let (inner, id) = (app.clone(), survey.id.clone());
    Ok(app.store.read(move |db| inner.forms.newest(db, &id)).await?.form)
}

/// `GET /staff/surveys/{slug}/waves/{id}`: what was mapped to what.
pub async fn wave(
    app: web::Data<App>,
    by: Editor,
    path: web::Path<(String, String)>,
) -> Result<Markup> {
    let (slug, id) = path.into_inner();
    let survey = survey::find(&app, &slug).await?;
    let form = form(&app, &survey).await?;
    let of = survey.id.clone();
    let found = app.store.read(move |db| {
        let wave = store::find(db, &of, &id)?;
        Ok((store::count(db, &wave.id)?, wave))
    });
    let (people, wave) = found.await?;
    Ok(pages::wave(&setting(&app, &by, &survey), &wave, people, &variables(&form)))
}

/// `GET /staff/surveys/{slug}/waves/{id}/codebook.csv`
pub async fn codebook(
    app: web::Data<App>,
    _by: Editor,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse> {
    let (slug, id) = path.into_inner();
    let survey = survey::find(&app, &slug).await?;
    let form = form(&app, &survey).await?;
    let wave = app.store.read(move |db| store::find(db, &survey.id, &id)).await?;
    let name = format!("attachment; filename=\"{slug}-{}-codebook.csv\"", wave.year);
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .body(template(&wave.mapping, &form)?))
}

/// `POST /staff/surveys/{slug}/waves/{id}/acceptance`
pub async fn accept(
    app: web::Data<App>,
    by: Editor,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse> {
    let (slug, id) = path.into_inner();
    let survey = survey::find(&app, &slug).await?;
    let by = Signature::of(&app, &by)?;
    app.store.write(move |db| super::accept(db, by, &survey, &id)).await?;
    Ok(see_other(&format!("/staff/surveys/{slug}/waves")))
}

/// `POST /staff/surveys/{slug}/waves/{id}/removal`
pub async fn remove(
    app: web::Data<App>,
    by: Editor,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse> {
    let (slug, id) = path.into_inner();
    let survey = survey::find(&app, &slug).await?;
    let (by, typed) = (Signature::of(&app, &by)?, field(&fields, "typed").to_owned());
    app.store.write(move |db| super::remove(db, by, &survey, &id, &typed)).await?;
    Ok(see_other(&format!("/staff/surveys/{slug}/waves")))
}
