//! クロス集計: a block for each question, lines down, shares across; the numbers of people on a
//! sheet of their own, so that both print in a size that can be read.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use super::columns::{self, Column};
use super::layout::{PAGE_WIDTH, Pages, ROW, height, lines, title, widths};
use super::style::Styles;
use crate::report::crosses::{Cross, EXPLAINED, notes};

/// The columns of the variable and of the category, in pixels.
const WITHIN: u32 = 110;
const LABEL: u32 = 190;

/// What a sheet of cross tables shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shows {
    Shares,
    Counts,
}

/// Writes the sheet, and gives back the row of each table.
pub(super) fn write(
    sheet: &mut Worksheet,
    name: &str,
    crosses: &[Cross],
    shows: Shows,
    styles: &Styles,
) -> Result<Vec<RowNum>, XlsxError> {
    let depth = crosses.iter().map(depth).max().unwrap_or(1).max(1);
    let of = |cross: &Cross| columns_of(cross, depth, shows);
    let figures = crosses.iter().map(|cross| of(cross).len() - depth - 1).max().unwrap_or(1);
    let least = (PAGE_WIDTH - LABEL - WITHIN * depth as u32) / columns::FIGURE;
    let figures = (figures as u32).max(least);
    let mut pixels = vec![WITHIN; depth];
    pixels.push(LABEL);
    pixels.extend(vec![columns::FIGURE; figures as usize]);
    widths(sheet, &pixels)?;
    title(sheet, name, styles)?;
    sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    let last = (pixels.len() - 1) as ColNum;
    let mut pages = Pages::of(pixels.iter().sum(), 1);
    if shows == Shows::Shares {
        note(sheet, &mut pages, EXPLAINED, last, styles)?;
    }
    let mut places = Vec::new();
    for cross in crosses {
        places.push(block(sheet, cross, &of(cross), shows, (&mut pages, last), styles)?);
    }
    sheet.set_page_breaks(&pages.breaks)?;
    Ok(places)
}

fn depth(cross: &Cross) -> usize {
    cross.table.lines.iter().map(|line| line.within.len()).max().unwrap_or(0)
}

fn columns_of(cross: &Cross, depth: usize, shows: Shows) -> Vec<Column> {
    let mut columns: Vec<Column> = (0..depth).map(Column::Within).collect();
    columns.extend([Column::Label, Column::N]);
    match shows {
        Shows::Shares => columns.extend(columns::shares(&cross.table)),
        Shows::Counts => columns.extend(columns::counts(&cross.table)),
    }
    columns
}

fn block(
    sheet: &mut Worksheet,
    cross: &Cross,
    columns: &[Column],
    shows: Shows,
    (pages, last): (&mut Pages, ColNum),
    styles: &Styles,
) -> Result<RowNum, XlsxError> {
    let table = &cross.table;
    let rows: u32 = table.lines.iter().map(|line| height(lines(&line.label, LABEL))).sum();
    let notes = if shows == Shows::Shares { notes(table) } else { Vec::new() };
    let body = rows + columns::heads_height(table, columns) + ROW * (1 + notes.len() as u32);
    pages.make_room(body + 3 * ROW);
    let begins = pages.row;
    let high = height(lines(&cross.title, PAGE_WIDTH * 5 / 6)) + 4;
    sheet.merge_range(pages.row, 0, pages.row, last, &cross.title, &styles.question)?;
    sheet.set_row_height_pixels(pages.row, high)?;
    pages.take(1, high);
    let mut words = format!("{}　基数：{}", table.subject.shape.note(), table.base.label());
    if table.has_small_base() {
        words += "　* n が30人未満です";
    }
    // The title of a table that staff keep may say anything.
    if !cross.is_usual {
        words += &format!("　設問：{}", table.heading());
    }
    if !cross.filters.is_empty() {
        words += &format!("　絞り込み：{}", cross.filters.join("、かつ、"));
    }
    note(sheet, pages, &words, last, styles)?;
    let top = pages.row;
    columns::heads(sheet, table, columns, top, styles)?;
    columns::body(sheet, table, columns, (top + 2, LABEL), styles)?;
    pages.take(table.lines.len() as RowNum + 2, rows + columns::heads_height(table, columns));
    for words in &notes {
        note(sheet, pages, words, last, styles)?;
    }
    pages.take(1, ROW);
    Ok(begins)
}

fn note(
    sheet: &mut Worksheet,
    pages: &mut Pages,
    words: &str,
    last: ColNum,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let high = height(lines(words, PAGE_WIDTH));
    sheet.merge_range(pages.row, 0, pages.row, last, words, &styles.note)?;
    sheet.set_row_height_pixels(pages.row, high)?;
    pages.take(1, high);
    Ok(())
}
