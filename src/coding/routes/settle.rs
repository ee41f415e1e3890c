//! Requests of whoever decides where two coders differ.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, http::StatusCode, web};
use maud::Markup;

use super::{Opened, Path, Query, again, checked, number, shown};
use crate::{
    app::App,
    audit::Signature,
    coding::{
        Place,
        book::{Book, Outcome},
        coders::Saved,
        pages::{
            Scene, part,
            settle::{Difference, PAGE, Shown, Standing, settlement},
        },
        reading::texts,
        settle::{self, Choice},
    },
    error::Result,
    staff::Editor,
    web::input::{Fields, field, see_other},
};

/// What the page is asked for, or shows again.
struct Asked {
    page: usize,
    saved: Option<usize>,
    posted: Vec<Choice>,
    problems: BTreeMap<String, String>,
}

impl Asked {
    fn read(fields: &[(String, String)]) -> Asked {
        Asked {
            page: number(fields, "page"),
            saved: field(fields, "saved").parse().ok(),
            posted: settle::choices(fields),
            problems: BTreeMap::new(),
        }
    }
}

/// `GET /staff/surveys/{slug}/texts/{field}/settlement`
pub async fn page(app: web::Data<App>, by: Editor, path: Path, query: Query) -> Result<Markup> {
    drawn(app, by, path, Asked::read(&query)).await
}

async fn drawn(app: web::Data<App>, by: Editor, path: Path, asked: Asked) -> Result<Markup> {
    shown(app, by.0, path, move |_, opened, scene| {
        let none = Book::default();
        Ok(draw(opened, scene, opened.book.as_ref().unwrap_or(&none), &asked))
    })
    .await
}

/// `POST /staff/surveys/{slug}/texts/{field}/settlement`: saves a page of decisions.
pub async fn save(
    app: web::Data<App>,
    by: Editor,
    path: Path,
    fields: Fields,
) -> Result<HttpResponse> {
    let asked = Asked::read(&fields);
    let survey = checked(&app, &path.0, &path.1).await?;
    let signature = Signature::of(&app, &by)?;
    let (key, page) = (path.1.clone(), asked.posted.clone());
    let saved = app
        .store
        .write(move |db| {
            settle::save(db, signature, &Place { survey: &survey, field: &key }, &page)
        })
        .await?;
    match saved {
        // What was decided goes to the end of the list: the same page shows what is next.
        Saved::Changed(count) => {
            let base = format!("/staff/surveys/{}/texts/{}/settlement", path.0, path.1);
            Ok(see_other(&format!("{base}?page={}&saved={count}", asked.page)))
        }
        Saved::Refused(problems) => {
            let page = drawn(app, by, path, Asked { problems, ..asked }).await?;
            Ok(again(StatusCode::UNPROCESSABLE_ENTITY, page))
        }
    }
}

fn draw(opened: &Opened, scene: &Scene<'_>, book: &Book, asked: &Asked) -> Markup {
    let texts = texts(&opened.dataset, &opened.question.field);
    let marked = texts.iter().map(|reading| (*reading, book.marks(reading.id)));
    let marked: Vec<_> = marked.collect();
    let agreed = marked.iter().filter(|(_, marks)| matches!(marks.outcome(), Outcome::Agreed(_)));
    let agreed = agreed.count();
    let differing = marked.into_iter().filter(|(_, marks)| marks.differ());
    let mut differences: Vec<Difference<'_>> =
        differing.map(|(reading, marks)| Difference { reading, marks }).collect();
    // Stable: within both groups the order of the random ids stays.
    differences.sort_by_key(|difference| difference.marks.settled.is_some());
    let (open, differing) = (book.open(), differences.len());
    // What was posted is shown again, wherever it would stand in the list by now.
    if !asked.posted.is_empty() {
        differences.retain(|difference| {
            asked.posted.iter().any(|choice| choice.id == difference.reading.id)
        });
    }
    let (shown, part) = part(&differences, asked.page, PAGE);
    let standing = Standing { written: texts.len(), agreed, differing, open };
    let typed = asked.posted.iter().map(|choice| (choice.id.as_str(), choice));
    settlement(
        scene,
        &Shown {
            frame: &book.frame,
            differences: shown,
            part,
            standing,
            typed: typed.collect(),
            problems: &asked.problems,
            saved: asked.saved,
        },
    )
}
