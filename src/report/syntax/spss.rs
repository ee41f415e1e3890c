//! SPSS syntax. It keeps to what PSPP understands too.

use std::fmt::Write;

use super::{Described, described};
use crate::answers::Dataset;
use crate::form::codebook::VariableKind;
use crate::form::field::{SPECIFY_LENGTH, Takes};
use crate::report::codes::WEIGHT;

/// The longest label of a variable and of a value, in bytes.
const VARIABLE_LABEL: usize = 255;
const VALUE_LABEL: usize = 120;
/// The widest text.
const WIDEST: usize = 32_767;
/// Bytes of a quoted piece in one line: lines of syntax end at 256 bytes.
const PIECE: usize = 180;

/// Syntax that loads the CSV file of that name: UTF-8 with BOM, so that SPSS takes it for that.
pub fn spss(dataset: &Dataset, file: &str) -> String {
    let variables = described(dataset);
    let mut out = String::from("\u{feff}");
    head(&mut out, file);
    for of in &variables {
        line(&mut out, &format!("    {} {}", of.variable.name, format(dataset, of)));
    }
    if dataset.weights().is_some() {
        line(&mut out, &format!("    {WEIGHT} F12.6"));
    }
    line(&mut out, "    .\nEXECUTE.\n\n* 変数のラベル.");
    for of in &variables {
        line(
            &mut out,
            &format!(
                "VARIABLE LABELS {}\n{}.",
                of.variable.name,
                quoted(&of.label, VARIABLE_LABEL)
            ),
        );
    }
    if dataset.weights().is_some() {
        line(&mut out, &format!("VARIABLE LABELS {WEIGHT}\n    'ウェイト'."));
        line(
            &mut out,
            &format!(
                "* 補正した集計をするときは、次の行の先頭の * を消してください.\n* WEIGHT BY {WEIGHT}."
            ),
        );
    }
    line(&mut out, "\n* 値のラベル.");
    for of in variables.iter().filter(|of| !of.is_text()) {
        line(&mut out, &format!("VALUE LABELS {}", of.variable.name));
        for (place, (code, label)) in of.codes.iter().enumerate() {
            let end = if place + 1 == of.codes.len() { "." } else { "" };
            line(&mut out, &format!("  {code}\n{}{end}", quoted(label, VALUE_LABEL)));
        }
    }
    line(&mut out, "\n* 欠損値: -1 無回答、-2 非該当、-3 無効.");
    for of in &variables {
        let values = if of.is_text() { "'-1', '-2', '-3'" } else { "-1, -2, -3" };
        line(&mut out, &format!("MISSING VALUES {} ({values}).", of.variable.name));
    }
    line(&mut out, "\n* 尺度.");
    for of in variables.iter().filter(|of| !of.is_text()) {
        let level = if of.variable.kind == VariableKind::Number { "SCALE" } else { "NOMINAL" };
        line(&mut out, &format!("VARIABLE LEVEL {} ({level}).", of.variable.name));
    }
    out
}

fn head(out: &mut String, file: &str) {
    let file = file.replace('\'', "''");
    let head = format!(
        "* 回答データ（CSV）を、ラベルを付けて読み込みます.
* このファイルと CSV を同じフォルダに置き、必要なら次の CD の行を直してください.
* CD 'C:\\調査'.
* 自由記述の先頭にある「'」は、表計算ソフトが式と取り違えないための印です.

GET DATA
  /TYPE=TXT
  /FILE='{file}'
  /ENCODING='UTF8'
  /ARRANGEMENT=DELIMITED
  /FIRSTCASE=2
  /DELIMITERS=','
  /QUALIFIER='\"'
  /VARIABLES="
    );
    line(out, &head);
}

/// Writes a line with the line ends of Windows.
fn line(out: &mut String, words: &str) {
    // Writing into a String does not fail.
    let _ = write!(out, "{}\r\n", words.replace('\n', "\r\n"));
}

