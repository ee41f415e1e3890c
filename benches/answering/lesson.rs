//! Forty classes in the same lesson: what they are, and whether all of their answers are there.

use std::{sync::Arc, time::Duration};

use chrono::Days;
use machikoe::{
    app::App,
    audit::Signature,
    clock::day_in_japan,
    error,
    form::{Answers, Form},
    respond::{draft::Draft, visit::Holder},
    school::{
        self, Class, Settings,
        lesson::Progress,
        register::NewClass,
        seat::{self, Taken},
    },
    survey::{self, NewSurvey, State, Survey, forms},
};

use crate::{
    Outcome,
    office::{Office, Ready, forms_folder},
    place::Place,
    pupils,
    residents::Answered,
    script::Script,
    server::{Server, Spent},
    table,
};

/// Classes, and pupils in each.
const CLASSES: usize = 40;
const HEADS: i32 = 34;
/// Different answerings, given by one pupil after the other.
const SCRIPTS: u64 = 34;
/// In which time everybody sends when the teacher says that there is a minute left.
const LAST: Duration = Duration::from_secs(60);

/// A lesson that was measured.
pub struct Lesson {
    /// What pupils did.
    pub answered: Answered,
    /// How long each look at the count of a class took.
    pub counts: Vec<Duration>,
    /// What it cost.
    pub spent: Spent,
}

/// The classes of a survey, ready to begin.
pub struct School {
    /// Such as 40.
    pub classes: Vec<Class>,
    /// What pupils answer.
    pub scripts: Arc<Vec<Script>>,
    survey: Survey,
}

/// Measures one lesson at full speed and the last minute of another.
pub async fn measure(place: &Place, office: &Office, server: &Server) -> Outcome<()> {
    let pupils = CLASSES * HEADS.unsigned_abs() as usize;
    let fast = School::open(&office.app, "fast").await?;
    let before = server.spent(place)?;
    let (answered, counts) = pupils::at_full_speed(server.address, &office.app, &fast).await?;
    let fast_lesson = Lesson { answered, counts, spent: server.spent(place)?.since(&before) };
    fast.check(&office.app).await?;

    let minute = School::open(&office.app, "minute").await?;
    let ready = minute.everybody_has_answered(&office.app).await?;
    let before = server.spent(place)?;
    let (answered, counts) =
        pupils::within(LAST, server.address, &office.app, &minute, ready).await?;
    let last_minute = Lesson { answered, counts, spent: server.spent(place)?.since(&before) };
    minute.check(&office.app).await?;
    table::lesson(pupils, &fast_lesson, &last_minute);
    Ok(())
}

impl School {
    /// Makes a survey of `forms/junior-high` with its classes. Their teachers open them.
    async fn open(app: &Arc<App>, name: &str) -> Outcome<School> {
        let form = forms::read_checked(&forms_folder(), "junior-high")?;
        let (survey, classes) = opened(app, &form, name).await?;
        let mut filled = Answers::default();
        classes[0].fill(&form, &mut filled);
        let scripts: Outcome<Vec<Script>> =
            (0..SCRIPTS).map(|seed| Script::write(&form, &filled, seed)).collect();
        Ok(School { classes, scripts: Arc::new(scripts?), survey })
    }

    /// Everybody sits in front of the confirmation.
    async fn everybody_has_answered(&self, app: &Arc<App>) -> Outcome<Vec<Ready>> {
        let (inner, id, classes) = (Arc::clone(app), self.survey.id.clone(), self.classes.clone());
        let (scripts, now) = (Arc::clone(&self.scripts), app.stamp());
        let seated = app.store.write(move |db| {
            let mut codes = Vec::new();
            for class in &classes {
                school::store::set_open(db, &class.id, day_in_japan(now))?;
                let class = school::store::class_of_room(db, &class.room_code)?;
                let class = class.ok_or_else(|| error::Error::internal("no class"))?;
                for script in scripts.iter() {
                    let (entry, settings) = (inner.ids.token()?, Settings::default());
                    let taken = seat::take(db, &inner, &class, &settings, &entry, now)?;
                    let Taken::Seat(code) = taken else {
                        return Err(error::Error::internal("no seat"));
                    };
                    let draft = Draft { at: String::new(), answers: script.answers.clone() };
                    draft.save(db, &inner, &code, &id)?;
                    codes.push(code);
                }
            }
            Ok(codes)
        });
        let ready = |code| {
            let holder = Holder { code, survey_id: self.survey.id.clone() };
            let cookie = holder.cookie(app)?.stripped().to_string();
            Ok(Ready { code, cookie })
        };
        seated.await?.into_iter().map(ready).collect()
    }

    /// Compares what was acknowledged with what is stored: everybody's answer, once.
    async fn check(&self, app: &App) -> Outcome<()> {
        let id = self.survey.id.clone();
        let (days, progress) = app
            .store
            .read(move |db| {
                let days = survey::store::count_by_day(db, &id)?;
                Ok((days, school::store::progress_of_all(db, &id)?))
            })
            .await?;
        let stored: i64 = days.iter().map(|(_, count)| count).sum();
        let full = Progress { seats: HEADS, answered: HEADS, slips: 0 };
        let all = i64::from(HEADS) * i64::try_from(CLASSES)?;
        if stored == all && self.classes.iter().all(|class| progress.get(&class.id) == Some(&full))
        {
            return Ok(());
        }
        Err(format!("{stored} of {all} answers are stored").into())
    }
}

async fn opened(app: &Arc<App>, form: &Form, name: &str) -> Outcome<(Survey, Vec<Class>)> {
    let today = day_in_japan(app.stamp());
    let new = NewSurvey {
        id: app.ids.id()?,
        form: form.clone(),
        opens_on: today,
        closes_on: today + Days::new(7),
        sample: true,
    };
    let described: Vec<NewClass> = (0..CLASSES)
        .map(|number| NewClass {
            school: 1 + (number % 3) as i16,
            grade: 1 + (number / 3 % 3) as i16,
            name: format!("{name} {number}組"),
            heads: HEADS,
        })
        .collect();
    let by = || Signature::named(app, "benchmark");
    let (made, added, opened, inner) = (by()?, by()?, by()?, Arc::clone(app));
    let done = app.store.write(move |db| {
        let survey = survey::create(db, made, &new)?;
        school::register::add(db, &inner, added, &survey, &described)?;
        survey::set_state(db, opened, &survey, State::Open)?;
        let classes = school::store::classes(db, &survey.id)?;
        Ok((survey, classes))
    });
    Ok(done.await?)
}
