//! The items on their field: where each stands, and how pressing it is.

use super::asked::Order;
use super::judgement::Judgement;
use crate::tally::Rounded;
use crate::tally::quadrant::{self, Placed, Quadrant, Scores};

/// The items of one group, with plain or with weighted figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Where the quadrants meet. `None`: there is nothing to compare.
    pub axes: Option<Axes>,
    /// One for each item.
    pub placements: Vec<Placement>,
}

/// The means over the items that have both scores, each item counting the same; two decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axes {
    /// Of satisfaction.
    pub satisfaction: Rounded,
    /// Of importance.
    pub importance: Rounded,
}

/// What a group thinks of one item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placement {
    /// How satisfied it is.
    pub satisfaction: Judgement,
    /// How important it is to it.
    pub importance: Judgement,
    /// Where the item stands among the others. `None` without both scores, or where there is
    /// nothing to compare.
    pub standing: Option<Standing>,
}

/// Where an item stands among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its quadrant.
    pub quadrant: Quadrant,
    /// The need for improvement, two decimals (see [`Placed::need`]).
    pub need: Rounded,
    /// 1 for the greatest need.
    pub rank: u32,
}

impl Field {
    /// Places the items by satisfaction and importance.
    pub(super) fn of(judged: impl Iterator<Item = (Judgement, Judgement)>) -> Field {
        let judged: Vec<(Judgement, Judgement)> = judged.collect();
        let scores = |(satisfaction, importance): &(Judgement, Judgement)| {
            Some(Scores { satisfaction: satisfaction.exact?, importance: importance.exact? })
        };
        let scores: Vec<Option<Scores>> = judged.iter().map(scores).collect();
        let field = quadrant::field(&scores);
        let axes = field.as_ref().map(|field| Axes {
            satisfaction: hundredths(field.axes.satisfaction),
            importance: hundredths(field.axes.importance),
        });
        let mut placed = field.map(|field| field.measures).unwrap_or_default().into_iter();
        let placement = |(satisfaction, importance)| Placement {
            satisfaction,
            importance,
            standing: placed.next().flatten().map(|placed| Standing::of(&placed)),
        };
        Field { axes, placements: judged.into_iter().map(placement).collect() }
    }

    /// Why there is no field, as a sentence. `None`: there is one.
    pub fn missing(&self) -> Option<&'static str> {
        let scored = self.placements.iter().filter(|placement| placement.has_both()).count();
        match (self.axes, scored) {
            (Some(_), _) => None,
            (None, 0 | 1) => Some(
                "満足度と重要度の両方に点数のある項目が2つに満たないため、図と改善の必要度は示せません。回答が届くと表示されます。",
            ),
            (None, _) => Some(
                "どの項目も満足度（または重要度）の点数が同じため、項目を比べられません。図と改善の必要度は示していません。",
            ),
        }
    }

    /// The places of the items in an order. Those without a figure come last, equals as they
    /// stand in the form.
    pub fn sorted(&self, by: Order) -> Vec<usize> {
        let key = |placement: &Placement| match by {
            Order::Number => None,
            Order::Need => placement.standing.map(|standing| -f64::from(standing.rank)),
            Order::Satisfaction => placement.satisfaction.exact,
            Order::Importance => placement.importance.exact,
        };
        let figure = |place: &usize| key(&self.placements[*place]).unwrap_or(f64::NEG_INFINITY);
        let mut places: Vec<usize> = (0..self.placements.len()).collect();
        places.sort_by(|a, b| figure(b).total_cmp(&figure(a)));
        places
    }

    /// The places of the items in a quadrant, the most pressing first.
    pub fn within(&self, quadrant: Quadrant) -> Vec<usize> {
        let mut places = self.sorted(Order::Need);
        places.retain(|&place| {
            self.placements[place].standing.is_some_and(|standing| standing.quadrant == quadrant)
        });
        places
    }
}

impl Placement {
    fn has_both(&self) -> bool {
        self.satisfaction.exact.is_some() && self.importance.exact.is_some()
    }

    /// Whether few people are behind either judgement.
    pub fn is_small(&self) -> bool {
        self.satisfaction.is_small() || self.importance.is_small()
    }
}

impl Standing {
    fn of(placed: &Placed) -> Standing {
        Standing { quadrant: placed.quadrant, need: hundredths(placed.need), rank: placed.rank }
    }
}

/// Rounds half away from zero. A half that floats have drifted away from (by some 10⁻¹⁵) is
/// still a half.
fn hundredths(value: f64) -> Rounded {
    let units = (value.abs() * 100.0 + 0.5 + 1e-9).floor() as i64;
    Rounded { units: if value < 0.0 { -units } else { units }, places: 2 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_that_floats_have_drifted_away_from_is_rounded_up() {
        // 0.285 and 1.005 are a little less than that in floats.
        for (value, printed) in [
            (0.285, "0.29"),
            (1.005, "1.01"),
            (-0.285, "-0.29"),
            (0.2849, "0.28"),
            (-0.001, "0.00"),
        ] {
            assert_eq!(hundredths(value).to_string(), printed, "{value}");
        }
    }
}
