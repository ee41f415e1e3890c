//! machikoe, the town's voice: what a city asks its people, from the posted letter to the
//! workbook. The modules in reading order:

pub mod clock;
pub mod code;
pub mod error;
pub mod form;
pub mod id;
pub mod invite;
pub mod store;
pub mod text;
