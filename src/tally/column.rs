//! Columns of small integers, one for each variable; texts are kept apart.

use std::collections::BTreeMap;

/// 無回答: the question was asked and left blank.
pub const NO_ANSWER: i16 = -1;
/// 非該当: the question was not asked.
pub const NOT_ASKED: i16 = -2;
/// 無効: there is a mark, but it cannot be used.
pub const UNUSABLE: i16 = -3;
/// In the column of a text: something was written.
pub const WRITTEN: i16 = 1;

/// Whether a cell holds an answer rather than one of the three missings. Answers are never
/// negative: codes are 0–999, and a form's numbers and scales begin at 0 or above.
pub fn is_valid(cell: i16) -> bool {
    cell >= 0
}

/// A field of the stored answers, and how its value becomes columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its key in the stored document.
    pub key: String,
    /// What its value is.
    pub content: Content,
}

/// What the value of a field is, and so how many columns it fills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// One of these codes: one column that holds the code.
    Single(Vec<i16>),
    /// Any of these codes: one column for each of them, that holds 0 or 1.
    Ticks(Vec<i16>),
    /// A whole number from 0: one column that holds it.
    Number,
    /// A text: one column that holds [`WRITTEN`], and the text beside it.
    Text,
}

impl Content {
    /// How many columns the field fills.
    pub fn width(&self) -> usize {
        match self {
            Content::Ticks(codes) => codes.len(),
            Content::Single(_) | Content::Number | Content::Text => 1,
        }
    }
}

/// The answers to one variable, a cell for each respondent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// A code, a number, 0 or 1, [`WRITTEN`], or one of the three missings.
    pub cells: Vec<i16>,
    /// The texts by row. Sparse, because most people write nothing.
    pub texts: BTreeMap<usize, Box<str>>,
}

/// All answers, one column for each variable, in the order of the fields.
#[derive(Clone, Debug)]
pub struct Columns {
    pub(super) fields: Vec<Field>,
    pub(super) columns: Vec<Column>,
    /// Where the columns of each field begin.
    pub(super) starts: Vec<usize>,
    /// The fields by key, so that the keys of a document are found.
    pub(super) by_key: Vec<usize>,
    pub(super) rows: usize,
}

impl Columns {
    /// Empty columns for `fields`.
    pub fn new(fields: Vec<Field>) -> Columns {
        let mut starts = Vec::with_capacity(fields.len());
        let mut width = 0;
        for field in &fields {
            starts.push(width);
            width += field.content.width();
        }
        let mut by_key: Vec<usize> = (0..fields.len()).collect();
        by_key.sort_by(|&a, &b| fields[a].key.cmp(&fields[b].key));
        Columns { fields, columns: vec![Column::default(); width], starts, by_key, rows: 0 }
    }

    /// Adds a field that was made from the answers, with a cell for every row in each column.
    pub fn attach(&mut self, field: Field, columns: Vec<Column>) {
        let place = self.fields.len();
        let before = |&other: &usize| self.fields[other].key < field.key;
        self.by_key.insert(self.by_key.partition_point(before), place);
        self.starts.push(self.columns.len());
        self.fields.push(field);
        self.columns.extend(columns);
    }

    /// How many answers are loaded.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The columns, in the order of the fields.
    pub fn all(&self) -> &[Column] {
        &self.columns
    }

    /// The answers of some rows, in the order in which they are named.
    pub fn select(&self, rows: &[usize]) -> Columns {
        let column = |column: &Column| Column {
            cells: rows.iter().map(|&row| column.cells[row]).collect(),
            texts: column.texts_of(rows),
        };
        Columns {
            fields: self.fields.clone(),
            columns: self.columns.iter().map(column).collect(),
            starts: self.starts.clone(),
            by_key: self.by_key.clone(),
            rows: rows.len(),
        }
    }
}

impl Column {
    fn texts_of(&self, rows: &[usize]) -> BTreeMap<usize, Box<str>> {
        if self.texts.is_empty() {
            return BTreeMap::new();
        }
        let text = |(place, row): (usize, &usize)| Some((place, self.texts.get(row)?.clone()));
        rows.iter().enumerate().filter_map(text).collect()
    }
}
