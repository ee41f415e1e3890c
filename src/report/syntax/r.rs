//! An R script that needs nothing but base R.

use std::fmt::Write;

use super::{Described, described};
use crate::answers::Dataset;
use crate::form::codebook::VariableKind;
use crate::report::codes::WEIGHT;

/// What the script begins with, below the name of the file.
const CHOICE: &str = r#"# 無回答（-1）、非該当（-2）、無効（-3）の扱い:
#   FALSE ... 欠損値（NA）にします。
#   TRUE  ... 選択肢と同じように残します（数値と自由記述では -1 などのまま）。
keep_missing <- FALSE
"#;

const READ: &str = r#"
answers <- read.csv(file, header = TRUE, quote = "\"", fileEncoding = "UTF-8-BOM",
                    colClasses = types, na.strings = character(0), check.names = FALSE)
missings <- c(-1L, -2L, -3L)

# 選択肢の設問: コードに名前を付けた因子にします。
coded <- function(x, codes, labels) {
  keep <- keep_missing | !(codes %in% missings)
  factor(x, levels = codes[keep], labels = labels[keep])
}
# 数値と自由記述: 欠損を示すコードだけを NA にします。
plain <- function(x) {
  if (!keep_missing) x[as.character(x) %in% as.character(missings)] <- NA
  x
}
labelled <- function(x, label) {
  attr(x, "label") <- label
  x
}
"#;

/// A script that loads the CSV file of that name into a data frame `answers`.
pub fn r(dataset: &Dataset, file: &str) -> String {
    let variables = described(dataset);
    let mut out = String::from("# 回答データ（CSV）を、ラベルを付けて読み込みます。\n");
    out += "# CSV と同じフォルダで source(\"このファイル\", encoding = \"UTF-8\") を実行してください。\n";
    out += "# 自由記述の先頭にある「'」は、表計算ソフトが式と取り違えないための印です。\n";
    line(&mut out, &format!("file <- {}\n", quoted(file)));
    out += CHOICE;
    let kind = |of: &Described<'_>| quoted(if of.is_text() { "character" } else { "integer" });
    let mut types: Vec<String> =
        variables.iter().map(|of| format!("  {} = {}", of.variable.name, kind(of))).collect();
    if dataset.weights().is_some() {
        types.push(format!("  {WEIGHT} = \"numeric\""));
    }
    line(&mut out, &format!("\ntypes <- c(\n{}\n)", types.join(",\n")));
    out += READ;
    for of in &variables {
        line(&mut out, &described_in_r(of));
    }
    out
}

fn described_in_r(of: &Described<'_>) -> String {
    let column = format!("answers[[{}]]", quoted(&of.variable.name));
    let values = match of.variable.kind {
        VariableKind::Text | VariableKind::Number => format!("plain({column})"),
        VariableKind::Coded { .. } | VariableKind::Tick { .. } => {
            let codes: Vec<String> = of.codes.iter().map(|(code, _)| format!("{code}L")).collect();
            let labels: Vec<String> =
                distinct(&of.codes).iter().map(|label| quoted(label)).collect();
            format!("coded({column},\n  c({}),\n  c({}))", codes.join(", "), labels.join(", "))
        }
    };
    format!("\n{column} <- labelled({values},\n  {})", quoted(&of.label))
}

/// The labels; where two are alike, with their codes, because R would make one level of them.
fn distinct(codes: &[(i32, String)]) -> Vec<String> {
    let is_double = |label: &String| codes.iter().filter(|(_, other)| other == label).count() > 1;
    let label = |(code, label): &(i32, String)| match is_double(label) {
        true => format!("{label}（{code}）"),
        false => label.clone(),
    };
    codes.iter().map(label).collect()
}

fn line(out: &mut String, words: &str) {
    // Writing into a String does not fail.
    let _ = writeln!(out, "{words}");
}

/// A text as R reads it back.
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{escaped}\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn every_column_has_its_type_and_its_labels() {
        let script = r(&fixture::dataset(&[]), "small-answers.csv");
        for part in [
            "file <- \"small-answers.csv\"",
            "  media_other9 = \"character\",\n  sat_m01 = \"integer\",",
            "answers[[\"sex\"]] <- labelled(coded(answers[[\"sex\"]],\n  c(1L, 2L, 3L, -1L, -2L, -3L),\n  c(\"男性\", \"女性\", \"答えない\", \"無回答\", \"非該当\", \"無効\")),\n  \"問1 あなたの性別\")",
            "answers[[\"years\"]] <- labelled(plain(answers[[\"years\"]]),",
        ] {
            assert!(script.contains(part), "{part}");
        }
    }

    #[test]
    fn weights_are_numbers_where_there_are_any() {
        let dataset = fixture::dataset(&fixture::answers(2)).weighted(Some(vec![1_000_000; 2]));
        assert!(
            r(&dataset, "x.csv").contains("opinion = \"character\",\n  WEIGHT = \"numeric\"\n)")
        );
    }

    #[test]
    fn a_quote_or_a_backslash_in_a_label_stays_words() {
        assert_eq!(quoted(r#"a"b\c"#), r#""a\"b\\c""#);
    }

    #[test]
    fn two_choices_of_one_name_stay_two() {
        let codes = [(1, "その他".to_owned()), (9, "その他".to_owned()), (2, "なし".to_owned())];
        assert_eq!(distinct(&codes), ["その他（1）", "その他（9）", "なし"]);
    }
}
