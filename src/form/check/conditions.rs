//! Conditions: that what they name exists, is of the right kind, and is asked before.

use super::Lines;
use crate::form::definition::{Form, Kind, Question, Section};
use crate::form::distance::did_you_mean;
use crate::form::field::{Field, Takes};
use crate::form::formula::{Condition, Operand, Sign};
use crate::form::problem::Problems;

/// Where a condition stands, which decides what it may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// `show_if` of a section.
    Section(usize),
    /// `show_if` of a question: section, question.
    Question(usize, usize),
    /// A check of a question of this section.
    Check(usize),
}

/// The conditions of a form.
pub(super) struct Conditions<'f> {
    form: &'f Form,
    broken: &'f [String],
}

impl<'f> Conditions<'f> {
    pub(super) fn new(form: &'f Form, broken: &'f [String]) -> Conditions<'f> {
        Conditions { form, broken }
    }

    /// Reports the mistakes of every condition.
    pub(super) fn check(&self, lines: &Lines, problems: &mut Problems) {
        let mut report = |place, condition: &Condition, what: &str, line| {
            for fault in self.faults(place, condition) {
                problems.add(line, format!("{what} の条件: {fault}"));
            }
        };
        for (s, (section, at)) in self.form.sections.iter().zip(&lines.sections).enumerate() {
            if let Some(condition) = &section.show_if {
                report(Place::Section(s), condition, "show_if", at.show_if);
            }
            for (q, (question, at)) in section.questions.iter().zip(&at.questions).enumerate() {
                if let Some(condition) = &question.show_if {
                    report(Place::Question(s, q), condition, "show_if", at.show_if);
                }
                for (check, line) in question.checks.iter().zip(&at.checks) {
                    report(Place::Check(s), &check.when, "when", *line);
                }
            }
        }
    }

    /// What is wrong with a condition, each as a sentence.
    pub(super) fn faults(&self, place: Place, condition: &Condition) -> Vec<String> {
        let mut faults = Vec::new();
        for test in condition.tests() {
            let Some(name) = test.names().first().copied() else {
                continue;
            };
            if self.is_broken(name) {
                continue;
            }
            let fault = match self.form.field(name) {
                Some(field) => {
                    wrong_use(test, &field).or_else(|| self.wrong_order(place, &field, name))
                }
                None => Some(self.unknown(name)),
            };
            if let Some(fault) = fault
                && !faults.contains(&fault)
            {
                faults.push(fault);
            }
        }
        faults
    }

    /// Whether a condition names something that could not be read.
    pub(super) fn is_uncertain(&self, condition: &Condition) -> bool {
        condition.names().into_iter().any(|name| self.is_broken(name))
    }

    fn is_broken(&self, name: &str) -> bool {
        self.broken.iter().any(|id| {
            name.strip_prefix(id.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
        })
    }

    fn unknown(&self, name: &str) -> String {
        let question = self.form.question(name);
        if let Some(Question { kind: Kind::Matrix { stem, rows, .. }, .. }) = question
            && let Some(row) = rows.first()
        {
            return format!(
                "「{name}」は表の設問なので、行の変数名で書きます（例: {stem}_{}）。",
                row.id
            );
        }
        if question.is_some() {
            return format!("「{name}」は説明文（note）で、答えがありません。");
        }
        let ticked = self.form.questions().find_map(|question| {
            let Kind::Multiple { choices, .. } = &question.kind else {
                return None;
            };
            let code = name.strip_prefix(question.id.as_str())?.strip_prefix('_')?;
            let choice = choices.iter().find(|choice| choice.code.to_string() == code)?;
            Some(format!("HAS({}, {})", question.id, choice.code))
        });
        if let Some(instead) = ticked {
            return format!("「{name}」は複数回答の選択肢なので、{instead} と書きます。");
        }
        let fields: Vec<Field<'_>> = self.form.questions().flat_map(Question::fields).collect();
        let hint = did_you_mean(name, fields.iter().map(|field| field.key.as_ref()));
        format!("「{name}」という変数はありません。{hint}")
    }

    /// A condition may only name what has been answered when it is looked at.
    fn wrong_order(&self, place: Place, field: &Field<'_>, name: &str) -> Option<String> {
        let (s, q) = self.position(field.question)?;
        let ordered = match place {
            Place::Section(own) => s < own,
            Place::Question(own, question) => (s, q) < (own, question),
            Place::Check(own) => s <= own,
        };
        if ordered {
            return None;
        }
        if let Place::Check(_) = place {
            return Some(format!(
                "「{name}」は後のページの設問です。前か同じページの設問を書きます。"
            ));
        }
        if place == Place::Question(s, q) {
            return Some(format!("「{name}」は、この設問自身です。"));
        }
        Some(match self.loop_through(place, field.question) {
            Some(chain) => format!("条件が堂々めぐりしています（{}）。", chain.join(" → ")),
            None => format!("「{name}」は後の設問です。前の設問だけを書けます。"),
        })
    }

    /// The chain of questions by which `question` depends on the place that names it.
    fn loop_through(&self, place: Place, question: &Question) -> Option<Vec<String>> {
        let (start, back): (&str, Vec<&str>) = match place {
            Place::Section(own) => {
                let section = self.form.sections.get(own)?;
                (&section.id, section.questions.iter().map(|inside| inside.id.as_str()).collect())
            }
            Place::Question(s, q) => {
                let own = self.form.sections.get(s)?.questions.get(q)?;
                (&own.id, vec![&own.id])
            }
            Place::Check(_) => return None,
        };
        let mut chain = vec![start.to_owned()];
        if !self.follow(question, &back, &mut chain, &mut Vec::new()) {
            return None;
        }
        if matches!(place, Place::Section(_)) {
            chain.push(start.to_owned());
        }
        Some(chain)
    }

    /// Follows what a question depends on, until it comes back to one of `back`.
    fn follow<'q>(
        &'q self,
        question: &'q Question,
        back: &[&str],
        chain: &mut Vec<String>,
        seen: &mut Vec<&'q str>,
    ) -> bool {
        chain.push(question.id.clone());
        if back.contains(&question.id.as_str()) {
            return true;
        }
        if !seen.contains(&question.id.as_str()) {
            seen.push(&question.id);
            let names = self.conditions_of(question).into_iter().flat_map(Condition::names);
            for field in names.filter_map(|name| self.form.field(name)) {
                if self.follow(field.question, back, chain, seen) {
                    return true;
                }
            }
        }
        chain.pop();
        false
    }

    /// The conditions that decide whether a question is asked.
    pub(super) fn conditions_of(&self, question: &Question) -> Vec<&'f Condition> {
        let Some((s, q)) = self.position(question) else {
            return Vec::new();
        };
        let section: Option<&'f Section> = self.form.sections.get(s);
        let own = section.and_then(|section| section.questions.get(q));
        let outer = section.and_then(|section| section.show_if.as_ref());
        outer.into_iter().chain(own.and_then(|question| question.show_if.as_ref())).collect()
    }

    /// Where a question stands: the places of its section and of itself.
    pub(super) fn position(&self, question: &Question) -> Option<(usize, usize)> {
        self.form.sections.iter().enumerate().find_map(|(s, section)| {
            let q = section.questions.iter().position(|other| other.id == question.id)?;
            Some((s, q))
        })
    }
}

