//! Requests about the codes of a question.

use actix_web::{HttpResponse, http::StatusCode, web};
use maud::Markup;

use super::{Opened, Path, again, checked, number, shown};
use crate::{
    app::App,
    audit::Signature,
    coding::{
        Place,
        book::thaw,
        edit::{self, Row},
        frame::Frame,
        pages::{
            self, Scene,
            frame::{Shown, version as earlier},
        },
        publish::{self, Saved},
        store,
    },
    error::{Error, Result},
    staff::{Editor, Viewer},
    store::Db,
    web::input::{Fields, see_other},
};

/// What was posted and not saved.
struct Refused {
    base: i32,
    rows: Vec<Row>,
    problems: Vec<String>,
}

/// `GET /staff/surveys/{slug}/texts/{field}/frame`
pub async fn page(app: web::Data<App>, by: Viewer, path: Path) -> Result<Markup> {
    shown(app, by.0, path, |db, opened, scene| draw(db, opened, scene, None)).await
}

/// `GET /staff/surveys/{slug}/texts/{field}/frame/{version}`: an earlier version.
pub async fn version(
    app: web::Data<App>,
    by: Viewer,
    path: web::Path<(String, String, i32)>,
) -> Result<Markup> {
    let (slug, field, number) = path.into_inner();
    shown(app, by.0, (slug, field).into(), move |db, opened, scene| {
        let versions = store::versions(db, &opened.survey.id, &opened.question.field)?;
        let version = versions.into_iter().find(|version| version.number == number);
        let version = version.ok_or(Error::NotFound)?;
        Ok(earlier(scene, &version, &thaw(&version.definition)?))
    })
    .await
}

/// `POST /staff/surveys/{slug}/texts/{field}/frame`: saves the codes as a new version.
pub async fn save(
    app: web::Data<App>,
    by: Editor,
    path: Path,
    fields: Fields,
) -> Result<HttpResponse> {
    let (slug, field) = (&path.0, &path.1);
    let survey = checked(&app, slug, field).await?;
    let (base, rows) = (number(&fields, "version"), edit::rows(&fields));
    let base = i32::try_from(base).unwrap_or_default();
    let attempt = || {
        let signature = Signature::of(&app, &by);
        let (survey, field, rows, name) =
            (survey.clone(), field.clone(), rows.clone(), by.name.clone());
        app.store.write(move |db| {
            let place = Place { survey: &survey, field: &field };
            publish::save(db, signature?, &name, &place, base, &rows)
        })
    };
    // Whoever saves in the same instant as somebody else is overtaken at the second try.
    let saved = match attempt().await {
        Err(Error::Conflict(_)) => attempt().await?,
        other => other?,
    };
    let (status, problems) = match saved {
        Saved::Version(_) => {
            return Ok(see_other(&format!("/staff/surveys/{slug}/texts/{field}/frame")));
        }
        Saved::Refused(problems) => (StatusCode::UNPROCESSABLE_ENTITY, problems),
        Saved::Overtaken(name) => (StatusCode::CONFLICT, vec![overtaken(&name)]),
    };
    let refused = Refused { base, rows, problems };
    let page =
        shown(app, by.0, path, move |db, opened, scene| draw(db, opened, scene, Some(refused)))
            .await?;
    Ok(again(status, page))
}

fn overtaken(name: &str) -> String {
    match name {
        "" => "このコード表は、入力中にほかの方が削除しました。もう一度保存すると、新しく作り直します。".into(),
        _ => format!(
            "入力中に、{name}さんが先にコード表を保存しました。あなたの変更を、いまのコード表に重ねて表示しています。確かめてから、もう一度「保存する」を押してください。"
        ),
    }
}

/// `POST /staff/surveys/{slug}/texts/{field}/frame/removal`: deletes codes that nobody used.
pub async fn remove(app: web::Data<App>, by: Editor, path: Path) -> Result<HttpResponse> {
    let (slug, field) = path.into_inner();
    let survey = checked(&app, &slug, &field).await?;
    let (by, to) = (Signature::of(&app, &by)?, format!("/staff/surveys/{slug}/texts"));
    app.store
        .write(move |db| publish::delete(db, by, &Place { survey: &survey, field: &field }))
        .await?;
    Ok(see_other(&to))
}

fn draw(
    db: &mut Db,
    opened: &Opened,
    scene: &Scene<'_>,
    refused: Option<Refused>,
) -> Result<Markup> {
    let field = &opened.question.field;
    let versions = store::versions(db, &opened.survey.id, field)?;
    let of_number = |number: i32| match versions.iter().find(|version| version.number == number) {
        Some(version) => thaw(&version.definition),
        None => Ok(Frame::default()),
    };
    let newest = versions.first().map_or(0, |version| version.number);
    let frame = of_number(newest)?;
    let (rows, problems) = match refused {
        Some(Refused { base, rows, problems }) => {
            (edit::onto(&of_number(base)?, &frame, &rows), problems)
        }
        None => (frame.codes.iter().map(Row::of).collect(), Vec::new()),
    };
    let used = store::count_codings(db, &opened.survey.id, field)?;
    let shown = Shown {
        version: newest,
        frame: &frame,
        rows: &rows,
        versions: &versions,
        used,
        problems: &problems,
    };
    Ok(pages::frame::frame(scene, &shown))
}
