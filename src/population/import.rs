//! Reading a file of the population: one line for each district, age band and sex. Nothing of it
//! is kept unless every line is good; otherwise every bad line is told at once.

use std::collections::HashMap;

use super::{
    Cell,
    categories::{Attribute, Categories},
};
use crate::sheet::{self, Columns, Limits, Line, RowProblem, Wanted, fold, half_width, shown};

/// More lines than any town has combinations.
const LIMITS: Limits = Limits { rows: 50_000, columns: 50 };

/// Most people of one line: more than any country has.
const MOST_PEOPLE: u64 = 2_000_000_000;

/// The four columns, in the order in which a line is read.
const COLUMNS: Wanted<4> = Wanted {
    headings: [
        ("地区", &["地区", "地区名", "地域", "校区", "小学校区", "district"]),
        ("年齢", &["年齢", "年齢階級", "年齢区分", "年齢層", "年代", "age", "age_band", "ageband"]),
        ("性別", &["性別", "性", "sex", "gender"]),
        ("人口", &["人口", "人数", "population", "people"]),
    ],
    advice: "1行に「地区・年齢・性別・人口」の4列だけを入れてください。男女が別の列になっている表は、男性の行と女性の行に分けてください。",
};

/// Words for a line that adds others up.
const SUMS: [&str; 7] = ["計", "合計", "総計", "総数", "小計", "全体", "total"];

/// Reads a file of the population of a form's town, in the order of the codes.
///
/// # Errors
/// Everything that is wrong, in the order of the lines. Problems of the file hide those of its
/// columns, those of the columns hide those of the rows, and those hide what is missing.
pub fn parse(
    file_name: &str,
    bytes: &[u8],
    categories: &Categories,
) -> Result<Vec<Cell>, Vec<RowProblem>> {
    let lines = sheet::lines(file_name, bytes, LIMITS)?;
    let whole = |message: &str| Err(vec![RowProblem::file(message)]);
    let Some((header, rows)) = lines.split_first() else {
        return whole(
            "ファイルが空です。1行目に見出し（地区・年齢・性別・人口）を入れてください。",
        );
    };
    let columns = COLUMNS.find(header, rows)?;
    if rows.is_empty() {
        return whole("見出しの行だけで、人口の行がありません。2行目から入れてください。");
    }
    if rows.len() > LIMITS.rows {
        return whole("行が多すぎます。地区・年齢・性別の組み合わせごとに1行にしてください。");
    }
    let mut cells = cells(&columns, rows, categories)?;
    let missing: Vec<RowProblem> =
        categories.missing(&cells).into_iter().map(nobody_there).collect();
    if !missing.is_empty() {
        return Err(missing);
    }
    cells.sort_by_key(|cell| (cell.district, cell.age_band, cell.sex));
    Ok(cells)
}

fn nobody_there((attribute, label): (&str, &str)) -> RowProblem {
    RowProblem::file(format!(
        "{attribute}「{label}」の人口がありません。調査票にあるので、この{attribute}の行を足してください（人口がどの行も0のときも、このお知らせが出ます）。"
    ))
}

fn cells(
    columns: &Columns<4>,
    rows: &[Line],
    categories: &Categories,
) -> Result<Vec<Cell>, Vec<RowProblem>> {
    let mut cells = Vec::with_capacity(rows.len());
    let mut problems = Vec::new();
    let mut seen = HashMap::new();
    for row in rows {
        let mut wrong = Vec::new();
        if let Some(cell) = cell(columns, row, categories, &mut wrong) {
            let combination = (cell.district, cell.age_band, cell.sex);
            match seen.get(&combination) {
                Some(first) => wrong.push(format!(
                    "{first}行目と同じ地区・年齢・性別です。1つの組み合わせは1行にしてください。"
                )),
                None => drop(seen.insert(combination, row.number)),
            }
            cells.push(cell);
        }
        problems.extend(wrong.into_iter().map(|message| RowProblem::at(row.number, message)));
    }
    if problems.is_empty() { Ok(cells) } else { Err(problems) }
}

/// The people of a line; what is wrong with it goes to `wrong`.
fn cell(
    columns: &Columns<4>,
    row: &Line,
    categories: &Categories,
    wrong: &mut Vec<String>,
) -> Option<Cell> {
    let [district, age_band, sex, people] = match columns.cells(row) {
        Ok(cells) => cells,
        Err(slipped) => {
            wrong.push(slipped);
            return None;
        }
    };
    let district = code(&categories.district, district, wrong);
    let age_band = code(&categories.age_band, age_band, wrong);
    let sex = code(&categories.sex, sex, wrong);
    let people = number(people, wrong);
    Some(Cell { district: district?, age_band: age_band?, sex: sex?, people: people? })
}

fn code(attribute: &Attribute, cell: &str, wrong: &mut Vec<String>) -> Option<i16> {
    let name = attribute.name;
    let group = attribute.group(cell);
    if group.is_none() {
        let folded = fold(cell);
        wrong.push(if folded.is_empty() {
            format!("{name}が空です。")
        } else if SUMS.contains(&folded.as_str()) {
            format!("{name}が「{}」の行は、ほかの行と重なるので除いてください。", shown(cell))
        } else {
            let known: Vec<&str> = attribute.expected().map(|group| &*group.label).collect();
            format!(
                "{name}「{}」は調査票の選択肢にありません。使えるのは、{}です。",
                shown(cell),
                known.join("・")
            )
        });
    }
    group.map(|group| group.code)
}

