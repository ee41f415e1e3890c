//! A respondent's requests. Opening anything changes nothing; each change is a POST that ends
//! in a page to look at.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};

use super::{
    Posted, Saved, Sent, Standing, pages,
    pages::{CodeRemark, SectionPage},
    receipt,
    visit::{Holder, Reader, Shared, Visitor, no_cookie, sent_cookie},
};
use crate::{
    app::App,
    code::Code,
    error::{Error, Result},
    form,
    staff::Viewer,
    survey,
    web::input::{self, Fields, field},
};

/// `GET /` and `GET /a`: asks for the code.
pub async fn code_page(app: Shared, reader: Reader) -> HttpResponse {
    reader.show(&app, StatusCode::OK, pages::code(&reader.setting(&app), None))
}

/// `GET /about`
pub async fn about(app: Shared, reader: Reader) -> HttpResponse {
    reader.show(&app, StatusCode::OK, pages::about(&reader.setting(&app)))
}

/// `POST /a`: a typed code. Opens the greeting under an address without the code.
pub async fn enter(
    app: Shared,
    request: HttpRequest,
    reader: Reader,
    fields: Fields,
) -> Result<HttpResponse> {
    match open(&app, &request, field(&fields, "code")).await? {
        Opened::Refused(remark) => Ok(refuse(&app, reader, &remark)),
        Opened::Holds(code, Standing::Ready(visit)) => {
            let holder = Holder { code, survey_id: visit.survey.id };
            Ok(reader.redirect(&app, "/a/welcome", Some(holder.cookie(&app)?)))
        }
        Opened::Holds(_, standing) => Ok(stop(&app, reader, &standing)),
    }
}

/// `GET /q/{code}`: what the QR on the letter opens. Changes nothing; the code goes on as a POST.
pub async fn scanned(
    app: Shared,
    request: HttpRequest,
    reader: Reader,
    code: web::Path<String>,
) -> Result<HttpResponse> {
    match open(&app, &request, &code).await? {
        Opened::Refused(remark) => Ok(refuse(&app, reader, &remark)),
        Opened::Holds(code, Standing::Ready(visit)) => {
            let page = pages::welcome(&reader.setting(&app), &visit, Some(&code.compact()));
            Ok(reader.show(&app, StatusCode::OK, page))
        }
        Opened::Holds(_, standing) => Ok(stop(&app, reader, &standing)),
    }
}

enum Opened {
    Refused(CodeRemark),
    Holds(Code, Standing),
}

/// Looks up a code. After ten wrong ones an address is asked to wait; a right one never is.
async fn open(app: &Shared, request: &HttpRequest, typed: &str) -> Result<Opened> {
    if typed.trim().is_empty() {
        return Ok(Opened::Refused(CodeRemark::Missing));
    }
    let remark = match Code::parse(typed) {
        Err(why) => CodeRemark::Malformed(why),
        Ok(code) => match look_up(app, code).await? {
            Standing::Unknown => CodeRemark::Unknown,
            standing => return Ok(Opened::Holds(code, standing)),
        },
    };
    let (address, now) = (input::address(app, request), app.stamp());
    let waits = app.wrong_codes.wait(&address, now).is_some();
    app.wrong_codes.failed(&address, now);
    Ok(Opened::Refused(if waits { CodeRemark::Wait } else { remark }))
}

async fn look_up(app: &Shared, code: Code) -> Result<Standing> {
    let (inner, now) = (app.clone(), app.stamp());
    app.store.read(move |db| super::standing(db, &inner, &code, now)).await
}

