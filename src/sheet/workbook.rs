//! xlsx: the one sheet that has something on it.

use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx, XlsxError};

use super::{Limits, Line, RowProblem};

/// The rows of the workbook that are not blank.
pub(super) fn lines(bytes: &[u8], limits: Limits) -> Result<Vec<Line>, Vec<RowProblem>> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| vec![broken()])?;
    let mut found: Option<(String, Vec<Line>)> = None;
    for name in book.sheet_names() {
        let lines = sheet(&mut book, &name, limits)?;
        if lines.is_empty() {
            continue;
        }
        // Taking the first of two filled sheets could silently leave half of the list out.
        if let Some((first, _)) = &found {
            return Err(vec![RowProblem::file(format!(
                "中身のあるシートが2枚以上あります（「{first}」と「{name}」）。取り込む一覧のシートだけを残してください。隠れたシートも数えます。"
            ))]);
        }
        found = Some((name, lines));
    }
    Ok(found.map(|(_, lines)| lines).unwrap_or_default())
}

/// The rows of a sheet, each as wide as the widest. Read cell by cell: a sheet says how large it
/// is in its own words, and memory is not given on its word.
fn sheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    limits: Limits,
) -> Result<Vec<Line>, Vec<RowProblem>> {
    let mut cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        // A sheet that holds only a chart has no cells.
        Err(XlsxError::WorksheetNotFound(_) | XlsxError::NotAWorksheet(_)) => return Ok(Vec::new()),
        Err(_) => return Err(vec![broken()]),
    };
    let mut lines: Vec<Line> = Vec::new();
    let mut problems = Vec::new();
    let mut width = 0;
    while let Some(cell) = cells.next_cell().map_err(|_| vec![broken()])? {
        let (row, column) = cell.get_position();
        let (number, column) = (row as usize + 1, column as usize);
        let text = match content(cell.get_value()) {
            Ok(text) if text.trim().is_empty() => continue,
            Ok(_) if column >= limits.columns => {
                return Err(vec![RowProblem::at(
                    number,
                    format!(
                        "{}列より右に値があります。一覧のほかの列を除いてください。",
                        limits.columns
                    ),
                )]);
            }
            Ok(text) => text,
            Err(message) => {
                problems.push(RowProblem::at(number, format!("{}列: {message}", column + 1)));
                continue;
            }
        };
        if lines.last().is_none_or(|line| line.number != number) {
            lines.push(Line { number, cells: Vec::new() });
        }
        if let Some(line) = lines.last_mut() {
            line.cells.resize(line.cells.len().max(column + 1), String::new());
            line.cells[column] = text;
            width = width.max(line.cells.len());
        }
        if lines.len() > limits.rows + 1 {
            break;
        }
    }
    for line in &mut lines {
        line.cells.resize(width, String::new());
    }
    if problems.is_empty() { Ok(lines) } else { Err(problems) }
}

/// A cell as the person who made the sheet sees it, if that is certain.
fn content(value: &DataRef<'_>) -> Result<String, &'static str> {
    match value {
        DataRef::Empty => Ok(String::new()),
        DataRef::String(text) => Ok(text.clone()),
        DataRef::SharedString(text) => Ok((*text).to_owned()),
        DataRef::Int(number) => Ok(number.to_string()),
        DataRef::Float(number) => Ok(number.to_string()),
        DataRef::Bool(_) => Err("TRUE か FALSE になっています。文字で入れてください。"),
        DataRef::DateTime(_) | DataRef::DateTimeIso(_) | DataRef::DurationIso(_) => Err(
            "日付になっています。Excel が「10-19」などを日付に変えた場合は、書式を文字列にして入れ直してください。",
        ),
        DataRef::Error(_) => Err("数式の結果がエラーです。値を入れ直してください。"),
    }
}

fn broken() -> RowProblem {
    RowProblem::file(
        "Excel ブックとして開けません。壊れているかもしれません。Excel で開けるかお確かめのうえ、保存し直してください。",
    )
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

    use super::*;
    use crate::sheet::tests::LIMITS;

    fn read(book: Workbook) -> Result<Vec<Line>, Vec<RowProblem>> {
        lines(&saved(book), LIMITS)
    }

    fn saved(mut book: Workbook) -> Vec<u8> {
        book.save_to_buffer().expect("a workbook in memory")
    }

    fn heading(book: &mut Workbook) -> &mut rust_xlsxwriter::Worksheet {
        let sheet = book.add_worksheet();
        for (column, title) in (0..).zip(["整理番号", "地区", "年齢階級", "性別"]) {
            sheet.write_string(0, column, title).expect("a heading");
        }
        sheet
    }

    #[test]
    fn a_sheet_is_read_with_numbers_blank_rows_and_blank_cells() {
        let mut book = Workbook::new();
        let sheet = heading(&mut book);
        sheet.write_number(1, 0, 12).expect("a number");
        sheet.write_string(1, 1, "𠮷野").expect("a text");
        sheet.write_string(3, 0, "0013").expect("a text");
        sheet.write_string(3, 1, "有明").expect("a text");
        sheet.write_string(3, 3, "女性").expect("a text");
        book.add_worksheet();
        let lines = read(book).expect("a good workbook");
        let numbers: Vec<usize> = lines.iter().map(|line| line.number).collect();
        assert_eq!(numbers, [1, 2, 4]);
        assert_eq!(lines[1].cells, ["12", "𠮷野", "", ""]);
        assert_eq!(lines[2].cells, ["0013", "有明", "", "女性"]);
    }

    #[test]
    fn dates_and_errors_of_formulas_are_refused_where_they_stand() {
        let mut book = Workbook::new();
        let sheet = heading(&mut book);
        let date = ExcelDateTime::from_ymd(2026, 10, 19).expect("a date");
        let format = Format::new().set_num_format("m-d");
        sheet.write_number(1, 0, 1).expect("a number");
        sheet.write_datetime_with_format(1, 2, date, &format).expect("a date");
        sheet.write_formula(2, 1, Formula::new("=1/0").set_result("#DIV/0!")).expect("a formula");
        let problems = read(book).expect_err("two problems");
        assert_eq!(problems[0].line, Some(2));
        assert!(problems[0].message.starts_with("3列: 日付"), "{problems:?}");
        assert_eq!(problems[1].line, Some(3));
        assert!(problems[1].message.contains("エラー"), "{problems:?}");
    }

    #[test]
    fn a_second_filled_sheet_is_not_left_out_silently() {
        let mut book = Workbook::new();
        heading(&mut book);
        heading(&mut book);
        let problems = read(book).expect_err("two sheets");
        let message = &problems[0].message;
        assert_eq!((problems.len(), problems[0].line), (1, None));
        assert!(message.contains("Sheet1") && message.contains("Sheet2"), "{message}");
    }

    #[test]
    fn a_cell_at_the_far_corner_takes_no_memory() {
        let mut book = Workbook::new();
        heading(&mut book).write_string(1_048_575, 16_383, "x").expect("the last cell");
        let problems = read(book).expect_err("too far right");
        let message = &problems[0].message;
        assert_eq!((problems.len(), problems[0].line), (1, Some(1_048_576)));
        assert!(message.contains("50列"), "{message}");
    }
}