/// Whether a test fits the kind of its question, and its code exists.
fn wrong_use(test: &Condition, field: &Field<'_>) -> Option<String> {
    let name = &field.key;
    match (test, field.takes) {
        (Condition::Answered(_), _) => None,
        (Condition::Has { code, .. }, Takes::Many(choices)) => {
            (!choices.iter().any(|choice| choice.code == *code))
                .then(|| format!("「{name}」の選択肢に {code} はありません。"))
        }
        (Condition::Compare { left: Operand::Count(_), .. }, Takes::Many(_)) => None,
        (Condition::Has { .. }, _) => Some(format!(
            "HAS は複数回答の設問に使います。「{name}」は {name} = 1 のように書きます。"
        )),
        (Condition::Compare { left: Operand::Count(_), .. }, _) => {
            Some(format!("COUNT は複数回答の設問に使います。「{name}」は複数回答ではありません。"))
        }
        (Condition::Compare { .. }, Takes::Many(choices)) => {
            let code = choices.first().map_or(1, |choice| choice.code);
            Some(format!(
                "「{name}」は複数回答なので、HAS({name}, {code}) か COUNT({name}) >= 1 のように書きます。"
            ))
        }
        (Condition::Compare { .. }, Takes::Words { .. } | Takes::Specify(_)) => {
            Some(format!("「{name}」は文章なので、ANSWERED({name}) だけ使えます。"))
        }
        (
            Condition::Compare { sign: Sign::Equal | Sign::NotEqual, right, .. },
            Takes::One(choices) | Takes::Row(_, choices),
        ) => (!choices.iter().any(|choice| i32::from(choice.code) == *right))
            .then(|| format!("「{name}」の選択肢に {right} はありません。")),
        (
            Condition::Compare { sign: Sign::Equal | Sign::NotEqual, right, .. },
            Takes::Whole { min, max },
        ) => (!(i32::from(min)..=i32::from(max)).contains(right))
            .then(|| format!("「{name}」の答えは {min}〜{max} なので、{right} にはなりません。")),
        _ => None,
    }
}
