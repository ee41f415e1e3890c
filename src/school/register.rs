//! Bringing classes in: schools and grades by the words of the questionnaire, names and heads.

pub mod choices;
pub mod import;
pub mod store;
pub mod typed;

use std::collections::HashSet;

use super::{Class, State, seat, store as classes};
use crate::{
    app::App,
    audit::{self, Action, Signature},
    error::{Error, Result},
    form::{Filled, Form},
    sheet::fold,
    store::Db,
    survey::Survey,
};

pub use choices::Choices;

/// Most pupils of a class.
pub const MOST_HEADS: i32 = 60;

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

/// What no two classes of a survey share: school, grade and folded name.
pub type Key = (i16, i16, String);

impl NewClass {
    /// What no other class may have.
    pub fn key(&self) -> Key {
        (self.school, self.grade, fold(&self.name))
    }
}

/// What the classes of a survey are known by.
pub fn known(db: &mut Db, survey: &Survey) -> Result<HashSet<Key>> {
    let classes = classes::classes(db, &survey.id)?;
    Ok(classes.into_iter().map(|class| (class.school, class.grade, fold(&class.name))).collect())
}

/// Brings classes in: all of them or none. Returns how many.
///
/// # Errors
/// A class that is there already.
pub fn add(
    db: &mut Db,
    app: &App,
    by: Signature,
    survey: &Survey,
    described: &[NewClass],
) -> Result<usize> {
    let known = known(db, survey)?;
    let taken: Vec<&str> = described
        .iter()
        .filter(|new| known.contains(&new.key()))
        .map(|new| new.name.as_str())
        .collect();
    if !taken.is_empty() {
        return Err(Error::Conflict(format!(
            "すでに登録されている学級があります（{}）。何も登録していません。学級の一覧をお確かめください。",
            taken[..taken.len().min(10)].join("、")
        )));
    }
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
        classes::insert_class(db, &class, &hash)?;
    }
    let subject = format!("{} {}学級", survey.slug, described.len());
    audit::record(db, by, Action::ClassesRegistered, &subject)?;
    Ok(described.len())
}

/// Changes how many pupils a class has. Answers that are there stay.
pub fn set_heads(db: &mut Db, by: Signature, class: &Class, heads: i32, title: &str) -> Result<()> {
    if heads == class.heads {
        return Ok(());
    }
    store::set_heads(db, &class.id, heads)?;
    let subject = format!("{title} 人数 {}→{heads}", class.heads);
    audit::record(db, by, Action::ClassChanged, &subject)
}

/// Gives a class new digits and its teacher a new code; the old ones are worthless. Seats and
/// slips stay. `seen` is the issue on the page with the button: pressing it twice gives one.
pub fn reissue(
    db: &mut Db,
    app: &App,
    by: Signature,
    class: &Class,
    seen: i32,
    title: &str,
) -> Result<()> {
    if class.issue != seen {
        return Ok(());
    }
    let next = Class {
        issue: class.issue.saturating_add(1),
        room_code: seat::room_code(db, app)?,
        ..class.clone()
    };
    let hash = app.keys.codes.hash(&next.teacher_code(&app.keys.codes));
    if store::set_codes(db, &next, seen, &hash)? {
        audit::record(db, by, Action::ClassChanged, &format!("{title} 番号とコードの再発行"))?;
    }
    Ok(())
}

/// Removes a class that was registered by mistake, with its slips. `typed` is its name.
///
/// # Errors
/// Something else was typed, or somebody has taken a seat or answered.
pub fn remove(db: &mut Db, by: Signature, class: &Class, typed: &str, title: &str) -> Result<()> {
    if fold(typed) != fold(&class.name) {
        return Err(Error::invalid(format!(
            "消していません。消すときは、欄に「{}」と入力してください。",
            class.name
        )));
    }
    classes::hold_class(db, &class.id)?;
    let progress = classes::progress(db, &class.id)?;
    if progress.seats > 0 || progress.answered > 0 {
        return Err(Error::Conflict(
            "この学級では、もう生徒が席についたか、答えがとどいています。消すことはできません。"
                .into(),
        ));
    }
    store::delete(db, &class.id)?;
    audit::record(db, by, Action::ClassRemoved, title)
}

/// Classes as people count them: by school and grade in the order of the questionnaire, and 2組
/// before 10組.
pub fn sorted(mut classes: Vec<Class>, form: &Form) -> Vec<Class> {
    let place = |filled, code| {
        let choices = form.filled(filled).map_or(&[][..], |question| question.choices());
        let place = choices.iter().position(|choice| choice.code == code);
        (place.unwrap_or(usize::MAX), code)
    };
    classes.sort_by_cached_key(|class| {
        let folded = fold(&class.name);
        let digits = folded.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(folded.len());
        let number = folded[..digits].parse().unwrap_or(u32::MAX);
        let school = place(Filled::School, class.school);
        (school, place(Filled::Grade, class.grade), number, folded)
    });
    classes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::fixture::class_form;

    #[test]
    fn the_tenth_class_comes_after_the_second() {
        let class = |school, name: &str| Class {
            id: name.into(),
            survey_id: "s".into(),
            school,
            grade: 1,
            name: name.into(),
            heads: 30,
            extra: 0,
            room_code: "123456".into(),
            issue: 1,
            state: State::Waiting,
            opened_on: None,
            closed_at: None,
        };
        let names = [(1, "1組"), (7, "ひまわり"), (7, "10組"), (7, "2組"), (7, "A組")];
        let swapped = ("- {code: 1, label: \"{東|ひがし}", "- {code: 7, label: \"{東|ひがし}");
        let other = ("- {code: 2, label: \"{西|にし}", "- {code: 1, label: \"{西|にし}");
        let form = class_form(&[swapped, other]).expect("the form");
        let classes = names.into_iter().map(|(school, name)| class(school, name)).collect();
        let order: Vec<String> =
            sorted(classes, &form).into_iter().map(|class| class.name).collect();
        assert_eq!(order, ["2組", "10組", "A組", "ひまわり", "1組"]);
    }

    #[test]
    fn one_class_has_one_key_however_wide_its_name_is() {
        let class = |name: &str| NewClass { school: 1, grade: 1, name: name.into(), heads: 30 };
        assert_eq!(class("A組").key(), class("Ａ 組").key());
        assert_ne!(class("1組").key(), class("11組").key());
    }
}
