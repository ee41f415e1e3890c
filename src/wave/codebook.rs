//! Reading the codebook of an earlier wave: ours, or a simple one from elsewhere.

use std::collections::HashMap;

use crate::sheet::{self, Limits, Line, RowProblem, fold, half_width, shown};

/// More lines than any questionnaire has codes.
const LIMITS: Limits = Limits { rows: 50_000, columns: 50 };

/// A variable of the earlier wave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Old {
    /// Its name: a column of the file of answers.
    pub name: String,
    /// What was asked.
    pub question: String,
    /// The row of a matrix or the choice of a multiple choice, where the codebook has it.
    pub item: String,
    /// Today's name, where the staff wrote one.
    pub renamed: String,
    /// Its codes; none for numbers and texts.
    pub codes: Vec<OldCode>,
}

/// A code of a variable of the earlier wave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldCode {
    /// As the file of answers has it, in half width.
    pub code: String,
    /// What it means; may be empty.
    pub label: String,
    /// Today's code, where the staff wrote one.
    pub now: String,
}

impl Old {
    /// What it holds, in the words of the earlier wave.
    pub fn words(&self) -> &str {
        if self.item.is_empty() { &self.question } else { &self.item }
    }
}

/// Headings, folded. The first of each is how messages call the column.
const NAME: [&str; 4] = ["変数名", "変数", "variable", "name"];
const QUESTION: [&str; 4] = ["設問", "設問文", "質問", "question"];
const ITEM: [&str; 2] = ["項目", "item"];
const CODE: [&str; 4] = ["コード", "値", "code", "value"];
const LABEL: [&str; 4] = ["ラベル", "値ラベル", "選択肢", "label"];
const RENAMED: [&str; 2] = ["今回の変数名", "new_variable"];
const NOW: [&str; 2] = ["今回のコード", "new_code"];

/// Where the columns stand, counted from 0, in the order of the constants above.
type Places = [Option<usize>; 7];

/// Reads a codebook. Other columns than the known ones are passed over.
///
/// # Errors
/// Everything that is wrong, in the order of the lines.
pub fn parse(file_name: &str, bytes: &[u8]) -> Result<Vec<Old>, Vec<RowProblem>> {
    let lines = sheet::lines(file_name, bytes, LIMITS)?;
    let whole = |message: &str| Err(vec![RowProblem::file(message)]);
    let Some((header, rows)) = lines.split_first() else {
        return whole(
            "コードブックが空です。1行目に見出し（変数名・設問・コード・ラベル）を入れてください。",
        );
    };
    let places = places(header)?;
    if rows.is_empty() {
        return whole("コードブックに、見出しのほかの行がありません。");
    }
    if rows.len() > LIMITS.rows {
        return whole("コードブックの行が多すぎます。1つのコードを1行にしてください。");
    }
    variables(&places, rows)
}

fn places(header: &Line) -> Result<Places, Vec<RowProblem>> {
    let known: [&[&str]; 7] = [&NAME, &QUESTION, &ITEM, &CODE, &LABEL, &RENAMED, &NOW];
    let mut places = Places::default();
    let mut problems = Vec::new();
    for (place, title) in header.cells.iter().enumerate() {
        let folded = fold(title);
        let Some(which) = known.iter().position(|titles| titles.contains(&&*folded)) else {
            continue;
        };
        if places[which].replace(place).is_some() {
            problems.push(format!("コードブックに「{}」の列が2つあります。", known[which][0]));
        }
    }
    for which in [0, 3, 4].into_iter().filter(|which| places[*which].is_none()) {
        problems.push(format!("コードブックに「{}」の列がありません。", known[which][0]));
    }
    if problems.is_empty() {
        return Ok(places);
    }
    Err(problems.into_iter().map(|message| RowProblem::at(header.number, message)).collect())
}

