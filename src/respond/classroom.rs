//! The way in for a class: from the six digits on the screen to a seat, and on with another
//! tablet. Opening a page takes no seat; pressing the button does, once.

pub mod pages;

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};

use self::pages::{Entrance, RoomRemark};
use super::{
    Standing,
    enter::address_of,
    guard::{look_up, shortened, stop},
    visit::{Holder, Reader, Shared, Visitor},
};
use crate::{
    app::App,
    code::Code,
    error::{Error, Result},
    school::{
        self, Class, Lesson, Settings,
        seat::{self, Taken},
    },
    store::Db,
    survey::{self, Published, Status, Survey},
    web::input::{self, Fields, field},
};

/// A class with what its pages need.
pub struct Opened {
    /// The class.
    pub class: Class,
    /// What holds for it.
    pub settings: Settings,
    /// Its survey.
    pub survey: Survey,
    /// The questionnaire.
    pub published: Published,
}

/// `GET /c`, `GET /a/room`: asks for the six digits.
pub async fn digits_page(app: Shared, reader: Reader) -> HttpResponse {
    reader.show(&app, StatusCode::OK, pages::digits(&reader.setting(&app), None, ""))
}

/// `POST /a/room`: on to the class of the digits.
pub async fn enter(
    app: Shared,
    request: HttpRequest,
    reader: Reader,
    fields: Fields,
) -> Result<HttpResponse> {
    let (reader, typed) = (reader.after(&fields), field(&fields, "room"));
    if reader.switched && field(&fields, "remark").is_empty() {
        // What was typed so far stays in the field, and is not looked up.
        let page = pages::digits(&reader.setting(&app), None, &shortened(typed));
        return Ok(reader.show(&app, StatusCode::OK, page));
    }
    match open(&app, &request, reader, typed).await? {
        Ok(opened) => Ok(reader.redirect(&app, &address(&opened.class.room_code), None)),
        Err(page) => Ok(page),
    }
}

/// `GET /c/{digits}`: what the QR on the wall opens; on to the address that the cookie knows. Also
/// the `GET` of an address that only takes what the greeting posts: a page that was drawn there
/// leads back when it is read in another language.
pub async fn scanned(app: Shared, reader: Reader, digits: web::Path<String>) -> HttpResponse {
    reader.redirect(&app, &address(&seat::digits(&digits)), None)
}

/// `GET /a/room/{digits}`: the greeting of a class.
pub async fn room(
    app: Shared,
    request: HttpRequest,
    reader: Reader,
    digits: web::Path<String>,
) -> Result<HttpResponse> {
    match open(&app, &request, reader, &digits).await? {
        Ok(opened) => greet(&app, &request, reader, &opened, None).await,
        Err(page) => Ok(page),
    }
}

/// The greeting, with a remark on the number that was typed to go on with.
async fn greet(
    app: &Shared,
    request: &HttpRequest,
    reader: Reader,
    opened: &Opened,
    remark: Option<pages::ResumeRemark>,
) -> Result<HttpResponse> {
    let entrance = Entrance {
        opened,
        lesson: standing_of(opened, app),
        begun_here: begun_here(app, request, opened).await?,
        entry: &app.ids.token()?,
        remark,
    };
    let status = remark.map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    Ok(reader.show(app, status, pages::room(&reader.setting(app), &entrance)))
}

/// Whether seats are given: the survey has to take answers as well.
fn standing_of(opened: &Opened, app: &App) -> Lesson {
    let now = app.stamp();
    match opened.survey.status(now) {
        Status::Open => opened.class.lesson(now, &opened.settings),
        Status::NotYet => Lesson::NotYet,
        Status::Paused | Status::Grace | Status::Closed => Lesson::Over,
    }
}

/// Whether this tablet holds a seat of the class that may still answer.
async fn begun_here(app: &Shared, request: &HttpRequest, opened: &Opened) -> Result<bool> {
    let Visitor::Holder(holder) = Visitor::of(app, request) else { return Ok(false) };
    Ok(match look_up(app, holder.code).await? {
        Standing::Ready(visit) => visit.seat.is_some_and(|seat| seat.class.id == opened.class.id),
        _ => false,
    })
}

