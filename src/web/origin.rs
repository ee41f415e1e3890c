//! Refuses changes that another website asks the browser for (cross-site request forgery).
//!
//! Browsers say where a request comes from in `Sec-Fetch-Site`, older ones in `Origin`.
//! A request without either comes from no browser that would attach cookies for a stranger,
//! so it passes, except where a member of staff is signed in: there the proof must be given.
//! Addresses that hold their own proof pass from anywhere.

use actix_web::{
    body::{EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::header,
    middleware::Next,
    web,
};

use super::errors;
use crate::{app::App, error::Error, staff::SESSION_COOKIE};

/// The links that end mail of a list are signed, and mail programs press them for their readers
/// (RFC 8058): no cookie has a say there.
const SIGNED: &str = "/mail/off/";

/// Middleware: lets reads and same-site changes through.
pub async fn same_origin<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, actix_web::Error> {
    let is_signed = request.path().starts_with(SIGNED);
    if request.method().is_safe() || is_signed || is_ours(&request) {
        return next.call(request).await.map(ServiceResponse::map_into_left_body);
    }
    let refusal = errors::page(&Error::Forbidden(
        "別のサイトから送られた操作のため、受け付けませんでした。何も変わっていません。このサイトのページからやり直してください。",
    ));
    Ok(request.into_response(refusal).map_into_right_body())
}

fn is_ours(request: &ServiceRequest) -> bool {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = header("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match header(header::ORIGIN.as_str()) {
        Some("null") | None => request.cookie(SESSION_COOKIE).is_none(),
        Some(origin) => is_own_host(request, origin),
    }
}

fn is_own_host(request: &ServiceRequest, origin: &str) -> bool {
    let host = request.headers().get(header::HOST).and_then(|value| value.to_str().ok());
    let named = origin.split_once("://").map(|(_, host)| host);
    let configured = request.app_data::<web::Data<App>>().map(|app| app.config.base_url.as_str());
    (named.is_some() && named == host) || Some(origin) == configured
}
