//! What is being asked, of whom, and when: the window, the state, the versions.

pub mod board;
pub mod disposition;
pub mod forms;
pub mod housekeeping;
pub mod pages;
pub mod returns;
pub mod routes;
pub mod store;

use chrono::{Duration, NaiveDate};

use crate::{
    app::App,
    audit::{self, Action, Signature},
    clock::{Instant, end_of_day, japanese_day, start_of_day},
    error::{Error, Result},
    form::{Filled, Form, compare},
    store::Db,
};

pub use forms::{Forms, Published};

/// A survey.
#[derive(Clone, Debug)]
pub struct Survey {
    /// Its id; access codes are derived from it.
    pub id: String,
    /// Its name in URLs and commands.
    pub slug: String,
    /// The folder of its questionnaire.
    pub form: String,
    /// What the office has set.
    pub state: State,
    /// The first day that answers are taken.
    pub opens_on: NaiveDate,
    /// The last day, until 24:00 JST.
    pub closes_on: NaiveDate,
    /// How many hours longer a draft begun in time may be sent.
    pub grace_hours: i32,
    /// Synthetic data for a demonstration.
    pub sample: bool,
}

/// What the office has set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not open yet; everything can still be changed.
    Preparing,
    /// Takes answers within its days.
    Open,
    /// Takes none for now.
    Paused,
    /// Over.
    Closed,
}

impl State {
    const ALL: [State; 4] = [State::Preparing, State::Open, State::Paused, State::Closed];

    /// The word in the database and in forms.
    pub fn word(self) -> &'static str {
        match self {
            State::Preparing => "preparing",
            State::Open => "open",
            State::Paused => "paused",
            State::Closed => "closed",
        }
    }

    /// The state of a word.
    pub fn from_word(word: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.word() == word)
    }

    /// The word on the page.
    pub fn label(self) -> &'static str {
        match self {
            State::Preparing => "準備中",
            State::Open => "受付中",
            State::Paused => "一時停止中",
            State::Closed => "受付終了",
        }
    }
}

/// Whether answers are taken at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Before the first day, or not opened by the office.
    NotYet,
    /// Yes.
    Open,
    /// The office has paused it.
    Paused,
    /// Past the last day, but drafts may still be sent.
    Grace,
    /// No more.
    Closed,
}

impl Survey {
    /// Whether answers are taken at `now`.
    pub fn status(&self, now: Instant) -> Status {
        let end = end_of_day(self.closes_on);
        match self.state {
            State::Closed => Status::Closed,
            _ if now >= end + Duration::hours(self.grace_hours.into()) => Status::Closed,
            State::Preparing => Status::NotYet,
            State::Paused => Status::Paused,
            State::Open if now < start_of_day(self.opens_on) => Status::NotYet,
            State::Open if now < end => Status::Open,
            State::Open => Status::Grace,
        }
    }
}

/// What a new survey needs.
pub struct NewSurvey {
    /// Its id.
    pub id: String,
    /// Its questionnaire, checked.
    pub form: Form,
    /// The first day.
    pub opens_on: NaiveDate,
    /// The last day.
    pub closes_on: NaiveDate,
    /// Synthetic data.
    pub sample: bool,
}

/// How long drafts may be sent after the last day, unless the office says otherwise.
const GRACE_HOURS: i32 = 12;

/// Makes a survey and publishes the first version of its questionnaire. Its name in URLs is
/// the questionnaire's, with a number where there is one already.
pub fn create(db: &mut Db, by: Signature, new: &NewSurvey) -> Result<Survey> {
    check_window(new.opens_on, new.closes_on)?;
    let taken = store::slugs(db)?;
    let numbered = |number: usize| match number {
        1 => new.form.id.clone(),
        _ => format!("{}-{number}", new.form.id),
    };
    let slug = (1..).map(numbered).find(|slug| !taken.contains(slug)).unwrap_or_default();
    let survey = Survey {
        id: new.id.clone(),
        slug,
        form: new.form.id.clone(),
        state: State::Preparing,
        opens_on: new.opens_on,
        closes_on: new.closes_on,
        grace_hours: GRACE_HOURS,
        sample: new.sample,
    };
    store::insert(db, &survey, by.at())?;
    store::insert_version(db, &survey.id, 1, &frozen(&new.form)?, by.at())?;
    audit::record(db, by, Action::SurveyMade, &survey.slug)?;
    Ok(survey)
}

/// Publishes another version. Its answers stand beside the earlier ones under the same names,
/// so a change of meaning is refused, each with a sentence.
pub fn publish(db: &mut Db, by: Signature, survey: &Survey, form: &Form) -> Result<i32> {
    let (number, definition) = store::newest_version(db, &survey.id)?;
    let current = thaw(&definition)?;
    if current == *form {
        return Err(Error::Conflict(
            "調査票のファイルは公開中の版と同じです。新しい版は作っていません。".into(),
        ));
    }
    compare::compatible(&current, form).map_err(Error::Invalid)?;
    store::insert_version(db, &survey.id, number + 1, &frozen(form)?, by.at())?;
    audit::record(
        db,
        by,
        Action::VersionPublished,
        &format!("{} 第{}版", survey.slug, number + 1),
    )?;
    Ok(number + 1)
}

