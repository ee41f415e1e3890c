//! Who is asked: participants, their codes and their letters.

pub mod address;
pub mod import;
pub mod letters;
pub mod merge;
pub mod selection;

use crate::code::Code;

/// A participant as a letter needs one. Shows an access code: never logged, never stored.
pub struct Invitee {
    /// The city's own number.
    pub serial: String,
    /// The access code.
    pub code: Code,
}
