//! The workbook of a workshop, as a city keeps it: the sheets as they are made, in the look of the
//! house. The same record gives the same bytes; only the day of its making is in it.

use std::io::{Seek, Write};

use chrono::Datelike;
use rust_xlsxwriter::{
    ColNum, DocProperties, ExcelDateTime, RowNum, Workbook, Worksheet, XlsxError,
};

use super::{
    Record,
    sheets::{self, Block, Cell, Comment, Sheet},
};
use crate::{
    clock::day_in_japan,
    report::workbook::{
        layout::{height, lines, set_up, title, widths},
        style::Styles,
    },
};

/// What stands on every sheet that is made from invented notes.
const SAMPLE: &str = "見本データ（架空の内容です）";

/// Writes the workbook.
///
/// # Errors
/// When `out` cannot be written.
pub fn write<W: Write + Seek + Send>(
    record: &Record,
    comments: &[Comment],
    out: W,
) -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    let styles = Styles::new();
    book.set_default_format(&styles.plain, 25, 72)?;
    let made = day_in_japan(record.made);
    let made = ExcelDateTime::from_ymd(made.year() as u16, made.month() as u8, made.day() as u8)?;
    let properties = DocProperties::new()
        .set_title(&record.workshop.title)
        .set_company(&record.city)
        .set_creation_datetime(&made);
    book.set_properties(&properties);
    let mark = if record.workshop.sample { SAMPLE } else { "" };
    for sheet in sheets::all(record, comments) {
        let page = book.add_worksheet();
        set_up(page, sheet.name, &record.workshop.title, mark)?;
        fill(page, &sheet, record, &styles)?;
    }
    book.save_to_writer(out)
}

fn fill(
    page: &mut Worksheet,
    sheet: &Sheet,
    record: &Record,
    styles: &Styles,
) -> Result<(), XlsxError> {
    widths(page, &sheet.widths)?;
    title(page, sheet.name, styles)?;
    let mut row = 1;
    if record.workshop.sample {
        let last = sheet.widths.len().saturating_sub(1) as ColNum;
        page.merge_range(row, 0, row, last, SAMPLE, &styles.mark)?;
        row += 1;
    }
    let unwrapped = styles.note.clone().unset_text_wrap();
    page.write_string_with_format(row, 0, sheet.about, &unwrapped)?;
    row += 1;
    let is_alone = sheet.blocks.len() == 1;
    for block in &sheet.blocks {
        if !is_alone {
            let heading = styles.question.clone().unset_text_wrap();
            page.write_string_with_format(row + 1, 0, block.title, &heading)?;
            row += 2;
        }
        let first = row;
        row = table(page, row, block, &sheet.widths, styles)?;
        if is_alone {
            page.set_freeze_panes(first + 1, 1)?.set_repeat_rows(0, first)?;
        }
    }
    Ok(())
}

/// Writes a table from a row on. The row below it.
fn table(
    page: &mut Worksheet,
    top: RowNum,
    block: &Block,
    widths: &[u32],
    styles: &Styles,
) -> Result<RowNum, XlsxError> {
    let high = |words: &str, column: usize| lines(words, widths.get(column).copied().unwrap_or(80));
    let mut highest = 1;
    for (column, head) in block.heads.iter().enumerate() {
        page.write_string_with_format(top, column as ColNum, head, &styles.head)?;
        highest = highest.max(high(head, column));
    }
    page.set_row_height_pixels(top, height(highest))?;
    let mut row = top + 1;
    for cells in &block.rows {
        let mut highest = 1;
        for (at, cell) in cells.iter().enumerate() {
            let column = at as ColNum;
            match cell {
                Cell::Text(words) if words.is_empty() => {
                    page.write_blank(row, column, &styles.label)?
                }
                Cell::Text(words) => {
                    highest = highest.max(high(words, at));
                    page.write_string_with_format(row, column, words, &styles.label)?
                }
                Cell::Count(count) => {
                    page.write_number_with_format(row, column, *count as f64, &styles.count)?
                }
                Cell::Blank => page.write_blank(row, column, &styles.dash)?,
            };
        }
        page.set_row_height_pixels(row, height(highest))?;
        row += 1;
    }
    if block.rows.is_empty() {
        let unwrapped = styles.note.clone().unset_text_wrap();
        page.write_string_with_format(row, 0, block.empty, &unwrapped)?;
        return Ok(row + 1);
    }
    if block.title.is_empty() {
        page.autofilter(top, 0, row - 1, block.heads.len() as ColNum - 1)?;
    }
    Ok(row)
}
