//! The office's requests for what is kept of a workshop.

use std::io::Cursor;

use actix_web::{HttpResponse, http::header, web};
use maud::Markup;
use serde::Deserialize;

use super::{Record, csv, pages, print, replay::Step, sheets::Comment, workbook};
use crate::{
    app::App,
    audit::{self, Action, Signature},
    error::{Error, Result},
    meeting,
    staff::{Editor, Staff, Viewer},
    workshop::{Workshop, store},
};

type Shared = web::Data<App>;
type Slug = web::Path<String>;
type SlugAndBoard = web::Path<(String, String)>;

/// The moment that is asked for.
#[derive(Deserialize)]
pub struct Asked {
    at: Option<i64>,
}

/// `GET /staff/workshops/{slug}/record`: everything that is kept.
pub async fn index(app: Shared, by: Viewer, slug: Slug) -> Result<Markup> {
    let city = app.clone();
    read(&app, slug.into_inner(), move |record| Ok(pages::index(&city.config.city, &by, record)))
        .await
}

/// `GET /staff/workshops/{slug}/record/print`: every board on which anything stood, for print.
pub async fn print(app: Shared, _by: Viewer, slug: Slug) -> Result<Markup> {
    read(&app, slug.into_inner(), |record| {
        Ok(print::page(record, record.boards().filter(|(_, kept)| kept.is_used())))
    })
    .await
}

/// `GET /staff/workshops/{slug}/record/boards/{id}/print`: one board, for print.
pub async fn print_board(app: Shared, _by: Viewer, path: SlugAndBoard) -> Result<Markup> {
    let (slug, id) = path.into_inner();
    read(&app, slug, move |record| {
        let board = record.board(&id).ok_or(Error::NotFound)?;
        Ok(print::page(record, [board]))
    })
    .await
}

/// `GET /staff/workshops/{slug}/record/boards/{id}?at=SEQ`: a board as it was.
pub async fn replay(
    app: Shared,
    by: Editor,
    path: SlugAndBoard,
    asked: web::Query<Asked>,
) -> Result<Markup> {
    let (city, (slug, id)) = (app.clone(), path.into_inner());
    read(&app, slug, move |record| {
        let (theme, kept) = record.board(&id).ok_or(Error::NotFound)?;
        let step = Step::at(theme, kept, asked.at);
        Ok(pages::replay(&city.config.city, &by, record, (theme, kept), &step))
    })
    .await
}

/// `GET /staff/workshops/{slug}/record/workbook.xlsx`
pub async fn workbook(app: Shared, by: Editor, slug: Slug) -> Result<HttpResponse> {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let comments = comments(&app, &slug).await?;
    file(&app, &by, slug.into_inner(), ("workbook.xlsx", KIND), move |record| {
        let mut out = Cursor::new(Vec::new());
        workbook::write(record, &comments, &mut out).map_err(Error::internal)?;
        Ok(out.into_inner())
    })
    .await
}

/// What people said at meetings about the results of a workshop.
async fn comments(app: &Shared, slug: &str) -> Result<Vec<Comment>> {
    let slug = slug.to_owned();
    app.store
        .read(move |db| {
            let workshop = store::by_slug(db, &slug)?.ok_or(Error::NotFound)?;
            let listed = meeting::comments_of(db, &workshop.id)?;
            Ok(listed.iter().map(meeting::files::cells).collect())
        })
        .await
}

/// `GET /staff/workshops/{slug}/record/notes.csv`
pub async fn notes(app: Shared, by: Editor, slug: Slug) -> Result<HttpResponse> {
    file(&app, &by, slug.into_inner(), ("notes.csv", "text/csv; charset=utf-8"), |record| {
        csv::notes(record).map_err(Error::internal)
    })
    .await
}

/// Gathers the record and makes something of it, away from the threads that answer.
async fn read<T: Send + 'static>(
    app: &Shared,
    slug: String,
    make: impl FnOnce(&Record) -> Result<T> + Send + 'static,
) -> Result<T> {
    let inner = app.clone();
    app.store
        .read(move |db| {
            let workshop = store::by_slug(db, &slug)?.ok_or(Error::NotFound)?;
            make(&Record::of(db, &inner, workshop)?)
        })
        .await
}

/// Makes a file that leaves the house, and records who took it.
async fn file(
    app: &Shared,
    by: &Staff,
    slug: String,
    (name, kind): (&str, &str),
    make: impl FnOnce(&Record) -> Result<Vec<u8>> + Send + 'static,
) -> Result<HttpResponse> {
    let (by, subject) = (Signature::of(app, by)?, format!("{slug} {name}"));
    let made = read(app, slug, |record| Ok((file_start(&record.workshop), make(record)?)));
    let (start, bytes) = made.await?;
    // Before anything leaves: what was refused is not on record as a download.
    app.store.write(move |db| audit::record(db, by, Action::BoardsExported, &subject)).await?;
    let disposition = format!("attachment; filename=\"{start}-{name}\"");
    Ok(HttpResponse::Ok()
        .content_type(kind)
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .body(bytes))
}

fn file_start(workshop: &Workshop) -> String {
    format!("{}{}", if workshop.sample { "SAMPLE-" } else { "" }, workshop.slug)
}
