//! The office's requests about workshops.

pub mod screens;
pub mod themes;

use actix_web::{HttpResponse, http::StatusCode, web};
use maud::Markup;
use serde::Deserialize;

use super::{
    pages::{
        self, Listed, Making, Setting,
        overview::{Done, Overview},
    },
    store, typed,
};
use crate::{
    app::App,
    audit::Signature,
    board::live,
    clock::day_in_japan,
    error::{Error, Result},
    registration,
    staff::{Admin, Editor, Staff, Viewer},
    store::Db,
    web::input::{Fields, field, see_other},
    workshop::{NewWorkshop, State, Workshop, erase, store as rows, template},
};

type Shared = web::Data<App>;

/// What has just been done, to say so.
#[derive(Deserialize)]
pub struct Word {
    done: Option<String>,
}

/// `GET /staff/workshops`
pub async fn list(app: Shared, by: Viewer, word: web::Query<Word>) -> Result<HttpResponse> {
    let today = day_in_japan(app.stamp()).to_string();
    let offered = [("held_on".to_owned(), today)];
    listed(&app, &by, &offered, &[], word.done.as_deref() == Some("removed")).await
}

async fn listed(
    app: &Shared,
    by: &Staff,
    typed: &typed::Fields,
    wrong: &[String],
    removed: bool,
) -> Result<HttpResponse> {
    let templates = template::offered(&app.config.forms)?;
    let workshops = app
        .store
        .read(|db| {
            let (people, notes, themes) =
                (store::people(db)?, store::notes(db)?, store::themes(db)?);
            let listed = |workshop: Workshop| {
                let own = themes.iter().filter(|(of, _)| *of == workshop.id);
                let notes = own.filter_map(|(_, theme)| notes.get(theme)).sum();
                let people = people.get(&workshop.id).copied().unwrap_or_default();
                Listed { workshop, people, notes }
            };
            Ok(rows::all(db)?.into_iter().map(listed).collect::<Vec<_>>())
        })
        .await?;
    let making = Making { templates: &templates, typed, wrong, removed };
    Ok(reply(wrong, pages::list(&app.config.city, by, &workshops, &making)))
}

/// A page; refused where something is wrong.
fn reply(wrong: &[String], page: Markup) -> HttpResponse {
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    HttpResponse::build(status).content_type("text/html; charset=utf-8").body(page.into_string())
}

/// `POST /staff/workshops`: makes a workshop from a template.
pub async fn create(app: Shared, by: Editor, fields: Fields) -> Result<HttpResponse> {
    let made = match wanted(&app, &fields) {
        Err(wrong) => Err(wrong),
        Ok((new, is_named)) => {
            let (inner, signature) = (app.clone(), Signature::of(&app, &by)?);
            let made = app.store.write(move |db| {
                let slug = if is_named { new.slug } else { super::free_slug(db, &new.slug)? };
                super::make(db, &inner, signature, NewWorkshop { slug, ..new })
            });
            made.await
        }
    };
    match made {
        Ok(made) => Ok(see_other(&format!("{}?done=made", pages::url(&made)))),
        Err(Error::Invalid(wrong)) => listed(&app, &by, &fields, &wrong, false).await,
        Err(other) => Err(other),
    }
}

/// The workshop that somebody wants, and whether they gave it its short name themselves.
fn wanted(app: &App, fields: &typed::Fields) -> Result<(NewWorkshop, bool)> {
    let template = template::read(&app.config.forms, field(fields, "template"))?;
    if let Some(registration) = &template.settings.registration {
        let wrong = template::check::registration_in(&app.config.forms, registration)?;
        if !wrong.is_empty() {
            return Err(Error::Invalid(wrong));
        }
    }
    let held_on = typed::day(field(fields, "held_on")).map_err(Error::invalid)?;
    let is_named = !field(fields, "slug").is_empty();
    let slug = match is_named {
        true => typed::slug(field(fields, "slug")).map_err(Error::invalid)?,
        false => format!("{}-{}", template.name, held_on.format("%Y")),
    };
    let mut new = template.workshop(&slug, held_on);
    for (name, place) in
        [("title", &mut new.title), ("hours", &mut new.hours), ("place", &mut new.place)]
    {
        if !field(fields, name).is_empty() {
            *place = field(fields, name).to_owned();
        }
    }
    Ok((new, is_named))
}

/// The workshop of an address.
pub async fn find(app: &Shared, slug: &str) -> Result<Workshop> {
    let slug = slug.to_owned();
    app.store.read(move |db| of(db, &slug)).await
}

