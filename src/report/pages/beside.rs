//! 住民との比較: the same questions in two surveys of different people.

use maud::{Markup, html};

use super::{View, frame};
use crate::report::beside::{Beside, Column, Pair, Survey, sources::WITH};
use crate::report::comparison::{Change, signed};
use crate::ui::{
    chart::{self, Difference},
    tools::copy_button,
};

/// The screen.
pub fn beside(view: &View, found: &Beside) -> Markup {
    frame(
        view,
        html! {
            (choice(view, found))
            @match &found.surveys {
                None => p.notice { "並べる調査がまだありません。相手の調査票で調査を作り、回答が届くと、ここに同じ設問の表とグラフが表示されます。" },
                Some(surveys) => (both(view, found, surveys)),
            }
        },
    )
}

/// The form sets nothing beside itself.
pub fn none(view: &View) -> Markup {
    frame(
        view,
        html! {
            p.notice { "この調査票には、ほかの調査と並べる設問が書かれていません。調査票の report: beside: に書いて新しい版を公開すると、ここに表示されます。" }
        },
    )
}

/// Which survey stands beside this one.
fn choice(view: &View, found: &Beside) -> Markup {
    html! {
        @if found.choices.len() > 1 {
            form.inline method="get" action=(format!("{}{}", view.survey, view.tab.path())) {
                @for (name, value) in view.lens.fields() { input type="hidden" name=(name) value=(value); }
                label { "並べる調査"
                    select name=(WITH) {
                        @for choice in &found.choices {
                            option value=(choice.slug) selected[choice.is_chosen] { (choice.title) }
                        }
                    }
                }
                button { "並べる" }
            }
        }
    }
}

fn both(view: &View, found: &Beside, surveys: &[Survey; 2]) -> Markup {
    html! {
        div.table-wide tabindex="0" role="region" aria-label="並べる調査" {
            table.numbers {
                thead { tr { th scope="col" { "調査" } th.words scope="col" { "たずねた人" } th.words scope="col" { "期間" } th scope="col" { "回答数（人）" } } }
                tbody { @for survey in surveys {
                    tr { th scope="row" { (survey.title) } td.words { (survey.asked) "調査" } td.words { (survey.period) } td { (survey.people) } }
                } }
            }
        }
        p.notice { strong { "合計しないでください。" } @if let Some(first) = found.notes.first() { (first) } }
        details { summary { "差と印の見方" } ul { @for note in found.notes.iter().skip(1) { li { (note) } } } }
        @for pair in &found.pairs { (section(view, found, surveys, pair)) }
        @if !found.lost.is_empty() {
            h2 { "並べられない設問" }
            ul { @for why in &found.lost { li { (why) } } }
        }
    }
}

fn section(view: &View, found: &Beside, surveys: &[Survey; 2], pair: &Pair) -> Markup {
    let note = format!("{}　基数：{}", pair.shape.note(), pair.base.label());
    html! {
        section id={ "b-" (pair.key) } {
            h2 { (pair.wordings[0]) }
            (wordings(surveys, pair))
            p.gt-base { (note) }
            (figure(view, surveys, pair, &note))
            (table(found, surveys, pair))
            @if pair.has_small_base() { p.gt-base { "* n が30人未満です。割合の読み方に注意してください。" } }
        }
    }
}

/// What was asked of whom, and choices whose words differ.
fn wordings(surveys: &[Survey; 2], pair: &Pair) -> Markup {
    let differing =
        pair.columns.iter().filter_map(|column| Some((column, column.other_label.as_ref()?)));
    html! {
        dl.reading {
            @for (survey, words) in surveys.iter().zip(&pair.wordings) { dt { (survey.name) } dd { (words) } }
        }
        @for (column, other) in differing {
            p.gt-base { "「" (column.label) "」は、「" (surveys[1].name) "」では「" (other) "」です。" }
        }
    }
}

/// The chart with its downloads. As a file it says of how many it is.
fn figure(view: &View, surveys: &[Survey; 2], pair: &Pair, note: &str) -> Markup {
    let n = |place: usize| format!("{} n = {}", surveys[place].name, pair.printed_n(place));
    let notes = vec![format!("{note}　{}、{}（合計しないでください）", n(0), n(1))];
    let bars = |column: &Column| chart::Pair {
        label: column.label.clone(),
        bars: column
            .figures
            .iter()
            .map(|figure| (Some(figure.percent.value()), figure.percent.to_string()))
            .collect(),
        difference: column.change.map(|change| match change {
            Change::Higher => Difference::Higher,
            Change::Lower => Difference::Lower,
        }),
    };
    let bars: Vec<chart::Pair> = pair.columns.iter().map(bars).collect();
    let names = surveys.each_ref().map(|survey| survey.name.clone());
    let heading = &pair.wordings[0];
    let title = format!("{heading}の、二つの調査のグラフ。数値は下の表にあります。");
    let drawn = chart::pairs(&format!("b-{}", pair.key), &title, &names, &bars);
    view.figure(&format!("beside-{}", pair.key), heading, notes, drawn)
}

/// People and shares of both, a line each; below them what lies between.
fn table(found: &Beside, surveys: &[Survey; 2], pair: &Pair) -> Markup {
    let id = format!("t-{}", pair.key);
    let row = |name: &str, n: Option<&str>, cell: &dyn Fn(&Column) -> String| {
        html! {
            tr { th scope="row" { (name) } td { @if let Some(n) = n { (n) } }
                @for column in &pair.columns { td { (cell(column)) } } }
        }
    };
    html! {
        div.table-wide tabindex="0" role="region" aria-label=(pair.wordings[0]) {
            table.numbers id=(id) {
                caption { (pair.wordings[0]) }
                thead { tr { th scope="col" { "調査" } th scope="col" { "n（人）" }
                    @for column in &pair.columns { th scope="col" { (column.label) } } } }
                tbody {
                    @for (place, survey) in surveys.iter().enumerate() {
                        (row(&format!("{}（％）", survey.name), Some(&pair.printed_n(place)), &|column| column.figures[place].percent.to_string()))
                        (row(&format!("{}（人）", survey.name), None, &|column| column.figures[place].count.to_string()))
                    }
                    @if found.is_weighted {
                        (row(&format!("{}（補正後、％）", surveys[1].name), None, &|column| column.weighted.map_or("-".into(), |share| share.to_string())))
                    }
                }
                tfoot {
                    (row("差（ポイント）", None, &|column| signed(column.difference)))
                    (row("差の信頼区間", None, &Column::printed_interval))
                    (row("印", None, &|column| column.change.map_or("", Change::mark).to_owned()))
                }
            }
        }
        (copy_button(&id))
    }
}
