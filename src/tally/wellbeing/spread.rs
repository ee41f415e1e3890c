//! Means that stay exact until they are printed, and what they are uncertain by.

use crate::tally::Rounded;

/// A mean as a ratio of whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Average {
    /// The sum of the answers, each times its weight.
    pub total: i128,
    /// The sum of the weights: people, or millionths of them. Above zero.
    pub weight: i128,
}

impl Average {
    /// `None` for nobody.
    pub(super) fn of(values: &[(i16, u32)]) -> Option<Average> {
        let weight = values.iter().map(|&(_, weight)| i128::from(weight)).sum();
        let total =
            values.iter().map(|&(value, weight)| i128::from(value) * i128::from(weight)).sum();
        (weight > 0).then_some(Average { total, weight })
    }

    /// The plain mean of several. `None` for none, and when it takes more than 128 bits.
    pub(super) fn plain(all: &[Average]) -> Option<Average> {
        let mut sum = Average { total: 0, weight: 1 };
        for one in all.iter().map(|one| one.reduced()) {
            let common = gcd(sum.weight, one.weight);
            let (left, right) = (one.weight / common, sum.weight / common);
            sum = Average {
                total: sum.total.checked_mul(left)?.checked_add(one.total.checked_mul(right)?)?,
                weight: sum.weight.checked_mul(left)?,
            };
        }
        let weight = sum.weight.checked_mul(all.len() as i128)?;
        (weight > 0).then_some(Average { weight, ..sum })
    }

    fn reduced(self) -> Average {
        let common = gcd(self.total, self.weight);
        Average { total: self.total / common, weight: self.weight / common }
    }

    /// The mean.
    pub fn value(self) -> f64 {
        self.total as f64 / self.weight as f64
    }

    /// The mean for print, rounded half up.
    pub fn rounded(self, places: u32) -> Option<Rounded> {
        Rounded::ratio(self.total, self.weight, places)
    }
}

/// The greatest common divisor; the second number is above zero.
fn gcd(one: i128, other: i128) -> i128 {
    let (mut one, mut other) = (one.abs(), other);
    while one != 0 {
        (one, other) = (other % one, one);
    }
    other
}

/// How far values lie from their mean, and their mean from that of everybody.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spread {
    /// s, with n − 1.
    pub deviation: f64,
    /// s/√n.
    pub error: f64,
}

impl Spread {
    /// Of values with their weights: s² = Σw(x − x̄)²/Σw · n/(n − 1), with Kish's effective number
    /// (Σw)²/Σw² for n. For equal weights this is the usual s². `None` below two values.
    pub fn of(values: &[(f64, u32)]) -> Option<Spread> {
        let total = |term: &dyn Fn(f64, f64) -> f64| {
            values.iter().map(|&(value, weight)| term(value, f64::from(weight))).sum::<f64>()
        };
        let weight = total(&|_, weight| weight);
        let n = weight * weight / total(&|_, weight| weight * weight);
        // It is no number when all weights are zero.
        if values.len() < 2 || n.is_nan() || n <= 1.0 {
            return None;
        }
        let mean = total(&|value, weight| weight * value) / weight;
        let variance = total(&|value, weight| weight * (value - mean).powi(2)) / weight;
        let deviation = (variance * n / (n - 1.0)).sqrt();
        Some(Spread { deviation, error: deviation / n.sqrt() })
    }
}
