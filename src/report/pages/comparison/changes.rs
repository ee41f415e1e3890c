//! What changed: the marked shares and means alone, the largest difference first.

use maud::{Markup, html};

use super::mark;
use crate::report::comparison::{Compared, Comparison, Means, Row, signed};

/// Rows that are seen at once.
const FIRST: usize = 20;

/// The section.
pub(super) fn section(comparison: &Comparison) -> Markup {
    let (changes, changed_means) = (comparison.changes(), comparison.changed_means());
    html! {
        section {
            h2 { "変化があった項目" }
            @if changes.is_empty() && changed_means.is_empty() {
                p { "「" (comparison.previous()) "」と比べて、誤差の範囲を超える変化のあった項目はありません。" }
            } @else {
                p.gt-base { "「" (comparison.previous()) "」との差が誤差の範囲を超えるものだけを、差の大きい順に並べています。" }
            }
            @if !changes.is_empty() { (shares(comparison, &changes)) }
            @if !changed_means.is_empty() { (means(comparison, &changed_means)) }
        }
    }
}

fn shares(comparison: &Comparison, changes: &[(&Compared, &Row)]) -> Markup {
    let (first, rest) = changes.split_at(changes.len().min(FIRST));
    html! {
        (table(comparison, "割合（％）の変化", first))
        @if !rest.is_empty() {
            details { summary { "残りの" (rest.len()) "項目" } (table(comparison, "割合（％）の変化（続き）", rest)) }
        }
    }
}

fn table(comparison: &Comparison, caption: &str, changes: &[(&Compared, &Row)]) -> Markup {
    html! {
        div.table-wide tabindex="0" role="region" aria-label=(caption) {
            table.numbers {
                caption { (caption) }
                (heads(comparison, "選択肢", "差（ポイント）"))
                tbody { @for (topic, row) in changes {
                    tr { (name(topic)) th scope="row" { (row.label) }
                        @for figure in row.figures.iter().take(2) {
                            td { (figure.map_or("-".into(), |figure| figure.percent.to_string())) }
                        }
                        td { (signed(row.difference)) } td { (mark(row.change)) } }
                } }
            }
        }
    }
}

fn means(comparison: &Comparison, changes: &[(&Compared, &Means)]) -> Markup {
    let (first, rest) = changes.split_at(changes.len().min(FIRST));
    html! {
        (means_table(comparison, "平均の変化", first))
        @if !rest.is_empty() {
            details { summary { "残りの" (rest.len()) "項目" } (means_table(comparison, "平均の変化（続き）", rest)) }
        }
    }
}

fn means_table(comparison: &Comparison, caption: &str, changes: &[(&Compared, &Means)]) -> Markup {
    html! {
        div.table-wide tabindex="0" role="region" aria-label=(caption) {
            table.numbers {
                caption { (caption) }
                (heads(comparison, "値", "差"))
                tbody { @for (topic, means) in changes {
                    tr { (name(topic)) th scope="row" { (means.name) }
                        @for place in 0..2 { td { (means.printed(place)) } }
                        td { (signed(means.difference)) } td { (mark(means.change)) } }
                } }
            }
        }
    }
}

fn heads(comparison: &Comparison, second: &str, difference: &str) -> Markup {
    html! {
        thead { tr {
            th scope="col" { "設問" } th.words scope="col" { (second) }
            @for survey in comparison.surveys.iter().take(2) { th scope="col" { (survey.name) } }
            th scope="col" { (difference) } th scope="col" { "印" }
        } }
    }
}

fn name(topic: &Compared) -> Markup {
    html! { th scope="row" { a href={ "#c-" (topic.key) } { (topic.name) } } }
}
