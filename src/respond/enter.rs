//! The way in: from the code on the letter to the page where the respondent goes on.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};

use super::{
    Standing, Visit, classroom,
    guard::{Respondent, look_up, refuse, shortened, stop},
    pages::{self, CodeRemark, SAY_AGAIN, WHO},
    visit::{Holder, Reader, Shared},
};
use crate::{
    code::Code,
    error::Result,
    form,
    school::seat,
    web::input::{self, Fields, field},
};

/// `GET /` and `GET /a`: asks for the code.
pub async fn code_page(app: Shared, reader: Reader) -> HttpResponse {
    reader.show(&app, StatusCode::OK, pages::code(&reader.setting(&app), None, ""))
}

/// `GET /about`
pub async fn about(app: Shared, reader: Reader) -> HttpResponse {
    reader.show(&app, StatusCode::OK, pages::about(&reader.setting(&app)))
}

/// `POST /a`: a typed code. Opens the greeting under an address without the code. The six digits
/// of a class are taken here as well.
pub async fn enter(
    app: Shared,
    request: HttpRequest,
    reader: Reader,
    fields: Fields,
) -> Result<HttpResponse> {
    let reader = reader.after(&fields);
    let typed = field(&fields, "code");
    if reader.switched && field(&fields, "remark") != SAY_AGAIN {
        // What was typed so far stays in the field, and is not looked up.
        let who = (field(&fields, "remark") == WHO).then_some(&CodeRemark::WhoAreYou);
        let page = pages::code(&reader.setting(&app), who, &shortened(typed));
        return Ok(reader.show(&app, StatusCode::OK, page));
    }
    if let Some(digits) = seat::room_typed(typed) {
        return Ok(reader.redirect(&app, &classroom::address(&digits), None));
    }
    match open(&app, &request, reader, typed).await? {
        Err(page) => Ok(page),
        Ok((holder, _)) => Ok(reader.redirect(&app, "/a/welcome", Some(holder.cookie(&app)?))),
    }
}

/// `GET` of an address that only takes what a page posts: a page that was drawn there is shown
/// again, in another language or after loading it anew.
pub async fn again(app: Shared, reader: Reader) -> HttpResponse {
    reader.redirect(&app, "/a/welcome", None)
}

/// `GET /q/{code}`: what the QR on the letter opens. Changes nothing; the code goes on as a POST.
pub async fn scanned(
    app: Shared,
    request: HttpRequest,
    reader: Reader,
    code: web::Path<String>,
) -> Result<HttpResponse> {
    match open(&app, &request, reader, &code).await? {
        Err(page) => Ok(page),
        Ok((holder, Standing::Ready(visit))) => {
            let code = holder.code.compact();
            let page = pages::welcome(&visit.setting(&app, reader), &visit, Some(&code));
            Ok(reader.show(&app, StatusCode::OK, page))
        }
        Ok((_, standing)) => Ok(stop(&app, reader, &standing)),
    }
}

/// `POST /a/start` after a scan: exchanges the code for the cookie.
pub async fn start(
    app: Shared,
    request: HttpRequest,
    reader: Reader,
    fields: Fields,
) -> Result<HttpResponse> {
    match open(&app, &request, reader, field(&fields, "code")).await? {
        Err(page) => Ok(page),
        Ok((holder, standing)) => {
            let to = match &standing {
                Standing::Ready(visit) => address_of(visit),
                _ => "/a/welcome".into(),
            };
            Ok(reader.redirect(&app, &to, Some(holder.cookie(&app)?)))
        }
    }
}

/// Looks up a code that somebody was given, or draws the page that says what is wrong with it. A
/// post leads on to `/a/welcome` also where the code opens nothing now: what is said there can
/// be read in another language, and loaded again, without the code. After ten wrong ones an
/// address is asked to wait; a right one never is.
async fn open(
    app: &Shared,
    request: &HttpRequest,
    reader: Reader,
    typed: &str,
) -> Result<Result<(Holder, Standing), HttpResponse>> {
    if typed.trim().is_empty() {
        return Ok(Err(refuse(app, reader, &CodeRemark::Missing, "")));
    }
    let remark = match Code::parse(typed) {
        Err(why) => CodeRemark::Malformed(why),
        Ok(code) => match look_up(app, code).await? {
            Standing::Unknown => CodeRemark::Unknown,
            standing => {
                let survey_id = standing.survey().map(|survey| survey.id.clone());
                let holder = Holder { code, survey_id: survey_id.unwrap_or_default() };
                return Ok(Ok((holder, standing)));
            }
        },
    };
    let (address, now) = (input::address(app, request), app.stamp());
    let waits = app.wrong_codes.wait(&address, now).is_some();
    app.wrong_codes.failed(&address, now);
    Ok(Err(refuse(app, reader, if waits { &CodeRemark::Wait } else { &remark }, typed)))
}

/// `GET /a/welcome`: the greeting after typing the code.
pub async fn welcome(app: Shared, reader: Reader, respondent: Respondent) -> HttpResponse {
    let visit = &respondent.visit;
    let page = pages::welcome(&visit.setting(&app, reader), visit, None);
    reader.show(&app, StatusCode::OK, page)
}

/// `POST /a/resume` after typing the code: on to where the draft was left.
pub async fn resume(app: Shared, reader: Reader, respondent: Respondent) -> HttpResponse {
    reader.redirect(&app, &address_of(&respondent.visit), None)
}

/// Where the respondent goes on: the section they left, if it is still asked.
pub fn address_of(visit: &Visit) -> String {
    let path = form::path(&visit.published.form, &visit.answers());
    let first = path.sections().first().map(|section| section.id.as_str());
    match &visit.draft {
        None => section_url(first, "/a/confirm"),
        Some(draft) if draft.at.is_empty() => "/a/confirm".into(),
        Some(draft) if path.asks_section(&draft.at) => section_url(Some(&draft.at), ""),
        Some(_) => section_url(first, "/a/confirm"),
    }
}

/// The address of a section, or another one where there is none.
pub fn section_url(section: Option<&str>, otherwise: &str) -> String {
    section.map_or_else(|| otherwise.into(), |section| format!("/a/p/{section}"))
}
