//! Satisfaction × importance (満足度×重要度): which measures to improve first.
//!
//! Scores are means of answers from +2 to −2 (or any other scale, the same for all measures),
//! without わからない. The axes are the means over the measures, each measure counting the same.

/// Scores that differ by less are equal: a mean of means is not exact in floats.
const SAME: f64 = 1e-9;

/// Where a measure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Quadrant {
    /// 重点改善: important, dissatisfied.
    ImproveFirst,
    /// 重点維持: important, satisfied.
    KeepFirst,
    /// 改善: less important, dissatisfied.
    Improve,
    /// 維持: less important, satisfied.
    Keep,
}

impl Quadrant {
    /// All four, the most pressing first.
    pub const ALL: [Quadrant; 4] =
        [Quadrant::ImproveFirst, Quadrant::KeepFirst, Quadrant::Improve, Quadrant::Keep];

    /// Its name as it is printed.
    pub fn label(self) -> &'static str {
        match self {
            Quadrant::ImproveFirst => "重点改善",
            Quadrant::KeepFirst => "重点維持",
            Quadrant::Improve => "改善",
            Quadrant::Keep => "維持",
        }
    }

    /// What it means, in comparison with the other measures.
    pub fn meaning(self) -> &'static str {
        match self {
            Quadrant::ImproveFirst => "重要度が高く、満足度が低い",
            Quadrant::KeepFirst => "重要度も満足度も高い",
            Quadrant::Improve => "重要度も満足度も低い",
            Quadrant::Keep => "重要度が低く、満足度が高い",
        }
    }

    /// Both: 「重点改善（重要度が高く、満足度が低い）」.
    pub fn explained(self) -> String {
        format!("{}（{}）", self.label(), self.meaning())
    }

    fn of(is_important: bool, is_satisfied: bool) -> Quadrant {
        match (is_important, is_satisfied) {
            (true, false) => Quadrant::ImproveFirst,
            (true, true) => Quadrant::KeepFirst,
            (false, false) => Quadrant::Improve,
            (false, true) => Quadrant::Keep,
        }
    }
}

/// The mean scores of a measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scores {
    /// 満足度.
    pub satisfaction: f64,
    /// 重要度.
    pub importance: f64,
}

/// The measures on their field.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Where the axes cut: the mean over the measures.
    pub axes: Scores,
    /// The measures in the order given. `None` for one without answers: printed as 「-」.
    pub measures: Vec<Option<Placed>>,
}

/// A measure on the field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// Its scores.
    pub scores: Scores,
    /// Where it stands. On an axis is satisfied, and is important.
    pub quadrant: Quadrant,
    /// The need for improvement, z(importance) − z(satisfaction): how many standard deviations
    /// more important than satisfactory. z is over the measures, with their population standard
    /// deviation (divided by their number, because they are all there are).
    pub need: f64,
    /// 1 for the greatest need. Equal needs share a rank, and the next is left out.
    pub rank: u32,
}

/// Places the measures. `None` when there is nothing to compare: fewer than two measures with
/// answers, or all of them equally satisfactory or equally important.
pub fn field(measures: &[Option<Scores>]) -> Option<Field> {
    let scored = || measures.iter().flatten();
    let (satisfaction, satisfaction_spread) = spread(scored().map(|scores| scores.satisfaction))?;
    let (importance, importance_spread) = spread(scored().map(|scores| scores.importance))?;
    let need = |scores: &Scores| {
        (scores.importance - importance) / importance_spread
            - (scores.satisfaction - satisfaction) / satisfaction_spread
    };
    let needs: Vec<f64> = scored().map(need).collect();
    let place = |scores: &Scores| {
        let need = need(scores);
        Placed {
            scores: *scores,
            quadrant: Quadrant::of(
                scores.importance > importance - SAME,
                scores.satisfaction > satisfaction - SAME,
            ),
            need,
            rank: 1 + needs.iter().filter(|&&other| other > need + SAME).count() as u32,
        }
    };
    Some(Field {
        axes: Scores { satisfaction, importance },
        measures: measures.iter().map(|scores| scores.as_ref().map(place)).collect(),
    })
}

