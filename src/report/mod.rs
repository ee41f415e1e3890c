//! What leaves the house: tables on screen, the workbook, CSV. All of it is written from one
//! [`Dataset`](crate::answers::Dataset), whose [`tables`](crate::answers::Dataset::tables) are counted once, so that the numbers agree.

mod about;
pub mod beside;
mod codes;
pub mod comparison;
mod control;
pub mod crosses;
pub mod csv;
pub mod gather;
pub mod pages;
pub mod precision;
pub mod priorities;
pub mod publication;
pub mod routes;
pub mod saved;
pub mod school;
pub mod settings;
mod store;
pub mod syntax;
pub mod weighting;
pub mod wellbeing;
pub(crate) mod workbook;

pub use about::{About, Version};
pub use control::Control;
pub use workbook::{Report, write_workbook};

#[cfg(test)]
mod fixture;
