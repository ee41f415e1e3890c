//! The fields of a question: the keys under which its answers are posted and stored.

use std::borrow::Cow;

use super::answer::{Answer, Answers};
use super::definition::{Choice, Filled, Form, Kind, Question, Row};

/// How many characters a "please specify" text may have.
pub const SPECIFY_LENGTH: u32 = 100;

/// One place for an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Field<'f> {
    /// Its key in a post and in [`super::Answers`]: the question's id, `{stem}_{row}`, or
    /// `{question}_other{code}`.
    pub key: Cow<'f, str>,
    /// The question it belongs to.
    pub question: &'f Question,
    /// What it takes.
    pub takes: Takes<'f>,
}

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Takes<'f> {
    /// The code of one choice.
    One(&'f [Choice]),
    /// The code of one choice, for one row of a matrix.
    Row(&'f Row, &'f [Choice]),
    /// The codes of several choices.
    Many(&'f [Choice]),
    /// A whole number: a step of a scale, or a typed number.
    Whole {
        /// The lowest accepted.
        min: i16,
        /// The highest accepted.
        max: i16,
    },
    /// A text.
    Words {
        /// How many characters are accepted.
        max_length: u32,
    },
    /// The text that goes with a choice ("please specify"). Asked only when that is ticked.
    Specify(&'f Choice),
}

impl Question {
    /// The fields of the question in the order of the page; none for a note.
    pub fn fields(&self) -> Vec<Field<'_>> {
        if let Kind::Matrix { stem, rows, choices } = &self.kind {
            return rows
                .iter()
                .map(|row| Field {
                    key: row_key(stem, row).into(),
                    question: self,
                    takes: Takes::Row(row, choices),
                })
                .collect();
        }
        let specify = self.choices().iter().filter(|choice| choice.other).map(|choice| Field {
            key: specify_key(self, choice).into(),
            question: self,
            takes: Takes::Specify(choice),
        });
        self.main_field().into_iter().chain(specify).collect()
    }

    /// The field of that key, if it is one of this question. Builds no other key: conditions
    /// look fields up on every request.
    pub fn field(&self, key: &str) -> Option<Field<'_>> {
        if let Kind::Matrix { stem, rows, choices } = &self.kind {
            let id = key.strip_prefix(stem.as_str())?.strip_prefix('_')?;
            let row = rows.iter().find(|row| row.id == id)?;
            let key = Cow::Owned(key.to_owned());
            return Some(Field { key, question: self, takes: Takes::Row(row, choices) });
        }
        let rest = key.strip_prefix(self.id.as_str())?;
        if rest.is_empty() {
            return self.main_field();
        }
        let code = rest.strip_prefix("_other")?;
        let choice =
            self.choices().iter().find(|choice| choice.other && choice.code.to_string() == code)?;
        let key = Cow::Owned(key.to_owned());
        Some(Field { key, question: self, takes: Takes::Specify(choice) })
    }

    /// The choices of a single, multiple or matrix question; none for the others.
    pub fn choices(&self) -> &[Choice] {
        match &self.kind {
            Kind::Single { choices }
            | Kind::Multiple { choices, .. }
            | Kind::Matrix { choices, .. } => choices,
            _ => &[],
        }
    }

    /// The field that has the question's own id.
    fn main_field(&self) -> Option<Field<'_>> {
        let takes = match &self.kind {
            Kind::Single { choices } => Takes::One(choices),
            Kind::Multiple { choices, .. } => Takes::Many(choices),
            Kind::Scale { min, max, .. } | Kind::Number { min, max, .. } => {
                Takes::Whole { min: *min, max: *max }
            }
            Kind::Text { max_length, .. } => Takes::Words { max_length: *max_length },
            Kind::Matrix { .. } | Kind::Note => return None,
        };
        Some(Field { key: Cow::Borrowed(&self.id), question: self, takes })
    }
}

impl Form {
    /// Every question, with notes, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|section| &section.questions)
    }

    /// The question that a class fills in, with its choices. `None`: the form is not for classes.
    pub fn filled(&self, by: Filled) -> Option<&Question> {
        self.questions().find(|question| question.filled == Some(by))
    }

    /// The question of that id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().find(|question| question.id == id)
    }

    /// The field of that key.
    pub fn field(&self, key: &str) -> Option<Field<'_>> {
        self.questions().find_map(|question| question.field(key))
    }
}

impl Field<'_> {
    /// Whether the field is asked when its question is: a specify text only with its choice.
    pub fn is_open(&self, answers: &Answers) -> bool {
        let Takes::Specify(choice) = self.takes else {
            return true;
        };
        match (&self.question.kind, answers.get(&self.question.id)) {
            (Kind::Single { .. }, Some(Answer::Number(code))) => *code == i32::from(choice.code),
            // A set with a code that the form lacks counts as blank, so it opens nothing.
            (Kind::Multiple { choices, .. }, Some(Answer::Codes(codes))) => {
                codes.contains(&choice.code) && all_known(codes, choices)
            }
            _ => false,
        }
    }

    /// Whether an answer has the field's shape and only values that the form knows. A blank or
    /// unusable answer always fits. A text is not refused here for its length, nor a multiple
    /// choice for ticking too many: paper holds such answers, and the web refuses the page.
    pub fn fits(&self, answer: &Answer) -> bool {
        match (answer, self.takes) {
            (Answer::Blank | Answer::Unusable, _) => true,
            (Answer::Number(number), Takes::One(choices) | Takes::Row(_, choices)) => {
                choices.iter().any(|choice| i32::from(choice.code) == *number)
            }
            (Answer::Number(number), Takes::Whole { min, max }) => {
                (i32::from(min)..=i32::from(max)).contains(number)
            }
            (Answer::Codes(codes), Takes::Many(choices)) => {
                codes.iter().all(|code| choices.iter().any(|choice| choice.code == *code))
            }
            (Answer::Text(_), Takes::Words { .. } | Takes::Specify(_)) => true,
            _ => false,
        }
    }
}

fn all_known(codes: &[i16], choices: &[Choice]) -> bool {
    codes.iter().all(|code| choices.iter().any(|choice| choice.code == *code))
}

/// The field of a matrix row.
pub fn row_key(stem: &str, row: &Row) -> String {
    format!("{stem}_{}", row.id)
}

/// The field of the text that goes with a choice.
pub fn specify_key(question: &Question, choice: &Choice) -> String {
    format!("{}_other{}", question.id, choice.code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::fixture::form;

    #[test]
    fn every_field_is_found_under_its_key_and_no_other() {
        let form = form();
        for field in form.questions().flat_map(Question::fields) {
            assert_eq!(form.field(&field.key).unwrap(), field);
        }
        for key in ["sat", "sat_m03", "satisfied", "leave_why_1", "stay_other1", "guide", ""] {
            assert_eq!(form.field(key), None, "{key}");
        }
    }

    #[test]
    fn only_values_that_the_form_knows_fit() {
        let form = form();
        let fits = |key: &str, answer| form.field(key).unwrap().fits(&answer);
        assert!(fits("sex", Answer::Number(9)));
        assert!(!fits("sex", Answer::Number(3)));
        assert!(!fits("sex", Answer::Codes(vec![1])));
        assert!(fits("leave_why", Answer::Codes(vec![1, 9])));
        assert!(!fits("leave_why", Answer::Codes(vec![1, 4])));
        assert!(fits("happy", Answer::Number(0)));
        assert!(!fits("happy", Answer::Number(11)));
        assert!(!fits("household", Answer::Text("三人".into())));
        assert!(fits("sat_m01", Answer::Unusable));
    }
}
