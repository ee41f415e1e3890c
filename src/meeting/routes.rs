//! Requests of anybody: reading what is public, and commenting on it.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, http::header, web};
use maud::{Markup, html};
use serde::Deserialize;

use super::{
    Meeting, Stage,
    comments::{self, NewComment, Outcome},
    pages::{self, Form, Said, Shown},
    person::{self, Person},
    publication, store,
    store::Topic,
};
use crate::{
    app::App,
    error::{Error, Result},
    respond::visit::Reader,
    store::Db,
    text::Lang,
    ui::layout::{Frame, View, public},
    web::{
        assets,
        input::{Fields, field, see_other},
    },
};

type Shared = web::Data<App>;

/// `GET /meetings/{slug}`
pub async fn meeting(app: Shared, reader: Reader, slug: web::Path<String>) -> Result<HttpResponse> {
    whole(app, reader, &slug, pages::meeting).await
}

/// `GET /meetings/{slug}/print`
pub async fn print(app: Shared, reader: Reader, slug: web::Path<String>) -> Result<HttpResponse> {
    whole(app, reader, &slug, pages::print).await
}

async fn whole(
    app: Shared,
    reader: Reader,
    slug: &str,
    draw: fn(&Meeting, Stage, &[Shown]) -> Markup,
) -> Result<HttpResponse> {
    let slug = slug.to_owned();
    let found = app.store.read(move |db| {
        let Some(meeting) = store::by_slug(db, &slug)? else { return Ok(None) };
        let mut themes = Vec::new();
        for topic in store::themes(db, &meeting.id)? {
            themes.extend(shown(db, &topic)?);
        }
        Ok((!themes.is_empty()).then_some((meeting, themes)))
    });
    Ok(match found.await? {
        None => page(&app, reader, StatusCode::NOT_FOUND, None, pages::nothing()),
        Some((meeting, themes)) => {
            let body = draw(&meeting, meeting.stage(app.stamp()), &themes);
            page(&app, reader, StatusCode::OK, Some(&meeting), body)
        }
    })
}

/// What is public of a theme: its document and its comments, nothing of its boards.
fn shown(db: &mut Db, topic: &Topic) -> Result<Option<Shown>> {
    let (Some(document), Some(on)) = (publication::public(topic)?, topic.published_on) else {
        return Ok(None);
    };
    let comments = comments::store::all(db, &topic.id)?;
    Ok(Some(Shown { number: topic.number, on, document, comments }))
}

/// What the address of a theme says after posting.
#[derive(Deserialize)]
pub struct Told {
    said: Option<String>,
}

/// `GET /meetings/{slug}/{number}`
pub async fn theme(
    app: Shared,
    request: HttpRequest,
    reader: Reader,
    path: web::Path<(String, String)>,
    told: web::Query<Told>,
) -> Result<HttpResponse> {
    let Some((meeting, _, theme)) = public_theme(&app, path.into_inner()).await? else {
        return Ok(page(&app, reader, StatusCode::NOT_FOUND, None, pages::nothing()));
    };
    let said = told.said.as_deref().and_then(Said::from_word);
    let form = Form { entry: app.ids.token()?, ..Form::default() };
    let mut response = draw(&app, reader, StatusCode::OK, (&meeting, &theme), said, &form);
    let stage = meeting.stage(app.stamp());
    if stage == Stage::Open && Person::of(&app, &request).browser.is_none() {
        let cookie = person::cookie(&app, &meeting)?;
        response.add_cookie(&cookie).map_err(|cause| Error::internal(cause.to_string()))?;
    }
    Ok(response)
}

async fn public_theme(
    app: &Shared,
    (slug, number): (String, String),
) -> Result<Option<(Meeting, Topic, Shown)>> {
    let Ok(number) = number.parse() else { return Ok(None) };
    let found = app.store.read(move |db| {
        let Some(meeting) = store::by_slug(db, &slug)? else { return Ok(None) };
        let topic = store::topic(db, &meeting.id, number)?;
        let shown = shown(db, &topic)?;
        Ok(shown.map(|shown| (meeting, topic, shown)))
    });
    match found.await {
        Err(Error::NotFound) => Ok(None),
        other => other,
    }
}

fn draw(
    app: &App,
    reader: Reader,
    status: StatusCode,
    (meeting, theme): (&Meeting, &Shown),
    said: Option<Said>,
    form: &Form,
) -> HttpResponse {
    let stage = meeting.stage(app.stamp());
    let form = (stage == Stage::Open).then_some(form);
    page(app, reader, status, Some(meeting), pages::theme(meeting, stage, theme, said, form))
}

