//! 自由記述: everything that people wrote, by question. Neither the day nor the number of the
//! respondent stands beside it, so that a text cannot be put beside somebody's other answers here.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use super::TEXTS;
use super::layout::{cell_parts, heads, height, lines, title, widths};
use super::style::Styles;
use crate::answers::Dataset;
use crate::report::codes::printed_number;

const WIDTHS: [u32; 3] = [70, 250, 660];
const HEAD: RowNum = 1;

pub(super) fn write(
    sheet: &mut Worksheet,
    dataset: &Dataset,
    order: &[usize],
    styles: &Styles,
) -> Result<(), XlsxError> {
    widths(sheet, &WIDTHS)?;
    title(sheet, TEXTS, styles)?;
    heads(sheet, HEAD, &["設問番号", "設問", "回答"], &styles.head)?;
    let mut row = HEAD + 1;
    for (variable, column) in dataset.variables().iter().zip(dataset.columns()) {
        for text in order.iter().filter_map(|person| column.texts.get(person)) {
            sheet.write_string_with_format(row, 0, printed_number(variable), &styles.text)?;
            let question = question(&variable.question_text, &variable.label);
            sheet.write_string_with_format(row, 1, &question, &styles.text)?;
            for (place, part) in cell_parts(text).iter().enumerate() {
                sheet.write_string_with_format(row, 2 + place as ColNum, part, &styles.text)?;
            }
            let high = lines(text, WIDTHS[2]).max(lines(&question, WIDTHS[1]));
            sheet.set_row_height_pixels(row, height(high))?;
            row += 1;
        }
    }
    if row == HEAD + 1 {
        sheet.write_string_with_format(
            row,
            0,
            "自由記述の回答はありません。",
            &styles.note.clone().unset_text_wrap(),
        )?;
    } else {
        sheet.autofilter(HEAD, 0, row - 1, 2)?;
    }
    sheet.set_freeze_panes(HEAD + 1, 0)?.set_repeat_rows(0, HEAD)?;
    Ok(())
}

/// The question, and the choice whose details were asked.
fn question(text: &str, label: &str) -> String {
    if text == label { text.to_owned() } else { format!("{text}　［{label}］") }
}
