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
    let mut path = Path { sections: Vec::new(), asked: HashSet::new() };
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
        let mut after = form.sections.iter().skip_while(|other| other.id != section).skip(1);
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
        let here = |name: &str| section.questions.iter().any(|other| other.field(name).is_some());
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::form::fixture::{answers, form};

    fn sections(json: &str) -> Vec<String> {
        let form = form();
        path(&form, &answers(json)).sections().iter().map(|section| section.id.clone()).collect()
    }

    #[test]
    fn a_page_is_asked_only_of_those_whom_it_concerns() {
        assert_eq!(sections("{}"), ["about-you", "living", "happiness"]);
        assert_eq!(
            sections(r#"{"stay":2,"leave_why":[1]}"#),
            ["about-you", "living", "why-leave", "happiness"]
        );
    }

    #[test]
    fn an_answer_off_the_path_counts_as_blank_further_on() {
        // leave_why was answered before stay was changed to 1.
        let json = r#"{"stay":1,"leave_why":[1],"commute":"熊本市"}"#;
        assert_eq!(sections(json), ["about-you", "living", "happiness"]);
        let settled = settle(&form(), &answers(json));
        assert_eq!(settled.get("leave_why"), None);
        assert_eq!(settled.get("commute"), None);
        assert_eq!(settled.get("stay"), Some(&Answer::Number(1)));
    }

    #[test]
    fn next_and_before_skip_what_is_not_asked() {
        let form = form();
        let path = path(&form, &answers(r#"{"stay":1}"#));
        let id = |section: Option<&Section>| section.map(|section| section.id.clone());
        assert_eq!(id(path.next_after(&form, "living")).as_deref(), Some("happiness"));
        assert_eq!(id(path.before(&form, "happiness")).as_deref(), Some("living"));
        assert_eq!(id(path.next_after(&form, "why-leave")).as_deref(), Some("happiness"));
        assert_eq!(id(path.next_after(&form, "happiness")), None);
        assert_eq!(id(path.before(&form, "about-you")), None);
        assert!(!path.asks_section("why-leave"));
    }

    #[test]
    fn a_page_shows_what_its_own_answers_may_open() {
        let form = form();
        let path = path(&form, &Answers::default());
        assert!(!path.asks("leave_why"));
        let shown: Vec<_> =
            path.page(&form.sections[1]).iter().map(|question| question.id.as_str()).collect();
        assert_eq!(shown, ["guide", "stay", "leave_why", "satisfied", "important"]);
    }

    #[test]
    fn settled_answers_hold_a_blank_for_every_question_left_open() {
        let settled = settle(&form(), &answers(r#"{"stay":3,"stay_other3":"考え中","ghost":1}"#));
        assert_eq!(settled.get("sex"), Some(&Answer::Blank));
        assert_eq!(settled.get("sat_m02"), Some(&Answer::Blank));
        assert_eq!(settled.get("stay_other3"), Some(&Answer::Text("考え中".into())));
        assert_eq!(settled.get("ghost"), None);
        let unticked = settle(&form(), &answers(r#"{"stay":1,"stay_other3":"考え中"}"#));
        assert_eq!(unticked.get("stay_other3"), None);
    }

    #[test]
    fn a_code_that_the_form_lacks_is_never_settled() {
        let settled = settle(&form(), &answers(r#"{"sex":77,"leave_why":[1,77],"stay":2}"#));
        assert_eq!(settled.get("sex"), Some(&Answer::Blank));
        assert_eq!(settled.get("leave_why"), Some(&Answer::Blank));
    }

    fn any_answer() -> impl Strategy<Value = Answer> {
        prop_oneof![
            3 => (0..12_i32).prop_map(Answer::Number),
            2 => prop::collection::btree_set(0..10_i16, 0..4)
                .prop_map(|codes| Answer::Codes(codes.into_iter().collect())),
            1 => any::<String>().prop_map(Answer::Text),
            1 => Just(Answer::Blank),
            1 => Just(Answer::Unusable),
        ]
    }

    fn any_answers() -> impl Strategy<Value = Answers> {
        let form = form();
        let mut keys: Vec<String> = form
            .questions()
            .flat_map(Question::fields)
            .map(|field| field.key.into_owned())
            .collect();
        keys.push("ghost".to_owned());
        prop::collection::vec(prop::option::of(any_answer()), keys.len()).prop_map(move |values| {
            let pairs = keys.iter().cloned().zip(values);
            Answers(pairs.filter_map(|(key, value)| Some((key, value?))).collect())
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn settling_twice_is_settling_once(given in any_answers()) {
            let settled = settle(&form(), &given);
            prop_assert_eq!(&settle(&form(), &settled), &settled);
        }

        #[test]
        fn settled_answers_are_exactly_those_of_the_path(given in any_answers()) {
            let form = form();
            let settled = settle(&form, &given);
            let before = path(&form, &given);
            let after = path(&form, &settled);
            for question in form.questions() {
                prop_assert_eq!(before.asks(&question.id), after.asks(&question.id));
                for field in question.fields() {
                    let stored = settled.get(&field.key);
                    let expected = after.asks(&question.id) && field.is_open(&settled);
                    prop_assert_eq!(stored.is_some(), expected, "{}", field.key);
                    prop_assert!(stored.is_none_or(|answer| field.fits(answer)));
                }
            }
            prop_assert!(settled.0.keys().all(|key| form.field(key).is_some()));
        }
    }
}
