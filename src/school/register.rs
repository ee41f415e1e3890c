//! Bringing classes in: schools and grades by the words of the questionnaire, names and heads.

use super::{Class, State, seat, store};
use crate::{
    app::App,
    audit::{self, Action, Signature},
    error::Result,
    store::Db,
    survey::Survey,
};

/// A class as staff describe it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewClass {
    /// The code of its school.
    pub school: i16,
    /// The code of its grade.
    pub grade: i16,
    /// 1組
    pub name: String,
    /// How many pupils there are.
    pub heads: i32,
}

/// Brings classes in: all of them or none. Returns how many.
pub fn add(
    db: &mut Db,
    app: &App,
    by: Signature,
    survey: &Survey,
    described: &[NewClass],
) -> Result<usize> {
    for new in described {
        let class = Class {
            id: app.ids.id()?,
            survey_id: survey.id.clone(),
            school: new.school,
            grade: new.grade,
            name: new.name.clone(),
            heads: new.heads,
            extra: 0,
            room_code: seat::room_code(db, app)?,
            issue: 1,
            state: State::Waiting,
            opened_on: None,
            closed_at: None,
        };
        let hash = app.keys.codes.hash(&class.teacher_code(&app.keys.codes));
        store::insert_class(db, &class, &hash)?;
    }
    let subject = format!("{} {}学級", survey.slug, described.len());
    audit::record(db, by, Action::ClassesRegistered, &subject)?;
    Ok(described.len())
}
