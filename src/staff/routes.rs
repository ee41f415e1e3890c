//! Signing in, one-time links, colleagues, the audit.

use actix_web::{HttpRequest, HttpResponse, web};
use data_encoding::HEXLOWER;
use maud::Markup;
use subtle::ConstantTimeEq;

use super::{
    Admin, DEVICE_COOKIE, Newcomer, Role, SESSION_COOKIE, fold_email, link_url, pages, password,
    store,
};
use crate::{
    app::App,
    audit::{self, Signature},
    error::{Error, Result},
    secret::keyed_hash,
    web::input::{self, Fields, field, see_other},
};

/// `GET /staff/sign-in`
pub async fn sign_in_page(app: web::Data<App>) -> Markup {
    pages::sign_in(&app.config.city, "", None)
}

/// `POST /staff/sign-in`
///
/// Guessing is slowed down per account *and* browser: failures elsewhere never lock out a
/// browser that has signed in to this account before, so nobody can lock out a colleague.
pub async fn sign_in(
    app: web::Data<App>,
    request: HttpRequest,
    fields: Fields,
) -> Result<HttpResponse> {
    let (email, typed) = (field(&fields, "email"), field(&fields, "password"));
    let Ok(email) = fold_email(email) else {
        return Ok(refused(&app, email, "メールアドレスの形をお確かめください。"));
    };
    let (key, now) = (attempt_key(&app, &request, &email), app.stamp());
    if let Some(seconds) = app.wrong_passwords.wait(&key, now) {
        return Err(Error::TooMany { seconds });
    }
    let Some(staff) = super::check(&app, email.clone(), typed.to_owned()).await? else {
        app.wrong_passwords.failed(&key, now);
        return Ok(refused(
            &app,
            &email,
            "メールアドレスかパスワードが違います。もう一度入力してください。",
        ));
    };
    app.wrong_passwords.succeeded(&key);
    let token = super::sign_in(&app, &staff).await?;
    let mut device = input::cookie(&app, DEVICE_COOKIE, device_mark(&app, &email), "/staff");
    device.make_permanent();
    Ok(HttpResponse::SeeOther()
        .insert_header(("location", "/staff"))
        .cookie(input::cookie(&app, SESSION_COOKIE, token, "/staff"))
        .cookie(device)
        .finish())
}

fn refused(app: &App, email: &str, sentence: &str) -> HttpResponse {
    HttpResponse::UnprocessableEntity()
        .content_type("text/html; charset=utf-8")
        .body(pages::sign_in(&app.config.city, email, Some(sentence)).into_string())
}

/// A known browser is counted by itself, a strange one with its address.
fn attempt_key(app: &App, request: &HttpRequest, email: &str) -> String {
    let mark = device_mark(app, email);
    let known = request
        .cookie(DEVICE_COOKIE)
        .is_some_and(|cookie| bool::from(cookie.value().as_bytes().ct_eq(mark.as_bytes())));
    if known { mark } else { format!("{email} {}", input::address(app, request)) }
}

fn device_mark(app: &App, email: &str) -> String {
    HEXLOWER.encode(&keyed_hash(&app.keys.device, email.as_bytes()))
}

/// `POST /staff/sign-out`
pub async fn sign_out(app: web::Data<App>, request: HttpRequest) -> Result<HttpResponse> {
    if let Some(cookie) = request.cookie(SESSION_COOKIE) {
        super::sign_out(&app, cookie.value()).await?;
    }
    Ok(HttpResponse::SeeOther()
        .insert_header(("location", "/staff/sign-in"))
        .cookie(input::no_cookie(&app, SESSION_COOKIE, "/staff"))
        .finish())
}

/// `GET /staff/link/{token}`
pub async fn link_page(app: web::Data<App>, token: web::Path<String>) -> Result<Markup> {
    let now = app.stamp();
    let staff = app.store.read(move |db| super::link(db, &token, now)).await?;
    Ok(pages::link(&app.config.city, staff.as_ref(), &[]))
}

