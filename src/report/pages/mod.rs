//! The screens of results. Each stands in the same frame: the tabs, whom the figures are about,
//! and the filters, which stay when one goes from tab to tab.

pub mod beside;
pub mod comparison;
pub mod cross;
mod figure;
pub mod gt;
pub mod priorities;
mod table;
pub mod wellbeing;

use maud::{Markup, html};

pub use figure::{Figures, SVG};

use super::about::{About, SAMPLE_MARK};
use crate::answers::{Dataset, Lens, Topic};
use crate::form::Form;
use crate::tally::{Base, NO_ANSWER};

/// A screen of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// 単純集計.
    Gt,
    /// クロス集計.
    Cross,
    /// 満足度×重要度.
    Priorities,
    /// ウェルビーイング.
    Wellbeing,
    /// 経年比較.
    Comparison,
    /// 住民との比較.
    Beside,
    /// What is public, and what would be.
    Publication,
    /// How results are reported.
    Settings,
}

impl Tab {
    const ALL: [Tab; 8] = [
        Tab::Gt,
        Tab::Cross,
        Tab::Priorities,
        Tab::Wellbeing,
        Tab::Comparison,
        Tab::Beside,
        Tab::Publication,
        Tab::Settings,
    ];

    /// Its address below the survey's.
    pub fn path(self) -> &'static str {
        match self {
            Tab::Gt => "/results",
            Tab::Cross => "/results/cross",
            Tab::Priorities => "/results/priorities",
            Tab::Publication => "/results/publication",
            Tab::Settings => "/results/settings",
            Tab::Comparison => "/results/comparison",
            Tab::Beside => "/results/beside",
            Tab::Wellbeing => "/results/wellbeing",
        }
    }

    /// Its name.
    pub fn label(self) -> &'static str {
        match self {
            Tab::Gt => "単純集計（GT）",
            Tab::Cross => "クロス集計",
            Tab::Priorities => "満足度×重要度",
            Tab::Publication => "公表",
            Tab::Settings => "集計の設定",
            Tab::Comparison => "経年比較",
            Tab::Beside => "住民との比較",
            Tab::Wellbeing => "ウェルビーイング",
        }
    }

    /// Whether a survey with this form has anything to show there.
    fn fits(self, form: &Form) -> bool {
        match self {
            Tab::Gt | Tab::Cross | Tab::Comparison | Tab::Publication | Tab::Settings => true,
            Tab::Priorities => form.report.priorities.is_some(),
            Tab::Beside => form.report.beside.is_some(),
            Tab::Wellbeing => !form.indicators().is_empty(),
        }
    }

    /// Whether the screen shows figures through the lens. What is public and what is set is
    /// about everybody.
    fn has_lens(self) -> bool {
        !matches!(self, Tab::Publication | Tab::Settings)
    }
}

/// What the frame of a screen needs.
#[derive(Clone)]
pub struct View<'a> {
    /// The address of the survey's page.
    pub survey: &'a str,
    /// Which screen it is.
    pub tab: Tab,
    /// What the report says about itself.
    pub about: &'a About,
    /// Through what one looks.
    pub lens: &'a Lens,
    /// All answers, for the choices of the filters.
    pub everybody: &'a Dataset,
    /// How many people the lens keeps.
    pub people: usize,
    /// How figures were weighted, or why they were not although they should be.
    pub weights: Vec<String>,
    /// Whether the one who looks may change something.
    pub may_edit: bool,
    /// Fields of the address that are the screen's own; they stay when the lens changes.
    pub own: Vec<(String, String)>,
    /// Topics whose filters are shown beside the usual ones.
    pub more: Vec<String>,
    /// The charts of the screen, for those who want one as a file.
    pub figures: &'a Figures,
}

impl View<'_> {
    /// An address below the survey's, with the lens.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}{}", self.survey, self.lens.query())
    }

    /// The end of the screen's own address: nothing, or its fields and those of the lens.
    pub fn own_query(&self) -> String {
        let all = self.own.iter().cloned().chain(self.lens.fields());
        let all: Vec<String> = all.map(|(name, value)| format!("{name}={value}")).collect();
        if all.is_empty() { String::new() } else { format!("?{}", all.join("&")) }
    }
}

