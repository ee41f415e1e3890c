//! Bringing the imaginary town into an empty database, by the same verbs that the office and
//! its residents use.

use std::{collections::BTreeMap, fs, sync::Arc};

use chrono::Duration;

use super::{
    answering::Respondents,
    census,
    chance::Chance,
    coding, earlier, meeting, public_results, published,
    scenario::{Account, Scenario, workshop},
    school,
    town::{self, Outcome, Resident},
    workshops,
};
use crate::{
    app::App,
    audit::Signature,
    clock::{Instant, day_in_japan, start_of_day},
    code::Code,
    config,
    error::{Error, Result},
    form::{Answers, Form},
    invite::{self, import::NewParticipant},
    respond::{self, Sent, draft::Draft},
    staff::{self, Role, password},
    store::Db,
    survey::{
        self, NewSurvey, State, Survey,
        disposition::{self, Disposition},
        forms::read_checked,
    },
};

/// Who signs the entries in the audit.
pub(super) const ACTOR: &str = "見本の作成";
/// How long the survey has been open, and how long it will be, in days.
const OPEN_SINCE: i64 = 7;
const OPEN_FOR: i64 = 14;
/// Answers in one transaction: well under a second of work.
const BATCH: usize = 100;

/// A web answer on its way into the store.
pub(super) struct Answered {
    pub code: Code,
    pub at: Instant,
    pub answers: Answers,
    /// Drawn from the repeatable sequence: tables list answers in the order of their ids.
    pub id: String,
    pub submission: String,
}

/// Makes the survey and everything around it. `with_answers`: also what came back.
pub async fn fill(app: &Arc<App>, scenario: &Scenario, with_answers: bool) -> Result<Survey> {
    name_the_city(app)?;
    let chance = Chance::seeded(scenario.seed);
    let mut residents = town::residents(scenario, &chance);
    let form = read_checked(&app.config.forms, &scenario.form)?;
    let survey = open_survey(app, form.clone(), &residents).await?;
    if let Some(census) = &scenario.population {
        census::bring(app, sign(app)?, &survey, &form, (&scenario.town, census)).await?;
    }
    if with_answers {
        town::answer_letters(&mut residents, &scenario.returns, &chance);
        let mut respondents = Respondents::new(&form, &scenario.answers, &chance);
        let answered = residents.iter().filter_map(|resident| {
            Answered::by(resident, &mut respondents, app, &survey, &chance).transpose()
        });
        let of = survey.id.clone();
        in_batches(app, answered.collect::<Result<_>>()?, move |one: Answered, db, app| {
            one.send(db, app, &of)
        })
        .await?;
        record_dispositions(app, &survey, &residents).await?;
        for earlier in &scenario.earlier {
            let by = [sign(app)?, sign(app)?];
            earlier::bring(app, by, &survey, &form, (scenario, earlier)).await?;
        }
        published::bring(app, &survey, &form).await?;
        if let Some(coding) = &scenario.coding {
            coding::code_texts(app, &survey, coding, &chance).await?;
        }
        public_results::bring(app, &survey).await?;
    }
    // The last account is made last: without it the next start sees that something is missing.
    let (others, last) = scenario.staff.split_at(scenario.staff.len().saturating_sub(1));
    add_accounts(app, others).await?;
    if let Some(plan) = &scenario.school {
        school::bring(app, plan, scenario.seed, with_answers).await?;
    }
    let evenings = workshop::read(&app.config.forms)?;
    workshops::bring(app, evenings.workshops, &chance).await?;
    if let Some(report) = evenings.meeting {
        meeting::bring(app, report).await?;
    }
    add_accounts(app, last).await?;
    Ok(survey)
}

/// So that a command on the folder (an export, say) speaks for the same city.
fn name_the_city(app: &App) -> Result<()> {
    let settings = BTreeMap::from([("city", &app.config.city)]);
    let text = toml::to_string(&settings).map_err(Error::internal)?;
    fs::write(app.config.data.join(config::FILE), text).map_err(Error::internal)
}

