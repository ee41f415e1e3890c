//! Who is at a workshop: types in a handler's signature, by sealed cookies.

use std::{future::Future, ops::Deref, pin::Pin};

use actix_web::{
    FromRequest, HttpRequest,
    cookie::{Cookie, time},
    dev::Payload,
    error::InternalError,
    web,
};

use super::{Workshop, store, store::Attending};
use crate::{
    app::App,
    code::Code,
    error::{Error, Result},
    web::input::{self, see_other},
};

const ATTENDEE_COOKIE: &str = "machikoe_attendee";
const FACILITATOR_COOKIE: &str = "machikoe_facilitator";
/// How long a phone remembers that it takes part: workshops come back after weeks.
const REMEMBERED: time::Duration = time::Duration::days(90);

type Found<T> = Pin<Box<dyn Future<Output = Result<T, actix_web::Error>>>>;

/// Somebody who takes part in the workshop of the address.
pub struct Attendee {
    /// Who.
    pub person: Attending,
    /// In what.
    pub workshop: Box<Workshop>,
}

impl FromRequest for Attendee {
    type Error = actix_web::Error;
    type Future = Found<Attendee>;

    /// A phone that is not known gets on to the page for joining.
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let app = app(&request)?;
            let digits = request.match_info().query("digits").to_owned();
            match attendee(&app, &request, &digits).await? {
                Some(found) => Ok(found),
                None => {
                    let to = see_other(&format!("/w/{digits}"));
                    Err(InternalError::from_response("not joined", to).into())
                }
            }
        })
    }
}

/// Whoever's phone a request comes from, at the workshop of six digits.
pub async fn attendee(
    app: &web::Data<App>,
    request: &HttpRequest,
    digits: &str,
) -> Result<Option<Attendee>> {
    let Some(cookie) = request.cookie(ATTENDEE_COOKIE) else { return Ok(None) };
    let Some(plain) = app.keys.attendee.open(&purpose(digits), cookie.value()) else {
        return Ok(None);
    };
    let Ok(id) = String::from_utf8(plain) else { return Ok(None) };
    app.store
        .read(move |db| {
            let Some(person) = store::attendee(db, &id)? else { return Ok(None) };
            let workshop = Box::new(store::get(db, &person.workshop_id)?);
            Ok(Some(Attendee { person, workshop }))
        })
        .await
}

fn purpose(digits: &str) -> String {
    format!("attendee {digits}")
}

/// The cookie with which a phone takes part in one workshop.
pub fn attendee_cookie(app: &App, workshop: &Workshop, id: &str) -> Result<Cookie<'static>> {
    let digits = &workshop.join_code;
    let sealed = app.keys.attendee.seal(&app.ids, &purpose(digits), id.as_bytes())?;
    let mut cookie = input::cookie(app, ATTENDEE_COOKIE, sealed, format!("/w/{digits}"));
    cookie.set_max_age(REMEMBERED);
    Ok(cookie)
}

/// The same cookie, told to go away: the phone is handed on.
pub fn no_attendee_cookie(app: &App, digits: &str) -> Cookie<'static> {
    input::no_cookie(app, ATTENDEE_COOKIE, format!("/w/{digits}"))
}

/// Whoever leads the workshop of the address. Each workshop has its own cookie, so that two
/// consoles in one browser do not get mixed up.
pub struct Facilitator {
    /// The code.
    pub code: Code,
    /// The workshop.
    pub workshop: Box<Workshop>,
}

impl Deref for Facilitator {
    type Target = Workshop;
    fn deref(&self) -> &Workshop {
        &self.workshop
    }
}

impl FromRequest for Facilitator {
    type Error = actix_web::Error;
    type Future = Found<Facilitator>;

    /// A browser without a valid code gets on to the page that asks for it.
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let app = app(&request)?;
            let digits = request.match_info().query("digits").to_owned();
            match facilitator(&app, &request, &digits).await? {
                Some(found) => Ok(found),
                None => Err(InternalError::from_response("no code", see_other("/f")).into()),
            }
        })
    }
}

/// The facilitator whose cookie a request brings.
pub async fn facilitator(
    app: &web::Data<App>,
    request: &HttpRequest,
    digits: &str,
) -> Result<Option<Facilitator>> {
    let Some(cookie) = request.cookie(FACILITATOR_COOKIE) else { return Ok(None) };
    let plain = app.keys.facilitator.open(&leading(digits), cookie.value());
    let code = plain.and_then(|plain| Code::parse(std::str::from_utf8(&plain).ok()?).ok());
    let Some(code) = code else { return Ok(None) };
    Ok(leads(app, code).await?.map(|workshop| Facilitator { code, workshop }))
}

/// The workshop that a facilitator's code leads.
pub async fn leads(app: &web::Data<App>, code: Code) -> Result<Option<Box<Workshop>>> {
    let hash = app.keys.codes.hash(&code);
    let found = app.store.read(move |db| store::by_facilitator(db, &hash)).await?;
    Ok(found.map(Box::new))
}

/// The cookie that opens the console without its code in any address.
pub fn facilitator_cookie(app: &App, digits: &str, code: &Code) -> Result<Cookie<'static>> {
    let plain = code.compact();
    let sealed = app.keys.facilitator.seal(&app.ids, &leading(digits), plain.as_bytes())?;
    Ok(input::cookie(app, FACILITATOR_COOKIE, sealed, format!("/f/{digits}")))
}

fn leading(digits: &str) -> String {
    format!("facilitator {digits}")
}

/// No cookie: the next person at this computer needs the code.
pub fn no_facilitator_cookie(app: &App, digits: &str) -> Cookie<'static> {
    input::no_cookie(app, FACILITATOR_COOKIE, format!("/f/{digits}"))
}

/// Whoever looks with the projector's code, which stands in the address.
pub struct Projector {
    /// The code, as it stands in the address.
    pub code: Code,
    /// The workshop.
    pub workshop: Box<Workshop>,
}

impl FromRequest for Projector {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Projector>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let app = app(&request)?;
            let code = Code::parse(request.match_info().query("code"));
            let code = code.map_err(|_| Error::NotFound)?;
            let hash = app.keys.codes.hash(&code);
            let found = app.store.read(move |db| store::by_projector(db, &hash)).await?;
            let workshop = Box::new(found.ok_or(Error::NotFound)?);
            Ok(Projector { code, workshop })
        })
    }
}

fn app(request: &HttpRequest) -> Result<web::Data<App>> {
    let app = request.app_data::<web::Data<App>>().cloned();
    app.ok_or_else(|| Error::internal("the application is not attached to the server"))
}