fn frozen(form: &Form) -> Result<String> {
    serde_json::to_string(form).map_err(Error::internal)
}

fn thaw(definition: &str) -> Result<Form> {
    serde_json::from_str(definition).map_err(Error::internal)
}

/// Whether a survey is answered in classes, and not by people who get a letter.
pub fn is_in_classes(db: &mut Db, survey: &Survey) -> Result<bool> {
    let (_, definition) = store::newest_version(db, &survey.id)?;
    Ok(thaw(&definition)?.filled(Filled::School).is_some())
}

/// Opens, pauses or closes.
pub fn set_state(db: &mut Db, by: Signature, survey: &Survey, state: State) -> Result<()> {
    if state == State::Open {
        refuse_without_people(db, survey)?;
    }
    if state == State::Preparing && survey.state != State::Preparing {
        return Err(Error::Conflict("一度開いた調査を準備中に戻すことはできません。止めるときは「一時停止」をお使いください。".into()));
    }
    store::set_state(db, &survey.id, state)?;
    audit::record(db, by, Action::SurveyStateChanged, &format!("{} {}", survey.slug, state.label()))
}

/// Nobody could answer: the office has forgotten a step.
fn refuse_without_people(db: &mut Db, survey: &Survey) -> Result<()> {
    let sentence = match is_in_classes(db, survey)? {
        true if store::count_classes(db, &survey.id)? == 0 => {
            "学級がまだ登録されていません。先に「学級」で、学校・学年・組・人数を登録してください。"
        }
        false if store::count_participants(db, &survey.id)? == 0 => {
            "対象者がまだ取り込まれていません。先に対象者を取り込んでください。"
        }
        _ => return Ok(()),
    };
    Err(Error::Conflict(sentence.into()))
}

/// Moves the days: extends the survey, for example.
pub fn set_window(
    db: &mut Db,
    by: Signature,
    survey: &Survey,
    opens_on: NaiveDate,
    closes_on: NaiveDate,
    grace_hours: i32,
) -> Result<()> {
    check_window(opens_on, closes_on)?;
    if !(0..=14 * 24).contains(&grace_hours) {
        return Err(Error::invalid(
            "書きかけの回答の猶予は、0時間から336時間（14日）までで入力してください。",
        ));
    }
    store::set_window(db, &survey.id, opens_on, closes_on, grace_hours)?;
    let days =
        format!("{}〜{}（猶予{grace_hours}時間）", japanese_day(opens_on), japanese_day(closes_on));
    audit::record(db, by, Action::SurveyWindowChanged, &format!("{} {days}", survey.slug))
}

fn check_window(opens_on: NaiveDate, closes_on: NaiveDate) -> Result<()> {
    if closes_on < opens_on {
        return Err(Error::invalid(
            "締め切りの日が、始まりの日より前になっています。日付をお確かめください。",
        ));
    }
    Ok(())
}

/// The survey of a name in a URL.
pub async fn find(app: &App, slug: &str) -> Result<Survey> {
    let slug = slug.to_owned();
    app.store.read(move |db| store::by_slug(db, &slug)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn survey(state: State) -> Survey {
        let day = |day| NaiveDate::from_ymd_opt(2026, 12, day).expect("a day");
        Survey {
            id: "id".into(),
            slug: "survey".into(),
            form: "survey".into(),
            state,
            opens_on: day(1),
            closes_on: day(18),
            grace_hours: 12,
            sample: false,
        }
    }

    fn at(text: &str) -> Instant {
        text.parse().expect("an instant")
    }

    #[test]
    fn answers_are_taken_from_the_first_midnight_in_japan_to_the_last() {
        let open = survey(State::Open);
        assert_eq!(open.status(at("2026-11-30T23:59:59+09:00")), Status::NotYet);
        assert_eq!(open.status(at("2026-12-01T00:00:00+09:00")), Status::Open);
        assert_eq!(open.status(at("2026-12-18T23:59:59+09:00")), Status::Open);
        assert_eq!(open.status(at("2026-12-19T00:00:00+09:00")), Status::Grace);
        assert_eq!(open.status(at("2026-12-19T12:00:00+09:00")), Status::Closed);
    }

    #[test]
    fn the_office_decides_within_the_days() {
        let noon = at("2026-12-10T12:00:00+09:00");
        assert_eq!(survey(State::Preparing).status(noon), Status::NotYet);
        assert_eq!(survey(State::Paused).status(noon), Status::Paused);
        assert_eq!(survey(State::Closed).status(noon), Status::Closed);
    }
}
