//! Requests of those who come to a workshop: the six digits, joining, coming back, sitting down.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};

use super::{
    Workshop,
    attend::{self, Seat},
    guard::{self, Attendee},
    pages::{self, Remark},
    store,
};
use crate::{
    app::App,
    board::live,
    error::{Error, Result},
    school::seat::room_typed,
    ui::room,
    web::{
        assets,
        input::{self, Fields, field, see_other},
    },
};

type Shared = web::Data<App>;

/// `GET /w`: the page that asks for the six digits.
pub async fn digits_page(app: Shared) -> HttpResponse {
    let main = pages::digits(None);
    shown(&app, StatusCode::OK, "ワークショップ", false, &main)
}

/// `POST /w`: on to the workshop of the six digits.
pub async fn enter(app: Shared, fields: Fields) -> Result<HttpResponse> {
    let digits = room_typed(field(&fields, "digits"));
    let found = match digits.clone() {
        Some(digits) => app.store.read(move |db| store::by_join_code(db, &digits)).await?,
        None => None,
    };
    Ok(match (found, digits) {
        (Some(workshop), _) => see_other(&format!("/w/{}", workshop.join_code)),
        (None, digits) => {
            let remark = if digits.is_some() { Remark::Unknown } else { Remark::SixDigits };
            let main = pages::digits(Some(remark));
            shown(&app, StatusCode::UNPROCESSABLE_ENTITY, "ワークショップ", false, &main)
        }
    })
}

/// `GET /w/{digits}`, `GET /W/{digits}`: the page for joining, or on for whoever has joined.
pub async fn welcome(
    app: Shared,
    request: HttpRequest,
    digits: web::Path<String>,
) -> Result<HttpResponse> {
    if request.path().starts_with("/W/") {
        return Ok(see_other(&format!("/w/{digits}")));
    }
    if guard::attendee(&app, &request, &digits).await?.is_some() {
        return Ok(see_other(&format!("/w/{digits}/board")));
    }
    let workshop = of(&app, &digits).await?;
    let main = pages::welcome(&workshop, &app.ids.token()?, None);
    Ok(shown(&app, StatusCode::OK, &workshop.title, workshop.sample, &main))
}

async fn of(app: &Shared, digits: &str) -> Result<Workshop> {
    let digits = digits.to_owned();
    let found = app.store.read(move |db| store::by_join_code(db, &digits)).await?;
    found.ok_or(Error::NotFound)
}

/// `POST /w/{digits}/attendance`: joins.
pub async fn join(app: Shared, digits: web::Path<String>, fields: Fields) -> Result<HttpResponse> {
    let workshop = of(&app, &digits).await?;
    let (entry, nickname) =
        (field(&fields, "entry").to_owned(), field(&fields, "nickname").to_owned());
    let (inner, at) = (app.clone(), workshop.clone());
    let person =
        app.store.write(move |db| attend::join(db, &inner, &at, &entry, &nickname)).await?;
    on(&app, &workshop, &person.id)
}

fn on(app: &App, workshop: &Workshop, id: &str) -> Result<HttpResponse> {
    let cookie = guard::attendee_cookie(app, workshop, id)?;
    let to = ("location", format!("/w/{}/board", workshop.join_code));
    Ok(HttpResponse::SeeOther().insert_header(to).cookie(cookie).finish())
}

/// `POST /w/{digits}/return`: comes back with six letters.
pub async fn come_back(
    app: Shared,
    request: HttpRequest,
    digits: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let workshop = of(&app, &digits).await?;
    let (inner, at, typed) = (app.clone(), workshop.clone(), field(&fields, "code").to_owned());
    let (address, now) = (input::address(&app, &request), app.stamp());
    let found =
        app.store.read(move |db| attend::come_back(db, &inner, &at, &typed, &address, now)).await?;
    match found {
        Some(person) => on(&app, &workshop, &person.id),
        None => {
            let main = pages::welcome(&workshop, &app.ids.token()?, Some(Remark::NoReturn));
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(shown(&app, status, &workshop.title, workshop.sample, &main))
        }
    }
}

/// `GET /w/{digits}/table`: at which table do I sit?
pub async fn table(app: Shared, me: Attendee) -> Result<HttpResponse> {
    let (workshop, id) = ((*me.workshop).clone(), me.person.id.clone());
    let seat = app.store.read(move |db| attend::seat(db, &workshop, &id)).await?;
    let main = match seat {
        Seat::At(..) => {
            return Ok(see_other(&format!("/w/{}/board", me.workshop.join_code)));
        }
        Seat::Choose(theme, boards) => pages::tables(&me.workshop, &theme, &boards),
        Seat::Nowhere => pages::soon(&me.workshop),
    };
    Ok(shown(&app, StatusCode::OK, &me.workshop.title, me.workshop.sample, &main))
}

/// `POST /w/{digits}/table`: sits down.
pub async fn sit_down(app: Shared, me: Attendee, fields: Fields) -> Result<HttpResponse> {
    let number = field(&fields, "table").parse().unwrap_or(0);
    let to = format!("/w/{}/board", me.workshop.join_code);
    let (workshop, id) = (me.workshop, me.person.id);
    live::change(&app, move |db, app| {
        let board = attend::sit_down(db, app, &workshop, &id, number)?;
        Ok((board.into_iter().map(|board| board.id).collect(), ()))
    })
    .await?;
    Ok(see_other(&to))
}

/// `POST /w/{digits}/departure`: forgets who I am on this phone.
pub async fn leave(app: Shared, digits: web::Path<String>) -> HttpResponse {
    let to = ("location", format!("/w/{digits}"));
    let gone = guard::no_attendee_cookie(&app, &digits);
    HttpResponse::SeeOther().insert_header(to).cookie(gone).finish()
}

fn shown(
    app: &App,
    status: StatusCode,
    title: &str,
    sample: bool,
    main: &maud::Markup,
) -> HttpResponse {
    let city = &app.config.city;
    let style = &assets::ROOM;
    let frame = room::Frame { city, title, kind: "phone", style, script: None, sample };
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .body(room::page(&frame, main).into_string())
}
