//! The office's requests about what holds for all classes.

use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;

use super::{
    Settings, change,
    pages::{self, Shown},
};
use crate::{
    app::App,
    audit::Signature,
    error::{Error, Result},
    school::{board, routes::not_in_classes, store},
    staff::{self, Editor, Staff},
    survey::{self, Survey, routes::setting},
    text::Lang,
    web::input::{Fields, field, see_other},
};

/// Whether the settings have just been kept, to say so.
#[derive(Deserialize)]
pub struct Kept {
    kept: Option<String>,
}

/// `GET /staff/surveys/{slug}/classes/settings`
pub async fn page(
    app: web::Data<App>,
    by: Editor,
    slug: web::Path<String>,
    kept: web::Query<Kept>,
) -> Result<HttpResponse> {
    let survey = survey::find(&app, &slug).await?;
    shown(&app, &by, &survey, kept.kept.is_some(), None).await
}

/// What was typed and why it cannot be kept.
struct Refused {
    settings: Settings,
    late_minutes: String,
    why: Error,
}

/// `POST /staff/surveys/{slug}/classes/settings`: keeps them, or shows what is wrong with them.
pub async fn set(
    app: web::Data<App>,
    by: Editor,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let survey = survey::find(&app, &slug).await?;
    let late_minutes = field(&fields, "late_minutes").to_owned();
    let reader = field(&fields, "reader");
    let settings = Settings {
        // What is no number is refused like a number that is out of bounds.
        late_minutes: late_minutes.parse().unwrap_or(-1),
        slips_any_time: field(&fields, "slips_any_time") == "yes",
        reader: (!reader.is_empty()).then(|| reader.to_owned()),
    };
    let (inner, of, wanted) = (app.clone(), survey.clone(), settings.clone());
    let signature = Signature::of(&app, &by)?;
    let changed = app.store.write(move |db| {
        if inner.forms.newest(db, &of.id)?.form.filled(crate::form::Filled::School).is_none() {
            return Err(Error::NotFound);
        }
        let colleagues = staff::store::all(db)?;
        change(db, signature, &of, &wanted, &colleagues)
    });
    match changed.await {
        Ok(()) => Ok(see_other(&format!("/staff/surveys/{slug}/classes/settings?kept=yes"))),
        Err(why @ (Error::Invalid(_) | Error::Conflict(_))) => {
            let refused = Refused { settings, late_minutes, why };
            shown(&app, &by, &survey, false, Some(refused)).await
        }
        Err(other) => Err(other),
    }
}

async fn shown(
    app: &web::Data<App>,
    by: &Staff,
    survey: &Survey,
    kept: bool,
    refused: Option<Refused>,
) -> Result<HttpResponse> {
    let (inner, id) = (app.clone(), survey.id.clone());
    let (form, settings, mut colleagues) = app
        .store
        .read(move |db| {
            let form = inner.forms.newest(db, &id)?.form;
            Ok((form, store::settings(db, &id)?, staff::store::all(db)?))
        })
        .await?;
    let set = setting(app, by, survey);
    if form.filled(crate::form::Filled::School).is_none() {
        return Ok(not_in_classes(&set, "学級で答える設定"));
    }
    let watch = board::watch(&form, &settings, &colleagues);
    colleagues.retain(|colleague| colleague.active);
    let wrong = refused.as_ref().map(|refused| refused.why.sentence());
    let (settings, late_minutes) = match refused {
        Some(refused) => (refused.settings, refused.late_minutes),
        None => (settings.clone(), settings.late_minutes.to_string()),
    };
    let page = pages::settings(
        &set,
        &Shown {
            settings: &settings,
            late_minutes: &late_minutes,
            wrong: wrong.as_deref(),
            kept,
            colleagues: &colleagues,
            watch: &watch,
            notice: form.care.as_ref().map(|care| care.notice.get(Lang::Ja)),
        },
    );
    let status = wrong.map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    Ok(HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .body(page.into_string()))
}
