//! The questionnaire as residents see it, for the office to look at before it is sent.

use std::sync::Arc;

use actix_web::{HttpResponse, http::StatusCode, web};
use maud::{Markup, html};

use super::{
    pages::{Setting, progress},
    question::{Sheet, question},
    visit::{Reader, Shared},
};
use crate::{
    error::{Error, Result},
    form::{Answers, Form, Section},
    staff::Viewer,
    survey,
    web::input,
};

/// `GET /staff/surveys/{slug}/preview`: on to the first page.
pub async fn first(app: Shared, _by: Viewer, slug: web::Path<String>) -> Result<HttpResponse> {
    let (survey, form) = previewed(&app, &slug).await?;
    let first = form.sections.first().ok_or(Error::NotFound)?;
    Ok(input::see_other(&format!("{}/preview/{}", survey::pages::url(&survey), first.id)))
}

/// `GET /staff/surveys/{slug}/preview/{section}`: the newest version as residents see it.
pub async fn section(
    app: Shared,
    _by: Viewer,
    reader: Reader,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse> {
    let (slug, section) = path.into_inner();
    let (survey, form) = previewed(&app, &slug).await?;
    let section = super::section(&form, &section)?;
    let page = page(&reader.setting(&app), &form, section, &survey::pages::url(&survey));
    Ok(reader.show(&app, StatusCode::OK, page))
}

async fn previewed(app: &Shared, slug: &str) -> Result<(survey::Survey, Arc<Form>)> {
    let survey = survey::find(app, slug).await?;
    let (inner, id) = (app.clone(), survey.id.clone());
    let published = app.store.read(move |db| inner.forms.newest(db, &id)).await?;
    Ok((survey, published.form))
}

/// A page of questions for the office to look at: nothing on it can be sent.
fn page(set: &Setting<'_>, form: &Form, section: &Section, base: &str) -> Markup {
    let set = &set.in_form(form);
    let (view, lang) = (set.view, set.view.lang);
    let sheet = Sheet { view, answers: &Answers::default(), findings: &[] };
    let place = form.sections.iter().position(|other| other.id == section.id).unwrap_or(0);
    let link = |place: usize, words: &str| {
        html! {
            @if let Some(other) = form.sections.get(place) {
                a.button href={ (base) "/preview/" (other.id) } { (words) }
            }
        }
    };
    set.page(section.title.get(lang), &form.languages, false, html! {
        p.notice { "調査票の確認用の画面です。ここでの入力は保存されません。すべての質問を表示しています。 "
            a href=(base) { "調査のページへ戻る" } }
        (progress(set, place + 1, form.sections.len() + 1, false))
        h1 { (view.say(section.title.get(lang))) }
        @if let Some(intro) = &section.intro { p { (view.say(intro.get(lang))) } }
        @for item in &section.questions { (question(&sheet, item)) }
        p.actions {
            (link(place + 1, "次のページ"))
            @if place > 0 { (link(place - 1, "前のページ")) }
        }
    })
}
