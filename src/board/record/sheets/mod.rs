//! The tables of the record, finished: the workbook and the CSV write the same ones. One file of
//! this folder makes one sheet.

mod clusters;
mod comments;
mod course;
mod notes;
mod overview;
mod votes;

pub use comments::Comment;
pub use notes::notes;

use super::Record;

/// A sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// 付箋
    pub name: &'static str,
    /// What it holds, in a sentence.
    pub about: &'static str,
    /// The widths of its columns, in pixels.
    pub widths: Vec<u32>,
    /// Its tables, one below the other.
    pub blocks: Vec<Block>,
}

/// A table with one row of headings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What stands above it, if there are several.
    pub title: &'static str,
    /// The headings.
    pub heads: Vec<String>,
    /// Its rows, each as long as the headings.
    pub rows: Vec<Vec<Cell>>,
    /// What stands there instead of rows.
    pub empty: &'static str,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number.
    Count(i64),
    /// Nothing: it does not apply.
    Blank,
}

impl From<&str> for Cell {
    fn from(words: &str) -> Cell {
        Cell::Text(words.to_owned())
    }
}

impl From<String> for Cell {
    fn from(words: String) -> Cell {
        Cell::Text(words)
    }
}

impl From<i64> for Cell {
    fn from(count: i64) -> Cell {
        Cell::Count(count)
    }
}

impl From<Option<i64>> for Cell {
    fn from(count: Option<i64>) -> Cell {
        count.map_or(Cell::Blank, Cell::Count)
    }
}

impl Block {
    fn new(title: &'static str, heads: &[&str], empty: &'static str) -> Block {
        let heads = heads.iter().map(ToString::to_string).collect();
        Block { title, heads, rows: Vec::new(), empty }
    }
}

/// The sheets of the workbook, in order.
pub fn all(record: &Record, comments: &[Comment]) -> Vec<Sheet> {
    let mut sheets = vec![
        notes(record),
        clusters::clusters(record),
        votes::votes(record),
        comments::comments(comments),
        course::course(record),
    ];
    let overview = overview::overview(record, &sheets);
    sheets.insert(0, overview);
    sheets
}
