//! The office's requests about themes.

use actix_web::{HttpResponse, web};
use maud::Markup;

use super::{Shared, find, of, reply, setting};
use crate::{
    audit::Signature,
    board::live,
    error::{Error, Result},
    staff::Editor,
    store::Db,
    web::input::{Fields, field, see_other},
    workshop::{
        Theme, Workshop,
        desk::{pages, themes, typed},
        store as rows,
    },
};

/// `GET /staff/workshops/{slug}/themes/new`: times and dots as the last theme has them.
pub async fn new(app: Shared, by: Editor, slug: web::Path<String>) -> Result<Markup> {
    let workshop = find(&app, &slug).await?;
    let id = workshop.id.clone();
    let others = app.store.read(move |db| rows::themes(db, &id)).await?;
    let typed = typed::of_new_theme(others.last());
    Ok(pages::theme::new(&setting(&app, &by, &workshop), &typed, &[]))
}

/// `POST /staff/workshops/{slug}/themes`: adds one, or shows what is wrong with it.
pub async fn add(
    app: Shared,
    by: Editor,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let workshop = find(&app, &slug).await?;
    let added = match typed::theme(&fields) {
        Err(wrong) => Err(Error::Invalid(wrong)),
        Ok(new) => {
            let (inner, signature) = (app.clone(), Signature::of(&app, &by)?);
            let add = app.store.write(move |db| {
                let workshop = of(db, &slug)?;
                themes::add(db, &inner, signature, &workshop, new)
            });
            add.await.map(drop)
        }
    };
    match added {
        Ok(()) => Ok(saved(&workshop)),
        Err(Error::Invalid(wrong)) => {
            let set = setting(&app, &by, &workshop);
            Ok(reply(&wrong, pages::theme::new(&set, &fields, &wrong)))
        }
        Err(other) => Err(other),
    }
}

fn saved(workshop: &Workshop) -> HttpResponse {
    see_other(&format!("{}?done=saved", pages::url(workshop)))
}

/// A theme of the workshop of the address.
fn found(db: &mut Db, slug: &str, id: &str) -> Result<(Workshop, Theme)> {
    let workshop = of(db, slug)?;
    let themes = rows::themes(db, &workshop.id)?;
    let theme = themes.into_iter().find(|theme| theme.id == id).ok_or(Error::NotFound)?;
    Ok((workshop, theme))
}

/// `GET /staff/workshops/{slug}/themes/{id}`
pub async fn page(app: Shared, by: Editor, path: web::Path<(String, String)>) -> Result<Markup> {
    let (slug, id) = path.into_inner();
    let (workshop, theme) = app.store.read(move |db| found(db, &slug, &id)).await?;
    let typed = typed::of_theme(&theme);
    Ok(pages::theme::theme(&setting(&app, &by, &workshop), &theme, &typed, &[]))
}

/// `POST /staff/workshops/{slug}/themes/{id}`: changes it, or shows what is wrong.
pub async fn change(
    app: Shared,
    by: Editor,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse> {
    let (slug, id) = path.into_inner();
    let (of, wanted) = (slug.clone(), id.clone());
    let (workshop, theme) = app.store.read(move |db| found(db, &of, &wanted)).await?;
    let changed = match typed::theme(&fields) {
        Err(wrong) => Err(Error::Invalid(wrong)),
        Ok(to) => {
            let signature = Signature::of(&app, &by)?;
            let change = live::change(&app, move |db, app| {
                let (workshop, theme) = found(db, &slug, &id)?;
                Ok((themes::change(db, app, signature, &workshop, &theme, &to)?, ()))
            });
            change.await
        }
    };
    match changed {
        Ok(()) => Ok(saved(&workshop)),
        Err(Error::Invalid(wrong)) => {
            let set = setting(&app, &by, &workshop);
            Ok(reply(&wrong, pages::theme::theme(&set, &theme, &fields, &wrong)))
        }
        Err(other) => Err(other),
    }
}

/// `POST /staff/workshops/{slug}/themes/{id}/removal`
pub async fn remove(
    app: Shared,
    by: Editor,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse> {
    if field(&fields, "confirmed") != "yes" {
        return Err(Error::invalid("消していません。印を付けてから押してください。"));
    }
    let ((slug, id), by) = (path.into_inner(), Signature::of(&app, &by)?);
    let to = format!("{}/{slug}?done=saved", pages::LIST);
    app.store
        .write(move |db| {
            let (workshop, theme) = found(db, &slug, &id)?;
            themes::remove(db, by, &workshop, &theme)
        })
        .await?;
    Ok(see_other(&to))
}
