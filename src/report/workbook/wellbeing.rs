//! ウェルビーイング: what must be known first, the radar, the tables of means and 偏差値, the
//! groups beside one another, and how the answers are spread.

mod grid;
mod groups;
mod radar;

use rust_xlsxwriter::{ColNum, Format, RowNum, Worksheet, XlsxError};

use super::columns::{self, Column};
use super::layout::{PAGE_HEIGHT, PAGE_WIDTH, ROW, height, lines, title, widths};
use super::style::Styles;
use crate::report::wellbeing::Wellbeing;
use crate::report::wellbeing::sources::Indicators;
use crate::tally::{Line, Table};

/// The first two columns (of words), and each of the others, in pixels.
const WITHIN: u32 = 100;
const LABEL: u32 = 220;
const OTHER: u32 = 52;
/// Where figures begin.
const FIRST: ColNum = 2;

/// Where the sheet's next row goes.
struct Page {
    row: RowNum,
    /// The last column that is printed.
    last: ColNum,
    /// What is left of the printed page, in pixels of the sheet, and what fits on a whole one.
    left: u32,
    room: u32,
    breaks: Vec<RowNum>,
}

/// Writes the indicators below one another, after what could not be shown.
pub(super) fn write(
    sheet: &mut Worksheet,
    indicators: &Indicators,
    filters: &[String],
    styles: &Styles,
) -> Result<(), XlsxError> {
    let least = ((PAGE_WIDTH - WITHIN - LABEL) / OTHER) as ColNum;
    let figures = indicators.all.iter().map(figures).max().unwrap_or(0).max(least);
    let mut pixels = vec![OTHER; usize::from(FIRST + figures)];
    pixels[..2].copy_from_slice(&[WITHIN, LABEL]);
    widths(sheet, &pixels)?;
    title(sheet, super::WELLBEING, styles)?;
    sheet.set_freeze_panes(1, FIRST)?.set_repeat_rows(0, 0)?;
    // A sheet wider than the page is printed smaller, and so more rows fit.
    let room = PAGE_HEIGHT * pixels.iter().sum::<u32>().max(PAGE_WIDTH) / PAGE_WIDTH;
    let last = FIRST + figures - 1;
    let mut page = Page { row: 1, last, left: room, room, breaks: Vec::new() };
    for words in &indicators.missing {
        page.line(sheet, words, &styles.note)?;
    }
    for (place, of) in indicators.all.iter().enumerate() {
        if place > 0 {
            page.next();
        }
        indicator(sheet, &mut page, of, filters, styles)?;
    }
    // Beside it stand the figures of the radar, which nobody needs on paper.
    sheet.set_print_area(0, 0, page.row.saturating_sub(1), page.last)?;
    sheet.set_page_breaks(&page.breaks)?;
    Ok(())
}

/// The widest table of an indicator, without its words.
fn figures(of: &Wellbeing) -> ColNum {
    let shares = of.overall_shares.iter().chain([&of.item_shares]);
    let shares = shares.map(|table| columns::shares(table).len() + 1);
    let grids = [of.overall_grid().heads.len(), of.factor_grid().heads.len()];
    let widest = shares.chain(grids).chain([groups::columns(of)]).max().unwrap_or(0);
    widest as ColNum
}

fn indicator(
    sheet: &mut Worksheet,
    page: &mut Page,
    of: &Wellbeing,
    filters: &[String],
    styles: &Styles,
) -> Result<(), XlsxError> {
    page.line(sheet, &of.title, &styles.question)?;
    let mut words = format!("n = {}", of.people);
    if !filters.is_empty() {
        words += &format!("　絞り込み：{}", filters.join("、かつ、"));
    }
    page.line(sheet, &words, &styles.note)?;
    for words in &of.warnings {
        page.line(sheet, words, &styles.note)?;
    }
    radar::write(sheet, page, of, styles)?;
    page.next();
    page.line(sheet, "計算のしかた", &styles.question)?;
    for words in &of.notes {
        page.line(sheet, words, &styles.note)?;
    }
    page.skip();
    if !of.overall.is_empty() {
        grid::write(sheet, page, &of.overall_grid(), styles)?;
        for table in &of.overall_shares {
            shares(sheet, page, table, styles)?;
        }
    }
    page.next();
    grid::write(sheet, page, &of.factor_grid(), styles)?;
    groups::write(sheet, page, of, styles)?;
    if !of.item_shares.lines.is_empty() {
        page.next();
        shares(sheet, page, &of.item_shares, styles)?;
    }
    Ok(())
}

/// How answers are spread: percentages, weighted ones after the plain ones. What goes on on the
/// next page has its headings there.
fn shares(
    sheet: &mut Worksheet,
    page: &mut Page,
    table: &Table,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let mut all = vec![Column::Within(0), Column::Label, Column::N];
    all.extend(columns::shares(table));
    let heads = columns::heads_height(table, &all);
    let high = |line: &Line| height(lines(&line.label, LABEL));
    let small = if table.has_small_base() { "　* n が30人未満です" } else { "" };
    let note = format!("％　基数：{}{small}", table.base.label());
    page.keep(3 * ROW + heads + table.lines.iter().map(high).sum::<u32>());
    let mut rest = &table.lines[..];
    let mut title = table.subject.title.clone();
    while !rest.is_empty() {
        page.line(sheet, &title, &styles.question)?;
        page.line(sheet, &note, &styles.note)?;
        let mut left = page.left.saturating_sub(heads);
        let fits = rest.iter().take_while(|line| {
            let before = left;
            left = left.saturating_sub(high(line));
            high(line) <= before
        });
        let (here, after) = rest.split_at(fits.count().max(1));
        let part = Table { lines: here.to_vec(), ..table.clone() };
        columns::heads(sheet, &part, &all, page.row, styles)?;
        columns::body(sheet, &part, &all, (page.row + 2, LABEL), styles)?;
        page.take(here.len() as RowNum + 2, heads + here.iter().map(high).sum::<u32>());
        page.skip();
        if !after.is_empty() {
            page.next();
        }
        rest = after;
        title = format!("{}（続き）", table.subject.title);
    }
    Ok(())
}

impl Page {
    /// Begins a new page.
    fn next(&mut self) {
        self.breaks.push(self.row);
        self.left = self.room;
    }

    /// Begins a new page unless so many pixels are left; what is longer than a page begins on
    /// this one if a part of it fits.
    fn keep(&mut self, pixels: u32) {
        if self.left < pixels.min(self.room / 2) {
            self.next();
        }
    }

    fn take(&mut self, rows: RowNum, pixels: u32) {
        self.row += rows;
        self.left = self.left.saturating_sub(pixels);
    }

    /// An empty row.
    fn skip(&mut self) {
        self.take(1, ROW);
    }

    /// Words across the page.
    fn line(
        &mut self,
        sheet: &mut Worksheet,
        words: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let high = height(lines(words, self.width()));
        sheet.merge_range(self.row, 0, self.row, self.last, words, format)?;
        sheet.set_row_height_pixels(self.row, high)?;
        self.take(1, high);
        Ok(())
    }

    /// The width of what is printed, in pixels.
    fn width(&self) -> u32 {
        WITHIN + LABEL + u32::from(self.last + 1 - FIRST) * OTHER
    }
}

#[cfg(test)]
mod tests;
