//! Axes whose marks are round numbers.

/// A stretch of numbers, and how far its marks are apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    /// The number at its beginning.
    pub(super) low: f64,
    /// The number at its end.
    pub(super) high: f64,
    step: f64,
}

impl Scale {
    /// From a mark to a mark, with all of `values` between them, and about `most` marks.
    pub(super) fn between_marks(values: impl Iterator<Item = f64>, most: usize) -> Scale {
        let (low, high) = ends(values);
        let step = round_step((high - low) / most.max(1) as f64);
        Scale { low: (low / step).floor() * step, high: (high / step).ceil() * step, step }
    }

    /// Little more than the values need: a twentieth of their range at both ends.
    pub(super) fn close_to(values: impl Iterator<Item = f64>, most: usize) -> Scale {
        let (low, high) = ends(values);
        let room = (high - low) / 20.0;
        let step = round_step((high - low) / most.max(1) as f64);
        Scale { low: low - room, high: high + room, step }
    }

    /// The same with another mark before the first.
    pub(super) fn with_one_before(self) -> Scale {
        Scale { low: self.low - self.step, ..self }
    }

    /// Where a number stands: 0 at the beginning, 1 at the end.
    pub(super) fn share(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }

    /// How far two marks are apart, as a share.
    pub(super) fn stride(&self) -> f64 {
        self.step / (self.high - self.low)
    }

    /// The round numbers of the stretch, and how they are printed.
    pub(super) fn marks(&self) -> Vec<(f64, String)> {
        let decimals = (-self.step.log10() - 1e-9).ceil().max(0.0) as usize;
        // Multiplied instead of added up: the tenth 0.1 is 1.0.
        let first = (self.low / self.step - 1e-9).ceil() as i64;
        let last = (self.high / self.step + 1e-9).floor() as i64;
        let mark = |place: i64| {
            let value = place as f64 * self.step;
            (value, format!("{value:.decimals$}"))
        };
        (first..=last).map(mark).collect()
    }
}

/// The smallest and the largest, never the same. What is no number does not count.
fn ends(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let widened = |(low, high): (f64, f64), value: f64| (low.min(value), high.max(value));
    let (low, high) =
        values.filter(|value| value.is_finite()).fold((f64::INFINITY, f64::NEG_INFINITY), widened);
    if low > high {
        (0.0, 1.0)
    } else if high - low <= low.abs().max(high.abs()) * 1e-9 {
        (low - 0.5, high + 0.5)
    } else {
        (low, high)
    }
}

/// The smallest of 1, 2, 5, 10 … (and their tenths …) that is not below `step`.
fn round_step(step: f64) -> f64 {
    let unit = 10_f64.powf(step.log10().floor());
    let times = [1.0, 2.0, 5.0].into_iter().find(|times| step <= unit * times * (1.0 + 1e-9));
    unit * times.unwrap_or(10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(scale: Scale) -> Vec<String> {
        scale.marks().into_iter().map(|(_, mark)| mark).collect()
    }

    #[test]
    fn marks_are_round_and_reach_around_the_values() {
        let scores = Scale::between_marks([38.2, 61.0].into_iter(), 5);
        assert_eq!(printed(scores), ["35", "40", "45", "50", "55", "60", "65"]);
        let means = Scale::between_marks([-0.31, 0.28].into_iter(), 6);
        assert_eq!(printed(means), ["-0.4", "-0.3", "-0.2", "-0.1", "0.0", "0.1", "0.2", "0.3"]);
        assert_eq!(
            printed(Scale::between_marks([0.0, 1_000.0].into_iter(), 2)),
            ["0", "500", "1000"]
        );
    }

    #[test]
    fn values_far_out_are_not_cut() {
        let scale = Scale::between_marks([-12.0, 118.4].into_iter(), 6);
        assert!(scale.low <= -12.0 && scale.high >= 118.4, "{scale:?}");
    }

    #[test]
    fn a_close_scale_ends_just_after_the_values() {
        let scale = Scale::close_to([0.11, 0.89].into_iter(), 8);
        assert_eq!(printed(scale), ["0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9"]);
        assert!(scale.low > 0.05 && scale.high < 0.95);
    }

    #[test]
    fn one_value_or_none_still_makes_a_scale() {
        for values in [vec![], vec![f64::NAN], vec![3.0], vec![0.0, 0.0]] {
            let scale = Scale::between_marks(values.iter().copied(), 5);
            assert!(scale.high > scale.low && scale.marks().len() > 1, "{values:?}");
        }
        let scale = Scale::between_marks([3.0].into_iter(), 5);
        assert!((scale.share(3.0) - 0.5).abs() < 1e-9);
    }
}
