//! What people answered: the stored documents of a survey as columns, and the tables that are
//! counted from them.

mod dataset;
pub mod gate;
mod lens;
mod library;
pub mod store;
mod tables;
mod topic;

pub use dataset::{Coded, Dataset};
pub use lens::{Keep, Lens};
pub use library::{Library, Standing};
pub use tables::Split;
pub use topic::Topic;

#[cfg(test)]
pub(crate) mod fixture;
