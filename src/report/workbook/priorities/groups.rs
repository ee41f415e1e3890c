//! One figure of every item for every group.

use rust_xlsxwriter::{ColNum, Worksheet, XlsxError};

use super::super::layout::{ROW, count, height, lines};
use super::super::style::Styles;
use super::{FIRST, LABEL, OTHER, Page, heading, marked, people};
use crate::report::priorities::{Cells, Figure, Priorities};

pub(super) fn write(
    sheet: &mut Worksheet,
    page: &mut Page,
    priorities: &Priorities,
    cells: Cells,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let weighted =
        if priorities.everybody.weighted.is_some() { "（ウェイト補正後）" } else { "" };
    heading(sheet, page, &format!("区分ごとの{}{weighted}", cells.label()), styles)?;
    let top = page.row;
    sheet.merge_range(top, 0, top + 1, 1, "項目", &styles.head)?;
    let mut column = FIRST;
    for (within, width) in priorities.breakdowns() {
        if width > 1 {
            sheet.merge_range(
                top,
                column,
                top,
                column + width as ColNum - 1,
                within,
                &styles.head,
            )?;
        } else {
            sheet.write_string_with_format(top, column, within, &styles.head)?;
        }
        column += width as ColNum;
    }
    let labels: Vec<&str> = priorities.all().map(|group| group.label.as_str()).collect();
    for (column, label) in (FIRST..).zip(&labels) {
        sheet.write_string_with_format(top + 1, column, *label, &styles.head)?;
    }
    let tallest = labels.iter().map(|label| height(lines(label, OTHER))).max().unwrap_or(ROW);
    sheet.set_row_height_pixels(top + 1, tallest)?;
    page.row = top + 2;
    sheet.merge_range(page.row, 0, page.row, 1, "人数（n）", &styles.label)?;
    for (column, group) in (FIRST..).zip(priorities.all()) {
        people(sheet, (page.row, column), group.people, styles)?;
    }
    page.row += 1;
    for (place, item) in priorities.items.iter().enumerate() {
        count(sheet, page.row, 0, item.number, styles)?;
        sheet.write_string_with_format(page.row, 1, &item.label, &styles.label)?;
        sheet.set_row_height_pixels(page.row, height(lines(&item.label, LABEL)))?;
        for (column, group) in (FIRST..).zip(priorities.all()) {
            let Figure { value, is_small } = group.figure(place, cells);
            marked(sheet, (page.row, column), value, is_small, styles)?;
        }
        page.row += 1;
    }
    Ok(())
}
