//! The GT screen for staff: every question with its table and its chart, on one page.

use maud::{Markup, html};

use super::about::{About, NOTES, SAMPLE_MARK};
use super::screen::{anchor, question};
use crate::tally::Table;

/// The body of the page; `people` is the number of answers behind `tables`.
pub fn gt(about: &About, people: usize, tables: &[Table]) -> Markup {
    html! {
        @if about.sample { p.sample-mark { (SAMPLE_MARK) } }
        p { (about.survey) "　回答数 n = " (people) "　（" (about.made.format("%Y年%-m月%-d日 %-H時%M分")) " 現在）" }
        @if people == 0 {
            p.notice { "まだ回答がありません。回答が届くと、ここに設問ごとの表とグラフが表示されます。" }
        }
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
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    fn page(n: usize) -> String {
        let dataset = fixture::dataset(&fixture::answers(n));
        gt(&fixture::about(), dataset.people(), &dataset.tables()).into_string()
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
        assert!(!gt(&real, 0, &[]).into_string().contains(SAMPLE_MARK));
    }
}
