//! The office's requests about meetings.

use actix_web::{HttpResponse, web};
use maud::Markup;

use super::{
    Shared, form, meeting as find,
    pages::{self, Reported, Setting},
    url,
};
use crate::{
    audit::Signature,
    error::{Error, Result},
    meeting::{self, Meeting, comments, store},
    staff::{Editor, Viewer},
    store::Db,
    web::input::{Fields, see_other},
    workshop::{store as workshops, template::of_meeting as template},
};

/// `GET /staff/meetings`
pub async fn list(app: Shared, by: Viewer) -> Result<Markup> {
    let (meetings, themes) = app
        .store
        .read(|db| {
            let mut listed = Vec::new();
            for meeting in store::all(db)? {
                let reported = reported(db, &meeting)?;
                listed.push((meeting, reported));
            }
            Ok((listed, meeting::every_theme(db)?))
        })
        .await?;
    let template = template(&app.config.forms)?;
    let city = &app.config.city;
    Ok(pages::list(city, &by, &meetings, template.as_ref(), &themes, app.stamp()))
}

fn reported(db: &mut Db, meeting: &Meeting) -> Result<Vec<Reported>> {
    let mut reported = Vec::new();
    for topic in store::themes(db, &meeting.id)? {
        let theme = workshops::theme(db, &topic.theme_id)?;
        let workshop = workshops::get(db, &theme.workshop_id)?;
        let comments = comments::store::all(db, &topic.id)?;
        reported.push(Reported { topic, theme, workshop, comments });
    }
    Ok(reported)
}

/// `POST /staff/meetings`: makes a meeting from the template.
pub async fn make(app: Shared, by: Editor, fields: Fields) -> Result<HttpResponse> {
    let template = template(&app.config.forms)?.ok_or_else(|| {
        Error::conflict("結果報告会のひな形（workshops/meeting.yaml）がないため、つくれません。")
    })?;
    let plan = form::new(&fields, &template.settings)?;
    let (by, inner) = (Signature::of(&app, &by)?, app.clone());
    let made = app.store.write(move |db| meeting::make(db, &inner, by, plan)).await?;
    Ok(see_other(&url(&made)))
}

/// `GET /staff/meetings/{slug}`
pub async fn meeting(app: Shared, by: Viewer, slug: web::Path<String>) -> Result<Markup> {
    let (meeting, reported) = app
        .store
        .read(move |db| {
            let meeting = find(db, &slug)?;
            let reported = reported(db, &meeting)?;
            Ok((meeting, reported))
        })
        .await?;
    let set = Setting { city: &app.config.city, by: &by, meeting: &meeting, now: app.stamp() };
    Ok(pages::meeting(&set, &reported))
}

/// `GET /staff/meetings/{slug}/settings`
pub async fn settings(app: Shared, by: Editor, slug: web::Path<String>) -> Result<Markup> {
    let (meeting, themes, of) = app
        .store
        .read(move |db| {
            let meeting = find(db, &slug)?;
            let topics = store::themes(db, &meeting.id)?;
            let of: Vec<String> = topics.into_iter().map(|topic| topic.theme_id).collect();
            Ok((meeting, meeting::every_theme(db)?, of))
        })
        .await?;
    let set = Setting { city: &app.config.city, by: &by, meeting: &meeting, now: app.stamp() };
    Ok(pages::settings(&set, &themes, &of))
}

/// `POST /staff/meetings/{slug}/settings`
pub async fn change(
    app: Shared,
    by: Editor,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let found = app.store.read(move |db| find(db, &slug)).await?;
    let (to, plan) = (url(&found), form::changed(&fields, &found)?);
    let (by, inner) = (Signature::of(&app, &by)?, app.clone());
    app.store.write(move |db| meeting::change(db, &inner, by, &found, plan)).await?;
    Ok(see_other(&to))
}
