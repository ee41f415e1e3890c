//! The way through a form: which sections and questions a respondent is asked.

use std::collections::HashSet;

use super::answer::{Answer, Answers};
use super::definition::{Form, Question, Section};
use super::field::Field;
use super::formula::Condition;

/// The sections and questions that are asked, given the answers so far.
#[derive(Debug)]
pub struct Path<'f> {
    sections: Vec<&'f Section>,
    asked: HashSet<&'f str>,
    /// Not asked by the answers so far, but another answer on the same page can change that.
    undecided: HashSet<&'f str>,
}

/// Works out the way through the form.
///
/// Conditions are taken in the order of the form. An answer that is itself off the path, or
/// that does not fit its field, counts as blank for every later condition.
pub fn path<'f>(form: &'f Form, answers: &Answers) -> Path<'f> {
    let mut path = Path { sections: Vec::new(), asked: HashSet::new(), undecided: HashSet::new() };
    for section in &form.sections {
        if !path.holds(form, answers, &section.show_if) {
            continue;
        }
        let mut is_page = false;
        for question in &section.questions {
            if path.holds(form, answers, &question.show_if) {
                path.asked.insert(&question.id);
                is_page |= question.filled.is_none();
            } else if path.may_hold(form, answers, section, &question.show_if) {
                path.undecided.insert(&question.id);
            }
        }
        // A page of which nothing is asked would be an empty page.
        if is_page {
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
        let mut after = form.sections.iter().skip_while(|other| other.id != section).skip(1);
        after.find(|other| self.asks_section(&other.id))
    }

    /// The section before this one, if there is one.
    pub fn before(&self, form: &'f Form, section: &str) -> Option<&'f Section> {
        let earlier = form.sections.iter().take_while(|other| other.id != section);
        earlier.filter(|other| self.asks_section(&other.id)).last()
    }

    /// What the page of a section shows: the questions that are asked, and those for which
    /// this depends on an answer of the same page, which only sending the page can settle.
    pub fn page(&self, section: &'f Section) -> Vec<&'f Question> {
        section.questions.iter().filter(|question| self.shows(question)).collect()
    }

    fn shows(&self, question: &Question) -> bool {
        question.filled.is_none()
            && (self.asks(&question.id) || self.undecided.contains(question.id.as_str()))
    }

    fn holds(&self, form: &Form, answers: &Answers, condition: &Option<Condition>) -> bool {
        condition
            .as_ref()
            .is_none_or(|condition| condition.holds_for(&|name| self.counted(form, answers, name)))
    }

    fn may_hold(
        &self,
        form: &Form,
        answers: &Answers,
        section: &Section,
        condition: &Option<Condition>,
    ) -> bool {
        let here = |name: &str| {
            let mut questions = section.questions.iter();
            questions.any(|question| self.shows(question) && question.field(name).is_some())
        };
        condition.as_ref().is_some_and(|condition| {
            condition.may_hold(&|name| self.counted(form, answers, name), &here)
        })
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

#[cfg(test)]
mod tests;
