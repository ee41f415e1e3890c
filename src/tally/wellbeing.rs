//! The scoring of the well-being indicator (地域幸福度（Well-Being）指標).
//!
//! An item's score is its mean on the scale of a base group of municipalities,
//! T = 50 + 10·(x − μ)/σ (偏差値); a factor's is the plain mean of its items' scores, and is not
//! standardised again. σ is between municipalities and small, so the error of a score is large,
//! and every score comes with its 95 % interval.
//!
//! Each item is scored over the people who answered it. Answers are stored as they were given;
//! an item that is worded the other way round is reversed here and nowhere else. What is not
//! settled is not guessed: an item whose direction is unset blocks its factor, and an item without
//! reference values has a mean and no score.

mod factor;
mod spread;

pub use factor::{Blocked, FactorScore, score_factor};
pub use spread::Average;

use super::sampling::{Interval, Z_95};
use spread::Spread;

/// The answers to an item and how they are to be read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Item<'a> {
    /// A cell for each respondent. What is not a step of the scale (missings, わからない) is no
    /// answer.
    pub cells: &'a [i16],
    /// The first and the last step: 1 and 5 for the items, 0 and 10 for the overall questions.
    pub steps: (i16, i16),
    /// Whether a high answer is a bad one. `None`: not settled.
    pub reverse: Option<bool>,
    /// Mean and standard deviation of the base group, if they are known.
    pub reference: Option<Reference>,
}

/// Mean and standard deviation of an item among the municipalities of the base group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reference {
    /// μ.
    pub mean: f64,
    /// σ. One that is not above zero is no reference.
    pub deviation: f64,
}

/// A score on the scale of the base group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// 偏差値. Values outside 20 to 80 occur.
    pub value: f64,
    /// One standard error. `None` below two answers.
    pub error: Option<f64>,
    /// The 95 % interval. `None` below two answers.
    pub interval: Option<Interval>,
}

/// What an item comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ItemScore {
    /// People who answered it.
    pub n: u32,
    /// The mean answer, reversed if the item is; of the answers as given while its direction is
    /// not settled. `None` without answers.
    pub mean: Option<Average>,
    /// The standard deviation of the answers, with n − 1. `None` below two answers.
    pub deviation: Option<f64>,
    /// One standard error of the mean, s/√n. `None` below two answers.
    pub error: Option<f64>,
    /// `None` without answers, without reference values or while the direction is not settled.
    pub score: Option<Score>,
}

/// Scores an item. `weights` are millionths, one for each respondent; then the mean is weighted,
/// and Kish's effective number of answers takes the place of n in the error
/// 10·s/(σ·√n).
pub fn score_item(item: &Item, weights: Option<&[u32]>) -> ItemScore {
    let answers: Vec<(i16, u32)> = weighed(item.cells.len(), weights)
        .filter_map(|(row, weight)| Some((item.answer(row)?, weight)))
        .collect();
    let values: Vec<(f64, u32)> =
        answers.iter().map(|&(answer, weight)| (f64::from(answer), weight)).collect();
    let mean = Average::of(&answers);
    let spread = Spread::of(&values);
    let score = mean.zip(item.settled()).map(|(mean, reference)| {
        let error = spread.map(|spread| 10.0 * spread.error / reference.deviation);
        Score::new(reference.scale(mean.value()), error)
    });
    let deviation = spread.map(|spread| spread.deviation);
    let error = spread.map(|spread| spread.error);
    ItemScore { n: answers.len() as u32, mean, deviation, error, score }
}

impl Item<'_> {
    /// The answer of a respondent, reversed if the item is.
    fn answer(&self, row: usize) -> Option<i16> {
        let (first, last) = self.steps;
        let given = self.cells.get(row).copied().filter(|cell| (first..=last).contains(cell))?;
        Some(if self.reverse == Some(true) { first + last - given } else { given })
    }

    fn known_reference(&self) -> Option<Reference> {
        self.reference.filter(|reference| reference.deviation > 0.0)
    }

    /// The reference of an item that can be scored.
    fn settled(&self) -> Option<Reference> {
        self.reverse.and(self.known_reference())
    }
}

impl Reference {
    fn scale(self, mean: f64) -> f64 {
        50.0 + 10.0 * (mean - self.mean) / self.deviation
    }
}

impl Score {
    fn new(value: f64, error: Option<f64>) -> Score {
        let interval = error.map(|error| Interval::around(value, Z_95 * error));
        Score { value, error, interval }
    }
}

