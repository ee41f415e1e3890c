//! A teacher's requests. Opening anything changes nothing; each change names the room that was
//! on the screen, because another class may have been opened in another tab meanwhile.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use serde::Deserialize;

use super::{
    Classroom,
    guard::{self, Teacher, html},
    pages::{self, Remark, Scene},
    show,
};
use crate::{
    app::App,
    audit::Signature,
    code::Code,
    error::{Error, Result},
    school::{lesson, seat},
    store::Db,
    web::input::{self, Fields, field, see_other},
};

type Shared = web::Data<App>;

/// `GET /t`: the class of the cookie, or the page that asks for the code.
pub async fn page(app: Shared, request: HttpRequest) -> Result<HttpResponse> {
    Ok(match guard::of(&app, &request).await? {
        Some(teacher) => html(StatusCode::OK, pages::class(&scene(&app, &teacher))?),
        None => html(StatusCode::OK, pages::code(&app.config.city, None, "")),
    })
}

fn scene<'a>(app: &'a App, teacher: &'a Teacher) -> Scene<'a> {
    Scene {
        city: &app.config.city,
        base_url: &app.config.base_url,
        classroom: &teacher.classroom,
        now: app.stamp(),
    }
}

/// `GET /t/{code}`, `GET /T/{code}`: what the QR on the sheet opens. The code goes on as a POST.
pub async fn scanned(
    app: Shared,
    request: HttpRequest,
    code: web::Path<String>,
) -> Result<HttpResponse> {
    Ok(match look_up(&app, &request, &code).await? {
        Ok((code, classroom)) => {
            let page = pages::greeting(&app.config.city, &classroom, &code.compact());
            html(StatusCode::OK, page)
        }
        Err(page) => page,
    })
}

/// `POST /t`: exchanges a code, typed or scanned, for the cookie.
pub async fn enter(app: Shared, request: HttpRequest, fields: Fields) -> Result<HttpResponse> {
    match look_up(&app, &request, field(&fields, "code")).await? {
        Ok((code, _)) => {
            let cookie = guard::cookie(&app, &code)?;
            let to = ("location", "/t");
            Ok(HttpResponse::SeeOther().insert_header(to).cookie(cookie).finish())
        }
        Err(page) => Ok(page),
    }
}

/// The class of a code, or the page that says what is wrong with it. After ten wrong ones an
/// address is asked to wait; a right one never is.
async fn look_up(
    app: &Shared,
    request: &HttpRequest,
    typed: &str,
) -> Result<Result<(Code, Classroom), HttpResponse>> {
    let remark = match Code::parse(typed) {
        _ if typed.trim().is_empty() => return Ok(Err(refuse(app, &Remark::Missing, ""))),
        Err(_) if seat::room_typed(typed).is_some() => Remark::SixDigits,
        Err(why) => Remark::Malformed(why),
        Ok(code) => {
            let inner = app.clone();
            let found = app.store.read(move |db| super::find(db, &inner, &code)).await?;
            match found {
                Some(classroom) => return Ok(Ok((code, classroom))),
                None => Remark::Unknown,
            }
        }
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
    html(status, pages::code(&app.config.city, Some(remark), &typed))
}

/// What a fragment is asked for.
#[derive(Deserialize)]
pub struct Asked {
    /// The room on the screen.
    room: String,
}

/// `GET /t/count`: the part of the page that changes by itself.
pub async fn count(app: Shared, teacher: Teacher, asked: web::Query<Asked>) -> HttpResponse {
    fragment(&teacher, &asked.room, || pages::live(&scene(&app, &teacher)))
}

/// `GET /t/show`: for the projector.
pub async fn show(app: Shared, teacher: Teacher) -> Result<HttpResponse> {
    Ok(html(StatusCode::OK, show::page(&scene(&app, &teacher))?))
}

/// `GET /t/show/count`: the part of it that changes by itself.
pub async fn show_count(app: Shared, teacher: Teacher, asked: web::Query<Asked>) -> HttpResponse {
    fragment(&teacher, &asked.room, || show::live(&scene(&app, &teacher)))
}

fn fragment(teacher: &Teacher, room: &str, draw: impl FnOnce() -> maud::Markup) -> HttpResponse {
    match teacher.class.room_code == room {
        true => html(StatusCode::OK, draw()),
        false => HttpResponse::Conflict().finish(),
    }
}

/// `POST /t/opening`: opens the class, for the first time or again.
pub async fn open(app: Shared, teacher: Teacher, fields: Fields) -> Result<HttpResponse> {
    change(&app, &teacher, &fields, |db, by, room, subject| {
        lesson::open(db, by, &room.survey, &room.class, subject)
    })
    .await
}

/// `POST /t/closure`: closes it.
pub async fn close(app: Shared, teacher: Teacher, fields: Fields) -> Result<HttpResponse> {
    change(&app, &teacher, &fields, |db, by, room, subject| {
        lesson::close(db, by, &room.class, subject)
    })
    .await
}

/// `POST /t/admission`: lets one answer more in than there are heads.
pub async fn admit(app: Shared, teacher: Teacher, fields: Fields) -> Result<HttpResponse> {
    let seen = field(&fields, "seen").parse::<i32>().map_err(|_| Error::NotFound)?;
    change(&app, &teacher, &fields, move |db, by, room, subject| {
        lesson::admit(db, by, &room.class, seen, subject)
    })
    .await
}

/// Does something with the class on the screen, as it is in the moment of writing.
async fn change(
    app: &Shared,
    teacher: &Teacher,
    fields: &Fields,
    deed: impl FnOnce(&mut Db, Signature, &Classroom, &str) -> Result<()> + Send + 'static,
) -> Result<HttpResponse> {
    if field(fields, "room") != teacher.class.room_code {
        let page = pages::other_class(&app.config.city, &teacher.title());
        return Ok(html(StatusCode::CONFLICT, page));
    }
    let title = teacher.title();
    let by = Signature::named(app, &format!("先生（{title}）"))?;
    let subject = format!("{} {title}", teacher.survey.slug);
    let (inner, code) = (app.clone(), teacher.code);
    app.store
        .write(move |db| {
            let room = super::find(db, &inner, &code)?.ok_or(Error::NotFound)?;
            deed(db, by, &room, &subject)
        })
        .await?;
    Ok(see_other("/t"))
}

/// `POST /t/departure`: forgets the code. The class stays as it is.
pub async fn leave(app: Shared) -> HttpResponse {
    let to = ("location", "/t");
    HttpResponse::SeeOther().insert_header(to).cookie(guard::no_cookie(&app)).finish()
}
