//! Requests of those who take part, below `/w/{digits}`. Every change is a form that a browser
//! posts by itself, or the page's script posts again until it hears that it is saved.

use actix_web::{HttpRequest, HttpResponse, web};
use maud::Markup;
use serde::Deserialize;
use serde_json::json;

use super::{
    act::{self, By, Deed},
    gather::{self, Into},
    live::{self, Eye, stream},
    notes::{self, NewNote},
    pages,
    scene::Scene,
    store, undo, votes,
};
use crate::{
    app::App,
    error::{Error, Result},
    ui::room,
    web::{
        assets,
        input::{Fields, field, see_other},
    },
    workshop::{
        self,
        attend::{self, Seat},
        guard::Attendee,
    },
};

type Shared = web::Data<App>;

/// What a look at the board asks for.
#[derive(Deserialize)]
pub struct Look {
    /// Only the `main` of the page, for the script.
    part: Option<String>,
}

/// `GET /w/{digits}/board`: the board that I am to be at.
pub async fn board(app: Shared, me: Attendee, look: web::Query<Look>) -> Result<HttpResponse> {
    let path = path(&me.workshop.join_code);
    let Some(scene) = scene(&app, me).await? else {
        return Ok(see_other(&format!("{path}/table")));
    };
    let main = pages::main(&scene, &path);
    Ok(match look.part {
        Some(_) => html(main.into_string()),
        None => page(&app, &scene, &main),
    })
}

/// `GET /w/{digits}/notes/{id}`: a note of mine, with the forms that change it.
pub async fn note(
    app: Shared,
    me: Attendee,
    at: web::Path<(String, String)>,
) -> Result<HttpResponse> {
    let path = path(&me.workshop.join_code);
    let scene = scene(&app, me).await?.ok_or(Error::NotFound)?;
    let id = at.into_inner().1;
    let mut own = scene.own.iter().flat_map(|own| &own.notes);
    let note = own.find(|note| note.id == id).ok_or(Error::NotFound)?;
    Ok(page(&app, &scene, &pages::note::page(&scene, note, &path)))
}

/// What I see of the board that I am to be at. `None`: I have no table yet.
async fn scene(app: &Shared, me: Attendee) -> Result<Option<Scene>> {
    let (inner, id, workshop) = (app.clone(), me.person.id, *me.workshop);
    app.store
        .read(move |db| {
            let Seat::At(theme, board) = attend::seat(db, &workshop, &id)? else { return Ok(None) };
            let eye = Eye::Attendee(id);
            Scene::of(db, &inner, (workshop, theme), &board.id, &eye).map(Some)
        })
        .await
}

fn page(app: &App, scene: &Scene, main: &Markup) -> HttpResponse {
    let frame = room::Frame {
        city: &app.config.city,
        title: &scene.workshop.title,
        kind: "phone",
        style: &assets::ROOM,
        script: Some(&assets::PHONE_SCRIPT),
        sample: scene.workshop.sample,
    };
    html(room::page(&frame, main).into_string())
}

/// Where the pages of a workshop are.
pub fn path(digits: &str) -> String {
    format!("/w/{digits}")
}

fn html(body: String) -> HttpResponse {
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(body)
}

/// Which board is meant, and from which number on.
#[derive(Deserialize)]
pub struct From {
    board: String,
    #[serde(default)]
    after: i64,
}

/// `GET /w/{digits}/stream`: what happens on my board, as it happens.
pub async fn stream(
    app: Shared,
    request: HttpRequest,
    me: Attendee,
    from: web::Query<From>,
) -> Result<HttpResponse> {
    sees(&app, &me, &from.board).await?;
    stream::open(&app, &request, &from.board, from.after, Eye::Attendee(me.person.id)).await
}

/// `GET /w/{digits}/changes`: the same for a phone that asks.
pub async fn changes(app: Shared, me: Attendee, from: web::Query<From>) -> Result<HttpResponse> {
    sees(&app, &me, &from.board).await?;
    stream::changes(&app, &from.board, from.after, &Eye::Attendee(me.person.id)).await
}

/// A phone hears of the board that its person is at, and of no other.
async fn sees(app: &Shared, me: &Attendee, board: &str) -> Result<()> {
    let (workshop, id, board) = ((*me.workshop).clone(), me.person.id.clone(), board.to_owned());
    let seat = app.store.read(move |db| attend::seat(db, &workshop, &id)).await?;
    match seat {
        Seat::At(_, at) if at.id == board => Ok(()),
        _ => Err(Error::conflict("テーブルが変わりました。画面を新しくしてください。")),
    }
}

/// `POST /w/{digits}/notes`: posts a note.
pub async fn post(
    app: Shared,
    request: HttpRequest,
    me: Attendee,
    fields: Fields,
) -> Result<HttpResponse> {
    let text = |name: &str| field(&fields, name).to_owned();
    let new = NewNote { id: text("id"), text: text("text"), colour: text("colour") };
    act(&app, &request, me, &fields, move |deed| notes::post(deed, &new).map(drop)).await
}

