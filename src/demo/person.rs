//! Somebody who answers, as far as their answers depend on it.

use super::{
    scenario::{Group, Leanings},
    town::Resident,
};
use crate::form::Answers;

/// Somebody who answers.
pub struct Person<'s> {
    /// Where they belong: it moves what they think.
    pub groups: Vec<&'s Group>,
    /// Questions of which the frame knows the answer, with the words of the choice.
    pub known: Vec<(&'s str, &'s str)>,
    /// What stands there before they begin.
    pub filled: Answers,
}

impl<'s> Person<'s> {
    /// A resident of the sampling frame.
    pub fn with_a_letter(resident: &Resident<'s>, leanings: &'s Leanings) -> Person<'s> {
        let known = leanings.frame.iter().flat_map(|frame| {
            [
                (frame.district.as_str(), resident.district.label.as_str()),
                (frame.age_band.as_str(), resident.age_band.label.as_str()),
                (frame.sex.as_str(), resident.sex.label.as_str()),
            ]
        });
        Person {
            groups: resident.groups().into(),
            known: known.collect(),
            filled: Answers::default(),
        }
    }

    /// A pupil of a school and a grade, with what the class fills in.
    pub fn in_class(school: &'s Group, grade: &'s Group, filled: Answers) -> Person<'s> {
        Person { groups: vec![school, grade], known: Vec::new(), filled }
    }
}
