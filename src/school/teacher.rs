//! The teacher's page: one class by the code of its sheet, how far it is, and nothing of what
//! anybody answered.

pub mod guard;
pub mod pages;
pub mod routes;
pub mod show;

use std::sync::Arc;

use super::{Class, Lesson, Settings, lesson::Progress, seat, store};
use crate::{
    app::App,
    clock::Instant,
    code::Code,
    error::Result,
    form::{Form, ruby::plain},
    store::Db,
    survey::{self, Status, Survey},
    text::Lang,
};

/// A class with what its teacher's pages need.
#[derive(Clone)]
pub struct Classroom {
    /// The class.
    pub class: Class,
    /// What holds for all classes of the survey.
    pub settings: Settings,
    /// Its survey.
    pub survey: Survey,
    /// The questionnaire.
    pub form: Arc<Form>,
    /// How far it is, counted when it was read.
    pub progress: Progress,
}

/// The class of a teacher's code. Reads only. `None`: no class has this code, or not any more.
pub fn find(db: &mut Db, app: &App, code: &Code) -> Result<Option<Classroom>> {
    let Some(class) = store::class_of_teacher(db, &app.keys.codes.hash(code))? else {
        return Ok(None);
    };
    let survey = survey::store::by_id(db, &class.survey_id)?;
    let settings = store::settings(db, &survey.id)?;
    let form = app.forms.newest(db, &survey.id)?.form;
    let progress = store::progress(db, &class.id)?;
    Ok(Some(Classroom { class, settings, survey, form, progress }))
}

/// What a class is at an instant, its survey considered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The survey takes no answers, for the reason that the status gives.
    Shut(Status),
    /// It does, and the class is so far.
    Lesson(Lesson),
}

impl Classroom {
    /// What the class is at `now`.
    pub fn standing(&self, now: Instant) -> Standing {
        match self.survey.status(now) {
            Status::Open => Standing::Lesson(self.class.lesson(now, &self.settings)),
            status => Standing::Shut(status),
        }
    }

    /// 「東中学校 2年生 1組」
    pub fn title(&self) -> String {
        plain(&self.class.title(&self.form, Lang::Ja)).into_owned()
    }

    /// What the survey is called.
    pub fn survey_title(&self) -> String {
        plain(self.form.title.get(Lang::Ja)).into_owned()
    }

    /// Whether somebody may be waiting for the teacher to let one more in: as many answers as
    /// pupils have come, or so many seats are taken that no more are given.
    pub fn is_full(&self) -> bool {
        self.progress.answered >= self.class.limit()
            || self.progress.seats >= seat::most(&self.class)
    }
}
