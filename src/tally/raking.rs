//! Iterative proportional fitting over kinds of people: those who stand in the same cell of every
//! margin share a weight, so that the work does not grow with the answers, and nothing depends on
//! the order in which they came.

use std::collections::BTreeMap;

use super::weight::{Margin, ONE, Rounds, Trim};

/// The kinds of people and what they are fitted to.
pub(super) struct Fit {
    /// How many people are of each kind.
    people: Vec<u32>,
    margins: Vec<Targets>,
    /// The bounds that weights are cut to.
    bounds: Option<(f64, f64)>,
}

/// One margin.
struct Targets {
    /// The cell of each kind.
    cells: Vec<usize>,
    /// What the weights in each cell should sum to: n·N_h/N.
    sums: Vec<f64>,
}

/// Where the fitting ended.
pub(super) struct Fitted {
    /// The weight of each kind, in the order of the kinds.
    pub weights: Vec<f64>,
    pub rounds: u32,
    pub gap: f64,
    pub converged: bool,
    pub trimmed: u32,
}

impl Fit {
    /// `people`: the cell of each kind in every margin, and how many are of it. Every cell that
    /// holds people has a population, and the other way round.
    pub fn new(margins: &[Margin], people: &BTreeMap<&[u16], u32>, trim: Option<Trim>) -> Fit {
        let n: f64 = people.values().map(|&count| f64::from(count)).sum();
        let targets = |(index, margin): (usize, &Margin)| {
            let whole: f64 = margin.population.iter().map(|&lives| lives as f64).sum();
            Targets {
                cells: people.keys().map(|kind| usize::from(kind[index])).collect(),
                sums: margin.population.iter().map(|&lives| n * lives as f64 / whole).collect(),
            }
        };
        let weight = |millionths: u32| f64::from(millionths) / f64::from(ONE);
        Fit {
            people: people.values().copied().collect(),
            margins: margins.iter().enumerate().map(targets).collect(),
            bounds: trim.map(|trim| (weight(trim.lightest), weight(trim.heaviest))),
        }
    }

    pub fn run(&self, limits: Rounds) -> Fitted {
        let weights = vec![1.0; self.people.len()];
        let gap = self.gap(&weights);
        let converged = gap <= limits.tolerance;
        let mut fitted = Fitted { weights, rounds: 0, gap, converged, trimmed: 0 };
        while !fitted.converged && fitted.rounds < limits.most {
            let before = fitted.weights.clone();
            for margin in &self.margins {
                self.scale(margin, &mut fitted.weights);
            }
            fitted.trimmed = self.cut(&mut fitted.weights);
            fitted.gap = self.gap(&fitted.weights);
            fitted.rounds += 1;
            let moved = fitted.weights.iter().zip(&before).map(|(now, then)| (now - then).abs());
            // Weights that were cut cannot fit: they are done when another round changes nothing.
            let at_rest = moved.fold(0.0, f64::max) <= limits.tolerance;
            fitted.converged = fitted.gap <= limits.tolerance || (fitted.trimmed > 0 && at_rest);
        }
        fitted
    }

    fn scale(&self, margin: &Targets, weights: &mut [f64]) {
        let sums = self.sums(margin, weights);
        for (weight, &cell) in weights.iter_mut().zip(&margin.cells) {
            *weight *= margin.sums[cell] / sums[cell];
        }
    }

    /// What the weights in each cell of a margin sum to.
    fn sums(&self, margin: &Targets, weights: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; margin.sums.len()];
        for ((&cell, &weight), &people) in margin.cells.iter().zip(weights).zip(&self.people) {
            sums[cell] += weight * f64::from(people);
        }
        sums
    }

    /// Cuts the weights into the bounds and leaves their sum as it is. How many people it met.
    fn cut(&self, weights: &mut [f64]) -> u32 {
        let Some((lightest, heaviest)) = self.bounds else { return 0 };
        if weights.iter().all(|weight| (lightest..=heaviest).contains(weight)) {
            return 0;
        }
        let factor = self.factor(weights, lightest, heaviest);
        let mut met = 0;
        for (weight, people) in weights.iter_mut().zip(&self.people) {
            let uncut = *weight * factor;
            *weight = uncut.clamp(lightest, heaviest);
            if *weight != uncut {
                met += people;
            }
        }
        met
    }

    /// The factor that gives the cut weights the sum n. It exists because the bounds hold 1
    /// between them, and bisection finds it because the sum only grows with the factor.
    fn factor(&self, weights: &[f64], lightest: f64, heaviest: f64) -> f64 {
        let n: f64 = self.people.iter().map(|&people| f64::from(people)).sum();
        let falls_short = |factor: f64| {
            let held = weights.iter().zip(&self.people).map(|(weight, &people)| {
                (weight * factor).clamp(lightest, heaviest) * f64::from(people)
            });
            held.sum::<f64>() < n
        };
        let (mut low, mut high) = (0.0, 1.0);
        while falls_short(high) && high < 1e12 {
            (low, high) = (high, high * 2.0);
        }
        // As many halvings as a float has bits, and some for the leading zeros of a small one.
        for _ in 0..80 {
            let middle = f64::midpoint(low, high);
            if falls_short(middle) { low = middle } else { high = middle }
        }
        high
    }

    /// The largest distance of a cell from its sum, as a share of that sum.
    fn gap(&self, weights: &[f64]) -> f64 {
        let off = self.margins.iter().flat_map(|margin| {
            let sums = self.sums(margin, weights);
            let pairs: Vec<_> = sums.into_iter().zip(margin.sums.iter().copied()).collect();
            pairs.into_iter().filter(|&(_, wanted)| wanted > 0.0)
        });
        off.map(|(sum, wanted)| (sum / wanted - 1.0).abs()).fold(0.0, f64::max)
    }
}
