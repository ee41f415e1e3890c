//! 回収状況 of a survey that is answered in classes.

use std::collections::BTreeMap;

use crate::{
    clock::Instant,
    error::Result,
    form::{Filled, Form, ruby::plain},
    school::{self, Class, Lesson, lesson::Progress},
    store::Db,
    survey::{
        Survey,
        returns::classes::{ClassBoard, ClassReturns, School},
    },
    text::Lang,
};

/// Counts classes, heads and answers, as they are at `now`.
pub(super) fn returns(
    db: &mut Db,
    survey: &Survey,
    form: &Form,
    now: Instant,
) -> Result<ClassBoard> {
    let settings = school::store::settings(db, &survey.id)?;
    let mut progress = school::store::progress_of_all(db, &survey.id)?;
    let mut cells: BTreeMap<(i16, i16), Vec<ClassReturns>> = BTreeMap::new();
    for class in school::store::classes(db, &survey.id)? {
        let progress = progress.remove(&class.id).unwrap_or_default();
        let counted = of_class(&class, class.lesson(now, &settings), progress);
        cells.entry((class.school, class.grade)).or_default().push(counted);
    }
    Ok(arranged(form, &cells))
}

/// The returns of one class.
pub fn of_class(class: &Class, lesson: Lesson, progress: Progress) -> ClassReturns {
    let answered = u32::try_from(progress.answered).unwrap_or_default();
    ClassReturns {
        waiting: u32::from(lesson == Lesson::NotYet),
        open: u32::from(lesson == Lesson::Open),
        over: u32::from(matches!(lesson, Lesson::Late | Lesson::Over)),
        answering: u32::from(answered > 0),
        heads: u32::try_from(class.heads).unwrap_or_default(),
        answered,
    }
}

/// Schools and grades that have classes, in the order of the questionnaire.
fn arranged(form: &Form, cells: &BTreeMap<(i16, i16), Vec<ClassReturns>>) -> ClassBoard {
    let grades = named(form, Filled::Grade, cells.keys().map(|(_, grade)| *grade));
    let schools = named(form, Filled::School, cells.keys().map(|(school, _)| *school));
    let cell = |school, grade| {
        cells.get(&(school, grade)).into_iter().flatten().copied().sum::<ClassReturns>()
    };
    let school = |(code, label): (i16, String)| School {
        grades: grades.iter().map(|(grade, _)| cell(code, *grade)).collect(),
        code,
        label,
    };
    ClassBoard { schools: schools.into_iter().map(school).collect(), grades }
}

fn named(form: &Form, what: Filled, codes: impl Iterator<Item = i16>) -> Vec<(i16, String)> {
    let choices = form.filled(what).map_or(&[][..], |question| question.choices());
    let place = |code: i16| choices.iter().position(|choice| choice.code == code);
    let mut codes: Vec<i16> = codes.collect();
    codes.sort_by_key(|&code| (place(code).unwrap_or(usize::MAX), code));
    codes.dedup();
    let label = |code: i16| plain(&school::label(form, what, code, Lang::Ja)).into_owned();
    codes.into_iter().map(|code| (code, label(code))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::fixture::class_form;

    #[test]
    fn schools_and_grades_stand_in_the_order_of_the_questionnaire_without_furigana() {
        let swapped = ("- {code: 1, label: \"{東|ひがし}", "- {code: 7, label: \"{東|ひがし}");
        let form = class_form(&[swapped]).expect("the form");
        let class = |heads| vec![ClassReturns { over: 1, heads, ..ClassReturns::default() }];
        let cells = BTreeMap::from([((2, 3), class(30)), ((2, 1), class(31)), ((7, 3), class(32))]);
        let board = arranged(&form, &cells);
        assert_eq!(board.grades, [(1, "1年生".into()), (3, "3年生".into())]);
        let labels: Vec<&str> = board.schools.iter().map(|school| school.label.as_str()).collect();
        assert_eq!(labels, ["東中学校", "西中学校"]);
        let heads: Vec<u32> = board.schools[1].grades.iter().map(|cell| cell.heads).collect();
        assert_eq!((heads, board.schools[0].grades[0].classes()), (vec![31, 30], 0));
    }
}
