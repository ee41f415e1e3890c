//! What people wrote in their own words: reading it, and sorting it by codes (アフターコード) so
//! that it can be counted like any other question.
//!
//! Two colleagues code every text without seeing each other's codes; where they differ a third
//! look decides. Reading order: [`reading`] (the texts) · [`fold`], [`search`] (finding some of
//! them) · [`mod@terms`] (frequent words) · [`frame`], [`edit`], [`publish`] (the codes) · [`book`]
//! (who coded what, and what counts) · [`coders`], [`settle`] (giving codes) · [`mod@derive`] (the
//! variable that tables count) · [`agreement`] (κ).

pub mod agreement;
pub mod book;
pub mod coders;
pub mod derive;
pub mod edit;
pub mod fold;
pub mod frame;
pub mod pages;
pub mod publish;
pub mod reading;
pub mod routes;
pub mod search;
pub mod settle;
pub mod store;
pub mod terms;

pub use derive::attach;
pub use reading::{Reading, TextQuestion, texts};
pub use terms::{Term, terms};

use std::fmt;

use crate::survey::Survey;

/// The texts of one question of a survey.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The survey.
    pub survey: &'a Survey,
    /// The field that holds the texts.
    pub field: &'a str,
}

/// As the audit names it.
impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.survey.slug, self.field)
    }
}

/// Whose codes they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// The first coder.
    First,
    /// The second coder.
    Second,
    /// Whoever decided where the two differ.
    Settled,
}

impl Hand {
    /// The two that code independently.
    pub const CODERS: [Hand; 2] = [Hand::First, Hand::Second];

    /// The word in the database and in forms.
    pub fn word(self) -> &'static str {
        match self {
            Hand::First => "first",
            Hand::Second => "second",
            Hand::Settled => "settled",
        }
    }

    /// The hand of a word.
    pub fn from_word(word: &str) -> Option<Hand> {
        [Hand::First, Hand::Second, Hand::Settled].into_iter().find(|hand| hand.word() == word)
    }

    /// The word on the page.
    pub fn label(self) -> &'static str {
        match self {
            Hand::First => "一人目",
            Hand::Second => "二人目",
            Hand::Settled => "決定",
        }
    }
}