fn refuse(app: &App, reader: Reader, remark: &CodeRemark) -> HttpResponse {
    let status = match remark {
        CodeRemark::Wait => StatusCode::TOO_MANY_REQUESTS,
        CodeRemark::Unknown => StatusCode::NOT_FOUND,
        CodeRemark::WhoAreYou => StatusCode::OK,
        CodeRemark::Missing | CodeRemark::Malformed(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    reader.show(app, status, pages::code(&reader.setting(app), Some(remark)))
}

fn stop(app: &App, reader: Reader, standing: &Standing) -> HttpResponse {
    let status = match standing {
        Standing::Unknown => StatusCode::NOT_FOUND,
        Standing::Void(_) => StatusCode::GONE,
        _ => StatusCode::OK,
    };
    reader.show(app, status, pages::stopped(&reader.setting(app), standing))
}

/// A browser without a code, or one that has sent its answers.
fn stranger(app: &App, reader: Reader, visitor: &Visitor) -> HttpResponse {
    match visitor {
        Visitor::Sent => reader.show(app, StatusCode::OK, pages::sent_before(&reader.setting(app))),
        _ => refuse(app, reader, &CodeRemark::WhoAreYou),
    }
}

/// `GET /a/welcome`: the greeting after typing the code.
pub async fn welcome(app: Shared, request: HttpRequest, reader: Reader) -> Result<HttpResponse> {
    let holder = match Visitor::of(&app, &request) {
        Visitor::Holder(holder) => holder,
        other => return Ok(stranger(&app, reader, &other)),
    };
    match look_up(&app, holder.code).await? {
        Standing::Ready(visit) => {
            let page = pages::welcome(&reader.setting(&app), &visit, None);
            Ok(reader.show(&app, StatusCode::OK, page))
        }
        standing => Ok(stop(&app, reader, &standing)),
    }
}

/// `POST /a/start`: exchanges the code for the cookie and goes to where the draft was left.
pub async fn start(
    app: Shared,
    request: HttpRequest,
    reader: Reader,
    fields: Fields,
) -> Result<HttpResponse> {
    let opened = match (field(&fields, "code"), Visitor::of(&app, &request)) {
        ("", Visitor::Holder(holder)) => {
            Opened::Holds(holder.code, look_up(&app, holder.code).await?)
        }
        ("", visitor) => return Ok(stranger(&app, reader, &visitor)),
        (typed, _) => open(&app, &request, typed).await?,
    };
    match opened {
        Opened::Refused(remark) => Ok(refuse(&app, reader, &remark)),
        Opened::Holds(code, Standing::Ready(visit)) => {
            let to = address_of(&visit);
            let holder = Holder { code, survey_id: visit.survey.id };
            Ok(reader.redirect(&app, &to, Some(holder.cookie(&app)?)))
        }
        Opened::Holds(_, standing) => Ok(stop(&app, reader, &standing)),
    }
}

/// Where the respondent goes on: the section they left, if it is still asked.
fn address_of(visit: &super::Visit) -> String {
    let form = &visit.published.form;
    let Some(draft) = &visit.draft else { return section_url(form.sections.first()) };
    if draft.at.is_empty() {
        return "/a/confirm".into();
    }
    let path = form::path(form, &draft.answers);
    let at = path.sections().iter().copied().find(|section| section.id == draft.at);
    section_url(at.or_else(|| path.sections().first().copied()))
}

fn section_url(section: Option<&form::Section>) -> String {
    section.map_or_else(|| "/a/confirm".into(), |section| format!("/a/p/{}", section.id))
}

/// `GET /a/p/{section}`
pub async fn section_page(
    app: Shared,
    request: HttpRequest,
    reader: Reader,
    id: web::Path<String>,
) -> Result<HttpResponse> {
    let holder = match Visitor::of(&app, &request) {
        Visitor::Holder(holder) => holder,
        other => return Ok(stranger(&app, reader, &other)),
    };
    let visit = match look_up(&app, holder.code).await? {
        Standing::Ready(visit) => visit,
        standing => return Ok(stop(&app, reader, &standing)),
    };
    let form = &visit.published.form;
    let section = super::section(form, &id)?;
    let saved = visit.draft.is_some();
    let answers = visit.draft.as_ref().map(|draft| draft.answers.clone()).unwrap_or_default();
    if !form::path(form, &answers).asks_section(&section.id) {
        // An address from before the answers changed: on to where they lead now.
        return Ok(reader.redirect(&app, &address_of(&visit), None));
    }
    let page = SectionPage {
        form,
        section,
        answers: &answers,
        findings: &[],
        shown: None,
        sample: visit.survey.sample,
        saved,
        not_saved: false,
    };
    Ok(reader.show(&app, StatusCode::OK, pages::section(&reader.setting(&app), &page)))
}

/// `POST /a/p/{section}`: saves the page, then goes where the pressed button leads.
pub async fn save_section(
    app: Shared,
    request: HttpRequest,
    reader: Reader,
    id: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let holder = match Visitor::of(&app, &request) {
        Visitor::Holder(holder) => holder,
        other => return Ok(stranger(&app, reader, &other)),
    };
    let button = Button::of(&fields);
    let posted = Posted {
        section: id.into_inner(),
        warned: field(&fields, "warned") == "yes",
        forward: matches!(button, Button::Next),
        fields: fields.into_inner(),
    };
    let posted = std::sync::Arc::new(posted);
    let (inner, code, now, kept) = (app.clone(), holder.code, app.stamp(), posted.clone());
    let saved = app.store.write(move |db| super::save(db, &inner, &code, &kept, now)).await;
    match (saved, button) {
        (Ok(Saved::Stopped(standing)), _) => Ok(stop(&app, reader, &standing)),
        (Ok(Saved::Look(visit, findings)), _) => {
            Ok(look_again(&app, reader, &posted.section, &visit, &findings)?)
        }
        (Ok(Saved::Next(next)), Button::Next) => {
            let to = next.map_or_else(|| "/a/confirm".into(), |next| format!("/a/p/{next}"));
            Ok(reader.redirect(&app, &to, None))
        }
        (Ok(Saved::Next(_)), Button::Back) => back(&app, reader, &holder, &posted.section).await,
        (Ok(Saved::Next(_)), Button::Pause) => {
            Ok(reader.redirect(&app, "/a/paused", Some(no_cookie(&app))))
        }
        (Ok(Saved::Next(_)), Button::View(switch)) => {
            let here = format!("/a/p/{}", posted.section);
            Ok(reader.switch(&switch).redirect(&app, &here, None))
        }
        (Err(Error::Busy(cause)), _) => {
            tracing::warn!(%cause, "a page was not saved");
            not_saved(&app, reader, &holder, &posted)
        }
        (Err(error), _) => Err(error),
    }
}

enum Button {
    Next,
    Back,
    Pause,
    View(String),
}

impl Button {
    fn of(fields: &[(String, String)]) -> Button {
        match (field(fields, "to"), field(fields, "view")) {
            ("back", _) => Button::Back,
            ("pause", _) => Button::Pause,
            ("", switch) if !switch.is_empty() => Button::View(switch.to_owned()),
            _ => Button::Next,
        }
    }
}

fn look_again(
    app: &App,
    reader: Reader,
    section: &str,
    visit: &super::Visit,
    findings: &[form::Finding],
) -> Result<HttpResponse> {
    let form = &visit.published.form;
    let answers = visit.draft.as_ref().map(|draft| draft.answers.clone()).unwrap_or_default();
    let page = SectionPage {
        form,
        section: super::section(form, section)?,
        answers: &answers,
        findings,
        shown: None,
        sample: visit.survey.sample,
        saved: false,
        not_saved: false,
    };
    let page = pages::section(&reader.setting(app), &page);
    Ok(reader.show(app, StatusCode::UNPROCESSABLE_ENTITY, page))
}

async fn back(
    app: &Shared,
    reader: Reader,
    holder: &Holder,
    section: &str,
) -> Result<HttpResponse> {
    let visit = match look_up(app, holder.code).await? {
        Standing::Ready(visit) => visit,
        standing => return Ok(stop(app, reader, &standing)),
    };
    let form = &visit.published.form;
    let answers = visit.draft.as_ref().map(|draft| draft.answers.clone()).unwrap_or_default();
    let before = form::path(form, &answers).before(form, section);
    Ok(reader.redirect(
        app,
        &before.map_or_else(|| "/a/welcome".into(), |before| section_url(Some(before))),
        None,
    ))
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
        form: &form,
        section,
        answers: &typed.answers,
        findings: &[],
        shown: Some(section.questions.iter().filter(|question| is_shown(&question.id)).collect()),
        sample: false,
        saved: false,
        not_saved: true,
    };
    let page = pages::section(&reader.setting(app), &page);
    Ok(reader.show(app, StatusCode::SERVICE_UNAVAILABLE, page))
}

/// `GET /a/paused`
pub async fn paused(app: Shared, reader: Reader) -> HttpResponse {
    reader.show(&app, StatusCode::OK, pages::paused(&reader.setting(&app)))
}

/// `GET /a/confirm`: all answers, and a number drawn for sending them.
pub async fn confirm(app: Shared, request: HttpRequest, reader: Reader) -> Result<HttpResponse> {
    let holder = match Visitor::of(&app, &request) {
        Visitor::Holder(holder) => holder,
        other => return Ok(stranger(&app, reader, &other)),
    };
    match look_up(&app, holder.code).await? {
        Standing::Ready(visit) => match &visit.draft {
            Some(draft) => {
                let submission = app.ids.token()?;
                let page =
                    pages::confirm(&reader.setting(&app), &visit, &draft.answers, &submission);
                Ok(reader.show(&app, StatusCode::OK, page))
            }
            None => Ok(reader.redirect(&app, &address_of(&visit), None)),
        },
        standing => Ok(stop(&app, reader, &standing)),
    }
}

/// `POST /a/submission`: sends. Safe to repeat: the same submission gets the same receipt.
pub async fn submit(
    app: Shared,
    request: HttpRequest,
    reader: Reader,
    fields: Fields,
) -> Result<HttpResponse> {
    let holder = match Visitor::of(&app, &request) {
        Visitor::Holder(holder) => holder,
        other => return Ok(stranger(&app, reader, &other)),
    };
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
        Sent::Received(survey) => {
            let receipt = receipt::of(&app.keys.receipt, &survey.id, &submission);
            let to = format!("/a/received/{}/{receipt}", survey.slug);
            Ok(reader.redirect(&app, &to, Some(sent_cookie(&app))))
        }
        Sent::Incomplete(section) => Ok(reader.redirect(&app, &format!("/a/p/{section}"), None)),
        Sent::Stopped(standing) => Ok(stop(&app, reader, &standing)),
    }
}

