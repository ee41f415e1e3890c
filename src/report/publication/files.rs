//! Open data: the public tables with one line a figure, and what their codes mean.

use csv::Error;

use super::document::{Document, Figure, Item, Line, Question};
use crate::report::csv::begin;
use crate::sheet::guarded;

/// The headings of the tables.
const TABLES: [&str; 16] = [
    "設問ID",
    "設問番号",
    "設問",
    "項目ID",
    "項目",
    "区分ID",
    "区分",
    "区分コード",
    "区分の値",
    "選択肢コード",
    "選択肢",
    "n",
    "件数",
    "割合（％）",
    "値",
    "秘匿",
];

/// The headings of the codebook.
const CODEBOOK: [&str; 7] = ["設問ID", "設問番号", "設問", "項目ID", "項目", "コード", "ラベル"];

/// What stands in each column of the tables, for a reader of the page.
pub(super) const COLUMNS: [(&str, &str); 9] = [
    ("設問ID・設問番号・設問", "調査票の設問です。"),
    ("項目ID・項目", "表の形の設問では、その行です。ほかの設問では、項目IDは設問IDと同じです。"),
    ("区分ID・区分", "性別など、回答者を分けた設問です。全体の行では空です。"),
    ("区分コード・区分の値", "どの区分の人かです。全体の行では、コードは空、値は「全体」です。"),
    ("選択肢コード・選択肢", "無回答は -1、無効は -3 です。平均などの行では、コードは空です。"),
    ("n", "割合の基数となる人数です。"),
    (
        "件数・割合（％）",
        "その選択肢を選んだ人の数と、n に対する割合です。ウェイト補正をした結果では、件数は空です。",
    ),
    ("値", "平均などの値です。計算できないときは空です。"),
    ("秘匿", "1 の行は、個人の回答が推測されないように数を伏せています。"),
];

/// The tables: UTF-8 with BOM, CRLF, one line for each question, group and choice.
///
/// # Errors
/// None: the file is written into memory.
pub(super) fn tables(document: &Document) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    let mut csv = begin(&mut out)?;
    csv.write_record(TABLES)?;
    for question in &document.questions {
        for item in &question.items {
            for line in &item.lines {
                let stub = stub(document, question, item, line);
                for row in rows(question, line) {
                    csv.write_record(stub.iter().chain(&row))?;
                }
            }
        }
    }
    csv.flush()?;
    drop(csv);
    Ok(out)
}

/// The columns that say what is counted, and of whom.
fn stub(document: &Document, question: &Question, item: &Item, line: &Line) -> Vec<String> {
    let text = |words: &str| guarded(words).into_owned();
    let mut stub = of_item(question, item);
    stub.extend(match &line.group {
        None => ["", "", "", crate::tally::WHOLE].map(str::to_owned),
        Some(group) => {
            let by = document.breakdowns.get(group.breakdown);
            let (id, label) = by.map_or(("", ""), |by| (by.id.as_str(), by.label.as_str()));
            [id.to_owned(), text(label), group.code.to_string(), text(&group.label)]
        }
    });
    stub
}

fn of_item(question: &Question, item: &Item) -> Vec<String> {
    let number = question.number.map_or(String::new(), |number| format!("問{number}"));
    let label = item.label.as_deref().unwrap_or_default();
    let text = |words: &str| guarded(words).into_owned();
    vec![question.id.clone(), number, text(&question.title), item.key.clone(), text(label)]
}

/// The columns of each figure of a line.
fn rows(question: &Question, line: &Line) -> Vec<[String; 7]> {
    let n = line.n.map_or(String::new(), |n| n.to_string());
    let hidden = |hidden: bool| String::from(if hidden { "1" } else { "0" });
    let choices = question.headings.iter().zip(&line.cells).map(|(heading, cell)| {
        let code = heading.code.map_or(String::new(), |code| code.to_string());
        let count = cell.as_ref().and_then(|figure| figure.count);
        [
            code,
            guarded(&heading.label).into_owned(),
            n.clone(),
            count.map_or(String::new(), |count| count.to_string()),
            cell.as_ref().map_or(String::new(), |figure| share(figure, line)),
            String::new(),
            hidden(cell.is_none()),
        ]
    });
    let values = question.values.iter().zip(&line.values).map(|(name, value)| {
        let given = value.clone().filter(|value| value != "-").unwrap_or_default();
        let empty = String::new();
        [
            empty.clone(),
            name.clone(),
            n.clone(),
            empty.clone(),
            empty,
            given,
            hidden(value.is_none()),
        ]
    });
    choices.chain(values).collect()
}

/// A share as a number: 「-」 is printed for nobody, of somebody or of nobody.
fn share(figure: &Figure, line: &Line) -> String {
    match (figure.percent.as_str(), line.n) {
        ("-", Some(0) | None) => String::new(),
        ("-", Some(_)) => "0.0".into(),
        (printed, _) => printed.into(),
    }
}

/// The codebook: UTF-8 with BOM, CRLF, one line for each code of each item.
///
/// # Errors
/// None: the file is written into memory.
pub(super) fn codebook(document: &Document) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    let mut csv = begin(&mut out)?;
    csv.write_record(CODEBOOK)?;
    for question in &document.questions {
        for item in &question.items {
            for heading in &question.headings {
                let code = heading.code.map_or(String::new(), |code| code.to_string());
                let label = guarded(&heading.label).into_owned();
                csv.write_record(of_item(question, item).iter().chain(&[code, label]))?;
            }
        }
    }
    csv.flush()?;
    drop(csv);
    Ok(out)
}
