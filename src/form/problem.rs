//! Mistakes in the files of a form, each with its place.

use std::fmt;

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Problem {
    /// The file's name, without folder.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what to do, in Japanese.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// Collects the mistakes of one file, so that reading goes on after each.
#[derive(Debug)]
pub(super) struct Problems {
    file: String,
    found: Vec<Problem>,
}

impl Problems {
    pub(super) fn new(file: &str) -> Problems {
        Problems { file: file.to_owned(), found: Vec::new() }
    }

    pub(super) fn add(&mut self, line: usize, message: impl Into<String>) {
        self.found.push(Problem { file: self.file.clone(), line, message: message.into() });
    }

    pub(super) fn into_vec(self) -> Vec<Problem> {
        self.found
    }
}
