//! The sheet, read back by another reader.

use std::io::Cursor;

use serde_json::Value;

use super::super::{PRIORITIES, Report, tests::rows, write_workbook};
use crate::answers::Dataset;
use crate::report::priorities::Priorities;
use crate::report::priorities::fixture::{answer, dataset};
use crate::report::{fixture, settings::Across};
use crate::tally::Base;

fn book(dataset: &Dataset, across: Across) -> Vec<u8> {
    let (about, tables) = (fixture::about(), dataset.tables());
    let priorities = Priorities::of(dataset, across, Base::Asked);
    let report = Report {
        indicators: &crate::report::wellbeing::sources::Indicators::default(),
        about: &about,
        weights: &[],
        dataset,
        tables: &tables,
        crosses: &[],
        priorities: priorities.as_ref(),
        comparison: None,
        beside: None,
        returns: None,
    };
    let mut out = Cursor::new(Vec::new());
    write_workbook(report, &mut out).unwrap();
    out.into_inner()
}

fn read(book: Vec<u8>) -> Vec<Vec<String>> {
    rows(&mut calamine::open_workbook_from_rs(Cursor::new(book)).unwrap(), PRIORITIES)
}

fn sheet(dataset: &Dataset) -> Vec<Vec<String>> {
    read(book(dataset, Across::Satisfaction))
}

fn some() -> Vec<Value> {
    vec![
        answer(1, [5, 4, 1], [5, 5, 5]),
        answer(2, [4, 9, 2], [3, 4, 5]),
        answer(2, [0, 5, 1], [1, 3, 0]),
    ]
}

/// The row that begins with a number and a name, in the table below a heading.
fn below<'s>(sheet: &'s [Vec<String>], heading: &str, name: &str) -> &'s [String] {
    let from = sheet.iter().position(|row| row[0] == heading).unwrap();
    sheet[from..].iter().find(|row| row[1] == name).unwrap()
}

#[test]
fn every_item_has_its_figures_and_every_group_its_own() {
    let sheet = sheet(&dataset(&some()));
    let items = below(&sheet, "項目ごとの点数（全体）", "道路");
    assert_eq!(items[..8], ["3", "道路", "-1.67", "3", "-", "2", "2", "66.7"]);
    assert_eq!(items[9..11], ["1", "重点改善"]);
    let rank = below(&sheet, "区分ごとの改善の必要度の順位", "道路");
    let satisfaction = below(&sheet, "区分ごとの満足度の平均点", "道路");
    // Everybody, men, women, and nobody.
    assert_eq!(rank[2..6], ["1", "-", "1", "-"]);
    assert_eq!(satisfaction[2..6], ["-1.67", "-2", "-1.5", "-"]);
    assert!(sheet.iter().any(|row| row[0].contains("標準偏差")));
}

#[test]
fn weighted_figures_stand_beside_the_plain_ones() {
    let weighted = dataset(&some()).weighted(Some(vec![2_000_000, 500_000, 500_000]));
    let sheet = sheet(&weighted);
    let items = below(&sheet, "項目ごとの点数（全体）", "道路");
    assert_eq!((items[2].as_str(), items[12].as_str()), ("-1.67", "-1.83"));
    assert!(sheet[1][0].contains("ウェイト補正後"));
}

/// What the chart is drawn from: its headings, points and corners, beside the printed page.
fn source(sheet: &[Vec<String>]) -> Vec<[String; 3]> {
    let begins = |row: &Vec<String>| row.iter().position(|cell| cell.starts_with("図のもと"));
    let Some((top, column)) =
        sheet.iter().enumerate().find_map(|(place, row)| Some((place, begins(row)?)))
    else {
        return Vec::new();
    };
    let cells = |row: &Vec<String>| [0, 1, 2].map(|place| row[column + place].clone());
    let rows = sheet[top + 1..].iter().map(cells).filter(|cells| !cells[0].is_empty());
    rows.collect()
}

#[test]
fn the_native_chart_has_the_figures_of_the_table_and_turns_as_set() {
    let data = dataset(&some());
    let straight = read(book(&data, Across::Satisfaction));
    let straight = source(&straight);
    assert_eq!(straight[0], ["項目", "満足度", "重要度"]);
    assert_eq!(straight[3], ["3 道路", "-1.67", "2"]);
    let corner = straight.iter().find(|row| row[0].contains("「重点改善」")).unwrap();
    // Above left, within the axes: less satisfied and more important than everything else.
    let number = |text: &str| text.parse::<f64>().unwrap();
    assert!(number(&corner[1]) < -1.67 && number(&corner[2]) > 2.0, "{corner:?}");
    let turned = read(book(&data, Across::Importance));
    let turned = source(&turned);
    assert_eq!(turned[0], ["項目", "重要度", "満足度"]);
    assert_eq!(turned[3], ["3 道路", "2", "-1.67"]);
}

#[test]
fn nobody_is_a_sentence_and_dashes_without_a_chart() {
    let data = dataset(&[]);
    let sheet = sheet(&data);
    assert!(sheet[2][0].contains("2つに満たない"));
    let items = below(&sheet, "項目ごとの点数（全体）", "道路");
    assert_eq!(items[2..6], ["-", "0", "-", "-"]);
    assert_eq!(source(&sheet), [[""; 3]; 0]);
}
