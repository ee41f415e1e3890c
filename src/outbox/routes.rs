//! Mail in the office: who looks, who has it sent again.

use actix_web::{HttpResponse, web};
use maud::Markup;
use serde::Deserialize;

use super::{
    State, message, pages,
    pages::{Page, Sender},
    store,
};
use crate::{
    app::App,
    audit::Signature,
    error::Result,
    staff::{Editor, Role, Viewer},
    store::Db,
    web::input::see_other,
};

/// What a list is asked for.
#[derive(Deserialize)]
pub struct Asked {
    state: Option<String>,
    page: Option<i64>,
}

/// `GET /staff/mail`
pub async fn list(app: web::Data<App>, by: Viewer, asked: web::Query<Asked>) -> Result<Markup> {
    let state = asked.state.as_deref();
    let state = state.and_then(|word| State::ALL.into_iter().find(|state| state.word() == word));
    let number = asked.page.unwrap_or(1).clamp(1, 10_000);
    let (counts, letters) = app
        .store
        .read(move |db| {
            let from = (number - 1) * pages::LINES;
            Ok((store::counts(db)?, store::page(db, state, from, pages::LINES + 1)?))
        })
        .await?;
    let page = Page {
        counts,
        state,
        number,
        letters,
        is_dry_run: app.config.mail.is_dry_run(),
        // Addresses and texts are of no use for looking.
        may_change: by.role >= Role::Editor,
        now: app.stamp(),
    };
    Ok(pages::list(&app.config.city, &by, &page))
}

/// `GET /staff/mail/{id}`: a mail as it goes out.
pub async fn letter(app: web::Data<App>, by: Editor, id: web::Path<String>) -> Result<Markup> {
    let letter = app.store.read(move |db| store::get(db, &id)).await?;
    let mail = &app.config.mail;
    let sender = Sender {
        from: &mail.from,
        reply_to: &mail.reply_to,
        text: letter.mail().map(|mail| message::text(&app, &mail)),
    };
    Ok(pages::letter(&app.config.city, &by, &letter, &sender, app.stamp()))
}

/// `POST /staff/mail/{id}/retry`
pub async fn retry(app: web::Data<App>, by: Editor, id: web::Path<String>) -> Result<HttpResponse> {
    let to = pages::url(&id);
    change(&app, &by, move |db, by| super::retry(db, by, &id)).await?;
    Ok(see_other(&to))
}

/// `POST /staff/mail/retries`: everything that failed.
pub async fn retry_failed(app: web::Data<App>, by: Editor) -> Result<HttpResponse> {
    change(&app, &by, |db, by| super::retry_failed(db, by).map(drop)).await?;
    Ok(see_other("/staff/mail"))
}

/// `POST /staff/mail/{id}/removal`
pub async fn stop(app: web::Data<App>, by: Editor, id: web::Path<String>) -> Result<HttpResponse> {
    let to = pages::url(&id);
    change(&app, &by, move |db, by| super::stop(db, by, &id)).await?;
    Ok(see_other(&to))
}

async fn change(
    app: &App,
    by: &Editor,
    deed: impl FnOnce(&mut Db, Signature) -> Result<()> + Send + 'static,
) -> Result<()> {
    let signature = Signature::of(app, by)?;
    app.store.write(move |db| deed(db, signature)).await?;
    app.mailer.wake();
    Ok(())
}
