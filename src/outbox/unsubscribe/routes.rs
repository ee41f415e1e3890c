//! Requests from the link at the end of a mail: people press a button, mail programs press it
//! for them (RFC 8058). Opening the page changes nothing: scanners open every link.

use actix_web::{HttpResponse, http::StatusCode, web};

use super::{
    Wish,
    pages::{self, Standing},
};
use crate::{
    app::App,
    error::Result,
    outbox::store,
    store::Db,
    ui::layout::{Frame, View, public},
};

/// `GET /mail/off/{token}`
pub async fn page(app: web::Data<App>, token: web::Path<String>) -> Result<HttpResponse> {
    let Some(wish) = super::read(&app.keys.mail, &token) else {
        return Ok(show(&app, Standing::Unknown, &token));
    };
    let is_off = app.store.read(move |db| store::is_off(db, &wish.list, &wish.person)).await?;
    Ok(show(&app, if is_off { Standing::Off } else { Standing::On }, &token))
}

/// `POST /mail/off/{token}`: no more mail of the list.
pub async fn decline(app: web::Data<App>, token: web::Path<String>) -> Result<HttpResponse> {
    change(&app, &token, super::decline, Standing::Off).await
}

/// `POST /mail/off/{token}/return`: mail again.
pub async fn take_up(app: web::Data<App>, token: web::Path<String>) -> Result<HttpResponse> {
    change(&app, &token, super::take_up, Standing::On).await
}

/// Shows the outcome at once: mail programs that press the button follow no redirect.
async fn change(
    app: &App,
    token: &str,
    deed: fn(&mut Db, &Wish) -> Result<()>,
    then: Standing,
) -> Result<HttpResponse> {
    let Some(wish) = super::read(&app.keys.mail, token) else {
        return Ok(show(app, Standing::Unknown, token));
    };
    app.store.write(move |db| deed(db, &wish)).await?;
    Ok(show(app, then, token))
}

fn show(app: &App, standing: Standing, token: &str) -> HttpResponse {
    let frame = Frame {
        city: &app.config.city,
        view: View::default(),
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
    let body = pages::page(standing, &format!("/mail/off/{token}"));
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .body(public(&frame, body).into_string())
}
