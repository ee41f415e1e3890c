//! How the answers to an indicator are spread: shares over the base of the report, as in 単純集計.

use super::Source;
use crate::answers::Dataset;
use crate::form::indicator;
use crate::tally::{Base, Heading, Line, LineKind, Shape, Stands, Subject, Table, Weighted};

/// The table of one item or overall question, to stand among others.
struct Alone {
    within: Vec<String>,
    label: String,
    table: Table,
}

/// One table of all items that the form asks, by factor, the highest step first.
pub(super) fn items(source: &Source, dataset: &Dataset, base: Base) -> Table {
    let indicator = &source.indicator;
    let mut all = Vec::new();
    for factor in &indicator.factors {
        for item in indicator.items_of(&factor.id) {
            let within = vec![factor.label.clone()];
            all.extend(alone(source, dataset, (&item.id, &item.label), within, base));
        }
    }
    let title = format!("{}：項目ごとの回答の分布", indicator.title);
    together(("items", title, Shape::Matrix), all, indicator.steps, base)
}

/// The overall questions in one table for each scale, the highest step first.
pub(super) fn overall(source: &Source, dataset: &Dataset, base: Base) -> Vec<Table> {
    let steps = |one: &indicator::Overall| (one.min, one.max);
    let all = &source.indicator.overall;
    let mut scales: Vec<(i16, i16)> = Vec::new();
    for scale in all.iter().map(steps) {
        if !scales.contains(&scale) {
            scales.push(scale);
        }
    }
    let table = |scale: (i16, i16)| {
        let of_scale = all.iter().filter(|one| steps(one) == scale);
        let alone = of_scale.filter_map(|one| {
            alone(source, dataset, (&one.id, &one.label), vec!["全体の質問".into()], base)
        });
        let alone: Vec<Alone> = alone.collect();
        let (low, high) = scale;
        let title = format!("全体の質問の回答の分布（{low}〜{high}）");
        let id = format!("overall-{low}-{high}");
        (!alone.is_empty()).then(|| together((&id, title, Shape::Scale), alone, scale, base))
    };
    scales.into_iter().filter_map(table).collect()
}

/// `None` where the form does not ask it.
fn alone(
    source: &Source,
    dataset: &Dataset,
    (key, label): (&str, &str),
    within: Vec<String>,
    base: Base,
) -> Option<Alone> {
    let topic = dataset.topic(&source.field(dataset.form(), key)?)?;
    Some(Alone { within, label: label.to_owned(), table: dataset.cross(topic, &[], base) })
}

/// Puts tables of one line below one another. The headings are those that any of them has: steps
/// from the highest down, other answers, missings.
fn together(
    (id, title, shape): (&str, String, Shape),
    all: Vec<Alone>,
    steps: (i16, i16),
    base: Base,
) -> Table {
    let mut headings: Vec<Heading> = Vec::new();
    for heading in all.iter().flat_map(|alone| &alone.table.headings) {
        if !headings.iter().any(|known| known.stands == heading.stands) {
            headings.push(heading.clone());
        }
    }
    headings.sort_by_key(|heading| order(heading.stands, steps));
    for heading in &mut headings {
        // The words at the two ends of a scale differ from question to question.
        if let (Stands::Code(code), Shape::Scale) = (heading.stands, shape) {
            heading.label = code.to_string();
        }
    }
    let lines = all.into_iter().filter_map(|alone| {
        let line = alone.table.lines.first()?;
        let moved = moved(line, &alone.table, &headings);
        Some(Line { within: alone.within, label: alone.label, ..moved })
    });
    let lines = lines.collect();
    let subject = Subject { id: id.into(), number: None, title, shape };
    Table { subject, base, headings, lines }
}

/// Steps from the highest down, other answers, then whoever gave none.
fn order(stands: Stands, (first, last): (i16, i16)) -> (u8, i16) {
    match stands {
        Stands::Code(code) if (first..=last).contains(&code) => (0, -code),
        Stands::Code(code) => (1, code),
        Stands::Filled => (2, 0),
        Stands::NoAnswer => (3, 0),
        Stands::Unusable => (4, 0),
        Stands::NotAsked => (5, 0),
    }
}

/// A line below other headings. What its own table does not have, nobody chose.
fn moved(line: &Line, table: &Table, headings: &[Heading]) -> Line {
    let places: Vec<Option<usize>> = headings
        .iter()
        .map(|heading| table.headings.iter().position(|own| own.stands == heading.stands))
        .collect();
    let counts = places.iter().map(|at| at.map_or(0, |at| line.counts[at])).collect();
    let weighted = line.weighted.as_ref().map(|weighted| Weighted {
        counts: places.iter().map(|at| at.map_or(0, |at| weighted.counts[at])).collect(),
        ..weighted.clone()
    });
    // The score of a choice knows nothing of reversal: means stand in a table of their own.
    Line { counts, weighted, score: None, kind: LineKind::Category, ..line.clone() }
}
