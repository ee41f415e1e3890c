//! Which classes sheets are made for: all of them, those of a school, or one.

use crate::{
    error::{Error, Result},
    school::Class,
};

/// Which classes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    /// Every class of the survey.
    All,
    /// Those of a school, by its code.
    School(i16),
    /// One, by its id.
    Class(String),
}

impl Of {
    /// What a form says: `all`, `school 2`, `class 0f3a…`.
    pub fn from_word(word: &str) -> Option<Of> {
        match word.split_once(' ') {
            None if word == "all" => Some(Of::All),
            Some(("school", code)) => code.parse().ok().map(Of::School),
            Some(("class", id)) => Some(Of::Class(id.to_owned())),
            _ => None,
        }
    }

    /// What a form says.
    pub fn word(&self) -> String {
        match self {
            Of::All => "all".into(),
            Of::School(code) => format!("school {code}"),
            Of::Class(id) => format!("class {id}"),
        }
    }

    /// The classes that are meant, of all classes of the survey.
    ///
    /// # Errors
    /// None is.
    pub fn chosen(&self, mut classes: Vec<Class>) -> Result<Vec<Class>> {
        classes.retain(|class| match self {
            Of::All => true,
            Of::School(code) => class.school == *code,
            Of::Class(id) => class.id == *id,
        });
        match (self, classes.is_empty()) {
            (_, false) => Ok(classes),
            (Of::Class(_), true) => Err(Error::NotFound),
            (_, true) => Err(Error::Conflict(
                "印刷する学級がありません。先に学級を登録してください。".into(),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selection_survives_the_form() {
        for of in [Of::All, Of::School(2), Of::Class("0f3a".into())] {
            assert_eq!(Of::from_word(&of.word()), Some(of));
        }
        for word in ["", "school", "school x", "teacher 1"] {
            assert_eq!(Of::from_word(word), None, "{word}");
        }
    }
}
