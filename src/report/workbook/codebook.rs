//! コードブック: every variable with its codes.

use rust_xlsxwriter::{ColNum, Worksheet, XlsxError};

use super::CODEBOOK;
use super::layout::{heads, height, lines, title, widths};
use super::style::Styles;
use crate::answers::Dataset;
use crate::report::codes;

const WIDTHS: [u32; 8] = [150, 70, 250, 200, 140, 60, 140, 60];

pub(super) fn write(
    sheet: &mut Worksheet,
    dataset: &Dataset,
    styles: &Styles,
) -> Result<(), XlsxError> {
    widths(sheet, &WIDTHS)?;
    title(sheet, CODEBOOK, styles)?;
    heads(sheet, 1, &codes::HEADINGS, &styles.head)?;
    for (row, line) in (2..).zip(codes::lines(dataset)) {
        let cells = line.cells();
        // The long texts of a variable stand once; its name on every line, for filters.
        let shown = |place: usize| line.first || matches!(place, 0 | 5..=7);
        let mut high = 1;
        for (place, words) in cells.iter().enumerate().filter(|(place, _)| shown(*place)) {
            let column = place as ColNum;
            high = high.max(lines(words, WIDTHS[place]));
            let number = match place {
                5 => line.code,
                7 => line.score.map(i32::from),
                _ => None,
            };
            match number {
                Some(number) => {
                    sheet.write_number_with_format(row, column, number, &styles.centre)?
                }
                None => sheet.write_string_with_format(row, column, words, &styles.text)?,
            };
        }
        for place in (0..cells.len()).filter(|place| !shown(*place)) {
            sheet.write_blank(row, place as ColNum, &styles.text)?;
        }
        sheet.set_row_height_pixels(row, height(high))?;
    }
    sheet.set_freeze_panes(2, 1)?.set_repeat_rows(0, 1)?;
    Ok(())
}
