//! What leaves the house: tables on screen, the workbook, CSV. All of it is written from one
//! [`Dataset`], whose [`Dataset::tables`] are counted once, so that the numbers agree.

mod about;
mod codes;
mod control;
pub mod csv;
mod dataset;
pub mod gather;
mod gt;
pub mod pages;
pub mod returns;
pub mod routes;
mod screen;
pub mod store;
mod workbook;

pub use about::{About, Version};
pub use control::Control;
pub use dataset::Dataset;
pub use returns::{Day, District, ReturnBoard, Returns};
pub use workbook::{Report, write_workbook};

#[cfg(test)]
mod fixture;
