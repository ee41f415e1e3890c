//! 単純集計: every question with its table and its chart, on one page.

use maud::{Markup, html};

use super::{View, frame};
use crate::report::about::NOTES;
use crate::tally::{Line, Shape, Table};
use crate::ui::chart::{self, Band, Bar, Key};

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
            @for table in tables { (question(table)) }
        },
    )
}

/// The section of one question. Its id is [`anchor`].
fn question(table: &Table) -> Markup {
    html! {
        section.gt id=(anchor(table)) {
            h2 { (table.heading()) }
            p.gt-base {
                (table.subject.shape.note()) "　基数：" (table.base.label())
                @if let [line] = table.lines.as_slice() { "　n = " (line.printed_n()) }
            }
            (drawing(table))
            div.table-wide tabindex="0" role="region" aria-label=(format!("{}の集計表", table.heading())) {
                @if table.is_grid() { (grid(table)) } @else { (single(table)) }
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

fn drawing(table: &Table) -> Markup {
    let title = format!("{}のグラフ。数値は下の表にあります。", table.heading());
    match table.subject.shape {
        Shape::Single | Shape::Multiple | Shape::Scale => match table.lines.first() {
            Some(line) => chart::bars(&title, &bars(table, line)),
            None => html! {},
        },
        Shape::Matrix => {
            let key = |heading: &crate::tally::Heading| Key {
                label: heading.label.clone(),
                is_answer: heading.stands.is_answer(),
            };
            let keys: Vec<Key> = table.headings.iter().map(key).collect();
            let bands: Vec<Band> = table.lines.iter().map(|line| band(table, line)).collect();
            chart::bands(&anchor(table), &title, &keys, &bands)
        }
        Shape::Number | Shape::Text => html! {},
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

fn single(table: &Table) -> Markup {
    let Some(line) = table.lines.first() else {
        return html! {};
    };
    html! {
        table.numbers {
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
        table.numbers {
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
    use crate::report::pages::Tab;
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
