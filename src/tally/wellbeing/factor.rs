//! The score of a factor from the answers to its items.

use super::spread::Spread;
use super::{Average, Item, ItemScore, Reference, Score, score_item, weighed};
use crate::tally::Rounded;

/// What a factor comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct FactorScore {
    /// Its items in the order given.
    pub items: Vec<ItemScore>,
    /// 実数: the plain mean of the items' means. `None` when a direction is not settled or an
    /// item has no answers.
    pub mean: Option<f64>,
    /// One standard error of the mean, from the people's own means of their answers. `None`
    /// where there is no mean, and below two people.
    pub mean_error: Option<f64>,
    /// 偏差値: the plain mean of the items' scores. `None` when anything blocks it.
    pub score: Option<Score>,
    /// People who answered all of the items: those that the error is estimated from.
    pub complete: u32,
    /// What stands in the way of the score, item by item.
    pub blocked: Vec<Blocked>,
}

/// An item, by its place in the factor, that blocks the factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blocked {
    /// It is not settled whether a high answer is a good one: no mean and no score.
    Direction(usize),
    /// Nobody answered it: no mean and no score.
    NoAnswers(usize),
    /// There are no reference values: no score.
    Reference(usize),
}

/// Scores a factor. `weights` are millionths, one for each respondent.
///
/// The error is that of the people's own scores, z_r = 50 + (10/k)·Σ(x_ri − μ_i)/σ_i: their
/// standard deviation over √n (n effective where weighted). It holds how the items move together,
/// which the errors of the items do not. z_r takes an answer to every item, so the error rests on
/// those who gave all k, and the score on everybody who answered an item.
pub fn score_factor(factor: &[Item], weights: Option<&[u32]>) -> FactorScore {
    let items: Vec<ItemScore> = factor.iter().map(|item| score_item(item, weights)).collect();
    let blocked: Vec<Blocked> = factor
        .iter()
        .zip(&items)
        .enumerate()
        .flat_map(|(place, (item, score))| obstacles(place, item, score))
        .collect();
    let own_means = composites(factor, weights, |_, answer| answer);
    let settled = blocked.iter().all(|blocked| matches!(blocked, Blocked::Reference(_)));
    let means = items.iter().map(|item| item.mean.map(|mean| mean.value()));
    let scores = items.iter().map(|item| item.score.map(|score| score.value));
    FactorScore {
        mean: plain_mean(means).filter(|_| settled),
        mean_error: Spread::of(&own_means).map(|spread| spread.error).filter(|_| settled),
        score: plain_mean(scores).map(|value| Score::new(value, score_error(factor, weights))),
        complete: own_means.len() as u32,
        blocked,
        items,
    }
}

impl FactorScore {
    /// The mean for print, rounded half up: on the exact sum of the fractions, unless that takes
    /// more than 128 bits, as weights of many people may.
    pub fn rounded_mean(&self, places: u32) -> Option<Rounded> {
        let mean = self.mean?;
        let means: Option<Vec<Average>> = self.items.iter().map(|item| item.mean).collect();
        let exact = means.and_then(|means| Average::plain(&means)?.rounded(places));
        let units = || (mean * 10_f64.powi(places as i32)).round() as i64;
        Some(exact.unwrap_or_else(|| Rounded { units: units(), places }))
    }
}

fn obstacles(place: usize, item: &Item, score: &ItemScore) -> impl Iterator<Item = Blocked> {
    let all = [
        (item.reverse.is_none(), Blocked::Direction(place)),
        (score.mean.is_none(), Blocked::NoAnswers(place)),
        (item.known_reference().is_none(), Blocked::Reference(place)),
    ];
    all.into_iter().filter(|&(applies, _)| applies).map(|(_, blocked)| blocked)
}

/// The people who answered every item: the mean of what `scale` makes of their answers (by the
/// item's place), and their weight.
fn composites(
    factor: &[Item],
    weights: Option<&[u32]>,
    scale: impl Fn(usize, f64) -> f64,
) -> Vec<(f64, u32)> {
    let rows = factor.iter().map(|item| item.cells.len()).min().unwrap_or(0);
    let own = |row: usize| -> Option<f64> {
        let mut sum = 0.0;
        for (place, item) in factor.iter().enumerate() {
            sum += scale(place, f64::from(item.answer(row)?));
        }
        Some(sum / factor.len() as f64)
    };
    weighed(rows, weights).filter_map(|(row, weight)| Some((own(row)?, weight))).collect()
}

/// `None` when a value is missing, or there is none.
fn plain_mean(values: impl ExactSizeIterator<Item = Option<f64>>) -> Option<f64> {
    let n = values.len();
    let sum: f64 = values.sum::<Option<f64>>()?;
    (n > 0).then(|| sum / n as f64)
}

