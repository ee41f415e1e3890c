//! The workbook, read back by another reader and counted again from its own raw sheet.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};
use serde_json::{Value, json};

use super::*;
use crate::form::Answers;
use crate::form::codebook::{Cell, coded};
use crate::report::crosses::usual;
use crate::report::fixture;
use crate::tally::Base;

pub(super) type Book = Xlsx<Cursor<Vec<u8>>>;

fn written(documents: &[Value]) -> Book {
    let (about, returns) = (fixture::about(), fixture::returns());
    let dataset = fixture::dataset(documents);
    let (tables, crosses) = (dataset.tables(), usual(&dataset, Base::Asked));
    let report = Report {
        about: &about,
        weights: &[],
        dataset: &dataset,
        tables: &tables,
        crosses: &crosses,
        priorities: None,
        comparison: None,
        beside: None,
        indicators: &Indicators::default(),
        returns: Some(&returns),
    };
    let mut out = Cursor::new(Vec::new());
    write_workbook(report, &mut out).unwrap();
    open_workbook_from_rs(Cursor::new(out.into_inner())).unwrap()
}

/// A sheet as rows of printed cells; numbers as Rust prints them.
pub(super) fn rows(book: &mut Book, name: &str) -> Vec<Vec<String>> {
    let range: Range<Data> = book.worksheet_range(name).unwrap();
    let (height, width) = range.end().map_or((0, 0), |(row, column)| (row + 1, column + 1));
    let cell =
        |row, column| range.get_value((row, column)).map_or(String::new(), ToString::to_string);
    (0..height).map(|row| (0..width).map(|column| cell(row, column)).collect()).collect()
}

/// The raw sheet by variable name.
pub(super) fn raw(book: &mut Book) -> BTreeMap<String, Vec<String>> {
    let rows = rows(book, RAW_CODES);
    let column = |place: usize| rows[1..].iter().map(|row| row[place].clone()).collect();
    rows[0].iter().enumerate().map(|(place, name)| (name.clone(), column(place))).collect()
}

fn times(column: &[String], wanted: &str) -> usize {
    column.iter().filter(|cell| *cell == wanted).count()
}

/// The rows of 単純集計 from the question on, below its heading of columns.
fn below(gt: &[Vec<String>], question: &str) -> Vec<Vec<String>> {
    let at = gt.iter().position(|row| row[0].starts_with(question)).unwrap();
    gt[at + 3..].to_vec()
}

#[test]
fn the_raw_sheet_holds_every_answer_in_the_order_of_the_ids() {
    let documents = fixture::answers(60);
    let dataset = fixture::dataset(&documents);
    let sheet = rows(&mut written(&documents), RAW_CODES);
    assert_eq!(sheet.len(), 61);
    assert_ne!(dataset.order(), (0..60).collect::<Vec<_>>());
    for (row, person) in sheet[1..].iter().zip(dataset.order()) {
        let answers: Answers = serde_json::from_value(documents[person].clone()).unwrap();
        for (cell, variable) in row[1..].iter().zip(dataset.variables()) {
            let expected = match coded(variable, &answers) {
                Cell::Number(number) => number.to_string(),
                Cell::Text(text) => text.to_owned(),
                Cell::Missing(missing) => missing.code().to_string(),
            };
            assert_eq!(*cell, expected, "{}", variable.name);
        }
    }
}

#[test]
fn the_tables_can_be_recounted_from_the_raw_sheet() {
    let mut book = written(&fixture::answers(100));
    let raw = raw(&mut book);
    let gt = rows(&mut book, TABLES);
    let percent = |count: usize, n: usize| match (count * 2000 + n) / (2 * n) {
        _ if count == 0 => "-".to_owned(),
        tenths => (tenths as f64 / 10.0).to_string(),
    };
    let same = |line: &[String], count: usize, n: usize| {
        assert_eq!(line[1..3], [count.to_string(), percent(count, n)], "{}", line[0]);
    };
    for (line, code) in below(&gt, "問1").iter().zip(["1", "2", "3", "-1"]) {
        same(line, times(&raw["sex"], code), 100);
    }
    let media = below(&gt, "問2");
    for (line, name) in media.iter().zip(["media_1", "media_2", "media_9"]) {
        same(line, times(&raw[name], "1"), 100);
    }
    same(&media[3], times(&raw["media_1"], "-1"), 100);
    same(&media[4], times(&raw["media_1"], "-3"), 100);
    for (line, name) in below(&gt, "問3")[1..].iter().zip(["sat_m01", "sat_m02"]) {
        for (place, code) in ["5", "4", "3", "2", "1", "-1"].into_iter().enumerate() {
            let counted = times(&raw[name], code);
            assert_eq!(line[2 + place], counted.to_string());
            assert_eq!(line[8 + place], percent(counted, 100));
        }
    }
    let asked = 100 - times(&raw["happy"], "-2");
    let happy = below(&gt, "問4");
    for (line, step) in happy.iter().zip(0..=10) {
        same(line, times(&raw["happy"], &step.to_string()), asked);
    }
    assert_eq!(happy[12][..2], ["回答者数（n）".to_owned(), asked.to_string()]);
    let sum: i32 = raw["happy"]
        .iter()
        .filter_map(|cell| cell.parse().ok())
        .filter(|step: &i32| *step >= 0)
        .sum();
    assert_eq!(happy[13][1], ((f64::from(sum) / asked as f64 * 100.0).round() / 100.0).to_string());
}

