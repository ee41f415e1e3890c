//! What every sheet has in common: A4 landscape, headers and footers, and sizes that fit.

use rust_xlsxwriter::{ColNum, Format, RowNum, Workbook, Worksheet, XlsxError};

use super::style::Styles;
use crate::report::About;
use crate::report::about::SAMPLE_MARK;
use crate::tally::{Percent, Rounded};

/// The height of a row of one line, in pixels.
pub(super) const ROW: u32 = 22;
/// What fits between the margins of A4 landscape at 96 dots an inch, less what Excel's printer
/// drivers keep for themselves.
pub(super) const PAGE_WIDTH: u32 = 1000;
/// The same for the height, less the repeated title.
pub(super) const PAGE_HEIGHT: u32 = 625;

/// The widest text of a cell, in UTF-16 units. Excel takes no more.
const CELL_LIMIT: usize = 32_767;

/// A sheet that is laid out and printed.
pub(super) fn sheet<'b>(
    book: &'b mut Workbook,
    name: &str,
    about: &About,
) -> Result<&'b mut Worksheet, XlsxError> {
    let sheet = book.add_worksheet();
    set_up(sheet, name, &header(about), mark(about))?;
    Ok(sheet)
}

/// A sheet of many rows, written to the disk row by row.
pub(super) fn long_sheet<'b>(
    book: &'b mut Workbook,
    name: &str,
    about: &About,
) -> Result<&'b mut Worksheet, XlsxError> {
    let sheet = book.add_worksheet_with_low_memory()?;
    set_up(sheet, name, &header(about), mark(about))?;
    Ok(sheet)
}

/// The survey, and whom of it the report is about.
fn header(about: &About) -> String {
    match about.filters.is_empty() {
        true => about.survey.clone(),
        false => format!("{}　絞り込み：{}", about.survey, about.printed_filters()),
    }
}

fn mark(about: &About) -> &'static str {
    if about.sample { SAMPLE_MARK } else { "" }
}

/// Lays a sheet out for print: A4 landscape, with `header` and a mark above and the page below.
pub(crate) fn set_up(
    sheet: &mut Worksheet,
    name: &str,
    header: &str,
    mark: &str,
) -> Result<(), XlsxError> {
    // The space below keeps the size 9 apart from a title that begins with a digit.
    // A header takes 255 characters.
    let left: String = header.replace('&', "&&").chars().take(150).collect();
    sheet
        .set_name(name)?
        .set_landscape()
        .set_paper_size(9)
        .set_margins(0.5, 0.5, 0.7, 0.6, 0.3, 0.3)
        .set_print_fit_to_pages(1, 0)
        .set_default_row_height_pixels(ROW)
        .set_header(format!("&L&9 {left}　&A&R&9 {mark}"))
        .set_footer("&C&9&P / &N");
    Ok(())
}

/// Where the next block goes, and where pages end.
pub(super) struct Pages {
    pub(super) row: RowNum,
    used: u32,
    /// What fits on a page, in pixels of the sheet.
    pub(super) room: u32,
    pub(super) breaks: Vec<RowNum>,
}

impl Pages {
    /// Begins at a row of a sheet so many pixels wide.
    pub(super) fn of(width: u32, row: RowNum) -> Pages {
        // A sheet wider than the page is printed smaller, and so more rows fit.
        let room = PAGE_HEIGHT * width.max(PAGE_WIDTH) / PAGE_WIDTH;
        Pages { row, used: 0, room, breaks: Vec::new() }
    }

    /// Ends the page before a block that does not fit on the rest of it.
    pub(super) fn make_room(&mut self, pixels: u32) {
        if self.used > 0 && self.used + pixels > self.room {
            self.breaks.push(self.row);
            self.used = 0;
        }
    }

    pub(super) fn take(&mut self, rows: RowNum, pixels: u32) {
        self.row += rows;
        self.used += pixels;
    }
}

/// Sets the widths of the columns from A on, in pixels.
pub(crate) fn widths(sheet: &mut Worksheet, pixels: &[u32]) -> Result<(), XlsxError> {
    for (column, &width) in pixels.iter().enumerate() {
        sheet.set_column_width_pixels(column as ColNum, width)?;
    }
    Ok(())
}

/// The title of a sheet in its first row.
pub(crate) fn title(sheet: &mut Worksheet, words: &str, styles: &Styles) -> Result<(), XlsxError> {
    sheet.set_row_height_pixels(0, 36)?;
    sheet.write_string_with_format(0, 0, words, &styles.title)?;
    Ok(())
}

