//! A cross table as HTML: every figure in a cell of its own, so that it can be copied.

use maud::{Markup, html};

use crate::tally::{Line, LineKind, Percent, Rounded, Shape, Table};

/// What stands in the cells.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Cells {
    /// Percentages, weighted ones below the plain ones.
    Percents,
    /// Numbers of people.
    Counts,
}

/// The lines of a cross table under their headings.
pub(super) fn table(id: &str, caption: &str, table: &Table, cells: Cells) -> Markup {
    let depth = table.lines.iter().map(|line| line.within.len()).max().unwrap_or(0);
    let extras = Extras::of(table);
    let weighted = cells == Cells::Percents && table.is_weighted();
    html! {
        div.table-wide tabindex="0" role="region" aria-label=(caption) {
            table.numbers.cross id=(id) {
                caption { (caption) }
                thead { tr {
                    @for _ in 0..depth { th scope="col" { "区分" } }
                    th scope="col" { "項目" }
                    @if weighted { th scope="col" { "値" } }
                    th scope="col" { "n" }
                    @for heading in &table.headings { th scope="col" { (heading.label) } }
                    @if cells == Cells::Percents { @for name in extras.names() { th scope="col" { (name) } } }
                } }
                tbody {
                    @for line in &table.lines {
                        (row(table, line, depth, cells, weighted, &extras))
                        @if weighted { (weighted_row(table, line, depth, &extras)) }
                    }
                }
            }
        }
    }
}

fn labels(line: &Line, depth: usize) -> Markup {
    html! {
        @for place in 0..depth { th scope="row" { (line.within.get(place).map_or("", String::as_str)) } }
        th scope="row" { (line.label) }
    }
}

fn row(
    table: &Table,
    line: &Line,
    depth: usize,
    cells: Cells,
    weighted: bool,
    extras: &Extras,
) -> Markup {
    html! {
        tr.total[line.kind == LineKind::Whole].missing[line.kind == LineKind::Missing] {
            (labels(line, depth))
            @if weighted { td { "補正前" } }
            td { (line.printed_n()) }
            @for place in 0..table.headings.len() {
                td {
                    @match cells {
                        Cells::Percents => (line.percent(place)),
                        Cells::Counts => (line.counts[place]),
                    }
                }
            }
            @if cells == Cells::Percents {
                @for value in extras.plain(line) { td { (value) } }
            }
        }
    }
}

fn weighted_row(table: &Table, line: &Line, depth: usize, extras: &Extras) -> Markup {
    let weighted = line.weighted.as_ref();
    let share = |place| weighted.map_or(Percent::None, |weighted| weighted.percent(place));
    html! {
        tr.weighted {
            (labels(line, depth))
            td { "補正後" }
            td { (printed(weighted.and_then(|weighted| weighted.printed_n()))) }
            @for place in 0..table.headings.len() { td { (share(place)) } }
            @for value in extras.weighted(line) { td { (value) } }
        }
    }
}

/// What stands beside the shares: means of numbers, scores of scored choices.
struct Extras {
    mean: bool,
    score: bool,
}

impl Extras {
    fn of(table: &Table) -> Extras {
        Extras {
            mean: matches!(table.subject.shape, Shape::Scale | Shape::Number),
            score: table.lines.iter().any(|line| line.score.is_some()),
        }
    }

    fn names(&self) -> Vec<&'static str> {
        let mut names = Vec::new();
        if self.mean {
            names.extend(["平均", "中央値"]);
        }
        if self.score {
            names.extend(["平均点", "上位2つの計"]);
        }
        names
    }

    fn plain(&self, line: &Line) -> Vec<String> {
        let mut values = Vec::new();
        if self.mean {
            let summary = line.summary;
            values.push(printed(summary.and_then(|summary| summary.mean)));
            values.push(printed(summary.and_then(|summary| summary.median)));
        }
        if self.score {
            values.push(printed(line.score.and_then(|score| score.summary.mean)));
            values.push(line.top_two().to_string());
        }
        values
    }

    fn weighted(&self, line: &Line) -> Vec<String> {
        let mut values = Vec::new();
        if self.mean {
            values.push(printed(line.summary.and_then(|summary| summary.weighted_mean)));
            values.push(String::new());
        }
        if self.score {
            values.push(printed(line.score.and_then(|score| score.summary.weighted_mean)));
            values.push(line.weighted_top_two().to_string());
        }
        values
    }
}

/// A figure, or 「-」.
fn printed(value: Option<Rounded>) -> String {
    value.map_or("-".into(), |value| value.to_string())
}
