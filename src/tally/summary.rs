//! Mean, median and spread, from how often each value was given.

use super::count::Count;
use super::percent::Rounded;
use super::sampling::Mean;

/// What numbers come to, over valid answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Valid answers.
    pub n: u32,
    /// Their sum.
    pub sum: i64,
    /// The sum of their squares.
    pub squares: i64,
    /// Mean, two decimals. `None` without answers.
    pub mean: Option<Rounded>,
    /// The same with weights, Σwx / Σw. `None` where nothing is weighted.
    pub weighted_mean: Option<Rounded>,
    /// Standard deviation with n − 1, two decimals. `None` below two answers.
    pub deviation: Option<Rounded>,
    /// Median, one decimal (the middle of the two middle ones). `None` without answers.
    pub median: Option<Rounded>,
    /// The lowest and the highest answer.
    pub range: Option<(i16, i16)>,
}

impl Summary {
    /// Sums up values and how often each was given, in any order.
    pub fn of(values: impl IntoIterator<Item = (i16, Count)>) -> Summary {
        let mut given: Vec<(i16, Count)> =
            values.into_iter().filter(|(_, count)| count.people > 0).collect();
        given.sort_unstable_by_key(|(value, _)| *value);
        let n = given.iter().map(|(_, count)| count.people).sum();
        let sum = total(&given, |count| count.people.into()) as i64;
        let squares = squares(&given);
        let weight: u64 = given.iter().map(|(_, count)| count.weight).sum();
        Summary {
            n,
            sum,
            squares,
            mean: Rounded::ratio(sum, n, 2),
            weighted_mean: Rounded::ratio(total(&given, |count| count.weight.into()), weight, 2),
            deviation: deviation(n, sum, squares).map(hundredths),
            median: median(&given, n),
            range: given.first().zip(given.last()).map(|(first, last)| (first.0, last.0)),
        }
    }

    /// Mean and deviation before they are rounded, for intervals. `None` below two answers.
    pub fn sampled(&self) -> Option<Mean> {
        Some(Mean {
            mean: self.sum as f64 / f64::from(self.n),
            deviation: deviation(self.n, self.sum, self.squares)?,
            n: f64::from(self.n),
        })
    }

    /// The figures with their names, as every table prints them. `None` prints as 「-」.
    pub fn named(&self) -> [(&'static str, Option<Rounded>); 5] {
        let whole = |value: i16| Rounded { units: i64::from(value), places: 0 };
        [
            ("平均", self.mean),
            ("中央値", self.median),
            ("標準偏差（n－1）", self.deviation),
            ("最小", self.range.map(|(lowest, _)| whole(lowest))),
            ("最大", self.range.map(|(_, highest)| whole(highest))),
        ]
    }
}

/// Σ value × times.
fn total(given: &[(i16, Count)], times: impl Fn(Count) -> i128) -> i128 {
    given.iter().map(|&(value, count)| i128::from(value) * times(count)).sum()
}

/// Σ value² × people.
fn squares(given: &[(i16, Count)]) -> i64 {
    given.iter().map(|&(value, count)| i64::from(value).pow(2) * i64::from(count.people)).sum()
}

/// s = √((n·Σx² − (Σx)²) / (n·(n − 1))); the ratio below the root is exact.
fn deviation(n: u32, sum: i64, squares: i64) -> Option<f64> {
    let [n, sum, squares] = [n.into(), sum, squares].map(i128::from);
    if n < 2 {
        return None;
    }
    Some(((n * squares - sum.pow(2)) as f64 / (n * (n - 1)) as f64).sqrt())
}

fn hundredths(value: f64) -> Rounded {
    Rounded { units: (value * 100.0).round() as i64, places: 2 }
}

fn median(given: &[(i16, Count)], n: u32) -> Option<Rounded> {
    let nth = |place: u32| {
        let mut before = 0;
        let found = given.iter().find(|(_, count)| {
            before += count.people;
            before > place
        });
        found.map(|(value, _)| i64::from(*value))
    };
    Rounded::ratio(nth(n.saturating_sub(1) / 2)? + nth(n / 2)?, 2, 1)
}

/// What scored choices come to (+2 … −2, say): their mean, and the two best together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Score {
    /// Of the scores of those who chose a scored choice; わからない and the like are left out.
    pub summary: Summary,
    /// People who chose one of the two choices with the highest scores (top-2-box).
    pub top_two: Count,
}

