//! What people answered: the stored documents of a survey as columns, ready for counting.

mod dataset;
pub mod store;

pub use dataset::Dataset;
