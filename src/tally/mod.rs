//! The counting core: stored answers become columns of small integers, columns become counts,
//! counts become tables. Pure: no database, no web, no clock.
//!
//! Everything that shows a number (screen, chart, workbook, CSV) writes a [`Table`] made here,
//! so that one number is the same number everywhere.

mod column;
mod frequency;
mod load;
mod percent;
mod summary;
mod table;

pub use column::{
    Column, Columns, Content, Field, NO_ANSWER, NOT_ASKED, UNUSABLE, WRITTEN, is_valid,
};
pub use frequency::{Base, Counted, Frequency, frequency};
pub use percent::{Percent, Rounded};
pub use summary::{Summary, summary};
pub use table::{Counts, Heading, Line, SMALL_BASE, Shape, Stands, Subject, Table};
