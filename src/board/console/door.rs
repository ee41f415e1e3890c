//! The way to the console: a code of twelve letters, typed or scanned, exchanged for a cookie.

pub mod pages;

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use maud::Markup;

use self::pages::Remark;
use crate::{
    app::App,
    code::Code,
    error::Result,
    school::seat::room_typed,
    ui::room,
    web::{
        assets,
        input::{self, Fields, field, see_other},
    },
    workshop::{
        Workshop,
        guard::{self, Facilitator},
    },
};

type Shared = web::Data<App>;

/// `GET /f`: the page that asks for the code.
pub async fn page(app: Shared) -> HttpResponse {
    shown(&app, StatusCode::OK, &pages::code(None, ""))
}

/// `GET /f/{code}`: what the link of the desk opens. The code goes on as a POST.
pub async fn scanned(
    app: Shared,
    request: HttpRequest,
    code: web::Path<String>,
) -> Result<HttpResponse> {
    Ok(match look_up(&app, &request, &code).await? {
        Ok((code, workshop)) => {
            shown(&app, StatusCode::OK, &pages::greeting(&workshop, &code.compact()))
        }
        Err(page) => page,
    })
}

/// `POST /f`: exchanges a code for the cookie.
pub async fn enter(app: Shared, request: HttpRequest, fields: Fields) -> Result<HttpResponse> {
    match look_up(&app, &request, field(&fields, "code")).await? {
        Ok((code, workshop)) => {
            let cookie = guard::facilitator_cookie(&app, &workshop.join_code, &code)?;
            let to = ("location", super::path(&workshop));
            Ok(HttpResponse::SeeOther().insert_header(to).cookie(cookie).finish())
        }
        Err(page) => Ok(page),
    }
}

/// `POST /f/{digits}/departure`: the next person at this computer needs the code.
pub async fn leave(app: Shared, me: Facilitator) -> HttpResponse {
    let mut away = see_other("/f");
    // A cookie that cannot be written down stays; it has no letters that could not.
    let gone = guard::no_facilitator_cookie(&app, &me.join_code);
    if away.add_cookie(&gone).is_err() {
        tracing::warn!("a console's cookie could not be taken back");
    }
    away
}

/// The workshop of a code, or the page that says what is wrong with it. After ten wrong ones an
/// address is asked to wait; a right one never is.
async fn look_up(
    app: &Shared,
    request: &HttpRequest,
    typed: &str,
) -> Result<Result<(Code, Box<Workshop>), HttpResponse>> {
    let remark = match Code::parse(typed) {
        _ if typed.trim().is_empty() => return Ok(Err(refuse(app, &Remark::Missing, ""))),
        Err(_) if room_typed(typed).is_some() => Remark::SixDigits,
        Err(why) => Remark::Malformed(why),
        Ok(code) => match guard::leads(app, code).await? {
            Some(workshop) => return Ok(Ok((code, workshop))),
            None => Remark::Unknown,
        },
    };
    let (address, now) = (input::address(app, request), app.stamp());
    let waits = app.wrong_codes.wait(&address, now).is_some();
    app.wrong_codes.failed(&address, now);
    Ok(Err(refuse(app, if waits { &Remark::Wait } else { &remark }, typed)))
}

fn refuse(app: &App, remark: &Remark, typed: &str) -> HttpResponse {
    let status = match remark {
        Remark::Wait => StatusCode::TOO_MANY_REQUESTS,
        Remark::Unknown => StatusCode::NOT_FOUND,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    // As much as a code with its hyphens and a few slips takes.
    let typed: String = typed.chars().take(30).collect();
    shown(app, status, &pages::code(Some(remark), &typed))
}

fn shown(app: &App, status: StatusCode, main: &Markup) -> HttpResponse {
    let frame = room::Frame {
        city: &app.config.city,
        title: "進行役の画面",
        kind: "console",
        style: &assets::CONSOLE,
        script: None,
        sample: false,
    };
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .body(room::page(&frame, main).into_string())
}
