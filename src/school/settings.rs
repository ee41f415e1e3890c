//! What holds for all classes of a survey.

pub mod pages;
pub mod routes;
pub mod store;

use super::{Lesson, store as classes};
use crate::{
    audit::{self, Action, Signature},
    error::{Error, Result},
    staff::Staff,
    store::Db,
    survey::Survey,
};

/// What holds for all classes of a survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How many minutes after closing a class what was begun may still be sent.
    pub late_minutes: i32,
    /// Whether slips work outside the lesson: for pupils who were absent.
    pub slips_any_time: bool,
    /// The member of staff (id) who reads texts that should be read soon. `None`: nobody, and
    /// nothing is noted.
    pub reader: Option<String>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { late_minutes: 3, slips_any_time: true, reader: None }
    }
}

/// Most minutes after closing a class.
pub const MOST_LATE_MINUTES: i32 = 30;

/// Changes what holds for the classes of a survey. `colleagues` is everybody in the office.
///
/// # Errors
/// Late minutes beyond the most, a reader who cannot sign in, or a first reader while a class is
/// open: its pupils were told that nobody looks for such texts.
pub fn change(
    db: &mut Db,
    by: Signature,
    survey: &Survey,
    settings: &Settings,
    colleagues: &[Staff],
) -> Result<()> {
    if !(0..=MOST_LATE_MINUTES).contains(&settings.late_minutes) {
        return Err(Error::invalid(format!(
            "終わった後に送れる時間は、0分から{MOST_LATE_MINUTES}分までで入力してください。"
        )));
    }
    let reader = match &settings.reader {
        None => "読まない",
        Some(id) => match colleagues.iter().find(|colleague| colleague.id == *id) {
            Some(colleague) if colleague.active => &colleague.name,
            _ => {
                return Err(Error::invalid(
                    "選んだ職員は、いま使えるアカウントではありません。ほかの職員を選んでください。",
                ));
            }
        },
    };
    let before = classes::settings(db, &survey.id)?;
    if before == *settings {
        return Ok(());
    }
    if before.reader.is_none() && settings.reader.is_some() {
        refuse_in_lessons(db, &by, survey, &before)?;
    }
    store::upsert(db, &survey.id, settings)?;
    let slips = if settings.slips_any_time { "時間外も使える" } else { "時間内だけ" };
    let subject = format!(
        "{} 終わった後{}分、カードは{slips}、見守る職員 {reader}",
        survey.slug, settings.late_minutes
    );
    audit::record(db, by, Action::SchoolSettingsChanged, &subject)
}

fn refuse_in_lessons(
    db: &mut Db,
    by: &Signature,
    survey: &Survey,
    settings: &Settings,
) -> Result<()> {
    let lessons = classes::classes(db, &survey.id)?;
    let runs = |lesson| matches!(lesson, Lesson::Open | Lesson::Late);
    if lessons.iter().any(|class| runs(class.lesson(by.at(), settings))) {
        return Err(Error::Conflict(
            "いま答えている学級があるため、見守る職員を決められません。はじめに「読まない」と伝えた生徒の文を、後から読むことになるためです。授業が終わってから、もう一度お試しください。".into(),
        ));
    }
    Ok(())
}
