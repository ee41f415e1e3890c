//! The score of a factor from the answers to its items.

use super::spread::Spread;
use super::{Item, ItemScore, Reference, Score, score_item, weighed};

/// What a factor comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct FactorScore {
    /// Its items in the order given.
    pub items: Vec<ItemScore>,
    /// 実数: the plain mean of the items' means. `None` when a direction is not settled or an
    /// item has no answers.
    pub mean: Option<f64>,
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
    let complete = complete(factor, weights);
    let settled = blocked.iter().all(|blocked| matches!(blocked, Blocked::Reference(_)));
    let means = items.iter().map(|item| item.mean.map(|mean| mean.value()));
    let scores = items.iter().map(|item| item.score.map(|score| score.value));
    FactorScore {
        mean: plain_mean(means).filter(|_| settled),
        score: plain_mean(scores).map(|value| Score::new(value, error(factor, &complete))),
        complete: complete.len() as u32,
        blocked,
        items,
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

/// The answers of those who answered every item, with their weights.
fn complete(factor: &[Item], weights: Option<&[u32]>) -> Vec<(Vec<i16>, u32)> {
    let rows = factor.iter().map(|item| item.cells.len()).min().unwrap_or(0);
    let answers =
        |row: usize| -> Option<Vec<i16>> { factor.iter().map(|item| item.answer(row)).collect() };
    weighed(rows, weights)
        .filter_map(|(row, weight)| answers(row).map(|answers| (answers, weight)))
        .collect()
}

/// `None` when a value is missing, or there is none.
fn plain_mean(values: impl ExactSizeIterator<Item = Option<f64>>) -> Option<f64> {
    let n = values.len();
    let sum: f64 = values.sum::<Option<f64>>()?;
    (n > 0).then(|| sum / n as f64)
}

/// The standard error from the people's own scores.
fn error(factor: &[Item], complete: &[(Vec<i16>, u32)]) -> Option<f64> {
    let references: Vec<Reference> = factor.iter().map(Item::settled).collect::<Option<_>>()?;
    let own_score = |answers: &[i16]| {
        let scaled = answers.iter().zip(&references);
        let sum: f64 = scaled.map(|(&answer, reference)| reference.scale(f64::from(answer))).sum();
        sum / references.len() as f64
    };
    let scores: Vec<(f64, u32)> =
        complete.iter().map(|(answers, weight)| (own_score(answers), *weight)).collect();
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
    fn an_unset_direction_blocks_the_mean_and_the_score() {
        let unset = Item { reverse: None, ..item(&[2, 4], 3.0, 0.5) };
        let found = score_factor(&[item(&[2, 4], 3.0, 0.5), unset], None);
        assert_eq!((found.mean, found.score), (None, None));
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