/// `GET /a/received/{survey}/{receipt}`
pub async fn received(
    app: Shared,
    reader: Reader,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse> {
    let (slug, number) = path.into_inner();
    let survey = survey::find(&app, &slug).await?;
    if !receipt::is_ours(&app.keys.receipt, &survey.id, &number) {
        return Err(Error::NotFound);
    }
    let (inner, id) = (app.clone(), survey.id.clone());
    let published = app.store.read(move |db| inner.forms.newest(db, &id)).await?;
    let page = pages::received(&reader.setting(&app), &survey, &published.form, &number);
    Ok(reader.show(&app, StatusCode::OK, page))
}

/// `GET /staff/surveys/{slug}/preview`: on to the first page.
pub async fn preview_start(
    app: Shared,
    _by: Viewer,
    slug: web::Path<String>,
) -> Result<HttpResponse> {
    let (survey, form) = previewed(&app, &slug).await?;
    let first = form.sections.first().ok_or(Error::NotFound)?;
    Ok(input::see_other(&format!("{}/preview/{}", survey::pages::url(&survey), first.id)))
}

/// `GET /staff/surveys/{slug}/preview/{section}`: the newest version as residents see it.
pub async fn preview(
    app: Shared,
    _by: Viewer,
    reader: Reader,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse> {
    let (slug, section) = path.into_inner();
    let (survey, form) = previewed(&app, &slug).await?;
    let section = super::section(&form, &section)?;
    let page = pages::preview(&reader.setting(&app), &form, section, &survey::pages::url(&survey));
    Ok(reader.show(&app, StatusCode::OK, page))
}

async fn previewed(
    app: &Shared,
    slug: &str,
) -> Result<(survey::Survey, std::sync::Arc<form::Form>)> {
    let survey = survey::find(app, slug).await?;
    let (inner, id) = (app.clone(), survey.id.clone());
    let published = app.store.read(move |db| inner.forms.newest(db, &id)).await?;
    Ok((survey, published.form))
}