/// The respondents with their weights; 1 for everybody when answers are not weighted.
fn weighed(rows: usize, weights: Option<&[u32]>) -> impl Iterator<Item = (usize, u32)> {
    (0..rows)
        .map(move |row| (row, weights.map_or(1, |weights| weights.get(row).copied().unwrap_or(0))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::{NO_ANSWER, NOT_ASKED, UNUSABLE};

    /// 環境共生, derived for tests only.
    const REFERENCE: Reference = Reference { mean: 3.0555, deviation: 0.1246 };

    fn item(cells: &[i16]) -> Item<'_> {
        Item { cells, steps: (1, 5), reverse: Some(false), reference: Some(REFERENCE) }
    }

    #[test]
    fn a_mean_stands_on_the_scale_of_the_base_group() {
        let score = |cells| score_item(&item(cells), None).score.unwrap().value;
        // The oracles are 45.549 and 72.303; with μ and σ to four decimals they are met to 0.01.
        for (cells, oracle, exact) in
            [(&[3, 3, 3], 45.549, "45.546"), (&[3, 3, 4], 72.303, "72.298")]
        {
            assert!((score(cells) - oracle).abs() < 0.01);
            assert_eq!(format!("{:.3}", score(cells)), exact);
        }
    }

    #[test]
    fn eight_hundred_answers_are_uncertain_by_nearly_three_points() {
        let cells = [[2; 400], [4; 400]].concat();
        let found = score_item(&item(&cells), None);
        assert!((found.deviation.unwrap() - 1.0).abs() < 0.001);
        let score = found.score.unwrap();
        let error = score.error.unwrap();
        assert_eq!(format!("{error:.1}"), "2.8");
        let Interval { low, high } = score.interval.unwrap();
        assert!((high - low - 2.0 * 1.96 * error).abs() < 1e-9);
        assert!(((high + low) / 2.0 - score.value).abs() < 1e-9);
    }

    #[test]
    fn what_is_no_step_of_the_scale_is_no_answer() {
        let found = score_item(&item(&[4, NO_ANSWER, 2, NOT_ASKED, 9, UNUSABLE, 0, 5]), None);
        assert_eq!(found.n, 3);
        assert_eq!(found.mean.unwrap().rounded(2).unwrap().to_string(), "3.67");
    }

    #[test]
    fn an_item_worded_the_other_way_round_is_reversed_once() {
        let cells = [5, 5, 4, 1];
        let reversed = score_item(&Item { reverse: Some(true), ..item(&cells) }, None);
        assert_eq!(reversed, score_item(&item(&[1, 1, 2, 5]), None));
    }

    #[test]
    fn an_unset_direction_leaves_the_answers_as_given_and_no_score() {
        let found = score_item(&Item { reverse: None, ..item(&[5, 4]) }, None);
        assert_eq!(found.mean.unwrap().value(), 4.5);
        assert_eq!(found.score, None);
    }

    #[test]
    fn no_reference_no_score() {
        for reference in [None, Some(Reference { mean: 3.0, deviation: 0.0 })] {
            let found = score_item(&Item { reference, ..item(&[5, 4]) }, None);
            assert!(found.mean.is_some() && found.score.is_none());
        }
    }

    #[test]
    fn nobody_and_one_answer_are_dashes() {
        let nobody = score_item(&item(&[NO_ANSWER]), None);
        assert_eq!((nobody.n, nobody.mean, nobody.deviation, nobody.score), (0, None, None, None));
        let one = score_item(&item(&[4]), None);
        let score = one.score.unwrap();
        assert_eq!((one.deviation, score.error, score.interval), (None, None, None));
    }

    #[test]
    fn an_overall_question_has_a_mean_of_its_own_scale() {
        // 和歌山市 FY2026, 幸福度 10…0 in tenths of a percent.
        let shares = [61, 84, 204, 222, 119, 155, 30, 49, 26, 21, 28];
        let cells: Vec<i16> =
            (0..=10).rev().zip(shares).flat_map(|(step, times)| vec![step; times]).collect();
        let overall = Item { steps: (0, 10), reference: None, ..item(&cells) };
        let found = score_item(&overall, None);
        assert_eq!(found.mean.unwrap().rounded(3).unwrap().to_string(), "6.387");
        assert_eq!(found.score, None);
    }

    #[test]
    fn weights_move_the_mean_and_widen_the_error() {
        let cells = [2, 4, 4, 3];
        let plain = score_item(&item(&cells), None);
        let same = score_item(&item(&cells), Some(&[1_500_000; 4]));
        assert!(
            (plain.score.unwrap().error.unwrap() - same.score.unwrap().error.unwrap()).abs() < 1e-9
        );
        // (2·2.5 + 4·0.5 + 4·0.5 + 3·0.5) ÷ 4 = 10.5 ÷ 4.
        let weights = [2_500_000, 500_000, 500_000, 500_000];
        let moved = score_item(&item(&cells), Some(&weights));
        assert_eq!(moved.mean.unwrap().rounded(3).unwrap().to_string(), "2.625");
        assert_eq!(moved.n, 4);
        // Σw(x − x̄)²/Σw = 0.734375, n_eff = 16/7, s² = 0.734375 × 16/9.
        let error = moved.score.unwrap().error.unwrap() * REFERENCE.deviation / 10.0;
        assert!((error - (0.734_375_f64 * 16.0 / 9.0 * 7.0 / 16.0).sqrt()).abs() < 1e-9);
    }
}
