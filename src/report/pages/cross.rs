//! The cross-table builder: choose what runs down and across, see it at once, keep it.

use maud::{Markup, html};

use super::gt::notes;
use super::table::{Cells, table};
use super::{View, frame};
use crate::answers::{Dataset, Split};
use crate::report::crosses;
use crate::report::saved::{Definition, Saved};
use crate::tally::{Shape, Table};
use crate::ui::chart::{self, Band, Bar, Key};
use crate::ui::tools::copy_button;

/// How many variables can stand below one another.
const BLOCKS: usize = 3;

/// The screen: the choices, the table if there is one, the kept tables.
pub fn cross(
    view: &View,
    definition: &Definition,
    shown: Option<&Table>,
    kept: &[Saved],
) -> Markup {
    frame(
        view,
        html! {
            (builder(view, definition))
            @match shown {
                Some(shown) => (result(view, definition, shown)),
                None => p.notice { "集計する設問を選んで「集計する」を押してください。" },
            }
            (report_set(view, kept))
        },
    )
}

fn builder(view: &View, definition: &Definition) -> Markup {
    let splits: Vec<Split> = definition.splits.iter().map(|word| Split::read(word)).collect();
    html! {
        form.builder method="get" action=(format!("{}{}", view.survey, view.tab.path())) {
            @for (name, value) in view.lens.fields() { input type="hidden" name=(name) value=(value); }
            div.inline {
                label { "集計する設問（表頭）" (topics("topic", view.everybody, &definition.topic, false)) }
            }
            @for place in 0..BLOCKS {
                @let split = splits.get(place);
                div.inline {
                    label { "分ける項目（表側）" (place + 1)
                        (topics("by", view.everybody, split.map_or("", |split| &split.by), true)) }
                    label { "さらにその中を分ける項目"
                        (topics("in", view.everybody, split.and_then(|split| split.within.as_deref()).unwrap_or(""), true)) }
                }
            }
            p { button.primary { "集計する" } }
        }
    }
}

/// A list of topics; only those with choices can break others down.
fn topics(name: &str, dataset: &Dataset, chosen: &str, breaks_down: bool) -> Markup {
    html! {
        select name=(name) {
            option value="" { "（選ばない）" }
            @for topic in dataset.topics().iter().filter(|topic| topic.is_breakdown() || !breaks_down) {
                option value=(topic.key) selected[topic.key == chosen] { (topic.name()) }
            }
        }
    }
}

fn result(view: &View, definition: &Definition, shown: &Table) -> Markup {
    // The caption goes along when the table is copied, and says what it is and of whom.
    let caption = |cells: &str| {
        let filters = match view.about.filters.is_empty() {
            true => String::new(),
            false => format!("　絞り込み：{}", view.about.printed_filters()),
        };
        format!("{}　{cells}　基数：{}{filters}", shown.heading(), shown.base.label())
    };
    html! {
        section.result {
            h2 { (shown.heading()) }
            p.gt-base { (shown.subject.shape.note()) "　基数：" (shown.base.label()) }
            @if let Some(chart) = drawing(shown) { (view.figure("cross", &shown.heading(), notes(shown), chart)) }
            (table("percents", &caption("割合（％）"), shown, Cells::Percents))
            (copy_button("percents"))
            @if shown.has_small_base() {
                p.gt-base { "* n が30人未満です。割合の読み方に注意してください。" }
            }
            @let associations = crosses::notes(shown);
            @if !associations.is_empty() {
                ul.gt-base { @for note in &associations { li { (note) } } }
                details.gt-base { summary { "関連の見方" } p { (crosses::EXPLAINED) } }
            }
            details { summary { "件数の表" } (table("counts", &caption("件数（人）"), shown, Cells::Counts)) (copy_button("counts")) }
            @if view.may_edit { (keep(view, definition, shown)) }
        }
    }
}

/// Bands of everybody and each group, or bars where shares add up to more than 100 %.
fn drawing(shown: &Table) -> Option<Markup> {
    let title = format!("{}のグラフ。数値は下の表にあります。", shown.heading());
    match shown.subject.shape {
        Shape::Single | Shape::Matrix | Shape::Scale => {
            let key = |heading: &crate::tally::Heading| Key {
                label: heading.label.clone(),
                is_answer: heading.stands.is_answer(),
            };
            let keys: Vec<Key> = shown.headings.iter().map(key).collect();
            let mut above: &[String] = &[];
            let mut bands = Vec::new();
            for line in &shown.lines {
                let part = |place| (line.percent(place).value(), line.percent(place).to_string());
                bands.push(Band {
                    above: (line.within != above).then(|| line.within.join("　")),
                    label: line.label.clone(),
                    parts: (0..shown.headings.len()).map(part).collect(),
                });
                above = &line.within;
            }
            Some(chart::bands("cross", &title, &keys, &bands))
        }
        Shape::Multiple => {
            let whole = shown.lines.first();
            let bar = |(place, heading): (usize, &crate::tally::Heading)| {
                let percent = whole.map(|line| line.percent(place));
                Bar {
                    label: heading.label.clone(),
                    percent: percent.map_or(0.0, |percent| percent.value()),
                    printed: percent.map_or("-".into(), |percent| percent.to_string()),
                    is_answer: heading.stands.is_answer(),
                }
            };
            let bars: Vec<Bar> = shown.headings.iter().enumerate().map(bar).collect();
            Some(chart::bars(&title, &bars))
        }
        Shape::Number | Shape::Text => None,
    }
}

fn keep(view: &View, definition: &Definition, shown: &Table) -> Markup {
    html! {
        form.inline method="post" action=(format!("{}/results/tables", view.survey)) {
            @for (name, value) in definition.fields() { input type="hidden" name=(name) value=(value); }
            label { "この表を報告書に加える（表の名前）" input name="title" required maxlength="80" value=(shown.heading()); }
            button { "加える" }
        }
    }
}

fn report_set(view: &View, kept: &[Saved]) -> Markup {
    html! {
        h2 { "報告書に加えた表" }
        @if kept.is_empty() {
            p { "まだありません。表を作って「加える」を押すと、Excel のクロス集計のシートにも加わります。" }
        } @else {
            ul.files {
                @for table in kept {
                    li.line {
                        a href=(format!("{}/results/cross?{}", view.survey, query(&table.definition))) { (table.title) }
                        @if view.may_edit {
                            form method="post" action=(format!("{}/results/tables/{}/removal", view.survey, table.id)) {
                                button.quiet { "外す" span.away { "（" (table.title) "）" } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn query(definition: &Definition) -> String {
    let fields = definition.fields();
    fields.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}
