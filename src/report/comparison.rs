//! 経年比較: today's answers beside those of earlier surveys, and what differs by more than
//! chance.
//!
//! All figures are finished here. Screen, charts and workbook write them as they are.

mod earlier;
#[cfg(test)]
pub(super) mod fixture;
mod mean;
mod notes;
mod side;
#[cfg(test)]
mod tests;
mod topic;

use std::cmp::Reverse;

pub use earlier::Earlier;
pub use mean::{Means, Spread};
pub use topic::{Compared, Figure, Row};
pub(super) use topic::{differ, interval, points};

use super::settings::Settings;
use crate::answers::{Dataset, Lens};
use crate::tally::sampling::Sampling;
use crate::tally::{Rounded, Shape};
use earlier::Seen;

/// How many earlier surveys stand beside today's: more cannot be told apart in a chart.
pub const MOST: usize = 3;

/// Today's answers beside earlier ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Today's first, then the earlier ones. Differences are those of the first two.
    pub surveys: Vec<Survey>,
    /// What can be compared, in the order of the questionnaire.
    pub topics: Vec<Compared>,
    /// The judgements that the form sets against each other, such as 満足度.
    pub judgements: Vec<Judgement>,
    /// What cannot be compared.
    pub lost: Vec<Lost>,
    /// Why an earlier survey is not shown through this lens, a sentence each.
    pub left_out: Vec<String>,
    /// How the figures came about and how they are to be read, a sentence each.
    pub notes: Vec<String>,
    /// Whether weighted shares of today stand beside the plain ones.
    pub is_weighted: bool,
}

/// A survey of the comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// 「今回」, or the title that the office gave it.
    pub name: String,
    /// When it was asked; none for today's.
    pub year: Option<i32>,
    /// How many people of it the lens keeps.
    pub people: usize,
}

/// The mean scores of all rows of one judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// What was asked.
    pub title: String,
    /// Places of [`Comparison::topics`].
    pub topics: Vec<usize>,
}

/// A topic that cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// 「問3　性別」.
    pub name: String,
    /// Why, a sentence.
    pub reason: String,
}

/// A difference that is more than chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Today is higher.
    Higher,
    /// Today is lower.
    Lower,
}

impl Change {
    /// ▲ or ▼.
    pub fn mark(self) -> &'static str {
        match self {
            Change::Higher => "▲",
            Change::Lower => "▼",
        }
    }

    /// The direction of a difference that was found to be one.
    pub(super) fn of(difference: Rounded) -> Change {
        if difference.units < 0 { Change::Lower } else { Change::Higher }
    }
}

impl Comparison {
    /// Sets `today`, which is seen through `lens` already, beside `waves`, the one to compare
    /// with first.
    pub fn of(today: &Dataset, lens: &Lens, settings: &Settings, waves: &[Earlier]) -> Comparison {
        let (mut seen, mut left_out) = (Vec::new(), Vec::new());
        for wave in waves {
            match wave.through(lens, today) {
                Ok(wave) => seen.push(wave),
                Err(sentence) => left_out.push(sentence),
            }
        }
        let sampling = Sampling {
            z: settings.z,
            population: settings.population,
            design_effect: settings.design_effect,
        };
        let (mut topics, mut lost) = (Vec::new(), Vec::new());
        // What people wrote is read, not compared.
        let asked = today.topics().iter().filter(|topic| topic.subject.shape != Shape::Text);
        for topic in asked {
            if seen.iter().any(|wave| wave.earlier.has(topic)) {
                topics.push(Compared::of(topic, today, &seen, lens.base, &sampling));
            } else if let Some(previous) = seen.first() {
                let reason = previous.earlier.reason(topic);
                lost.push(Lost { name: topic.name(), reason });
            }
        }
        let is_weighted = today.weights().is_some();
        Comparison {
            surveys: surveys(today, &seen),
            judgements: judgements(today, &topics),
            topics,
            lost,
            left_out,
            notes: notes::notes(settings, &seen, is_weighted),
            is_weighted,
        }
    }

    /// Whether there is anything to stand beside today's answers.
    pub fn has_earlier(&self) -> bool {
        self.surveys.len() > 1
    }

    /// The survey that differences are against.
    pub fn previous(&self) -> &str {
        self.surveys.get(1).map_or("", |survey| &survey.name)
    }

    /// Every marked share, the largest difference first.
    pub fn changes(&self) -> Vec<(&Compared, &Row)> {
        let all =
            self.topics.iter().flat_map(|topic| topic.rows.iter().map(move |row| (topic, row)));
        let mut changes: Vec<(&Compared, &Row)> =
            all.filter(|(_, row)| row.change.is_some()).collect();
        changes.sort_by_key(|(_, row)| Reverse(size(row.difference)));
        changes
    }

    /// Every marked mean, the largest difference first.
    pub fn changed_means(&self) -> Vec<(&Compared, &Means)> {
        let all = self.topics.iter().filter_map(|topic| Some((topic, topic.means.as_ref()?)));
        let mut changes: Vec<(&Compared, &Means)> =
            all.filter(|(_, means)| means.change.is_some()).collect();
        changes.sort_by_key(|(_, means)| Reverse(size(means.difference)));
        changes
    }
}

fn size(difference: Option<Rounded>) -> u64 {
    difference.map_or(0, |difference| difference.units.unsigned_abs())
}

/// A difference with its sign: 「+2.1」; 「-」 where nothing can be said.
pub fn signed(difference: Option<Rounded>) -> String {
    match difference {
        Some(difference) if difference.units > 0 => format!("+{difference}"),
        Some(difference) => difference.to_string(),
        None => "-".into(),
    }
}

fn surveys(today: &Dataset, seen: &[Seen<'_>]) -> Vec<Survey> {
    let now = Survey { name: "今回".into(), year: None, people: today.people() };
    let then = seen.iter().map(|wave| Survey {
        name: wave.earlier.title.clone(),
        year: Some(wave.earlier.year),
        people: wave.dataset.people(),
    });
    std::iter::once(now).chain(then).collect()
}

/// Satisfaction and importance, where the form names them and anything of them is compared.
fn judgements(today: &Dataset, topics: &[Compared]) -> Vec<Judgement> {
    let Some(named) = &today.form().report.priorities else {
        return Vec::new();
    };
    let judgement = |stem: &String| {
        let is_row = |topic: &Compared| {
            topic.row.is_some()
                && topic.means.is_some()
                && topic.key.strip_prefix(stem).is_some_and(|rest| rest.starts_with('_'))
        };
        let places: Vec<usize> =
            (0..topics.len()).filter(|&place| is_row(&topics[place])).collect();
        let title = topics[*places.first()?].subject.title.clone();
        Some(Judgement { title, topics: places })
    };
    [&named.satisfaction, &named.importance].into_iter().filter_map(judgement).collect()
}
