//! The office's requests about what is public.

use actix_web::{HttpResponse, web};

use super::{
    PUBLISH, Publication,
    desk::{self, Desk},
    document, find, freeze, hindrances, publish as publish_document,
};
use crate::{
    app::App,
    audit::Signature,
    error::{Error, Result},
    report::{
        gather::{Gathered, gather},
        pages::{Tab, View},
        routes::screen,
    },
    staff::{Admin, Role, Viewer},
    survey::{self, Survey, pages::url},
    web::input::{Fields, field, see_other},
};

/// The address of the public page of a survey.
pub(super) fn address(slug: &str) -> String {
    format!("/results/{slug}")
}

/// `GET /staff/surveys/{slug}/results/publication`
pub async fn page(
    app: web::Data<App>,
    by: Viewer,
    slug: web::Path<String>,
    fields: web::Query<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    let survey = survey::find(&app, &slug).await?;
    let of = survey.clone();
    let public = app.store.read(move |db| find(db, &of)).await?;
    let (now, may_publish) = (app.stamp(), by.role >= Role::Admin);
    let draw = move |view: &View<'_>, gathered: &Gathered| {
        let next = document(gathered);
        let hindrances = hindrances(&survey, &gathered.returns, &next, public.as_ref(), now);
        let desk = Desk {
            address: &address(&survey.slug),
            public: public.as_ref(),
            print: &freeze(&next).map(|frozen| frozen.print).unwrap_or_default(),
            next: &next,
            hindrances: &hindrances,
            may_publish,
        };
        desk::publication(view, &desk)
    };
    screen(&app, &by, &slug, fields.into_inner(), Tab::Publication, draw).await
}

/// `POST /staff/surveys/{slug}/results/publication`: publishes what was looked at.
pub async fn publish(
    app: web::Data<App>,
    by: Admin,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let survey = survey::find(&app, &slug).await?;
    if field(&fields, "typed") != PUBLISH {
        return Err(Error::invalid(format!(
            "公表していません。公表するときは、欄に「{PUBLISH}」と入力してください。"
        )));
    }
    let (json, print) = looked_at(&app, &survey).await?;
    if field(&fields, "print") != print {
        return Err(Error::Conflict("公表していません。確かめた後に、回答か設定が変わりました。前の画面を開き直し、内容をもう一度確かめてください。".into()));
    }
    let (of, by) = (survey.clone(), Signature::of(&app, &by)?);
    app.store.write(move |db| publish_document(db, by, &of, &json)).await?;
    Ok(see_other(&format!("{}{}", url(&survey), Tab::Publication.path())))
}

/// What can be published now, and by what it is recognised. Made while reading: the writer has
/// answers to take meanwhile.
async fn looked_at(app: &web::Data<App>, survey: &Survey) -> Result<(String, String)> {
    let (inner, of, now) = (app.clone(), survey.clone(), app.stamp());
    app.store
        .read(move |db| {
            let gathered = gather(db, &inner, &of, &[], now)?;
            let next = document(&gathered);
            let public: Option<Publication> = find(db, &of)?;
            let hindrances = hindrances(&of, &gathered.returns, &next, public.as_ref(), now);
            if !hindrances.is_empty() {
                return Err(Error::Invalid(hindrances));
            }
            let frozen = freeze(&next)?;
            Ok((frozen.json, frozen.print))
        })
        .await
}

/// `POST /staff/surveys/{slug}/results/publication/withdrawal`
pub async fn withdraw(
    app: web::Data<App>,
    by: Admin,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let survey = survey::find(&app, &slug).await?;
    let typed = field(&fields, "typed").to_owned();
    let (of, by) = (survey.clone(), Signature::of(&app, &by)?);
    app.store.write(move |db| super::withdraw(db, by, &of, &typed)).await?;
    Ok(see_other(&format!("{}{}", url(&survey), Tab::Publication.path())))
}
