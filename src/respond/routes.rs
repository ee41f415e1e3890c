//! A respondent's requests between the first page of questions and the receipt. Opening anything
//! changes nothing; each change is a POST that ends in a page to look at.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use serde::Deserialize;

use super::{
    Posted, Saved, Sent, Visit, classroom, confirmation,
    enter::{address_of, section_url},
    guard::{Respondent, stop},
    pages::{self, SectionPage},
    receipt,
    visit::{Holder, Reader, Shared, Visitor, no_cookie, sent_cookie},
};
use crate::{
    app::App,
    error::{Error, Result},
    form, school, survey,
    ui::layout::Pupil,
    web::input::{Fields, field},
};

/// What the address of a section may ask for.
#[derive(Deserialize)]
pub struct Look {
    /// Point out what stands in the way of sending.
    check: Option<String>,
}

/// `GET /a/p/{section}`
pub async fn section_page(
    app: Shared,
    reader: Reader,
    id: web::Path<String>,
    look: web::Query<Look>,
    respondent: Respondent,
) -> Result<HttpResponse> {
    let visit = respondent.visit;
    let form = &visit.published.form;
    let section = super::section(form, &id)?;
    let answers = visit.answers();
    let path = form::path(form, &answers);
    if !path.asks_section(&section.id) {
        // An address from before the answers changed: on to where they lead now.
        return Ok(reader.redirect(&app, &address_of(&visit), None));
    }
    let findings = match look.check {
        Some(_) => form::review(form, &path, section, &answers),
        None => Vec::new(),
    };
    let page = SectionPage {
        findings: &findings,
        saved: visit.draft.is_some(),
        sample: visit.survey.sample,
        is_watched: visit.is_watched(),
        ..SectionPage::of(form, section, &answers)
    };
    Ok(reader.show(&app, StatusCode::OK, pages::section(&visit.setting(&app, reader), &page)))
}

/// `POST /a/p/{section}`: saves the page, then goes where the pressed button leads.
pub async fn save_section(
    app: Shared,
    reader: Reader,
    id: web::Path<String>,
    holder: Holder,
    fields: Fields,
) -> Result<HttpResponse> {
    let (button, reader) = (Button::of(&fields), reader.after(&fields));
    let pointed_out = field(&fields, "pointed-out") == "yes";
    let posted = Posted {
        section: id.into_inner(),
        warned: field(&fields, "warned") == "yes",
        forward: matches!(button, Button::Next),
        fields: fields.into_inner(),
    };
    let posted = std::sync::Arc::new(posted);
    let (inner, code, now, kept) = (app.clone(), holder.code, app.stamp(), posted.clone());
    let saved = app.store.write(move |db| super::save(db, &inner, &code, &kept, now)).await;
    let (before, next) = match saved {
        Ok(Saved::Kept { before, next }) => (before, next),
        Ok(Saved::Look(visit, findings)) => {
            return look_again(&app, reader, &posted.section, &visit, &findings);
        }
        Ok(Saved::Stopped(standing)) => return Ok(stop(&app, reader, &standing)),
        Err(Error::Busy(cause)) => {
            tracing::warn!(%cause, "a page was not saved");
            return not_saved(&app, reader, &holder, &posted);
        }
        Err(error) => return Err(error),
    };
    Ok(match button {
        Button::Next => reader.redirect(&app, &section_url(next.as_deref(), "/a/confirm"), None),
        Button::Back => reader.redirect(&app, &section_url(before.as_deref(), "/a/welcome"), None),
        Button::Pause => reader.redirect(&app, "/a/paused", Some(no_cookie(&app))),
        // What was pointed out is pointed out in the other language.
        Button::View if pointed_out => {
            reader.redirect(&app, &format!("/a/p/{}?check=yes", posted.section), None)
        }
        Button::View => reader.redirect(&app, &section_url(Some(&posted.section), ""), None),
    })
}

enum Button {
    Next,
    Back,
    Pause,
    View,
}

impl Button {
    fn of(fields: &[(String, String)]) -> Button {
        match (field(fields, "to"), field(fields, "view")) {
            ("back", _) => Button::Back,
            ("pause", _) => Button::Pause,
            ("", switch) if !switch.is_empty() => Button::View,
            _ => Button::Next,
        }
    }
}

