//! A table of figures that are no counts, finished: the screen and the workbook write the same.

use crate::tally::Rounded;

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// Its name within a page.
    pub id: &'static str,
    /// Its title.
    pub title: String,
    /// The headings of its columns after the first, which holds the labels.
    pub heads: Vec<Head>,
    /// Its lines, a cell for each heading.
    pub lines: Vec<GridLine>,
}

/// The heading of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// What stands above it and its neighbours of the same kind; may be empty.
    pub above: String,
    /// What is read.
    pub label: String,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridLine {
    /// What it is of.
    pub label: String,
    /// Where it stands.
    pub rank: Rank,
    /// A cell for each heading; none at all in a line that is a heading itself.
    pub cells: Vec<Cell>,
}

/// Where a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    /// A heading across the table.
    Heading,
    /// What sums up the lines below it.
    Whole,
    /// A line of its own, or one of a whole.
    Part,
}

/// A figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// There is no such figure for this line.
    Blank,
    /// Nothing can be said: 「-」.
    Dash,
    /// A number of people.
    People {
        /// How many.
        n: u32,
        /// Whether it is marked as few.
        is_small: bool,
    },
    /// A figure.
    Number(Rounded),
    /// Words.
    Words(String),
}

impl From<Option<Rounded>> for Cell {
    fn from(value: Option<Rounded>) -> Cell {
        value.map_or(Cell::Dash, Cell::Number)
    }
}

/// A row of headings with cells, while a table is made: every line is built in the same order.
#[derive(Default)]
pub(super) struct Columns {
    pub(super) heads: Vec<Head>,
    pub(super) cells: Vec<Cell>,
}

impl Columns {
    /// Adds a column.
    pub(super) fn add(&mut self, above: &str, label: &str, cell: impl Into<Cell>) {
        self.heads.push(Head { above: above.into(), label: label.into() });
        self.cells.push(cell.into());
    }
}
