//! Requests of the facilitator about one board, below `/f/{digits}/boards/{board}`.

use actix_web::{HttpRequest, HttpResponse, web};

use super::{path, signature};
use crate::{
    app::App,
    audit::{self, Action},
    board::{
        act::{self, By, Deed},
        gather, live,
        notes::{self, NewNote},
        routes::{belongs, done, gathered},
        store, undo,
    },
    error::{Error, Result},
    web::input::{Fields, field},
    workshop::guard::Facilitator,
};

type Shared = web::Data<App>;

/// `POST …/notes`: enters a note for somebody who wrote on paper.
pub async fn post(
    app: Shared,
    request: HttpRequest,
    me: Facilitator,
    at: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse> {
    let text = |name: &str| field(&fields, name).to_owned();
    let new = NewNote { id: text("id"), text: text("text"), colour: text("colour") };
    let board = at.into_inner().1;
    act(&app, &request, me, board, "#paper", move |deed| notes::post(deed, &new).map(drop)).await
}

/// `POST …/notes/{id}`: shows, hides or pins a note.
pub async fn tend(
    app: Shared,
    request: HttpRequest,
    me: Facilitator,
    at: web::Path<(String, String, String)>,
    fields: Fields,
) -> Result<HttpResponse> {
    let (_, board, id) = at.into_inner();
    let (verb, reason) = (field(&fields, "do").to_owned(), field(&fields, "reason").to_owned());
    act(&app, &request, me, board, "#wall", move |deed| match verb.as_str() {
        "pin" => notes::pin(deed, &id, true),
        "unpin" => notes::pin(deed, &id, false),
        "show" => recorded(deed, &id, Action::NoteShown, "", |deed| notes::restore(deed, &id)),
        "hide" => {
            recorded(deed, &id, Action::NoteHidden, &reason, |deed| notes::hide(deed, &id, &reason))
        }
        _ => Err(Error::NotFound),
    })
    .await
}

/// Does something to a note, and where that changed who sees it, records it in the audit: at which
/// table and why, never what is written on the note.
fn recorded(
    deed: &mut Deed<'_>,
    id: &str,
    action: Action,
    reason: &str,
    change: impl FnOnce(&mut Deed<'_>) -> Result<()>,
) -> Result<()> {
    let board = deed.board.id.clone();
    let before = store::note(deed.db, &board, id)?.map(|note| note.state);
    change(deed)?;
    if store::note(deed.db, &board, id)?.map(|note| note.state) == before {
        return Ok(());
    }
    let by = signature(deed.app, &deed.workshop)?;
    let subject = format!("{} {} {reason}", deed.workshop.slug, deed.board.name);
    audit::record(deed.db, by, action, subject.trim_end())
}

/// `POST …/clusters`: puts what is ticked together, into a cluster, or out of any.
pub async fn gather(
    app: Shared,
    request: HttpRequest,
    me: Facilitator,
    at: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse> {
    let (ticked, into) = gathered(&fields);
    let board = at.into_inner().1;
    act(&app, &request, me, board, "#wall", move |deed| gather::gather(deed, &ticked, &into)).await
}

/// `POST …/clusters/{id}`: writes the name of a cluster.
pub async fn name(
    app: Shared,
    request: HttpRequest,
    me: Facilitator,
    at: web::Path<(String, String, String)>,
    fields: Fields,
) -> Result<HttpResponse> {
    let (_, board, id) = at.into_inner();
    let title = field(&fields, "title").to_owned();
    act(&app, &request, me, board, "#wall", move |deed| gather::name(deed, &id, &title)).await
}

/// `POST …/clusters/{id}/dissolution`: takes a cluster apart.
pub async fn dissolve(
    app: Shared,
    request: HttpRequest,
    me: Facilitator,
    at: web::Path<(String, String, String)>,
) -> Result<HttpResponse> {
    let (_, board, id) = at.into_inner();
    act(&app, &request, me, board, "#wall", move |deed| gather::dissolve(deed, &id)).await
}

/// `POST …/undo`: undoes a deed.
pub async fn undo(
    app: Shared,
    request: HttpRequest,
    me: Facilitator,
    at: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse> {
    let batch = field(&fields, "batch").parse().map_err(|_| Error::NotFound)?;
    let board = at.into_inner().1;
    act(&app, &request, me, board, "#history", move |deed| undo::undo(deed, batch)).await
}

/// Does something at a board of the workshop, and goes back to a part of its page.
async fn act(
    app: &Shared,
    request: &HttpRequest,
    me: Facilitator,
    board: String,
    part: &str,
    deed: impl FnOnce(&mut Deed<'_>) -> Result<()> + Send + 'static,
) -> Result<HttpResponse> {
    let page = format!("{}/boards/{board}{part}", path(&me));
    let workshop = me.workshop;
    let (before, head) = live::change(app, move |db, app| {
        let board = belongs(db, &workshop, &board)?;
        let before = store::hold(db, &board)?.seq;
        act::change(db, app, &board, By::Facilitator, deed)?;
        let head = store::get(db, &board)?.seq;
        Ok((vec![board], (before, head)))
    })
    .await?;
    Ok(done(request, &page, before, head))
}
