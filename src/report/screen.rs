//! One question of the GT screen: its table and its chart.

use maud::{Markup, html};

use crate::tally::{Line, Shape, Table};
use crate::ui::chart::{self, Band, Bar, Key};

/// The section of one question. Its id is [`anchor`].
pub(super) fn question(table: &Table) -> Markup {
    html! {
        section.gt id=(anchor(table)) {
            h2 { (table.heading()) }
            p.gt-base {
                (table.subject.shape.note()) "　基数：" (table.base.label())
                @if let [line] = table.lines.as_slice() { "　n = " (line.printed_n()) }
            }
            (drawing(table))
            div.table-wide tabindex="0" role="region" aria-label=(format!("{}の集計表", table.heading())) {
                @if table.is_grid() { (grid(table)) } @else { (single(table)) }
            }
            @if table.has_small_base() {
                p.gt-base { "* n が30人未満です。割合の読み方に注意してください。" }
            }
            p.gt-top { a href="#top" { "設問の一覧へ戻る" } }
        }
    }
}

/// The name of a question within the page.
pub(super) fn anchor(table: &Table) -> String {
    format!("q-{}", table.subject.id)
}

fn drawing(table: &Table) -> Markup {
    let title = format!("{}のグラフ。数値は下の表にあります。", table.heading());
    match table.subject.shape {
        Shape::Single | Shape::Multiple | Shape::Scale => match table.lines.first() {
            Some(line) => chart::bars(&title, &bars(table, line)),
            None => html! {},
        },
        Shape::Matrix => {
            let key = |heading: &crate::tally::Heading| Key {
                label: heading.label.clone(),
                is_answer: heading.stands.is_answer(),
            };
            let keys: Vec<Key> = table.headings.iter().map(key).collect();
            let bands: Vec<Band> = table.lines.iter().map(|line| band(table, line)).collect();
            chart::bands(&anchor(table), &title, &keys, &bands)
        }
        Shape::Number | Shape::Text => html! {},
    }
}

fn bars(table: &Table, line: &Line) -> Vec<Bar> {
    let bar = |(place, heading): (usize, &crate::tally::Heading)| {
        let percent = line.percent(place);
        Bar {
            label: heading.label.clone(),
            percent: percent.value(),
            printed: percent.to_string(),
            is_answer: heading.stands.is_answer(),
        }
    };
    table.headings.iter().enumerate().map(bar).collect()
}

fn band(table: &Table, line: &Line) -> Band {
    let part = |place| {
        let percent = line.percent(place);
        (percent.value(), percent.to_string())
    };
    Band {
        above: None,
        label: line.label.clone(),
        parts: (0..table.headings.len()).map(part).collect(),
    }
}

fn single(table: &Table) -> Markup {
    let Some(line) = table.lines.first() else {
        return html! {};
    };
    html! {
        table.numbers {
            thead { tr { th scope="col" { "選択肢" } th scope="col" { "件数" } th scope="col" { "％" } } }
            tbody {
                @for (place, heading) in table.headings.iter().enumerate() {
                    tr {
                        th scope="row" { (heading.label) }
                        td { (line.counts[place]) }
                        td { (line.percent(place)) }
                    }
                }
            }
            tfoot {
                tr { th scope="row" { "回答者数（n）" } td { (line.printed_n()) } td {} }
                @if let Some(summary) = line.summary {
                    @for (name, value) in summary.named() {
                        tr { th scope="row" { (name) } td { (value.map_or("-".to_owned(), |value| value.to_string())) } td {} }
                    }
                }
            }
        }
    }
}

/// A matrix: percent, with the count below it in each cell.
fn grid(table: &Table) -> Markup {
    html! {
        table.numbers {
            caption { "上段：％、下段：件数" }
            thead {
                tr {
                    th scope="col" { "項目" }
                    th scope="col" { "n" }
                    @for heading in &table.headings { th scope="col" { (heading.label) } }
                }
            }
            tbody {
                @for line in &table.lines {
                    tr {
                        th scope="row" { (line.label) }
                        td { (line.printed_n()) }
                        @for (place, count) in line.counts.iter().enumerate() {
                            td { (line.percent(place)) br; small { (count) } }
                        }
                    }
                }
            }
        }
    }
}
