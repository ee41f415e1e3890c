//! Every figure of one group, a line for each item.

use maud::{Markup, html};

use super::{caption, url};
use crate::report::pages::View;
use crate::report::priorities::{Asked, Field, Group, Item, Judgement, Order, Priorities};
use crate::tally::Rounded;

/// The lines in the order asked for; weighted figures below the plain ones.
pub(super) fn table(view: &View, asked: &Asked, priorities: &Priorities, group: &Group) -> Markup {
    let is_weighted = group.weighted.is_some();
    let caption = caption(view, &format!("項目ごとの点数（{}）", group.name()));
    html! {
        div.table-wide tabindex="0" role="region" aria-label=(caption) {
            table.numbers.cross.scores id="items" {
                caption { (caption) }
                thead { tr {
                    (head(view, asked, Order::Number, "項目"))
                    @if is_weighted { th scope="col" { "値" } }
                    (head(view, asked, Order::Satisfaction, "満足度"))
                    th scope="col" { "満足度" br; "n" }
                    th scope="col" { "満足度" br; "上位2つ" br; "（％）" }
                    (head(view, asked, Order::Importance, "重要度"))
                    th scope="col" { "重要度" br; "n" }
                    th scope="col" { "重要度" br; "上位2つ" br; "（％）" }
                    (head(view, asked, Order::Need, "改善の必要度"))
                    th scope="col" { "順位" }
                    th scope="col" { "領域" }
                } }
                tbody {
                    @for place in group.shown().sorted(asked.order) {
                        @let item = &priorities.items[place];
                        (row(item, &group.plain, place, is_weighted.then_some("補正前")))
                        @if let Some(weighted) = &group.weighted {
                            (row(item, weighted, place, Some("補正後")))
                        }
                    }
                    (axes(&group.plain, is_weighted.then_some("補正前")))
                    @if let Some(weighted) = &group.weighted { (axes(weighted, Some("補正後"))) }
                }
            }
        }
    }
}

/// A heading by which the table can be sorted.
fn head(view: &View, asked: &Asked, order: Order, words: &str) -> Markup {
    let is_sorted = asked.order == order;
    let direction = if order == Order::Number { "ascending" } else { "descending" };
    let mark = if order == Order::Number { " ▲" } else { " ▼" };
    html! {
        th scope="col" aria-sort=[is_sorted.then_some(direction)] {
            a href=(url(view, &Asked { order, ..asked.clone() })) {
                (words) span.away { "の順に並べる" }
            }
            @if is_sorted { span aria-hidden="true" { (mark) } }
        }
    }
}

fn row(item: &Item, field: &Field, place: usize, value: Option<&str>) -> Markup {
    let placement = &field.placements[place];
    let standing = placement.standing;
    html! {
        tr.weighted[value == Some("補正後")] {
            th scope="row" { (item.number) "　" (item.label) }
            @if let Some(value) = value { td { (value) } }
            (judgement(&placement.satisfaction))
            (judgement(&placement.importance))
            td { (printed(standing.map(|standing| standing.need))) }
            td { (standing.map_or("-".into(), |standing| standing.rank.to_string())) }
            td { (standing.map_or("-", |standing| standing.quadrant.label())) }
        }
    }
}

fn judgement(judgement: &Judgement) -> Markup {
    html! {
        td { (printed(judgement.mean)) }
        td { (judgement.printed_n()) }
        td { (judgement.top_two) }
    }
}

/// Where the field is cut.
fn axes(field: &Field, value: Option<&str>) -> Markup {
    let axes = field.axes;
    html! {
        tr.missing {
            th scope="row" { "項目の平均（図の線）" }
            @if let Some(value) = value { td { (value) } }
            td { (printed(axes.map(|axes| axes.satisfaction))) } td {} td {}
            td { (printed(axes.map(|axes| axes.importance))) } td {} td {}
            td {} td {} td {}
        }
    }
}

/// A figure, or 「-」.
pub(super) fn printed(value: Option<Rounded>) -> String {
    value.map_or("-".into(), |value| value.to_string())
}
