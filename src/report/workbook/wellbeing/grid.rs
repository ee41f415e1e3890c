//! A finished table on the sheet.

use rust_xlsxwriter::{ColNum, FormatAlign, RowNum, Worksheet, XlsxError};

use super::{FIRST, OTHER, Page};
use crate::report::wellbeing::{Cell, Grid, GridLine, Rank};
use crate::report::workbook::layout::{ROW, count, height, lines, rounded};
use crate::report::workbook::style::Styles;
use crate::tally::Rounded;

/// Writes a table. What goes on on the next page has its headings there.
pub(super) fn write(
    sheet: &mut Worksheet,
    page: &mut Page,
    grid: &Grid,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let heads = heads_heights(grid);
    page.keep(2 * ROW + heads.0 + heads.1 + grid.lines.len() as u32 * ROW);
    begin(sheet, page, grid, &grid.title, styles)?;
    for line in &grid.lines {
        // A heading or a whole stays with the line below it.
        let needed = if line.rank == Rank::Part { ROW } else { 3 * ROW };
        if page.left < needed {
            page.next();
            begin(sheet, page, grid, &format!("{}（続き）", grid.title), styles)?;
        }
        row(sheet, page.row, grid, line, styles)?;
        page.take(1, ROW);
    }
    page.skip();
    Ok(())
}

fn begin(
    sheet: &mut Worksheet,
    page: &mut Page,
    grid: &Grid,
    title: &str,
    styles: &Styles,
) -> Result<(), XlsxError> {
    page.line(sheet, title, &styles.question)?;
    let (above, below) = heads_heights(grid);
    sheet.set_row_height_pixels(page.row, above)?.set_row_height_pixels(page.row + 1, below)?;
    heads(sheet, page.row, grid, styles)?;
    page.take(2, above + below);
    Ok(())
}

/// The heights of the two rows of headings.
fn heads_heights(grid: &Grid) -> (u32, u32) {
    let groups = grid.heads.chunk_by(|one, other| one.above == other.above);
    let above = groups.map(|group| lines(&group[0].above, OTHER * group.len() as u32)).max();
    let below = grid.heads.iter().map(|head| match head.above.as_str() {
        // It stands in both rows.
        "" => 1,
        _ => lines(&head.label, OTHER),
    });
    (height(above.unwrap_or(1)), height(below.max().unwrap_or(1)))
}

/// Two rows of headings: what they have in common above, each by itself below.
fn heads(
    sheet: &mut Worksheet,
    top: RowNum,
    grid: &Grid,
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.merge_range(top, 0, top + 1, FIRST - 1, "項目", &styles.head)?;
    let mut first = FIRST;
    for group in grid.heads.chunk_by(|one, other| one.above == other.above) {
        let last = first + group.len() as ColNum - 1;
        let above = &group[0].above;
        for (column, head) in (first..).zip(group) {
            if above.is_empty() {
                sheet.merge_range(top, column, top + 1, column, &head.label, &styles.head)?;
            } else {
                sheet.write_string_with_format(top + 1, column, &head.label, &styles.head)?;
            }
        }
        if !above.is_empty() && last > first {
            sheet.merge_range(top, first, top, last, above, &styles.head)?;
        } else if !above.is_empty() {
            sheet.write_string_with_format(top, first, above, &styles.head)?;
        }
        first = last + 1;
    }
    Ok(())
}

fn row(
    sheet: &mut Worksheet,
    row: RowNum,
    grid: &Grid,
    line: &GridLine,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let left = styles.head.clone().set_align(FormatAlign::Left);
    let format = match line.rank {
        Rank::Part => &styles.label,
        Rank::Heading | Rank::Whole => &left,
    };
    let last = FIRST + grid.heads.len() as ColNum - 1;
    match line.rank {
        Rank::Heading => {
            sheet.merge_range(row, 0, row, last, &line.label, format)?;
        }
        Rank::Whole => {
            sheet.merge_range(row, 0, row, FIRST - 1, &line.label, format)?;
        }
        Rank::Part => {
            let label = format!("　{}", line.label);
            sheet.merge_range(row, 0, row, FIRST - 1, &label, format)?;
        }
    }
    for (column, cell) in (FIRST..).zip(&line.cells) {
        figure(sheet, (row, column), cell, styles)?;
    }
    Ok(())
}

fn figure(
    sheet: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    cell: &Cell,
    styles: &Styles,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Blank => sheet.write_blank(row, column, &styles.dash).map(drop),
        Cell::Dash => rounded(sheet, row, column, None, styles),
        Cell::People { n, is_small: false } => count(sheet, row, column, *n, styles),
        Cell::People { n, is_small: true } => {
            sheet.write_string_with_format(row, column, format!("{n}*"), &styles.dash).map(drop)
        }
        Cell::Number(number) => figure_of(sheet, (row, column), *number, false, styles),
        Cell::Words(words) => {
            let format = styles.centre.clone().set_shrink();
            sheet.write_string_with_format(row, column, words, &format).map(drop)
        }
    }
}

/// A figure with all of its decimals, and its mark when few people are behind it.
pub(super) fn figure_of(
    sheet: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    number: Rounded,
    is_small: bool,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let decimals = "0".repeat(number.places as usize);
    let mark = if is_small { "\"*\"" } else { "" };
    let point = if number.places > 0 { "." } else { "" };
    let format = styles.dash.clone().set_num_format(format!("0{point}{decimals}{mark}"));
    sheet.write_number_with_format(row, column, number.value(), &format)?;
    Ok(())
}
