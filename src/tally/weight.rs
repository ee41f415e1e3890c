//! Weights (ウェイトバック): the answers stand for the population they were drawn from.
//!
//! Weights are whole millionths, so that weighted sums are exact and the order of the rows never
//! matters. One margin gives the cell weights w_h = n·(N_h/N)/n_h; several are raked: each margin
//! in turn is scaled to its population until all of them fit (iterative proportional fitting,
//! Deming and Stephan 1940).
//!
//! People who miss a value in any margin have no place in the population. They keep weight 1,
//! because leaving them out would lose answers that every other table holds, and the rest is
//! fitted without them: n is the number of people with a place.

use std::collections::{BTreeMap, BTreeSet};

use super::raking::Fit;

/// A weight of 1.
pub const ONE: u32 = 1_000_000;

/// One variable of the population, and where each respondent stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Margin {
    /// The cell of each respondent. `None`: not known.
    pub of: Vec<Option<u16>>,
    /// How many people live in each cell.
    pub population: Vec<u64>,
}

/// The bounds that weights are cut to, in millionths.
///
/// At the end of each round every weight is multiplied by the same factor and cut into the
/// bounds; the factor is the one that leaves the sum of the weights as it was. So the bounds and
/// the total hold exactly, and the margins as well as the bounds allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trim {
    /// No weight is smaller. At most [`ONE`].
    pub lightest: u32,
    /// No weight is larger. At least [`ONE`].
    pub heaviest: u32,
}

/// When raking ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rounds {
    /// After so many rounds over all margins.
    pub most: u32,
    /// As soon as no margin is off by a larger share of itself.
    pub tolerance: f64,
}

/// Weights and how they came about.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighting {
    /// The weight of each respondent in millionths.
    pub each: Vec<u32>,
    /// Kish's effective number of answers over all respondents, (Σw)²/Σw².
    pub effective_n: f64,
    /// How many rounds were made.
    pub rounds: u32,
    /// How far the worst cell of a margin is off at the end, as a share of what it should be.
    pub gap: f64,
    /// Every margin fits within the tolerance; or weights were cut, and they have come to rest.
    pub converged: bool,
    /// People whose weight was cut.
    pub trimmed: u32,
    /// The smallest weight among people with a place, in millionths; [`ONE`] without any.
    pub lightest: u32,
    /// The largest weight among people with a place, in millionths; [`ONE`] without any.
    pub heaviest: u32,
    /// People without a place, who keep weight 1.
    pub unweighted: u32,
}

/// A cell of the population.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// The margin it belongs to, from 0 in the order given.
    pub margin: usize,
    /// Its place in that margin's population.
    pub cell: u16,
}

/// Why there are no weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WeightProblem {
    /// People live there, and nobody answered: no weight can stand for them.
    EmptyCell(Cell),
    /// People answered, and nobody lives there or the population has no such cell.
    NobodyLives(Cell),
    /// A weight would be above 4,294: the answers do not carry it.
    TooHeavy,
    /// The bounds for cutting do not hold a weight of 1 between them.
    Bounds,
}

/// Weights by the cells of one variable: w_h = n·(N_h/N)/n_h.
///
/// # Errors
/// Every cell that stands in the way, not only the first.
pub fn cells(
    of: &[Option<u16>],
    population: &[u64],
    trim: Option<Trim>,
) -> Result<Weighting, Vec<WeightProblem>> {
    let margin = Margin { of: of.to_vec(), population: population.to_vec() };
    // One margin fits after one round; what is cut has come to rest in the second.
    rake(&[margin], trim, Rounds { most: 2, tolerance: 1e-9 })
}

/// Weights that fit several margins at once. Margins that cannot all be met are no error: the
/// result says that it has not converged, and by how much it is off.
///
/// # Errors
/// Every cell of every margin that stands in the way, not only the first.
pub fn rake(
    margins: &[Margin],
    trim: Option<Trim>,
    limits: Rounds,
) -> Result<Weighting, Vec<WeightProblem>> {
    let rows = margins.iter().map(|margin| margin.of.len()).max().unwrap_or(0);
    let places: Vec<Option<Vec<u16>>> = (0..rows)
        .map(|row| margins.iter().map(|margin| margin.of.get(row).copied().flatten()).collect())
        .collect();
    let mut people = BTreeMap::<&[u16], u32>::new();
    for place in places.iter().flatten() {
        *people.entry(place).or_default() += 1;
    }
    check(margins, &people, trim)?;
    let fitted = Fit::new(margins, &people, trim).run(limits);

    let mut weights = BTreeMap::<&[u16], u32>::new();
    for (&place, &weight) in people.keys().zip(&fitted.weights) {
        let millionths = (weight * f64::from(ONE)).round();
        if millionths > f64::from(u32::MAX) {
            return Err(vec![WeightProblem::TooHeavy]);
        }
        weights.insert(place, millionths as u32);
    }
    let each: Vec<u32> = places
        .iter()
        .map(|place| place.as_deref().and_then(|place| weights.get(place)).copied().unwrap_or(ONE))
        .collect();
    Ok(Weighting {
        effective_n: effective_n(&each),
        each,
        rounds: fitted.rounds,
        gap: fitted.gap,
        converged: fitted.converged,
        trimmed: fitted.trimmed,
        lightest: weights.values().copied().min().unwrap_or(ONE),
        heaviest: weights.values().copied().max().unwrap_or(ONE),
        unweighted: places.iter().filter(|place| place.is_none()).count() as u32,
    })
}

