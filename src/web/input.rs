//! What a request brings: form fields in the order they were posted, and cookies.

use std::borrow::Cow;

use actix_web::{
    HttpRequest, HttpResponse,
    cookie::{Cookie, SameSite, time},
    http::header,
};

use crate::app::App;

/// The fields of a posted form, in order, names repeated as the browser sent them.
pub type Fields = actix_web::web::Form<Vec<(String, String)>>;

/// The first value of a field, trimmed; empty when it is missing.
pub fn field<'a>(fields: &'a [(String, String)], name: &str) -> &'a str {
    fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
}

/// A cookie that scripts cannot read and other sites cannot send.
pub fn cookie(
    app: &App,
    name: &'static str,
    value: String,
    path: impl Into<Cow<'static, str>>,
) -> Cookie<'static> {
    Cookie::build(name, value)
        .path(path)
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.config.is_https())
        .finish()
}

/// The same cookie, told to go away.
pub fn no_cookie(
    app: &App,
    name: &'static str,
    path: impl Into<Cow<'static, str>>,
) -> Cookie<'static> {
    let mut gone = cookie(app, name, String::new(), path);
    gone.set_max_age(time::Duration::ZERO);
    gone
}

/// The address that a request came from, for slowing down guessing and nothing else.
pub fn address(app: &App, request: &HttpRequest) -> String {
    let forwarded = || {
        // The last entry is the one that the proxy in front wrote itself.
        let list = request.headers().get("x-forwarded-for")?.to_str().ok()?;
        list.rsplit(',').next().map(|last| last.trim().to_owned())
    };
    let peer = || request.peer_addr().map(|peer| peer.ip().to_string()).unwrap_or_default();
    if app.config.behind_proxy { forwarded().unwrap_or_else(peer) } else { peer() }
}

/// A `POST` is done: on to the page that shows it.
pub fn see_other(to: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, to)).finish()
}