fn of(db: &mut Db, slug: &str) -> Result<Workshop> {
    rows::by_slug(db, slug)?.ok_or(Error::NotFound)
}

/// What a page of one workshop stands on.
pub fn setting<'a>(app: &'a App, by: &'a Staff, workshop: &'a Workshop) -> Setting<'a> {
    Setting { city: &app.config.city, by, workshop }
}

/// `GET /staff/workshops/{slug}`
pub async fn overview(
    app: Shared,
    by: Viewer,
    slug: web::Path<String>,
    word: web::Query<Word>,
) -> Result<Markup> {
    let (workshop, themes, people) = app
        .store
        .read(move |db| {
            let workshop = of(db, &slug)?;
            let notes = store::notes(db)?;
            let themes = rows::themes(db, &workshop.id)?.into_iter().map(|theme| {
                let posted = notes.get(&theme.id).copied().unwrap_or_default();
                (theme, posted)
            });
            let people = store::people(db)?.get(&workshop.id).copied().unwrap_or_default();
            Ok((workshop, themes.collect::<Vec<_>>(), people))
        })
        .await?;
    let done = word.done.as_deref().and_then(Done::from_word);
    let shown = Overview { themes: &themes, people, base_url: &app.config.base_url, done };
    pages::overview::overview(&setting(&app, &by, &workshop), &shown)
}

/// `POST /staff/workshops/{slug}/state`: opens, closes, opens again.
pub async fn set_state(
    app: Shared,
    by: Editor,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let to = match field(&fields, "state") {
        "open" => State::Open,
        "closed" => State::Closed,
        _ => return Err(Error::NotFound),
    };
    let (by, to_page) = (Signature::of(&app, &by)?, format!("{}/{slug}", pages::LIST));
    live::change(&app, move |db, app| {
        let workshop = of(db, &slug)?;
        Ok((super::set_state(db, app, by, &workshop, to)?, ()))
    })
    .await?;
    Ok(see_other(&to_page))
}

/// `GET /staff/workshops/{slug}/settings`
pub async fn settings_page(app: Shared, by: Editor, slug: web::Path<String>) -> Result<Markup> {
    let workshop = find(&app, &slug).await?;
    let typed = typed::of_workshop(&workshop);
    Ok(pages::settings::settings(&setting(&app, &by, &workshop), &typed, &[]))
}

/// `POST /staff/workshops/{slug}/settings`: keeps them, or shows what is wrong with them.
pub async fn set_settings(
    app: Shared,
    by: Editor,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let workshop = find(&app, &slug).await?;
    let kept = match typed::workshop(&fields, &workshop.settings) {
        Err(wrong) => Err(Error::Invalid(wrong)),
        Ok(to) => {
            let (signature, slug) = (Signature::of(&app, &by)?, workshop.slug.clone());
            let change = live::change(&app, move |db, app| {
                let workshop = of(db, &slug)?;
                Ok((super::change(db, app, signature, &workshop, to)?, ()))
            });
            change.await
        }
    };
    let wrong = match kept {
        Ok(()) => {
            registration::follow(&app, &workshop.slug).await?;
            return Ok(see_other(&format!("{}?done=saved", pages::url(&workshop))));
        }
        Err(Error::Invalid(wrong)) => wrong,
        Err(Error::Conflict(sentence)) => vec![sentence],
        Err(other) => return Err(other),
    };
    let set = setting(&app, &by, &workshop);
    Ok(reply(&wrong, pages::settings::settings(&set, &fields, &wrong)))
}

/// `POST /staff/workshops/{slug}/erasure`: erases the traces of who took part before their time.
pub async fn erase(
    app: Shared,
    by: Admin,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let (word, by) = (field(&fields, "typed").to_owned(), Signature::of(&app, &by)?);
    let to = format!("{}/{slug}?done=erased", pages::LIST);
    let inner = app.clone();
    app.store
        .write(move |db| {
            let workshop = of(db, &slug)?;
            super::confirmed(&workshop, &word)?;
            erase::erase(db, &inner, by, &workshop)
        })
        .await?;
    Ok(see_other(&to))
}

/// `POST /staff/workshops/{slug}/removal`
pub async fn remove(
    app: Shared,
    by: Admin,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let (word, by) = (field(&fields, "typed").to_owned(), Signature::of(&app, &by)?);
    app.store
        .write(move |db| {
            let workshop = of(db, &slug)?;
            super::remove(db, by, &workshop, &word)
        })
        .await?;
    Ok(see_other(&format!("{}?done=removed", pages::LIST)))
}
