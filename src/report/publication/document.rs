//! What is public: finished, suppressed tables, frozen as JSON. A figure that is hidden is not in
//! here at all. The fields only ever gain members that have a default.

use serde::{Deserialize, Serialize};

/// The public results of one survey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The city.
    pub city: String,
    /// The survey's title.
    pub title: String,
    /// From when to when answers were taken.
    pub period: String,
    /// Whether the answers are invented ones.
    pub sample: bool,
    /// Answers in the tables.
    pub answers: u32,
    /// Whether shares and means are weighted. Then no counts are given: two shares of one group
    /// by different weights would give hidden counts back.
    pub weighted: bool,
    /// Counts from 1 to below this are hidden.
    pub threshold: u32,
    /// 調査結果の見方: a heading and a paragraph each.
    pub notes: Vec<(String, String)>,
    /// By what tables are broken down.
    pub breakdowns: Vec<Breakdown>,
    /// The questions, in order.
    pub questions: Vec<Question>,
}

/// By what tables are broken down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breakdown {
    /// The id of its question.
    pub id: String,
    /// Its name.
    pub label: String,
}

/// The results of one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its id.
    pub id: String,
    /// 問1, 問2 …
    pub number: Option<u16>,
    /// What was asked.
    pub title: String,
    /// What kind of question it is.
    pub kind: Kind,
    /// The same in words, and of whom shares are taken.
    pub note: String,
    /// What stands across.
    pub headings: Vec<Heading>,
    /// What stands beside the shares: means and the like.
    pub values: Vec<String>,
    /// The question itself, or the rows of a matrix.
    pub items: Vec<Item>,
    /// Why nothing of it is public.
    pub withheld: Option<String>,
}

/// What kind of question it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// One answer: shares add up to 100 %.
    Single,
    /// Several answers.
    Multiple,
    /// One answer for each of several rows.
    Matrix,
    /// A typed number.
    Number,
}

/// The heading of a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// The code of the choice; −1 無回答, −3 無効; none for "any number".
    pub code: Option<i16>,
    /// What is read.
    pub label: String,
}

impl Heading {
    /// Whether it counts answers rather than missings.
    pub fn is_answer(&self) -> bool {
        self.code.is_none_or(|code| code >= 0)
    }
}

/// A question, or one row of a matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The name of its variable.
    pub key: String,
    /// The row; nothing for a question by itself.
    pub label: Option<String>,
    /// 全体, then the groups.
    pub lines: Vec<Line>,
    /// Why it is not broken down.
    pub whole_only: Option<String>,
}

/// A line of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Which group; nothing for 全体.
    pub group: Option<Group>,
    /// The people in it; `None`: hidden, and everything else of the line with it.
    pub n: Option<u32>,
    /// For each heading; `None`: hidden.
    pub cells: Vec<Option<Figure>>,
    /// For each of the question's values; `None`: hidden. 「-」 where nothing can be said.
    pub values: Vec<Option<String>>,
}

/// A group of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Which of the document's breakdowns.
    pub breakdown: usize,
    /// The code of the choice.
    pub code: i16,
    /// The choice.
    pub label: String,
}

/// A figure that anybody may read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// People; nothing in a weighted document.
    pub count: Option<u32>,
    /// The share of n as it is printed: 「12.3」, or 「-」 for nobody.
    pub percent: String,
}

impl Document {
    /// How many figures are given and how many are hidden.
    pub fn figures(&self) -> (usize, usize) {
        let items = self.questions.iter().flat_map(|question| &question.items);
        let cells = items.flat_map(|item| &item.lines).flat_map(|line| &line.cells);
        let (given, hidden): (Vec<_>, Vec<_>) = cells.partition(|cell| cell.is_some());
        (given.len(), hidden.len())
    }

    /// 「問3　性別」 of each question of which nothing is public, with the reason.
    pub fn withheld(&self) -> impl Iterator<Item = (String, &str)> {
        self.questions.iter().filter_map(|question| {
            let why = question.withheld.as_deref()?;
            Some((question.heading(), why))
        })
    }
}

impl Question {
    /// 「問3　性別」, or the title alone.
    pub fn heading(&self) -> String {
        match self.number {
            Some(number) => format!("問{number}　{}", self.title),
            None => self.title.clone(),
        }
    }

    /// Whether any of its tables is broken down.
    pub fn is_broken_down(&self) -> bool {
        self.items.iter().any(|item| item.lines.len() > 1)
    }
}

impl Line {
    /// n as it is printed, marked when it is small.
    pub fn printed_n(&self) -> String {
        let mark = |n: u32| if n < crate::tally::SMALL_BASE { "*" } else { "" };
        self.n.map_or(HIDDEN.into(), |n| format!("{n}{}", mark(n)))
    }

    /// Whether it is hidden as a whole.
    pub fn is_hidden(&self) -> bool {
        self.n.is_none()
    }
}

impl Figure {
    /// The length of a bar: 0 to 100.
    pub fn length(&self) -> f64 {
        self.percent.parse().unwrap_or_default()
    }
}

/// What stands in the place of a hidden figure.
pub const HIDDEN: &str = "秘匿";