/// `GET /meetings/{slug}/{number}/comments`: loaded again after a refusal; on to the theme.
pub async fn again(path: web::Path<(String, String)>) -> HttpResponse {
    let (slug, number) = path.into_inner();
    see_other(&format!("/meetings/{slug}/{number}"))
}

/// `POST /meetings/{slug}/{number}/comments`
pub async fn comment(
    app: Shared,
    request: HttpRequest,
    reader: Reader,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse> {
    let Some((meeting, topic, theme)) = public_theme(&app, path.into_inner()).await? else {
        return Ok(page(&app, reader, StatusCode::NOT_FOUND, None, pages::nothing()));
    };
    let who = Person::of(&app, &request);
    let refusal = match post(&app, &meeting, &topic, &fields, who).await {
        Ok(outcome) => {
            let said = match outcome {
                Outcome::Waiting => Said::Waiting,
                Outcome::Shown => Said::Shown,
                Outcome::Before => Said::Before,
            };
            let to = format!("{}/{}?said={}", meeting.address(), theme.number, said.word());
            return Ok(see_other(&to));
        }
        // Once comments are over there is no form that could keep what was typed.
        Err(refusal) if meeting.stage(app.stamp()) != Stage::Open => return Err(refusal),
        Err(refusal) => refusal,
    };
    let (status, problems) = match refusal {
        Error::Invalid(sentences) => (StatusCode::UNPROCESSABLE_ENTITY, sentences),
        Error::TooMany { seconds } => {
            let minutes = seconds.div_ceil(60);
            let sentence = format!(
                "続けて送られたため、お待ちいただいています。あと{minutes}分ほどたってから、もう一度送ってください。"
            );
            (StatusCode::TOO_MANY_REQUESTS, vec![sentence])
        }
        other => return Err(other),
    };
    let typed = |name| field(&fields, name).to_owned();
    let form = Form {
        entry: typed("entry"),
        kind: typed("kind"),
        text: typed("text"),
        code: typed("code"),
        mail: typed("mail"),
        problems,
    };
    Ok(draw(&app, reader, status, (&meeting, &theme), None, &form))
}

async fn post(
    app: &Shared,
    meeting: &Meeting,
    topic: &Topic,
    fields: &Fields,
    mut who: Person,
) -> Result<Outcome> {
    let now = app.stamp();
    let typed = |name| field(fields, name).to_owned();
    // A second press of the button floods nobody.
    let (of, entry) = (topic.clone(), typed("entry"));
    if let Some(before) = app.store.read(move |db| comments::posted(db, &of, &entry)).await? {
        return Ok(before);
    }
    if let Some(seconds) = who.wait(app, now) {
        return Err(Error::TooMany { seconds });
    }
    let code = typed("code");
    if !code.is_empty() {
        let (inner, of, from) = (app.clone(), meeting.clone(), who.clone());
        let found =
            app.store.read(move |db| person::attendee(db, &inner, &of, &code, &from, now)).await?;
        who.attendee = Some(found);
    }
    let new = NewComment {
        entry: typed("entry"),
        kind: typed("kind"),
        text: typed("text"),
        mail: typed("mail"),
    };
    let (inner, meeting, topic, from) = (app.clone(), meeting.clone(), topic.clone(), who.clone());
    let posted = app
        .store
        .write(move |db| comments::post(db, &inner, &meeting, &topic, &new, &from))
        .await?;
    who.has_commented(app, now);
    Ok(posted)
}

/// The pages are in Japanese, whatever the reader's language is elsewhere.
fn page(
    app: &App,
    reader: Reader,
    status: StatusCode,
    meeting: Option<&Meeting>,
    body: Markup,
) -> HttpResponse {
    let frame = Frame {
        city: &app.config.city,
        view: View { lang: Lang::Ja, ..reader.view },
        title: meeting.map_or("結果報告会", |meeting| &meeting.title),
        languages: &[],
        sample: meeting.is_some_and(|meeting| meeting.sample),
        switches_of: None,
        pupil: None,
    };
    let body = html! { link rel="stylesheet" href=(assets::MEETING.url); (body) };
    let mut response = reader.show(app, status, public(&frame, body));
    if meeting.is_some_and(|meeting| !meeting.sample) {
        // Unlike most pages, public results may be found by search engines.
        let found = header::HeaderName::from_static("x-robots-tag");
        response.headers_mut().insert(found, header::HeaderValue::from_static("all"));
    }
    response
}
