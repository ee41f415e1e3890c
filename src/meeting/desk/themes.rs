//! The office's requests about one theme: what the city says, a look at what would be public,
//! publishing it and taking it back.

pub mod pages;

use actix_web::{HttpResponse, web};
use maud::Markup;

use super::{Shared, pages::Setting, topic, url};
use crate::{
    audit::Signature,
    error::{Error, Result},
    meeting::{Meeting, Topic, publication},
    staff::{Admin, Editor, Role, Staff, Viewer},
    store::Db,
    web::input::{Fields, field, see_other},
};
use pages::{Next, Theme};

/// `GET /staff/meetings/{slug}/themes/{id}`
pub async fn page(app: Shared, by: Viewer, path: web::Path<(String, String)>) -> Result<Markup> {
    let (slug, number) = path.into_inner();
    let (meeting, topic, title, next) = app
        .store
        .read(move |db| {
            let (meeting, topic) = topic(db, &slug, &number)?;
            let title = crate::workshop::store::theme(db, &topic.theme_id)?.title;
            let next = next(db, &topic)?;
            Ok((meeting, topic, title, next))
        })
        .await?;
    let set = Setting { city: &app.config.city, by: &by, meeting: &meeting, now: app.stamp() };
    let may_publish = by.role >= Role::Admin;
    Ok(pages::theme(&set, &Theme { topic: &topic, title: &title, next: &next, may_publish }))
}

/// What would be public, or why nothing can be.
fn next(db: &mut Db, topic: &Topic) -> Result<Next> {
    match publication::document(db, topic) {
        Ok(document) => {
            let frozen = publication::freeze(&document)?;
            let is_public = topic.document.as_ref() == Some(&frozen.json);
            Ok(Next::Ready { document: Box::new(document), print: frozen.print, is_public })
        }
        Err(Error::Invalid(sentences)) => Ok(Next::Hindered(sentences)),
        Err(other) => Err(other),
    }
}

/// `POST /staff/meetings/{slug}/themes/{id}/official`: writes what the city says.
pub async fn write(
    app: Shared,
    by: Editor,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse> {
    let (section, text) = (field(&fields, "section").to_owned(), field(&fields, "text").to_owned());
    change(app, &by, path, move |db, by, meeting, topic| {
        publication::write_official(db, by, meeting, topic, &section, &text)
    })
    .await
}

/// `POST /staff/meetings/{slug}/themes/{id}/publication`: publishes what was looked at.
pub async fn publish(
    app: Shared,
    by: Admin,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse> {
    let (print, typed) = (field(&fields, "print").to_owned(), field(&fields, "typed").to_owned());
    change(app, &by, path, move |db, by, meeting, topic| {
        publication::publish(db, by, meeting, topic, &print, &typed)
    })
    .await
}

/// `POST /staff/meetings/{slug}/themes/{id}/withdrawal`: takes back what is public.
pub async fn withdraw(
    app: Shared,
    by: Admin,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse> {
    let typed = field(&fields, "typed").to_owned();
    change(app, &by, path, move |db, by, meeting, topic| {
        publication::withdraw(db, by, meeting, topic, &typed)
    })
    .await
}

async fn change(
    app: Shared,
    by: &Staff,
    path: web::Path<(String, String)>,
    deed: impl FnOnce(&mut Db, Signature, &Meeting, &Topic) -> Result<()> + Send + 'static,
) -> Result<HttpResponse> {
    let ((slug, number), by) = (path.into_inner(), Signature::of(&app, by)?);
    let (meeting, topic) = app
        .store
        .write(move |db| {
            let (meeting, topic) = topic(db, &slug, &number)?;
            deed(db, by, &meeting, &topic)?;
            Ok((meeting, topic))
        })
        .await?;
    Ok(see_other(&format!("{}/themes/{}", url(&meeting), topic.number)))
}
