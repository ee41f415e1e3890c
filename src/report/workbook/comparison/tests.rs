use std::io::Cursor;

use calamine::{Reader, open_workbook_from_rs};

use super::super::tests::{Book, rows};
use super::super::{Report, write_workbook};
use super::*;
use crate::report::comparison::fixture::{beside, earlier, today, town, without};
use crate::report::fixture;

fn sheet(comparison: Option<&Comparison>) -> Option<Vec<Vec<String>>> {
    let (about, dataset) = (fixture::about(), today(&town().0));
    let report = Report {
        indicators: &crate::report::wellbeing::sources::Indicators::default(),
        about: &about,
        weights: &[],
        dataset: &dataset,
        tables: &dataset.tables(),
        crosses: &[],
        priorities: None,
        comparison,
        beside: None,
        returns: None,
    };
    let mut out = Cursor::new(Vec::new());
    write_workbook(report, &mut out).unwrap();
    let mut book: Book = open_workbook_from_rs(Cursor::new(out.into_inner())).unwrap();
    let is_there = book.sheet_names().contains(&COMPARISON.to_owned());
    is_there.then(|| rows(&mut book, COMPARISON))
}

/// The rows below the block that begins with `words`.
fn below<'s>(sheet: &'s [Vec<String>], words: &str) -> &'s [Vec<String>] {
    let at = sheet.iter().position(|row| row[0] == words);
    &sheet[at.unwrap_or_else(|| panic!("{words}: {sheet:?}"))..]
}

#[test]
fn shares_differences_and_marks_can_be_computed_again_from_the_counts_beside_them() {
    let (now, then) = town();
    let sheet = sheet(Some(&beside(&now, &[then]))).unwrap();
    let block = below(&sheet, "問1　あなたの性別");
    assert_eq!(block[2][..7], ["選択肢", "今回", "", "令和2年度調査", "", "差", "印"]);
    assert_eq!(block[3][1..5], ["件数", "％", "件数", "％"]);
    assert_eq!(block[5][..7], ["女性", "448", "56", "400", "50", "6", "▲"]);
    assert_eq!(block[8][..5], ["回答者数（n）", "800", "", "800", ""]);
    let block = below(&sheet, "平均点の比較：施策の満足度");
    assert_eq!(
        block[4][..7],
        ["切れ目のない子育て支援", "800", "-0.56", "800", "0.5", "-1.06", "▼"]
    );
}

#[test]
fn a_choice_of_today_alone_has_dashes_and_what_cannot_be_compared_its_reason() {
    let (now, _) = town();
    let then =
        earlier("前回", &now, |codebook| without("happy")(&without(",答えない")(codebook)));
    let sheet = sheet(Some(&beside(&now, &[then]))).unwrap();
    let block = below(&sheet, "問1　あなたの性別");
    assert_eq!(block[7][..7], ["答えない", "0", "-", "-", "-", "-", ""]);
    let lost = below(&sheet, "比べられない設問");
    assert!(lost[1][1].starts_with("比較不可"));
}

#[test]
fn without_earlier_surveys_there_is_no_sheet_and_nobody_is_no_error() {
    assert_eq!(sheet(None), None);
    let (_, then) = town();
    assert!(sheet(Some(&beside(&[], &[then]))).unwrap().len() > 40);
}
