//! The counting core: stored answers become columns of small integers, columns become counts,
//! counts become tables. Pure: no database, no web, no clock.
//!
//! Everything that shows a number (screen, chart, workbook, CSV) writes a [`Table`] made here,
//! so that one number is the same number everywhere.

pub mod agreement;
pub mod association;
mod base;
mod column;
mod count;
mod load;
mod percent;
pub mod quadrant;
mod raking;
pub mod sampling;
mod stub;
mod summary;
pub mod suppress;
mod table;
pub mod weight;
pub mod wellbeing;

pub use base::Base;
pub use column::{
    Column, Columns, Content, Field, NO_ANSWER, NOT_ASKED, UNUSABLE, WRITTEN, is_valid,
};
pub use count::{Count, Counted, Tally, count};
pub use percent::{Percent, Rounded};
pub use stub::{Breakdown, Categories, LineKind, Stub, StubLine, WHOLE};
pub use summary::{Score, Summary};
pub use table::{Heading, Line, Plan, SMALL_BASE, Shape, Stands, Subject, Table, Weighted};
