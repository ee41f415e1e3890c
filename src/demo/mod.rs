//! The demonstration: an imaginary town with a survey under way, marked as sample data on every
//! page and file.
//!
//! Reading order: [`scenario`] (what `forms/demo.yaml` says) · [`chance`] (dice) · [`town`]
//! (people and what became of their letters) · [`census`] (how many they are) · [`person`] and
//! [`answering`] (what they answer) · [`school`] (classes and their pupils) · [`workshops`]
//! (tables and their notes) · [`meeting`] (what came of one) · [`earlier`] (what they answered
//! years ago) · [`coding`] (how the office sorted their texts) · [`published`] (values of an
//! indicator) · [`public_results`] (what anybody may read) · [`fill`] (into the database) ·
//! [`folder`] (which folders it may use) · [`links`] (where everybody begins).

pub mod answering;
pub mod census;
pub mod chance;
pub mod coding;
pub mod earlier;
pub mod fill;
pub mod folder;
pub mod links;
pub mod meeting;
pub mod person;
pub mod public_results;
pub mod published;
pub mod scenario;
pub mod school;
pub mod store;
pub mod town;
pub mod workshops;
