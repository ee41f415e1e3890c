//! Requests of the projector, below `/p/{code}`.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::{Wall, pages};
use crate::{
    app::App,
    board::{
        live::{Eye, stream},
        overview,
    },
    error::Result,
    ui::{qr::Qr, room},
    web::{assets, input::see_other},
    workshop::{codes, guard::Projector},
};

type Shared = web::Data<App>;

/// What a look at the wall asks for.
#[derive(Deserialize)]
pub struct Look {
    /// Only the `main` of the page, for the script.
    part: Option<String>,
}

/// `GET /p/{code}`: what everybody is at.
pub async fn current(app: Shared, me: Projector, look: web::Query<Look>) -> Result<HttpResponse> {
    show(app, me, None, &look).await
}

/// `GET /p/{code}/boards/{board}`: one board.
pub async fn board(
    app: Shared,
    me: Projector,
    at: web::Path<(String, String)>,
    look: web::Query<Look>,
) -> Result<HttpResponse> {
    show(app, me, Some(at.into_inner().1), &look).await
}

async fn show(
    app: Shared,
    me: Projector,
    board: Option<String>,
    look: &Look,
) -> Result<HttpResponse> {
    let path = format!("/p/{}", me.code.compact());
    let (inner, workshop) = (app.clone(), (*me.workshop).clone());
    let seen = app.store.read(move |db| Wall::of(db, &inner, workshop, board.as_deref())).await?;
    let Some(wall) = seen else { return Ok(see_other(&path)) };
    let base_url = &app.config.base_url;
    let qr = Qr::of(&codes::join_address(base_url, &me.workshop.join_code))?;
    let main = pages::main(&wall, &path, &qr, base_url);
    let frame = room::Frame {
        city: &app.config.city,
        title: &me.workshop.title,
        kind: "wall",
        style: &assets::WALL,
        script: Some(&assets::WALL_SCRIPT),
        sample: me.workshop.sample,
    };
    let body = match look.part {
        Some(_) => main.into_string(),
        None => room::page(&frame, &main).into_string(),
    };
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(body))
}

/// What is listened to, and from which number on.
#[derive(Deserialize)]
pub struct From {
    /// A theme or a board.
    board: String,
    #[serde(default)]
    after: i64,
}

/// `GET /p/{code}/stream`: that something happened.
pub async fn stream(app: Shared, me: Projector, from: web::Query<From>) -> Result<HttpResponse> {
    let boards = listened(&app, &me, &from.board).await?;
    stream::open_many(&app, &boards, from.after, Eye::Projector).await
}

/// `GET /p/{code}/changes`: the same for a page that asks.
pub async fn changes(app: Shared, me: Projector, from: web::Query<From>) -> Result<HttpResponse> {
    let boards = listened(&app, &me, &from.board).await?;
    stream::changes_of_many(&app, &boards, from.after).await
}

async fn listened(app: &Shared, me: &Projector, id: &str) -> Result<Vec<String>> {
    let (workshop, id) = ((*me.workshop).clone(), id.to_owned());
    app.store.read(move |db| overview::listened(db, &workshop, &id)).await
}
