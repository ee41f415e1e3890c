//! Participants and letters: the office's requests.

use actix_web::{HttpResponse, http::header, web};
use maud::Markup;
use serde::Deserialize;

use super::{
    import::parse,
    letters::{self, Announcement, LETTERS_A_PAGE},
    merge,
    pages::{self, Outcome},
    selection::{Part, Picked},
    store,
};
use crate::{
    app::App,
    audit::Signature,
    error::{Error, Result},
    form::ruby::plain,
    sheet::RowProblem,
    staff::{Editor, Staff},
    survey::{
        self, Survey,
        pages::no_letters,
        routes::{is_in_classes, setting},
    },
    text::Lang,
    web::{
        input::{Fields, field, see_other},
        stream::Pieces,
        upload::Posted,
    },
};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A list that can be brought in as it is: UTF-8 with a byte order mark, as Excel wants it.
const SAMPLE: &str = "\u{feff}整理番号,地区,年齢階級,性別\r\n\
    0001,荒尾,18〜29歳,女性\r\n\
    0002,有明,70歳以上,男性\r\n";

/// How many people have just been brought in, to say so.
#[derive(Deserialize)]
pub struct Added {
    added: Option<usize>,
}

/// `GET /staff/surveys/{slug}/participants`
pub async fn participants_page(
    app: web::Data<App>,
    by: Editor,
    slug: web::Path<String>,
    added: web::Query<Added>,
) -> Result<Markup> {
    let survey = survey::find(&app, &slug).await?;
    let outcome = added.added.map_or(Outcome::None, Outcome::Added);
    shown(&app, &by, &survey, &outcome).await
}

async fn shown(
    app: &web::Data<App>,
    by: &Staff,
    survey: &Survey,
    outcome: &Outcome,
) -> Result<Markup> {
    let id = survey.id.clone();
    let frame = app.store.read(move |db| store::frame(db, &id)).await?;
    let in_classes = is_in_classes(app, survey).await?;
    let set = setting(app, by, survey);
    Ok(match in_classes {
        true => no_letters(&set, "対象者"),
        false => pages::participants(&set, &frame, outcome),
    })
}

/// `GET /staff/surveys/{slug}/participants/sample.csv`
pub async fn sample(_by: Editor) -> HttpResponse {
    download("text/csv; charset=utf-8", "participants-sample.csv", SAMPLE.into())
}

/// `POST /staff/surveys/{slug}/participants`: brings a file of participants in, or shows what is
/// wrong with it.
pub async fn import(
    app: web::Data<App>,
    by: Editor,
    slug: web::Path<String>,
    posted: Result<Posted>,
) -> Result<HttpResponse> {
    let survey = survey::find(&app, &slug).await?;
    match read_and_import(&app, &by, &survey, posted).await? {
        Ok(added) => Ok(see_other(&format!("/staff/surveys/{slug}/participants?added={added}"))),
        Err(problems) => {
            let page = shown(&app, &by, &survey, &Outcome::Refused(problems)).await?;
            Ok(HttpResponse::UnprocessableEntity()
                .content_type("text/html; charset=utf-8")
                .body(page.into_string()))
        }
    }
}

/// Everything that the person can mend becomes a problem on the page that they came from.
async fn read_and_import(
    app: &App,
    by: &Staff,
    survey: &Survey,
    posted: Result<Posted>,
) -> Result<Result<usize, Vec<RowProblem>>> {
    let whole = |message: String| Ok(Err(vec![RowProblem { line: None, message }]));
    let read = tokio::task::spawn_blocking(move || {
        posted?.file("file").map(|file| parse(&file.name, file.bytes))
    });
    let people = match read.await.map_err(Error::internal)? {
        Ok(Ok(people)) => people,
        Ok(Err(problems)) => return Ok(Err(problems)),
        Err(refused) => return whole(refused.sentence()),
    };
    match super::import(app, Signature::of(app, by)?, survey, people).await {
        Ok(added) => Ok(Ok(added)),
        Err(Error::Conflict(sentence)) => whole(sentence),
        Err(other) => Err(other),
    }
}

/// `GET /staff/surveys/{slug}/letters`
pub async fn letters_page(
    app: web::Data<App>,
    by: Editor,
    slug: web::Path<String>,
    picked: web::Query<Picked>,
) -> Result<Markup> {
    let survey = survey::find(&app, &slug).await?;
    if is_in_classes(&app, &survey).await? {
        return Ok(no_letters(&setting(&app, &by, &survey), "依頼状"));
    }
    let chosen = match super::selected(&app, &survey, &picked).await {
        Ok(serials) => Ok(serials),
        Err(refused @ (Error::Invalid(_) | Error::Conflict(_))) => Err(refused.sentence()),
        Err(other) => return Err(other),
    };
    let set = setting(&app, &by, &survey);
    Ok(pages::letters(&set, &picked, &chosen))
}

/// `POST /staff/surveys/{slug}/letters`: a page of letters to print, sent as they are made. A
/// POST, because seeing codes is recorded.
pub async fn letters(
    app: web::Data<App>,
    by: Editor,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let survey = survey::find(&app, &slug).await?;
    let announcement = announcement(&app, &survey).await?;
    let (invitees, span) = super::invitees(
        &app,
        Signature::of(&app, &by)?,
        &survey,
        &picked(&fields),
        &part(&fields),
        LETTERS_A_PAGE,
    )
    .await?;
    let page = letters::document(announcement, invitees, span)?;
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(Pieces::of(page)))
}

async fn announcement(app: &web::Data<App>, survey: &Survey) -> Result<Announcement> {
    let (inner, id) = (app.clone(), survey.id.clone());
    let form = app.store.read(move |db| inner.forms.newest(db, &id)).await?.form;
    Ok(Announcement {
        city: app.config.city.clone(),
        title: plain(form.title.get(Lang::Ja)).into_owned(),
        purpose: plain(form.purpose.get(Lang::Ja)).into_owned(),
        languages: form.languages.clone(),
        closes_on: survey.closes_on,
        base_url: app.config.base_url.clone(),
        sample: survey.sample,
    })
}

/// `POST /staff/surveys/{slug}/letters/workbook`: the mail-merge workbook.
pub async fn workbook(
    app: web::Data<App>,
    by: Editor,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let survey = survey::find(&app, &slug).await?;
    let (invitees, span) = super::invitees(
        &app,
        Signature::of(&app, &by)?,
        &survey,
        &picked(&fields),
        &part(&fields),
        merge::MOST_ROWS,
    )
    .await?;
    let last = span.skipped + invitees.len();
    let base_url = app.config.base_url.clone();
    let bytes = tokio::task::spawn_blocking(move || merge::workbook(&invitees, &base_url))
        .await
        .map_err(Error::internal)??;
    let name = format!("{}-letters-{}-{last}.xlsx", survey.slug, span.skipped + 1);
    Ok(download(XLSX, &name, bytes))
}

fn picked(fields: &[(String, String)]) -> Picked {
    let owned = |name| field(fields, name).to_owned();
    Picked { from: owned("from"), to: owned("to"), list: owned("list"), waiting: owned("waiting") }
}

fn part(fields: &[(String, String)]) -> Part {
    Part { first: field(fields, "first").to_owned(), last: field(fields, "last").to_owned() }
}

fn download(kind: &'static str, name: &str, bytes: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(kind)
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .body(bytes)
}
