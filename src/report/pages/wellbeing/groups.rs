//! Factors down, groups across: a table for each attribute.

use maud::{Markup, html};

use super::anchor;
use crate::report::wellbeing::{Estimate, Group, Measure, Measured, Wellbeing};
use crate::ui::tools::copy_button;

/// What stands in the cells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shows {
    Score,
    Mean,
}

pub(super) fn section(of: &Wellbeing) -> Markup {
    let Some((everybody, groups)) = of.groups.split_first() else {
        return html! {};
    };
    let within: Vec<&[Group]> = groups.chunk_by(|one, other| one.within == other.within).collect();
    html! {
        @if !within.is_empty() {
            h3 id=(anchor(of, "groups")) { "区分ごとの値" }
            p.gt-base { "値の下は95％信頼区間です。* は n が30人に満たないものです。区間が重なるところの差は、偶然かもしれません。" }
            @for (place, groups) in within.iter().enumerate() {
                @let means = table(of, (everybody, groups), place, Shows::Mean);
                @if of.has_scores() {
                    (table(of, (everybody, groups), place, Shows::Score))
                    details { summary { (groups[0].within) "ごとの平均（実数）の表" } (means) }
                } @else { (means) }
            }
        }
    }
}

fn table(
    of: &Wellbeing,
    (everybody, groups): (&Group, &[Group]),
    place: usize,
    shows: Shows,
) -> Markup {
    let all = || std::iter::once(everybody).chain(groups);
    let attribute = groups.first().map_or("", |group| &group.within);
    let (word, what) = match shows {
        Shows::Score => ("score", "因子の偏差値"),
        Shows::Mean => ("mean", "全体の質問と因子の平均（実数）"),
    };
    let (id, caption) = (format!("{}-{word}-{place}", of.id), format!("{attribute}ごとの{what}"));
    html! {
        div.table-wide tabindex="0" role="region" aria-label=(caption) {
            table.numbers.cross.estimates id=(id) {
                caption { (caption) }
                thead {
                    tr {
                        th scope="col" { "項目" }
                        @if of.is_weighted { th scope="col" { "値" } }
                        @for group in all() { th scope="col" { (group.label) } }
                    }
                }
                tbody {
                    tr {
                        th scope="row" { "人数" }
                        @if of.is_weighted { td {} }
                        @for group in all() { td { (group.people) } }
                    }
                    @if shows == Shows::Mean {
                        @for (nth, one) in of.overall.iter().enumerate() {
                            (rows(of, &one.label, shows, || all().map(move |group| &group.overall[nth])))
                        }
                    }
                    @for (nth, factor) in of.factors.iter().enumerate() {
                        (rows(of, &factor.label, shows, || all().map(move |group| &group.factors[nth])))
                    }
                }
            }
        }
        (copy_button(&id))
    }
}

/// A line, and the weighted one below it.
fn rows<'g, I: Iterator<Item = &'g Measured>>(
    of: &Wellbeing,
    label: &str,
    shows: Shows,
    all: impl Fn() -> I,
) -> Markup {
    html! {
        tr {
            th scope="row" { (label) }
            @if of.is_weighted { td { "補正前" } }
            @for measured in all() { (cell(&measured.plain, shows)) }
        }
        @if of.is_weighted {
            tr.weighted {
                th scope="row" { (label) }
                td { "補正後" }
                @for measured in all() { (cell(&measured.weighted.unwrap_or_default(), shows)) }
            }
        }
    }
}

fn cell(measure: &Measure, shows: Shows) -> Markup {
    let estimate: Option<Estimate> = match shows {
        Shows::Score => measure.score,
        Shows::Mean => measure.mean,
    };
    html! {
        td {
            @match estimate {
                Some(estimate) => {
                    (estimate.value) @if measure.is_small() { "*" }
                    br; small { (estimate.printed_range()) }
                },
                None => "-",
            }
        }
    }
}
