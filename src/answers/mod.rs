//! What people answered: the stored documents of a survey as columns, and the tables that are
//! counted from them.

mod dataset;
pub mod store;
mod tables;
mod topic;

pub use dataset::Dataset;
pub use tables::Split;
pub use topic::Topic;

#[cfg(test)]
pub(crate) mod fixture;
