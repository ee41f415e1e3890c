//! The office's requests about comments: reading, letting in or not, replying, the file.

pub mod pages;

use actix_web::{HttpResponse, http::header, web};
use maud::Markup;

use super::{Shared, meeting as find, pages::Setting, topic, url};
use crate::{
    audit::{self, Action, Signature},
    error::{Error, Result},
    meeting::{Meeting, Topic, comments, files},
    staff::{Editor, Staff, Viewer},
    store::Db,
    web::input::{Fields, field, see_other},
};

/// `GET /staff/meetings/{slug}/comments`
pub async fn list(app: Shared, by: Viewer, slug: web::Path<String>) -> Result<Markup> {
    let (meeting, listed) = app
        .store
        .read(move |db| {
            let meeting = find(db, &slug)?;
            let listed = comments::of_meeting(db, &meeting)?;
            Ok((meeting, listed))
        })
        .await?;
    let set = Setting { city: &app.config.city, by: &by, meeting: &meeting, now: app.stamp() };
    Ok(pages::comments(&set, &listed))
}

/// `GET /staff/meetings/{slug}/comments.csv`
pub async fn file(app: Shared, by: Editor, slug: web::Path<String>) -> Result<HttpResponse> {
    let by = Signature::of(&app, &by)?;
    let (meeting, listed) = app
        .store
        .write(move |db| {
            let meeting = find(db, &slug)?;
            let listed = comments::of_meeting(db, &meeting)?;
            audit::record(db, by, Action::CommentsExported, &meeting.slug)?;
            Ok((meeting, listed))
        })
        .await?;
    let sample = if meeting.sample { "SAMPLE-" } else { "" };
    let disposition = format!("attachment; filename=\"{sample}{}-comments.csv\"", meeting.slug);
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .body(files::comments(&listed).map_err(Error::internal)?))
}

/// `POST /staff/meetings/{slug}/comments/{id}/admission`
pub async fn admit(
    app: Shared,
    by: Editor,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse> {
    change(app, &by, path, |db, by, (meeting, topic, number)| {
        comments::admit(db, by, meeting, topic, number)
    })
    .await
}

/// `POST /staff/meetings/{slug}/comments/{id}/refusal`
pub async fn refuse(
    app: Shared,
    by: Editor,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse> {
    let reason = field(&fields, "reason").to_owned();
    change(app, &by, path, move |db, by, (meeting, topic, number)| {
        comments::refuse(db, by, meeting, topic, number, &reason)
    })
    .await
}

/// `POST /staff/meetings/{slug}/comments/{id}/reply`
pub async fn reply(
    app: Shared,
    by: Editor,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse> {
    let (section, text) = (field(&fields, "section").to_owned(), field(&fields, "text").to_owned());
    let inner = app.clone();
    change(app, &by, path, move |db, by, of| comments::reply(db, &inner, by, of, &section, &text))
        .await
}

/// Does something with the comment of an address: `2-15` is the 15th of the second theme.
async fn change(
    app: Shared,
    by: &Staff,
    path: web::Path<(String, String)>,
    deed: impl FnOnce(&mut Db, Signature, (&Meeting, &Topic, i32)) -> Result<()> + Send + 'static,
) -> Result<HttpResponse> {
    let ((slug, id), by) = (path.into_inner(), Signature::of(&app, by)?);
    let (of_topic, number) = id.split_once('-').ok_or(Error::NotFound)?;
    let number: i32 = number.parse().map_err(|_| Error::NotFound)?;
    let of_topic = of_topic.to_owned();
    let meeting = app
        .store
        .write(move |db| {
            let (meeting, topic) = topic(db, &slug, &of_topic)?;
            deed(db, by, (&meeting, &topic, number))?;
            Ok(meeting)
        })
        .await?;
    Ok(see_other(&format!("{}/comments#c{id}", url(&meeting))))
}