/// Mean and population standard deviation; `None` when there is no spread.
fn spread(values: impl Iterator<Item = f64> + Clone) -> Option<(f64, f64)> {
    let n = values.clone().count() as f64;
    let mean = values.clone().sum::<f64>() / n;
    let deviation = (values.map(|value| (value - mean).powi(2)).sum::<f64>() / n).sqrt();
    // Without values the deviation is no number, and so not above anything.
    (deviation > SAME).then_some((mean, deviation))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(satisfaction: f64, importance: f64) -> Option<Scores> {
        Some(Scores { satisfaction, importance })
    }

    #[test]
    fn the_axes_cut_at_the_mean_of_the_measures() {
        let placed =
            field(&[scores(-0.5, 1.5), scores(0.5, 1.5), scores(-0.5, 0.5), scores(0.5, 0.5)]);
        let Field { axes, measures } = placed.unwrap();
        assert_eq!(axes, Scores { satisfaction: 0.0, importance: 1.0 });
        let labels: Vec<_> =
            measures.iter().map(|placed| placed.unwrap().quadrant.label()).collect();
        assert_eq!(labels, ["重点改善", "重点維持", "改善", "維持"]);
    }

    #[test]
    fn need_counts_in_standard_deviations_of_the_measures() {
        // Means 0 and 1; population deviations √(2/3) and √(2/3)·0.5.
        let placed = field(&[scores(1.0, 1.0), scores(-1.0, 1.5), scores(0.0, 0.5)]).unwrap();
        let one = 1.5_f64.sqrt();
        let needs: Vec<_> = placed.measures.iter().map(|placed| placed.unwrap().need).collect();
        for (need, expected) in needs.iter().zip([-one, 2.0 * one, -one]) {
            assert!((need - expected).abs() < 1e-12, "{need}");
        }
        let ranks: Vec<_> = placed.measures.iter().map(|placed| placed.unwrap().rank).collect();
        assert_eq!(ranks, [2, 1, 2]);
    }

    #[test]
    fn after_a_shared_rank_the_next_is_left_out() {
        let placed =
            field(&[scores(0.1, 0.3), scores(0.1, 0.3), scores(0.7, 0.1), scores(0.3, 0.2)]);
        let ranks: Vec<_> =
            placed.unwrap().measures.iter().map(|placed| placed.unwrap().rank).collect();
        assert_eq!(ranks, [1, 1, 4, 3]);
    }

    #[test]
    fn a_measure_on_an_axis_counts_as_satisfied_and_important() {
        // 0.1, 0.2 and 0.3 have a mean of 0.20000000000000004 in floats.
        let placed = field(&[scores(0.1, 0.3), scores(0.2, 0.2), scores(0.3, 0.1)]).unwrap();
        assert_eq!(placed.measures[1].unwrap().quadrant, Quadrant::KeepFirst);
    }

    #[test]
    fn a_measure_without_answers_is_a_dash_and_moves_no_axis() {
        let with = field(&[scores(0.5, 1.0), None, scores(-0.5, 2.0)]).unwrap();
        assert_eq!(with.axes, Scores { satisfaction: 0.0, importance: 1.5 });
        assert_eq!(with.measures[1], None);
        assert_eq!(with.measures[2].unwrap().rank, 1);
    }

    #[test]
    fn nothing_to_compare_is_no_number() {
        assert_eq!(field(&[]), None);
        assert_eq!(field(&[None, None]), None);
        assert_eq!(field(&[scores(0.5, 1.0), None]), None);
        assert_eq!(field(&[scores(0.1, 1.0), scores(0.1, 2.0), scores(0.1, 3.0)]), None);
        assert_eq!(field(&[scores(0.5, 1.1), scores(0.7, 1.1), scores(0.6, 1.1)]), None);
    }
}
