//! Mean, median and spread of a column of numbers.

use super::column::is_valid;
use super::percent::Rounded;

/// What a column of numbers comes to, over its valid answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Valid answers.
    pub n: u32,
    /// Their sum.
    pub sum: i64,
    /// Mean, two decimals. `None` without answers.
    pub mean: Option<Rounded>,
    /// Standard deviation with n − 1, two decimals. `None` below two answers.
    pub deviation: Option<Rounded>,
    /// Median, one decimal (the middle of the two middle ones). `None` without answers.
    pub median: Option<Rounded>,
    /// The lowest and the highest answer.
    pub range: Option<(i16, i16)>,
}

impl Summary {
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

/// Sums up the valid cells.
pub fn summary(cells: &[i16]) -> Summary {
    let mut valid: Vec<i16> = cells.iter().copied().filter(|&cell| is_valid(cell)).collect();
    valid.sort_unstable();
    let n = valid.len() as i64;
    let sum: i64 = valid.iter().map(|&cell| i64::from(cell)).sum();
    Summary {
        n: valid.len() as u32,
        sum,
        mean: Rounded::ratio(sum, n, 2),
        deviation: deviation(&valid, sum),
        median: median(&valid),
        range: valid.first().copied().zip(valid.last().copied()),
    }
}

/// s = √((n·Σx² − (Σx)²) / (n·(n − 1))); the ratio below the root is exact.
fn deviation(valid: &[i16], sum: i64) -> Option<Rounded> {
    let n = valid.len() as i128;
    if n < 2 {
        return None;
    }
    let squares: i128 = valid.iter().map(|&cell| i128::from(cell).pow(2)).sum();
    let variance = (n * squares - i128::from(sum).pow(2)) as f64 / (n * (n - 1)) as f64;
    Some(Rounded { units: (variance.sqrt() * 100.0).round() as i64, places: 2 })
}

fn median(sorted: &[i16]) -> Option<Rounded> {
    let upper = i64::from(*sorted.get(sorted.len() / 2)?);
    let lower = i64::from(*sorted.get((sorted.len() - 1) / 2)?);
    Rounded::ratio(lower + upper, 2, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::{NO_ANSWER, NOT_ASKED, UNUSABLE};

    #[test]
    fn missings_are_no_numbers() {
        let summed = summary(&[4, NO_ANSWER, 8, NOT_ASKED, 6, UNUSABLE, 6]);
        assert_eq!((summed.n, summed.sum, summed.range), (4, 24, Some((4, 8))));
        assert_eq!(summed.mean.unwrap().to_string(), "6.00");
        assert_eq!(summed.median.unwrap().to_string(), "6.0");
        // Deviations −2, 2, 0, 0: √(8/3).
        assert_eq!(summed.deviation.unwrap().to_string(), "1.63");
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
        assert_eq!(summary(&[1, 2, 5, 9]).median.unwrap().to_string(), "3.5");
    }
}
