//! Who is asked: participants, their codes and their letters.

pub mod import;
