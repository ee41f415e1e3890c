//! Requests of the facilitator about a whole workshop, below `/f/{digits}`.

use actix_web::{HttpRequest, HttpResponse, web};
use maud::Markup;
use serde::Deserialize;

use super::{
    pages, path, signature,
    steer::{self, On, Order},
    table::{Table, pages as closely},
};
use crate::{
    app::App,
    audit::{self, Action},
    board::{
        lead,
        live::{self, Eye, stream},
        overview::{self, Overview},
        routes::{belongs, done},
        store,
    },
    error::{Error, Result},
    store::Db,
    ui::room,
    web::{
        assets,
        input::{Fields, field},
    },
    workshop::{self, Workshop, attend, codes, guard::Facilitator},
};

type Shared = web::Data<App>;

/// What a look at a page asks for.
#[derive(Deserialize)]
pub struct Look {
    /// Only the `main` of the page, for the script.
    part: Option<String>,
}

/// `GET /f/{digits}`: all tables of the theme that everybody is at.
pub async fn current(app: Shared, me: Facilitator, look: web::Query<Look>) -> Result<HttpResponse> {
    overview(app, me, None, &look).await
}

/// `GET /f/{digits}/themes/{position}`: all tables of a theme.
pub async fn theme(
    app: Shared,
    me: Facilitator,
    at: web::Path<(String, i32)>,
    look: web::Query<Look>,
) -> Result<HttpResponse> {
    overview(app, me, Some(at.1), &look).await
}

async fn overview(
    app: Shared,
    me: Facilitator,
    position: Option<i32>,
    look: &Look,
) -> Result<HttpResponse> {
    let (inner, workshop) = (app.clone(), *me.workshop);
    let over = app.store.read(move |db| Overview::of(db, &inner, workshop, position)).await?;
    let projector = format!("/p/{}", codes::projector(&app, &over.workshop).compact());
    let main = pages::main(&over, &path(&over.workshop), &projector);
    Ok(shown(&app, &over.workshop, look, &main))
}

/// `GET /f/{digits}/boards/{board}`: one table closely.
pub async fn table(
    app: Shared,
    me: Facilitator,
    at: web::Path<(String, String)>,
    look: web::Query<Look>,
) -> Result<HttpResponse> {
    let (inner, workshop, board) = (app.clone(), (*me.workshop).clone(), at.into_inner().1);
    let table = app
        .store
        .read(move |db| {
            let board = belongs(db, &workshop, &board)?;
            Table::of(db, &inner, workshop, &board)
        })
        .await?;
    Ok(shown(&app, &me, &look, &closely::main(&table, &path(&me))))
}

fn shown(app: &App, workshop: &Workshop, look: &Look, main: &Markup) -> HttpResponse {
    let frame = room::Frame {
        city: &app.config.city,
        title: &workshop.title,
        kind: "console",
        style: &assets::CONSOLE,
        script: Some(&assets::CONSOLE_SCRIPT),
        sample: workshop.sample,
    };
    let body = match look.part {
        Some(_) => main.clone().into_string(),
        None => room::page(&frame, main).into_string(),
    };
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(body)
}

/// What is listened to, and from which number on.
#[derive(Deserialize)]
pub struct From {
    /// A theme or a board.
    board: String,
    #[serde(default)]
    after: i64,
}

/// `GET /f/{digits}/stream`: that something happened.
pub async fn stream(app: Shared, me: Facilitator, from: web::Query<From>) -> Result<HttpResponse> {
    let boards = listened(&app, &me, &from.board).await?;
    stream::open_many(&app, &boards, from.after, Eye::Facilitator).await
}

/// `GET /f/{digits}/changes`: the same for a page that asks.
pub async fn changes(app: Shared, me: Facilitator, from: web::Query<From>) -> Result<HttpResponse> {
    let boards = listened(&app, &me, &from.board).await?;
    stream::changes_of_many(&app, &boards, from.after).await
}

async fn listened(app: &Shared, me: &Facilitator, id: &str) -> Result<Vec<String>> {
    let (workshop, id) = ((*me.workshop).clone(), id.to_owned());
    app.store.read(move |db| overview::listened(db, &workshop, &id)).await
}

