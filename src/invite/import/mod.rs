//! Reading the list of participants that a city brings: CSV or xlsx, one person a line, with a
//! serial number, a district, an age band and a sex. Nothing of the file is kept unless every
//! line of it is good; otherwise every bad line is told at once.

mod columns;
mod private;
mod rows;

use columns::Columns;

use crate::sheet::{self, Limits, RowProblem};

/// Most participants in one file.
pub const MAX_ROWS: usize = 200_000;

/// What stands where the frame knows no age band or sex.
pub const UNKNOWN: &str = "不明";

/// A participant as the sampling frame describes one. Who it is, only the city knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewParticipant {
    /// The city's own number: 1–20 printable ASCII characters, once in a survey.
    pub serial: String,
    /// Label of the district, as the frame writes it.
    pub district: String,
    /// Label of the age band, or [`UNKNOWN`].
    pub age_band: String,
    /// Label of the sex, or [`UNKNOWN`].
    pub sex: String,
}

/// Columns beyond the last of these are not a list of participants.
const LIMITS: Limits = Limits { rows: MAX_ROWS, columns: 50 };

/// Reads a file of participants. The name decides how it is read and must fit what is inside.
///
/// # Errors
/// Everything that is wrong, in the order of the lines. Problems of the file itself hide those of
/// its columns, and those of the columns hide those of the rows.
pub fn parse(file_name: &str, bytes: &[u8]) -> Result<Vec<NewParticipant>, Vec<RowProblem>> {
    let lines = sheet::lines(file_name, bytes, LIMITS)?;
    let Some((header, rows)) = lines.split_first() else {
        return Err(vec![RowProblem::file(
            "ファイルが空です。1行目に見出し、2行目から1人1行で入れてください。",
        )]);
    };
    let columns = Columns::recognise(header, rows)?;
    if rows.is_empty() {
        return Err(vec![RowProblem::file(
            "見出しの行だけで、対象者の行がありません。2行目から1人1行で入れてください。",
        )]);
    }
    if rows.len() > MAX_ROWS {
        return Err(vec![RowProblem::file(format!(
            "対象者が{MAX_ROWS}行より多くあります。ファイルを分けて取り込んでください。"
        ))]);
    }
    rows::participants(&columns, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The message of a file with one problem, and its line.
    pub(super) fn only_problem(file_name: &str, bytes: &[u8]) -> (Option<usize>, String) {
        let mut problems = parse(file_name, bytes).expect_err("a file with a problem");
        assert_eq!(problems.len(), 1, "{problems:?}");
        let problem = problems.remove(0);
        (problem.line, problem.message)
    }

    #[test]
    fn a_file_gives_its_participants_in_order() {
        let file = "整理番号,地区,年齢階級,性別\r\n１,荒尾,18～29歳,男性\r\nA-2, 緑ケ丘 ,,\r\n";
        let read = parse("対象者.csv", file.as_bytes()).expect("a good file");
        let person = |serial: &str, district: &str, age_band: &str, sex: &str| NewParticipant {
            serial: serial.into(),
            district: district.into(),
            age_band: age_band.into(),
            sex: sex.into(),
        };
        assert_eq!(
            read,
            [person("1", "荒尾", "18〜29歳", "男性"), person("A-2", "緑ケ丘", UNKNOWN, UNKNOWN),]
        );
    }

    #[test]
    fn an_empty_file_and_a_lone_heading_are_told_apart() {
        for empty in ["", "\u{feff}", "\r\n\r\n", ",,,\n"] {
            let (line, message) = only_problem("a.csv", empty.as_bytes());
            assert_eq!(line, None);
            assert!(message.starts_with("ファイルが空です"), "{message}");
        }
        let (_, message) = only_problem("a.csv", "整理番号,地区\n".as_bytes());
        assert!(message.starts_with("見出しの行だけ"), "{message}");
    }

    #[test]
    fn a_file_with_too_many_people_is_refused_as_a_whole() {
        let mut file = String::from("serial,district\n");
        for serial in 0..=MAX_ROWS {
            file.push_str(&format!("{serial},荒尾\n"));
        }
        let (line, message) = only_problem("a.csv", file.as_bytes());
        assert_eq!(line, None);
        assert!(message.contains("200000"), "{message}");
    }
}
