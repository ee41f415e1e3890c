//! Signing up for a workshop: the public page, the waiting list, check-in, tables. Who signed up
//! is never joined to who wrote what on a board.
//!
//! Reading order: this file (what a registration is) · [`door`] (until when) · [`typed`] (what a
//! page brings) · [`apply`] and [`change`] (the verbs) · [`mails`] · [`seating`] and [`seats`]
//! (tables, arrival) · [`list`] and [`counts`] (files, what stays).

pub mod apply;
pub mod change;
pub mod counts;
pub mod door;
pub mod link;
pub mod list;
pub mod mails;
pub mod notice;
pub mod pages;
pub mod questions;
pub mod routes;
pub mod seating;
pub mod seats;
pub mod store;
pub mod typed;

use std::sync::Arc;

use actix_web::web;

pub use counts::erase;

use crate::{
    app::App,
    clock::Instant,
    error::{Error, Result},
    form::{Answers, Form},
    store::Db,
    workshop::{self, Workshop, settings::Registration},
};

/// What registration of a workshop stands on.
#[derive(Clone)]
pub struct Desk {
    /// The application.
    pub app: Arc<App>,
    /// The workshop.
    pub workshop: Workshop,
    /// How people sign up.
    pub rule: Registration,
    /// The questions.
    pub form: Arc<Form>,
}

impl Desk {
    /// The desk of a workshop by its name in addresses.
    ///
    /// # Errors
    /// There is no such workshop, or nobody signs up for it.
    pub fn of(db: &mut Db, app: &Arc<App>, slug: &str) -> Result<Desk> {
        let workshop = workshop::store::by_slug(db, slug)?.ok_or(Error::NotFound)?;
        let rule = workshop.settings.registration.clone().ok_or(Error::NotFound)?;
        let form = Arc::new(questions::of(db, app, &workshop, &rule)?);
        Ok(Desk { app: Arc::clone(app), workshop, rule, form })
    }

    /// Holds the registrations of the workshop for the rest of the transaction. The first time
    /// freezes the questions, so that codes keep their meaning.
    fn hold(&self, db: &mut Db) -> Result<store::Held> {
        store::insert_desk(db, &self.workshop.id, &questions::frozen(&self.form)?)?;
        store::hold(db, &self.workshop.id)
    }
}

/// Follows what was changed of a workshop: its day, its tables, how many may come. Nothing happens
/// where nobody signs up for it.
pub async fn follow(app: &web::Data<App>, slug: &str) -> Result<()> {
    let (inner, slug, now) = (app.clone().into_inner(), slug.to_owned(), app.stamp());
    // The questions are read from their file, which is no work for a transaction.
    match app.store.read(move |db| Desk::of(db, &inner, &slug)).await {
        Ok(desk) => app.store.write(move |db| change::follow(db, &desk, now)).await,
        Err(Error::NotFound) => Ok(()),
        Err(other) => Err(other),
    }
}

/// What was signed up.
#[derive(Clone, Debug)]
pub struct Signup {
    /// Random.
    pub id: String,
    /// Whose.
    pub workshop_id: String,
    /// 1, 2, 3 … in the order of arrival.
    pub number: i32,
    /// Who signed up; of a school, the teacher.
    pub name: String,
    /// The school or group; empty for a person.
    pub party: String,
    /// How many come.
    pub heads: i32,
    /// Where mail goes; empty: nowhere.
    pub mail: String,
    /// Empty: not given.
    pub telephone: String,
    /// What was answered.
    pub answers: Answers,
    /// Where it stands.
    pub state: State,
    /// When it came.
    pub made_at: Instant,
}

impl Signup {
    /// What one of its heads is called: their name, or 岱志高校 3人目.
    pub fn guest_name(&self, slot: i32) -> String {
        match (self.party.is_empty(), self.heads) {
            (true, _) => self.name.clone(),
            (false, 1) => self.party.clone(),
            (false, _) => format!("{} {slot}人目", self.party),
        }
    }

    /// What the list calls it.
    pub fn title(&self) -> &str {
        if self.party.is_empty() { &self.name } else { &self.party }
    }
}

/// Where a registration stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Has a place.
    Confirmed,
    /// Gets one when somebody cancels.
    Waiting,
    /// Does not come.
    Cancelled,
}

impl State {
    /// All of them, as lists are ordered.
    pub const ALL: [State; 3] = [State::Confirmed, State::Waiting, State::Cancelled];

    /// The word in the database and in addresses.
    pub fn word(self) -> &'static str {
        match self {
            State::Confirmed => "confirmed",
            State::Waiting => "waiting",
            State::Cancelled => "cancelled",
        }
    }

    /// The state of a word.
    pub fn from_word(word: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.word() == word)
    }

    /// The word on pages.
    pub fn label(self) -> &'static str {
        match self {
            State::Confirmed => "参加",
            State::Waiting => "キャンセル待ち",
            State::Cancelled => "取り消し",
        }
    }
}

/// One head of a registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    /// Of which registration.
    pub registration_id: String,
    /// 1, 2, 3 …
    pub slot: i32,
    /// The table, from 1 on.
    pub seat: Option<i32>,
    /// Has come.
    pub arrived: bool,
}
