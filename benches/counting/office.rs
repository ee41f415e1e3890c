//! A survey with answers in an embedded database.

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use machikoe::{
    app::App,
    audit::Signature,
    clock::{Clock, day_in_japan},
    config::Config,
    error,
    form::Form,
    id::Ids,
    respond::store::{Response, insert_response},
    store::Db,
    survey::{self, NewSurvey, Survey},
};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};

use crate::{Outcome, people};

/// Days over which answers arrive.
const DAYS: u64 = 20;
/// Answers in one transaction.
const BATCH: usize = 2_000;

/// The survey, until dropped.
pub struct Office {
    /// The application.
    pub app: Arc<App>,
    /// The survey.
    pub survey: Survey,
    /// Its data.
    pub folder: TempDir,
    runtime: Runtime,
}

impl Office {
    /// A survey with so many answers.
    pub fn with(answers: usize) -> Outcome<Office> {
        let (form, documents) = people::documents()?;
        let folder = TempDir::new()?;
        let config =
            Config { data: folder.path().into(), forms: people::forms(), ..Config::default() };
        let app = Arc::new(App::build(config.finish()?, Clock::System, Ids::System)?);
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let survey = runtime.block_on(create(&app, form))?;
        let office = Office { app, survey, folder, runtime };
        let mut stored: u64 = 0;
        let mut waiting = documents.into_iter().cycle().take(answers).peekable();
        while waiting.peek().is_some() {
            let batch: Vec<(NaiveDate, String)> = waiting
                .by_ref()
                .take(BATCH)
                .map(|document| {
                    stored += 1;
                    (office.survey.opens_on + Days::new(stored % DAYS), document)
                })
                .collect();
            office.receive(batch)?;
        }
        Ok(office)
    }

    /// Stores answers with their days.
    pub fn receive(&self, answers: Vec<(NaiveDate, String)>) -> Outcome<()> {
        let (ids, survey) = (self.app.ids.clone(), self.survey.id.clone());
        let store = move |db: &mut Db| {
            answers.iter().try_for_each(|(day, document)| {
                let (id, submission) = (ids.id()?, ids.token()?);
                let new = Response {
                    id: &id,
                    survey_id: &survey,
                    version: 1,
                    day: *day,
                    submission: &submission,
                    answers: document,
                };
                insert_response(db, &new)
            })
        };
        Ok(self.runtime.block_on(self.app.store.write(store))?)
    }

    /// Reads in one transaction.
    pub fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&mut Db, &App, &Survey) -> error::Result<T> + Send + 'static,
    ) -> Outcome<T> {
        let (app, survey) = (Arc::clone(&self.app), self.survey.clone());
        Ok(self.runtime.block_on(self.app.store.read(move |db| query(db, &app, &survey)))?)
    }
}

async fn create(app: &App, form: Form) -> error::Result<Survey> {
    let today = day_in_japan(app.stamp());
    let (opens_on, closes_on) = (today - Days::new(DAYS), today);
    let new = NewSurvey { id: app.ids.id()?, form, opens_on, closes_on, sample: true };
    let by = Signature::named(app, "benchmark")?;
    app.store.write(move |db| survey::create(db, by, &new)).await
}
