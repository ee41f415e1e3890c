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
    school::is_for_classes,
    staff::Viewer,
    survey,
    ui::layout::Pupil,
    web::input,
};

/// `GET /staff/surveys/{slug}/preview`: on to the first page.
pub async fn first(app: Shared, _by: Viewer, slug: web::Path<String>) -> Result<HttpResponse> {
    let (survey, form) = previewed(&app, &slug).await?;
    let first = asked(&form).next().ok_or(Error::NotFound)?;
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
    let section = asked(&form).find(|asked| asked.id == section).ok_or(Error::NotFound)?;
    let page = page(&reader.setting(&app), &form, section, &survey::pages::url(&survey));
    Ok(reader.show(&app, StatusCode::OK, page))
}

async fn previewed(app: &Shared, slug: &str) -> Result<(survey::Survey, Arc<Form>)> {
    let survey = survey::find(app, slug).await?;
    let (inner, id) = (app.clone(), survey.id.clone());
    let published = app.store.read(move |db| inner.forms.newest(db, &id)).await?;
    Ok((survey, published.form))
}

/// The sections in which somebody is asked something: what a class fills in stands on no page.
fn asked(form: &Form) -> impl Iterator<Item = &Section> {
    let is_asked = |section: &&Section| section.questions.iter().any(|item| item.filled.is_none());
    form.sections.iter().filter(is_asked)
}

/// A page of questions for the office to look at: nothing on it can be sent.
fn page(set: &Setting<'_>, form: &Form, section: &Section, base: &str) -> Markup {
    let pupils = set.of_pupil(Pupil::default());
    let set = if is_for_classes(form) { &pupils } else { set };
    let set = &set.in_form(form);
    let sections: Vec<&Section> = asked(form).collect();
    let (view, lang) = (set.view, set.view.lang);
    let sheet = Sheet { view, answers: &Answers::default(), findings: &[], care: None };
    let place = sections.iter().position(|other| other.id == section.id).unwrap_or(0);
    let link = |place: usize, words: &str| {
        html! {
            @if let Some(other) = sections.get(place) {
                a.button href={ (base) "/preview/" (other.id) } { (words) }
            }
        }
    };
    set.page(section.title.get(lang), &form.languages, false, html! {
        p.notice { "調査票の確認用の画面です。ここでの入力は保存されません。すべての質問を表示しています。 "
            a href=(base) { "調査のページへ戻る" } }
        (progress(set, place + 1, sections.len() + 1, false))
        h1 { (view.say(section.title.get(lang))) }
        @if let Some(intro) = &section.intro { p { (view.say(intro.get(lang))) } }
        @for item in section.questions.iter().filter(|item| item.filled.is_none()) { (question(&sheet, item)) }
        p.actions {
            (link(place + 1, "次のページ"))
            @if place > 0 { (link(place - 1, "前のページ")) }
        }
    })
}