/// `POST /f/{digits}/steering`: phases, time, announcements, freezing, votings.
pub async fn steer(
    app: Shared,
    request: HttpRequest,
    me: Facilitator,
    fields: Fields,
) -> Result<HttpResponse> {
    let order = Order::read(field(&fields, "order"), field(&fields, "line"));
    let order = order.ok_or(Error::NotFound)?;
    let on = match field(&fields, "board") {
        "" => On::Tables(field(&fields, "theme").to_owned()),
        board => On::Board(board.to_owned()),
    };
    act(&app, &request, me, &fields, move |db, app, workshop| {
        steer::steer(db, app, workshop, &on, &order)
    })
    .await
}

/// `POST /f/{digits}/theme`: takes everybody to a theme.
pub async fn go_to_theme(
    app: Shared,
    request: HttpRequest,
    me: Facilitator,
    fields: Fields,
) -> Result<HttpResponse> {
    let to = field(&fields, "theme").to_owned();
    act(&app, &request, me, &fields, move |db, app, workshop| {
        let to = steer::theme(db, workshop, &to)?;
        lead::go_to_theme(db, app, workshop, &to)
    })
    .await
}

/// `POST /f/{digits}/room`: takes everybody to the board of the whole room, or back.
pub async fn gather_room(
    app: Shared,
    request: HttpRequest,
    me: Facilitator,
    fields: Fields,
) -> Result<HttpResponse> {
    let (theme, in_room) = (field(&fields, "theme").to_owned(), field(&fields, "in_room") == "yes");
    act(&app, &request, me, &fields, move |db, app, workshop| {
        let theme = steer::theme(db, workshop, &theme)?;
        lead::gather_room(db, app, &theme, in_room)
    })
    .await
}

/// `POST /f/{digits}/colours`: says what the colours mean in a theme.
pub async fn name_colours(
    app: Shared,
    request: HttpRequest,
    me: Facilitator,
    fields: Fields,
) -> Result<HttpResponse> {
    let typed = fields.0.clone();
    act(&app, &request, me, &fields, move |db, app, workshop| {
        let mut theme = steer::theme(db, workshop, field(&typed, "theme"))?;
        for meaning in &mut theme.settings.colours {
            let means = field(&typed, &format!("means-{}", meaning.colour.word()));
            let means = crate::board::notes::short(means, 20);
            if means.is_empty() {
                return Err(Error::invalid("色の意味が空です。どの色にも意味を書いてください。前の意味はそのまま残っています。"));
            }
            meaning.means = means;
        }
        workshop::store::update_theme(db, &theme.id, &theme.title, &theme.question, &theme.settings)?;
        let boards = store::of_theme(db, &theme.id)?.into_iter().map(|board| board.id);
        let boards: Vec<String> = boards.collect();
        lead::look_again(db, app, &boards)?;
        Ok(boards)
    })
    .await
}

/// `POST /f/{digits}/seats`: moves somebody to another table, by their id or by the letters on
/// their phone.
pub async fn move_seat(
    app: Shared,
    request: HttpRequest,
    me: Facilitator,
    fields: Fields,
) -> Result<HttpResponse> {
    let text = |name: &str| field(&fields, name).to_owned();
    let (attendee, letters, to) = (text("attendee"), text("letters"), text("to"));
    act(&app, &request, me, &fields, move |db, app, workshop| {
        let to = belongs(db, workshop, &to)?;
        let to = store::get(db, &to)?;
        let person = match letters.as_str() {
            "" => workshop::store::attendee(db, &attendee)?,
            typed => attend::with_letters(db, app, workshop, typed)?,
        };
        let person = person.filter(|person| person.workshop_id == workshop.id).ok_or_else(|| {
            Error::invalid("移す人が見つかりませんでした。席は変わっていません。人を選ぶか、6文字の再入室コードを確かめてください。")
        })?;
        if to.number == 0 {
            return Err(Error::NotFound);
        }
        let boards = attend::move_to(db, app, &person.id, &to)?;
        let subject = format!("{} {}へ", workshop.slug, to.name);
        audit::record(db, signature(app, workshop)?, Action::SeatMoved, &subject)?;
        Ok(boards)
    })
    .await
}

/// Does something, tells everybody, and goes back to the page that it was done on.
async fn act(
    app: &Shared,
    request: &HttpRequest,
    me: Facilitator,
    fields: &Fields,
    deed: impl FnOnce(&mut Db, &App, &Workshop) -> Result<Vec<String>> + Send + 'static,
) -> Result<HttpResponse> {
    let mut page = path(&me);
    match field(fields, "page") {
        "" => {}
        board => page += &format!("/boards/{board}"),
    }
    let workshop = me.workshop;
    live::change(app, move |db, app| Ok((deed(db, app, &workshop)?, ()))).await?;
    Ok(done(request, &page, 0, 0))
}
