//! The office's requests about who signed up.

use std::collections::HashMap;

use actix_web::{HttpResponse, http::StatusCode, web};
use maud::Markup;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use super::{Shared, desk_of};
use crate::{
    audit::{self, Action, Signature},
    error::{Error, Result},
    outbox,
    registration::{
        Desk, State, apply, change, counts,
        door::Places,
        list::{self, Listed},
        mails, notice,
        pages::{
            list::{List, Office, list as page},
            notice as notice_page,
            one::{One, one as one_page},
        },
        store,
        typed::{self, Hand, Typed},
    },
    staff::{Editor, Staff},
    store::Db,
    web::input::{Fields, field, see_other},
    workshop::{self, template::check},
};

/// What the list is asked for.
#[derive(Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    state: Option<String>,
    done: Option<String>,
}

/// `GET /staff/workshops/{slug}/registrations`
pub async fn all(
    app: Shared,
    by: Editor,
    slug: web::Path<String>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse> {
    let desk = desk_of(&app, &slug).await?;
    shown(&app, &by, &desk, &asked, &Typed::default()).await
}

async fn shown(
    app: &Shared,
    by: &Staff,
    desk: &Desk,
    asked: &Asked,
    typed: &Typed,
) -> Result<HttpResponse> {
    let of = desk.clone();
    let (listed, counts) = app
        .store
        .read(move |db| Ok((list::all(db, &of)?, counts::counts(db, &of.workshop.id)?)))
        .await?;
    let heads: Vec<_> = listed.iter().map(|one| (one.signup.state, one.signup.heads)).collect();
    let places = Places::of(&desk.rule, &heads);
    let arrived = listed.iter().map(Listed::arrived).sum();
    let state = asked.state.as_deref().and_then(State::from_word);
    let fits = |one: &Listed| {
        state.is_none_or(|state| one.signup.state == state) && is_asked(one, &asked.q)
    };
    let listed: Vec<Listed> = listed.into_iter().filter(fits).collect();
    let list = List {
        listed: &listed,
        places,
        arrived,
        asked: &asked.q,
        state,
        typed,
        done: asked.done.as_deref().and_then(done),
        counts: &counts::in_words(desk, &counts),
    };
    let office = Office { city: &app.config.city, by, desk };
    Ok(reply(typed, page(&office, &list)))
}

fn is_asked(one: &Listed, asked: &str) -> bool {
    let signup = &one.signup;
    let of = [&signup.name, &signup.party, &signup.mail, &signup.telephone];
    let asked = folded(asked);
    asked.is_empty()
        || signup.number.to_string() == asked
        || of.into_iter().any(|text| folded(text).contains(&asked))
}

/// For searching: half width, small letters, without blanks and hyphens.
pub fn folded(text: &str) -> String {
    let is_kept = |letter: &char| !letter.is_whitespace() && *letter != '-';
    text.nfkc().filter(is_kept).flat_map(char::to_lowercase).collect()
}

/// What has just been done, in words.
fn done(word: &str) -> Option<&'static str> {
    match word {
        "added" => Some("申し込みを加えました。"),
        "waiting" => Some("定員に達しているため、キャンセル待ちとして加えました。"),
        "changed" => Some("申し込みを保存しました。"),
        "confirmed" => Some("参加に変えました。"),
        "cancelled" => {
            Some("申し込みを取り消しました。待っている方がいれば、順に参加に変わります。")
        }
        "settings" => Some("定員・締め切り・お知らせの日を変えました。"),
        _ => None,
    }
}

fn reply(typed: &Typed, page: Markup) -> HttpResponse {
    let status = if typed.passes() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    HttpResponse::build(status).content_type("text/html; charset=utf-8").body(page.into_string())
}

/// `POST /staff/workshops/{slug}/registrations`: somebody called.
pub async fn add(
    app: Shared,
    by: Editor,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let desk = desk_of(&app, &slug).await?;
    let fresh = match typed::read(&desk.form, &desk.rule, &fields, Hand::Staff) {
        Ok(fresh) => fresh,
        Err(typed) => return shown(&app, &by, &desk, &Asked::default(), &typed).await,
    };
    let by = Signature::of(&app, &by)?;
    let added = app.store.write(move |db| apply::by_staff(db, &desk, by, fresh)).await?;
    let done = if added.state == State::Waiting { "waiting" } else { "added" };
    Ok(see_other(&format!("/staff/workshops/{slug}/registrations?done={done}")))
}

/// `POST /staff/workshops/{slug}/registrations/settings`
pub async fn set(
    app: Shared,
    by: Editor,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let mut desk = desk_of(&app, &slug).await?;
    // What is no number is refused below, as a number beyond the limits is.
    let number = |name| field(&fields, name).parse::<i32>().unwrap_or(-1);
    desk.rule.places = number("places");
    desk.rule.closes_days = number("closes_days").into();
    desk.rule.reminder_days = number("reminder_days").into();
    let by = Signature::of(&app, &by)?;
    app.store
        .write(move |db| {
            // Read anew: other settings may have been changed meanwhile.
            let mut workshop = workshop::store::get(db, &desk.workshop.id)?;
            workshop.settings.registration = Some(desk.rule.clone());
            let wrong = check::settings(&workshop.settings);
            if !wrong.is_empty() {
                return Err(Error::Invalid(wrong));
            }
            workshop::store::update(db, &workshop)?;
            desk.workshop = workshop;
            change::follow(db, &desk, by.at())?;
            let subject = format!("{} 定員{}人", desk.workshop.slug, desk.rule.places);
            audit::record(db, by, Action::RegistrationSettingsChanged, &subject)
        })
        .await?;
    Ok(see_other(&format!("/staff/workshops/{slug}/registrations?done=settings")))
}

