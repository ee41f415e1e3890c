//! Requests of coders.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, http::StatusCode, web};
use maud::Markup;

use super::{Opened, Path, Query, again, checked, number, shown};
use crate::{
    app::App,
    audit::Signature,
    coding::{
        Hand, Place,
        book::Book,
        coders::{self, Coders, Saved, Typed},
        pages::{
            Scene, part,
            work::{Mode, PAGE, Work, address, begin, work},
        },
        reading::{Reading, texts},
    },
    error::{Error, Result},
    staff::Editor,
    web::input::{Fields, field, see_other},
};

/// What the page is asked for, or shows again.
struct Asked {
    page: usize,
    mode: Mode,
    saved: Option<usize>,
    posted: Vec<Typed>,
    problems: BTreeMap<String, String>,
}

impl Asked {
    fn read(fields: &[(String, String)]) -> Asked {
        Asked {
            page: number(fields, "page"),
            mode: Mode::from_word(field(fields, "by")),
            saved: field(fields, "saved").parse().ok(),
            posted: coders::typed(fields),
            problems: BTreeMap::new(),
        }
    }

    fn has(&self, id: &str) -> bool {
        self.posted.iter().any(|typed| typed.id == id)
    }
}

/// `GET /staff/surveys/{slug}/texts/{field}/coding`
pub async fn page(app: web::Data<App>, by: Editor, path: Path, query: Query) -> Result<Markup> {
    drawn(app, by, path, Asked::read(&query)).await
}

async fn drawn(app: web::Data<App>, by: Editor, path: Path, asked: Asked) -> Result<Markup> {
    shown(app, by.0, path, move |db, opened, scene| {
        let coders = Coders::of(db, &opened.place())?;
        Ok(match (&opened.book, coders.hand(scene.set.by)) {
            (Some(book), Some(hand)) => draw(opened, scene, book, hand, &asked),
            (book, _) => begin(scene, book.is_some(), &coders),
        })
    })
    .await
}

/// `POST /staff/surveys/{slug}/texts/{field}/coders`: becomes the first or the second coder.
pub async fn take(
    app: web::Data<App>,
    by: Editor,
    path: Path,
    fields: Fields,
) -> Result<HttpResponse> {
    let (slug, field_of) = path.into_inner();
    let hand = Hand::from_word(field(&fields, "hand")).filter(|hand| Hand::CODERS.contains(hand));
    let hand = hand.ok_or(Error::NotFound)?;
    let survey = checked(&app, &slug, &field_of).await?;
    let to = format!("/staff/surveys/{slug}/texts/{field_of}/coding");
    let (signature, staff) = (Signature::of(&app, &by)?, by.0);
    app.store
        .write(move |db| {
            let place = Place { survey: &survey, field: &field_of };
            coders::take(db, signature, &staff, &place, hand)
        })
        .await?;
    Ok(see_other(&to))
}

/// `POST /staff/surveys/{slug}/texts/{field}/coding`: saves a page of codes.
pub async fn save(
    app: web::Data<App>,
    by: Editor,
    path: Path,
    fields: Fields,
) -> Result<HttpResponse> {
    let asked = Asked::read(&fields);
    let survey = checked(&app, &path.0, &path.1).await?;
    let (signature, staff) = (Signature::of(&app, &by)?, by.0.clone());
    let (key, page) = (path.1.clone(), asked.posted.clone());
    let saved = app
        .store
        .write(move |db| {
            let place = Place { survey: &survey, field: &key };
            let hand = Coders::of(db, &place)?.hand(&staff).ok_or_else(|| {
                Error::Conflict("あなたは、いまはこの設問の担当ではありません。ほかの方が引き継いだあとのため、このページは保存していません。これまでに保存したコードは残っています。".into())
            })?;
            coders::save(db, signature, &place, hand, &page)
        })
        .await?;
    match saved {
        Saved::Changed(count) => {
            let is_full = asked.posted.iter().all(|typed| !typed.codes.trim().is_empty());
            let next = if is_full { asked.page + 1 } else { asked.page };
            let base = format!("/staff/surveys/{}/texts/{}/coding", path.0, path.1);
            Ok(see_other(&format!("{}&saved={count}", address(&base, next, asked.mode))))
        }
        Saved::Refused(problems) => {
            let page = drawn(app, by, path, Asked { problems, ..asked }).await?;
            Ok(again(StatusCode::UNPROCESSABLE_ENTITY, page))
        }
    }
}

fn draw(opened: &Opened, scene: &Scene<'_>, book: &Book, hand: Hand, asked: &Asked) -> Markup {
    let all = texts(&opened.dataset, &opened.question.field);
    let (shown, part) = part(&all, asked.page, PAGE);
    // What was posted is shown again, even if answers that arrived meanwhile have moved it.
    let posted: Vec<Reading<'_>> = all.iter().copied().filter(|one| asked.has(one.id)).collect();
    let shown = if posted.is_empty() { shown } else { &posted };
    let typed = shown.iter().map(|reading| {
        let posted = asked.posted.iter().find(|typed| typed.id == reading.id);
        let codes = match posted {
            Some(typed) => typed.codes.clone(),
            None => {
                let stored = book.marks(reading.id);
                let numbers = stored.of(hand).unwrap_or_default().iter().map(ToString::to_string);
                numbers.collect::<Vec<_>>().join(" ")
            }
        };
        (reading.id, codes)
    });
    work(
        scene,
        &Work {
            hand,
            frame: &book.frame,
            texts: shown,
            typed: typed.collect(),
            part,
            problems: &asked.problems,
            progress: (book.coded(hand), all.len()),
            mode: asked.mode,
            saved: asked.saved,
        },
    )
}
