//! A pupil of the imaginary town in front of a tablet.

use crate::{
    app::App,
    clock::Instant,
    demo::fill::Answered,
    error::{Error, Result},
    form::Answers,
    respond::draft::Draft,
    school::{
        Class, Settings,
        seat::{self, Taken},
    },
    store::Db,
};

/// A pupil on the way to a seat.
pub struct Pupil {
    /// Their class, open.
    pub class: Class,
    /// What holds for it.
    pub settings: Settings,
    /// When they answer.
    pub at: Instant,
    /// Drawn for the button that takes a seat.
    pub entry: String,
    /// What they answer.
    pub answers: Answers,
    /// Where they have stopped; `None` for whoever has sent.
    pub stopped: Option<String>,
    /// The id of the answer.
    pub id: String,
    /// Drawn for the button that sends.
    pub submission: String,
}

impl Pupil {
    /// As a pupil does: a seat, a page after the other, and perhaps the sending.
    pub fn answer(self, db: &mut Db, app: &App, survey_id: &str) -> Result<()> {
        let Pupil { class, settings, at, entry, answers, stopped, id, submission } = self;
        let Taken::Seat(code) = seat::take(db, app, &class, &settings, &entry, at)? else {
            return Err(Error::internal("a sample pupil found no seat"));
        };
        match stopped {
            Some(section) => Draft { at: section, answers }.save(db, app, &code, survey_id),
            None => Answered { code, at, answers, id, submission }.send(db, app, survey_id),
        }
    }
}
