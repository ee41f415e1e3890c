//! The way through a form: which sections and questions a respondent is asked.

use std::collections::HashSet;

use super::answer::{Answer, Answers};
use super::definition::{Form, Question, Section};
use super::field::Field;

/// The sections and questions that are asked, given the answers so far.
#[derive(Debug)]
pub struct Path<'f> {
    sections: Vec<&'f Section>,
    asked: HashSet<&'f str>,
}

/// Works out the way through the form.
///
/// Conditions are taken in the order of the form. An answer that is itself off the path, or
/// that does not fit its field, counts as blank for every later condition.
pub fn path<'f>(form: &'f Form, answers: &Answers) -> Path<'f> {
    let mut path = Path {
        sections: Vec::new(),
        asked: HashSet::new(),
    };
    for section in &form.sections {
        let holds = |path: &Path<'_>, condition: &Option<super::Condition>| {
            condition.as_ref().is_none_or(|condition| {
                condition.holds_for(&|name| path.counted(form, answers, name))
            })
        };
        if !holds(&path, &section.show_if) {
            continue;
        }
        let before = path.asked.len();
        for question in &section.questions {
            if holds(&path, &question.show_if) {
                path.asked.insert(&question.id);
            }
        }
        // A page of which nothing is asked would be an empty page.
        if path.asked.len() > before {
            path.sections.push(section);
        }
    }
    path
}

/// What is stored on submit: every asked field, blank where nothing was answered, and nothing
/// else. The text of a choice is kept only when the choice is ticked.
pub fn settle(form: &Form, answers: &Answers) -> Answers {
    let path = path(form, answers);
    let mut settled = Answers::default();
    for question in form.questions().filter(|question| path.asks(&question.id)) {
        for field in question.fields() {
            if field.is_open(answers) {
                let answer = usable(&field, answers).cloned().unwrap_or_default();
                settled.set(field.key, answer);
            }
        }
    }
    settled
}

impl<'f> Path<'f> {
    /// Whether the section is asked.
    pub fn asks_section(&self, id: &str) -> bool {
        self.sections.iter().any(|section| section.id == id)
    }

    /// Whether the question (or note) is asked.
    pub fn asks(&self, question: &str) -> bool {
        self.asked.contains(question)
    }

    /// The sections that are asked, in order.
    pub fn sections(&self) -> &[&'f Section] {
        &self.sections
    }

    /// The section after this one, if there is one. Also works from a section that has just
    /// fallen off the path.
    pub fn next_after(&self, form: &'f Form, section: &str) -> Option<&'f Section> {
        let mut after = form
            .sections
            .iter()
            .skip_while(|other| other.id != section)
            .skip(1);
        after.find(|other| self.asks_section(&other.id))
    }

    /// The section before this one, if there is one.
    pub fn before(&self, form: &'f Form, section: &str) -> Option<&'f Section> {
        let earlier = form.sections.iter().take_while(|other| other.id != section);
        earlier.filter(|other| self.asks_section(&other.id)).last()
    }

    /// What the page of a section shows: the questions that are asked, and those whose own
    /// condition depends on an answer of the same page, which only sending the page can settle.
    pub fn page(&self, section: &'f Section) -> Vec<&'f Question> {
        let here = |name: &str| {
            section
                .questions
                .iter()
                .any(|other| other.field(name).is_some())
        };
        section
            .questions
            .iter()
            .filter(|question| {
                self.asks(&question.id)
                    || question
                        .show_if
                        .as_ref()
                        .is_some_and(|condition| condition.names().into_iter().any(here))
            })
            .collect()
    }

    /// The answer that a condition sees under a name.
    pub(super) fn counted<'a>(
        &self,
        form: &Form,
        answers: &'a Answers,
        name: &str,
    ) -> Option<&'a Answer> {
        let field = form.field(name)?;
        (self.asks(&field.question.id) && field.is_open(answers))
            .then(|| usable(&field, answers))
            .flatten()
    }
}

/// The answer in the field if it can be counted; an empty one is blank.
fn usable<'a>(field: &Field<'_>, answers: &'a Answers) -> Option<&'a Answer> {
    answers.get(&field.key).filter(|answer| {
        field.fits(answer) && (answer.is_answered() || **answer == Answer::Unusable)
    })
}
