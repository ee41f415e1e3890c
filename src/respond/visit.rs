//! The respondent's browser: who it is (a sealed cookie instead of the code in the URL) and how
//! it wants to read.

use std::future::{Ready, ready};

use actix_web::{
    FromRequest, HttpRequest, HttpResponse, cookie::Cookie, dev::Payload, http::StatusCode, web,
};
use maud::Markup;

use super::{Room, pages::Setting};
use crate::{
    app::App,
    code::Code,
    error::{Error, Result},
    ui::layout::View,
    web::input,
};

const VISIT_COOKIE: &str = "machikoe_answer";
const VIEW_COOKIE: &str = "machikoe_view";
/// Binds the sealed cookie to its purpose.
const PURPOSE: &str = "visit";
/// What the cookie holds after sending: enough to say so when the browser goes back, and in a
/// class, behind a dot, the room for whoever comes next.
const SENT: &str = "sent";

/// Who a browser answers as.
pub enum Visitor {
    /// Nobody yet.
    Stranger,
    /// The holder of a code, in a survey and version that the page was drawn from.
    Holder(Holder),
    /// Somebody whose answers were sent, in this room.
    Sent(Option<Room>),
}

/// What the sealed cookie holds.
#[derive(Clone)]
pub struct Holder {
    /// The code.
    pub code: Code,
    /// The survey's id, to draw the page again while the database is out of reach.
    pub survey_id: String,
}

impl Visitor {
    /// Reads the cookie of a request. A cookie that does not open is a stranger's.
    pub fn of(app: &App, request: &HttpRequest) -> Visitor {
        let Some(cookie) = request.cookie(VISIT_COOKIE) else { return Visitor::Stranger };
        if let Some(room) = cookie.value().strip_prefix(SENT) {
            let room = room.trim_start_matches('.');
            return Visitor::Sent((!room.is_empty()).then(|| room.to_owned()));
        }
        let opened = app.keys.respondent.open(PURPOSE, cookie.value());
        opened.and_then(|plain| Holder::parse(&plain)).map_or(Visitor::Stranger, Visitor::Holder)
    }
}

impl Holder {
    fn parse(plain: &[u8]) -> Option<Holder> {
        let (code, survey_id) = std::str::from_utf8(plain).ok()?.split_once(' ')?;
        Some(Holder { code: Code::parse(code).ok()?, survey_id: survey_id.to_owned() })
    }

    /// The cookie that lets the browser go on without the code in any URL.
    pub fn cookie(&self, app: &App) -> Result<Cookie<'static>> {
        let plain = format!("{} {}", self.code.compact(), self.survey_id);
        let sealed = app.keys.respondent.seal(&app.ids, PURPOSE, plain.as_bytes())?;
        Ok(input::cookie(app, VISIT_COOKIE, sealed, "/a"))
    }
}

/// The cookie after sending.
pub fn sent_cookie(app: &App, room: Option<&str>) -> Cookie<'static> {
    let value = room.map_or_else(|| SENT.to_owned(), |room| format!("{SENT}.{room}"));
    input::cookie(app, VISIT_COOKIE, value, "/a")
}

/// No cookie: after stopping for now, perhaps on somebody else's computer.
pub fn no_cookie(app: &App) -> Cookie<'static> {
    input::no_cookie(app, VISIT_COOKIE, "/a")
}

/// How the browser wants to read: `?view=…` in the address, else the cookie.
#[derive(Clone, Copy)]
pub struct Reader {
    /// The view.
    pub view: View,
    /// It has just been switched, so the cookie has to follow.
    pub switched: bool,
}

impl FromRequest for Reader {
    type Error = Error;
    type Future = Ready<Result<Reader>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Reader::of(request)))
    }
}

impl Reader {
    /// Reads the address and the cookie of a request.
    pub fn of(request: &HttpRequest) -> Reader {
        let known = request.cookie(VIEW_COOKIE);
        let view = known.map_or_else(View::default, |cookie| View::from_cookie(cookie.value()));
        let reader = Reader { view, switched: false };
        let switch = request.query_string().split('&').find_map(|pair| pair.strip_prefix("view="));
        switch.map_or(reader, |switch| reader.switch(switch))
    }

    /// After a form was posted, by a switch or by another of its buttons.
    pub fn after(self, fields: &[(String, String)]) -> Reader {
        match input::field(fields, "view") {
            "" => self,
            switch => self.switch(switch),
        }
    }

    fn switch(self, switch: &str) -> Reader {
        Reader { view: self.view.switched(switch), switched: true }
    }

    /// What pages are drawn with.
    pub fn setting<'a>(&self, app: &'a App) -> Setting<'a> {
        Setting { city: &app.config.city, view: self.view, pupil: None }
    }

    /// A page as a response.
    pub fn show(&self, app: &App, status: StatusCode, page: Markup) -> HttpResponse {
        let mut response = HttpResponse::build(status);
        self.remember(app, &mut response);
        response.content_type("text/html; charset=utf-8").body(page.into_string())
    }

    /// On to another page.
    pub fn redirect(&self, app: &App, to: &str, cookie: Option<Cookie<'static>>) -> HttpResponse {
        let mut response = HttpResponse::SeeOther();
        self.remember(app, &mut response);
        if let Some(cookie) = cookie {
            response.cookie(cookie);
        }
        response.insert_header(("location", to)).finish()
    }

    fn remember(&self, app: &App, response: &mut actix_web::HttpResponseBuilder) {
        if self.switched {
            response.cookie(input::cookie(app, VIEW_COOKIE, self.view.to_cookie(), "/"));
        }
    }
}

/// The application, as handlers get it.
pub type Shared = web::Data<App>;
