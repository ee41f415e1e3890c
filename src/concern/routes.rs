//! The requests of whoever reads texts soon. They are the one thing of a survey in classes that
//! is shown while it runs.

use actix_web::{HttpResponse, web};
use maud::Markup;

use super::{
    Place, may_read,
    pages::{self, Shown},
};
use crate::{
    app::App,
    audit::Signature,
    error::{Error, Result},
    school,
    staff::{self, Staff, Viewer},
    store::Db,
    survey::{self, Survey, routes::setting},
    web::input::{Fields, field, see_other},
};

/// `GET /staff/surveys/{slug}/concerns`
pub async fn list(app: web::Data<App>, by: Viewer, slug: web::Path<String>) -> Result<Markup> {
    let survey = survey::find(&app, &slug).await?;
    let (inner, reader, id) = (app.clone(), by.0.clone(), survey.id.clone());
    let shown = app
        .store
        .read(move |db| {
            let settings = checked(db, &reader, &id)?;
            let form = inner.forms.newest(db, &id)?.form;
            let concerns = super::list(db, &id, &form)?;
            let named = match &settings.reader {
                Some(id) => Some(staff::store::get(db, id)?.name),
                None => None,
            };
            Ok(Shown { concerns, named, looks: form.care.is_some() })
        })
        .await?;
    Ok(pages::list(&setting(&app, &by, &survey), &shown))
}

/// Refuses everybody but the one who is named and administrators.
fn checked(db: &mut Db, by: &Staff, survey_id: &str) -> Result<school::Settings> {
    let settings = school::store::settings(db, survey_id)?;
    match may_read(by, &settings) {
        true => Ok(settings),
        false => Err(Error::Forbidden(
            "あなたの権限ではこの操作はできません。文の見守りの画面は、読む職員に決められた方と管理者だけが開けます。",
        )),
    }
}

/// `POST /staff/surveys/{slug}/concerns/reading`: a text was read.
pub async fn read(
    app: web::Data<App>,
    by: Viewer,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    change(app, by, &slug, &fields, super::read).await
}

/// `POST /staff/surveys/{slug}/concerns/reading/removal`: it shall be read again.
pub async fn unread(
    app: web::Data<App>,
    by: Viewer,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    change(app, by, &slug, &fields, |db, by, _, place| super::unread(db, by, place)).await
}

async fn change(
    app: web::Data<App>,
    by: Viewer,
    slug: &str,
    fields: &Fields,
    deed: impl FnOnce(&mut Db, Signature, &str, &Place) -> Result<()> + Send + 'static,
) -> Result<HttpResponse> {
    let survey = survey::find(&app, slug).await?;
    let to = pages::url(&survey);
    let place = place(&survey, fields);
    let signature = Signature::of(&app, &by)?;
    app.store
        .write(move |db| {
            checked(db, &by, &place.survey_id)?;
            deed(db, signature, &by.name, &place)
        })
        .await?;
    Ok(see_other(&to))
}

fn place(survey: &Survey, fields: &Fields) -> Place {
    Place {
        survey_id: survey.id.clone(),
        slug: survey.slug.clone(),
        response_id: field(fields, "response").to_owned(),
        field: field(fields, "field").to_owned(),
    }
}
