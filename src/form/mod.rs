//! The questionnaire language: what a form is, how its files are read and checked, which way
//! answers take through it, and which variables come out. Pure: no files, no clock, no database.
//!
//! Reading order: [`definition`] (what a form is) · [`field`] and [`answer`] (what is stored) ·
//! [`formula`] (conditions) · [`routing`] (who is asked what) · [`page`] (reading a posted page) ·
//! [`codebook`] (what is exported) · [`indicator`] (questions of a published measure) ·
//! [`report`], [`beside`] (how it is reported) · [`care`] (texts that an adult should read soon) · [`mod@load`] (files → form, with every mistake named) ·
//! [`compare`] (what may change while a survey runs) · [`ruby`] (furigana).

pub mod answer;
pub mod beside;
pub mod care;
mod check;
pub mod codebook;
pub mod compare;
pub mod definition;
mod distance;
pub mod field;
#[cfg(test)]
pub(crate) mod fixture;
pub mod formula;
pub mod indicator;
pub mod load;
pub mod page;
mod problem;
mod reader;
pub mod report;
pub mod routing;
pub mod ruby;
mod translations;
mod yaml;

pub use answer::{Answer, Answers};
pub use care::Care;
pub use compare::compatible;
pub use definition::{Check, Choice, Filled, Form, Kind, Question, Required, Row, Section, Text};
pub use field::{Field, Takes};
pub use formula::Condition;
pub use indicator::Indicator;
pub use load::{Problem, load, load_beside, skeleton};
pub use page::{Finding, FindingKind, PageResult, read_page, review};
pub use report::{Beside, Frame, Priorities, Report, Twin};
pub use routing::{Path, path, settle};