/// `POST /staff/link/{token}`
pub async fn link(
    app: web::Data<App>,
    token: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let (now, wanted) = (app.stamp(), token.clone());
    let staff = app.store.read(move |db| super::link(db, &wanted, now)).await?;
    match newcomer(&app, staff.is_none(), &fields).await {
        Err(Error::Invalid(sentences)) => Ok(HttpResponse::UnprocessableEntity()
            .content_type("text/html; charset=utf-8")
            .body(pages::link(&app.config.city, staff.as_ref(), &sentences).into_string())),
        Err(other) => Err(other),
        Ok(newcomer) => {
            let name = staff.map_or_else(|| newcomer.name.clone(), |staff| staff.name);
            let by = Signature::named(&app, &name)?;
            app.store.write(move |db| super::use_link(db, by, &token, &newcomer)).await?;
            Ok(see_other("/staff/sign-in"))
        }
    }
}

async fn newcomer(app: &App, is_first: bool, fields: &[(String, String)]) -> Result<Newcomer> {
    let typed = field(fields, "password");
    password::check(typed, field(fields, "again"))?;
    let (email, name) = match is_first {
        true => (fold_email(field(fields, "email"))?, field(fields, "name").to_owned()),
        false => Default::default(),
    };
    let password_hash = password::hash(&app.ids, typed.to_owned()).await?;
    let signature = Signature::named(app, &name)?;
    Ok(Newcomer { id: app.ids.id()?, email, name, password_hash, signature })
}

/// `GET /staff/people`
pub async fn people_page(app: web::Data<App>, by: Admin) -> Result<Markup> {
    let people = app.store.read(store::all).await?;
    Ok(pages::people(&app.config.city, &by, &people, None))
}

/// `POST /staff/people`: adds a colleague and shows their one-time link, once.
pub async fn add(app: web::Data<App>, by: Admin, fields: Fields) -> Result<Markup> {
    let email = fold_email(field(&fields, "email"))?;
    let (name, role) = (field(&fields, "name").to_owned(), Role::from_word(field(&fields, "role")));
    let (id, token) = (app.ids.id()?, app.ids.token()?);
    let (added, linked) = (Signature::of(&app, &by)?, Signature::of(&app, &by)?);
    let (of, made) = (id.clone(), token.clone());
    app.store
        .write(move |db| {
            super::add(db, added, &of, &email, &name, role)?;
            super::make_link(db, linked, Some(&of), &made)
        })
        .await?;
    people_with_link(&app, &by, &id, &token).await
}

/// `POST /staff/people/{id}/link`: a new one-time link, for a forgotten password too.
pub async fn make_link(app: web::Data<App>, by: Admin, id: web::Path<String>) -> Result<Markup> {
    let (token, signature) = (app.ids.token()?, Signature::of(&app, &by)?);
    let (of, made) = (id.clone(), token.clone());
    app.store.write(move |db| super::make_link(db, signature, Some(&of), &made)).await?;
    people_with_link(&app, &by, &id, &token).await
}

async fn people_with_link(app: &App, by: &Admin, id: &str, token: &str) -> Result<Markup> {
    let people = app.store.read(store::all).await?;
    let link =
        people.iter().find(|person| person.id == id).map(|person| (person, link_url(app, token)));
    Ok(pages::people(&app.config.city, by, &people, link))
}

/// `POST /staff/people/{id}`: changes role, closes or reopens the account.
pub async fn change(
    app: web::Data<App>,
    by: Admin,
    id: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let (role, active) =
        (Role::from_word(field(&fields, "role")), field(&fields, "active") == "yes");
    let signature = Signature::of(&app, &by)?;
    app.store.write(move |db| super::change(db, signature, &id, role, active)).await?;
    Ok(see_other("/staff/people"))
}

/// `GET /staff/audit`
pub async fn audit_page(app: web::Data<App>, by: Admin, page: web::Query<Page>) -> Result<Markup> {
    const LINES: i64 = 100;
    let page = page.page.unwrap_or(1).clamp(1, 10_000);
    let offset = (page - 1) * LINES;
    let entries = app.store.read(move |db| audit::store::page(db, offset, LINES + 1)).await?;
    Ok(pages::audit(&app.config.city, &by, &entries, page, LINES))
}

/// The page of a long list.
#[derive(serde::Deserialize)]
pub struct Page {
    page: Option<i64>,
}
