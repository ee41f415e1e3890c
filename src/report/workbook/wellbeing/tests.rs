//! The sheet ウェルビーイング, read back and computed again from the raw sheet beside it.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Reader, open_workbook_from_rs};

use super::super::tests::{Book, raw, rows};
use super::super::{OVERVIEW, Report, WELLBEING, write_workbook};
use super::*;
use crate::answers::Dataset;
use crate::report::fixture::about;
use crate::report::wellbeing::fixture::{answers, dataset, edition, source, whole};
use crate::tally::Base;

fn written(dataset: &Dataset, indicators: &Indicators) -> Book {
    let (about, tables) = (about(), dataset.tables());
    let report = Report {
        priorities: None,
        comparison: None,
        beside: None,
        about: &about,
        weights: &[],
        dataset,
        tables: &tables,
        crosses: &[],
        indicators,
        returns: None,
    };
    let mut out = Cursor::new(Vec::new());
    write_workbook(report, &mut out).unwrap();
    open_workbook_from_rs(Cursor::new(out.into_inner())).unwrap()
}

fn sheet(dataset: &Dataset, of: Wellbeing) -> Vec<Vec<String>> {
    let indicators = Indicators { all: vec![of], missing: Vec::new() };
    rows(&mut written(dataset, &indicators), WELLBEING)
}

/// The rows of a table by their labels, from its title to the next empty row.
fn table(sheet: &[Vec<String>], title: &str) -> Vec<Vec<String>> {
    let at = sheet.iter().position(|row| row[0] == title).unwrap_or_else(|| panic!("{title}"));
    let goes_on = |row: &&Vec<String>| row.iter().take(10).any(|cell| !cell.is_empty());
    sheet[at + 1..].iter().take_while(goes_on).cloned().collect()
}

fn line(table: &[Vec<String>], label: &str) -> Vec<f64> {
    let row = table.iter().find(|row| row[0].trim() == label);
    let row = row.unwrap_or_else(|| panic!("{label} in {table:?}"));
    row[2..].iter().map(|cell| cell.parse().unwrap_or(f64::NAN)).collect()
}