fn look_again(
    app: &App,
    reader: Reader,
    section: &str,
    visit: &Visit,
    findings: &[form::Finding],
) -> Result<HttpResponse> {
    let form = &visit.published.form;
    let answers = visit.answers();
    let section = super::section(form, section)?;
    let page = SectionPage {
        findings,
        sample: visit.survey.sample,
        is_watched: visit.is_watched(),
        ..SectionPage::of(form, section, &answers)
    };
    let page = pages::section(&visit.setting(app, reader), &page);
    Ok(reader.show(app, StatusCode::UNPROCESSABLE_ENTITY, page))
}

/// The database is out of reach: the page is drawn again from memory with what was typed on it.
fn not_saved(app: &App, reader: Reader, holder: &Holder, posted: &Posted) -> Result<HttpResponse> {
    let Some(form) = app.forms.remembered(&holder.survey_id) else {
        return Err(Error::Busy("no questionnaire in memory".into()));
    };
    let section = super::section(&form, &posted.section)?;
    let typed = form::read_page(&form, section, &form::Answers::default(), &posted.fields, true);
    let is_shown =
        |id: &str| posted.fields.iter().any(|(name, value)| name == "shown" && value == id);
    let page = SectionPage {
        shown: Some(section.questions.iter().filter(|question| is_shown(&question.id)).collect()),
        not_saved: true,
        ..SectionPage::of(&form, section, &typed.answers)
    };
    let setting = match school::is_for_classes(&form) {
        true => reader.setting(app).of_pupil(Pupil::default()),
        false => reader.setting(app),
    };
    let page = pages::section(&setting, &page);
    Ok(reader.show(app, StatusCode::SERVICE_UNAVAILABLE, page))
}

/// `GET /a/paused`
pub async fn paused(app: Shared, reader: Reader) -> HttpResponse {
    reader.show(&app, StatusCode::OK, pages::paused(&reader.setting(&app)))
}

/// `GET /a/confirm`: all answers, and a number drawn for sending them.
pub async fn confirm(app: Shared, reader: Reader, respondent: Respondent) -> Result<HttpResponse> {
    let visit = respondent.visit;
    let Some(draft) = &visit.draft else {
        return Ok(reader.redirect(&app, &address_of(&visit), None));
    };
    let submission = app.ids.token()?;
    let page =
        confirmation::page(&visit.setting(&app, reader), &visit, &draft.answers, &submission);
    Ok(reader.show(&app, StatusCode::OK, page))
}

/// `POST /a/submission`: sends. Safe to repeat: the same submission gets the same receipt.
pub async fn submit(
    app: Shared,
    reader: Reader,
    holder: Holder,
    fields: Fields,
) -> Result<HttpResponse> {
    let submission = field(&fields, "submission").to_owned();
    if submission.len() != 43 {
        // Not from our page: it draws a number of its own.
        return Ok(reader.redirect(&app, "/a/confirm", None));
    }
    let (inner, id, now, number) = (app.clone(), app.ids.id()?, app.stamp(), submission.clone());
    let sent = app
        .store
        .write(move |db| super::submit(db, &inner, &holder.code, &number, &id, now))
        .await?;
    match sent {
        Sent::Received(survey, room) => {
            let receipt = receipt::of(&app.keys.receipt, &survey.id, &submission);
            let to = format!("/a/received/{}/{receipt}", survey.slug);
            Ok(reader.redirect(&app, &to, Some(sent_cookie(&app, room.as_deref()))))
        }
        Sent::Incomplete(section) => {
            Ok(reader.redirect(&app, &format!("/a/p/{section}?check=yes"), None))
        }
        Sent::Stopped(standing) => Ok(stop(&app, reader, &standing)),
    }
}

/// `GET /a/received/{survey}/{receipt}`
pub async fn received(
    app: Shared,
    request: HttpRequest,
    reader: Reader,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse> {
    let (slug, number) = path.into_inner();
    let inner = app.clone();
    let (survey, published) = app
        .store
        .read(move |db| {
            let survey = survey::store::by_slug(db, &slug)?;
            let published = inner.forms.newest(db, &survey.id)?;
            Ok((survey, published))
        })
        .await?;
    if !receipt::is_ours(&app.keys.receipt, &survey.id, &number) {
        return Err(Error::NotFound);
    }
    let form = &published.form;
    let page = match Visitor::of(&app, &request) {
        _ if !school::is_for_classes(form) => {
            pages::received(&reader.setting(&app), &survey, form, &number)
        }
        Visitor::Sent(room) => classroom::pages::sent(&reader.setting(&app), &survey, form, room),
        _ => classroom::pages::sent(&reader.setting(&app), &survey, form, None),
    };
    Ok(reader.show(&app, StatusCode::OK, page))
}
