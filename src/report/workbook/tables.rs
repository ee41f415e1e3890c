//! 単純集計: the table of each question with its chart, kept together on a printed page.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use super::TABLES;
use super::layout::{
    PAGE_HEIGHT, PAGE_WIDTH, ROW, count, heads, height, lines, percent, rounded, title, widths,
};
use super::style::Styles;
use super::tables_chart::{bands, bands_height, bars, bars_height};
use crate::tally::{Heading, Line, Table};

/// The column of labels, and each of the others, in pixels.
const LABEL: u32 = 300;
const OTHER: u32 = 64;
/// Where the chart of a single table begins: beside label, count and percent.
const CHART_COLUMN: ColNum = 3;

/// Where the next block goes, and where pages end.
struct Pages {
    row: RowNum,
    used: u32,
    /// What fits on a page, in pixels of the sheet.
    room: u32,
    breaks: Vec<RowNum>,
}

impl Pages {
    /// Ends the page before a block that does not fit on the rest of it.
    fn make_room(&mut self, pixels: u32) {
        if self.used > 0 && self.used + pixels > self.room {
            self.breaks.push(self.row);
            self.used = 0;
        }
    }

    fn take(&mut self, rows: RowNum, pixels: u32) {
        self.row += rows;
        self.used += pixels;
    }
}

pub(super) fn write(
    sheet: &mut Worksheet,
    tables: &[Table],
    styles: &Styles,
) -> Result<(), XlsxError> {
    let grids = tables.iter().filter(|table| table.is_grid());
    let widest = grids.map(|table| 1 + 2 * table.headings.len() as u32).max().unwrap_or(0);
    let columns = widest.max((PAGE_WIDTH - LABEL) / OTHER);
    let mut pixels = vec![OTHER; columns as usize + 1];
    pixels[0] = LABEL;
    widths(sheet, &pixels)?;
    // A sheet wider than the page is printed smaller, and so more rows fit.
    let width = LABEL + columns * OTHER;
    let room = PAGE_HEIGHT * width.max(PAGE_WIDTH) / PAGE_WIDTH;
    title(sheet, "単純集計（GT）", styles)?;
    sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    let mut pages = Pages { row: 1, used: 0, room, breaks: Vec::new() };
    for table in tables {
        if table.is_grid() {
            grid(sheet, table, &mut pages, columns as ColNum, styles)?;
        } else {
            single(sheet, table, &mut pages, columns as ColNum, styles)?;
        }
    }
    sheet.set_page_breaks(&pages.breaks)?;
    Ok(())
}

/// The question and its base above a table.
fn caption(
    sheet: &mut Worksheet,
    table: &Table,
    pages: &mut Pages,
    last: ColNum,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let words = table.heading();
    let high = height(lines(&words, PAGE_WIDTH * 5 / 6)) + 4;
    sheet.merge_range(pages.row, 0, pages.row, last, &words, &styles.question)?;
    sheet.set_row_height_pixels(pages.row, high)?;
    let note =
        format!("{}　基数：{}{}", table.subject.shape.note(), table.base.label(), small(table));
    sheet.merge_range(pages.row + 1, 0, pages.row + 1, last, &note, &styles.note)?;
    pages.take(2, high + ROW);
    Ok(())
}

fn small(table: &Table) -> &'static str {
    if table.has_small_base() { "　* n が30人未満です" } else { "" }
}

/// A question with one line: its answers run down, the chart stands beside them.
fn single(
    sheet: &mut Worksheet,
    table: &Table,
    pages: &mut Pages,
    last: ColNum,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let Some(line) = table.lines.first() else {
        return Ok(());
    };
    let summary_rows = if line.summary.is_some() { 5 } else { 0 };
    let table_height: u32 =
        table.headings.iter().map(|heading| height(lines(&heading.label, LABEL))).sum::<u32>()
            + (2 + summary_rows) * ROW;
    let chart_height = bars_height(table);
    let body = table_height.max(chart_height) + ROW;
    pages.make_room(body + 3 * ROW);
    caption(sheet, table, pages, last, styles)?;
    let top = pages.row;
    heads(sheet, top, &["選択肢", "件数", "％"], &styles.head)?;
    for (row, (place, heading)) in (top + 1..).zip(table.headings.iter().enumerate()) {
        sheet.write_string_with_format(row, 0, &heading.label, &styles.label)?;
        sheet.set_row_height_pixels(row, height(lines(&heading.label, LABEL)))?;
        count(sheet, row, 1, line.counts[place], styles)?;
        percent(sheet, row, 2, line.percent(place), styles)?;
    }
    let mut end = top + 1 + table.headings.len() as RowNum;
    sheet.write_string_with_format(end, 0, "回答者数（n）", &styles.label)?;
    number_of_people(sheet, end, 1, line, styles)?;
    sheet.write_string_with_format(end, 2, "", &styles.dash)?;
    end += 1 + summary(sheet, end + 1, line, styles)?;
    if let Some(chart) = bars(TABLES, table, top) {
        sheet.insert_chart_with_offset(top, CHART_COLUMN, &chart, 12, 0)?;
    }
    // Blank rows below a table that is shorter than its chart.
    let blank = 1 + chart_height.saturating_sub(table_height).div_ceil(ROW);
    pages.take(end - top + blank, body);
    Ok(())
}

