//! The file of reference values: CSV or xlsx, an item a line. All of it or nothing.

mod row;

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Edition;
use crate::{
    form::Indicator,
    sheet::{self, Limits, Line, RowProblem, fold, shown},
};
use row::Reader;

/// More lines than any indicator has items.
const LIMITS: Limits = Limits { rows: 2_000, columns: 30 };

/// The headings: the name in messages, and what else is understood.
const COLUMNS: [(&str, &[&str]); 7] = [
    ("edition", &["edition", "版", "年度", "年度版"]),
    ("item", &["item", "項目", "項目id"]),
    ("mean", &["mean", "平均", "平均値", "μ"]),
    ("sd", &["sd", "標準偏差", "σ"]),
    ("base", &["base", "基準", "基準の集まり", "母集団"]),
    ("source", &["source", "出典"]),
    ("retrieved_on", &["retrieved_on", "取得日", "入手日"]),
];

/// Where the columns of [`COLUMNS`] stand.
struct Columns {
    places: [usize; COLUMNS.len()],
    /// Cells that every line has.
    width: usize,
}

/// Reads the reference values of one edition. `today` is the last day on which they can have
/// been retrieved.
///
/// # Errors
/// Everything that is wrong, in the order of the lines.
pub fn parse(
    indicator: &Indicator,
    file_name: &str,
    bytes: &[u8],
    today: NaiveDate,
) -> Result<Edition, Vec<RowProblem>> {
    let lines = sheet::lines(file_name, bytes, LIMITS)?;
    let whole = |message: &str| Err(vec![RowProblem::file(message)]);
    let Some((header, rows)) = lines.split_first() else {
        return whole("ファイルが空です。1行目に見出し、2行目から1項目1行で入れてください。");
    };
    let columns = Columns::recognise(header)?;
    if rows.len() > LIMITS.rows {
        return whole("行が多すぎます。1つの版の基準値だけのファイルにしてください。");
    }
    // A line of the template that was not filled in is an item without a reference value.
    let is_filled = |line: &&Line| {
        let cell = |name| columns.cell(line, name).trim();
        line.cells.len() != columns.width || !(cell("mean").is_empty() && cell("sd").is_empty())
    };
    let rows: Vec<&Line> = rows.iter().filter(is_filled).collect();
    let Some(&first) = rows.first() else {
        return whole("平均と標準偏差の入った行がありません。2行目から1項目1行で入れてください。");
    };
    let mut reader = Reader { indicator, columns: &columns, today, first, wrong: Vec::new() };
    let (mut references, mut problems) = (Vec::new(), Vec::new());
    let mut seen: HashMap<String, usize> = HashMap::new();
    for line in rows {
        if let Some(reference) = reader.reference(line) {
            let item = reference.item.clone();
            if let Some(earlier) = seen.get(&item) {
                reader.wrong.push(format!("項目「{item}」は{earlier}行目にもあります。"));
            } else {
                seen.insert(item, line.number);
            }
            references.push(reference);
        }
        let wrong = std::mem::take(&mut reader.wrong).into_iter();
        problems.extend(wrong.map(|message| RowProblem::at(line.number, message)));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let name = super::name(columns.cell(first, "edition"));
    Ok(Edition { name, base: columns.cell(first, "base").trim().to_owned(), references })
}

impl Columns {
    fn recognise(header: &Line) -> Result<Columns, Vec<RowProblem>> {
        let mut places = [None; COLUMNS.len()];
        let mut problems = Vec::new();
        for (place, title) in header.cells.iter().enumerate() {
            let folded = fold(title);
            match COLUMNS.iter().position(|(_, titles)| titles.contains(&folded.as_str())) {
                Some(known) if places[known].replace(place).is_some() => problems.push(format!(
                    "「{}」の列が2つあります。1つにしてください。",
                    COLUMNS[known].0
                )),
                Some(_) => {}
                None if folded.is_empty() => {}
                None => problems.push(format!(
                    "「{}」という列は使いません。見出しを確かめるか、この列を除いてください。",
                    shown(title)
                )),
            }
        }
        for ((name, _), place) in COLUMNS.iter().zip(&places) {
            if place.is_none() {
                problems
                    .push(format!("「{name}」の列がありません。1行目の見出しを確かめてください。"));
            }
        }
        if !problems.is_empty() {
            let at_header = |message| RowProblem::at(header.number, message);
            return Err(problems.into_iter().map(at_header).collect());
        }
        Ok(Columns { places: places.map(Option::unwrap_or_default), width: header.cells.len() })
    }

    /// The cell of a line in the column of a name of [`COLUMNS`].
    fn cell<'l>(&self, line: &'l Line, name: &str) -> &'l str {
        let column = COLUMNS.iter().position(|(column, _)| *column == name);
        let place = column.and_then(|column| self.places.get(column));
        place.and_then(|place| line.cells.get(*place)).map_or("", String::as_str)
    }
}

/// A file to be filled in: a line for every item, called by its short label.
pub fn template(indicator: &Indicator) -> String {
    let heading = COLUMNS.map(|(name, _)| name).join(",");
    let lines = indicator.items.iter().map(|item| format!(",{},,,,,\r\n", item.label));
    // The byte order mark is for Excel.
    format!("\u{feff}{heading}\r\n{}", lines.collect::<String>())
}

#[cfg(test)]
mod tests {
    use encoding_rs::SHIFT_JIS;

    use super::*;
    use crate::form::fixture;

    const HEAD: &str = "edition,item,mean,sd,base,source,retrieved_on\n";

    fn read(text: &[u8]) -> Result<Edition, Vec<RowProblem>> {
        let today = NaiveDate::from_ymd_opt(2026, 12, 10).expect("a day");
        parse(&fixture::indicator(), "reference.csv", text, today)
    }