/// `POST /w/{digits}/notes/{id}`: changes my note.
pub async fn change(
    app: Shared,
    request: HttpRequest,
    me: Attendee,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse> {
    let (id, text) = (path.into_inner().1, field(&fields, "text").to_owned());
    let colour = field(&fields, "colour").to_owned();
    act(&app, &request, me, &fields, move |deed| notes::change(deed, &id, &text, &colour).map(drop))
        .await
}

/// `POST /w/{digits}/notes/{id}/withdrawal`: takes my note back; `again=yes` puts it up again.
pub async fn withdraw(
    app: Shared,
    request: HttpRequest,
    me: Attendee,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse> {
    let (id, withdrawn) = (path.into_inner().1, field(&fields, "again") != "yes");
    act(&app, &request, me, &fields, move |deed| notes::withdraw(deed, &id, withdrawn)).await
}

/// `POST /w/{digits}/ready`: I am done, or am not.
pub async fn ready(
    app: Shared,
    request: HttpRequest,
    me: Attendee,
    fields: Fields,
) -> Result<HttpResponse> {
    let is_ready = field(&fields, "ready") == "yes";
    act(&app, &request, me, &fields, move |deed| notes::ready(deed, is_ready)).await
}

/// `POST /w/{digits}/clusters`: puts what is ticked together, into a cluster, or out of any.
pub async fn gather(
    app: Shared,
    request: HttpRequest,
    me: Attendee,
    fields: Fields,
) -> Result<HttpResponse> {
    let (ticked, into) = gathered(&fields);
    act(&app, &request, me, &fields, move |deed| gather::gather(deed, &ticked, &into)).await
}

/// What a form for gathering says: what is ticked, and where it goes.
pub fn gathered(fields: &[(String, String)]) -> (Vec<String>, Into) {
    let ticked = fields.iter().filter(|(name, _)| name == "tick").map(|(_, id)| id.clone());
    let into = match field(fields, "into") {
        "cluster" => Into::Cluster(field(fields, "cluster").to_owned()),
        "alone" => Into::Alone,
        _ => Into::New {
            id: field(fields, "id").to_owned(),
            title: field(fields, "title").to_owned(),
        },
    };
    (ticked.collect(), into)
}

/// `POST /w/{digits}/clusters/{id}`: writes the name of a cluster.
pub async fn name(
    app: Shared,
    request: HttpRequest,
    me: Attendee,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse> {
    let (id, title) = (path.into_inner().1, field(&fields, "title").to_owned());
    act(&app, &request, me, &fields, move |deed| gather::name(deed, &id, &title)).await
}

/// `POST /w/{digits}/clusters/{id}/dissolution`: takes a cluster apart.
pub async fn dissolve(
    app: Shared,
    request: HttpRequest,
    me: Attendee,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse> {
    let id = path.into_inner().1;
    act(&app, &request, me, &fields, move |deed| gather::dissolve(deed, &id)).await
}

/// `POST /w/{digits}/undo`: undoes what was gathered.
pub async fn undo(
    app: Shared,
    request: HttpRequest,
    me: Attendee,
    fields: Fields,
) -> Result<HttpResponse> {
    let batch = field(&fields, "batch").parse().map_err(|_| Error::NotFound)?;
    act(&app, &request, me, &fields, move |deed| undo::undo(deed, batch)).await
}

/// `POST /w/{digits}/dots`: says how many of my dots something shall have.
pub async fn dots(
    app: Shared,
    request: HttpRequest,
    me: Attendee,
    fields: Fields,
) -> Result<HttpResponse> {
    let target = field(&fields, "target").to_owned();
    let wanted = field(&fields, "dots").parse().map_err(|_| Error::NotFound)?;
    act(&app, &request, me, &fields, move |deed| votes::set(deed, &target, wanted)).await
}

/// Does something at the board that the form names, else at the one I am at, and shows it: the
/// page's script gets the numbers of its events, a browser without it the page.
async fn act(
    app: &Shared,
    request: &HttpRequest,
    me: Attendee,
    fields: &Fields,
    deed: impl FnOnce(&mut Deed<'_>) -> Result<()> + Send + 'static,
) -> Result<HttpResponse> {
    let now = app.stamp();
    if let Some(seconds) = app.deeds.wait(&me.person.id, now) {
        return Err(Error::TooMany { seconds });
    }
    app.deeds.failed(&me.person.id, now);
    let digits = me.workshop.join_code.clone();
    let (named, id, workshop) = (field(fields, "board").to_owned(), me.person.id, me.workshop);
    let (before, head) = live::change(app, move |db, app| {
        let board = match named.is_empty() {
            false => belongs(db, &workshop, &named)?,
            true => match attend::seat(db, &workshop, &id)? {
                Seat::At(_, board) => board.id,
                _ => return Err(Error::conflict("はじめにテーブルを選んでください。")),
            },
        };
        let before = store::hold(db, &board)?.seq;
        act::change(db, app, &board, By::Attendee(&id), deed)?;
        let head = store::get(db, &board)?.seq;
        Ok((vec![board], (before, head)))
    })
    .await?;
    Ok(done(request, &format!("{}/board", path(&digits)), before, head))
}

/// What was changed is told to a script as JSON: the first event of the deed, and the last.
pub fn done(request: &HttpRequest, page: &str, before: i64, head: i64) -> HttpResponse {
    let accepts = request.headers().get("accept").and_then(|accept| accept.to_str().ok());
    if accepts == Some("application/json") {
        let batch = (head > before).then_some(before + 1);
        return HttpResponse::Ok().json(json!({ "batch": batch, "seq": head }));
    }
    see_other(page)
}

/// The id of a board of a workshop. That of another is not found.
pub fn belongs(
    db: &mut crate::store::Db,
    workshop: &workshop::Workshop,
    board: &str,
) -> Result<String> {
    let board = store::get(db, board)?;
    let theme = workshop::store::theme(db, &board.theme_id)?;
    match theme.workshop_id == workshop.id {
        true => Ok(board.id),
        false => Err(Error::NotFound),
    }
}
