//! 自由記述: everything that people wrote, by question. Neither the day nor the number of the
//! respondent stands beside it, so that a text cannot be put beside somebody's other answers here.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use super::TEXTS;
use super::layout::{cell_parts, heads, height, lines, title, widths};
use super::style::Styles;
use crate::answers::Dataset;
use crate::report::codes::printed_number;
use crate::tally::Column;

const WIDTHS: [u32; 4] = [70, 220, 160, 540];
/// The column of the text; a long one goes on to its right.
const TEXT: ColNum = 3;
const HEAD: RowNum = 1;

pub(super) fn write(
    sheet: &mut Worksheet,
    dataset: &Dataset,
    order: &[usize],
    styles: &Styles,
) -> Result<(), XlsxError> {
    widths(sheet, &WIDTHS)?;
    title(sheet, TEXTS, styles)?;
    heads(sheet, HEAD, &["設問番号", "設問", "分類（アフターコード）", "回答"], &styles.head)?;
    let mut row = HEAD + 1;
    for (variable, column) in dataset.variables().iter().zip(dataset.columns()) {
        let codes = codes(dataset, &variable.field);
        for (person, text) in order.iter().filter_map(|person| column.texts.get_key_value(person)) {
            sheet.write_string_with_format(row, 0, printed_number(variable), &styles.text)?;
            let question = question(&variable.question_text, &variable.label);
            sheet.write_string_with_format(row, 1, &question, &styles.text)?;
            let given = given(&codes, *person);
            sheet.write_string_with_format(row, 2, &given, &styles.text)?;
            for (column, part) in (TEXT..).zip(cell_parts(text)) {
                sheet.write_string_with_format(row, column, part, &styles.text)?;
            }
            let high = lines(text, WIDTHS[3])
                .max(lines(&question, WIDTHS[1]))
                .max(lines(&given, WIDTHS[2]));
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
        sheet.autofilter(HEAD, 0, row - 1, TEXT)?;
    }
    sheet.set_freeze_panes(HEAD + 1, 0)?.set_repeat_rows(0, HEAD)?;
    Ok(())
}

/// The labels and ticks of what coders made of the texts of a field.
fn codes<'d>(dataset: &'d Dataset, field: &str) -> Vec<(String, &'d Column)> {
    let Some(topic) = dataset.coded(field) else {
        return Vec::new();
    };
    let labels = topic.codes().into_iter().map(|(_, label)| label);
    labels.zip(dataset.field(&topic.key)).collect()
}

/// The codes that a person's text was given.
fn given(codes: &[(String, &Column)], person: usize) -> String {
    let ticked = codes.iter().filter(|(_, column)| column.cells[person] == 1);
    ticked.map(|(label, _)| label.as_str()).collect::<Vec<_>>().join("、")
}

/// The question, and the choice whose details were asked.
fn question(text: &str, label: &str) -> String {
    if text == label { text.to_owned() } else { format!("{text}　［{label}］") }
}