/// The standard error of the score, from the people's own scores.
fn score_error(factor: &[Item], weights: Option<&[u32]>) -> Option<f64> {
    let references: Vec<Reference> = factor.iter().map(Item::settled).collect::<Option<_>>()?;
    let scores = composites(factor, weights, |place, answer| references[place].scale(answer));
    Spread::of(&scores).map(|spread| spread.error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::NO_ANSWER;

    fn item(cells: &[i16], mean: f64, deviation: f64) -> Item<'_> {
        let reference = Some(Reference { mean, deviation });
        Item { cells, steps: (1, 5), reverse: Some(false), reference }
    }

    #[test]
    fn the_published_item_scores_of_a_city_give_its_published_factor_score() {
        // 紀の川市 FY2026, 地域とのつながり: 59.7.
        let items = [54.6, 49.9, 69.6, 65.0, 59.3]
            .map(|score| item(&[3, 3], 3.0 - (score - 50.0) / 100.0, 0.1));
        let found = score_factor(&items, None);
        assert_eq!(format!("{:.2}", found.score.unwrap().value), "59.68");
        assert_eq!((found.mean, found.complete, found.blocked), (Some(3.0), 2, vec![]));
    }

    #[test]
    fn the_factor_of_one_item_is_that_item() {
        let only = item(&[1, 2, 4, NO_ANSWER, 5, 3, 3], 3.0555, 0.1246);
        for weights in [None, Some([1, 3, 2, 5, 1, 1, 4].map(|weight| weight * 500_000))] {
            let weights = weights.as_ref().map(|weights| &weights[..]);
            let found = score_factor(&[only], weights);
            let (factor, item) = (found.score.unwrap(), found.items[0].score.unwrap());
            assert!((factor.value - item.value).abs() < 1e-9);
            assert!((factor.error.unwrap() - item.error.unwrap()).abs() < 1e-9);
        }
    }

    #[test]
    fn the_error_holds_how_the_items_move_together() {
        let error = |one: &[i16], other: &[i16]| {
            let found = score_factor(&[item(one, 3.0, 0.5), item(other, 3.0, 0.5)], None);
            found.score.unwrap().error.unwrap()
        };
        // The same answers twice: as one item, s = √(8/3), 10·s/(0.5·√4).
        let together = error(&[1, 1, 5, 5], &[1, 1, 5, 5]);
        assert!((together - 10.0 * (16.0_f64 / 3.0).sqrt()).abs() < 1e-9, "{together}");
        // Answers that even each other out: everybody's own score is 50.
        assert_eq!(error(&[1, 1, 5, 5], &[5, 5, 1, 1]), 0.0);
    }

    #[test]
    fn the_error_rests_on_those_who_answered_every_item() {
        let found = score_factor(
            &[item(&[2, 4, 5, NO_ANSWER], 3.0, 0.5), item(&[2, 4, NO_ANSWER, 1], 3.0, 0.5)],
            None,
        );
        assert_eq!(found.complete, 2);
        // Own scores 30 and 70: s = √800, over √2.
        assert!((found.score.unwrap().error.unwrap() - 20.0).abs() < 1e-9);
        // The means are over all who answered: 11/3 and 7/3.
        assert!((found.mean.unwrap() - 3.0).abs() < 1e-9);
    }

    #[test]
    fn the_mean_of_a_factor_is_rounded_on_the_exact_sum_of_its_means() {
        // 3.01 and 3.02: in floats their mean lies below 3.015.
        let cells = |fours: usize| [vec![4; fours], vec![3; 100 - fours]].concat();
        let found = score_factor(&[item(&cells(1), 3.0, 0.5), item(&cells(2), 3.0, 0.5)], None);
        assert_eq!(found.rounded_mean(2).unwrap().to_string(), "3.02");
        // Everybody's own mean is 3, but 4 for one and 3.5 for another.
        let squares = 0.985_f64.powi(2) + 0.485_f64.powi(2) + 98.0 * 0.015_f64.powi(2);
        assert!((found.mean_error.unwrap() - (squares / 99.0 / 100.0).sqrt()).abs() < 1e-9);
    }

    #[test]
    fn weights_that_exceed_every_integer_are_rounded_on_the_float() {
        let weights: Vec<u32> = (0..1_000).map(|row| 900_000 + row * 211 % 1_009).collect();
        // Each item lacks somebody else, so that no two sums of weights are the same.
        let cells: Vec<Vec<i16>> = (0..5)
            .map(|item| (0..1_000).map(|row| if row == item { -1 } else { 1 + row % 5 }).collect())
            .collect();
        let items: Vec<Item> = cells.iter().map(|cells| item(cells, 3.0, 0.5)).collect();
        let found = score_factor(&items, Some(&weights));
        let means: Vec<Average> = found.items.iter().map(|item| item.mean.unwrap()).collect();
        assert_eq!(Average::plain(&means), None);
        let mean = found.mean.unwrap();
        assert_eq!(found.rounded_mean(2).unwrap().to_string(), format!("{mean:.2}"));
    }

    #[test]
    fn an_unset_direction_blocks_the_mean_and_the_score() {
        let unset = Item { reverse: None, ..item(&[2, 4], 3.0, 0.5) };
        let found = score_factor(&[item(&[2, 4], 3.0, 0.5), unset], None);
        assert_eq!((found.mean, found.mean_error, found.score), (None, None, None));
        assert_eq!(found.blocked, [Blocked::Direction(1)]);
    }

    #[test]
    fn a_missing_reference_blocks_the_score_only() {
        let unknown = Item { reference: None, ..item(&[2, 5], 3.0, 0.5) };
        let found = score_factor(&[unknown, item(&[2, 4], 3.0, 0.5)], None);
        assert_eq!((found.mean, found.score), (Some(3.25), None));
        assert_eq!(found.blocked, [Blocked::Reference(0)]);
    }

    #[test]
    fn every_obstacle_is_named() {
        let nothing = Item { reverse: None, reference: None, ..item(&[NO_ANSWER; 2], 3.0, 0.5) };
        let found = score_factor(&[item(&[2, 4], 3.0, 0.5), nothing], None);
        assert_eq!(
            found.blocked,
            [Blocked::Direction(1), Blocked::NoAnswers(1), Blocked::Reference(1)]
        );
        assert_eq!((found.mean, found.score, found.complete), (None, None, 0));
        let empty = score_factor(&[], None);
        assert_eq!((empty.mean, empty.score), (None, None));
    }
}
