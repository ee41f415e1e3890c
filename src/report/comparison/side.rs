//! One topic in one survey, counted.

use super::{earlier::Seen, topic::Figure};
use crate::answers::{Dataset, Topic};
use crate::tally::{Base, Heading, Line, Percent, Shape, Stands, Summary, Table};

/// The counts of a topic in a survey that asked it.
pub(super) struct Side {
    pub(super) headings: Vec<Heading>,
    pub(super) line: Line,
    pub(super) shape: Shape,
    /// Codes of today that could not be chosen.
    lacks: Vec<i16>,
    /// Whether scored choices are among them: then the others are other steps, too.
    pub(super) has_other_steps: bool,
}

impl Side {
    /// Today's side.
    pub(super) fn today(topic: &Topic, dataset: &Dataset, base: Base) -> Option<Side> {
        Side::new(dataset.cross(topic, &[], base), Vec::new(), false)
    }

    /// The side of an earlier survey; `None` where it did not ask.
    pub(super) fn then(topic: &Topic, seen: &Seen<'_>, base: Base) -> Option<Side> {
        if !seen.earlier.has(topic) {
            return None;
        }
        let codes = topic.codes();
        let lacks: Vec<i16> = codes
            .iter()
            .map(|(code, _)| *code)
            .filter(|&code| !seen.earlier.offered(topic, code))
            .collect();
        let is_lost_step = |((code, _), score): (&(i16, String), &Option<i16>)| {
            score.is_some() && lacks.contains(code)
        };
        let has_other_steps = codes.iter().zip(&topic.scores).any(is_lost_step);
        Side::new(seen.dataset.cross(topic, &[], base), lacks, has_other_steps)
    }

    fn new(table: Table, lacks: Vec<i16>, has_other_steps: bool) -> Option<Side> {
        let Table { subject, headings, lines, .. } = table;
        let line = lines.into_iter().next()?;
        Some(Side { headings, line, shape: subject.shape, lacks, has_other_steps })
    }

    /// The count below a heading; `None` where it could not be chosen.
    pub(super) fn figure(&self, stands: Stands) -> Option<Figure> {
        if matches!(stands, Stands::Code(code) if self.lacks.contains(&code)) {
            return None;
        }
        // 無効 has no heading where nobody is behind it.
        let count = self.place(stands).map_or(0, |place| self.line.counts[place]);
        Some(Figure { count, percent: Percent::of(count, self.line.n) })
    }

    /// The weighted share below a heading.
    pub(super) fn weighted(&self, stands: Stands) -> Option<Percent> {
        let weighted = self.line.weighted.as_ref()?;
        Some(self.place(stands).map_or(Percent::None, |place| weighted.percent(place)))
    }

    /// What numbers or scores come to; `None` where there are none, or the steps were others.
    pub(super) fn summary(&self) -> Option<Summary> {
        match self.shape {
            _ if self.has_other_steps => None,
            Shape::Scale | Shape::Number => self.line.summary,
            _ => self.line.score.map(|score| score.summary),
        }
    }

    fn place(&self, stands: Stands) -> Option<usize> {
        self.headings.iter().position(|heading| heading.stands == stands)
    }
}
