//! Reading: the texts that fit a filter.

use maud::{Markup, html};

use super::{Scene, caution, pager, part};
use crate::{
    answers::{Dataset, Topic},
    coding::search::{Filter, Found, SMALLEST_GROUP},
    tally::NO_ANSWER,
};

/// Texts on a page.
const PAGE: usize = 50;

/// The page.
pub fn texts(
    scene: &Scene<'_>,
    dataset: &Dataset,
    filter: &Filter,
    found: &Found<'_>,
    page: usize,
) -> Markup {
    let (shown, place) = part(&found.texts, page, PAGE);
    let (base, query) = (scene.url(""), filter.query());
    let join = if query.is_empty() { "?" } else { "&" };
    scene.page(
        "",
        html! {
            (caution())
            (form(&base, dataset, filter))
            (result(dataset, filter, found, "記述"))
            @if shown.is_empty() && !found.withheld {
                p.notice { @if filter.is_empty() {
                    "まだ記述がありません。この設問に書かれた回答が届くと、ここに表示されます。"
                } @else { "当てはまる記述はありません。ことばや条件を減らして、もう一度お試しください。" } }
            }
            ol.written start=(place.first) {
                @for reading in shown { li dir="auto" { (reading.text) } }
            }
            (pager(&place, &|page| format!("{base}{query}{join}page={page}")))
        },
    )
}

/// The fields of a filter, the same on each page that has one.
pub fn form(action: &str, dataset: &Dataset, filter: &Filter) -> Markup {
    let more = dataset.topics().iter().filter(|topic| topic.is_breakdown());
    html! {
        form.filters method="get" action=(action) {
            div.inline {
                label { "ことばを探す（空白で区切れます）"
                    input type="search" name="q" value=(filter.words); }
                button.primary { "絞り込む" }
                @if !filter.is_empty() { a.button href=(action) { "絞り込みをやめる" } }
            }
            @if !filter.term.is_empty() { input type="hidden" name="term" value=(filter.term); }
            details open[filter.lens.filters() || !filter.more.is_empty()] {
                summary { "回答者の答えで絞り込む" }
                @for topic in filter.topics(dataset) { (ticks(filter, topic)) }
                div.inline { label { "ほかの設問で絞り込む"
                    select name="more" {
                        option value="" { "（選ばない）" }
                        @for topic in more { option value=(topic.key) { (topic.name()) } }
                    }
                } }
            }
        }
    }
}

fn ticks(filter: &Filter, topic: &Topic) -> Markup {
    let kept = filter.lens.keeps.iter().find(|keep| keep.key == topic.key);
    let is_kept = |code: i16| kept.is_some_and(|keep| keep.codes.contains(&code));
    let mut codes = topic.codes();
    codes.push((NO_ANSWER, "無回答".into()));
    html! {
        fieldset.ticks {
            legend { (topic.short_name()) }
            @for (code, label) in &codes {
                label { input type="checkbox" name={ "only." (topic.key) } value=(code) checked[is_kept(*code)]; (label) }
            }
        }
    }
}

/// The filter in words, and how many it found.
pub fn result(dataset: &Dataset, filter: &Filter, found: &Found<'_>, what: &str) -> Markup {
    html! {
        p.found role="status" {
            @if filter.is_empty() { "すべての" (what) } @else { "絞り込み：" (filter.printed(dataset).join("、かつ、")) }
            "　" strong { (found.texts.len()) "件" }
            "（" @if !filter.lens.filters() { "回答者 " } @else { "条件に当てはまる回答者 " } (found.people) "人のうち）"
        }
        @if found.withheld {
            p.notice { "条件に当てはまる回答者が" (SMALLEST_GROUP) "人に満たないため、記述を表示していません。だれが書いたのかがわかってしまうのを防ぐためです。条件を減らしてください。" }
        } @else if !filter.lens.filters() {
            p.hint { "書いた人の属性は、記述の横には表示しません。属性で絞り込むと、その条件だけが上に表示されます。" }
        }
    }
}