/// The frame around a screen.
pub fn frame(view: &View, body: Markup) -> Markup {
    html! {
        nav.tabs aria-label="結果の画面" {
            @for tab in Tab::ALL.into_iter().filter(|tab| tab.fits(view.everybody.form())) {
                a href=(view.url(tab.path())) aria-current=[(tab == view.tab).then_some("page")] { (tab.label()) }
            }
        }
        @if view.about.sample { p.sample-mark { (SAMPLE_MARK) } }
        @if view.tab.has_lens() {
            (scope(view))
            (filters(view))
        }
        (body)
    }
}

/// Whom the figures are about: printed on everything.
fn scope(view: &View) -> Markup {
    html! {
        p.scope {
            (view.about.survey) "　回答数 n = " (view.people)
            "　（" (view.about.made.format("%Y年%-m月%-d日 %-H時%M分")) " 現在）"
            @if !view.about.filters.is_empty() {
                br;
                strong { "絞り込み：" (view.about.filters.join("、かつ、")) }
            }
        }
        @if !view.weights.is_empty() {
            details.weights open { summary { "ウェイト補正について" } ul { @for note in &view.weights { li { (note) } } } }
        }
        @if view.people == 0 {
            p.notice {
                @if view.lens.filters() { "この条件に当てはまる回答がありません。条件をゆるめると表示されます。" }
                @else { "まだ回答がありません。回答が届くと、ここに表とグラフが表示されます。" }
            }
        }
    }
}

fn filters(view: &View) -> Markup {
    let topics = shown(view);
    html! {
        details.filters open[view.lens.filters() || !view.more.is_empty()] {
            summary { "絞り込みと表示のしかた" }
            form method="get" action=(format!("{}{}", view.survey, view.tab.path())) {
                @for (name, value) in &view.own { input type="hidden" name=(name) value=(value); }
                @for topic in &topics { (filter(view, topic)) }
                div.inline {
                    label { "ほかの設問で絞り込む"
                        select name="more" {
                            option value="" { "（選ばない）" }
                            @for topic in view.everybody.topics().iter().filter(|topic| topic.is_breakdown()) {
                                option value=(topic.key) { (topic.name()) }
                            }
                        }
                    }
                    label { "割合の基数"
                        select name="base" {
                            @for base in Base::ALL {
                                option value=(base.word()) selected[base == view.lens.base] { (base.label()) }
                            }
                        }
                    }
                    button.primary { "表示する" }
                    @if *view.lens != Lens::default() {
                        a.button href=(format!("{}{}", view.survey, view.tab.path())) { "条件をすべて外す" }
                    }
                }
            }
        }
    }
}

/// The topics whose answers can be ticked: the form's breakdowns, what already filters, and what
/// was asked for.
fn shown<'a>(view: &View<'a>) -> Vec<&'a Topic> {
    let usual = view.everybody.form().report.breakdowns.iter();
    let keys = usual.chain(view.lens.keeps.iter().map(|keep| &keep.key)).chain(&view.more);
    let mut topics: Vec<&Topic> = Vec::new();
    for topic in keys.filter_map(|key| view.everybody.topic(key)) {
        if topic.is_breakdown() && !topics.iter().any(|shown| shown.key == topic.key) {
            topics.push(topic);
        }
    }
    topics
}

fn filter(view: &View, topic: &Topic) -> Markup {
    let kept = view.lens.keeps.iter().find(|keep| keep.key == topic.key);
    let is_kept = |code: i16| kept.is_some_and(|keep| keep.codes.contains(&code));
    let mut codes = topic.codes();
    codes.push((NO_ANSWER, "無回答".into()));
    html! {
        fieldset.ticks {
            legend { (topic.short_name()) }
            @for (code, label) in &codes {
                label { input type="checkbox" name=(format!("only.{}", topic.key)) value=(code) checked[is_kept(*code)]; (label) }
            }
        }
    }
}
