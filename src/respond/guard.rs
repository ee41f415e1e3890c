//! Who is answering: types in a handler's signature. A browser without a code, or with one that
//! opens nothing now, gets the page that says so instead of the handler's.

use std::{
    future::{Future, Ready, ready},
    pin::Pin,
};

use actix_web::{
    FromRequest, HttpRequest, HttpResponse, dev::Payload, error::InternalError, http::StatusCode,
    web,
};

use super::{
    Standing, Visit, classroom,
    pages::{self, CodeRemark},
    visit::{Holder, Reader, Shared, Visitor},
};
use crate::{app::App, code::Code, error::Error, error::Result};

/// Somebody who holds a code that may answer now, with what they have answered so far.
pub struct Respondent {
    /// Who.
    pub holder: Holder,
    /// The survey, the questionnaire, the draft.
    pub visit: Box<Visit>,
}

impl FromRequest for Holder {
    type Error = actix_web::Error;
    type Future = Ready<Result<Holder, actix_web::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(holder(request))
    }
}

impl FromRequest for Respondent {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Respondent, actix_web::Error>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let (app, holder) = (shared(&request)?, holder(&request)?);
            match look_up(&app, holder.code).await? {
                Standing::Ready(visit) => Ok(Respondent { holder, visit }),
                standing => Err(instead(stop(&app, Reader::of(&request), &standing))),
            }
        })
    }
}

fn holder(request: &HttpRequest) -> Result<Holder, actix_web::Error> {
    let (app, reader) = (shared(request)?, Reader::of(request));
    match Visitor::of(&app, request) {
        Visitor::Holder(holder) => Ok(holder),
        Visitor::Stranger => Err(instead(refuse(&app, reader, &CodeRemark::WhoAreYou, ""))),
        Visitor::Sent(room) => {
            let setting = reader.setting(&app);
            let page = match room {
                Some(room) => classroom::pages::sent_before(&setting, Some(&room), false),
                None => pages::sent_before(&setting),
            };
            Err(instead(reader.show(&app, StatusCode::OK, page)))
        }
    }
}

fn shared(request: &HttpRequest) -> Result<Shared, Error> {
    let app = request.app_data::<web::Data<App>>().cloned();
    app.ok_or_else(|| Error::internal("the application is not attached to the server"))
}

/// A page in place of the handler's.
fn instead(page: HttpResponse) -> actix_web::Error {
    InternalError::from_response("shown instead", page).into()
}

/// What a code opens now.
pub async fn look_up(app: &Shared, code: Code) -> Result<Standing> {
    let (inner, now) = (app.clone(), app.stamp());
    app.store.read(move |db| super::standing(db, &inner, &code, now)).await
}

/// The page that asks for the code, with a remark on the one that was given.
pub fn refuse(app: &App, reader: Reader, remark: &CodeRemark, typed: &str) -> HttpResponse {
    let status = match remark {
        CodeRemark::Wait => StatusCode::TOO_MANY_REQUESTS,
        CodeRemark::Unknown => StatusCode::NOT_FOUND,
        CodeRemark::WhoAreYou => StatusCode::OK,
        CodeRemark::Missing | CodeRemark::Malformed(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    reader.show(app, status, pages::code(&reader.setting(app), Some(remark), &shortened(typed)))
}

/// As much of what was typed as a code with its hyphens and a few slips takes.
pub fn shortened(typed: &str) -> String {
    typed.chars().take(30).collect()
}

/// The page that says why a code opens nothing now.
pub fn stop(app: &App, reader: Reader, standing: &Standing) -> HttpResponse {
    let status = match standing {
        Standing::Unknown => StatusCode::NOT_FOUND,
        Standing::Void(_) => StatusCode::GONE,
        _ => StatusCode::OK,
    };
    reader.show(app, status, pages::stopped(&reader.setting(app), standing))
}
