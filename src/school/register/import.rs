//! A file of classes: one line each. Nothing of it is kept unless every line is good; otherwise
//! every bad line is told at once.

use std::collections::{HashMap, HashSet};

use csv::{Terminator, WriterBuilder};

use super::{Choices, Key, NewClass, typed};
use crate::{
    error::{Error, Result as AppResult},
    sheet::{self, Columns, Limits, Line, RowProblem, Wanted},
};

/// Most classes of one file: more than the schools of a large city have.
pub const MOST_ROWS: usize = 500;

const LIMITS: Limits = Limits { rows: MOST_ROWS, columns: 50 };

/// The four columns, in the order in which a class is typed.
const COLUMNS: Wanted<4> = Wanted {
    headings: [
        ("学校", &["学校", "学校名", "中学校", "school"]),
        ("学年", &["学年", "年", "grade"]),
        ("組", &["組", "学級", "クラス", "学級名", "class"]),
        ("人数", &["人数", "生徒数", "在籍", "在籍数", "heads"]),
    ],
    advice: "「学校・学年・組・人数」の4列だけを入れてください。先生や生徒の名前は入れないでください。",
};

/// Reads a file of classes. `known` are those that the survey has already.
///
/// # Errors
/// Everything that is wrong, in the order of the lines. Problems of the file hide those of its
/// columns, and those hide the problems of the rows.
pub fn parse(
    file_name: &str,
    bytes: &[u8],
    choices: &Choices,
    known: &HashSet<Key>,
) -> Result<Vec<NewClass>, Vec<RowProblem>> {
    let lines = sheet::lines(file_name, bytes, LIMITS)?;
    let whole = |message: String| Err(vec![RowProblem::file(message)]);
    let Some((header, rows)) = lines.split_first() else {
        return whole(
            "ファイルが空です。1行目に見出し（学校・学年・組・人数）を入れてください。".into(),
        );
    };
    let columns = COLUMNS.find(header, rows)?;
    if rows.is_empty() {
        return whole("見出しの行だけで、学級の行がありません。2行目から入れてください。".into());
    }
    if rows.len() > MOST_ROWS {
        return whole(format!(
            "行が多すぎます。1つのファイルに入れられるのは{MOST_ROWS}学級までです。生徒ごとではなく、学級ごとに1行にしてください。"
        ));
    }
    classes(&columns, rows, choices, known)
}

fn classes(
    columns: &Columns<4>,
    rows: &[Line],
    choices: &Choices,
    known: &HashSet<Key>,
) -> Result<Vec<NewClass>, Vec<RowProblem>> {
    let mut classes = Vec::with_capacity(rows.len());
    let mut problems = Vec::new();
    let mut seen = HashMap::new();
    for row in rows {
        let cells = columns.cells(row).map_err(|slipped| vec![slipped]);
        let wrong = match cells.and_then(|cells| typed::class(choices, cells)) {
            Err(wrong) => wrong,
            Ok(class) => {
                let before = seen.get(&class.key()).copied();
                seen.entry(class.key()).or_insert(row.number);
                let twice = before.map(|line: usize| {
                    format!("{line}行目と同じ学級です。1つの学級は1行にしてください。")
                });
                let there = known.contains(&class.key()).then(|| {
                    format!(
                        "「{}」は、この学校と学年にもう登録されています。この行を除いてください。",
                        class.name
                    )
                });
                classes.push(class);
                twice.or(there).into_iter().collect()
            }
        };
        problems.extend(wrong.into_iter().map(|message| RowProblem::at(row.number, message)));
    }
    if problems.is_empty() { Ok(classes) } else { Err(problems) }
}

