//! One topic: its chart, its shares in every survey, and what differs in how it was asked.

use maud::{Markup, html};

use super::{difference, mark, names};
use crate::report::comparison::{Compared, Comparison, Figure, Means, Row, Survey, signed};
use crate::report::pages::View;
use crate::tally::Shape;
use crate::ui::{
    chart::{self, Pair},
    tools::copy_button,
};

/// Everything of a topic. Its id is `c-` and its key.
pub(super) fn body(view: &View, comparison: &Comparison, topic: &Compared) -> Markup {
    html! {
        div id={ "c-" (topic.key) } {
            p.gt-base { (topic.subject.shape.note()) "　基数：" (topic.base.label()) }
            @let has_chart = topic.subject.shape != Shape::Number;
            div.side-by-side[has_chart] {
                @if has_chart { (figure(view, comparison, topic)) }
                (table(comparison, topic))
            }
            @if topic.has_small_base() {
                p.gt-base { "* n が30人未満です。割合の読み方に注意してください。" }
            }
            @if !topic.notes.is_empty() {
                ul.gt-base { @for note in &topic.notes { li { (note) } } }
            }
        }
    }
}

/// The chart with its downloads. As a file it says of how many it is.
fn figure(view: &View, comparison: &Comparison, topic: &Compared) -> Markup {
    let n = |(place, survey): (usize, &Survey)| {
        format!("{} n = {}", survey.name, topic.printed_n(place))
    };
    let all: Vec<String> = comparison.surveys.iter().enumerate().map(n).collect();
    let note =
        format!("{}　基数：{}　{}", topic.subject.shape.note(), topic.base.label(), all.join("、"));
    let name = format!("comparison-{}", topic.key);
    view.figure(&name, &topic.heading(), vec![note], drawing(comparison, topic))
}

fn drawing(comparison: &Comparison, topic: &Compared) -> Markup {
    let bar = |figure: &Option<Figure>| match figure {
        Some(figure) => (Some(figure.percent.value()), figure.percent.to_string()),
        None => (None, "-".into()),
    };
    let pair = |row: &Row| Pair {
        label: row.label.clone(),
        bars: row.figures.iter().map(bar).collect(),
        difference: difference(row.change),
    };
    let pairs: Vec<Pair> = topic.rows.iter().map(pair).collect();
    let title =
        format!("{}の過去の調査との比較のグラフ。数値は下の表にあります。", topic.heading());
    chart::pairs(&format!("c-{}", topic.key), &title, &names(comparison), &pairs)
}

fn table(comparison: &Comparison, topic: &Compared) -> Markup {
    let id = format!("t-{}", topic.key);
    let caption = format!("{}（％）", topic.heading());
    let is_weighted = comparison.is_weighted;
    html! {
        div {
            div.table-wide tabindex="0" role="region" aria-label=(caption) {
                table.numbers id=(id) {
                    caption { (caption) }
                    thead { tr {
                        th scope="col" { "選択肢" }
                        @for (place, survey) in comparison.surveys.iter().enumerate() {
                            th scope="col" { (survey.name) }
                            @if place == 0 && is_weighted { th scope="col" { "今回（補正後）" } }
                        }
                        th scope="col" { "差（ポイント）" } th scope="col" { "印" }
                    } }
                    tbody { @for row in &topic.rows { (line(row, is_weighted)) } }
                    tfoot {
                        tr { th scope="row" { "n（人）" }
                            @for place in 0..topic.n.len() {
                                td { (topic.printed_n(place)) }
                                @if place == 0 && is_weighted { td {} }
                            }
                            td {} td {} }
                        @if let Some(means) = &topic.means { (mean_lines(means, is_weighted)) }
                    }
                }
            }
            (copy_button(&id))
        }
    }
}

fn line(row: &Row, is_weighted: bool) -> Markup {
    html! {
        tr {
            th scope="row" { (row.label) }
            @for (place, figure) in row.figures.iter().enumerate() {
                td { (figure.map_or("-".into(), |figure| figure.percent.to_string())) }
                @if place == 0 && is_weighted {
                    td { (row.weighted.map_or("-".into(), |share| share.to_string())) }
                }
            }
            td { (signed(row.difference)) } td { (mark(row.change)) }
        }
    }
}

/// The mean with its difference, the deviation and the n behind them.
fn mean_lines(means: &Means, is_weighted: bool) -> Markup {
    html! {
        tr { th scope="row" { (means.name) }
            @for place in 0..means.spreads.len() {
                td { (means.printed(place)) }
                @if place == 0 && is_weighted {
                    td { (means.weighted.map_or("-".into(), |mean| mean.to_string())) }
                }
            }
            td { (signed(means.difference)) } td { (mark(means.change)) } }
        tr { th scope="row" { "標準偏差（n－1）" }
            @for place in 0..means.spreads.len() {
                td { (means.printed_deviation(place)) }
                @if place == 0 && is_weighted { td {} }
            }
            td {} td {} }
        tr { th scope="row" { (means.name) "の n（人）" }
            @for place in 0..means.spreads.len() {
                td { (means.printed_n(place)) }
                @if place == 0 && is_weighted { td {} }
            }
            td {} td {} }
    }
}
