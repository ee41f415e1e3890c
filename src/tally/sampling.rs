//! Sampling error (標本誤差): how far a share or a mean of the answers may be from that of
//! everybody who could have been asked.
//!
//! Shares are 0 to 1, and so are the half widths of their intervals; n is the number of answers,
//! or Kish's effective number where they are weighted (then the design effect is not due again).
//! The intervals are those of the normal approximation.

/// z of a 95 % interval.
pub const Z_95: f64 = 1.96;

/// Below so many expected cases the normal approximation of a share does not hold.
const FEWEST_CASES: f64 = 5.0;

/// What the error of a survey depends on: its settings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sampling {
    /// How many standard errors wide an interval is to each side.
    pub z: f64,
    /// How many people could have been drawn. `None`: not known, taken as endless.
    pub population: Option<u64>,
    /// How many times larger the variance is than that of a simple random sample; 1 for one.
    pub design_effect: f64,
}

/// The share of some answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// 0 to 1.
    pub share: f64,
    /// Of so many answers.
    pub n: f64,
}

/// The mean of some answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
    /// The mean.
    pub mean: f64,
    /// Standard deviation of the answers, with n − 1.
    pub deviation: f64,
    /// Of so many answers.
    pub n: f64,
}

/// From where to where a value may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// `half` to each side of `middle`.
    pub fn around(middle: f64, half: f64) -> Interval {
        Interval { low: middle - half, high: middle + half }
    }
}

impl Sampling {
    /// z·√(deff·(N−n)/(N−1)·p(1−p)/n); without N, without the factor that holds it.
    ///
    /// `None` below two answers, for shares of 0 and 1 (where the formula gives no width at all,
    /// though nothing is certain), and when there are more answers than people.
    pub fn half_width(&self, share: f64, n: f64) -> Option<f64> {
        if !(share > 0.0 && share < 1.0 && n >= 2.0) {
            return None;
        }
        let finite = match self.population {
            Some(population) => self.left(population, n)? / (population as f64 - 1.0),
            None => 1.0,
        };
        Some(self.z * (self.design_effect * finite * share * (1.0 - share) / n).sqrt())
    }

    /// The interval of a share, within 0 and 1. `None` as for [`Sampling::half_width`].
    pub fn interval(&self, share: f64, n: f64) -> Option<Interval> {
        let Interval { low, high } = Interval::around(share, self.half_width(share, n)?);
        Some(Interval { low: low.max(0.0), high: high.min(1.0) })
    }

    /// The interval of a mean: z·√(deff·(N−n)/N·s²/n) to each side. `None` below two answers and
    /// when there are more answers than people.
    pub fn mean_interval(&self, mean: Mean) -> Option<Interval> {
        let Mean { mean, deviation, n } = mean;
        if !(n >= 2.0 && deviation >= 0.0) {
            return None;
        }
        // N and not N − 1, because s² has n − 1 below it already (Cochran 1977, theorem 2.2).
        let finite = match self.population {
            Some(population) => self.left(population, n)? / population as f64,
            None => 1.0,
        };
        let half = self.z * (self.design_effect * finite / n).sqrt() * deviation;
        Some(Interval::around(mean, half))
    }

    /// How many people were not asked.
    fn left(&self, population: u64, n: f64) -> Option<f64> {
        let left = population as f64 - n;
        (left >= 0.0).then_some(left)
    }

    /// Whether two independent shares differ: the interval of their difference leaves out zero.
    /// `None` as for [`Sampling::difference`].
    pub fn shares_differ(&self, one: Share, other: Share) -> Option<bool> {
        let variance = self.variance_between(one, other)?;
        Some(self.sets_apart(one.share - other.share, variance))
    }

    /// The interval of the difference of two independent shares:
    /// p₁ − p₂ ± z·√(deff·(p₁(1−p₁)/n₁ + p₂(1−p₂)/n₂)).
    ///
    /// `None` where the formula does not hold: below two answers, or when fewer than five cases,
    /// or five of the others, were to be expected on either side if there were no difference.
    ///
    /// The population plays no part in a comparison: the question is not whether two groups
    /// differ among the people who live there now, of whom they never are exactly alike, but
    /// whether anything beyond chance sets them apart (Cochran 1977, section 2.14).
    pub fn difference(&self, one: Share, other: Share) -> Option<Interval> {
        let half = self.half_between(self.variance_between(one, other)?);
        Some(Interval::around(one.share - other.share, half))
    }

    /// The variance of a difference of shares, where the normal approximation holds.
    fn variance_between(&self, one: Share, other: Share) -> Option<f64> {
        let n = one.n + other.n;
        let pooled = (one.share * one.n + other.share * other.n) / n;
        let fewest = pooled.min(1.0 - pooled) * one.n.min(other.n);
        if !(one.n >= 2.0 && other.n >= 2.0 && fewest >= FEWEST_CASES) {
            return None;
        }
        let variance = |of: Share| of.share * (1.0 - of.share) / of.n;
        Some(variance(one) + variance(other))
    }

    /// Whether two independent means differ: the interval of their difference,
    /// x₁ − x₂ ± z·√(deff·(s₁²/n₁ + s₂²/n₂)), leaves out zero. `None` below two answers.
    pub fn means_differ(&self, one: Mean, other: Mean) -> Option<bool> {
        if !(one.n >= 2.0 && other.n >= 2.0) {
            return None;
        }
        let variance = |of: Mean| of.deviation.powi(2) / of.n;
        Some(self.sets_apart(one.mean - other.mean, variance(one) + variance(other)))
    }