/// `GET /staff/workshops/{slug}/registrations/{id}`
pub async fn one(
    app: Shared,
    by: Editor,
    path: web::Path<(String, String)>,
    asked: web::Query<HashMap<String, String>>,
) -> Result<HttpResponse> {
    let (slug, id) = path.into_inner();
    let desk = desk_of(&app, &slug).await?;
    let done = asked.get("done").and_then(|word| done(word));
    shown_one(&app, &by, &desk, &id, None, done).await
}

async fn shown_one(
    app: &Shared,
    by: &Staff,
    desk: &Desk,
    id: &str,
    typed: Option<Typed>,
    done: Option<&str>,
) -> Result<HttpResponse> {
    let (workshop_id, id) = (desk.workshop.id.clone(), id.to_owned());
    let (signup, mails) = app
        .store
        .read(move |db| {
            let signup = store::get(db, &workshop_id, &id)?;
            let mails = outbox::of(db, &mails::key(&signup.id, ""))?;
            Ok((signup, mails))
        })
        .await?;
    let typed = typed.unwrap_or_else(|| Typed::of(&signup));
    let office = Office { city: &app.config.city, by, desk };
    let shown = One { signup: &signup, typed: &typed, mails: &mails, done };
    Ok(reply(&typed, one_page(&office, &shown)))
}

/// `POST /staff/workshops/{slug}/registrations/{id}`
pub async fn correct(
    app: Shared,
    by: Editor,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse> {
    let (slug, id) = path.into_inner();
    let desk = desk_of(&app, &slug).await?;
    let fresh = match typed::read(&desk.form, &desk.rule, &fields, Hand::Staff) {
        Ok(fresh) => fresh,
        Err(typed) => return shown_one(&app, &by, &desk, &id, Some(*typed), None).await,
    };
    changed(&app, &by, desk, (&slug, &id), "changed", move |db, desk, by, id| {
        change::correct(db, desk, by, id, fresh)
    })
    .await
}

/// `POST /staff/workshops/{slug}/registrations/{id}/confirmation`
pub async fn confirm(
    app: Shared,
    by: Editor,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse> {
    let (slug, id) = path.into_inner();
    let desk = desk_of(&app, &slug).await?;
    changed(&app, &by, desk, (&slug, &id), "confirmed", change::confirm).await
}

/// `POST /staff/workshops/{slug}/registrations/{id}/cancellation`
pub async fn cancel(
    app: Shared,
    by: Editor,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse> {
    let (slug, id) = path.into_inner();
    let desk = desk_of(&app, &slug).await?;
    if field(&fields, "confirmed") != "yes" {
        return Err(Error::invalid(
            "取り消していません。確かめの印を付けてから、もう一度押してください。",
        ));
    }
    changed(&app, &by, desk, (&slug, &id), "cancelled", change::cancel_by_staff).await
}

async fn changed(
    app: &Shared,
    by: &Staff,
    desk: Desk,
    (slug, id): (&str, &str),
    done: &str,
    verb: impl FnOnce(&mut Db, &Desk, Signature, &str) -> Result<()> + Send + 'static,
) -> Result<HttpResponse> {
    let (by, of) = (Signature::of(app, by)?, id.to_owned());
    app.store.write(move |db| verb(db, &desk, by, &of)).await?;
    Ok(see_other(&format!("/staff/workshops/{slug}/registrations/{id}?done={done}")))
}

/// What is added to the mail to everybody.
#[derive(Deserialize)]
pub struct News {
    #[serde(default)]
    words: String,
    sent: Option<usize>,
}

/// `GET /staff/workshops/{slug}/registrations/notice`: the mail as it would leave.
pub async fn preview(
    app: Shared,
    by: Editor,
    slug: web::Path<String>,
    news: web::Query<News>,
) -> Result<Markup> {
    let desk = desk_of(&app, &slug).await?;
    let words = one_kind_of_break(&news.words);
    notice::check(&words)?;
    let (of, kept) = (desk.clone(), words.clone());
    let preview = app.store.read(move |db| notice::preview(db, &of, &kept)).await?;
    let office = Office { city: &app.config.city, by: &by, desk: &desk };
    Ok(notice_page::notice(&office, &preview, &words, news.sent))
}

/// `POST /staff/workshops/{slug}/registrations/notice`: sends it.
pub async fn tell(
    app: Shared,
    by: Editor,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let desk = desk_of(&app, &slug).await?;
    let (by, words) = (Signature::of(&app, &by)?, one_kind_of_break(field(&fields, "words")));
    let sent = app.store.write(move |db| notice::send(db, &desk, by, &words)).await?;
    Ok(see_other(&format!("/staff/workshops/{slug}/registrations/notice?sent={sent}")))
}

/// Browsers send line breaks in two ways: the same words are the same mail.
fn one_kind_of_break(words: &str) -> String {
    words.replace("\r\n", "\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_or_a_number_is_found_however_it_is_typed() {
        assert_eq!(folded(" ０９６８－６２ "), "096862");
        assert_eq!(folded("山田　Hana"), folded("山田hana"));
    }
}
