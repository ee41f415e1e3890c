//! Errors as pages: the sentence for the person, the status for machines. The log gets the
//! cause and the pattern of the route, never the path (it could hold a code).

use actix_web::{
    HttpResponse, ResponseError,
    body::{EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{StatusCode, header},
    middleware::Next,
};
use maud::html;
use serde_json::json;

use crate::{error::Error, ui::layout};

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Error::NotFound => StatusCode::NOT_FOUND,
            Error::Forbidden(_) => StatusCode::FORBIDDEN,
            Error::SignIn => StatusCode::SEE_OTHER,
            Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Error::Conflict(_) => StatusCode::CONFLICT,
            Error::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Error::Busy(_) => StatusCode::SERVICE_UNAVAILABLE,
            Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        page(self)
    }
}

/// Middleware: a page's script, which accepts JSON alone, gets the sentence of an error to show.
pub async fn for_scripts<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, actix_web::Error> {
    let accept = request.headers().get(header::ACCEPT);
    let is_script = accept.is_some_and(|accept| accept == "application/json");
    let response = next.call(request).await?;
    let error = response.response().error().and_then(|error| error.as_error::<Error>());
    let Some(error) = error.filter(|_| is_script) else {
        return Ok(response.map_into_left_body());
    };
    let sentence = json!({ "sentence": error.sentence() });
    let mut reply = HttpResponse::build(response.status());
    if let Some(wait) = response.headers().get(header::RETRY_AFTER) {
        reply.insert_header((header::RETRY_AFTER, wait));
    }
    let reply = reply.json(sentence);
    Ok(response.into_response(reply).map_into_right_body())
}

/// The page of an error.
pub fn page(error: &Error) -> HttpResponse {
    match error {
        Error::Busy(cause) => tracing::warn!(%cause, "store unavailable"),
        Error::Internal(cause) => tracing::error!(%cause, "internal error"),
        Error::SignIn => {
            return HttpResponse::SeeOther()
                .insert_header((header::LOCATION, "/staff/sign-in"))
                .finish();
        }
        _ => {}
    }
    let mut response = HttpResponse::build(error.status_code());
    if let Error::TooMany { seconds } = error {
        response.insert_header((header::RETRY_AFTER, *seconds));
    }
    if let Error::Busy(_) = error {
        response.insert_header((header::RETRY_AFTER, 10));
    }
    response.insert_header((header::CACHE_CONTROL, "no-store"));
    response.content_type("text/html; charset=utf-8").body(
        layout::bare(
            "お知らせ",
            html! {
                h1 { (heading(error)) }
                @for sentence in error.sentence().lines() { p { (sentence) } }
                @if let Some(english) = english(error) { p lang="en" { (english) } }
                p { a href="/" { "はじめのページへ" } }
            },
        )
        .into_string(),
    )
}

fn heading(error: &Error) -> &'static str {
    match error {
        Error::NotFound => "ページが見つかりません",
        Error::Forbidden(_) => "この操作はできません",
        Error::SignIn => "サインインしてください",
        Error::Invalid(_) => "入力をお確かめください",
        Error::Conflict(_) => "いまはできません",
        Error::TooMany { .. } => "少しお待ちください",
        Error::Busy(_) => "ただいま混み合っています",
        Error::Internal(_) => "処理できませんでした",
    }
}

/// Residents who read no Japanese meet these pages too.
fn english(error: &Error) -> Option<&'static str> {
    match error {
        Error::NotFound => Some("There is no page at this address. Please check the address."),
        Error::Busy(_) => Some(
            "We cannot save right now. Please try again in a moment. What was saved before is kept.",
        ),
        Error::Internal(_) => Some("Sorry, something went wrong on our side. Please try again."),
        _ => None,
    }
}
