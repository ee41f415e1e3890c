//! Mistakes that only show when a form is seen whole: names, conditions, ways that lead nowhere.

mod class;
mod conditions;
mod names;
mod reach;

use super::definition::Form;
use super::problem::Problems;
use conditions::Conditions;

/// Where the parts of a form stand in `form.yaml`, in the order of the form.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub(super) sections: Vec<SectionLines>,
    /// Those of the questions below `report: beside:`.
    pub(super) beside: Vec<usize>,
}

/// The lines of a section.
#[derive(Debug, Default)]
pub(super) struct SectionLines {
    pub(super) line: usize,
    pub(super) show_if: usize,
    pub(super) questions: Vec<QuestionLines>,
}

/// The lines of a question.
#[derive(Debug, Default)]
pub(super) struct QuestionLines {
    pub(super) line: usize,
    pub(super) show_if: usize,
    pub(super) checks: Vec<usize>,
    pub(super) indicator: usize,
}

/// Reports what is wrong with a form as a whole. `broken` are the questions (and stems) that
/// are not in the form because they could not be read.
pub(super) fn check(form: &Form, lines: &Lines, broken: &[String], problems: &mut Problems) {
    names::check(form, lines, problems);
    class::check(form, lines, problems);
    let conditions = Conditions::new(form, broken);
    conditions.check(lines, problems);
    reach::check(form, lines, &conditions, problems);
}
