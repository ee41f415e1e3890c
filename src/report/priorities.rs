//! 満足度×重要度: which items to improve first, for everybody and for each group.
//!
//! All figures are finished here. Screen, charts and workbook write them as they are.

mod asked;
mod field;
#[cfg(test)]
pub(super) mod fixture;
mod group;
mod judgement;
mod notes;

pub use asked::{Asked, Cells, Order};
pub use field::{Axes, Field, Placement, Standing};
pub use group::{Figure, Group};
pub use judgement::Judgement;

use super::settings::Across;
use crate::answers::{Dataset, Split, Topic};
use crate::form::{Form, Kind};
use crate::tally::quadrant::Quadrant;
use crate::tally::{Base, Count, LineKind, Rounded, Stub, Tally};

/// The two judgements of all items, set against each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Priorities {
    /// What runs across in the chart.
    pub across: Across,
    /// How the figures came about, a sentence each.
    pub notes: Vec<String>,
    /// What was judged, in the order of the form.
    pub items: Vec<Item>,
    /// The judgements of everybody.
    pub everybody: Group,
    /// Those of the groups by which the form breaks answers down.
    pub groups: Vec<Group>,
}

/// What people judged: a row of both matrices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// 1, 2 …, through all matrices.
    pub number: u32,
    /// Its full name.
    pub label: String,
}

impl Priorities {
    /// Sets the judgements against each other. Shares of the two best answers are over `base`.
    /// `None`: the form does not say that it has such judgements.
    pub fn of(dataset: &Dataset, across: Across, base: Base) -> Option<Priorities> {
        let pairs = pairs(dataset)?;
        let stub = dataset.stub(&splits(dataset.form()));
        let everyone = 0..dataset.people();
        let counted: Vec<[Counted; 2]> = pairs
            .iter()
            .map(|pair| pair.map(|topic| (topic, dataset.count(topic, &stub, everyone.clone()))))
            .collect();
        let group = |(line, word): (usize, String)| {
            let judged = |count: fn(Count) -> u64| {
                let judge = |(topic, tallies): &Counted| {
                    Judgement::of(&tallies[line], &topic.scores, base, count)
                };
                Field::of(counted.iter().map(|[one, other]| (judge(one), judge(other))))
            };
            Group {
                word,
                within: stub.lines()[line].within.concat(),
                label: stub.lines()[line].label.clone(),
                people: people(&counted, line),
                plain: judged(|count| count.people.into()),
                weighted: dataset.weights().map(|_| judged(|count| count.weight)),
            }
        };
        let mut groups = lines(dataset, &stub).map(group);
        Some(Priorities {
            across,
            notes: notes::notes(&pairs, base, dataset.weights().is_some()),
            items: items(&pairs),
            everybody: groups.next()?,
            groups: groups.collect(),
        })
    }

    /// Everybody, then the groups.
    pub fn all(&self) -> impl Iterator<Item = &Group> {
        std::iter::once(&self.everybody).chain(&self.groups)
    }

    /// The names above the groups, and how many stand below each; none above everybody.
    pub fn breakdowns(&self) -> Vec<(&str, usize)> {
        let mut names: Vec<(&str, usize)> = Vec::new();
        for group in self.all() {
            match names.last_mut() {
                Some((name, width)) if *name == group.within => *width += 1,
                _ => names.push((&group.within, 1)),
            }
        }
        names
    }

    /// The group of a word such as `age:3`; everybody when there is none.
    pub fn group(&self, word: &str) -> &Group {
        self.groups.iter().find(|group| group.word == word).unwrap_or(&self.everybody)
    }

    /// Two figures as they run in the chart: across, then upwards.
    pub fn turned<T>(&self, satisfaction: T, importance: T) -> (T, T) {
        match self.across {
            Across::Satisfaction => (satisfaction, importance),
            Across::Importance => (importance, satisfaction),
        }
    }

    /// Where an item lies in the chart, by the figures that the table prints; nowhere without
    /// both scores.
    pub fn spot(&self, placement: &Placement) -> Option<(Rounded, Rounded)> {
        placement.standing?;
        Some(self.turned(placement.satisfaction.mean?, placement.importance.mean?))
    }

    /// Where the quadrants lie: above left, above right, below left, below right.
    pub fn corners(&self) -> [Quadrant; 4] {
        use Quadrant::{Improve, ImproveFirst, Keep, KeepFirst};
        match self.across {
            Across::Satisfaction => [ImproveFirst, KeepFirst, Improve, Keep],
            Across::Importance => [Keep, KeepFirst, Improve, ImproveFirst],
        }
    }
}

/// A judgement of an item with what was counted of it, a tally for each line.
type Counted<'d> = (&'d Topic, Vec<Tally>);

/// Satisfaction with each item and its importance. The rows of both stems are the same, though
/// they may be spread over several matrices in another order.
fn pairs(dataset: &Dataset) -> Option<Vec<[&Topic; 2]>> {
    let named = dataset.form().report.priorities.as_ref()?;
    let rows = dataset.form().questions().filter_map(|question| match &question.kind {
        Kind::Matrix { stem, rows, .. } if *stem == named.satisfaction => Some(rows),
        _ => None,
    });
    let topic = |stem: &str, row: &str| dataset.topic(&format!("{stem}_{row}"));
    let pair = |id: &str| Some([topic(&named.satisfaction, id)?, topic(&named.importance, id)?]);
    Some(rows.flatten().filter_map(|row| pair(&row.id)).collect())
}

fn splits(form: &Form) -> Vec<Split> {
    form.report.breakdowns.iter().map(Split::by).collect()
}

/// The places of the lines that are groups, each with its word in addresses. Whoever left a
/// breakdown blank is no group that an office could do something for.
fn lines<'s>(dataset: &Dataset, stub: &'s Stub) -> impl Iterator<Item = (usize, String)> + use<'s> {
    let breakdowns = dataset.form().report.breakdowns.iter().filter_map(|key| dataset.topic(key));
    let mut words = vec![String::new()];
    for topic in breakdowns {
        words.extend(topic.codes().iter().map(|(code, _)| format!("{}:{code}", topic.key)));
    }
    let groups = stub.lines().iter().enumerate().filter(|(_, line)| line.kind != LineKind::Missing);
    groups.map(|(place, _)| place).zip(words)
}

/// Everybody who stands in a line, asked or not.
fn people(counted: &[[Counted; 2]], line: usize) -> u32 {
    counted.first().map_or(0, |[(_, tallies), _]| tallies[line].over(Base::All).people)
}

fn items(pairs: &[[&Topic; 2]]) -> Vec<Item> {
    let item = |(number, [topic, _]): (u32, &[&Topic; 2])| Item {
        number,
        label: topic.short_name().to_owned(),
    };
    (1..).zip(pairs).map(item).collect()
}

#[cfg(test)]
mod tests;
