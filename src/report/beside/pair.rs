//! One question in both surveys.

use super::Counting;
use crate::{
    answers::{Dataset, Topic},
    report::comparison::{Change, Figure, differ, interval, points},
    tally::{Base, Heading, Line, Percent, Rounded, SMALL_BASE, Shape, Stands, Table},
};

/// A question that both surveys have asked with the same codes.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The topic's key in this survey: an anchor within a page.
    pub key: String,
    /// 「問2　住みやすさ…」 in this survey and in the other.
    pub wordings: [String; 2],
    /// What kind of question it is.
    pub shape: Shape,
    /// Of whom the shares are.
    pub base: Base,
    /// How many people that are.
    pub n: [u32; 2],
    /// A column for each choice in the order of this survey, missings last.
    pub columns: Vec<Column>,
}

/// A choice in both surveys.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What is read in this survey.
    pub label: String,
    /// What is read in the other, where that differs.
    pub other_label: Option<String>,
    /// People and shares.
    pub figures: [Figure; 2],
    /// The other survey's weighted share, where it has weights.
    pub weighted: Option<Percent>,
    /// This survey less the other in percentage points, from the shares before they are rounded
    /// and weighted.
    pub difference: Option<Rounded>,
    /// From where to where that difference may be (95 % for z = 1.96); `None` for missings, and
    /// where the formula does not hold.
    pub interval: Option<[Rounded; 2]>,
    /// Set where the difference is more than chance.
    pub change: Option<Change>,
}

/// A question in one survey, counted.
struct Side {
    headings: Vec<Heading>,
    line: Line,
}

impl Pair {
    pub(super) fn of(counting: &Counting<'_>, [here, there]: [&Topic; 2]) -> Option<Pair> {
        let ours = Side::of(counting.ours, here, counting.base)?;
        let theirs = Side::of(counting.theirs, there, counting.base)?;
        let sides = [ours, theirs];
        let column = |stands: Stands| Column::of(stands, &sides, counting);
        Some(Pair {
            key: here.key.clone(),
            wordings: [here.name(), there.name()],
            shape: here.subject.shape,
            base: counting.base,
            n: [sides[0].line.n, sides[1].line.n],
            columns: headings(&sides).into_iter().map(column).collect(),
        })
    }

    /// n of a survey as it is printed: marked when it is small.
    pub fn printed_n(&self, survey: usize) -> String {
        let n = self.n.get(survey).copied().unwrap_or_default();
        format!("{n}{}", if n < SMALL_BASE { "*" } else { "" })
    }

    /// Whether either n is marked as small.
    pub fn has_small_base(&self) -> bool {
        self.n.iter().any(|&n| n < SMALL_BASE)
    }
}

impl Column {
    fn of(stands: Stands, sides: &[Side; 2], counting: &Counting<'_>) -> Column {
        let [ours, theirs] = sides;
        let figures = [ours.figure(stands), theirs.figure(stands)];
        let one = (figures[0].count, ours.line.n);
        let other = (figures[1].count, theirs.line.n);
        let sampling = &counting.sampling;
        let difference = points(one, other);
        // How many did not answer tells of the survey rather than of the people.
        let is_answer = stands.is_answer();
        let is_found = is_answer && differ(one, other, sampling);
        let label = ours.label(stands).or(theirs.label(stands)).unwrap_or_default();
        Column {
            label: label.to_owned(),
            other_label: theirs.label(stands).filter(|&other| other != label).map(str::to_owned),
            figures,
            weighted: theirs.weighted(stands),
            difference,
            interval: interval(one, other, sampling).filter(|_| is_answer),
            change: difference.filter(|_| is_found).map(Change::of),
        }
    }

    /// 「-1.2〜+5.3」; 「-」 where nothing can be said.
    pub fn printed_interval(&self) -> String {
        let signed = |end| crate::report::comparison::signed(Some(end));
        self.interval.map_or("-".into(), |[low, high]| format!("{}〜{}", signed(low), signed(high)))
    }
}

impl Side {
    fn of(dataset: &Dataset, topic: &Topic, base: Base) -> Option<Side> {
        let Table { headings, lines, .. } = dataset.cross(topic, &[], base);
        Some(Side { headings, line: lines.into_iter().next()? })
    }

    fn place(&self, stands: Stands) -> Option<usize> {
        self.headings.iter().position(|heading| heading.stands == stands)
    }

    fn label(&self, stands: Stands) -> Option<&str> {
        self.place(stands).map(|place| self.headings[place].label.as_str())
    }

    /// 無効 has no heading where nobody is behind it.
    fn figure(&self, stands: Stands) -> Figure {
        let count = self.place(stands).map_or(0, |place| self.line.counts[place]);
        Figure { count, percent: Percent::of(count, self.line.n) }
    }

    fn weighted(&self, stands: Stands) -> Option<Percent> {
        let weighted = self.line.weighted.as_ref()?;
        Some(self.place(stands).map_or(Percent::None, |place| weighted.percent(place)))
    }
}

/// The headings of this survey, and missings that only the other has.
fn headings(sides: &[Side; 2]) -> Vec<Stands> {
    let mut all: Vec<Stands> = Vec::new();
    for heading in sides.iter().flat_map(|side| &side.headings) {
        if !all.contains(&heading.stands) {
            all.push(heading.stands);
        }
    }
    all
}
