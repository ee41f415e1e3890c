//! 検算: the tables' totals, the raw columns' totals, and formulas that count the raw sheet again
//! in the reader's own spreadsheet program.

use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{ColNum, Formula, RowNum, Worksheet, XlsxError};

use super::layout::{heads, title, widths};
use super::raw::Spread;
use super::style::Styles;
use super::{CHECK, RAW_CODES};
use crate::answers::Dataset;
use crate::form::codebook::VariableKind;
use crate::report::Control;
use crate::report::codes::printed_number;
use crate::tally::Table;

const AGREES: &str = "一致";
const DIFFERS: &str = "不一致";
/// The first row of variables.
const FIRST: RowNum = 7;

/// The columns of the sheet, as letters where formulas name them.
const HEADINGS: [&str; 12] = [
    "変数名",
    "設問",
    "有効回答\n集計表",
    "有効回答\nローデータ",
    "有効回答\n再計算",
    "合計\n集計表",
    "合計\nローデータ",
    "合計\n再計算",
    "無回答\n集計表",
    "無回答\nローデータ",
    "無回答\n再計算",
    "判定",
];

pub(super) fn write(
    sheet: &mut Worksheet,
    dataset: &Dataset,
    tables: &[Table],
    spread: &Spread,
    styles: &Styles,
) -> Result<(), XlsxError> {
    widths(sheet, &[160, 60, 78, 78, 78, 78, 78, 78, 78, 78, 78, 70])?;
    title(sheet, CHECK, styles)?;
    let note = "「再計算」は、ローデータ(コード)のシートを数え直す数式です。複数回答の合計は、その選択肢を選んだ人数です。";
    sheet.write_string_with_format(1, 0, note, &styles.note.clone().unset_text_wrap())?;
    heads(sheet, 2, &["項目", "", "作成時", "再計算", "判定"], &styles.head)?;
    let people = dataset.people();
    // One row at least, so that a sheet without answers has a range too.
    let last = people.max(1) + 1;
    let raw = format!("'{RAW_CODES}'!");
    let rows = format!("COUNT({raw}$A$2:$A${last})");
    whole(sheet, 3, "回答数（行の数）", people, &rows, styles)?;
    let width = spread.last();
    let names = format!("COUNTA({raw}$B$1:${}$1)", column_number_to_name(width.max(1)));
    whole(sheet, 4, "変数の数（列の数）", usize::from(width), &names, styles)?;
    sheet.set_row_height_pixels(FIRST - 1, 40)?;
    heads(sheet, FIRST - 1, &HEADINGS, &styles.head)?;
    for (place, control) in Control::of(dataset, tables).iter().enumerate() {
        let letter = column_number_to_name(spread.column(place));
        let range = format!("{raw}${letter}$2:${letter}${last}");
        line(sheet, FIRST + place as RowNum, (dataset, place), control, &range, styles)?;
    }
    sheet.set_freeze_panes(FIRST, 1)?.set_repeat_rows(FIRST - 1, FIRST - 1)?;
    Ok(())
}

/// A line about the whole sheet.
fn whole(
    sheet: &mut Worksheet,
    row: RowNum,
    name: &str,
    number: usize,
    again: &str,
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.merge_range(row, 0, row, 1, name, &styles.label)?;
    sheet.write_number_with_format(row, 2, number as f64, &styles.count)?;
    sheet.write_formula_with_format(
        row,
        3,
        Formula::new(again).set_result(number.to_string()),
        &styles.count,
    )?;
    let verdict = format!("IF(C{0}=D{0},\"{AGREES}\",\"{DIFFERS}\")", row + 1);
    sheet.write_formula_with_format(
        row,
        4,
        Formula::new(verdict).set_result(AGREES),
        &styles.centre,
    )?;
    Ok(())
}

fn line(
    sheet: &mut Worksheet,
    row: RowNum,
    (dataset, place): (&Dataset, usize),
    control: &Control,
    range: &str,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let variable = &dataset.variables()[place];
    sheet.write_string_with_format(row, 0, &variable.name, &styles.label)?;
    sheet.write_string_with_format(row, 1, printed_number(variable), &styles.centre)?;
    let is_text = variable.kind == VariableKind::Text;
    // Texts are counted by type: COUNTIF would take the text "-1" for the number.
    let valid = if is_text {
        format!("SUMPRODUCT(--ISTEXT({range}))")
    } else {
        format!("COUNTIF({range},\">=0\")")
    };
    let sum = (!is_text).then(|| format!("SUMIF({range},\">=0\")"));
    let blank = format!("SUMPRODUCT(--ISNUMBER({range}),--({range}=-1))");
    let (raw, table) = (control.raw, control.table);
    let groups: [(Option<i64>, i64, Option<String>); 3] = [
        (table.map(|table| table.valid.into()), raw.valid.into(), Some(valid)),
        (table.map(|table| table.sum), raw.sum, sum),
        (
            table.and_then(|table| table.no_answer).map(i64::from),
            raw.no_answer.unwrap_or_default().into(),
            Some(blank),
        ),
    ];
    let mut pairs = Vec::new();
    for (column, (printed, counted, again)) in (2..).step_by(3).zip(groups) {
        let Some(again) = again else {
            for column in column..column + 3 {
                sheet.write_string_with_format(row, column, "-", &styles.dash)?;
            }
            continue;
        };
        match printed {
            Some(printed) => {
                sheet.write_number_with_format(row, column, printed as f64, &styles.count)?;
                pairs.push(equal(column, column + 2, row));
            }
            // "Other, specify" has no table of its own, and a base of valid answers no 無回答.
            None => {
                sheet.write_string_with_format(row, column, "-", &styles.dash)?;
            }
        }
        sheet.write_number_with_format(row, column + 1, counted as f64, &styles.count)?;
        sheet.write_formula_with_format(
            row,
            column + 2,
            Formula::new(again).set_result(counted.to_string()),
            &styles.count,
        )?;
        pairs.push(equal(column + 1, column + 2, row));
    }
    let verdict = format!("IF(AND({}),\"{AGREES}\",\"{DIFFERS}\")", pairs.join(","));
    let result = if control.agrees() { AGREES } else { DIFFERS };
    sheet.write_formula_with_format(
        row,
        11,
        Formula::new(verdict).set_result(result),
        &styles.centre,
    )?;
    Ok(())
}

fn equal(left: ColNum, right: ColNum, row: RowNum) -> String {
    let cell = |column| format!("{}{}", column_number_to_name(column), row + 1);
    format!("{}={}", cell(left), cell(right))
}