fn variables(places: &Places, rows: &[Line]) -> Result<Vec<Old>, Vec<RowProblem>> {
    let mut variables: Vec<Old> = Vec::new();
    let mut by_name: HashMap<String, usize> = HashMap::new();
    let mut problems = Vec::new();
    let mut current = None;
    for row in rows {
        let [name, question, item, code, label, renamed, now] = places.map(|place| {
            place.and_then(|place| row.cells.get(place)).map_or("", |cell| cell.trim())
        });
        let name = half_width(name);
        // A name that stands above several lines (joined cells) is theirs.
        if !name.is_empty() {
            current = Some(*by_name.entry(name.clone()).or_insert_with(|| {
                variables.push(Old { name, ..Old::default() });
                variables.len() - 1
            }));
        }
        let Some(variable) = current.and_then(|place| variables.get_mut(place)) else {
            problems.push(RowProblem::at(row.number, "コードブックの変数名が空です。"));
            continue;
        };
        keep_first(&mut variable.question, question.to_owned());
        keep_first(&mut variable.item, item.to_owned());
        keep_first(&mut variable.renamed, half_width(renamed));
        let code = half_width(code);
        if code.is_empty() {
            continue;
        }
        if variable.codes.iter().any(|other| other.code == code) {
            problems.push(RowProblem::at(
                row.number,
                format!(
                    "コードブックの「{}」に、コード「{}」が2回あります。",
                    shown(&variable.name),
                    shown(&code)
                ),
            ));
        }
        variable.codes.push(OldCode { code, label: label.to_owned(), now: half_width(now) });
    }
    if problems.is_empty() { Ok(variables) } else { Err(problems) }
}

fn keep_first(kept: &mut String, found: String) {
    if kept.is_empty() {
        *kept = found;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Old> {
        parse("a.csv", text.as_bytes()).expect("a good codebook")
    }

    fn problems(text: &str) -> Vec<(Option<usize>, String)> {
        let found = parse("a.csv", text.as_bytes()).expect_err("problems");
        found.into_iter().map(|problem| (problem.line, problem.message)).collect()
    }

    #[test]
    fn our_own_codebook_is_read_with_its_items() {
        let old = read(
            "\u{feff}変数名,設問番号,設問,項目,種類,コード,ラベル\r\n\
             media_1,問2,何で知りますか,広報紙,複数回答（M.A.）,1,選択した\r\n\
             media_1,問2,何で知りますか,広報紙,複数回答（M.A.）,-1,無回答\r\n\
             years,問5,何年ですか,何年ですか,数値,,0以上の整数\r\n",
        );
        assert_eq!((old[0].words(), old[0].codes.len()), ("広報紙", 2));
        assert_eq!((old[1].name.as_str(), old[1].codes.len()), ("years", 0));
    }

    #[test]
    fn a_foreign_codebook_with_joined_cells_and_todays_names_is_read() {
        let old = read(
            "変数名,設問,コード,ラベル,今回の変数名,今回のコード\nＱ１,性別,１,男,sex,\n,,2,女,,\n,,3,その他,,-3\n",
        );
        assert_eq!(old.len(), 1);
        assert_eq!((old[0].name.as_str(), old[0].renamed.as_str()), ("Q1", "sex"));
        let codes: Vec<&str> = old[0].codes.iter().map(|code| code.code.as_str()).collect();
        assert_eq!(codes, ["1", "2", "3"]);
        assert_eq!(old[0].codes[2].now, "-3");
    }

    #[test]
    fn faults_of_a_codebook_are_told_by_line() {
        let found = problems("変数名,コード,ラベル\n,1,男\nq1,1,男\nq1,1,女\n");
        assert_eq!(found[0], (Some(2), "コードブックの変数名が空です。".into()));
        assert_eq!(found[1].0, Some(4));
        assert!(found[1].1.contains("コード「1」が2回"), "{found:?}");
        let found = problems("設問,コード,コード\n");
        assert!(found[0].1.contains("「コード」の列が2つ"), "{found:?}");
        assert!(found[1].1.contains("「変数名」の列がありません"), "{found:?}");
        assert!(problems("変数名,コード,ラベル\n")[0].1.contains("見出しのほかの行"));
        assert!(problems("")[0].1.contains("空です"));
    }
}
