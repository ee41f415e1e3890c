//! The office's requests about what is printed, and about the codes of whoever leads a workshop.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::{Shared, find, of};
use crate::{
    audit::{self, Action, Signature},
    error::{Error, Result},
    staff::{Editor, Staff},
    web::input::{Fields, field, see_other},
    workshop::{
        Workshop, codes,
        desk::{
            self, pages,
            sheets::{self, Imprint, Sheet},
        },
        guard,
    },
};

/// `GET /staff/workshops/{slug}/sheets?of=…`: what everybody in the room may see, to print.
pub async fn sheet(
    app: Shared,
    _by: Editor,
    slug: web::Path<String>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse> {
    let sheet = Sheet::from_word(&asked.of).ok_or(Error::NotFound)?;
    let workshop = find(&app, &slug).await?;
    let (city, base_url) = (&app.config.city, app.config.base_url.as_str());
    printed(sheets::page(&Imprint { city, base_url, workshop: &workshop }, sheet)?)
}

/// Which sheet is asked for.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    of: String,
}

fn printed(page: String) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(page))
}

/// `POST /staff/workshops/{slug}/codes/sheet`: the codes to print. Seeing them is recorded.
pub async fn codes_sheet(app: Shared, by: Editor, slug: web::Path<String>) -> Result<HttpResponse> {
    let workshop = seen(&app, &by, &slug).await?;
    printed(sheets::codes_page(&app, &workshop)?)
}

async fn seen(app: &Shared, by: &Staff, slug: &str) -> Result<Workshop> {
    let (by, slug) = (Signature::of(app, by)?, slug.to_owned());
    app.store
        .write(move |db| {
            let workshop = of(db, &slug)?;
            audit::record(db, by, Action::WorkshopCodesSeen, &workshop.slug)?;
            Ok(workshop)
        })
        .await
}

/// `POST /staff/workshops/{slug}/screens`: on to the facilitator's or the projector's screen.
pub async fn screen(
    app: Shared,
    by: Editor,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let workshop = seen(&app, &by, &slug).await?;
    let digits = &workshop.join_code;
    match field(&fields, "screen") {
        "facilitator" => {
            let code = codes::facilitator(&app, &workshop);
            let cookie = guard::facilitator_cookie(&app, digits, &code)?;
            let to = ("location", format!("/f/{digits}"));
            Ok(HttpResponse::SeeOther().insert_header(to).cookie(cookie).finish())
        }
        "projector" => {
            Ok(see_other(&format!("/p/{}", codes::projector(&app, &workshop).compact())))
        }
        _ => Err(Error::NotFound),
    }
}

/// `POST /staff/workshops/{slug}/codes`: new ones.
pub async fn renew_codes(
    app: Shared,
    by: Editor,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    if field(&fields, "confirmed") != "yes" {
        return Err(Error::invalid(
            "新しくしていません。前のコードが使えなくなることを確かめ、印を付けてから押してください。",
        ));
    }
    // A page without a number, or with a wrong one, is not ours: nothing is made anew.
    let seen = field(&fields, "issue").parse().unwrap_or(0);
    let to = format!("{}/{slug}?done=codes", pages::LIST);
    let (inner, by) = (app.clone(), Signature::of(&app, &by)?);
    app.store
        .write(move |db| {
            let workshop = of(db, &slug)?;
            desk::renew_codes(db, &inner, by, &workshop, seen)
        })
        .await?;
    Ok(see_other(&to))
}
