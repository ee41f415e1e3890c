//! The HTTP server: what happens around every request, in order, each with its why.

use std::{io, net::TcpListener};

use actix_web::{
    App as Actix, HttpServer,
    body::MessageBody,
    dev::{Server, ServiceRequest, ServiceResponse},
    http::header::{self, HeaderName, HeaderValue},
    middleware::{DefaultHeaders, Next, from_fn},
    web,
};

use super::{errors, origin, routes};
use crate::{app::App, error::Error};

/// The largest form a page posts: a section with every text field full.
const FORM_LIMIT: usize = 256 * 1024;
/// The largest file staff upload: participants of a large city.
pub const UPLOAD_LIMIT: usize = 20 * 1024 * 1024;

/// Starts serving on a bound socket. The future ends after Ctrl-C, requests finished.
pub fn start(app: web::Data<App>, socket: TcpListener) -> io::Result<Server> {
    let server = HttpServer::new(move || {
        Actix::new()
            .app_data(app.clone())
            .app_data(web::FormConfig::default().limit(FORM_LIMIT).error_handler(too_large))
            .app_data(web::PayloadConfig::new(UPLOAD_LIMIT))
            // Innermost: a change that another site asks for goes no further.
            .wrap(from_fn(origin::same_origin))
            // What browsers may do with our pages: nothing but show them.
            .wrap(headers())
            // Outermost, so that it sees the final status.
            .wrap(from_fn(log))
            .configure(routes::all)
            .default_service(web::to(|| async { errors::page(&Error::NotFound) }))
    });
    Ok(server.shutdown_timeout(10).listen(socket)?.run())
}

fn headers() -> DefaultHeaders {
    // No script at all, nothing from elsewhere, no frame around us.
    const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; \
                          form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    DefaultHeaders::new()
        .add((header::CONTENT_SECURITY_POLICY, POLICY))
        .add((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .add((header::REFERRER_POLICY, "no-referrer"))
        // Pages hold answers: no copy stays on a shared computer.
        .add((header::CACHE_CONTROL, "no-store"))
        .add((HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex")))
}

/// The headers of the office's pages. Their script is one file of ours, which draws pictures
/// that it has made itself (`blob:`).
pub fn office_headers() -> DefaultHeaders {
    const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
                          img-src 'self' blob: data:; form-action 'self'; base-uri 'none'; \
                          frame-ancestors 'none'";
    DefaultHeaders::new()
        .add((header::CONTENT_SECURITY_POLICY, POLICY))
        .add((header::REFERRER_POLICY, "same-origin"))
}

/// The headers of the teacher's pages. Their script is one file of ours, which asks how many
/// answers there are.
pub fn teacher_headers() -> DefaultHeaders {
    const POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; \
                          style-src 'self'; img-src 'self' data:; form-action 'self'; \
                          base-uri 'none'; frame-ancestors 'none'";
    DefaultHeaders::new().add((header::CONTENT_SECURITY_POLICY, POLICY))
}

/// The headers of pages in a workshop. Their scripts are files of ours, which listen for what
/// happens on a board and post what people do. The browser tells where a post comes from.
pub fn room_headers() -> DefaultHeaders {
    teacher_headers().add((header::REFERRER_POLICY, "same-origin"))
}

/// One line a request: the pattern of the route and the status. Neither path nor address nor
/// agent nor length: the path can hold a code, the rest could tell who answered what.
async fn log<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let method = request.method().clone();
    let response = next.call(request).await?;
    let route = response.request().match_pattern().unwrap_or_else(|| "(none)".into());
    tracing::info!(%method, route, status = response.status().as_u16(), "request");
    Ok(response)
}

fn too_large(
    error: actix_web::error::UrlencodedError,
    _: &actix_web::HttpRequest,
) -> actix_web::Error {
    let sentence = match error {
        actix_web::error::UrlencodedError::Overflow { .. } => {
            "送られた内容が大きすぎるため、受け取れませんでした。これまでに保存した回答は残っています。前のページに戻り、文章を短くして、もう一度お試しください。"
        }
        _ => {
            "送られた内容を読み取れませんでした。これまでに保存した回答は残っています。前のページに戻り、もう一度お試しください。"
        }
    };
    Error::invalid(sentence).into()
}