impl Score {
    /// Scores up the counts of scored choices; `None` where the choices have no scores.
    pub fn of(scored: &[(i16, Count)]) -> Option<Score> {
        let mut scores: Vec<i16> = scored.iter().map(|(score, _)| *score).collect();
        scores.sort_unstable();
        let second = scores.len().checked_sub(2).map(|place| scores[place])?;
        let mut top_two = Count::default();
        for (_, count) in scored.iter().filter(|(score, _)| *score >= second) {
            top_two += *count;
        }
        Some(Score { summary: Summary::of(scored.iter().copied()), top_two })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::{Column, Counted, Stub, count};
    use crate::tally::{NO_ANSWER, NOT_ASKED, UNUSABLE};

    fn summary(cells: &[i16]) -> Summary {
        weighted(cells, None)
    }

    fn weighted(cells: &[i16], weights: Option<&[u32]>) -> Summary {
        let column = Column { cells: cells.to_vec(), ..Column::default() };
        let counted = Counted::Values { column: &column };
        let tally = count(counted, &Stub::whole(), weights, 0..cells.len()).remove(0);
        Summary::of((0..).zip(tally.counts))
    }

    #[test]
    fn missings_are_no_numbers() {
        let summed = summary(&[4, NO_ANSWER, 8, NOT_ASKED, 6, UNUSABLE, 6]);
        assert_eq!((summed.n, summed.sum, summed.range), (4, 24, Some((4, 8))));
        assert_eq!(summed.mean.unwrap().to_string(), "6.00");
        assert_eq!(summed.median.unwrap().to_string(), "6.0");
        // Deviations −2, 2, 0, 0: √(8/3).
        assert_eq!(summed.deviation.unwrap().to_string(), "1.63");
        assert_eq!(summed.weighted_mean, None);
    }

    #[test]
    fn the_published_shares_of_a_city_give_its_published_mean() {
        // 和歌山市 FY2026, happiness 10…0 in tenths of a percent: mean 6.387, printed as 6.39.
        let shares = [61, 84, 204, 222, 119, 155, 30, 49, 26, 21, 28];
        let cells: Vec<i16> = shares
            .iter()
            .zip((0..=10).rev())
            .flat_map(|(&times, step)| vec![step; times])
            .collect();
        assert_eq!(summary(&cells).mean.unwrap().to_string(), "6.39");
    }

    #[test]
    fn nothing_and_one_answer_are_no_error() {
        let nothing = summary(&[NO_ANSWER, NOT_ASKED]);
        assert_eq!((nothing.n, nothing.mean, nothing.median, nothing.range), (0, None, None, None));
        let one = summary(&[7]);
        assert_eq!(one.mean.unwrap().to_string(), "7.00");
        assert_eq!((one.deviation, one.range), (None, Some((7, 7))));
    }

    #[test]
    fn an_even_count_takes_the_middle_of_the_two_middle_answers() {
        assert_eq!(summary(&[9, 1, 5, 2]).median.unwrap().to_string(), "3.5");
    }

    #[test]
    fn a_weighted_mean_stands_beside_the_plain_one() {
        let summed = weighted(&[10, 0, 0], Some(&[2_000_000, 500_000, 500_000]));
        assert_eq!(summed.mean.unwrap().to_string(), "3.33");
        assert_eq!(summed.weighted_mean.unwrap().to_string(), "6.67");
    }

    #[test]
    fn scores_leave_out_those_who_do_not_know_and_add_up_the_two_best() {
        let count = |people| Count { people, ..Count::default() };
        // 満足 … 不満; whoever answered わからない is not among them.
        let scored =
            [(2, count(10)), (1, count(20)), (0, count(40)), (-1, count(20)), (-2, count(10))];
        let score = Score::of(&scored).unwrap();
        assert_eq!((score.summary.n, score.top_two.people), (100, 30));
        assert_eq!(score.summary.mean.unwrap().to_string(), "0.00");
        assert_eq!(Score::of(&[]), None);
    }
}
