//! Reading a posted page: what was typed becomes answers, and remarks on them.

mod review;
mod typed;

use super::answer::{Answer, Answers};
use super::definition::{Form, Question, Section};
use super::field::{Field, Takes};
use super::routing::path;
pub use review::review;

/// The field in which a page names each question that it showed.
pub const SHOWN: &str = "shown";

/// A page as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageResult {
    /// The answers before, with those of the page: also those that are refused, so that the
    /// page shows again what was typed.
    pub answers: Answers,
    /// What to point out, in the order of the page.
    pub findings: Vec<Finding>,
}

impl PageResult {
    /// Whether the respondent may go on.
    pub fn passes(&self) -> bool {
        self.findings.is_empty()
    }
}

/// Something to point out about an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The field to link to.
    pub field: String,
    /// The question's id.
    pub question: String,
    /// 問1, 問2 ….
    pub number: Option<u16>,
    /// What it is.
    pub kind: FindingKind,
    /// A hard finding refuses the page; a soft one is shown once.
    pub hard: bool,
}

/// What can be pointed out about an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FindingKind {
    /// What was typed is not a whole number.
    NotANumber,
    /// The number is not between the two, both included.
    OutOfRange {
        /// The lowest accepted.
        min: i16,
        /// The highest accepted.
        max: i16,
    },
    /// More choices are ticked than may be.
    TooMany {
        /// How many may be.
        max: u16,
    },
    /// A choice that stands alone is ticked together with others.
    ExclusiveWithOthers {
        /// The code of that choice.
        code: i16,
    },
    /// The text is too long.
    TooLong {
        /// How many characters may be typed.
        max: u32,
        /// How many were.
        length: usize,
    },
    /// Nothing is answered.
    Required,
    /// Some rows of a matrix are not answered.
    RowsBlank {
        /// How many.
        rows: usize,
    },
    /// The page sent a code that the form does not have; it was not taken over.
    UnknownCode,
    /// A text was typed for a choice, but another choice is selected.
    SpecifiedButNotChosen {
        /// The code of the choice that the text belongs to.
        code: i16,
    },
    /// A check of the form holds.
    Check {
        /// Its place in the question's `checks`.
        index: usize,
    },
}

/// Reads what was posted for a section.
///
/// `before` holds the answers so far. Fields that the section does not have are ignored, codes
/// that the form does not have are refused; neither is stored. A question that the page did not
/// show keeps its answer, so that going back never loses one; what a class fills in is nothing
/// that a page can change. A page says what it showed in
/// [`SHOWN`] fields: on another device the draft may have moved on since. Without any, it is
/// what [`super::Path::page`] gives for the answers before.
///
/// A text typed for a choice that is not ticked ticks it, unless that would undo another answer
/// (another single choice, an exclusive choice): then the text is kept and pointed out.
///
/// `warned` says that the soft findings of this page have been shown already.
pub fn read_page(
    form: &Form,
    section: &Section,
    before: &Answers,
    posted: &[(String, String)],
    warned: bool,
) -> PageResult {
    let shown = shown(form, section, before, posted);
    let mut answers = before.clone();
    let mut findings = Vec::new();
    let asked = section.questions.iter().filter(|question| question.filled.is_none());
    for question in asked {
        let visible = shown.contains(&question.id.as_str());
        for field in question.fields() {
            let values: Vec<&str> = posted
                .iter()
                .filter(|(name, _)| *name == field.key)
                .map(|(_, value)| value.as_str())
                .collect();
            if !visible && values.is_empty() {
                continue;
            }
            let (answer, refused) = typed::read(&field, &values);
            if refused {
                findings.push(finding(&field, FindingKind::UnknownCode, true));
            }
            answers.set(field.key, answer);
        }
        tick_specified(question, &mut answers);
    }
    findings.extend(review(form, &path(form, &answers), section, &answers));
    findings.sort_by_key(|finding| position(section, finding));
    if warned {
        findings.retain(|finding| finding.hard);
    }
    PageResult { answers, findings }
}

/// The questions that the page showed.
fn shown<'p>(
    form: &'p Form,
    section: &'p Section,
    before: &Answers,
    posted: &'p [(String, String)],
) -> Vec<&'p str> {
    let named: Vec<&str> =
        posted.iter().filter(|(name, _)| name == SHOWN).map(|(_, id)| id.as_str()).collect();
    if !named.is_empty() {
        return named;
    }
    path(form, before).page(section).into_iter().map(|question| question.id.as_str()).collect()
}

/// Ticks the choices whose text was typed, as a person does who writes beside a box.
fn tick_specified(question: &Question, answers: &mut Answers) {
    for field in question.fields() {
        let Takes::Specify(choice) = field.takes else {
            continue;
        };
        if !answers.get(&field.key).is_some_and(Answer::is_answered) {
            continue;
        }
        let ticked = match (
            question.field(&question.id).map(|main| main.takes),
            answers.get(&question.id),
        ) {
            (Some(Takes::One(_)), None | Some(Answer::Blank)) => {
                Answer::Number(i32::from(choice.code))
            }
            (Some(Takes::Many(_)), None | Some(Answer::Blank)) => Answer::Codes(vec![choice.code]),
            (Some(Takes::Many(choices)), Some(Answer::Codes(codes)))
                if !choices.iter().any(|other| other.exclusive && codes.contains(&other.code)) =>
            {
                let mut codes = codes.clone();
                codes.push(choice.code);
                codes.sort_unstable();
                codes.dedup();
                Answer::Codes(codes)
            }
            _ => continue,
        };
        answers.set(question.id.clone(), ticked);
    }
}

/// The place of a finding on the page.
fn position(section: &Section, finding: &Finding) -> usize {
    section.questions.iter().position(|question| question.id == finding.question).unwrap_or(0)
}

fn finding(field: &Field<'_>, kind: FindingKind, hard: bool) -> Finding {
    Finding {
        field: field.key.to_string(),
        question: field.question.id.clone(),
        number: field.question.number,
        kind,
        hard,
    }
}

#[cfg(test)]
mod tests;
