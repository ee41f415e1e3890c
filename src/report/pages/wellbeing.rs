//! ウェルビーイング: the overall questions, the profile of all factors, every figure of factors
//! and items, and the groups beside one another.

mod drawings;
mod grid;
mod groups;

use maud::{Markup, html};

use super::table::{Cells, table};
use super::{View, frame};
use crate::report::wellbeing::Wellbeing;
use crate::report::wellbeing::sources::Indicators;
use crate::tally::Table;
use crate::ui::tools::copy_button;

/// The screen.
pub fn wellbeing(view: &View, indicators: &Indicators) -> Markup {
    frame(
        view,
        html! {
            @for sentence in &indicators.missing { p.notice { (sentence) } }
            @if indicators.is_empty() {
                p.notice { "この調査票には、指標の設問がありません。設問に indicator と書いて新しい版を公開すると、ここに結果が表示されます。" }
            }
            @for of in &indicators.all { (indicator(view, of)) }
        },
    )
}

fn indicator(view: &View, of: &Wellbeing) -> Markup {
    html! {
        section.wellbeing {
            h2 { (of.title) }
            div.notice { @for sentence in &of.warnings { p { (sentence) } } }
            p { a href=(format!("{}/indicator", view.survey)) { "指標の設定（基準値の版、比較する市町村）" }
                "　" a href=(format!("/staff/indicators/{}", of.id)) { "公表されている値を見る・取り込む" }
                "　" a href=(format!("{}/waves", view.survey)) { "前回の調査" } }
            (index(of))
            @if !of.overall.is_empty() { (overall(view, of)) }
            (factors(view, of))
            (items(view, of))
            (groups::section(of))
            h3 id=(anchor(of, "notes")) { "計算のしかた" }
            ul { @for note in &of.notes { li { (note) } } }
        }
    }
}

/// The sections of a long page.
fn index(of: &Wellbeing) -> Markup {
    let sections = [
        ("overall", "全体の質問", !of.overall.is_empty()),
        ("factors", "因子", true),
        ("items", "項目ごとの回答の分布", !of.item_shares.lines.is_empty()),
        ("groups", "区分ごとの値", of.groups.len() > 1),
        ("notes", "計算のしかた", true),
    ];
    html! {
        nav aria-label=(format!("{}の内容", of.title)) {
            ul.sections {
                @for (name, label, _) in sections.iter().filter(|(.., is_there)| *is_there) {
                    li { a href=(format!("#{}", anchor(of, name))) { (label) } }
                }
            }
        }
    }
}

/// The name of a section within the page.
fn anchor(of: &Wellbeing, section: &str) -> String {
    format!("{}-at-{section}", of.id)
}

fn overall(view: &View, of: &Wellbeing) -> Markup {
    html! {
        h3 id=(anchor(of, "overall")) { "全体の質問" }
        div.drawings {
            @for shares in &of.overall_shares {
                @for line in &shares.lines { (drawings::shares(view, of, shares, line)) }
            }
        }
        @for shares in &of.overall_shares { (spread(of, shares)) }
        (grid::grid(of, &of.overall_grid()))
    }
}

fn factors(view: &View, of: &Wellbeing) -> Markup {
    html! {
        h3 id=(anchor(of, "factors")) { "因子" }
        @match of.profile() {
            Some(profile) => {
                (drawings::radar(view, of, &profile))
                (drawings::intervals(view, of))
            },
            None => p { "平均を出せる因子がないため、図はありません。回答が届くと表示されます。" },
        }
        (grid::grid(of, &of.factor_grid()))
    }
}

fn items(view: &View, of: &Wellbeing) -> Markup {
    html! {
        @if !of.item_shares.lines.is_empty() {
            h3 id=(anchor(of, "items")) { "項目ごとの回答の分布" }
            (drawings::spread(view, of))
            details { summary { "分布の表" } (spread(of, &of.item_shares)) }
        }
    }
}

/// Shares as a table.
fn spread(of: &Wellbeing, shares: &Table) -> Markup {
    let id = format!("{}-{}", of.id, shares.subject.id);
    html! {
        p.gt-base { (shares.subject.title) "（％）　基数：" (shares.base.label()) }
        (table(&id, &shares.subject.title, shares, Cells::Percents))
        (copy_button(&id))
    }
}

#[cfg(test)]
mod tests;
