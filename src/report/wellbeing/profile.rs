//! The profile of a town: all factors around a circle, for the radar on the screen and in the
//! workbook.

use super::measure::Measure;
use super::{Figures, Wellbeing};
use crate::tally::Rounded;

/// The lines of a radar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Whether they show 偏差値, around 50; otherwise means on the steps of the answers.
    pub is_score: bool,
    /// The factors.
    pub axes: Vec<String>,
    /// What each line is, and a value for each factor; a gap where nothing can be said.
    pub lines: Vec<(String, Vec<Option<Rounded>>)>,
}

/// The ring of the base group.
pub const BASE: f64 = 50.0;

impl Profile {
    /// `None` when no factor has a value.
    pub(super) fn of(of: &Wellbeing) -> Option<Profile> {
        let is_score = of.has_scores();
        let value = |measure: &Measure| {
            let estimate = if is_score { measure.score } else { measure.mean };
            Some(estimate?.value)
        };
        let published = |figures: &Figures| {
            let published = figures.comparison?;
            if is_score { published.score } else { published.value }
        };
        let line = |label: &str, value: &dyn Fn(&Figures) -> Option<Rounded>| {
            let values = of.factors.iter().map(|factor| value(&factor.figures)).collect();
            (label.to_owned(), values)
        };
        let today = if of.is_weighted { "今回（ウェイト補正後）" } else { "今回" };
        let mut lines = vec![line(today, &|figures| value(figures.measured.shown()))];
        if let Some(earlier) = &of.earlier {
            lines.push(line(earlier, &|figures| value(&figures.earlier?)));
        }
        if let Some(comparison) = &of.comparison {
            lines.push(line(comparison, &published));
        }
        let axes = of.factors.iter().map(|factor| factor.label.clone()).collect();
        let profile = Profile { is_score, axes, lines };
        profile.today().iter().any(Option::is_some).then_some(profile)
    }

    /// The values of today.
    fn today(&self) -> &[Option<Rounded>] {
        self.lines.first().map_or(&[], |(_, values)| values)
    }

    /// What the values are.
    pub fn measure(&self) -> &'static str {
        if self.is_score { "偏差値" } else { "平均（実数）" }
    }

    /// From where to where an axis must reach so that nothing is cut, and how far its rings are
    /// apart: round numbers, the base among them, and some room below the smallest value, where
    /// all lines meet.
    pub fn rings(&self) -> Rings {
        let values = self.lines.iter().flat_map(|(_, values)| values).flatten();
        let base = self.is_score.then_some(BASE);
        let values: Vec<f64> = values.map(|value| value.value()).chain(base).collect();
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let step = match (self.is_score, high - low) {
            (true, range) if range <= 60.0 => 10.0,
            (true, range) if range <= 150.0 => 25.0,
            (true, _) => 50.0,
            (false, _) => 0.5,
        };
        let low = (low / step - 0.5).floor() * step;
        Rings { low, high: ((high / step).ceil() * step).max(low + step), step }
    }
}

/// The rings of a radar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rings {
    /// The number in the middle.
    pub low: f64,
    /// The number of the outermost.
    pub high: f64,
    /// From one to the next.
    pub step: f64,
}
