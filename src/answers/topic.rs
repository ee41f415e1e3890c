//! What can be tabulated: each question, and each row of a matrix by itself.

use crate::form::ruby::plain;
use crate::form::{Choice, Form, Kind, Question};
use crate::tally::{Heading, Shape, Stands, Subject};
use crate::text::Lang;

/// A question, or a row of a matrix, with everything that counting it needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    /// The field that its answers stand in, such as `sex` or `sat_m01`: its name in addresses
    /// and in saved tables.
    pub key: String,
    /// What a table of it shows.
    pub subject: Subject,
    /// What the form calls it for short.
    short: Option<String>,
    /// The label of its row, for a row of a matrix.
    pub row: Option<String>,
    /// Its answers, in the order of the choices.
    pub answers: Vec<Heading>,
    /// The score of each answer, for scored choices.
    pub scores: Vec<Option<i16>>,
}

impl Topic {
    /// The topics of a question: one, or one for each row; none for a note.
    pub fn of(question: &Question) -> Vec<Topic> {
        let Some(shape) = shape(&question.kind) else {
            return Vec::new();
        };
        let topic = |key: String, row: Option<String>| {
            let (answers, scores) = answers(&question.kind);
            let subject = Subject {
                id: question.id.clone(),
                number: question.number,
                title: title(question),
                shape,
            };
            let short = question.short.as_deref().map(|short| plain(short).into_owned());
            Topic { key, subject, short, row, answers, scores }
        };
        match &question.kind {
            Kind::Matrix { stem, rows, .. } => rows
                .iter()
                .map(|row| {
                    let label = plain(row.label.get(Lang::Ja)).into_owned();
                    topic(format!("{stem}_{}", row.id), Some(label))
                })
                .collect(),
            _ => vec![topic(question.id.clone(), None)],
        }
    }

    /// Every topic of a form, in the order of the questionnaire.
    pub fn all(form: &Form) -> Vec<Topic> {
        form.questions().flat_map(Topic::of).collect()
    }

    /// Its name in lists: 「問3 性別」, 「問8 満足度：観光の振興」.
    pub fn name(&self) -> String {
        let number = self.subject.number.map_or(String::new(), |number| format!("問{number}　"));
        match &self.row {
            Some(row) => format!("{number}{row}"),
            None => format!("{number}{}", self.subject.title),
        }
    }

    /// Its name within a table: the row, the short name, or the title without its number.
    pub fn short_name(&self) -> &str {
        self.row.as_deref().or(self.short.as_deref()).unwrap_or(&self.subject.title)
    }

    /// The subject of a table of this topic alone: a row of a matrix is a single choice.
    pub fn alone(&self) -> Subject {
        let Some(row) = &self.row else {
            return self.subject.clone();
        };
        Subject {
            id: self.key.clone(),
            title: format!("{}：{row}", self.subject.title),
            shape: Shape::Single,
            ..self.subject.clone()
        }
    }

    /// Whether answers can be broken down by it: choices, of which there are not too many.
    pub fn is_breakdown(&self) -> bool {
        matches!(self.subject.shape, Shape::Single | Shape::Multiple | Shape::Matrix)
    }

    /// What the choice with this code scores.
    pub fn score(&self, code: i32) -> Option<i16> {
        let is_it = |answer: &Heading| matches!(answer.stands, Stands::Code(known) if i32::from(known) == code);
        let place = self.answers.iter().position(is_it)?;
        self.scores.get(place).copied().flatten()
    }

    /// Codes and labels of its answers.
    pub fn codes(&self) -> Vec<(i16, String)> {
        let code = |heading: &Heading| match heading.stands {
            Stands::Code(code) => Some((code, heading.label.clone())),
            _ => None,
        };
        self.answers.iter().filter_map(code).collect()
    }
}

fn shape(kind: &Kind) -> Option<Shape> {
    match kind {
        Kind::Single { .. } => Some(Shape::Single),
        Kind::Multiple { .. } => Some(Shape::Multiple),
        Kind::Matrix { .. } => Some(Shape::Matrix),
        Kind::Scale { .. } => Some(Shape::Scale),
        Kind::Number { .. } => Some(Shape::Number),
        Kind::Text { .. } => Some(Shape::Text),
        Kind::Note => None,
    }
}

fn answers(kind: &Kind) -> (Vec<Heading>, Vec<Option<i16>>) {
    match kind {
        Kind::Single { choices }
        | Kind::Multiple { choices, .. }
        | Kind::Matrix { choices, .. } => {
            (choices.iter().map(choice).collect(), choices.iter().map(|one| one.score).collect())
        }
        Kind::Scale { min, max, low, high } => {
            let meaning = |step: i16| match step {
                step if step == *min => format!("{step}（{}）", plain(low.get(Lang::Ja))),
                step if step == *max => format!("{step}（{}）", plain(high.get(Lang::Ja))),
                step => step.to_string(),
            };
            ((*min..=*max).map(|step| answer(meaning(step), step)).collect(), Vec::new())
        }
        Kind::Number { .. } => (vec![written("数値の記入あり")], Vec::new()),
        Kind::Text { .. } => (vec![written("記入あり")], Vec::new()),
        Kind::Note => (Vec::new(), Vec::new()),
    }
}

fn choice(choice: &Choice) -> Heading {
    answer(plain(choice.label.get(Lang::Ja)).into_owned(), choice.code)
}

fn answer(label: String, code: i16) -> Heading {
    Heading { label, stands: Stands::Code(code) }
}

fn written(label: &str) -> Heading {
    Heading { label: label.to_owned(), stands: Stands::Filled }
}

/// The question in one line, with the unit of a number.
fn title(question: &Question) -> String {
    let title =
        plain(question.text.get(Lang::Ja)).split_whitespace().collect::<Vec<_>>().join("　");
    match &question.kind {
        Kind::Number { unit, .. } if !unit.get(Lang::Ja).is_empty() => {
            format!("{title}（単位：{}）", plain(unit.get(Lang::Ja)))
        }
        _ => title,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::fixture;

    #[test]
    fn names_of_tables_are_without_furigana() {
        let mut form = fixture::form();
        let sex = form.sections.iter_mut().flat_map(|section| &mut section.questions).next();
        let sex = sex.expect("a question");
        sex.text = "{性別|せいべつ}は？".into();
        sex.short = Some("{性別|せいべつ}".into());
        let topics = Topic::of(sex);
        assert_eq!((topics[0].name().as_str(), topics[0].short_name()), ("問1　性別は？", "性別"));
    }
}
