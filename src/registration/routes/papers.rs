//! The list of those who come, as paper and as files. Each leaves a line in the record.

use actix_web::{HttpResponse, http::header, web};

use super::{Shared, desk_of};
use crate::{
    audit::{self, Action, Signature},
    error::{Error, Result},
    registration::{
        Desk, list,
        pages::print,
        seats::{self, Room},
    },
    staff::{Editor, Staff},
};

/// Records that names leave the screen, before they do.
async fn record(app: &Shared, by: &Staff, desk: &Desk, what: &str) -> Result<()> {
    let by = Signature::of(app, by)?;
    let subject = format!("{} {what}", desk.workshop.slug);
    app.store.write(move |db| audit::record(db, by, Action::RegistrationsExported, &subject)).await
}

fn printed(page: String) -> HttpResponse {
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(page)
}

/// `GET /staff/workshops/{slug}/registrations/attendance`: the list to tick off, on paper.
pub async fn attendance(app: Shared, by: Editor, slug: web::Path<String>) -> Result<HttpResponse> {
    let desk = desk_of(&app, &slug).await?;
    let of = desk.clone();
    let listed = app.store.read(move |db| list::all(db, &of)).await?;
    record(&app, &by, &desk, "出席簿").await?;
    Ok(printed(print::attendance(&desk, &listed)))
}

/// `GET /staff/workshops/{slug}/registrations/seating/lists`: the tables and cards with names.
pub async fn tables(app: Shared, by: Editor, slug: web::Path<String>) -> Result<HttpResponse> {
    let desk = desk_of(&app, &slug).await?;
    let of = desk.clone();
    let seated = app.store.read(move |db| seats::seated(db, &of)).await?;
    record(&app, &by, &desk, "テーブルの名簿と名札").await?;
    Ok(printed(print::tables(&desk, &Room::of(&desk, seated))))
}

/// `GET /staff/workshops/{slug}/registrations/list/{name}`: the list as CSV or Excel.
pub async fn file(
    app: Shared,
    by: Editor,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse> {
    let (slug, name) = path.into_inner();
    let desk = desk_of(&app, &slug).await?;
    let of = desk.clone();
    let table = app.store.read(move |db| Ok(list::table(&of, &list::all(db, &of)?))).await?;
    let (kind, bytes) = match name.as_str() {
        "registrations.csv" => ("text/csv; charset=utf-8", list::csv(&table)?),
        "registrations.xlsx" => (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            list::workbook(&table)?,
        ),
        _ => return Err(Error::NotFound),
    };
    record(&app, &by, &desk, &name).await?;
    let sample = if desk.workshop.sample { "SAMPLE-" } else { "" };
    let disposition = format!("attachment; filename=\"{sample}{slug}-{name}\"");
    Ok(HttpResponse::Ok()
        .content_type(kind)
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .body(bytes))
}
