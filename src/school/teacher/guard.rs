//! Who is teaching: a type in a handler's signature, by a sealed cookie that holds the code of
//! one class. It opens on the day on which it was made, because computers at school are shared.

use std::{future::Future, ops::Deref, pin::Pin};

use actix_web::{
    FromRequest, HttpRequest, HttpResponse, cookie::Cookie, dev::Payload, error::InternalError,
    http::StatusCode, web,
};
use maud::Markup;

use super::{
    Classroom,
    pages::{self, Remark},
};
use crate::{
    app::App,
    clock::{Instant, day_in_japan},
    code::Code,
    error::{Error, Result},
    web::input,
};

const COOKIE: &str = "machikoe_teacher";
/// The cookie goes to the teacher's pages only.
const PATH: &str = "/t";

/// Whoever holds the code of a class, with the class.
pub struct Teacher {
    /// The code.
    pub code: Code,
    /// The class.
    pub classroom: Box<Classroom>,
}

impl Deref for Teacher {
    type Target = Classroom;
    fn deref(&self) -> &Classroom {
        &self.classroom
    }
}

impl FromRequest for Teacher {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Teacher, actix_web::Error>>>>;

    /// A browser without a valid code gets the page that asks for it. It is no success, so that
    /// the script of an open page knows it is not meant any more.
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let app = request.app_data::<web::Data<App>>().cloned();
            let app = app
                .ok_or_else(|| Error::internal("the application is not attached to the server"))?;
            let known = of(&app, &request).await?;
            known.ok_or_else(|| {
                let page = pages::code(&app.config.city, Some(&Remark::WhoAreYou), "");
                let page = html(StatusCode::FORBIDDEN, page);
                InternalError::from_response("shown instead", page).into()
            })
        })
    }
}

/// The teacher whose cookie a request brings.
pub async fn of(app: &web::Data<App>, request: &HttpRequest) -> Result<Option<Teacher>> {
    let Some(code) = code_of(app, request) else { return Ok(None) };
    let inner = app.clone();
    let found = app.store.read(move |db| super::find(db, &inner, &code)).await?;
    Ok(found.map(|classroom| Teacher { code, classroom: Box::new(classroom) }))
}

fn code_of(app: &App, request: &HttpRequest) -> Option<Code> {
    let cookie = request.cookie(COOKIE)?;
    let plain = app.keys.teacher.open(&purpose(app.stamp()), cookie.value())?;
    Code::parse(std::str::from_utf8(&plain).ok()?).ok()
}

/// Binds the cookie to its purpose and its day.
fn purpose(now: Instant) -> String {
    format!("teacher {}", day_in_japan(now))
}

/// The cookie that opens the page of a class without its code in any address.
pub fn cookie(app: &App, code: &Code) -> Result<Cookie<'static>> {
    let sealed =
        app.keys.teacher.seal(&app.ids, &purpose(app.stamp()), code.compact().as_bytes())?;
    Ok(input::cookie(app, COOKIE, sealed, PATH))
}

/// No cookie: the next person at this computer needs the sheet.
pub fn no_cookie(app: &App) -> Cookie<'static> {
    input::no_cookie(app, COOKIE, PATH)
}

/// A page as a response.
pub fn html(status: StatusCode, page: Markup) -> HttpResponse {
    HttpResponse::build(status).content_type("text/html; charset=utf-8").body(page.into_string())
}