/// A file to fill in, as CSV in UTF-8 with a byte order mark: a class of each school and grade,
/// without its heads.
pub fn sample(choices: &Choices) -> AppResult<Vec<u8>> {
    let mut csv = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    csv.write_record(["学校", "学年", "組", "人数"]).map_err(Error::internal)?;
    for school in &choices.schools {
        for grade in &choices.grades {
            csv.write_record([&*school.label, &grade.label, "1組", ""]).map_err(Error::internal)?;
        }
    }
    csv.into_inner().map_err(|error| Error::internal(error.into_error()))
}

#[cfg(test)]
mod tests {
    use super::super::choices::tests::choices;
    use super::*;
    use encoding_rs::SHIFT_JIS;

    const GOOD: &str = "学校,学年,組,人数\n東中学校,1,1組,34\n東中学校,2年,１,33人\n";

    fn read(file: &[u8]) -> Result<Vec<NewClass>, Vec<RowProblem>> {
        parse("a.csv", file, &choices(), &HashSet::new())
    }

    fn problems(file: &str) -> Vec<(usize, String)> {
        let problems = read(file.as_bytes()).expect_err("problems");
        problems.into_iter().map(|problem| (problem.line.unwrap_or(0), problem.message)).collect()
    }

    #[test]
    fn a_file_in_utf8_or_cp932_gives_classes_by_the_codes_of_the_form() {
        let class = |grade, heads| NewClass { school: 1, grade, name: "1組".into(), heads };
        let expected = Ok(vec![class(1, 34), class(2, 33)]);
        assert_eq!(read(GOOD.as_bytes()), expected);
        assert_eq!(read(&SHIFT_JIS.encode(GOOD).0), expected);
        let other = "heads,クラス,学校名,学年\n34,1,東中学校,1年生\n33,1組,東中学校,2\n";
        assert_eq!(read(other.as_bytes()), expected);
    }

    #[test]
    fn every_bad_line_is_told_with_its_number() {
        let found = problems(
            "学校,学年,組,人数\n南中学校,1,1組,34\n東中学校,1,1組,0\n東中学校,2,1組,30\n東中学校,2,１,30\n東中学校,2,2組\n",
        );
        let expected = [
            (2, "学校「南中学校」"),
            (3, "人数「0」は使えません。1から60まで"),
            (5, "4行目と同じ学級です"),
            (6, "見出しは4列ですが、この行は3列"),
        ];
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for ((line, message), (expected_line, start)) in found.iter().zip(expected) {
            assert_eq!(*line, expected_line, "{message}");
            assert!(message.starts_with(start), "{message}");
        }
    }

    #[test]
    fn a_class_of_the_register_is_named_with_its_line() {
        let known = HashSet::from([(1, 2, "1組".to_owned())]);
        let found = parse("a.csv", GOOD.as_bytes(), &choices(), &known).expect_err("one is there");
        assert_eq!((found.len(), found[0].line), (1, Some(3)));
        assert!(found[0].message.contains("もう登録されています"));
    }

    #[test]
    fn names_of_people_and_lists_of_pupils_stay_out() {
        let teacher = GOOD.replace("人数\n", "人数,担任\n").replace("34\n", "34,山田\n");
        assert!(problems(&teacher)[0].1.starts_with("「担任」の列は取り込めません"));
        let pupils = format!("学校,学年,組,人数\n{}", "東中学校,1,1組,1\n".repeat(3_000));
        assert!(problems(&pupils)[0].1.starts_with("行が多すぎます"));
        for (file, word) in [("", "空です"), ("学校,学年,組,人数\n", "見出しの行だけ")]
        {
            assert!(problems(file)[0].1.contains(word), "{file}");
        }
    }

    #[test]
    fn the_sample_can_be_brought_in_once_the_heads_are_filled_in() {
        let sample = String::from_utf8(sample(&choices()).expect("a file")).expect("UTF-8");
        assert!(read(sample.as_bytes()).is_err());
        let filled = sample.replace("1組,\r\n", "1組,30\r\n");
        let rows = choices().schools.len() * choices().grades.len();
        assert_eq!(read(filled.as_bytes()).expect("classes").len(), rows);
    }
}
