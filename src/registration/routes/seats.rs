//! The office's requests on the day: who has come, who sits where.

use actix_web::{HttpResponse, http::StatusCode, web};
use maud::Markup;
use serde::Deserialize;

use super::{Shared, desk::folded, desk_of};
use crate::{
    audit::Signature,
    error::{Error, Result},
    registration::{
        Desk, apply,
        pages::{
            check_in::{CheckIn, check_in as check_in_page},
            list::Office,
            seating::{Tables, tables},
        },
        seats::{self, Room, Seated},
        store,
        typed::{self, Hand, Typed},
    },
    staff::{Editor, Staff},
    web::input::{Fields, field, see_other},
};

/// Where a head stands in an address: `ID.1`.
fn head(word: &str) -> Option<(&str, i32)> {
    let (id, slot) = word.rsplit_once('.')?;
    Some((id, slot.parse().ok()?))
}

fn is_at(one: &Seated, (id, slot): (&str, i32)) -> bool {
    one.guest.registration_id == id && one.guest.slot == slot
}

/// What the reception is asked for.
#[derive(Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    /// Who has just come.
    here: Option<String>,
}

/// `GET /staff/workshops/{slug}/registrations/check-in`
pub async fn check_in(
    app: Shared,
    by: Editor,
    slug: web::Path<String>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse> {
    let desk = desk_of(&app, &slug).await?;
    shown(&app, &by, &desk, &asked, &Typed::default()).await
}

async fn shown(
    app: &Shared,
    by: &Staff,
    desk: &Desk,
    asked: &Asked,
    typed: &Typed,
) -> Result<HttpResponse> {
    let of = desk.clone();
    let all = app.store.read(move |db| seats::seated(db, &of)).await?;
    let here = asked.here.as_deref().and_then(head);
    let welcome = here.and_then(|head| all.iter().find(|one| is_at(one, head))).cloned();
    let (arrived, expected) = (all.iter().filter(|one| one.guest.arrived).count(), all.len());
    let wanted = folded(&asked.q);
    let fits = |one: &Seated| {
        wanted.is_empty() || one.number.to_string() == wanted || folded(&one.name).contains(&wanted)
    };
    let mut seated: Vec<Seated> = all.into_iter().filter(fits).collect();
    // Whoever is still to come stands on top.
    seated.sort_by_key(|one| one.guest.arrived);
    let page = CheckIn {
        seated: &seated,
        arrived,
        expected,
        asked: &asked.q,
        welcome: welcome.as_ref(),
        typed,
    };
    let status = if typed.passes() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = check_in_page(&Office { city: &app.config.city, by, desk }, &page);
    Ok(HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .body(page.into_string()))
}

/// `POST /staff/workshops/{slug}/registrations/check-in/arrivals`: somebody is here, or is not.
pub async fn arrive(
    app: Shared,
    _by: Editor,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let desk = desk_of(&app, &slug).await?;
    let id = field(&fields, "id").to_owned();
    let slot = field(&fields, "slot").parse().map_err(|_| Error::NotFound)?;
    let is_here = field(&fields, "on") == "yes";
    let to = format!("/staff/workshops/{slug}/registrations/check-in");
    let to = if is_here { format!("{to}?here={id}.{slot}") } else { to };
    app.store
        .write(move |db| match is_here {
            true => seats::check_in(db, &desk, &id, slot).map(drop),
            false => seats::leave(db, &desk, &id, slot),
        })
        .await?;
    Ok(see_other(&to))
}

/// `POST /staff/workshops/{slug}/registrations/check-in/walk-ins`: somebody came without having
/// signed up.
pub async fn walk_in(
    app: Shared,
    by: Editor,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let desk = desk_of(&app, &slug).await?;
    let fresh = match typed::read(&desk.form, &desk.rule, &fields, Hand::Staff) {
        Ok(fresh) => fresh,
        Err(typed) => return shown(&app, &by, &desk, &Asked::default(), &typed).await,
    };
    let by = Signature::of(&app, &by)?;
    let signup = app.store.write(move |db| apply::walk_in(db, &desk, by, fresh)).await?;
    Ok(see_other(&format!("/staff/workshops/{slug}/registrations/check-in?here={}.1", signup.id)))
}

/// Who is to be taken to another table.
#[derive(Deserialize)]
pub struct Pick {
    pick: Option<String>,
}

/// `GET /staff/workshops/{slug}/registrations/seating`
pub async fn seating(
    app: Shared,
    by: Editor,
    slug: web::Path<String>,
    pick: web::Query<Pick>,
) -> Result<Markup> {
    let desk = desk_of(&app, &slug).await?;
    let of = desk.clone();
    let (seated, held) = app
        .store
        .read(move |db| Ok((seats::seated(db, &of)?, store::desk(db, &of.workshop.id)?)))
        .await?;
    let picked = pick.pick.as_deref().and_then(head);
    let picked = picked.and_then(|head| seated.iter().find(|one| is_at(one, head))).cloned();
    let room = Room::of(&desk, seated);
    let draws = held.map_or(0, |held| held.seed);
    let page = Tables { room: &room, draws, picked: picked.as_ref() };
    Ok(tables(&Office { city: &app.config.city, by: &by, desk: &desk }, &page))
}

fn seating_of(slug: &str) -> HttpResponse {
    see_other(&format!("/staff/workshops/{slug}/registrations/seating"))
}

/// `POST /staff/workshops/{slug}/registrations/seating/draws`: lots for everybody.
pub async fn draw(
    app: Shared,
    by: Editor,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let desk = desk_of(&app, &slug).await?;
    let (by, is_sure) = (Signature::of(&app, &by)?, field(&fields, "confirmed") == "yes");
    app.store
        .write(move |db| {
            if !is_sure && Room::of(&desk, seats::seated(db, &desk)?).is_made() {
                return Err(Error::conflict(
                    "席はもう決まっています。決め直すときは、確かめの印を付けてから押してください。何も変えていません。",
                ));
            }
            seats::draw(db, &desk, by)
        })
        .await?;
    Ok(seating_of(&slug))
}

/// `POST /staff/workshops/{slug}/registrations/seating/remainder`: tables for those without.
pub async fn fill(app: Shared, by: Editor, slug: web::Path<String>) -> Result<HttpResponse> {
    let desk = desk_of(&app, &slug).await?;
    let by = Signature::of(&app, &by)?;
    app.store.write(move |db| seats::fill(db, &desk, by)).await?;
    Ok(seating_of(&slug))
}

/// `POST /staff/workshops/{slug}/registrations/seating/moves`: takes somebody to another table.
pub async fn move_to(
    app: Shared,
    by: Editor,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let desk = desk_of(&app, &slug).await?;
    let by = Signature::of(&app, &by)?;
    let id = field(&fields, "id").to_owned();
    let number = |name| field(&fields, name).parse().map_err(|_| Error::NotFound);
    let (slot, table) = (number("slot")?, number("table")?);
    app.store.write(move |db| seats::move_to(db, &desk, by, (&id, slot), table)).await?;
    Ok(seating_of(&slug))
}