/// `POST /a/room/{digits}/seats`: takes a seat. Pressing twice takes one.
pub async fn take_seat(
    app: Shared,
    request: HttpRequest,
    reader: Reader,
    digits: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let opened = match open(&app, &request, reader, &digits).await? {
        Ok(opened) => opened,
        Err(page) => return Ok(page),
    };
    let entry = field(&fields, "entry").to_owned();
    if standing_of(&opened, &app) != Lesson::Open || entry.len() != 43 {
        // Closed meanwhile, or not from our page: the greeting says how things are.
        return Ok(reader.redirect(&app, &address(&opened.class.room_code), None));
    }
    let (inner, now) = (app.clone(), app.stamp());
    let (class, settings) = (opened.class.clone(), opened.settings.clone());
    let taken =
        app.store.write(move |db| seat::take(db, &inner, &class, &settings, &entry, now)).await?;
    match taken {
        Taken::Seat(code) => go_on(&app, reader, code).await,
        Taken::Shut(_) => Ok(reader.redirect(&app, &address(&opened.class.room_code), None)),
        Taken::Full => {
            let page = pages::no_more_seats(&reader.setting(&app), &opened);
            Ok(reader.show(&app, StatusCode::CONFLICT, page))
        }
    }
}

/// `POST /a/room/{digits}/resumption`: goes on from another tablet.
pub async fn resume(
    app: Shared,
    request: HttpRequest,
    reader: Reader,
    digits: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let opened = match open(&app, &request, reader, &digits).await? {
        Ok(opened) => opened,
        Err(page) => return Ok(page),
    };
    let found = seat::resume(&app, &opened.class, field(&fields, "number"), app.stamp());
    let remark = match found {
        Ok(Some(code)) => match look_up(&app, code).await? {
            Standing::Unknown => pages::ResumeRemark::Wrong,
            _ => return go_on(&app, reader, code).await,
        },
        Ok(None) => pages::ResumeRemark::Wrong,
        Err(Error::TooMany { .. }) => pages::ResumeRemark::Wait,
        Err(error) => return Err(error),
    };
    greet(&app, &request, reader, &opened, Some(remark)).await
}

/// On to the page of a seat, with its cookie.
async fn go_on(app: &Shared, reader: Reader, code: Code) -> Result<HttpResponse> {
    match look_up(app, code).await? {
        Standing::Ready(visit) => {
            let holder = Holder { code, survey_id: visit.survey.id.clone() };
            Ok(reader.redirect(app, &address_of(&visit), Some(holder.cookie(app)?)))
        }
        standing => Ok(stop(app, reader, &standing)),
    }
}

/// The class of six digits, or the page that says what is wrong with them. An address with very
/// many wrong ones is stopped, the right one too: digits are few. No class comes near that number
/// by itself.
async fn open(
    app: &Shared,
    request: &HttpRequest,
    reader: Reader,
    typed: &str,
) -> Result<Result<Opened, HttpResponse>> {
    let digits = seat::digits(typed);
    if digits.len() != 6 {
        return Ok(Err(refuse(app, reader, RoomRemark::Length, typed)));
    }
    let (address, now) = (input::address(app, request), app.stamp());
    if app.wrong_rooms.wait(&address, now).is_some() {
        return Ok(Err(refuse(app, reader, RoomRemark::Wait, typed)));
    }
    let inner = app.clone();
    let opened = app.store.read(move |db| find(db, &inner, &digits)).await?;
    if opened.is_none() {
        app.wrong_rooms.failed(&address, now);
    }
    Ok(opened.ok_or_else(|| refuse(app, reader, RoomRemark::Unknown, typed)))
}

fn find(db: &mut Db, app: &App, digits: &str) -> Result<Option<Opened>> {
    let Some(class) = school::store::class_of_room(db, digits)? else { return Ok(None) };
    let survey = survey::store::by_id(db, &class.survey_id)?;
    let settings = school::store::settings(db, &survey.id)?;
    let published = app.forms.newest(db, &survey.id)?;
    Ok(Some(Opened { class, settings, survey, published }))
}

fn refuse(app: &App, reader: Reader, remark: RoomRemark, typed: &str) -> HttpResponse {
    let status = match remark {
        RoomRemark::Length => StatusCode::UNPROCESSABLE_ENTITY,
        RoomRemark::Unknown => StatusCode::NOT_FOUND,
        RoomRemark::Wait => StatusCode::TOO_MANY_REQUESTS,
    };
    reader.show(app, status, pages::digits(&reader.setting(app), Some(remark), &shortened(typed)))
}

/// The address of a class.
pub fn address(room_code: &str) -> String {
    format!("/a/room/{room_code}")
}
