//! Requests of those who sign up. Opening anything changes nothing: mail programs open links.

pub mod desk;
pub mod papers;
pub mod seats;

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};

use super::{
    Desk, Signup, State, apply, change,
    door::{self, Door, Places},
    link,
    pages::{self, Own, Welcome},
    store,
    typed::{self, Hand, Typed},
};
use crate::{
    app::App,
    error::{Error, Result},
    respond::{pages::Setting, visit::Reader},
    text::Lang,
    ui::layout::View,
    web::input::{self, Fields, field, see_other},
};

type Shared = web::Data<App>;

/// The desk of a workshop.
pub async fn desk_of(app: &Shared, slug: &str) -> Result<Desk> {
    let (inner, slug) = (app.clone().into_inner(), slug.to_owned());
    app.store.read(move |db| Desk::of(db, &inner, &slug)).await
}

/// The pages are in Japanese only, in the size that the reader chose.
fn setting<'a>(app: &'a App, reader: &Reader) -> Setting<'a> {
    let view = View { lang: Lang::Ja, ..reader.view };
    Setting { city: &app.config.city, view, pupil: None }
}

/// `GET /workshops/{slug}`
pub async fn welcome(app: Shared, reader: Reader, slug: web::Path<String>) -> Result<HttpResponse> {
    let desk = desk_of(&app, &slug).await?;
    let entry = app.ids.token()?;
    shown(&app, &reader, &desk, &entry, &Typed::default()).await
}

async fn shown(
    app: &Shared,
    reader: &Reader,
    desk: &Desk,
    entry: &str,
    typed: &Typed,
) -> Result<HttpResponse> {
    let id = desk.workshop.id.clone();
    let heads = app.store.read(move |db| store::heads(db, &id)).await?;
    let page = Welcome {
        desk,
        door: Door::of(&desk.workshop, &desk.rule, app.stamp()),
        places: Places::of(&desk.rule, &heads),
        entry,
        typed,
    };
    let status = if typed.passes() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(reader.show(app, status, pages::welcome(&setting(app, reader), &page)))
}

/// `POST /workshops/{slug}/registrations`: signs up. Safe to repeat.
pub async fn sign_up(
    app: Shared,
    request: HttpRequest,
    reader: Reader,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let desk = desk_of(&app, &slug).await?;
    let entry = field(&fields, "entry").to_owned();
    if entry.len() != 43 {
        // Not from our page: it draws a number of its own.
        return Ok(see_other(&format!("/workshops/{slug}")));
    }
    let read = typed::read(&desk.form, &desk.rule, &fields, Hand::Own);
    let is_switch = field(&fields, "to").is_empty() && !field(&fields, "view").is_empty();
    let reader = reader.after(&fields);
    let fresh = match read {
        Err(typed) if is_switch => {
            return shown(&app, &reader, &desk, &entry, &typed.unremarked()).await;
        }
        Ok(fresh) if is_switch => {
            return shown(&app, &reader, &desk, &entry, &Typed::from(fresh)).await;
        }
        Err(typed) => return shown(&app, &reader, &desk, &entry, &typed).await,
        Ok(fresh) => fresh,
    };
    let (address, now) = (input::address(&app, &request), app.stamp());
    if app.signups.wait(&address, now).is_some() {
        return Err(Error::conflict(
            "短い間に続けて申し込みがあったため、受け付けていません。この申し込みは保存していません。10分ほどたってから、もう一度お試しください。",
        ));
    }
    app.signups.failed(&address, now);
    let of = desk.clone();
    let signup = app.store.write(move |db| apply::sign_up(db, &of, fresh, &entry, now)).await?;
    Ok(see_other(&link::path(&desk, &signup)))
}

/// `GET /workshops/{slug}/r/{token}`: where a registration stands.
pub async fn own(
    app: Shared,
    reader: Reader,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse> {
    let (slug, token) = path.into_inner();
    let set = setting(&app, &reader);
    let desk = desk_of(&app, &slug).await?;
    let Some((signup, before)) = found(&app, &desk, &token).await? else {
        return Ok(reader.show(&app, StatusCode::NOT_FOUND, pages::unknown(&set)));
    };
    let page = Own {
        desk: &desk,
        signup: &signup,
        before,
        is_over: door::is_over(&desk.workshop, app.stamp()),
        path: &link::path(&desk, &signup),
    };
    Ok(reader.show(&app, StatusCode::OK, pages::own(&set, &page)))
}

/// The registration of a link, and how many wait before it.
async fn found(app: &Shared, desk: &Desk, token: &str) -> Result<Option<(Signup, usize)>> {
    let Some(id) = link::read(&app.keys.mail, token) else { return Ok(None) };
    let (id, workshop_id) = (id.to_owned(), desk.workshop.id.clone());
    let all = app.store.read(move |db| store::all(db, &workshop_id)).await?;
    let before = |signup: &Signup| {
        let waits = |other: &&Signup| other.state == State::Waiting && other.number < signup.number;
        all.iter().filter(waits).count()
    };
    let signup = all.iter().find(|signup| signup.id == id);
    Ok(signup.map(|signup| (signup.clone(), before(signup))))
}

/// `POST /workshops/{slug}/r/{token}/cancellation`: cancels. Again does no harm.
pub async fn cancel(
    app: Shared,
    reader: Reader,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse> {
    let (slug, token) = path.into_inner();
    let desk = desk_of(&app, &slug).await?;
    let Some((signup, _)) = found(&app, &desk, &token).await? else {
        let set = setting(&app, &reader);
        return Ok(reader.show(&app, StatusCode::NOT_FOUND, pages::unknown(&set)));
    };
    let (of, now) = (desk.clone(), app.stamp());
    let signup = app.store.write(move |db| change::cancel(db, &of, &signup.id, now)).await?;
    Ok(see_other(&link::path(&desk, &signup)))
}
