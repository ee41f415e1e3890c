//! 回収状況 of a survey that is answered in classes: schools and grades, no days.

use rust_xlsxwriter::{ColNum, Worksheet, XlsxError};

use super::super::RETURNS;
use super::super::layout::{ROW, count, heads, height, lines, percent, title, widths};
use super::super::style::Styles;
use crate::survey::returns::classes::{CLASS_RATE_DEFINITION, ClassBoard, WITHOUT_DAYS};

const WIDTHS: [u32; 8] = [230, 90, 90, 90, 90, 90, 90, 110];
const HEADS: [&str; 8] =
    ["学校・学年", "学級", "まだ", "受付中", "終わり", "在籍数", "有効回収数", "有効回収率（％）"];

/// A line for everybody, each grade, and each school with its grades.
pub(super) fn write(
    sheet: &mut Worksheet,
    board: &ClassBoard,
    styles: &Styles,
) -> Result<(), XlsxError> {
    widths(sheet, &WIDTHS)?;
    title(sheet, RETURNS, styles)?;
    let mut row = 2;
    for note in [CLASS_RATE_DEFINITION, WITHOUT_DAYS] {
        sheet.merge_range(row, 0, row, WIDTHS.len() as ColNum - 1, note, &styles.note)?;
        sheet.set_row_height_pixels(row, height(lines(note, WIDTHS.iter().sum())))?;
        row += 1;
    }
    heads(sheet, row + 1, &HEADS, &styles.head)?;
    sheet.set_row_height_pixels(row + 1, ROW)?.set_repeat_rows(row + 1, row + 1)?;
    for (row, line) in (row + 2..).zip(board.lines()) {
        let indent = if line.is_within { "　" } else { "" };
        sheet.write_string_with_format(row, 0, format!("{indent}{}", line.label), &styles.label)?;
        let of = line.returns;
        let counts = [of.classes(), of.waiting, of.open, of.over, of.heads, of.answered];
        for (column, number) in (1..).zip(counts) {
            count(sheet, row, column, number, styles)?;
        }
        percent(sheet, row, counts.len() as ColNum + 1, of.rate(), styles)?;
    }
    Ok(())
}