async fn open_survey(app: &App, form: Form, residents: &[Resident<'_>]) -> Result<Survey> {
    let today = day_in_japan(app.stamp());
    let new = NewSurvey {
        id: app.ids.id()?,
        form,
        opens_on: today - Duration::days(OPEN_SINCE),
        closes_on: today + Duration::days(OPEN_FOR),
        sample: true,
    };
    let by = sign(app)?;
    let survey = app.store.write(move |db| survey::create(db, by, &new)).await?;
    let described = |resident: &Resident<'_>| NewParticipant {
        serial: resident.serial.clone(),
        district: resident.district.label.clone(),
        age_band: resident.age_band.label.clone(),
        sex: resident.sex.label.clone(),
    };
    invite::import(app, sign(app)?, &survey, residents.iter().map(described).collect()).await?;
    let (by, opened) = (sign(app)?, Survey { state: State::Open, ..survey.clone() });
    app.store.write(move |db| survey::set_state(db, by, &survey, State::Open)).await?;
    Ok(opened)
}

impl Answered {
    /// `None` for whoever does not answer on the web.
    fn by<'s>(
        resident: &Resident<'s>,
        respondents: &mut Respondents<'s>,
        app: &App,
        survey: &Survey,
        chance: &Chance,
    ) -> Result<Option<Answered>> {
        let Outcome::Web(days) = resident.outcome else { return Ok(None) };
        Ok(Some(Answered {
            code: app.keys.codes.code(&survey.id, &resident.serial),
            at: start_of_day(survey.opens_on + Duration::days(OPEN_SINCE.min(days.into()))),
            answers: respondents.answer(resident),
            id: chance.ids().id()?,
            submission: chance.ids().token()?,
        }))
    }

    /// As people do: a draft first, then its sending.
    pub fn send(self, db: &mut Db, app: &App, survey_id: &str) -> Result<()> {
        let Answered { code, at, answers, id, submission } = self;
        Draft { at: String::new(), answers }.save(db, app, &code, survey_id)?;
        match respond::submit(db, app, &code, &submission, &id, at)? {
            Sent::Received(..) => Ok(()),
            // An edited questionnaire may refuse what the scenario makes up: no answer, then.
            Sent::Incomplete(_) => Draft::delete(db, app, &code),
            Sent::Stopped(_) => Err(Error::internal("a sample answer came to a closed survey")),
        }
    }
}

/// Brings something in, so many at a time.
pub(super) async fn in_batches<T: Send + 'static>(
    app: &Arc<App>,
    all: Vec<T>,
    bring: impl Fn(T, &mut Db, &App) -> Result<()> + Send + Sync + 'static,
) -> Result<()> {
    let (mut waiting, bring) = (all.into_iter(), Arc::new(bring));
    loop {
        let batch: Vec<T> = waiting.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            return Ok(());
        }
        let (app_of, bring) = (Arc::clone(app), Arc::clone(&bring));
        let every =
            move |db: &mut Db| batch.into_iter().try_for_each(|one| bring(one, db, &app_of));
        app.store.write(every).await?;
    }
}

async fn record_dispositions(app: &App, survey: &Survey, residents: &[Resident<'_>]) -> Result<()> {
    for what in Disposition::ALL {
        let is_one = |resident: &&Resident<'_>| resident.outcome == Outcome::Office(what);
        let serials: Vec<String> =
            residents.iter().filter(is_one).map(|resident| resident.serial.clone()).collect();
        if serials.is_empty() {
            continue;
        }
        let (by, survey) = (sign(app)?, survey.clone());
        app.store
            .write(move |db| disposition::record(db, by, &survey, &serials, Some(what)))
            .await?;
    }
    Ok(())
}

/// Adds the accounts with their passwords, all or none.
async fn add_accounts(app: &App, accounts: &[Account]) -> Result<()> {
    let mut ready = Vec::new();
    for account in accounts {
        let hash = password::hash(&app.ids, account.password.clone()).await?;
        ready.push((sign(app)?, app.ids.id()?, account.clone(), hash));
    }
    app.store
        .write(move |db| {
            ready.into_iter().try_for_each(|(by, id, account, hash)| {
                let role = Role::from_word(&account.role);
                staff::add(db, by, &id, &staff::fold_email(&account.email)?, &account.name, role)?;
                staff::store::set_password(db, &id, &hash)
            })
        })
        .await
}

pub(super) fn sign(app: &App) -> Result<Signature> {
    Signature::named(app, ACTOR)
}

#[cfg(test)]
pub(super) mod tests;