/// Kish's effective number of answers, (Σw)²/Σw²: how many equally weighted answers would say as
/// much. 0 for nobody.
pub fn effective_n(weights: &[u32]) -> f64 {
    let sum: u128 = weights.iter().map(|&weight| u128::from(weight)).sum();
    let squares: u128 = weights.iter().map(|&weight| u128::from(weight).pow(2)).sum();
    if squares == 0 { 0.0 } else { (sum * sum) as f64 / squares as f64 }
}

fn check(
    margins: &[Margin],
    people: &BTreeMap<&[u16], u32>,
    trim: Option<Trim>,
) -> Result<(), Vec<WeightProblem>> {
    let mut problems = BTreeSet::new();
    if trim.is_some_and(|trim| trim.lightest > ONE || trim.heaviest < ONE) {
        problems.insert(WeightProblem::Bounds);
    }
    for (margin, Margin { population, .. }) in margins.iter().enumerate() {
        let answered: BTreeSet<u16> = people.keys().map(|place| place[margin]).collect();
        for (cell, &lives) in (0..=u16::MAX).zip(population) {
            if lives > 0 && !answered.contains(&cell) {
                problems.insert(WeightProblem::EmptyCell(Cell { margin, cell }));
            }
        }
        for cell in answered {
            if population.get(usize::from(cell)).is_none_or(|&lives| lives == 0) {
                problems.insert(WeightProblem::NobodyLives(Cell { margin, cell }));
            }
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems.into_iter().collect()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LIMITS: Rounds = Rounds { most: 200, tolerance: 1e-9 };

    /// A respondent list from (times, place).
    fn people(kinds: &[(usize, &[u16])]) -> Vec<Vec<u16>> {
        kinds.iter().flat_map(|&(times, place)| vec![place.to_vec(); times]).collect()
    }

    fn margin(rows: &[Vec<u16>], which: usize, population: &[u64]) -> Margin {
        let of = rows.iter().map(|row| Some(row[which])).collect();
        Margin { of, population: population.to_vec() }
    }

    #[test]
    fn six_hundred_answers_a_third_of_the_people_and_a_quarter_of_the_answers() {
        // 600 × 34 % ÷ 150 = 1.36.
        let of: Vec<_> = (0..600).map(|row| Some(u16::from(row >= 150))).collect();
        let weighted = cells(&of, &[3_400, 6_600], None).unwrap();
        assert_eq!((weighted.each[0], weighted.each[599]), (1_360_000, 880_000));
        assert_eq!((weighted.lightest, weighted.heaviest), (880_000, 1_360_000));
        assert_eq!((weighted.rounds, weighted.converged, weighted.trimmed), (1, true, 0));
        // 600² ÷ (150 × 1.36² + 450 × 0.88²) = 360,000 ÷ 625.92.
        assert!((weighted.effective_n - 575.153_374).abs() < 1e-6);
    }

    #[test]
    fn people_without_a_place_keep_weight_one_and_are_counted() {
        let of = [Some(0), None, Some(1), Some(1), Some(1)];
        let weighted = cells(&of, &[500, 500], None).unwrap();
        assert_eq!(weighted.each, [2_000_000, ONE, 666_667, 666_667, 666_667]);
        assert_eq!(weighted.unweighted, 1);
        let nobody = cells(&[None, None], &[], None).unwrap();
        assert_eq!((nobody.each, nobody.unweighted), (vec![ONE, ONE], 2));
    }

    #[test]
    fn every_cell_in_the_way_is_named() {
        let empty = |margin, cell| WeightProblem::EmptyCell(Cell { margin, cell });
        let unknown = |margin, cell| WeightProblem::NobodyLives(Cell { margin, cell });
        assert_eq!(
            cells(&[Some(0), Some(4), Some(1), Some(7)], &[10, 0, 20, 30, 40], None),
            Err(vec![empty(0, 2), empty(0, 3), unknown(0, 1), unknown(0, 7)])
        );
        let rows = people(&[(2, &[0, 0])]);
        let margins = [margin(&rows, 0, &[5]), margin(&rows, 1, &[5, 5])];
        assert_eq!(rake(&margins, None, LIMITS), Err(vec![empty(1, 1)]));
    }

    #[test]
    fn raking_meets_both_margins() {
        // Found by the same fitting with matrices: women young, women old, men young, men old.
        let rows = people(&[(30, &[0, 0]), (50, &[0, 1]), (20, &[1, 0]), (100, &[1, 1])]);
        let margins = [margin(&rows, 0, &[520, 480]), margin(&rows, 1, &[400, 600])];
        let weighted = rake(&margins, None, LIMITS).unwrap();
        assert_eq!(
            [0, 30, 80, 100].map(|row| weighted.each[row]),
            [1_811_386, 993_169, 1_282_921, 703_416]
        );
        assert!(weighted.converged && weighted.gap <= 1e-9 && weighted.rounds > 1);
    }

    #[test]
    fn margins_that_contradict_the_answers_do_not_converge_and_say_so() {
        // Whoever is in cell 0 of one margin is in cell 0 of the other: 30 % cannot be 60 %.
        let rows = people(&[(10, &[0, 0]), (10, &[1, 1])]);
        let margins = [margin(&rows, 0, &[30, 70]), margin(&rows, 1, &[60, 40])];
        let weighted = rake(&margins, None, LIMITS).unwrap();
        assert!(!weighted.converged);
        assert_eq!(weighted.rounds, LIMITS.most);
        assert!((weighted.gap - 1.0).abs() < 1e-9, "60 % instead of 30 %: {}", weighted.gap);
    }

    #[test]
    fn cut_weights_stay_within_the_bounds_and_keep_the_total() {
        // Uncut: 5, 0.5 and 0.5. The first is cut to 3, and the others share what is left.
        let of: Vec<_> =
            (0..90).map(|row| Some(u16::from(row >= 10) + u16::from(row >= 50))).collect();
        let trim = Some(Trim { lightest: 300_000, heaviest: 3_000_000 });
        let weighted = cells(&of, &[500, 200, 200], trim).unwrap();
        assert_eq!([0, 10, 50].map(|row| weighted.each[row]), [3_000_000, 750_000, 750_000]);
        assert_eq!((weighted.trimmed, weighted.converged, weighted.rounds), (10, true, 2));
        // 30 instead of 50, 30 instead of 20.
        assert!((weighted.gap - 0.5).abs() < 1e-9, "{}", weighted.gap);
        let never = Some(Trim { lightest: 1_500_000, heaviest: 3_000_000 });
        assert_eq!(cells(&of, &[500, 200, 200], never), Err(vec![WeightProblem::Bounds]));
    }

    #[test]
    fn a_weight_that_no_answer_carries_is_refused() {
        let of: Vec<_> = (0..10_000).map(|row| Some(u16::from(row > 0))).collect();
        assert_eq!(cells(&of, &[900, 100], None), Err(vec![WeightProblem::TooHeavy]));
    }

    proptest! {
        #[test]
        fn weights_sum_to_n_and_do_not_depend_on_the_order_of_the_rows(
            seats in prop::collection::vec((0_u16..3, 0_u16..4), 12..80),
            lives in prop::collection::vec(1_u64..1000, 7),
            cut in any::<bool>(),
        ) {
            // Everybody's seat once, so that no cell is empty.
            let rows: Vec<Vec<u16>> = (0..3_u16).flat_map(|a| (0..4_u16).map(move |b| vec![a, b]))
                .chain(seats.into_iter().map(|(a, b)| vec![a, b])).collect();
            let trim = cut.then_some(Trim { lightest: 400_000, heaviest: 2_500_000 });
            let weigh = |rows: &[Vec<u16>]| {
                rake(&[margin(rows, 0, &lives[..3]), margin(rows, 1, &lives[3..])], trim, LIMITS)
            };
            let there = weigh(&rows).unwrap();
            let total: u64 = there.each.iter().map(|&weight| u64::from(weight)).sum();
            let n = rows.len() as u64;
            prop_assert!(total.abs_diff(n * u64::from(ONE)) <= n / 2 + 1, "{total}");
            if let Some(trim) = trim {
                prop_assert!(there.lightest >= trim.lightest && there.heaviest <= trim.heaviest);
            } else {
                prop_assert!(there.converged);
            }
            let back: Vec<_> = rows.into_iter().rev().collect();
            let mut back = weigh(&back).unwrap();
            back.each.reverse();
            prop_assert_eq!(there, back);
        }
    }
}
