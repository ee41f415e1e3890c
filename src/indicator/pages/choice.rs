//! Choosing what the indicators of a survey are shown with.

use maud::{Markup, html};

use super::address;
use crate::{
    form::Indicator,
    indicator::{Comparison, Edition},
    staff::Role,
    survey::pages::{Setting, url},
};

/// What one indicator of a survey is shown with.
pub struct Chosen {
    /// The indicator.
    pub indicator: Indicator,
    /// What the survey's form leaves out of it.
    pub unasked: Vec<String>,
    /// The editions that there are.
    pub editions: Vec<String>,
    /// The municipalities that there are.
    pub comparisons: Vec<Comparison>,
    /// The edition that was chosen.
    pub edition: Option<Edition>,
    /// The municipality that was chosen, by its id.
    pub comparison: Option<String>,
}

/// Choosing the edition and the municipality of a survey.
pub fn choice(set: &Setting<'_>, chosen: &[Chosen], saved: bool) -> Markup {
    let may_edit = set.by.role >= Role::Editor;
    set.page("指標の設定", html! {
        @if saved { p.notice role="status" { "設定を変えました。" } }
        @if chosen.is_empty() {
            p { "この調査の調査票には、指標の設問がありません。設問に indicator と書いて新しい版を公開すると、ここで基準値を選べます。" }
        }
        @for one in chosen {
            h2 { (one.indicator.title) }
            @if !one.unasked.is_empty() {
                p { "調査票で聞いていないもの: " (one.unasked.join("、")) }
            }
            (standing(one))
            @if may_edit { (choice_form(set, one)) }
            p { a href=(address(&one.indicator.id)) { "公表されている値を見る・取り込む" } }
        }
    })
}

fn standing(one: &Chosen) -> Markup {
    let comparison =
        one.comparisons.iter().find(|other| Some(&other.id) == one.comparison.as_ref());
    html! {
        @match &one.edition {
            None => { p { strong { "基準値: なし" } "　平均と回答の分布だけを示し、偏差値は出しません。" } }
            Some(edition) => {
                p { strong { "基準値: " (edition.name) } "　" (edition.references.len()) "項目" }
                p { (edition.note()) }
            }
        }
        @match comparison {
            None => { p { strong { "比較する市町村: なし" } } }
            Some(other) => {
                p { strong { "比較する市町村: " (other.title()) } }
                @if one.edition.as_ref().is_some_and(|edition| edition.name != other.edition) {
                    p.notice { "比較する市町村の年度（" (other.edition) "）が、基準値の版と違います。偏差値のもとが違うため、差はそのまま読めません。" }
                }
            }
        }
    }
}

fn choice_form(set: &Setting<'_>, one: &Chosen) -> Markup {
    let edition = one.edition.as_ref().map(|edition| edition.name.as_str());
    html! {
        form.inline method="post" action={ (url(set.survey)) "/indicator" } {
            input type="hidden" name="indicator" value=(one.indicator.id);
            label { "基準値の版" select name="edition" {
                option value="" { "なし（偏差値を出さない）" }
                @for name in &one.editions {
                    option value=(name) selected[edition == Some(name)] { (name) }
                }
            } }
            label { "比較する市町村" select name="comparison" {
                option value="" { "なし" }
                @for other in &one.comparisons {
                    option value=(other.id) selected[Some(&other.id) == one.comparison.as_ref()] { (other.title()) }
                }
            } }
            button.primary { "設定を変える" }
        }
    }
}
