//! 単純集計: every question with its table and its chart, on one page.

use maud::{Markup, html};

use super::{View, frame};
use crate::report::about::NOTES;
use crate::tally::{Line, Shape, Table};
use crate::ui::chart::{self, Band, Bar, Key};
use crate::ui::tools::copy_button;

/// The screen.
pub fn gt(view: &View, tables: &[Table]) -> Markup {
    frame(
        view,
        html! {
            details {
                summary { "集計表の見方" }
                ul { @for note in NOTES { li { (note) } } }
            }
            nav.gt-index aria-label="設問の一覧" {
                ul {
                    @for table in tables {
                        li { a href=(format!("#{}", anchor(table))) { (table.heading()) } }
                    }
                }
            }
            @for table in tables { (question(view, table)) }
        },
    )
}

/// The section of one question. Its id is [`anchor`].
fn question(view: &View, table: &Table) -> Markup {
    html! {
        section.gt id=(anchor(table)) {
            h2 { (table.heading()) }
            p.gt-base {
                (table.subject.shape.note()) "　基数：" (table.base.label())
                @if let [line] = table.lines.as_slice() { "　n = " (line.printed_n()) }
            }
            @if let Some(chart) = drawing(table) { (view.figure(&anchor(table), &table.heading(), notes(table), chart)) }
            div {
                div.table-wide tabindex="0" role="region" aria-label=(format!("{}の集計表", table.heading())) {
                    @if table.is_grid() { (grid(table)) } @else { (single(table)) }
                }
                (copy_button(&table_id(table)))
            }
            @if table.has_small_base() {
                p.gt-base { "* n が30人未満です。割合の読み方に注意してください。" }
            }
            p.gt-top { a href="#top" { "設問の一覧へ戻る" } }
        }
    }
}

/// The name of a question within the page.
fn anchor(table: &Table) -> String {
    format!("q-{}", table.subject.id)
}

/// What a chart needs to be read alone.
pub(super) fn notes(table: &Table) -> Vec<String> {
    let n = table
        .lines
        .first()
        .filter(|_| !table.is_grid())
        .map(|line| format!("　n = {}", line.printed_n()));
    vec![format!(
        "{}　基数：{}{}",
        table.subject.shape.note(),
        table.base.label(),
        n.unwrap_or_default()
    )]
}

fn drawing(table: &Table) -> Option<Markup> {
    let title = format!("{}のグラフ。数値は下の表にあります。", table.heading());
    match table.subject.shape {
        Shape::Single | Shape::Multiple | Shape::Scale => {
            table.lines.first().map(|line| chart::bars(&title, &bars(table, line)))
        }
        Shape::Matrix => {
            let key = |heading: &crate::tally::Heading| Key {
                label: heading.label.clone(),
                is_answer: heading.stands.is_answer(),
            };
            let keys: Vec<Key> = table.headings.iter().map(key).collect();
            let bands: Vec<Band> = table.lines.iter().map(|line| band(table, line)).collect();
            Some(chart::bands(&anchor(table), &title, &keys, &bands))
        }
        Shape::Number | Shape::Text => None,
    }
}

fn bars(table: &Table, line: &Line) -> Vec<Bar> {
    let bar = |(place, heading): (usize, &crate::tally::Heading)| {
        let percent = line.percent(place);
        Bar {
            label: heading.label.clone(),
            percent: percent.value(),
            printed: percent.to_string(),
            is_answer: heading.stands.is_answer(),
        }
    };
    table.headings.iter().enumerate().map(bar).collect()
}

fn band(table: &Table, line: &Line) -> Band {
    let part = |place| {
        let percent = line.percent(place);
        (percent.value(), percent.to_string())
    };
    Band {
        above: None,
        label: line.label.clone(),
        parts: (0..table.headings.len()).map(part).collect(),
    }
}

/// The name of a question's table within the page.
fn table_id(table: &Table) -> String {
    format!("t-{}", table.subject.id)
}

fn single(table: &Table) -> Markup {
    let Some(line) = table.lines.first() else {
        return html! {};
    };
    html! {
        table.numbers id=(table_id(table)) {
            thead { tr { th scope="col" { "選択肢" } th scope="col" { "件数" } th scope="col" { "％" } } }
            tbody {
                @for (place, heading) in table.headings.iter().enumerate() {
                    tr {
                        th scope="row" { (heading.label) }
                        td { (line.counts[place]) }
                        td { (line.percent(place)) }
                    }
                }
            }
            tfoot {
                tr { th scope="row" { "回答者数（n）" } td { (line.printed_n()) } td {} }
                @if let Some(summary) = line.summary {
                    @for (name, value) in summary.named() {
                        tr { th scope="row" { (name) } td { (value.map_or("-".to_owned(), |value| value.to_string())) } td {} }
                    }
                }
            }
        }
    }
}

/// A matrix: percent, with the count below it in each cell.
fn grid(table: &Table) -> Markup {
    html! {
        table.numbers id=(table_id(table)) {
            caption { "上段：％、下段：件数" }
            thead {
                tr {
                    th scope="col" { "項目" }
                    th scope="col" { "n" }
                    @for heading in &table.headings { th scope="col" { (heading.label) } }
                }
            }
            tbody {
                @for line in &table.lines {
                    tr {
                        th scope="row" { (line.label) }
                        td { (line.printed_n()) }
                        @for (place, count) in line.counts.iter().enumerate() {
                            td { (line.percent(place)) br; small { (count) } }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::{Dataset, Lens};
    use crate::report::pages::{Figures, Tab};
    use crate::report::{About, about::SAMPLE_MARK, fixture};

    fn page(n: usize) -> String {
        let dataset = fixture::dataset(&fixture::answers(n));
        shown(&dataset, &fixture::about())
    }

    fn shown(dataset: &Dataset, about: &About) -> String {
        let view = View {
            survey: "/staff/surveys/small",
            tab: Tab::Gt,
            about,
            lens: &Lens::default(),
            everybody: dataset,
            people: dataset.people(),
            weights: Vec::new(),
            may_edit: true,
            own: Vec::new(),
            more: Vec::new(),
            figures: &Figures::default(),
        };
        gt(&view, &dataset.tables()).into_string()
    }

    #[test]
    fn every_figure_of_every_table_is_on_the_page() {
        let html = page(100);
        let tables = fixture::dataset(&fixture::answers(100)).tables();
        for table in &tables {
            assert!(html.contains(&format!("<h2>{}</h2>", table.heading())));
            assert!(html.contains(&format!("href=\"#q-{}\"", table.subject.id)));
            assert!(html.contains(table.base.label()));
            for line in &table.lines {
                for place in 0..line.counts.len() {
                    let (count, percent) = (line.counts[place], line.percent(place));
                    let cells = [
                        format!("<td>{count}</td><td>{percent}</td>"),
                        format!("<td>{percent}<br><small>{count}</small></td>"),
                    ];
                    assert!(
                        cells.iter().any(|cell| html.contains(cell)),
                        "{} {place}",
                        table.heading()
                    );
                }
            }
        }
        assert_eq!(html.matches("<svg").count(), 4);
    }

    #[test]
    fn without_answers_the_page_says_what_will_stand_here() {
        let html = page(0);
        assert!(html.contains("まだ回答がありません"));
        assert!(html.contains("<td>0</td><td>-</td>"));
    }

    #[test]
    fn invented_answers_are_marked() {
        assert!(page(1).contains(SAMPLE_MARK));
        let real = About { sample: false, ..fixture::about() };
        assert!(!shown(&fixture::dataset(&[]), &real).contains(SAMPLE_MARK));
    }
}
