//! What every line must hold, once the columns are known.

use std::collections::HashMap;

use super::columns::Columns;
use super::{NewParticipant, UNKNOWN, private};
use crate::sheet::{Line, RowProblem, half_width, shown, unprintable};

/// Most characters of a serial number.
const SERIAL_LENGTH: usize = 20;
/// Most characters of a label of the frame.
const LABEL_LENGTH: usize = 40;

/// The participants of all lines, or what is wrong with each line.
pub(super) fn participants(
    columns: &Columns,
    lines: &[Line],
) -> Result<Vec<NewParticipant>, Vec<RowProblem>> {
    let mut people = Vec::with_capacity(lines.len());
    let mut problems = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::with_capacity(lines.len());
    for line in lines {
        let mut wrong = Vec::new();
        let person = participant(columns, line, &mut wrong);
        if let Some(person) = person {
            if let Some(first) = seen.get(&person.serial) {
                wrong.push(format!("整理番号「{}」は{first}行目にもあります。", person.serial));
            } else if !person.serial.is_empty() {
                seen.insert(person.serial.clone(), line.number);
            }
            people.push(person);
        }
        problems.extend(wrong.into_iter().map(|message| RowProblem::at(line.number, message)));
    }
    if problems.is_empty() { Ok(people) } else { Err(problems) }
}

/// The participant of a line, as far as it can be read; what is wrong goes to `wrong`.
fn participant(columns: &Columns, line: &Line, wrong: &mut Vec<String>) -> Option<NewParticipant> {
    if line.cells.len() != columns.width {
        wrong.push(format!(
            "見出しは{}列ですが、この行は{}列です。区切りの過不足をお確かめください。",
            columns.width,
            line.cells.len()
        ));
        return None;
    }
    let cell = |place: Option<usize>| {
        place.and_then(|place| line.cells.get(place)).map_or("", String::as_str)
    };
    let district = label("地区", cell(Some(columns.district)), wrong);
    if district.is_empty() {
        wrong.push("地区が空です。".into());
    }
    Some(NewParticipant {
        serial: serial(cell(Some(columns.serial)), wrong),
        district,
        age_band: known_label("年齢階級", cell(columns.age_band), wrong),
        sex: known_label("性別", cell(columns.sex), wrong),
    })
}

fn serial(cell: &str, wrong: &mut Vec<String>) -> String {
    let serial = half_width(cell);
    if serial.is_empty() {
        wrong.push("整理番号が空です。".into());
    } else if !serial.chars().all(|letter| letter.is_ascii_graphic()) {
        wrong.push(format!(
            "整理番号「{}」に使えるのは、空白のない英数字と記号です。",
            shown(&serial)
        ));
    } else if serial.len() > SERIAL_LENGTH {
        wrong.push(format!("整理番号「{}」は{SERIAL_LENGTH}文字より長いです。", shown(&serial)));
    }
    serial
}

fn known_label(column: &str, cell: &str, wrong: &mut Vec<String>) -> String {
    let label = label(column, cell, wrong);
    if label.is_empty() { UNKNOWN.into() } else { label }
}

fn label(column: &str, cell: &str, wrong: &mut Vec<String>) -> String {
    // CP932 knows one wave where Unicode has several: one of them is kept, so that 「18～29歳」
    // from two files is one band.
    let label = half_width(cell).replace('~', "〜");
    if label.chars().count() > LABEL_LENGTH {
        wrong.push(format!("{column}「{}」は{LABEL_LENGTH}文字より長いです。", shown(&label)));
    } else if label.chars().any(unprintable) {
        wrong.push(format!("{column}に、改行や外字などの使えない文字があります。"));
    } else if private::content(&label) {
        wrong.push(format!(
            "{column}に、住所や電話番号、生年月日のような値があります。どなたかが分かる情報は除いてください。"
        ));
    }
    label
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    /// `line: start of the message` of everything wrong below a heading of four columns.
    fn problems(rows: &str) -> Vec<(usize, String)> {
        let file = format!("整理番号,地区,年齢階級,性別\n{rows}");
        let problems = parse("a.csv", file.as_bytes()).expect_err("rows with problems");
        problems.into_iter().map(|problem| (problem.line.unwrap_or(0), problem.message)).collect()
    }

    #[test]
    fn every_bad_row_is_told_with_its_line() {
        let found = problems(concat!(
            "1,荒尾,20代,男性\n",
            ",荒尾,20代,男性\n",
            "3,,20代,男性\n",
            "4,荒尾,20代\n",
            "５番,荒尾,20代,男性\n",
            "123456789012345678901,荒尾,20代,男性\n",
            "\"6\n7\",荒尾,20代,男性\n",
            "1,万田,20代,男性\n",
            "9,荒尾,20代,男性\n",
            "10,荒尾100番地,20代,男性\n",
        ));
        let expected = [
            (3, "整理番号が空です"),
            (4, "地区が空です"),
            (5, "見出しは4列ですが、この行は3列です"),
            (6, "整理番号「5番」に使えるのは"),
            (7, "整理番号「12345678901234567890…」は20文字より"),
            (8, "整理番号「6 7」に使えるのは"),
            (10, "整理番号「1」は2行目にもあります"),
            (12, "地区に、住所や"),
        ];
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for ((line, message), (expected_line, start)) in found.iter().zip(expected) {
            assert_eq!(*line, expected_line, "{message}");
            assert!(message.starts_with(start), "{message}");
        }
    }

    #[test]
    fn a_row_with_two_faults_tells_both() {
        assert_eq!(problems(",,20代,男性\n").len(), 2);
    }

    #[test]
    fn labels_too_long_or_with_private_characters_are_refused() {
        let long = "あ".repeat(41);
        let found = problems(&format!("1,{long},20代,男性\n2,荒\u{e000}尾,20代,男性\n"));
        assert!(found[0].1.contains("40文字より長い"), "{found:?}");
        assert!(found[1].1.contains("外字"), "{found:?}");
    }

    #[test]
    fn one_age_band_is_one_label_from_either_encoding() {
        let file = "番号,地区,年代\n1,荒尾,１８～２９歳\n2,荒尾,18〜29歳\n";
        let people = parse("a.csv", file.as_bytes()).expect("a good file");
        assert_eq!(people[0].age_band, people[1].age_band);
    }
}
