//! What people come to on an item, a factor or an overall question, as it is printed everywhere.

use crate::tally::sampling::{Interval, Z_95};
use crate::tally::wellbeing::{FactorScore, ItemScore, Score};
use crate::tally::{Rounded, SMALL_BASE};

/// Decimals of means and of 偏差値.
const MEAN: u32 = 2;
const SCORE: u32 = 1;

/// A value with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// The value.
    pub value: Rounded,
    /// How far the interval reaches to each side. `None` where there are fewer than two people.
    pub half: Option<Rounded>,
    /// Its ends, rounded by themselves.
    pub range: Option<(Rounded, Rounded)>,
}

/// What some people come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// The people behind it: for a factor, those who answered all of its items.
    pub n: u32,
    /// The mean on the steps of the answers (実数). `None` where nothing can be said.
    pub mean: Option<Estimate>,
    /// 偏差値. `None` where nothing can be said.
    pub score: Option<Estimate>,
}

/// The same plain and with weights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measured {
    /// Everybody counted alike.
    pub plain: Measure,
    /// With weights, where answers are weighted; n is still that of people.
    pub weighted: Option<Measure>,
}

impl Estimate {
    /// `exact` is the value before it was rounded; `error` one standard error.
    fn new(value: Rounded, exact: f64, error: Option<f64>) -> Estimate {
        let places = value.places;
        let half = error.map(|error| Z_95 * error);
        let ends = |half: f64| {
            let Interval { low, high } = Interval::around(exact, half);
            Some((near(low, places)?, near(high, places)?))
        };
        let range = half.and_then(ends);
        Estimate { value, half: half.and_then(|half| near(half, places)), range }
    }

    fn score(score: Score) -> Option<Estimate> {
        Some(Estimate::new(near(score.value, SCORE)?, score.value, score.error))
    }

    /// 「41.2〜49.8」, or 「-」.
    pub fn printed_range(&self) -> String {
        self.range.map_or("-".into(), |(low, high)| format!("{low}〜{high}"))
    }
}

impl Measure {
    /// Whether so few people are behind it that it is marked.
    pub fn is_small(&self) -> bool {
        self.n < SMALL_BASE
    }

    /// Of an item or an overall question.
    pub(super) fn of_item(item: &ItemScore) -> Measure {
        let mean = item
            .mean
            .and_then(|mean| Some(Estimate::new(mean.rounded(MEAN)?, mean.value(), item.error)));
        Measure { n: item.n, mean, score: item.score.and_then(Estimate::score) }
    }

    /// Of a factor.
    pub(super) fn of_factor(factor: &FactorScore) -> Measure {
        let mean = factor.rounded_mean(MEAN).zip(factor.mean);
        Measure {
            n: factor.complete,
            mean: mean.map(|(value, exact)| Estimate::new(value, exact, factor.mean_error)),
            score: factor.score.and_then(Estimate::score),
        }
    }
}

impl Measured {
    /// What charts show: with weights, where there are any.
    pub fn shown(&self) -> &Measure {
        self.weighted.as_ref().unwrap_or(&self.plain)
    }
}

/// A standard deviation of answers, for print.
pub(super) fn spread(deviation: f64) -> Option<Rounded> {
    near(deviation, MEAN)
}

/// A number that is no ratio of whole ones, rounded. `None` for what is no number.
fn near(value: f64, places: u32) -> Option<Rounded> {
    let units = (value * 10_f64.powi(places as i32)).round();
    // Beyond 2^53 not every whole number is a float.
    (units.abs() < 9e15).then_some(Rounded { units: units as i64, places })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::NO_ANSWER;
    use crate::tally::wellbeing::{Item, Reference, score_factor, score_item};

    fn item(cells: &[i16]) -> Item<'_> {
        let reference = Some(Reference { mean: 3.0, deviation: 0.5 });
        Item { cells, steps: (1, 5), reverse: Some(false), reference }
    }

    #[test]
    fn a_value_stands_in_the_middle_of_what_is_printed_around_it() {
        // Mean 3.5, s = √(5/3), error 0.6455: ±1.265, and twenty times that on the scale.
        let found = Measure::of_item(&score_item(&item(&[2, 3, 4, 5]), None));
        let (mean, score) = (found.mean.unwrap(), found.score.unwrap());
        assert_eq!(
            (mean.value.to_string(), mean.printed_range()),
            ("3.50".into(), "2.23〜4.77".into())
        );
        assert_eq!(mean.half.unwrap().to_string(), "1.27");
        assert_eq!(
            (score.value.to_string(), score.printed_range()),
            ("60.0".into(), "34.7〜85.3".into())
        );
        assert_eq!((found.n, found.is_small()), (4, true));
    }

    #[test]
    fn the_people_behind_a_factor_are_those_who_answered_all_of_it() {
        let factor = [item(&[2, 3, 4, 5]), item(&[2, 3, NO_ANSWER, 5])];
        let found = Measure::of_factor(&score_factor(&factor, None));
        assert_eq!(found.n, 3);
        // (14/4 + 10/3) ÷ 2 = 41/12.
        assert_eq!(found.mean.unwrap().value.to_string(), "3.42");
    }

    #[test]
    fn nobody_and_one_person_have_dashes() {
        let nobody = Measure::of_item(&score_item(&item(&[NO_ANSWER]), None));
        assert_eq!((nobody.n, nobody.mean, nobody.score), (0, None, None));
        let one = Measure::of_item(&score_item(&item(&[4]), None));
        assert_eq!(one.score.unwrap().value.to_string(), "70.0");
        assert_eq!(one.score.unwrap().printed_range(), "-");
        assert_eq!(one.mean.unwrap().half, None);
    }

    #[test]
    fn what_is_no_number_is_not_printed() {
        assert_eq!(near(f64::NAN, 1), None);
        assert_eq!(near(f64::INFINITY, 1), None);
        assert_eq!(near(-0.25, 1).unwrap().to_string(), "-0.3");
    }
}
