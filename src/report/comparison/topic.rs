//! One topic in all surveys: its shares side by side, and the differences of the first two.

use super::{Change, earlier::Seen, mean::Means, side::Side};
use crate::answers::{Dataset, Topic};
use crate::tally::sampling::{Interval, Sampling, Share};
use crate::tally::{Base, Heading, Percent, Rounded, SMALL_BASE, Subject};

/// A topic that at least one earlier survey has.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The topic's key: an anchor within a page.
    pub key: String,
    /// 「問3　性別」, 「問8　観光の振興」.
    pub name: String,
    /// The question it belongs to; the same for all rows of a matrix.
    pub subject: Subject,
    /// The row of a matrix.
    pub row: Option<String>,
    /// Of whom the shares are.
    pub base: Base,
    /// How many people that are in each survey; `None` where it was not asked.
    pub n: Vec<Option<u32>>,
    /// A row for each choice, missings last.
    pub rows: Vec<Row>,
    /// Means of numbers and scores.
    pub means: Option<Means>,
    /// What differs between the questionnaires, a sentence each.
    pub notes: Vec<String>,
}

/// A choice in all surveys.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What is read.
    pub label: String,
    /// A figure for each survey; `None` where it could not be chosen.
    pub figures: Vec<Option<Figure>>,
    /// Today's weighted share, where there are weights.
    pub weighted: Option<Percent>,
    /// Today less the previous survey in percentage points, one decimal, from the shares before
    /// they are rounded.
    pub difference: Option<Rounded>,
    /// Set where the difference is more than chance.
    pub change: Option<Change>,
}

/// How many chose something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// People.
    pub count: u32,
    /// Of the base.
    pub percent: Percent,
}

impl Compared {
    pub(super) fn of(
        topic: &Topic,
        today: &Dataset,
        seen: &[Seen<'_>],
        base: Base,
        sampling: &Sampling,
    ) -> Compared {
        let now = Side::today(topic, today, base);
        let then = seen.iter().map(|wave| Side::then(topic, wave, base));
        let sides: Vec<Option<Side>> = std::iter::once(now).chain(then).collect();
        let row = |heading: &Heading| Row::of(heading, &sides, sampling);
        Compared {
            key: topic.key.clone(),
            name: topic.name(),
            subject: topic.subject.clone(),
            row: topic.row.clone(),
            base,
            n: sides.iter().map(|side| side.as_ref().map(|side| side.line.n)).collect(),
            rows: headings(&sides).iter().map(row).collect(),
            means: Means::of(&sides, sampling),
            notes: notes(topic, seen),
        }
    }

    /// n of a survey as it is printed: marked when small, 「-」 where it was not asked.
    pub fn printed_n(&self, survey: usize) -> String {
        match self.n.get(survey).copied().flatten() {
            Some(n) => format!("{n}{}", if n < SMALL_BASE { "*" } else { "" }),
            None => "-".into(),
        }
    }

    /// Whether any n is marked as small.
    pub fn has_small_base(&self) -> bool {
        self.n.iter().flatten().any(|&n| n < SMALL_BASE)
    }

    /// 「問8　満足度」: the question that it belongs to.
    pub fn question(&self) -> String {
        let number = self.subject.number.map_or(String::new(), |number| format!("問{number}　"));
        format!("{number}{}", self.subject.title)
    }

    /// 「問8　満足度：観光の振興」.
    pub fn heading(&self) -> String {
        match &self.row {
            Some(row) => format!("{}：{row}", self.question()),
            None => self.question(),
        }
    }
}

impl Row {
    fn of(heading: &Heading, sides: &[Option<Side>], sampling: &Sampling) -> Row {
        let figures: Vec<Option<Figure>> = sides
            .iter()
            .map(|side| side.as_ref().and_then(|side| side.figure(heading.stands)))
            .collect();
        let mut row = Row {
            label: heading.label.clone(),
            figures,
            weighted: sides.first().and_then(|side| side.as_ref()?.weighted(heading.stands)),
            difference: None,
            change: None,
        };
        if let [Some(now), Some(then), ..] = sides
            && let [Some(one), Some(other), ..] = row.figures[..]
        {
            let (one, other) = ((one.count, now.line.n), (other.count, then.line.n));
            row.difference = points(one, other);
            // How many did not answer tells of the survey rather than of the people.
            let may = heading.stands.is_answer() && !then.has_other_steps;
            let is_found = may && differ(one, other, sampling);
            row.change = row.difference.filter(|_| is_found).map(Change::of);
        }
        row
    }
}

/// 100·(c₁/n₁ − c₂/n₂), on whole numbers.
pub(in crate::report) fn points((one, n): (u32, u32), (other, m): (u32, u32)) -> Option<Rounded> {
    let [one, n, other, m] = [one, n, other, m].map(i128::from);
    Rounded::ratio(100 * (one * m - other * n), n * m, 1)
}

/// Whether both are large enough for a mark, and the interval of their difference leaves out zero.
pub(in crate::report) fn differ(one: (u32, u32), other: (u32, u32), sampling: &Sampling) -> bool {
    one.1.min(other.1) >= SMALL_BASE
        && sampling.shares_differ(share(one), share(other)) == Some(true)
}

/// From where to where that difference may be, in percentage points with one decimal. `None`
/// where the formula does not hold.
pub(in crate::report) fn interval(
    one: (u32, u32),
    other: (u32, u32),
    sampling: &Sampling,
) -> Option<[Rounded; 2]> {
    let Interval { low, high } = sampling.difference(share(one), share(other))?;
    let points = |end: f64| Rounded { units: (end * 1000.0).round() as i64, places: 1 };
    Some([points(low), points(high)])
}

fn share((count, n): (u32, u32)) -> Share {
    Share { share: f64::from(count) / f64::from(n), n: f64::from(n) }
}

/// Today's headings, and those of missings that only an earlier survey has.
fn headings(sides: &[Option<Side>]) -> Vec<Heading> {
    let mut headings: Vec<Heading> = Vec::new();
    for heading in sides.iter().flatten().flat_map(|side| &side.headings) {
        if !headings.iter().any(|known| known.stands == heading.stands) {
            headings.push(heading.clone());
        }
    }
    headings
}

/// What differs, with the survey's name where there are several.
fn notes(topic: &Topic, seen: &[Seen<'_>]) -> Vec<String> {
    let of_wave = |wave: &Seen<'_>| {
        let title = wave.earlier.title.clone();
        let named = move |note: String| {
            if seen.len() > 1 { format!("{title}：{note}") } else { note }
        };
        wave.earlier.notes(topic).into_iter().map(named).collect::<Vec<_>>()
    };
    seen.iter().flat_map(of_wave).collect()
}
