//! Pieces of pages (maud). Finished values in, markup out; the only room that may write
//! markup past maud's escaping.

pub mod chart;
pub mod layout;
pub mod print;
pub mod problems;
pub mod qr;
pub mod room;
pub mod ruby;
pub mod tools;
