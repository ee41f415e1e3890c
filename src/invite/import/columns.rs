//! Which column is which: by its heading, in any order.

use super::private;
use crate::sheet::{Line, RowProblem, fold, half_width, shown};

/// Headings of the serial number. Spaces, width and capitals do not matter, here and below.
pub const SERIAL: [&str; 8] =
    ["整理番号", "整理no", "通し番号", "通番", "連番", "番号", "no", "serial"];
/// Headings of the district.
pub const DISTRICT: [&str; 6] = ["地区", "地区名", "地域", "校区", "小学校区", "district"];
/// Headings of the age band.
pub const AGE_BAND: [&str; 7] =
    ["年齢階級", "年齢区分", "年齢層", "年齢階層", "年代", "age_band", "ageband"];
/// Headings of the sex.
pub const SEX: [&str; 3] = ["性別", "sex", "gender"];

/// Where the four columns stand, counted from 0.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Columns {
    pub serial: usize,
    pub district: usize,
    pub age_band: Option<usize>,
    pub sex: Option<usize>,
    /// Cells that every line has.
    pub width: usize,
}

impl Columns {
    /// Finds the columns by the heading. `rows` are looked at only to say what an unknown column
    /// holds, and whether one without a heading is empty.
    pub(super) fn recognise(header: &Line, rows: &[Line]) -> Result<Columns, Vec<RowProblem>> {
        let mut places: [Option<usize>; 4] = [None; 4];
        let mut problems = Vec::new();
        for (place, title) in header.cells.iter().enumerate() {
            let folded = fold(title);
            if let Some(known) = KNOWN.iter().position(|titles| titles.contains(&folded.as_str())) {
                if places[known].replace(place).is_some() {
                    problems.push(format!(
                        "「{}」の列が2つあります。1つにしてください。",
                        shown(title)
                    ));
                }
            } else if let Some(problem) = unknown(place, title, &folded, rows) {
                problems.push(problem);
            }
        }
        let [serial, district, age_band, sex] = places;
        let at_header = |message: String| RowProblem::at(header.number, message);
        if let (Some(serial), Some(district), true) = (serial, district, problems.is_empty()) {
            let width = header.cells.len();
            return Ok(Columns { serial, district, age_band, sex, width });
        }
        if serial.is_none() {
            problems
                .push("「整理番号」の列がありません。最初の行に見出しを入れてください。".into());
        }
        if district.is_none() {
            problems.push("「地区」の列がありません。最初の行に見出しを入れてください。".into());
        }
        Err(problems.into_iter().map(at_header).collect())
    }
}

/// In the order of the places in [`Columns::recognise`].
const KNOWN: [&[&str]; 4] = [&SERIAL, &DISTRICT, &AGE_BAND, &SEX];

/// Why a column that is none of the four cannot come along.
fn unknown(place: usize, title: &str, folded: &str, rows: &[Line]) -> Option<String> {
    let mut contents =
        rows.iter().filter_map(|row| row.cells.get(place)).filter(|cell| !cell.trim().is_empty());
    let named = if folded.is_empty() {
        contents.clone().next()?;
        format!("{}列目（見出しのない列）", place + 1)
    } else {
        format!("「{}」の列", shown(title))
    };
    if private::heading(folded) || contents.any(|cell| private::content(&half_width(cell))) {
        return Some(format!(
            "{named}は取り込めません。氏名や住所など、どなたかが分かる情報は市のネットワークの中に留めてください。この列を除いて、もう一度お試しください。宛名は、市の側で整理番号を使って付けます。"
        ));
    }
    if ["年齢", "満年齢", "age"].contains(&folded) {
        return Some(format!(
            "{named}は取り込めません。年齢そのものは人を特定しやすいため、「18〜29歳」のような年齢階級にして、見出しを「年齢階級」にしてください。"
        ));
    }
    Some(format!(
        "{named}は取り込めません。整理番号・地区・年齢階級・性別のほかの列を除いてください。"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(number: usize, cells: &[&str]) -> Line {
        Line { number, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() }
    }

    fn problems(header: &[&str], row: &[&str]) -> Vec<String> {
        let found = Columns::recognise(&line(3, header), &[line(4, row)]);
        let problems = found.expect_err("a heading with problems");
        assert!(problems.iter().all(|problem| problem.line == Some(3)));
        problems.into_iter().map(|problem| problem.message).collect()
    }

    #[test]
    fn columns_are_found_in_any_order_and_spelling() {
        let header = line(1, &["性 別", "", "ＡＧＥ_BAND", " 地区名　", "Ｎｏ"]);
        assert_eq!(
            Columns::recognise(&header, &[]),
            Ok(Columns { serial: 4, district: 3, age_band: Some(2), sex: Some(0), width: 5 })
        );
    }

    #[test]
    fn a_frame_without_age_or_sex_can_be_taken() {
        let columns = Columns::recognise(&line(1, &["番号", "校区"]), &[]).expect("two columns");
        assert_eq!((columns.age_band, columns.sex), (None, None));
    }

    #[test]
    fn names_and_addresses_are_refused_with_the_reason() {
        let messages =
            problems(&["番号", "地区", "氏　名", "備考"], &["1", "荒尾", "", "荒尾1丁目2"]);
        assert_eq!(messages.len(), 2);
        assert!(
            messages[0].starts_with("「氏　名」の列は") && messages[0].contains("市のネットワーク")
        );
        assert!(
            messages[1].starts_with("「備考」の列は") && messages[1].contains("市のネットワーク")
        );
        assert!(messages.iter().all(|message| !message.contains("1丁目")), "contents stay out");
    }

    #[test]
    fn other_columns_are_refused_by_name() {
        let messages =
            problems(&["番号", "地区", "職業", "", "年齢"], &["1", "荒尾", "農業", "x", "43"]);
        assert!(messages[0].starts_with("「職業」の列は"), "{messages:?}");
        assert!(messages[1].starts_with("4列目（見出しのない列）"), "{messages:?}");
        assert!(messages[2].contains("年齢階級にして"), "{messages:?}");
    }

    #[test]
    fn a_column_that_is_missing_or_doubled_is_told() {
        assert!(problems(&["番号"], &["1"])[0].contains("「地区」の列がありません"));
        assert!(problems(&["地区"], &["荒尾"])[0].contains("「整理番号」の列がありません"));
        assert!(problems(&["番号", "地区", "No"], &["1", "荒尾", "2"])[0].contains("2つ"));
    }
}