#[test]
fn the_check_sheet_agrees_in_every_line() {
    let sheet = rows(&mut written(&fixture::answers(100)), CHECK);
    let verdicts: Vec<&String> = sheet[3..5]
        .iter()
        .map(|row| &row[4])
        .chain(sheet[7..].iter().map(|row| &row[11]))
        .collect();
    assert_eq!(verdicts.len(), 2 + 10);
    assert!(verdicts.iter().all(|verdict| *verdict == "一致"), "{verdicts:?}");
    assert_eq!(sheet[3][2..4], ["100", "100"]);
    // Table, raw column and the cached result of the formula.
    assert_eq!(sheet[7][..5], ["sex", "問1", "80", "80", "80"]);
}

#[test]
fn awkward_texts_are_texts_and_keep_every_character() {
    let documents: Vec<Value> =
        fixture::NAUGHTY.iter().map(|text| json!({ "opinion": text })).collect();
    let mut book = written(&documents);
    let mut expected = fixture::NAUGHTY.map(str::to_owned).to_vec();
    expected.sort();
    // The reader leaves Excel's escape of an underscore as it is.
    let decoded = |text: &String| text.replace("_x005F_", "_");
    let mut in_raw: Vec<String> = raw(&mut book)["opinion"].iter().map(decoded).collect();
    let mut in_texts: Vec<String> =
        rows(&mut book, TEXTS)[2..].iter().map(|row| decoded(&row[3])).collect();
    in_raw.sort();
    in_texts.sort();
    assert_eq!(in_raw, expected);
    assert_eq!(in_texts, expected);
    let formulas = book.worksheet_formula(RAW_CODES).unwrap();
    assert_eq!(formulas.used_cells().count(), 0);
}

#[test]
fn a_text_longer_than_a_cell_goes_on_in_the_next_one() {
    let text: String = ('あ'..='ん').cycle().take(40_000).collect();
    let mut book =
        written(&[json!({ "sex": 1, "opinion": text }), json!({ "sex": 2, "opinion": "短い" })]);
    let raw = raw(&mut book);
    let whole = |first: &str, second: &str| {
        format!("{first}{second}").replace("【右のセルに続く】【続き】", "")
    };
    let long = raw["opinion"].iter().position(|cell| cell != "短い").unwrap();
    assert_eq!(whole(&raw["opinion"][long], &raw["opinion（続き1）"][long]), text);
    let texts = rows(&mut book, TEXTS);
    let row = texts.iter().find(|row| row[3].starts_with('あ')).unwrap();
    assert_eq!(whole(&row[3], &row[4]), text);
    let check = rows(&mut book, CHECK);
    assert!(check[7..].iter().all(|row| row[11] == "一致"));
}

#[test]
fn no_answer_one_answer_and_only_blanks_give_dashes_and_no_error() {
    let blank = json!({ "sex": null, "media": null, "sat_m01": null, "sat_m02": null, "happy": null, "years": null, "opinion": null });
    for documents in [vec![], vec![json!({ "sex": 1 })], vec![blank; 3]] {
        let mut book = written(&documents);
        let expected = [
            OVERVIEW,
            CONTENTS,
            RETURNS,
            TABLES,
            CROSSES,
            CROSS_COUNTS,
            TEXTS,
            RAW_CODES,
            RAW_LABELS,
            CODEBOOK,
            CHECK,
        ];
        assert_eq!(book.sheet_names(), expected);
        let gt = rows(&mut book, TABLES);
        assert_eq!(below(&gt, "問4")[13][..2], ["平均", "-"]);
        assert_eq!(below(&gt, "問2")[0][1..3], ["0", "-"]);
        let check = rows(&mut book, CHECK);
        assert!(check[7..].iter().all(|row| row[11] == "一致"));
    }
}

#[test]
fn labels_stand_for_codes_and_missings_are_spelled_out() {
    let sheet = rows(
        &mut written(&[
            json!({ "sex": 2, "media": [2], "happy": 0, "years": null, "opinion": false }),
        ]),
        RAW_LABELS,
    );
    assert_eq!(sheet[0][1..4], ["問1 あなたの性別", "問2 広報あらお", "問2 市のホームページ"]);
    assert_eq!(
        sheet[1],
        [
            "1",
            "女性",
            "",
            "市のホームページ",
            "",
            "非該当",
            "非該当",
            "非該当",
            "0",
            "無回答",
            "無効"
        ]
    );
}

#[test]
fn the_overview_says_what_the_numbers_are_and_that_they_are_invented() {
    let overview = rows(&mut written(&fixture::answers(3)), OVERVIEW).concat().join("\n");
    for words in [
        "見本データ（架空の回答です）",
        "n = 3",
        "町の声を計画に",
        "2026年11月1日から2026年11月30日まで",
        "第1版",
        "小数点以下第2位を四捨五入",
        "有効回収率＝",
    ] {
        assert!(overview.contains(words), "{words}");
    }
}

#[test]
fn a_survey_without_a_list_of_recipients_has_no_return_sheet() {
    let about = About { sample: false, ..fixture::about() };
    let dataset = fixture::dataset(&[]);
    let mut out = Cursor::new(Vec::new());
    let (tables, crosses) = (dataset.tables(), usual(&dataset, Base::Asked));
    let report = Report {
        about: &about,
        weights: &[],
        dataset: &dataset,
        tables: &tables,
        crosses: &crosses,
        priorities: None,
        comparison: None,
        beside: None,
        indicators: &Indicators::default(),
        returns: None,
    };
    write_workbook(report, &mut out).unwrap();
    let mut book: Book = open_workbook_from_rs(Cursor::new(out.into_inner())).unwrap();
    assert!(!book.sheet_names().contains(&RETURNS.to_owned()));
    let overview = rows(&mut book, OVERVIEW).concat().join("\n");
    assert!(!overview.contains("見本データ") && !overview.contains(RETURNS));
}
