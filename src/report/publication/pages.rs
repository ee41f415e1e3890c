//! The pages of public results: phones first, no script, every chart beside its table.

use maud::{Markup, html};

use super::{
    Publication,
    document::{Document, Figure, HIDDEN, Item, Kind, Line, Question},
    files::COLUMNS,
};
use crate::{
    clock::japanese_day,
    tally::WHOLE,
    ui::chart::{Band, Bar, Key, bands, bars},
};

/// All questions of a survey. `base` is the address of the page.
pub fn results(publication: &Publication, base: &str) -> Markup {
    let document = &publication.document;
    html! {
        h1 { (document.title) "の結果" }
        p { (document.city) "　" (document.period) "　回答 n = " (document.answers)
            br; (japanese_day(publication.published_on)) "公表" }
        ul {
            li { a href="#notes" { "調査結果の見方" } }
            li { a href={ (base) "/tables.csv" } { "集計表のデータ（CSV）" } }
            li { a href={ (base) "/codebook.csv" } { "コードブック（CSV）" } }
        }
        details {
            summary { "設問の一覧" }
            ul { @for question in &document.questions { li { a href={ "#" (anchor(question)) } { (question.heading()) } } } }
        }
        @for question in &document.questions {
            section.result id=(anchor(question)) {
                h2 { (question.heading()) }
                (whole(document, question))
                @if question.is_broken_down() {
                    p { a href={ (base) "/" (question.id) } { (by(document)) "に見る" span.away { "（" (question.heading()) "）" } } }
                }
            }
        }
        (notes(document))
        section { h2 { "データについて" }
            p { "集計表のデータは、上の表と、それを" (by(document)) "に分けた表を、1行に1つの数で並べたものです。文字コードは UTF-8（BOM付き）です。" }
            dl.reading { @for (column, what) in COLUMNS { dt { (column) } dd { (what) } } }
        }
    }
}

/// One question with its groups.
pub fn question(publication: &Publication, question: &Question, base: &str) -> Markup {
    let document = &publication.document;
    html! {
        nav.above aria-label="現在位置" { a href=(base) { (document.title) "の結果" } }
        h1 { (question.heading()) }
        (whole(document, question))
        h2 { (by(document)) "の集計" }
        (groups(document, question, true))
        p.hint { "「" (HIDDEN) "」は、個人の回答が推測されないように伏せた数です。" a href={ (base) "#notes" } { "調査結果の見方" } }
    }
}

/// What is shown where nothing is public.
pub fn nothing() -> Markup {
    html! {
        h1 { "この調査の結果は公表されていません" }
        p { "結果がまとまると、このページでご覧いただけます。公表の時期は、下の担当課にお問い合わせください。" }
        p lang="en" { "The results of this survey are not published. Please ask the section below when they will be." }
        p { a href="/" { "はじめのページへ" } }
    }
}

/// 「性別・年齢・地区別」
fn by(document: &Document) -> String {
    let labels: Vec<&str> =
        document.breakdowns.iter().map(|breakdown| breakdown.label.as_str()).collect();
    format!("{}別", labels.join("・"))
}

fn anchor(question: &Question) -> String {
    format!("q-{}", question.id)
}

fn notes(document: &Document) -> Markup {
    html! {
        section #notes { h2 { "調査結果の見方" }
            dl.reading { @for (heading, words) in &document.notes { dt { (heading) } dd { (words) } } }
        }
    }
}

/// Chart and table of everybody.
pub(in crate::report) fn whole(document: &Document, question: &Question) -> Markup {
    let title = format!("{}のグラフ。数値は下の表にあります。", question.heading());
    html! {
        @if let Some(why) = &question.withheld { p.notice { (why) } } @else {
            p.hint { (question.note) @if document.weighted { "　ウェイト補正後" } }
            @match (question.kind, question.items.as_slice()) {
                (Kind::Single | Kind::Multiple, [item]) => @if let [line, ..] = item.lines.as_slice() {
                    (bars(&title, &drawn(question, line)))
                },
                (Kind::Matrix, items) => (stacked(question, &anchor(question), &title, items.iter().filter_map(of_everybody))),
                _ => {}
            }
            div.table-wide tabindex="0" role="region" aria-label={ (question.heading()) "の集計表" } {
                @match question.items.as_slice() {
                    [item] if item.label.is_none() => (single(document, question, item)),
                    items => (grid(question, "項目", items.iter().filter_map(of_everybody))),
                }
            }
            @if question.items.iter().any(|item| item.lines.first().is_some_and(is_small)) { (small()) }
        }
    }
}

fn of_everybody(item: &Item) -> Option<(Option<&str>, &str, &Line)> {
    Some((None, item.label.as_deref().unwrap_or(WHOLE), item.lines.first()?))
}

fn is_small(line: &Line) -> bool {
    line.printed_n().ends_with('*')
}

fn small() -> Markup {
    html! { p.hint { "* n が30人未満です。割合の読み方に注意してください。" } }
}

/// The groups of a question: one table, or one for each row of a matrix.
pub(in crate::report) fn groups(
    document: &Document,
    question: &Question,
    with_charts: bool,
) -> Markup {
    let one = question.items.len() == 1;
    html! {
        @for item in question.items.iter().filter(|item| item.lines.len() > 1) {
            @if one { (broken_down(document, question, item, with_charts)) } @else {
                details { summary { (item.label.as_deref().unwrap_or(&question.title)) }
                    (broken_down(document, question, item, with_charts)) }
            }
        }
        @for why in question.items.iter().filter_map(|item| item.whole_only.as_deref()).take(1) {
            p.hint { @if !one { "分けていない項目：" } (why) }
        }
    }
}