/// A row of headings.
pub(super) fn heads(
    sheet: &mut Worksheet,
    row: RowNum,
    words: &[&str],
    format: &Format,
) -> Result<(), XlsxError> {
    for (column, word) in words.iter().enumerate() {
        sheet.write_string_with_format(row, column as ColNum, *word, format)?;
    }
    Ok(())
}

/// A whole number.
pub(super) fn count(
    sheet: &mut Worksheet,
    row: RowNum,
    column: ColNum,
    count: u32,
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.write_number_with_format(row, column, count, &styles.count)?;
    Ok(())
}

/// A percentage, or 「-」.
pub(super) fn percent(
    sheet: &mut Worksheet,
    row: RowNum,
    column: ColNum,
    percent: Percent,
    styles: &Styles,
) -> Result<(), XlsxError> {
    match percent {
        Percent::None => {
            sheet.write_string_with_format(row, column, percent.to_string(), &styles.dash)?
        }
        Percent::Share(share) => {
            sheet.write_number_with_format(row, column, share.value(), &styles.percent)?
        }
    };
    Ok(())
}

/// A mean or the like, or 「-」.
pub(super) fn rounded(
    sheet: &mut Worksheet,
    row: RowNum,
    column: ColNum,
    value: Option<Rounded>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let Some(value) = value else {
        sheet.write_string_with_format(row, column, "-", &styles.dash)?;
        return Ok(());
    };
    let format = match value.places {
        0 => &styles.count,
        1 => &styles.percent,
        _ => &styles.decimal,
    };
    sheet.write_number_with_format(row, column, value.value(), format)?;
    Ok(())
}

/// How many lines a text takes in a cell of that width, at 10 points.
pub(crate) fn lines(text: &str, pixels: u32) -> u32 {
    let wide = |c: char| {
        if c.is_ascii() || ('｡'..='ﾟ').contains(&c) { 8 } else { 14 }
    };
    let room = pixels.saturating_sub(8).max(14);
    text.lines()
        .map(|line| line.chars().map(wide).sum::<u32>().div_ceil(room).max(1))
        .sum::<u32>()
        .max(1)
}

/// The height of a row whose longest text takes `lines`. Excel allows 409 points.
pub(crate) fn height(lines: u32) -> u32 {
    (ROW + lines.saturating_sub(1) * 18).min(540)
}

/// A text in parts that fit into a cell. Nothing is cut: each part says that another follows.
pub(super) fn cell_parts(text: &str) -> Vec<String> {
    if text.len() <= CELL_LIMIT || text.encode_utf16().count() <= CELL_LIMIT {
        return vec![text.to_owned()];
    }
    const FOLLOWS: &str = "【右のセルに続く】";
    const CONTINUED: &str = "【続き】";
    let room = CELL_LIMIT - FOLLOWS.chars().count() - CONTINUED.chars().count();
    let mut parts = vec![String::new()];
    let mut units = 0;
    for c in text.chars() {
        if units + c.len_utf16() > room {
            if let Some(full) = parts.last_mut() {
                full.push_str(FOLLOWS);
            }
            parts.push(CONTINUED.to_owned());
            units = 0;
        }
        if let Some(part) = parts.last_mut() {
            part.push(c);
        }
        units += c.len_utf16();
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_fits_is_left_alone_even_to_the_last_character() {
        let text = "あ".repeat(CELL_LIMIT);
        assert_eq!(cell_parts(&text), [text]);
    }

    #[test]
    fn a_longer_text_is_split_with_a_marker_and_loses_nothing() {
        // 𠮷 takes two UTF-16 units and must not be torn apart.
        let text = "𠮷町".repeat(20_000);
        let parts = cell_parts(&text);
        assert_eq!(parts.len(), 2);
        assert!(parts.iter().all(|part| part.encode_utf16().count() <= CELL_LIMIT));
        assert!(parts[0].ends_with("【右のセルに続く】") && parts[1].starts_with("【続き】"));
        let whole = parts.concat().replace("【右のセルに続く】【続き】", "");
        assert_eq!(whole, text);
    }

    #[test]
    fn a_long_label_makes_a_higher_row() {
        assert_eq!(lines("満足", 300), 1);
        assert_eq!(lines(&"満".repeat(40), 300), 2);
        assert_eq!(lines("一\n二\n三", 300), 3);
    }
}
