//! Classes of the imaginary town answer by the verbs that pupils use: one survey is over, another
//! is under way.

pub mod pupil;
pub mod under_way;

use std::sync::Arc;

use chrono::{Duration, NaiveDate};

use self::pupil::Pupil;
use super::{
    answering::Respondents,
    chance::Chance,
    fill::{in_batches, sign},
    person::Person,
    public_results,
    scenario::{
        Group, School,
        school::{Class as Planned, Round},
    },
};
use crate::{
    app::App,
    clock::{Instant, day_in_japan, start_of_day},
    error::{Error, Result},
    form::{Answer, Answers, Filled, Form, ruby::plain},
    school::{
        self, Class, Settings,
        register::{self, NewClass},
        sheets,
    },
    staff,
    store::Db,
    survey::{self, NewSurvey, State, Survey, forms::read_checked},
    text::Lang,
};

/// When lessons begin, in hours, and how long they are, in minutes.
const LESSON: (i64, i64) = (10, 50);

/// A class of the plan with its row.
struct Seated<'s> {
    plan: &'s Planned,
    class: Class,
}

/// Makes both surveys; without answers only the one that is under way, with its empty classes.
///
/// # Errors
/// Schools, grades or a reader of the scenario that do not exist.
pub async fn bring(app: &Arc<App>, plan: &School, seed: u64, with_answers: bool) -> Result<()> {
    let form = read_checked(&app.config.forms, &plan.form)?;
    let reader = plan.reader.clone();
    let found = app.store.read(move |db| staff::store::by_email(db, &reader)).await?;
    let reader = found.ok_or_else(|| {
        Error::invalid(format!(
            "見本の内容の school.reader にある {} は、staff の最後より前にありません。",
            plan.reader
        ))
    })?;
    let settings = Settings { reader: Some(reader.id), ..Settings::default() };
    // Dice of their own, so that residents do not depend on pupils.
    let chance = Chance::seeded(seed ^ u64::from_be_bytes(*b"classes!"));
    let term = Term { app, plan, form: &form, settings, chance };
    if with_answers {
        let over = term.bring(&plan.finished, true).await?;
        let (by, closed) = (sign(app)?, Survey { state: State::Closed, ..over.clone() });
        app.store.write(move |db| survey::set_state(db, by, &over, State::Closed)).await?;
        public_results::bring(app, &closed).await?;
    }
    term.bring(&plan.running, with_answers).await.map(drop)
}

/// What both surveys share.
struct Term<'s> {
    app: &'s Arc<App>,
    plan: &'s School,
    form: &'s Form,
    settings: Settings,
    chance: Chance,
}