    fn sets_apart(&self, difference: f64, variance: f64) -> bool {
        difference.abs() > self.half_between(variance)
    }

    fn half_between(&self, variance: f64) -> f64 {
        self.z * (self.design_effect * variance).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Sampling = Sampling { z: Z_95, population: None, design_effect: 1.0 };

    fn points(half: Option<f64>) -> String {
        format!("{:.2}", half.unwrap() * 100.0)
    }

    #[test]
    fn half_a_share_has_the_published_errors() {
        for (n, printed) in [(100.0, "9.80"), (500.0, "4.38"), (800.0, "3.46"), (1_000.0, "3.10")] {
            assert_eq!(points(PLAIN.half_width(0.5, n)), printed, "n = {n}");
        }
        assert_eq!(points(PLAIN.half_width(0.1, 800.0)), "2.08");
    }

    #[test]
    fn a_small_population_narrows_and_a_design_effect_widens() {
        // 1.96 × √(400/1199 × 0.25/800) and √1.5 times the plain one.
        let small = Sampling { population: Some(1_200), ..PLAIN };
        assert_eq!(points(small.half_width(0.5, 800.0)), "2.00");
        let clustered = Sampling { design_effect: 1.5, ..PLAIN };
        assert_eq!(points(clustered.half_width(0.5, 800.0)), "4.24");
        let everybody = Sampling { population: Some(800), ..PLAIN };
        assert_eq!(everybody.half_width(0.5, 800.0), Some(0.0));
    }

    #[test]
    fn an_interval_stays_between_nobody_and_everybody() {
        let Interval { low, high } = PLAIN.interval(0.02, 50.0).unwrap();
        assert_eq!((low, (high * 1000.0).round()), (0.0, 59.0));
        let Interval { low, high } = PLAIN.interval(0.98, 50.0).unwrap();
        assert_eq!(((low * 1000.0).round(), high), (941.0, 1.0));
    }

    #[test]
    fn what_the_formula_cannot_say_is_a_dash() {
        let wrong = Sampling { population: Some(500), ..PLAIN };
        for (sampling, share, n) in [
            (PLAIN, 0.5, 0.0),
            (PLAIN, 0.5, 1.0),
            (PLAIN, 0.0, 800.0),
            (PLAIN, 1.0, 800.0),
            (PLAIN, f64::NAN, 800.0),
            (wrong, 0.5, 501.0),
        ] {
            assert_eq!(sampling.interval(share, n), None, "{share} of {n}");
        }
        let mean = |n| Mean { mean: 3.0, deviation: 1.0, n };
        assert_eq!(PLAIN.mean_interval(mean(1.0)), None);
        assert_eq!(wrong.mean_interval(mean(501.0)), None);
        assert_eq!(PLAIN.means_differ(mean(1.0), mean(800.0)), None);
    }

    #[test]
    fn a_mean_has_an_interval() {
        let mean = Mean { mean: 3.2, deviation: 1.1, n: 400.0 };
        // 1.96 × 1.1 ÷ 20, and × √(1200/1600).
        let Interval { low, high } = PLAIN.mean_interval(mean).unwrap();
        assert!((low - 3.0922).abs() < 1e-9 && (high - 3.3078).abs() < 1e-9);
        let small = Sampling { population: Some(1_600), ..PLAIN };
        let half = small.mean_interval(mean).unwrap().high - 3.2;
        assert!((half - 0.1078 * 0.75_f64.sqrt()).abs() < 1e-9);
    }

    #[test]
    fn shares_differ_when_chance_does_not_explain_them() {
        let share = |share, n| Share { share, n };
        // Six points between two times 800 are outside ±4.9, four are inside.
        assert_eq!(PLAIN.shares_differ(share(0.56, 800.0), share(0.50, 800.0)), Some(true));
        assert_eq!(PLAIN.shares_differ(share(0.54, 800.0), share(0.50, 800.0)), Some(false));
        let clustered = Sampling { design_effect: 2.0, ..PLAIN };
        assert_eq!(clustered.shares_differ(share(0.56, 800.0), share(0.50, 800.0)), Some(false));
    }

    #[test]
    fn a_difference_has_an_interval_that_agrees_with_whether_they_differ() {
        let share = |share| Share { share, n: 800.0 };
        // 1.96 × √(0.56 × 0.44/800 + 0.25/800) = 0.0488.
        let Interval { low, high } = PLAIN.difference(share(0.56), share(0.5)).unwrap();
        assert_eq!(((low * 1e4).round(), (high * 1e4).round()), (112.0, 1088.0));
        assert_eq!(PLAIN.difference(Share { share: 0.0, n: 0.0 }, share(0.5)), None);
    }

    #[test]
    fn a_handful_of_cases_is_never_marked_as_different() {
        let share = |cases: f64, n: f64| Share { share: cases / n, n };
        assert_eq!(PLAIN.shares_differ(share(0.0, 2.0), share(2.0, 2.0)), None);
        assert_eq!(PLAIN.shares_differ(share(0.0, 0.0), share(400.0, 800.0)), None);
        // Of 60 people, 0.8 % would be half a case.
        assert_eq!(PLAIN.shares_differ(share(1.0, 60.0), share(6.0, 800.0)), None);
    }

    #[test]
    fn means_differ_when_chance_does_not_explain_them() {
        let mean = |mean| Mean { mean, deviation: 1.0, n: 800.0 };
        // 1.96 × √(2/800) = 0.098.
        assert_eq!(PLAIN.means_differ(mean(3.10), mean(3.00)), Some(true));
        assert_eq!(PLAIN.means_differ(mean(3.09), mean(3.00)), Some(false));
    }
}
