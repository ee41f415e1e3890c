//! Pages, questions and checks that no answers can lead to.
//!
//! Found by trying: every variable that matters takes one value for each way in which the
//! conditions can tell its values apart, and all combinations are walked.

use std::collections::BTreeSet;

use super::Lines;
use super::conditions::{Conditions, Place};
use crate::form::answer::{Answer, Answers};
use crate::form::definition::{Form, Kind, Question, Section};
use crate::form::field::{Field, Takes};
use crate::form::formula::{Condition, Operand};
use crate::form::problem::Problems;
use crate::form::routing::path;

/// More combinations than this are not tried; the part then counts as reachable.
const MOST_COMBINATIONS: usize = 20_000;

/// More choices named by conditions of one multiple choice than this are not combined.
const MOST_TICKS: usize = 8;

pub(super) fn check(
    form: &Form,
    lines: &Lines,
    conditions: &Conditions<'_>,
    problems: &mut Problems,
) {
    let reach = Reach { form, conditions };
    for (s, (section, at)) in form.sections.iter().zip(&lines.sections).enumerate() {
        let outer: Vec<(Place, &Condition)> =
            section.show_if.iter().map(|condition| (Place::Section(s), condition)).collect();
        if !outer.is_empty() && reach.never(&outer) {
            problems.add(
                at.show_if,
                format!(
                    "章「{}」は、どう答えても表示されません。条件を見直してください。",
                    section.id
                ),
            );
            continue;
        }
        for (q, (question, at)) in section.questions.iter().zip(&at.questions).enumerate() {
            let mut inner = outer.clone();
            if let Some(condition) = &question.show_if {
                inner.push((Place::Question(s, q), condition));
                if reach.never(&inner) {
                    problems.add(
                        at.show_if,
                        format!(
                            "設問「{}」は、どう答えても表示されません。条件を見直してください。",
                            question.id
                        ),
                    );
                    continue;
                }
            }
            for (check, line) in question.checks.iter().zip(&at.checks) {
                let mut whole = inner.clone();
                whole.push((Place::Check(s), &check.when));
                if reach.never(&whole) {
                    problems.add(
                        *line,
                        format!(
                            "設問「{}」のこの when に当てはまる答えはありません。",
                            question.id
                        ),
                    );
                }
            }
        }
    }
}

struct Reach<'f> {
    form: &'f Form,
    conditions: &'f Conditions<'f>,
}

