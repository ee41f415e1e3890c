//! What holds for all classes of a survey.

/// What holds for all classes of a survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How many minutes after closing a class what was begun may still be sent.
    pub late_minutes: i32,
    /// Whether slips work outside the lesson: for pupils who were absent.
    pub slips_any_time: bool,
    /// The member of staff (id) who reads texts that should be read soon. `None`: nobody, and
    /// nothing is noted.
    pub reader: Option<String>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { late_minutes: 3, slips_any_time: true, reader: None }
    }
}
