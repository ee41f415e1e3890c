//! Reading the tables that a city brings: CSV (UTF-8, UTF-16 or CP932, commas or tabs) and xlsx,
//! as lines of text that know where they stood. What the columns mean is for each import to say.

mod cell;
mod columns;
mod file;
mod text;
mod workbook;

pub use cell::{fold, guarded, half_width, shown, unprintable};
pub use columns::{Columns, Wanted};
pub use file::lines;

/// How much of a file is read, so that no file takes the memory of the machine.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Lines below the heading. One more than these is still given, so that the caller sees and
    /// says that it is too much.
    pub rows: usize,
    /// Columns of a sheet: a value to the right of them is refused.
    pub columns: usize,
}

/// Why a file, or a line of it, cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    /// Line of the text file, or row of the sheet, counted from 1; none if it is the whole file.
    pub line: Option<usize>,
    /// A sentence for the person who made the file.
    pub message: String,
}

impl RowProblem {
    /// A problem of the whole file.
    pub fn file(message: impl Into<String>) -> RowProblem {
        RowProblem { line: None, message: message.into() }
    }

    /// A problem of the line `line`.
    pub fn at(line: usize, message: impl Into<String>) -> RowProblem {
        RowProblem { line: Some(line), message: message.into() }
    }
}

/// A line that is not blank, cut into cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it begins in the file, counted from 1.
    pub number: usize,
    /// Its cells as they stand in the file. Lines of a text file may differ in how many.
    pub cells: Vec<String>,
}

impl Line {
    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) const LIMITS: Limits = Limits { rows: 1_000, columns: 50 };

    #[test]
    fn a_long_file_is_read_one_line_further_than_is_allowed() {
        let limits = Limits { rows: 3, columns: 50 };
        let file = "number\n1\n2\n3\n4\n5\n6\n";
        let lines = lines("a.csv", file.as_bytes(), limits).expect("a readable file");
        assert_eq!(lines.len(), 1 + 3 + 1);
    }
}
