//! 住民との比較: the same questions asked of other people in another survey, such as pupils and
//! residents. Two populations stand beside each other; nothing is ever added up.
//!
//! All figures are finished here. Screen, charts and workbook write them as they are.

mod names;
mod notes;
mod pair;
pub(super) mod sources;

pub use pair::{Column, Pair};

use super::settings::Settings;
use crate::{
    answers::Dataset,
    form::{beside::obstacle, report::Twin},
    tally::{Base, sampling::Sampling},
};

/// A survey beside another one.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    /// The surveys that may stand beside this one, the newest first.
    pub choices: Vec<Choice>,
    /// This survey and the chosen one; `None` before there is one to choose.
    pub surveys: Option<[Survey; 2]>,
    /// The questions that both have asked, in the order of the form's list.
    pub pairs: Vec<Pair>,
    /// Why a question of the list does not stand beside its twin, a sentence each.
    pub lost: Vec<String>,
    /// How the figures came about and how they are to be read, a sentence each.
    pub notes: Vec<String>,
    /// Whether weighted shares of the other survey stand beside the plain ones.
    pub is_weighted: bool,
}

/// A survey that may stand beside this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its name in addresses.
    pub slug: String,
    /// Its title and days.
    pub title: String,
    /// Whether it is the one.
    pub is_chosen: bool,
}

/// One of the two surveys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// What tells it from the other: the end of its title.
    pub name: String,
    /// Its title.
    pub title: String,
    /// From when to when answers were taken.
    pub period: String,
    /// Who was asked.
    pub asked: &'static str,
    /// How many answers are counted.
    pub people: usize,
}

/// Which answers are counted, and how.
#[derive(Clone, Copy)]
pub(super) struct Counting<'a> {
    /// The answers of this survey that the lens keeps.
    pub(super) ours: &'a Dataset,
    /// All answers of the other one.
    pub(super) theirs: &'a Dataset,
    /// Of whom shares are taken, in both.
    pub(super) base: Base,
    /// The sampling of the other survey: this one may have asked everybody.
    pub(super) sampling: Sampling,
}

impl Counting<'_> {
    /// Each twin that both have asked alike, and why others were not.
    pub(super) fn pairs(&self, twins: &[Twin]) -> (Vec<Pair>, Vec<String>) {
        let (mut pairs, mut lost) = (Vec::new(), Vec::new());
        for twin in twins {
            let form = self.ours.form();
            let Some(here) = form.questions().find(|question| question.id == twin.here) else {
                lost.push(format!("この調査には「{}」という設問がありません。", twin.here));
                continue;
            };
            let topics = (self.ours.topic(&twin.here), self.theirs.topic(&twin.there));
            match (obstacle(here, self.theirs.form(), &twin.there), topics) {
                (Some(why), _) => lost.push(why),
                (None, (Some(ours), Some(theirs))) => {
                    pairs.extend(Pair::of(self, [ours, theirs]));
                }
                (None, _) => {}
            }
        }
        (pairs, lost)
    }
}

/// The sampling that a survey's settings describe.
fn sampling(settings: &Settings) -> Sampling {
    Sampling {
        z: settings.z,
        population: settings.population,
        design_effect: settings.design_effect,
    }
}
