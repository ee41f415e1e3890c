//! The office's requests about one class.

use actix_web::{HttpResponse, web};
use maud::Markup;
use serde::Deserialize;

use crate::{
    app::App,
    audit::Signature,
    error::{Error, Result},
    form::ruby::plain,
    school::{
        Class,
        board::{Listed, watch},
        pages::class::{self as pages, Done, Shown},
        register::{self, typed},
        seat::Kind,
        store as classes,
    },
    staff::{self, Editor},
    store::Db,
    survey::{self, routes::setting},
    text::Lang,
    web::input::{Fields, field, see_other},
};

/// What has just been done, to say so.
#[derive(Deserialize)]
pub struct Word {
    done: Option<String>,
}

/// `GET /staff/surveys/{slug}/classes/{id}`
pub async fn page(
    app: web::Data<App>,
    by: Editor,
    path: web::Path<(String, String)>,
    word: web::Query<Word>,
) -> Result<Markup> {
    let (slug, id) = path.into_inner();
    let survey = survey::find(&app, &slug).await?;
    let (inner, survey_id, now) = (app.clone(), survey.id.clone(), app.stamp());
    let (listed, watch, slips_made) = app
        .store
        .read(move |db| {
            let form = inner.forms.newest(db, &survey_id)?.form;
            let settings = classes::settings(db, &survey_id)?;
            let class = register::store::class(db, &survey_id, &id)?;
            let progress = classes::progress(db, &class.id)?;
            let watch = watch(&form, &settings, &staff::store::all(db)?);
            let made = classes::last_number(db, &class.id, Kind::Slip)?;
            Ok((Listed::of(class, progress, &form, &settings, now), watch, made))
        })
        .await?;
    let done = word.done.as_deref().and_then(Done::from_word);
    let shown = Shown { listed: &listed, watch: &watch, slips_made, done };
    Ok(pages::class(&setting(&app, &by, &survey), &shown))
}

/// Changes a class of a survey: `verb` gets the class and its title for the record.
async fn changed(
    app: &web::Data<App>,
    (slug, id): &(String, String),
    verb: impl FnOnce(&mut Db, &Class, &str) -> Result<()> + Send + 'static,
) -> Result<()> {
    let survey = survey::find(app, slug).await?;
    let (inner, id) = (app.clone(), id.clone());
    app.store
        .write(move |db| {
            let form = inner.forms.newest(db, &survey.id)?.form;
            let class = register::store::class(db, &survey.id, &id)?;
            let title = format!("{} {}", survey.slug, plain(&class.title(&form, Lang::Ja)));
            verb(db, &class, &title)
        })
        .await
}

/// `POST /staff/surveys/{slug}/classes/{id}/heads`
pub async fn heads(
    app: web::Data<App>,
    by: Editor,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse> {
    let by = Signature::of(&app, &by)?;
    let heads = typed::heads(field(&fields, "heads"))
        .map_err(|sentence| Error::invalid(format!("{sentence}人数は変えていません。")))?;
    changed(&app, &path, move |db, class, title| register::set_heads(db, by, class, heads, title))
        .await?;
    Ok(see_other(&format!("/staff/surveys/{}/classes/{}?done=heads", path.0, path.1)))
}

/// `POST /staff/surveys/{slug}/classes/{id}/codes`: new digits and a new teacher's code.
pub async fn codes(
    app: web::Data<App>,
    by: Editor,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse> {
    if field(&fields, "confirmed") != "yes" {
        return Err(Error::invalid(
            "新しくしていません。いまの用紙が使えなくなることを確かめ、印を付けてから押してください。",
        ));
    }
    // A page without a number, or with a wrong one, is not ours: nothing is made anew.
    let seen = field(&fields, "issue").parse().unwrap_or(0);
    let (inner, by) = (app.clone(), Signature::of(&app, &by)?);
    changed(&app, &path, move |db, class, title| {
        register::reissue(db, &inner, by, class, seen, title)
    })
    .await?;
    Ok(see_other(&format!("/staff/surveys/{}/classes/{}?done=codes", path.0, path.1)))
}

/// `POST /staff/surveys/{slug}/classes/{id}/removal`
pub async fn remove(
    app: web::Data<App>,
    by: Editor,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse> {
    let (by, word) = (Signature::of(&app, &by)?, field(&fields, "typed").to_owned());
    changed(&app, &path, move |db, class, title| register::remove(db, by, class, &word, title))
        .await?;
    Ok(see_other(&format!("/staff/surveys/{}/classes?removed=yes", path.0)))
}
