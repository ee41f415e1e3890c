//! Requests from the link at the end of a mail: people press a button, mail programs press it
//! for them (RFC 8058). Opening the page changes nothing: scanners open every link.

use actix_web::{HttpResponse, http::StatusCode, web};

use super::pages::{self, Standing};
use crate::{
    app::App,
    error::Result,
    outbox::store,
    respond::visit::Reader,
    text::Lang,
    ui::layout::{Frame, View, public},
};

/// `GET /mail/off/{token}`
pub async fn page(
    app: web::Data<App>,
    reader: Reader,
    token: web::Path<String>,
) -> Result<HttpResponse> {
    let Some(wish) = super::read(&app.keys.mail, &token) else {
        return Ok(show(&app, reader, Standing::Unknown, &token));
    };
    let is_off = app.store.read(move |db| store::is_off(db, &wish.list, &wish.person)).await?;
    Ok(show(&app, reader, if is_off { Standing::Off } else { Standing::On }, &token))
}

/// `POST /mail/off/{token}`: no more mail of the list. Shows the outcome at once, because mail
/// programs that press the button follow no redirect.
pub async fn decline(
    app: web::Data<App>,
    reader: Reader,
    token: web::Path<String>,
) -> Result<HttpResponse> {
    let Some(wish) = super::read(&app.keys.mail, &token) else {
        return Ok(show(&app, reader, Standing::Unknown, &token));
    };
    app.store.write(move |db| super::decline(db, &wish)).await?;
    Ok(show(&app, reader, Standing::Off, &token))
}

/// `POST /mail/off/{token}/return`: mail again.
pub async fn take_up(
    app: web::Data<App>,
    reader: Reader,
    token: web::Path<String>,
) -> Result<HttpResponse> {
    let Some(wish) = super::read(&app.keys.mail, &token) else {
        return Ok(show(&app, reader, Standing::Unknown, &token));
    };
    app.store.write(move |db| super::take_up(db, &wish)).await?;
    Ok(reader.redirect(&app, &address(&token), None))
}

fn show(app: &App, reader: Reader, standing: Standing, token: &str) -> HttpResponse {
    let frame = Frame {
        city: &app.config.city,
        // The page has one language and an English sentence.
        view: View { lang: Lang::Ja, ..reader.view },
        title: standing.title(),
        languages: &[],
        sample: false,
        switches_of: None,
        pupil: None,
    };
    let status = match standing {
        Standing::Unknown => StatusCode::NOT_FOUND,
        Standing::On | Standing::Off => StatusCode::OK,
    };
    reader.show(app, status, public(&frame, pages::page(standing, &address(token))))
}

fn address(token: &str) -> String {
    format!("/mail/off/{token}")
}