    /// `line: start of the message` of everything wrong below the heading.
    fn problems(rows: &str) -> Vec<(usize, String)> {
        let problems = read(format!("{HEAD}{rows}").as_bytes()).expect_err("rows with problems");
        problems.into_iter().map(|problem| (problem.line.unwrap_or(0), problem.message)).collect()
    }

    #[test]
    fn a_file_gives_its_edition_with_the_numbers_as_they_were_published() {
        let file = "取得日,出典,版,項目,平均,標準偏差,基準\r\n\
            2026-11-20,公表資料,2026,医療機関が充実,３．２０,0.12460,大きな市\r\n\
            2026/11/2,別の資料,2026,w02,3,0.5,大きな市\r\n";
        let (cp932, _, _) = SHIFT_JIS.encode(file);
        for bytes in [file.as_bytes(), &cp932] {
            let edition = read(bytes).expect("a good file");
            assert_eq!((edition.name.as_str(), edition.base.as_str()), ("2026", "大きな市"));
            let [one, two] = &edition.references[..] else { panic!("not two") };
            assert_eq!((one.item.as_str(), one.mean.to_string()), ("w01", "3.20".into()));
            assert_eq!((one.sd.to_string(), two.item.as_str()), ("0.12460".into(), "w02"));
            assert_eq!(two.retrieved_on.to_string(), "2026-11-02");
        }
    }

    #[test]
    fn every_bad_row_is_told_with_its_line() {
        let found = problems(concat!(
            "2026,w01,3.2,0.1,,公表資料,2026-11-20\n",
            "2026,w01,3.2,0.1,,公表資料,2026-11-20\n",
            "2025,w02,3.2,0.1,,公表資料,2026-11-20\n",
            "2026,w99,3.2,0.1,,公表資料,2026-11-20\n",
            "2026,医療・福祉,3.2,0.1,,公表資料,2026-11-20\n",
            "2026,幸福度,6.2,0.1,,公表資料,2026-11-20\n",
            "2026,w03,5.2,0.1,,公表資料,2026-11-20\n",
            "2026,w03,3.2,0,,公表資料,2026-11-20\n",
            "2026,w03,3.2,-0.1,,公表資料,2026-11-20\n",
            "2026,w03,3.2,2.1,,公表資料,2026-11-20\n",
            "2026,w03,三,0.1,,公表資料,2026-11-20\n",
            "2026,w03,3.2,,,公表資料,2026-11-20\n",
            "2026,w03,3.2,0.1,別の集まり,公表資料,2026-11-20\n",
            "2026,w03,3.2,0.1,,,2026-11-20\n",
            "2026,w03,3.2,0.1,,公表資料,2026-12-11\n",
            "2026,w03,3.2,0.1,,公表資料,きのう\n",
            "2026,w03,3.2,0.1,,公表資料\n",
            ",,3.2,0.1,,公表資料,2026-11-20\n",
        ));
        let expected = [
            (3, "項目「w01」は2行目にも"),
            (4, "版（edition）が「2025」で、2行目の「2026」と違います"),
            (5, "項目「w99」は町の指標にありません"),
            (6, "「医療・福祉」は因子です"),
            (7, "「幸福度」は全体の質問です"),
            (7, "平均（mean）「6.2」が、答えの段階 1〜5 の外"),
            (8, "平均（mean）「5.2」が、答えの段階 1〜5 の外"),
            (9, "標準偏差（sd）「0」は、0より大きい"),
            (9, "項目「w03」は8行目にも"),
            (10, "標準偏差（sd）「-0.1」は、0より大きい"),
            (10, "項目「w03」は8行目にも"),
            (11, "標準偏差（sd）「2.1」が大きすぎます"),
            (11, "項目「w03」は8行目にも"),
            (12, "平均（mean）「三」を数として読めません"),
            (13, "標準偏差（sd）が空です"),
            (14, "基準の集まり（base）が2行目と違います"),
            (14, "項目「w03」は8行目にも"),
            (15, "出典（source）が空です"),
            (15, "項目「w03」は8行目にも"),
            (16, "取得日（retrieved_on）「2026-12-11」が、今日より後"),
            (16, "項目「w03」は8行目にも"),
            (17, "取得日（retrieved_on）「きのう」は"),
            (18, "見出しは7列ですが、この行は6列です"),
            (19, "版（edition）が空です"),
            (19, "項目（item）が空です"),
        ];
        for ((line, message), (wanted, start)) in found.iter().zip(expected) {
            assert!(*line == wanted && message.starts_with(start), "{line} {message}: {start}");
        }
        assert_eq!(found.len(), expected.len(), "{found:?}");
    }

    #[test]
    fn a_mean_of_the_whole_country_without_more_is_refused() {
        let found = problems("2026,w01,3.2,0.1,全国平均,公表資料,2026-11-20\n");
        assert!(found[0].1.contains("何の平均かがわかりません"), "{found:?}");
    }

    #[test]
    fn headings_that_are_missing_doubled_or_unknown_are_told() {
        let file = "edition,item,mean,平均,sd,base,source,偏差値\n";
        let problems = read(file.as_bytes()).expect_err("a bad heading");
        let messages: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
        assert!(problems.iter().all(|problem| problem.line == Some(1)));
        assert!(messages[0].starts_with("「mean」の列が2つ"), "{messages:?}");
        assert!(messages[1].starts_with("「偏差値」という列は使いません"), "{messages:?}");
        assert!(messages[2].starts_with("「retrieved_on」の列がありません"), "{messages:?}");
        for empty in ["", HEAD] {
            assert_eq!(read(empty.as_bytes()).expect_err("no rows")[0].line, None);
        }
    }
}
