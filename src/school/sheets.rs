//! What is printed for classes: a sheet for the room, one for the teacher, slips for pupils.
//! That somebody saw codes is recorded before they leave.

pub mod document;
pub mod pages;
pub mod room;
pub mod routes;
pub mod selection;
pub mod slip;
pub mod store;
pub mod teacher;

use chrono::NaiveDate;

use super::{Class, Settings, seat, seat::Kind, store as classes};
use crate::{
    app::App,
    audit::{self, Action, Signature},
    code::Code,
    config::City,
    error::{Error, Result},
    form::Form,
    store::Db,
    survey::Survey,
    text::Lang,
};

/// Which sheets of a class are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Which {
    /// The one for the room.
    pub room: bool,
    /// The one for the teacher.
    pub teacher: bool,
}

/// What all sheets of a survey say.
#[derive(Clone, Debug)]
pub struct Imprint {
    /// Who asks.
    pub city: City,
    /// What the survey is called, with furigana.
    pub title: String,
    /// Pupils can answer in English.
    pub in_english: bool,
    /// The first day.
    pub opens_on: NaiveDate,
    /// The last day.
    pub closes_on: NaiveDate,
    /// What holds for the classes.
    pub settings: Settings,
    /// Somebody is named who reads texts that should be read soon.
    pub is_watched: bool,
    /// Where it is answered.
    pub base_url: String,
    /// Synthetic data: said on every sheet.
    pub sample: bool,
}

/// A class as a sheet needs one. Holds the teacher's code: never logged, never stored.
pub struct Sheet {
    /// The class.
    pub class: Class,
    /// Its school, with furigana.
    pub school: String,
    /// Its grade, with furigana.
    pub grade: String,
    /// The teacher's code.
    pub code: Code,
}

impl Imprint {
    /// What the sheets of a survey say.
    pub fn of(app: &App, survey: &Survey, form: &Form, settings: Settings) -> Imprint {
        Imprint {
            city: app.config.city.clone(),
            title: form.title.get(Lang::Ja).to_owned(),
            in_english: form.languages.contains(&Lang::En),
            opens_on: survey.opens_on,
            closes_on: survey.closes_on,
            is_watched: form.care.is_some() && settings.reader.is_some(),
            settings,
            base_url: app.config.base_url.clone(),
            sample: survey.sample,
        }
    }
}

/// Records that somebody made the sheets of so many classes.
pub fn recorded(
    db: &mut Db,
    by: Signature,
    survey: &Survey,
    which: Which,
    count: usize,
) -> Result<()> {
    let kinds = match (which.room, which.teacher) {
        (true, true) => "教室用と先生用",
        (true, false) => "教室用",
        _ => "先生用",
    };
    let subject = format!("{} {count}学級（{kinds}）", survey.slug);
    audit::record(db, by, Action::ClassSheetsMade, &subject)
}

/// Slips that are wanted for a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// How many, 1 to the most heads.
    pub count: i32,
    /// None of the slips up to this number: they were handed out. `None`: unused ones may come
    /// once more.
    pub after: Option<i32>,
}

/// Most slips that a class may ever have, in multiples of the heads of the largest class.
const MOST_SLIPS: i32 = 10 * super::register::MOST_HEADS;

/// The codes of slips for a class: unused ones once more, and new ones for what is missing.
/// The same press gives the same slips.
///
/// # Errors
/// So many slips were made that something must be wrong.
pub fn slips(
    db: &mut Db,
    app: &App,
    by: Signature,
    class: &Class,
    wanted: Wanted,
    title: &str,
) -> Result<Vec<Code>> {
    let keys = &app.keys.codes;
    classes::hold_class(db, &class.id)?;
    let mut numbers = store::unused_slips(db, &class.id)?;
    numbers.retain(|number| wanted.after.is_none_or(|after| *number > after));
    let count = usize::try_from(wanted.count).unwrap_or_default();
    numbers.truncate(count);
    let mut last = classes::last_number(db, &class.id, Kind::Slip)?;
    while numbers.len() < count {
        last += 1;
        if last > MOST_SLIPS {
            return Err(Error::Conflict(format!(
                "1つの学級に作れるカードは{MOST_SLIPS}枚までです。使われていないカードを、もう一度印刷してください。"
            )));
        }
        let code = seat::code(keys, &class.id, Kind::Slip, last);
        let seat = classes::NewSeat {
            id: &app.ids.id()?,
            class_id: &class.id,
            kind: Kind::Slip,
            number: last,
            code_hash: &keys.hash(&code),
            entry: None,
        };
        classes::insert_seat(db, &seat)?;
        numbers.push(last);
    }
    audit::record(db, by, Action::ClassSheetsMade, &format!("{title} カード{count}枚"))?;
    let code = |number| seat::code(keys, &class.id, Kind::Slip, number);
    Ok(numbers.into_iter().map(code).collect())
}
