//! The same figures for everybody and for each group: by the attributes that the form names.

use super::Source;
use super::measure::{Measure, Measured};
use super::people::People;
use crate::answers::{Dataset, Topic};
use crate::tally::{Shape, WHOLE};

/// Some people, and what they come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The attribute, such as 性別; empty for everybody.
    pub within: String,
    /// Who they are, such as 女性.
    pub label: String,
    /// How many they are.
    pub people: u32,
    /// The overall questions that the form asks, in order.
    pub overall: Vec<Measured>,
    /// The factors, in order.
    pub factors: Vec<Measured>,
}

/// Everybody, then every group of every attribute in the order of the choices. Who did not tell
/// the attribute is in no group of it.
pub(super) fn all(source: &Source, dataset: &Dataset, everybody: &People<'_>) -> Vec<Group> {
    let mut groups = vec![group(source, String::new(), WHOLE.to_owned(), everybody)];
    let breakdowns = &dataset.form().report.breakdowns;
    let topics = breakdowns.iter().filter_map(|key| dataset.topic(key));
    for topic in topics.filter(|topic| topic.is_breakdown()) {
        for (place, (code, label)) in topic.codes().into_iter().enumerate() {
            let people = People::of(source, dataset, &rows(dataset, topic, (place, code)));
            groups.push(group(source, topic.short_name().to_owned(), label, &people));
        }
    }
    groups
}

/// The rows of those who gave an answer, by its place among the choices and its code.
fn rows(dataset: &Dataset, topic: &Topic, (place, code): (usize, i16)) -> Vec<usize> {
    let field = dataset.field(&topic.key);
    let (column, wanted) = match topic.subject.shape {
        Shape::Multiple => (field.get(place), 1),
        _ => (field.first(), code),
    };
    let cells = column.map_or(&[][..], |column| &column.cells);
    cells.iter().enumerate().filter(|(_, cell)| **cell == wanted).map(|(row, _)| row).collect()
}

fn group(source: &Source, within: String, label: String, people: &People<'_>) -> Group {
    let indicator = &source.indicator;
    let overall = indicator.overall.iter().filter(|one| people.were_asked(&one.id));
    Group {
        within,
        label,
        people: people.size,
        overall: overall.map(|one| people.overall(one).measured(Measure::of_item)).collect(),
        factors: indicator
            .factors
            .iter()
            .map(|factor| people.factor(factor).measured(Measure::of_factor))
            .collect(),
    }
}