impl Term<'_> {
    async fn bring(&self, round: &Round, with_answers: bool) -> Result<Survey> {
        let today = day_in_japan(self.app.stamp());
        let survey = self.open_survey(round, today).await?;
        let seated = self.open_classes(&survey, round, today).await?;
        if with_answers {
            let mut respondents = Respondents::new(self.form, &self.plan.answers, &self.chance);
            let mut pupils = Vec::new();
            for seated in &seated {
                pupils.extend(self.pupils(seated, today, &mut respondents)?);
            }
            self.write(round, &mut pupils);
            let of = survey.id.clone();
            in_batches(self.app, pupils, move |one: Pupil, db, app| one.answer(db, app, &of))
                .await?;
        }
        self.end_lessons(seated, today).await?;
        Ok(survey)
    }

    async fn open_survey(&self, round: &Round, today: NaiveDate) -> Result<Survey> {
        let app = self.app;
        let new = NewSurvey {
            id: app.ids.id()?,
            form: self.form.clone(),
            opens_on: today + Duration::days(round.from),
            closes_on: today + Duration::days(round.to),
            sample: true,
        };
        let described: Result<Vec<NewClass>> =
            round.classes.iter().map(|class| self.described(class)).collect();
        let (described, settings) = (described?, self.settings.clone());
        let (inner, made, added, opened) = (Arc::clone(app), sign(app)?, sign(app)?, sign(app)?);
        app.store
            .write(move |db| {
                let survey = survey::create(db, made, &new)?;
                register::add(db, &inner, added, &survey, &described)?;
                school::settings::store::upsert(db, &survey.id, &settings)?;
                survey::set_state(db, opened, &survey, State::Open)?;
                Ok(Survey { state: State::Open, ..survey })
            })
            .await
    }

    fn described(&self, class: &Planned) -> Result<NewClass> {
        Ok(NewClass {
            school: self.code(Filled::School, &class.school)?,
            grade: self.code(Filled::Grade, &class.grade)?,
            name: class.name.clone(),
            heads: class.heads,
        })
    }

    /// The code of a choice by its words.
    fn code(&self, filled: Filled, label: &str) -> Result<i16> {
        let choices = self.form.filled(filled).map_or(&[][..], |question| question.choices());
        let same = choices.iter().find(|choice| plain(choice.label.get(Lang::Ja)) == label);
        same.map(|choice| choice.code).ok_or_else(|| missing(label))
    }

    /// Opens the classes whose lesson has come, and prints their slips.
    async fn open_classes<'r>(
        &self,
        survey: &Survey,
        round: &'r Round,
        today: NaiveDate,
    ) -> Result<Vec<Seated<'r>>> {
        let (inner, id, form) = (Arc::clone(self.app), survey.id.clone(), self.form.clone());
        let planned: Result<Vec<(NewClass, &Planned)>> =
            round.classes.iter().map(|plan| Ok((self.described(plan)?, plan))).collect();
        let planned = planned?;
        let wanted: Vec<(NewClass, Option<NaiveDate>, i32)> = planned
            .iter()
            .map(|(new, plan)| {
                (new.clone(), plan.day.map(|day| today + Duration::days(day)), plan.slips)
            })
            .collect();
        let opened = self.app.store.write(move |db| {
            for class in school::store::classes(db, &id)? {
                let fits = |(new, ..): &&(NewClass, _, _)| is_same(new, &class);
                let Some((_, day, slips)) = wanted.iter().find(fits) else { continue };
                if let Some(day) = day {
                    school::store::set_open(db, &class.id, *day)?;
                }
                let title = plain(&class.title(&form, Lang::Ja)).into_owned();
                print_slips(db, &inner, &class, &title, *slips)?;
            }
            school::store::classes(db, &id)
        });
        let mut classes = opened.await?;
        let seated = planned.into_iter().filter_map(|(new, plan)| {
            let place = classes.iter().position(|class| is_same(&new, class))?;
            Some(Seated { plan, class: classes.swap_remove(place) })
        });
        Ok(seated.collect())
    }

    fn pupils<'s>(
        &'s self,
        Seated { plan, class }: &Seated<'_>,
        today: NaiveDate,
        respondents: &mut Respondents<'s>,
    ) -> Result<Vec<Pupil>> {
        let Some(day) = plan.day else { return Ok(Vec::new()) };
        let (school, grade) =
            (group(&self.plan.schools, &plan.school)?, group(&self.plan.grades, &plan.grade)?);
        let mut filled = Answers::default();
        class.fill(self.form, &mut filled);
        let at = start_of_day(today + Duration::days(day)) + Duration::hours(LESSON.0);
        let pupil = |number: usize| {
            let answers = respondents.answer_as(&Person::in_class(school, grade, filled.clone()));
            // Whoever has begun stops on one page or another, never on the first.
            let stops = number.checked_sub(plan.answered).map(|begun| {
                let sections = &self.form.sections;
                (2 + begun * 3).min(sections.len().saturating_sub(1))
            });
            Ok(Pupil {
                class: class.clone(),
                settings: self.settings.clone(),
                at,
                entry: self.chance.ids().token()?,
                answers: stops.map_or_else(|| answers.clone(), |stop| self.until(stop, &answers)),
                stopped: stops.map(|stop| self.form.sections[stop].id.clone()),
                id: self.chance.ids().id()?,
                submission: self.chance.ids().token()?,
            })
        };
        (0..plan.answered + plan.begun).map(pupil).collect()
    }

    /// Lets one pupil each write the texts of a round, somebody else each time.
    fn write(&self, round: &Round, pupils: &mut [Pupil]) {
        let mut sent: Vec<&mut Pupil> =
            pupils.iter_mut().filter(|pupil| pupil.stopped.is_none()).collect();
        self.chance.shuffle(&mut sent);
        let texts = round
            .write
            .iter()
            .flat_map(|(field, texts)| texts.iter().map(move |text| (field, text)));
        for (pupil, (field, text)) in sent.into_iter().zip(texts) {
            pupil.answers.set(field.clone(), Answer::Text(text.clone()));
        }
    }

    /// The answers of the first sections.
    fn until(&self, sections: usize, answers: &Answers) -> Answers {
        let mut kept = Answers::default();
        for section in self.form.sections.iter().take(sections) {
            for field in section.questions.iter().flat_map(|question| question.fields()) {
                if let Some(answer) = answers.get(&field.key) {
                    kept.set(field.key.clone(), answer.clone());
                }
            }
        }
        kept
    }

    async fn end_lessons(&self, seated: Vec<Seated<'_>>, today: NaiveDate) -> Result<()> {
        let over = |Seated { plan, class }: Seated<'_>| {
            let day = plan.day.filter(|_| !plan.open)?;
            let begin = start_of_day(today + Duration::days(day)) + Duration::hours(LESSON.0);
            Some((class.id, begin + Duration::minutes(LESSON.1)))
        };
        let over: Vec<(String, Instant)> = seated.into_iter().filter_map(over).collect();
        let close = move |db: &mut Db| {
            over.iter().try_for_each(|(id, at)| school::store::set_closed(db, id, *at))
        };
        self.app.store.write(close).await
    }
}

fn is_same(new: &NewClass, class: &Class) -> bool {
    (new.school, new.grade, new.name.as_str()) == (class.school, class.grade, class.name.as_str())
}

fn group<'s>(groups: &'s [Group], label: &str) -> Result<&'s Group> {
    groups.iter().find(|group| group.label == label).ok_or_else(|| missing(label))
}

fn missing(label: &str) -> Error {
    Error::invalid(format!("見本の内容の school にある「{label}」は、調査票の選択肢にありません。"))
}

/// Prints slips, as the office does before the lesson.
fn print_slips(db: &mut Db, app: &App, class: &Class, title: &str, count: i32) -> Result<()> {
    if count == 0 {
        return Ok(());
    }
    let wanted = sheets::Wanted { count, after: None };
    sheets::slips(db, app, sign(app)?, class, wanted, title).map(drop)
}

#[cfg(test)]
mod tests;