fn broken_down(document: &Document, question: &Question, item: &Item, with_charts: bool) -> Markup {
    let name = item.label.as_deref().unwrap_or(&question.title);
    let title = format!("{name}（{}）のグラフ。数値は下の表にあります。", by(document));
    let lines = || item.lines.iter().map(|line| labelled(document, line));
    html! {
        @if with_charts && matches!(question.kind, Kind::Single | Kind::Matrix) {
            (stacked(question, &format!("by-{}", item.key), &title, lines()))
        }
        div.table-wide tabindex="0" role="region" aria-label={ (name) "（" (by(document)) "）の集計表" } {
            (grid(question, "区分", lines()))
        }
        @if item.lines.iter().any(is_small) { (small()) }
    }
}

/// What stands above a line, its label, and the line.
fn labelled<'a>(document: &'a Document, line: &'a Line) -> (Option<&'a str>, &'a str, &'a Line) {
    let Some(group) = &line.group else { return (None, WHOLE, line) };
    let above = document.breakdowns.get(group.breakdown).map(|by| by.label.as_str());
    (above, &group.label, line)
}

fn drawn(question: &Question, line: &Line) -> Vec<Bar> {
    let bar = |(heading, cell): (&super::document::Heading, &Option<Figure>)| Bar {
        label: heading.label.clone(),
        percent: cell.as_ref().map_or(0.0, Figure::length),
        printed: cell.as_ref().map_or(HIDDEN.into(), |figure| figure.percent.clone()),
        is_answer: heading.is_answer(),
    };
    question.headings.iter().zip(&line.cells).map(bar).collect()
}

/// Bands that add up to 100 %: what is hidden stands together at their end.
fn stacked<'a>(
    question: &Question,
    id: &str,
    title: &str,
    lines: impl Iterator<Item = (Option<&'a str>, &'a str, &'a Line)>,
) -> Markup {
    let mut keys: Vec<Key> = question
        .headings
        .iter()
        .map(|heading| Key { label: heading.label.clone(), is_answer: heading.is_answer() })
        .collect();
    let mut last = None;
    let mut any_hidden = false;
    let mut all: Vec<Band> = Vec::new();
    for (above, label, line) in lines {
        let length = |cell: &Option<Figure>| cell.as_ref().map_or(0.0, Figure::length);
        let printed =
            |cell: &Option<Figure>| cell.as_ref().map_or(String::new(), |f| f.percent.clone());
        let mut parts: Vec<(f64, String)> =
            line.cells.iter().map(|cell| (length(cell), printed(cell))).collect();
        if line.cells.contains(&None) {
            let rest = 100.0 - parts.iter().map(|(length, _)| length).sum::<f64>();
            parts.push((rest.max(0.0), HIDDEN.into()));
            any_hidden = true;
        }
        let above = above.filter(|above| last != Some(*above)).inspect(|above| last = Some(above));
        all.push(Band { above: above.map(str::to_owned), label: label.to_owned(), parts });
    }
    if any_hidden {
        keys.push(Key { label: HIDDEN.into(), is_answer: false });
    }
    bands(id, title, &keys, &all)
}

/// A question by itself: a line for each choice.
fn single(document: &Document, question: &Question, item: &Item) -> Markup {
    let Some(line) = item.lines.first() else { return html! {} };
    html! {
        table.numbers {
            thead { tr { th scope="col" { "選択肢" }
                @if !document.weighted { th scope="col" { "件数" } }
                th scope="col" { "％" } } }
            tbody {
                @for (heading, cell) in question.headings.iter().zip(&line.cells) {
                    tr { th scope="row" { (heading.label) }
                        @if !document.weighted {
                            td { @match cell.as_ref().and_then(|figure| figure.count) { Some(count) => (count), None => (HIDDEN) } }
                        }
                        td { (percent(cell)) } }
                }
            }
            tfoot {
                tr { th scope="row" { "回答者数（n）" } td { (line.printed_n()) } @if !document.weighted { td {} } }
                @for (name, value) in question.values.iter().zip(&line.values) {
                    tr { th scope="row" { (name) } td { (value.as_deref().unwrap_or(HIDDEN)) } @if !document.weighted { td {} } }
                }
            }
        }
    }
}

/// A line for each row of a matrix or each group, in percent.
fn grid<'a>(
    question: &Question,
    corner: &str,
    lines: impl Iterator<Item = (Option<&'a str>, &'a str, &'a Line)>,
) -> Markup {
    let width = 2 + question.headings.len() + question.values.len();
    let mut last = None;
    html! {
        table.numbers {
            caption { "割合（％）" }
            thead { tr { th scope="col" { (corner) } th scope="col" { "n" }
                @for heading in &question.headings { th scope="col" { (heading.label) } }
                @for name in &question.values { th scope="col" { (name) } } } }
            tbody {
                @for (above, label, line) in lines {
                    @if let Some(above) = above.filter(|above| last != Some(*above)).inspect(|above| last = Some(above)) {
                        tr.above { th scope="rowgroup" colspan=(width) { (above) } }
                    }
                    tr { th scope="row" { (label) }
                        td { (line.printed_n()) }
                        @for cell in &line.cells { td { (percent(cell)) } }
                        @for value in &line.values { td { (value.as_deref().unwrap_or(HIDDEN)) } } }
                }
            }
        }
    }
}

fn percent(cell: &Option<Figure>) -> &str {
    cell.as_ref().map_or(HIDDEN, |figure| &figure.percent)
}
