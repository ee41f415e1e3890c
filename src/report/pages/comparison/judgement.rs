//! The mean scores of all measures, then and now: 満足度, 重要度.

use maud::{Markup, html};

use super::{difference, mark, names};
use crate::report::comparison::{Compared, Comparison, Judgement, Means, signed};
use crate::report::pages::View;
use crate::ui::{
    chart::{self, Pair},
    tools::copy_button,
};

/// What the figures are.
const EXPLAINED: &str =
    "平均点は、点数のある選択肢を選んだ人の平均です（「わからない」などを除きます）。";

/// The section of one judgement; `place` tells two of them apart.
pub(super) fn section(
    view: &View,
    comparison: &Comparison,
    place: usize,
    found: &Judgement,
) -> Markup {
    let rows: Vec<(&Compared, &Means)> = found
        .topics
        .iter()
        .filter_map(|&topic| comparison.topics.get(topic))
        .filter_map(|topic| Some((topic, topic.means.as_ref()?)))
        .collect();
    let pairs: Vec<Pair> = rows.iter().map(|(topic, means)| pair(topic, means)).collect();
    let title = format!("{}の平均点の比較のグラフ。数値は下の表にあります。", found.title);
    let chart = chart::scores(&format!("j-{place}"), &title, &names(comparison), &pairs);
    let (name, note) = (format!("comparison-scores-{place}"), vec![EXPLAINED.to_owned()]);
    html! {
        section {
            h2 { "平均点の比較：" (found.title) }
            p.gt-base { (EXPLAINED) }
            (view.figure(&name, &format!("平均点の比較：{}", found.title), note, chart))
            (table(comparison, &format!("j-{place}-table"), &found.title, &rows))
        }
    }
}

fn pair(topic: &Compared, means: &Means) -> Pair {
    let bar = |place: usize| {
        let mean = means.spreads[place].and_then(|spread| spread.mean);
        (mean.map(|mean| mean.value()), means.printed(place))
    };
    Pair {
        label: topic.row.clone().unwrap_or_default(),
        bars: (0..means.spreads.len()).map(bar).collect(),
        difference: difference(means.change),
    }
}

fn table(comparison: &Comparison, id: &str, caption: &str, rows: &[(&Compared, &Means)]) -> Markup {
    let has_small = rows.iter().any(|(_, means)| means.has_small_base());
    html! {
        div.table-wide tabindex="0" role="region" aria-label=(caption) {
            table.numbers id=(id) {
                caption { (caption) }
                thead { tr {
                    th scope="col" { "項目" }
                    @for (place, survey) in comparison.surveys.iter().enumerate() {
                        th scope="col" { (survey.name) }
                        @if place == 0 && comparison.is_weighted { th scope="col" { "今回（補正後）" } }
                        th scope="col" { "標準偏差" } th scope="col" { "n" }
                    }
                    th scope="col" { "差" } th scope="col" { "印" }
                } }
                tbody { @for (topic, means) in rows {
                    tr {
                        th scope="row" { a href={ "#c-" (topic.key) } { (topic.row.as_deref().unwrap_or("")) } }
                        @for place in 0..means.spreads.len() {
                            td { (means.printed(place)) }
                            @if place == 0 && comparison.is_weighted {
                                td { (means.weighted.map_or("-".into(), |mean| mean.to_string())) }
                            }
                            td { (means.printed_deviation(place)) } td { (means.printed_n(place)) }
                        }
                        td { (signed(means.difference)) } td { (mark(means.change)) }
                    }
                } }
            }
        }
        (copy_button(id))
        @if has_small { p.gt-base { "* 点数の回答が30人未満です。点数の読み方に注意してください。" } }
    }
}