impl<'f> Reach<'f> {
    /// Whether no answers make all these conditions hold at once. A condition with a fault of
    /// its own is not judged.
    fn never(&self, wanted: &[(Place, &'f Condition)]) -> bool {
        if wanted.iter().any(|(place, condition)| !self.is_sound(*place, condition)) {
            return false;
        }
        let Some((questions, all)) = self.closure(wanted) else {
            return false;
        };
        let small = self.only(&questions);
        let mut fields: Vec<(String, Vec<Answer>)> = Vec::new();
        let mut combinations = 1_usize;
        for field in small.questions().flat_map(Question::fields) {
            let tests: Vec<&Condition> = all
                .iter()
                .flat_map(|condition| condition.tests())
                .filter(|test| test.names().contains(&field.key.as_ref()))
                .collect();
            let needed = small.questions().flat_map(Question::fields).any(|other| {
                matches!(other.takes, Takes::Specify(_))
                    && other.question.id == field.key
                    && all.iter().any(|condition| condition.names().contains(&other.key.as_ref()))
            });
            if tests.is_empty() && !needed {
                continue;
            }
            let Some(values) = values(&field, &tests, needed) else {
                return false;
            };
            combinations = combinations.saturating_mul(values.len());
            fields.push((field.key.to_string(), values));
        }
        if combinations > MOST_COMBINATIONS {
            return false;
        }
        !(0..combinations).any(|number| {
            let answers = combination(&fields, number);
            let path = path(&small, &answers);
            wanted.iter().all(|(_, condition)| {
                condition.holds_for(&|name| path.counted(&small, &answers, name))
            })
        })
    }

    fn is_sound(&self, place: Place, condition: &Condition) -> bool {
        // Of two questions of one name, nobody knows which is meant.
        let is_twice = |name: &str| self.form.questions().filter(|q| q.id == name).count() > 1;
        !self.conditions.is_uncertain(condition)
            && !condition.names().into_iter().any(is_twice)
            && self.conditions.faults(place, condition).is_empty()
    }

    /// The questions on which the conditions depend, by way of their own conditions too, and
    /// all those conditions. `None` if one of them has a fault.
    fn closure(
        &self,
        wanted: &[(Place, &'f Condition)],
    ) -> Option<(BTreeSet<&'f str>, Vec<&'f Condition>)> {
        let mut questions = BTreeSet::new();
        let mut all: Vec<&Condition> = wanted.iter().map(|(_, condition)| *condition).collect();
        let mut next = 0;
        while let Some(condition) = all.get(next).copied() {
            next += 1;
            for name in condition.names() {
                let question = self.form.field(name)?.question;
                if !questions.insert(question.id.as_str()) {
                    continue;
                }
                let (s, q) = self.conditions.position(question)?;
                for deeper in self.conditions.conditions_of(question) {
                    let place = if question.show_if.as_ref() == Some(deeper) {
                        Place::Question(s, q)
                    } else {
                        Place::Section(s)
                    };
                    if !self.is_sound(place, deeper) {
                        return None;
                    }
                    all.push(deeper);
                }
            }
        }
        Some((questions, all))
    }

    /// The form with these questions only, so that walking it is quick.
    fn only(&self, questions: &BTreeSet<&str>) -> Form {
        let sections = self.form.sections.iter().map(|section| Section {
            questions: section
                .questions
                .iter()
                .filter(|question| questions.contains(question.id.as_str()))
                .cloned()
                .collect(),
            ..section.clone()
        });
        Form { sections: sections.collect(), ..self.form.clone() }
    }
}

/// One value of the field for each way in which the tests can come out; `None` if there are too
/// many. `with_codes` asks for every code, because a specify text depends on one.
fn values(field: &Field<'_>, tests: &[&Condition], with_codes: bool) -> Option<Vec<Answer>> {
    let candidates = match field.takes {
        Takes::One(choices) | Takes::Row(_, choices) => {
            choices.iter().map(|choice| Answer::Number(i32::from(choice.code))).collect()
        }
        Takes::Whole { min, max } => around(min, max, tests),
        Takes::Many(_) => ticks(field, tests, with_codes)?,
        Takes::Words { .. } | Takes::Specify(_) => vec![Answer::Text("a".to_owned())],
    };
    let mut kept: Vec<Answer> = Vec::new();
    let mut seen = Vec::new();
    for answer in std::iter::once(Answer::Blank).chain(candidates) {
        let outcome: Vec<bool> =
            tests.iter().map(|test| test.holds_for(&|_| Some(&answer))).collect();
        if with_codes || !seen.contains(&outcome) {
            seen.push(outcome);
            kept.push(answer);
        }
    }
    Some(kept)
}

/// The ends of a range, and the numbers beside every number it is compared with.
fn around(min: i16, max: i16, tests: &[&Condition]) -> Vec<Answer> {
    let compared = tests.iter().filter_map(|test| match test {
        Condition::Compare { right, .. } => Some(*right),
        _ => None,
    });
    let (min, max) = (i32::from(min), i32::from(max));
    compared
        .flat_map(|right| [right.saturating_sub(1), right, right.saturating_add(1)])
        .chain([min, max])
        .filter(|number| (min..=max).contains(number))
        .map(Answer::Number)
        .collect()
}

/// The ways of ticking a multiple choice: every subset of the codes that are named, filled up
/// with other choices to every number that may be ticked.
fn ticks(field: &Field<'_>, tests: &[&Condition], with_codes: bool) -> Option<Vec<Answer>> {
    let Kind::Multiple { choices, max } = &field.question.kind else {
        return None;
    };
    let most = max.map_or(choices.len(), usize::from);
    let is_named = |code: i16| {
        with_codes
            || tests
                .iter()
                .any(|test| matches!(test, Condition::Has { code: named, .. } if *named == code))
    };
    let counted =
        tests.iter().any(|test| matches!(test, Condition::Compare { left: Operand::Count(_), .. }));
    let (named, others): (Vec<_>, Vec<_>) =
        choices.iter().partition(|choice| is_named(choice.code));
    if named.len() > MOST_TICKS {
        return None;
    }
    let fillers: Vec<i16> =
        others.iter().filter(|choice| !choice.exclusive).map(|choice| choice.code).collect();
    let mut sets = Vec::new();
    for subset in 0..1_usize << named.len() {
        let ticked: Vec<_> = named
            .iter()
            .enumerate()
            .filter(|(bit, _)| subset >> bit & 1 == 1)
            .map(|(_, c)| *c)
            .collect();
        let alone = ticked.iter().any(|choice| choice.exclusive);
        if ticked.len() > most || alone && ticked.len() > 1 {
            continue;
        }
        let room = if alone { 0 } else { fillers.len().min(most - ticked.len()) };
        // Without COUNT only "nothing" and "something else" differ.
        let room = if counted { room } else { room.min(1) };
        for filled in 0..=room {
            let mut codes: Vec<i16> = ticked.iter().map(|choice| choice.code).collect();
            codes.extend(fillers.iter().take(filled));
            codes.sort_unstable();
            if !codes.is_empty() {
                sets.push(Answer::Codes(codes));
            }
        }
    }
    Some(sets)
}

/// The combination of values with this number, counted like the digits of an odometer.
fn combination(fields: &[(String, Vec<Answer>)], mut number: usize) -> Answers {
    let mut answers = Answers::default();
    for (key, values) in fields {
        if let Some(value) = values.get(number % values.len().max(1)) {
            answers.set(key.clone(), value.clone());
        }
        number /= values.len().max(1);
    }
    answers
}