/// Forty people, some of whom leave an item blank.
fn forty() -> Vec<[i16; 3]> {
    let answer = |i: i16| [1 + i * 7 % 5, (i * 3 + i / 9) % 6, 1 + i * i % 5];
    (0..40).map(answer).collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn error(values: &[f64]) -> f64 {
    let (n, mean) = (values.len() as f64, mean(values));
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (squares / (n - 1.0) / n).sqrt()
}

/// Equal but for the rounding of what is printed.
fn same(found: f64, expected: f64, places: i32) {
    let half = 0.5 * 10_f64.powi(-places) + 1e-9;
    assert!((found - expected).abs() <= half, "{found} {expected}");
}

#[test]
fn means_scores_and_intervals_can_be_computed_again_from_the_raw_sheet() {
    let documents = answers(&forty());
    let dataset = dataset(&documents);
    let indicators = Indicators { all: vec![whole(&documents)], missing: Vec::new() };
    let mut book = written(&dataset, &indicators);
    let raw: BTreeMap<String, Vec<String>> = raw(&mut book);
    let found = table(&rows(&mut book, WELLBEING), "因子と項目の平均・偏差値");
    let cells = |variable: &str, reversed: bool| -> Vec<Option<f64>> {
        let value = |cell: &String| {
            let value = cell.parse::<f64>().ok().filter(|value| (1.0..=5.0).contains(value));
            value.map(|value| if reversed { 6.0 - value } else { value })
        };
        raw[variable].iter().map(value).collect()
    };
    let (home, noise) = (cells("sat_m01", false), cells("sat_m02", true));
    let mut scores = Vec::new();
    for (label, cells, mu, sigma) in
        [("自宅に居場所", &home, 3.5, 0.5), ("【逆】騒音", &noise, 3.0, 0.25)]
    {
        let given: Vec<f64> = cells.iter().flatten().copied().collect();
        let line = line(&found, label);
        let score = 50.0 + 10.0 * (mean(&given) - mu) / sigma;
        same(line[0], given.len() as f64, 0);
        same(line[1], mean(&given), 2);
        same(line[2], 1.96 * error(&given), 2);
        same(line[3], error(&given) * (given.len() as f64).sqrt(), 2);
        same(line[4], score, 1);
        same(line[5], score - 19.6 * error(&given) / sigma, 1);
        same(line[6], score + 19.6 * error(&given) / sigma, 1);
        scores.push((mean(&given), score));
    }
    assert_ne!(home.iter().flatten().count(), noise.iter().flatten().count());
    let both = home.iter().zip(&noise).filter_map(|(home, noise)| Some(((*home)?, (*noise)?)));
    let both: Vec<(f64, f64)> = both.collect();
    let own_means: Vec<f64> = both.iter().map(|(home, noise)| (home + noise) / 2.0).collect();
    let own = |(home, noise): &(f64, f64)| {
        50.0 + 10.0 * ((home - 3.5) / 0.5 + (noise - 3.0) / 0.25) / 2.0
    };
    let own_scores: Vec<f64> = both.iter().map(own).collect();
    let factor = line(&found, "住宅環境");
    let score = (scores[0].1 + scores[1].1) / 2.0;
    same(factor[0], both.len() as f64, 0);
    same(factor[1], (scores[0].0 + scores[1].0) / 2.0, 2);
    same(factor[2], 1.96 * error(&own_means), 2);
    same(factor[4], score, 1);
    same(factor[5], score - 1.96 * error(&own_scores), 1);
    same(factor[6], score + 1.96 * error(&own_scores), 1);
}

#[test]
fn the_groups_stand_beside_one_another_with_marks_that_leave_numbers_numbers() {
    let documents = answers(&forty());
    let of = whole(&documents);
    let sheet = sheet(&dataset(&documents), of.clone());
    let found = table(&sheet, "区分ごとの偏差値");
    assert_eq!(found[1][2..5], ["全体", "性別", ""]);
    assert_eq!(found[2][3..6], ["男性", "女性", "答えない"]);
    let expected: Vec<f64> = of.groups[..3]
        .iter()
        .map(|group| group.factors[0].plain.score.unwrap().value.value())
        .collect();
    let line = line(&found, "住宅環境");
    assert_eq!(line[..3], expected[..]);
    assert!(line[3].is_nan(), "a dash");
    let n = table(&sheet, "区分ごとの n（全体の質問は回答した人、因子は全部の項目に回答した人）");
    assert!(n.iter().any(|row| row[0] == "人数" && row[2..5] == ["40", "20", "20"]));
}

#[test]
fn the_radar_has_its_figures_and_gaps_where_nothing_can_be_said() {
    let documents = answers(&forty());
    let of = whole(&documents);
    let sheet = sheet(&dataset(&documents), of.clone());
    let top = sheet.iter().position(|row| row.contains(&"図の値".to_owned())).unwrap();
    let first = sheet[top].iter().position(|cell| cell == "図の値").unwrap();
    let titles = ["図の値", "今回", "令和2年度調査", "見本市（2026）", "50（基準）"];
    assert_eq!(sheet[top][first..first + 5], titles);
    let profile = of.profile().unwrap();
    for (place, axis) in profile.axes.iter().enumerate() {
        let row = &sheet[top + 1 + place];
        assert_eq!((&row[first], row[first + 4].as_str()), (axis, "50"));
        for (nth, (_, values)) in profile.lines.iter().enumerate() {
            let printed = values[place].map_or(String::new(), |value| value.value().to_string());
            assert_eq!(row[first + 1 + nth], printed, "{axis}");
        }
    }
    assert_eq!(sheet[top + 3][first + 1], "", "a blocked factor is a gap, not zero");
}

#[test]
fn what_was_said_on_the_screen_is_said_on_the_sheet() {
    let of = whole(&answers(&forty()));
    let sheet = sheet(&dataset(&answers(&forty())), of.clone());
    let says = |sentence: &String| sheet.iter().any(|row| row[0] == *sentence);
    for sentence in of.warnings.iter().chain(&of.notes) {
        assert!(says(sentence), "{sentence}");
    }
}

#[test]
fn weighted_figures_have_columns_and_blocks_of_their_own() {
    let weights = (0..40).map(|row| 500_000 + row * 20_000).collect();
    let dataset = dataset(&answers(&forty())).weighted(Some(weights));
    let of = Wellbeing::of(&source(Some(edition()), None), &dataset, Base::Asked, None);
    let sheet = sheet(&dataset, of.clone());
    let weighted = of.groups[0].factors[0].weighted.unwrap().score.unwrap();
    let found = table(&sheet, "区分ごとの偏差値（ウェイト補正後）");
    assert_eq!(line(&found, "住宅環境")[0], weighted.value.value());
    let found = table(&sheet, "因子と項目の平均・偏差値");
    assert_eq!(line(&found, "住宅環境")[9], weighted.value.value());
}

#[test]
fn nobody_gives_dashes_and_what_is_missing_a_sentence() {
    let sheet = sheet(&dataset(&[]), whole(&[]));
    assert!(sheet.iter().any(|row| row[0].starts_with("平均を出せる因子がない")));
    let found = table(&sheet, "因子と項目の平均・偏差値");
    let row = found.iter().find(|row| row[0] == "住宅環境").unwrap();
    assert_eq!(row[3..5], ["-", "-"]);
    let missing = Indicators { all: Vec::new(), missing: vec!["指標「x」の結果は".into()] };
    let sheet = rows(&mut written(&dataset(&[]), &missing), WELLBEING);
    assert_eq!(sheet[1][0], "指標「x」の結果は");
}

#[test]
fn a_survey_without_an_indicator_has_no_such_sheet() {
    let mut book = written(&dataset(&[]), &Indicators::default());
    assert!(!book.sheet_names().contains(&WELLBEING.to_owned()));
    let overview = rows(&mut book, OVERVIEW);
    assert!(!overview.iter().any(|row| row[0] == WELLBEING));
}
