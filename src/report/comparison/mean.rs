//! Means of numbers and scores in all surveys.

use super::{Change, side::Side};
use crate::tally::sampling::Sampling;
use crate::tally::{Rounded, SMALL_BASE, Shape, Summary};

/// The means of a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Means {
    /// 平均点 of scored choices, 平均 of numbers.
    pub name: &'static str,
    /// A mean for each survey; `None` where it was not asked, or with other steps.
    pub spreads: Vec<Option<Spread>>,
    /// Today's weighted mean, where there are weights.
    pub weighted: Option<Rounded>,
    /// Today less the previous survey, two decimals, from the means before they are rounded.
    pub difference: Option<Rounded>,
    /// Set where the difference is more than chance.
    pub change: Option<Change>,
}

/// The mean of one survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    /// Of so many answers.
    pub n: u32,
    /// Two decimals; `None` without answers.
    pub mean: Option<Rounded>,
    /// Standard deviation with n − 1, two decimals; `None` below two answers.
    pub deviation: Option<Rounded>,
}

impl Means {
    /// `None` where today's answers are no numbers and have no scores.
    pub(super) fn of(sides: &[Option<Side>], sampling: &Sampling) -> Option<Means> {
        let summaries: Vec<Option<Summary>> =
            sides.iter().map(|side| side.as_ref().and_then(Side::summary)).collect();
        let now = summaries.first().copied().flatten()?;
        let is_number = sides
            .first()
            .and_then(Option::as_ref)
            .is_some_and(|side| matches!(side.shape, Shape::Scale | Shape::Number));
        let mut means = Means {
            name: if is_number { "平均" } else { "平均点" },
            spreads: summaries.iter().map(|summary| summary.map(Spread::of)).collect(),
            weighted: now.weighted_mean,
            difference: None,
            change: None,
        };
        if let Some(then) = summaries.get(1).copied().flatten() {
            means.difference = difference(now, then);
            let is_found = differ(now, then, sampling);
            means.change = means.difference.filter(|_| is_found).map(Change::of);
        }
        Some(means)
    }

    /// The mean of a survey as it is printed.
    pub fn printed(&self, survey: usize) -> String {
        printed(self.spread(survey).and_then(|spread| spread.mean))
    }

    /// Its standard deviation.
    pub fn printed_deviation(&self, survey: usize) -> String {
        printed(self.spread(survey).and_then(|spread| spread.deviation))
    }

    /// How many answers are behind it, marked when small.
    pub fn printed_n(&self, survey: usize) -> String {
        self.spread(survey).map_or("-".into(), |spread| {
            format!("{}{}", spread.n, if spread.n < SMALL_BASE { "*" } else { "" })
        })
    }

    /// Whether any of them is marked as small.
    pub fn has_small_base(&self) -> bool {
        self.spreads.iter().flatten().any(|spread| spread.n < SMALL_BASE)
    }

    fn spread(&self, survey: usize) -> Option<Spread> {
        self.spreads.get(survey).copied().flatten()
    }
}

fn printed(value: Option<Rounded>) -> String {
    value.map_or("-".into(), |value| value.to_string())
}

impl Spread {
    fn of(summary: Summary) -> Spread {
        Spread { n: summary.n, mean: summary.mean, deviation: summary.deviation }
    }
}

/// Σx₁/n₁ − Σx₂/n₂, on whole numbers.
fn difference(now: Summary, then: Summary) -> Option<Rounded> {
    let (n, m) = (i128::from(now.n), i128::from(then.n));
    Rounded::ratio(i128::from(now.sum) * m - i128::from(then.sum) * n, n * m, 2)
}

/// Whether both are large enough for a mark, and the interval of their difference leaves out zero.
fn differ(now: Summary, then: Summary, sampling: &Sampling) -> bool {
    let found =
        now.sampled().zip(then.sampled()).and_then(|(now, then)| sampling.means_differ(now, then));
    now.n.min(then.n) >= SMALL_BASE && found == Some(true)
}