/// How a variable is read: whole numbers, or text as wide as the questionnaire allows.
fn format(dataset: &Dataset, of: &Described<'_>) -> String {
    if !of.is_text() {
        return "F8.0".into();
    }
    let letters = match dataset.form().field(&of.variable.field).map(|field| field.takes) {
        Some(Takes::Words { max_length }) => max_length,
        _ => SPECIFY_LENGTH,
    };
    // A letter takes up to four bytes, and a guard may stand before the text.
    let bytes = usize::try_from(letters).unwrap_or(WIDEST).saturating_mul(4).saturating_add(1);
    format!("A{}", bytes.min(WIDEST))
}

/// A label in quotes, in as many pieces as its length needs, each on a line of its own.
fn quoted(label: &str, longest: usize) -> String {
    let mut pieces = vec![String::new()];
    for letter in cut(label, longest).chars() {
        if pieces.last().is_some_and(|piece| piece.len() + letter.len_utf8() > PIECE) {
            pieces.push(String::new());
        }
        if let Some(piece) = pieces.last_mut() {
            // An apostrophe is written twice.
            piece.extend(std::iter::repeat_n(letter, if letter == '\'' { 2 } else { 1 }));
        }
    }
    let pieces: Vec<String> = pieces.iter().map(|piece| format!("    '{piece}'")).collect();
    pieces.join(" +\n")
}

/// The beginning of a text, so many bytes at most, of whole letters.
fn cut(text: &str, longest: usize) -> &str {
    let ends = text.char_indices().map(|(start, letter)| start + letter.len_utf8());
    let end = ends.take_while(|end| *end <= longest).last().unwrap_or(0);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    fn syntax() -> String {
        spss(&fixture::dataset(&[]), "small-answers.csv")
    }

    #[test]
    fn every_column_is_read_in_order_with_its_width() {
        let syntax = syntax();
        assert!(syntax.starts_with("\u{feff}* "));
        let (_, after) = syntax.split_once("/VARIABLES=\r\n").unwrap();
        let columns: Vec<&str> =
            after.lines().map(str::trim).take_while(|line| *line != ".").collect();
        assert_eq!(
            columns,
            [
                "sex F8.0",
                "media_1 F8.0",
                "media_2 F8.0",
                "media_9 F8.0",
                "media_other9 A401",
                "sat_m01 F8.0",
                "sat_m02 F8.0",
                "happy F8.0",
                "years F8.0",
                "opinion A8001"
            ]
        );
        assert!(syntax.contains("/FILE='small-answers.csv'"));
    }

    #[test]
    fn labels_and_missing_values_are_given_to_every_variable() {
        let syntax = syntax();
        for part in [
            "VARIABLE LABELS sex\r\n    '問1 あなたの性別'.",
            "VALUE LABELS sex\r\n  1\r\n    '男性'\r\n  2\r\n",
            "VALUE LABELS media_1\r\n  1\r\n    '選択した'\r\n  0\r\n",
            "  -3\r\n    '無効'.\r\n",
            "MISSING VALUES years (-1, -2, -3).",
            "MISSING VALUES opinion ('-1', '-2', '-3').",
            "VARIABLE LEVEL years (SCALE).",
        ] {
            assert!(syntax.contains(part), "{part}");
        }
        assert!(!syntax.contains("VALUE LABELS opinion"));
    }

    #[test]
    fn a_label_is_cut_between_letters_and_no_line_is_too_long() {
        assert_eq!(cut("満足", 5), "満");
        assert_eq!(cut("満足", 6), "満足");
        assert_eq!(cut("𠮷野家", 3), "");
        let label = quoted(&"満".repeat(100), VARIABLE_LABEL);
        assert_eq!(label.matches('満').count(), 85);
        assert!(label.lines().all(|line| line.len() < 250), "{label}");
        assert!(syntax().lines().all(|line| line.len() < 256));
    }

    #[test]
    fn weights_are_read_where_there_are_any() {
        let dataset = fixture::dataset(&fixture::answers(2)).weighted(Some(vec![1_000_000; 2]));
        let weighted = spss(&dataset, "x.csv");
        assert!(weighted.contains("    opinion A8001\r\n    WEIGHT F12.6\r\n    .\r\n"));
        assert!(!syntax().contains("WEIGHT"));
    }

    #[test]
    fn an_apostrophe_does_not_end_a_label() {
        assert_eq!(quoted("it's", VALUE_LABEL), "    'it''s'");
    }
}
