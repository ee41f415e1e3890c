//! What a questionnaire is: sections of questions, each with its choices, rows, routing and checks.
//!
//! These types are what a published version is frozen as (JSON in the database), so their
//! fields only ever gain members that have a default.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::care::Care;
use super::formula::Condition;
use super::report::Report;
use crate::text::Lang;

/// A text of the form in every language of the form. Japanese is always there.
/// May hold furigana as `{漢字|かんじ}`, see [`super::ruby`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(pub BTreeMap<Lang, String>);

impl Text {
    /// The text in `lang`, or in Japanese where a translation is missing.
    pub fn get(&self, lang: Lang) -> &str {
        self.0.get(&lang).or_else(|| self.0.get(&Lang::Ja)).map_or("", String::as_str)
    }
}

impl From<&str> for Text {
    fn from(japanese: &str) -> Text {
        Text(BTreeMap::from([(Lang::Ja, japanese.to_owned())]))
    }
}

/// A whole questionnaire.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Form {
    /// The name of its folder in `forms/`.
    pub id: String,
    /// The languages it is offered in, Japanese first.
    pub languages: Vec<Lang>,
    /// Its title, as printed on the letter.
    pub title: Text,
    /// Why the city asks, in a sentence or two.
    pub purpose: Text,
    /// What is said after sending.
    pub thanks: Text,
    /// Furigana are shown from the start, also in usual Japanese: written for pupils.
    #[serde(default)]
    pub furigana: bool,
    /// Pages on the phone, chapters on paper.
    pub sections: Vec<Section>,
    /// Wordings that were replaced on purpose, without a new meaning: the former Japanese texts
    /// by `{question}`, `{question}.{code}` or `{stem}_{row}`. See [`super::compare`].
    #[serde(default)]
    pub reworded: BTreeMap<String, Vec<String>>,
    /// How its answers are broken down and compared.
    #[serde(default)]
    pub report: Report,
    /// What is looked for in texts so that an adult reads them soon.
    #[serde(default)]
    pub care: Option<Care>,
}

/// One page of questions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Its name in URLs.
    pub id: String,
    /// Its heading.
    pub title: Text,
    /// A paragraph below the heading.
    #[serde(default)]
    pub intro: Option<Text>,
    /// Shown only when this holds; always when absent.
    #[serde(default)]
    pub show_if: Option<Condition>,
    /// Its questions, in order.
    pub questions: Vec<Question>,
}

/// One numbered question (a note has no number, nor has what the class fills in).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Its name; the names of its variables begin with it (or with the stem of a matrix).
    pub id: String,
    /// 問1, 問2 …: the same number on the web and on paper. `None` where nobody is asked.
    pub number: Option<u16>,
    /// What is asked.
    pub text: Text,
    /// What tables and charts call it, such as 性別: for the office, in Japanese only.
    #[serde(default)]
    pub short: Option<String>,
    /// A remark in small print.
    #[serde(default)]
    pub hint: Option<Text>,
    /// Whether it may stay blank.
    #[serde(default)]
    pub required: Required,
    /// Asked only when this holds; always when absent.
    #[serde(default)]
    pub show_if: Option<Condition>,
    /// Remarks on the answers, hard or soft.
    #[serde(default)]
    pub checks: Vec<Check>,
    /// The indicator that it is a part of, by id: the rows of a matrix are items of it, a scale
    /// is one of its overall questions. See [`super::indicator`].
    #[serde(default)]
    pub indicator: Option<String>,
    /// Nobody is asked: the class that somebody answers in fills it in.
    #[serde(default)]
    pub filled: Option<Filled>,
    /// What kind of answer it takes.
    pub kind: Kind,
}

/// What a class knows of everybody in it. It is all that an answer carries of its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Filled {
    /// 学校
    School,
    /// 学年
    Grade,
}

/// Whether a blank answer is accepted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Required {
    /// Blank is an answer like any other.
    #[default]
    No,
    /// A blank is pointed out once.
    Remind,
    /// A blank is refused.
    Yes,
}

/// A remark that appears when its condition holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// When to speak.
    pub when: Condition,
    /// What to say.
    pub say: Text,
    /// A hard check refuses the page; a soft one warns once.
    pub hard: bool,
}

/// The kind of answer that a question takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Kind {
    /// Single choice (SA).
    Single {
        /// The options.
        choices: Vec<Choice>,
    },
    /// Multiple choice (MA).
    Multiple {
        /// The options.
        choices: Vec<Choice>,
        /// How many may be ticked; `None` for any number.
        max: Option<u16>,
    },
    /// A single choice for each of several rows.
    Matrix {
        /// The variables are named `{stem}_{row id}`.
        stem: String,
        /// The rows.
        rows: Vec<Row>,
        /// The options, the same for each row.
        choices: Vec<Choice>,
    },
    /// A whole number from `min` to `max`, such as 0–10.
    Scale {
        /// The lowest step.
        min: i16,
        /// The highest step.
        max: i16,
        /// What the lowest step means.
        low: Text,
        /// What the highest step means.
        high: Text,
    },
    /// A typed whole number.
    Number {
        /// The lowest accepted.
        min: i16,
        /// The highest accepted.
        max: i16,
        /// What is counted, such as 年.
        unit: Text,
    },
    /// A typed text.
    Text {
        /// How many lines the field shows; 1 for a single-line field.
        lines: u16,
        /// How many characters are accepted.
        max_length: u32,
    },
    /// Words without a question.
    Note,
}

/// An option of a choice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// What is stored. Never changes its meaning.
    pub code: i16,
    /// What is read.
    pub label: Text,
    /// In a multiple choice: cannot be ticked together with others.
    #[serde(default)]
    pub exclusive: bool,
    /// Opens a field "please specify", stored in `{question}_other{code}`.
    #[serde(default)]
    pub other: bool,
    /// Its weight in a score, such as +2 … −2; `None` is left out of the score.
    #[serde(default)]
    pub score: Option<i16>,
}

/// A row of a matrix.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Its part of the variable's name; the item's id where the matrix is part of an indicator.
    pub id: String,
    /// What is judged.
    pub label: Text,
}