/// A whole number from 0, with or without thousands commas.
fn number(cell: &str, wrong: &mut Vec<String>) -> Option<u64> {
    let digits = half_width(cell).replace(',', "");
    let number = digits.parse().ok().filter(|number| *number <= MOST_PEOPLE);
    if number.is_none() {
        wrong.push(if digits.is_empty() {
            "人口が空です。住む人がいない組み合わせは、0にするか、行を除いてください。".into()
        } else {
            format!("人口「{}」は、0以上の整数ではありません。", shown(cell))
        });
    }
    number
}

#[cfg(test)]
mod tests {
    use super::super::categories::tests::categories;
    use super::*;
    use encoding_rs::SHIFT_JIS;

    const GOOD: &str = "地区,年齢,性別,人口\n\
        荒尾,18～29歳,男性,\"1,200\"\n荒尾,30歳以上,女性,３００\n桜山,18-29歳,女性,0\n桜山,30歳以上,男性,45\n";

    fn problems(file: &str) -> Vec<(usize, String)> {
        let problems = parse("a.csv", file.as_bytes(), &categories()).expect_err("problems");
        problems.into_iter().map(|problem| (problem.line.unwrap_or(0), problem.message)).collect()
    }

    #[test]
    fn a_file_gives_people_by_the_codes_of_the_form() {
        let cells = parse("a.csv", GOOD.as_bytes(), &categories()).expect("a good file");
        let cells: Vec<_> = cells
            .iter()
            .map(|cell| (cell.district, cell.age_band, cell.sex, cell.people))
            .collect();
        assert_eq!(cells, [(1, 1, 1, 1200), (1, 2, 2, 300), (2, 1, 2, 0), (2, 2, 1, 45)]);
    }

    #[test]
    fn english_headings_in_any_order_and_cp932_are_read_alike() {
        let expected = parse("a.csv", GOOD.as_bytes(), &categories()).expect("a good file");
        let (cp932, ..) = SHIFT_JIS.encode(GOOD);
        assert_eq!(parse("a.csv", &cp932, &categories()).as_ref(), Ok(&expected));
        let english = "Population,Sex,Age Band,District\n1200,男性,18〜29歳,荒尾\n300,女性,30歳以上,荒尾\n0,女性,18〜29歳,桜山\n45,男性,30歳以上,桜山\n";
        assert_eq!(
            parse("a.csv", english.replace("Age Band", "age_band").as_bytes(), &categories()),
            Ok(expected)
        );
    }

    #[test]
    fn every_bad_line_is_told_with_its_number() {
        let found = problems(
            "地区,年齢,性別,人口\n荒尾,18〜29歳,男性,-5\n荒尾,20代,男性,1\n計,18〜29歳,男性,9\n桜山,30歳以上,女性,\n桜山,30歳以上,女性\n荒尾,30歳以上,女性,2\n荒尾,30歳以上,女性,2\n荒尾,30歳以上,男性,1.5\n",
        );
        let expected = [
            (2, "人口「-5」は、0以上の整数ではありません"),
            (3, "年齢「20代」は調査票の選択肢にありません。使えるのは、18〜29歳・30歳以上"),
            (4, "地区が「計」の行は"),
            (5, "人口が空です"),
            (6, "見出しは4列ですが、この行は3列"),
            (8, "7行目と同じ"),
            (9, "人口「1.5」は"),
        ];
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for ((line, message), (expected_line, start)) in found.iter().zip(expected) {
            assert_eq!(*line, expected_line, "{message}");
            assert!(message.starts_with(start), "{message}");
        }
    }

    #[test]
    fn a_district_without_rows_or_with_nothing_but_zeros_is_named() {
        for rest in ["", "桜山,18〜29歳,女性,0\n"] {
            let found = problems(&format!(
                "地区,年齢,性別,人口\n荒尾,18〜29歳,男性,5\n荒尾,30歳以上,女性,5\n{rest}"
            ));
            assert_eq!(found.len(), 1, "{found:?}");
            assert!(found[0].1.starts_with("地区「桜山」の人口がありません"), "{found:?}");
        }
    }

    #[test]
    fn a_town_of_nobody_is_refused() {
        let found =
            problems(&GOOD.replace("\"1,200\"", "0").replace("３００", "0").replace("45", "0"));
        assert_eq!(found.len(), 6, "every group is empty: {found:?}");
    }

    #[test]
    fn wrong_columns_are_told_by_name() {
        let found = problems("地区,年齢,男,女\n荒尾,18〜29歳,5,5\n");
        let messages: Vec<&str> = found.iter().map(|(_, message)| message.as_str()).collect();
        assert!(messages[0].starts_with("「男」の列は取り込めません"), "{messages:?}");
        assert!(messages.iter().any(|text| text.starts_with("「性別」の列がありません")));
        assert!(messages.iter().any(|text| text.starts_with("「人口」の列がありません")));
        let found = problems("地区,年齢,性別,人口,人数\n");
        assert_eq!(found[0], (1, "「人口」の列が2つあります。1つにしてください。".into()));
    }
}
