//! What there is to point out about the answers of a section.

use super::{Finding, FindingKind, finding};
use crate::form::answer::{Answer, Answers};
use crate::form::definition::{Choice, Form, Kind, Question, Required, Section};
use crate::form::field::{Field, SPECIFY_LENGTH, Takes};
use crate::form::routing::Path;

/// The findings on stored answers of a section, hard and soft, in the order of the page. `path`
/// is the way that these answers take.
///
/// Only questions that are asked are looked at. Before a submit this is run over every section
/// of the path, so that a page that was jumped over cannot hide a hard finding.
pub fn review(form: &Form, path: &Path<'_>, section: &Section, answers: &Answers) -> Vec<Finding> {
    if !path.asks_section(&section.id) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for question in section.questions.iter().filter(|question| path.asks(&question.id)) {
        let fields = question.fields();
        for field in &fields {
            of_field(field, answers, &mut findings);
        }
        findings.extend(blank(question, &fields, answers));
        checks(form, path, question, &fields, answers, &mut findings);
    }
    findings
}

fn of_field(field: &Field<'_>, answers: &Answers, findings: &mut Vec<Finding>) {
    let mut found = |kind, hard| findings.push(finding(field, kind, hard));
    match (answers.get(&field.key), field.takes) {
        (Some(Answer::Number(number)), Takes::Whole { min, max })
            if !(i32::from(min)..=i32::from(max)).contains(number) =>
        {
            found(FindingKind::OutOfRange { min, max }, true);
        }
        (Some(Answer::Text(_)), Takes::Whole { .. }) => found(FindingKind::NotANumber, true),
        (Some(Answer::Codes(codes)), Takes::Many(choices)) => {
            if let Some(alone) = exclusive(choices, codes)
                && codes.len() > 1
            {
                found(FindingKind::ExclusiveWithOthers { code: alone.code }, true);
            } else if let Kind::Multiple { max: Some(max), .. } = field.question.kind
                && codes.len() > usize::from(max)
            {
                found(FindingKind::TooMany { max }, true);
            }
        }
        (Some(Answer::Text(text)), Takes::Words { max_length }) => {
            too_long(text, max_length, found);
        }
        (Some(Answer::Text(text)), Takes::Specify(choice)) => {
            too_long(text, SPECIFY_LENGTH, &mut found);
            if !field.is_open(answers) {
                found(FindingKind::SpecifiedButNotChosen { code: choice.code }, false);
            }
        }
        _ => {}
    }
}

fn exclusive<'f>(choices: &'f [Choice], codes: &[i16]) -> Option<&'f Choice> {
    choices.iter().find(|choice| choice.exclusive && codes.contains(&choice.code))
}

fn too_long(text: &str, max: u32, mut found: impl FnMut(FindingKind, bool)) {
    let length = text.chars().count();
    if u32::try_from(length).is_ok_and(|length| length <= max) {
        return;
    }
    found(FindingKind::TooLong { max, length }, true);
}

/// The finding on a question that is not answered but should be. The text that goes with a
/// choice is never required.
fn blank(question: &Question, fields: &[Field<'_>], answers: &Answers) -> Option<Finding> {
    if question.required == Required::No {
        return None;
    }
    let mut blank = fields.iter().filter(|field| {
        !matches!(field.takes, Takes::Specify(_))
            && matches!(answers.get(&field.key), None | Some(Answer::Blank))
    });
    let first = blank.next()?;
    let rows = 1 + blank.count();
    let kind = if matches!(first.takes, Takes::Row(..)) && rows < fields.len() {
        FindingKind::RowsBlank { rows }
    } else {
        FindingKind::Required
    };
    Some(finding(first, kind, question.required == Required::Yes))
}

fn checks(
    form: &Form,
    path: &Path<'_>,
    question: &Question,
    fields: &[Field<'_>],
    answers: &Answers,
    findings: &mut Vec<Finding>,
) {
    let Some(first) = fields.first() else { return };
    for (index, check) in question.checks.iter().enumerate() {
        if check.when.holds_for(&|name| path.counted(form, answers, name)) {
            findings.push(finding(first, FindingKind::Check { index }, check.hard));
        }
    }
}
