//! The office before the letters are posted: a survey that is open, and participants.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use chrono::Days;
use machikoe::{
    app::App,
    audit::Signature,
    clock::{Clock, day_in_japan},
    code::Code,
    error,
    form::Answers,
    id::Ids,
    invite::{self, import::NewParticipant},
    respond::{draft::Draft, visit::Holder},
    survey::{self, NewSurvey, State, Survey, forms},
};

use crate::{Outcome, place::Place, script::Script};

/// Participants: as many as a fast machine uses up in all rounds together.
const PARTICIPANTS: usize = 40_000;
/// Different answerings, given by one participant after the other.
const SCRIPTS: u64 = 48;

/// An open survey with everybody's codes at hand.
pub struct Office {
    /// The application of this process, beside the server's own.
    pub app: Arc<App>,
    /// The survey.
    pub survey: Survey,
    /// What residents answer.
    pub scripts: Arc<Vec<Script>>,
    codes: Vec<Code>,
    used: AtomicUsize,
    stored: AtomicUsize,
}

/// A draft of which every page is saved, and the browser that goes on with it.
pub struct Ready {
    /// Who answers.
    pub code: Code,
    /// The cookie of the browser.
    pub cookie: String,
}

impl Office {
    /// Makes the survey of `forms/resident-survey`, brings participants in and opens it.
    pub async fn open(place: &Place) -> Outcome<Office> {
        let app = App::build(place.config()?, Clock::System, Ids::System)?;
        let (app, survey) = opened(app).await?;
        let form = forms::read_checked(&forms_folder(), "resident-survey")?;
        let scripts: Outcome<Vec<Script>> =
            (0..SCRIPTS).map(|seed| Script::write(&form, &Answers::default(), seed)).collect();
        let code = |number: usize| app.keys.codes.code(&survey.id, &number.to_string());
        let codes = (0..PARTICIPANTS).map(code).collect();
        Ok(Office {
            app: Arc::new(app),
            survey,
            scripts: Arc::new(scripts?),
            codes,
            used: AtomicUsize::default(),
            stored: AtomicUsize::default(),
        })
    }

    /// The code of somebody who has not answered.
    pub fn next_code(&self) -> Outcome<Code> {
        let next = self.used.fetch_add(1, Ordering::Relaxed);
        self.codes.get(next).copied().ok_or_else(|| "every participant has answered".into())
    }

    /// Drafts of which every page is saved, by people who have answered nothing yet.
    pub async fn drafts(&self, count: usize) -> Outcome<Vec<Ready>> {
        let ready: Outcome<Vec<Ready>> = (0..count).map(|_| self.ready()).collect();
        let ready = ready?;
        let (app, survey, scripts) =
            (self.app.clone(), self.survey.id.clone(), self.scripts.clone());
        let codes: Vec<Code> = ready.iter().map(|ready| ready.code).collect();
        let saved = self.app.store.write(move |db| {
            codes.iter().zip(scripts.iter().cycle()).try_for_each(|(code, script)| {
                let draft = Draft { at: String::new(), answers: script.answers.clone() };
                draft.save(db, &app, code, &survey)
            })
        });
        saved.await?;
        Ok(ready)
    }

    fn ready(&self) -> Outcome<Ready> {
        let code = self.next_code()?;
        let holder = Holder { code, survey_id: self.survey.id.clone() };
        let cookie = holder.cookie(&self.app)?;
        Ok(Ready { code, cookie: cookie.stripped().to_string() })
    }

    /// Remembers that an answer was acknowledged.
    pub fn received(&self, answers: usize) {
        self.stored.fetch_add(answers, Ordering::Relaxed);
    }

    /// Compares what was acknowledged with what is stored: a fast server that loses answers
    /// has no figures.
    pub async fn check(&self) -> Outcome<()> {
        let id = self.survey.id.clone();
        let days = self.app.store.read(move |db| survey::store::count_by_day(db, &id)).await?;
        let stored: i64 = days.iter().map(|(_, count)| count).sum();
        let acknowledged = self.stored.load(Ordering::Relaxed);
        if usize::try_from(stored)? == acknowledged {
            return Ok(());
        }
        Err(format!("{acknowledged} answers were acknowledged, but {stored} are stored").into())
    }
}

async fn opened(app: App) -> error::Result<(App, Survey)> {
    let today = day_in_japan(app.stamp());
    let new = NewSurvey {
        id: app.ids.id()?,
        form: forms::read_checked(&forms_folder(), "resident-survey")?,
        opens_on: today,
        closes_on: today + Days::new(7),
        sample: true,
    };
    let by = || Signature::named(&app, "benchmark");
    let signature = by()?;
    let survey = app.store.write(move |db| survey::create(db, signature, &new)).await?;
    invite::import(&app, by()?, &survey, participants()).await?;
    let (signature, its) = (by()?, survey.clone());
    app.store.write(move |db| survey::set_state(db, signature, &its, State::Open)).await?;
    Ok((app, survey))
}

fn participants() -> Vec<NewParticipant> {
    let person = |number: usize| NewParticipant {
        serial: number.to_string(),
        district: format!("地区{}", number % 12),
        age_band: format!("{}0代", number % 6 + 2),
        sex: if number.is_multiple_of(2) { "男" } else { "女" }.into(),
    };
    (0..PARTICIPANTS).map(person).collect()
}

/// The questionnaires of the repository.
pub fn forms_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("forms")
}
