//! The schools of the imaginary town and the classes that answer.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Group, Leanings};

/// The pupils' questionnaire, and who answers it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct School {
    /// The questionnaire, by the name of its folder.
    pub form: String,
    /// The account (e-mail) that reads texts which should be read soon.
    pub reader: String,
    /// The schools, by the words of the questionnaire.
    pub schools: Vec<Group>,
    /// The grades, likewise.
    pub grades: Vec<Group>,
    /// A survey that is over.
    pub finished: Round,
    /// The survey that is under way.
    pub running: Round,
    /// How pupils answer.
    pub answers: Leanings,
}

/// A survey in classes. Days are counted from today: yesterday is −1.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// The first day.
    pub from: i64,
    /// The last day.
    pub to: i64,
    /// The classes.
    pub classes: Vec<Class>,
    /// Texts by field, each written by one pupil.
    #[serde(default)]
    pub write: BTreeMap<String, Vec<String>>,
}

/// A class and how far it has come.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// The words of its school.
    pub school: String,
    /// The words of its grade.
    pub grade: String,
    /// 1組
    pub name: String,
    /// How many pupils there are.
    pub heads: i32,
    /// The day of its lesson; without it, the lesson is yet to come.
    #[serde(default)]
    pub day: Option<i64>,
    /// Whether the lesson goes on.
    #[serde(default)]
    pub open: bool,
    /// How many have answered.
    #[serde(default)]
    pub answered: usize,
    /// How many have begun and not sent.
    #[serde(default)]
    pub begun: usize,
    /// Slips that were printed and not used.
    #[serde(default)]
    pub slips: i32,
}
