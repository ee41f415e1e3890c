//! What the screen of indicators says.

use super::*;
use crate::answers::Lens;
use crate::report::About;
use crate::report::fixture::about;
use crate::report::pages::{Figures, Tab};
use crate::report::wellbeing::fixture::{answers, dataset, edition, source, whole};
use crate::report::wellbeing::{Cell, Wellbeing};
use crate::tally::Base;

fn page(of: Wellbeing) -> String {
    drawn(Indicators { all: vec![of], missing: Vec::new() }, &about()).0
}

/// The page, and the radar as a file.
fn drawn(indicators: Indicators, about: &About) -> (String, Option<String>) {
    let (dataset, figures, lens) = (dataset(&[]), Figures::default(), Lens::default());
    let view = View {
        survey: "/staff/surveys/small",
        tab: Tab::Wellbeing,
        about,
        lens: &lens,
        everybody: &dataset,
        people: 4,
        weights: Vec::new(),
        may_edit: true,
        own: Vec::new(),
        more: Vec::new(),
        figures: &figures,
    };
    let page = wellbeing(&view, &indicators).into_string();
    (page, view.svg("town-radar"))
}

const GIVEN: [[i16; 3]; 4] = [[4, 2, 3], [4, 1, 3], [2, 3, 3], [5, 0, 4]];

#[test]
fn every_figure_of_every_table_is_on_the_page() {
    let of = whole(&answers(&GIVEN));
    let html = page(of.clone());
    for grid in [of.overall_grid(), of.factor_grid()] {
        assert!(html.contains(&format!("<caption>{}</caption>", grid.title)));
        for line in &grid.lines {
            let cell = |cell: &Cell| match cell {
                Cell::Blank => "<td></td>".to_owned(),
                Cell::Dash => "<td>-</td>".to_owned(),
                Cell::People { n, is_small } => {
                    format!("<td>{n}{}</td>", if *is_small { "*" } else { "" })
                }
                Cell::Number(number) => format!("<td>{number}</td>"),
                Cell::Words(words) => format!("<td class=\"words\">{words}</td>"),
            };
            let cells: String = line.cells.iter().map(cell).collect();
            let row = format!("<th scope=\"row\">{}</th>{cells}", line.label);
            assert!(line.cells.is_empty() || html.contains(&row), "{row}");
        }
    }
    let women = of.groups[2].factors[0].plain.score.unwrap();
    let cell = format!("<td>{}*<br><small>{}</small></td>", women.value, women.printed_range());
    assert!(html.contains(&cell), "{cell}");
    for sentence in of.warnings.iter().chain(&of.notes) {
        let sentence = sentence.replace('"', "&quot;");
        assert!(html.contains(&sentence), "{sentence}");
    }
}

#[test]
fn the_chart_as_a_file_says_against_whom_and_what_is_missing() {
    let of = whole(&answers(&GIVEN));
    let indicators = Indicators { all: vec![of], missing: Vec::new() };
    let svg = drawn(indicators, &about()).1.unwrap();
    for words in ["因子の偏差値", "人口10万人以上", "見本市（2026）", "令和2年度調査"]
    {
        assert!(svg.contains(words), "{words}");
    }
}

#[test]
fn a_score_never_stands_there_as_one_against_the_whole_country() {
    let html = page(whole(&answers(&GIVEN)));
    assert!(html.contains("全国のすべての市区町村の平均でもありません"));
    assert!(!html.contains("全国平均"));
}

#[test]
fn without_reference_values_the_page_says_where_they_come_in_and_draws_means() {
    let source = source(None, None);
    let html = page(Wellbeing::of(&source, &dataset(&answers(&GIVEN)), Base::Asked, None));
    assert!(html.contains("基準値が選ばれていないため、偏差値は出していません"));
    assert!(html.contains("/staff/surveys/small/indicator"));
    assert!(html.contains("/staff/indicators/town"));
    assert!(html.contains("1〜5の平均です。偏差値ではありません"));
    assert!(!html.contains("ごとの因子の偏差値"));
}

#[test]
fn weighted_figures_have_lines_and_columns_of_their_own() {
    let dataset = dataset(&answers(&GIVEN)).weighted(Some(vec![2_000_000, 500_000, 500_000, 1]));
    let of = Wellbeing::of(&source(Some(edition()), None), &dataset, Base::Asked, None);
    let html = page(of.clone());
    let weighted = of.groups[0].factors[0].weighted.unwrap().score.unwrap();
    let cell = format!("{}*<br><small>{}</small>", weighted.value, weighted.printed_range());
    assert!(html.contains("<td>補正後</td>") && html.contains(&cell), "{cell}");
    assert!(html.contains("ウェイト補正後の％と平均"));
}

#[test]
fn nobody_is_a_page_of_dashes_and_what_is_missing_is_a_sentence() {
    let html = page(whole(&[]));
    assert!(html.contains("平均を出せる因子がないため、図はありません"));
    assert!(!html.contains("NaN") && !html.contains("inf"));
    let missing = Indicators { all: Vec::new(), missing: vec!["指標「x」の結果は".into()] };
    assert!(drawn(missing, &about()).0.contains("指標「x」の結果は"));
    assert!(drawn(Indicators::default(), &about()).0.contains("指標の設問がありません"));
}