/// n as a number, or with its mark when small.
fn number_of_people(
    sheet: &mut Worksheet,
    row: RowNum,
    column: ColNum,
    line: &Line,
    styles: &Styles,
) -> Result<(), XlsxError> {
    if line.is_small() {
        sheet.write_string_with_format(row, column, line.printed_n(), &styles.dash)?;
        return Ok(());
    }
    count(sheet, row, column, line.n, styles)
}

fn summary(
    sheet: &mut Worksheet,
    top: RowNum,
    line: &Line,
    styles: &Styles,
) -> Result<RowNum, XlsxError> {
    let Some(summary) = line.summary else {
        return Ok(0);
    };
    for (row, (name, value)) in (top..).zip(summary.named()) {
        sheet.write_string_with_format(row, 0, name, &styles.label)?;
        rounded(sheet, row, 1, value, styles)?;
        sheet.write_string_with_format(row, 2, "", &styles.dash)?;
    }
    Ok(5)
}

/// A matrix: counts and percentages side by side, with the chart below.
fn grid(
    sheet: &mut Worksheet,
    table: &Table,
    pages: &mut Pages,
    last: ColNum,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let tallest = |heading: &Heading| height(lines(&heading.label, OTHER));
    let head = table.headings.iter().map(tallest).max().unwrap_or(ROW);
    let body = table.lines.iter().map(|line| height(lines(&line.label, LABEL))).sum::<u32>();
    let body = body + head + 2 * ROW;
    let high = bands_height(table) + ROW;
    // The chart stays with its table where one page can hold both.
    let whole = body + high + 3 * ROW;
    pages.make_room(if whole <= pages.room { whole } else { body + 3 * ROW });
    caption(sheet, table, pages, last, styles)?;
    let top = pages.row;
    grid_heads(sheet, table, top, styles)?;
    sheet.set_row_height_pixels(top + 1, head)?;
    let percents = 2 + table.headings.len() as ColNum;
    for (row, line) in (top + 2..).zip(&table.lines) {
        sheet.write_string_with_format(row, 0, &line.label, &styles.label)?;
        sheet.set_row_height_pixels(row, height(lines(&line.label, LABEL)))?;
        number_of_people(sheet, row, 1, line, styles)?;
        for (place, column) in (0..table.headings.len()).zip(2..) {
            count(sheet, row, column, line.counts[place], styles)?;
            percent(sheet, row, percents + place as ColNum, line.percent(place), styles)?;
        }
    }
    pages.take(table.lines.len() as RowNum + 3, body);
    let width = LABEL + u32::from(last) * OTHER;
    if let Some(chart) = bands(TABLES, table, (top + 1, percents), width) {
        pages.make_room(high);
        sheet.insert_chart(pages.row, 0, &chart)?;
        pages.take(high.div_ceil(ROW), high);
    }
    Ok(())
}

/// Two rows of headings: 件数 and ％ above, the choices below each.
fn grid_heads(
    sheet: &mut Worksheet,
    table: &Table,
    top: RowNum,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let width = table.headings.len() as ColNum;
    sheet.merge_range(top, 0, top + 1, 0, "項目", &styles.head)?;
    sheet.merge_range(top, 1, top + 1, 1, "n", &styles.head)?;
    for (first, name) in [(2, "件数"), (2 + width, "％")] {
        if width > 1 {
            sheet.merge_range(top, first, top, first + width - 1, name, &styles.head)?;
        } else {
            sheet.write_string_with_format(top, first, name, &styles.head)?;
        }
        for (column, heading) in (first..).zip(&table.headings) {
            sheet.write_string_with_format(top + 1, column, &heading.label, &styles.head)?;
        }
    }
    Ok(())
}
