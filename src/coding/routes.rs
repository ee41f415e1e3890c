//! The office's requests about texts: the list, reading, frequent words, agreement.

pub mod frame;
pub mod settle;
pub mod work;

use std::sync::Arc;

use actix_web::{HttpResponse, http::StatusCode, web};
use maud::Markup;

use super::{
    Place, agreement,
    book::{Book, book, books},
    pages::{self, Scene, list::Line},
    reading::{self, TextQuestion, questions},
    search::Filter,
    terms::terms as frequent,
};
use crate::{
    answers::{Dataset, gate},
    app::App,
    error::{Error, Result},
    staff::{Staff, Viewer},
    store::Db,
    survey::{
        self, Survey,
        routes::{setting, shut},
    },
};

/// The fields of a query, in order.
type Query = web::Query<Vec<(String, String)>>;
/// The survey's name and the field.
type Path = web::Path<(String, String)>;

/// A text question with its answers and codes.
struct Opened {
    survey: Survey,
    dataset: Arc<Dataset>,
    question: TextQuestion,
    book: Option<Book>,
}

impl Opened {
    fn place(&self) -> Place<'_> {
        Place { survey: &self.survey, field: &self.question.field }
    }
}

/// `GET /staff/surveys/{slug}/texts`: all questions that people answered in their own words.
pub async fn list(app: web::Data<App>, by: Viewer, slug: web::Path<String>) -> Result<Markup> {
    let survey = survey::find(&app, &slug).await?;
    if let Some(page) = shut(&app, &by, &survey, "自由記述").await? {
        return Ok(page);
    }
    let (inner, of) = (app.clone(), survey.clone());
    let lines = app
        .store
        .read(move |db| {
            let dataset = loaded(db, &inner, &of)?;
            let mut books = books(db, &of.id)?;
            let line = |question: TextQuestion| Line {
                written: reading::texts(&dataset, &question.field).len(),
                book: books.remove(&question.field),
                question,
            };
            Ok(questions(&dataset).into_iter().map(line).collect::<Vec<_>>())
        })
        .await?;
    Ok(pages::list::list(&setting(&app, &by, &survey), &lines))
}

/// `GET /staff/surveys/{slug}/texts/{field}`: the texts that fit a filter.
pub async fn texts(app: web::Data<App>, by: Viewer, path: Path, query: Query) -> Result<Markup> {
    let page = number(&query, "page");
    shown(app, by.0, path, move |_, opened, scene| {
        let filter = Filter::read(&opened.dataset, &query);
        let found = filter.find(&opened.dataset, &opened.question.field);
        Ok(pages::texts::texts(scene, &opened.dataset, &filter, &found, page))
    })
    .await
}

/// `GET /staff/surveys/{slug}/texts/{field}/terms`: frequent words.
pub async fn terms(app: web::Data<App>, by: Viewer, path: Path, query: Query) -> Result<Markup> {
    shown(app, by.0, path, move |_, opened, scene| {
        let filter = Filter::read(&opened.dataset, &query);
        let found = filter.find(&opened.dataset, &opened.question.field);
        let terms = frequent(&found.texts);
        Ok(pages::terms::terms(scene, &opened.dataset, &filter, &found, &terms))
    })
    .await
}

/// `GET /staff/surveys/{slug}/texts/{field}/agreement`: how far two coders agree.
pub async fn agreement(app: web::Data<App>, by: Viewer, path: Path) -> Result<Markup> {
    shown(app, by.0, path, |_, opened, scene| {
        let overall = opened.book.as_ref().map(agreement::compare);
        Ok(pages::agreement::agreement(scene, overall.as_ref()))
    })
    .await
}

/// Reads a question and draws a page of it, away from the threads that serve.
async fn shown(
    app: web::Data<App>,
    by: Staff,
    path: Path,
    draw: impl FnOnce(&mut Db, &Opened, &Scene<'_>) -> Result<Markup> + Send + 'static,
) -> Result<Markup> {
    let (slug, field) = path.into_inner();
    let survey = survey::find(&app, &slug).await?;
    if let Some(page) = shut(&app, &by, &survey, "自由記述").await? {
        return Ok(page);
    }
    let inner = app.clone();
    app.store
        .read(move |db| {
            let dataset = loaded(db, &inner, &survey)?;
            let question = reading::question(&dataset, &field).ok_or(Error::NotFound)?;
            let book = book(db, &survey.id, &field)?;
            let opened = Opened { survey, dataset, question, book };
            let set = setting(&inner, &by, &opened.survey);
            draw(db, &opened, &Scene { set, question: &opened.question })
        })
        .await
}

fn loaded(db: &mut Db, app: &App, survey: &Survey) -> Result<Arc<Dataset>> {
    let published = app.forms.newest(db, &survey.id)?;
    Ok(app.answers.standing(db, survey, &published, app.stamp())?.dataset)
}

/// The survey, if the field is one that holds texts. Before something is changed.
async fn checked(app: &web::Data<App>, slug: &str, field: &str) -> Result<Survey> {
    let survey = survey::find(app, slug).await?;
    let (inner, id, key) = (app.clone(), survey.id.clone(), field.to_owned());
    let form = app.store.read(move |db| inner.forms.newest(db, &id)).await?.form;
    gate::pass(&survey, &form, app.stamp())?;
    let empty = Dataset::new(form.as_ref().clone());
    reading::question(&empty, &key).map(|_| survey).ok_or(Error::NotFound)
}

/// A whole number of a query or a form; 0 where there is none.
fn number(fields: &[(String, String)], name: &str) -> usize {
    crate::web::input::field(fields, name).parse().unwrap_or_default()
}

/// A page that shows again what was posted.
fn again(status: StatusCode, page: Markup) -> HttpResponse {
    HttpResponse::build(status).content_type("text/html; charset=utf-8").body(page.into_string())
}
