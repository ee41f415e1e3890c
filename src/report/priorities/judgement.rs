//! What people think of one item: the mean of their scores, and how many gave the best ones.

use crate::tally::{Base, Count, Percent, Rounded, SMALL_BASE, Score, Tally};

/// A judgement of one item by one group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judgement {
    /// People who gave an answer with a score: without わからない and 無回答.
    pub n: u32,
    /// The mean of their scores, two decimals. `None` without answers.
    pub mean: Option<Rounded>,
    /// Those who gave one of the two best answers, among all in the base.
    pub top_two: Percent,
    /// The mean before rounding: what the field is made from.
    pub(super) exact: Option<f64>,
}

impl Judgement {
    /// Judges from the counts of the answers and the score of each. `count` says what counts:
    /// people, or their weights.
    pub(super) fn of(
        tally: &Tally,
        scores: &[Option<i16>],
        base: Base,
        count: fn(Count) -> u64,
    ) -> Judgement {
        let scored: Vec<(i16, Count)> = scores
            .iter()
            .zip(&tally.counts)
            .filter_map(|(score, given)| Some(((*score)?, *given)))
            .collect();
        let n: u64 = scored.iter().map(|(_, given)| count(*given)).sum();
        let sum: i128 = scored
            .iter()
            .map(|(score, given)| i128::from(*score) * i128::from(count(*given)))
            .sum();
        let best = Score::of(&scored).map_or(0, |score| count(score.top_two));
        Judgement {
            n: scored.iter().map(|(_, given)| given.people).sum(),
            mean: Rounded::ratio(sum, n, 2),
            top_two: Percent::of(best, count(tally.over(base))),
            exact: (n > 0).then(|| sum as f64 / n as f64),
        }
    }

    /// Whether so few people are behind it that it is marked.
    pub fn is_small(&self) -> bool {
        self.n < SMALL_BASE
    }

    /// n as it is printed, marked when small.
    pub fn printed_n(&self) -> String {
        format!("{}{}", self.n, if self.is_small() { "*" } else { "" })
    }
}
