//! 目次: every question with a link to each of its tables.

use rust_xlsxwriter::{ColNum, RowNum, Url, Worksheet, XlsxError};

use super::layout::{heads, height, lines, title, widths};
use super::style::Styles;
use super::{CONTENTS, CROSS_COUNTS, CROSSES, Report, TABLES};
use crate::report::crosses::Cross;
use crate::tally::Table;

const WIDTHS: [u32; 4] = [560, 130, 130, 180];

/// The row in which each table begins, in the order of the report's tables.
#[derive(Default)]
pub(super) struct Places {
    pub(super) tables: Vec<RowNum>,
    pub(super) shares: Vec<RowNum>,
    pub(super) counts: Vec<RowNum>,
}

const COLUMNS: [&str; 4] = ["設問", "単純集計", "クロス集計", "クロス集計（件数）"];

pub(super) fn write(
    sheet: &mut Worksheet,
    report: Report,
    places: &Places,
    styles: &Styles,
) -> Result<(), XlsxError> {
    widths(sheet, &WIDTHS)?;
    title(sheet, CONTENTS, styles)?;
    heads(sheet, 1, &COLUMNS, &styles.head)?;
    sheet.set_freeze_panes(2, 0)?.set_repeat_rows(0, 1)?;
    let mut row = 2;
    let mut crosses = report.crosses.iter().enumerate().peekable();
    for (table, &at) in report.tables.iter().zip(&places.tables) {
        label(sheet, row, &table.heading(), styles)?;
        link(sheet, (row, 1), Some((TABLES, at)), styles)?;
        // A question has one cross table; a matrix one for each of its rows, on lines of their own.
        let is_matrix = table.is_grid();
        if is_matrix {
            link(sheet, (row, 2), None, styles)?;
            link(sheet, (row, 3), None, styles)?;
            row += 1;
        }
        let mut any = is_matrix;
        while let Some((place, cross)) = crosses.next_if(|(_, cross)| is_of(cross, table)) {
            if is_matrix {
                let row_of_matrix =
                    cross.title.rsplit_once('：').map_or(&*cross.title, |(_, row)| row);
                label(sheet, row, &format!("　　{row_of_matrix}"), styles)?;
                link(sheet, (row, 1), None, styles)?;
            }
            any = true;
            both(sheet, row, places, place, styles)?;
            row += 1;
        }
        if !any {
            link(sheet, (row, 2), None, styles)?;
            link(sheet, (row, 3), None, styles)?;
            row += 1;
        }
    }
    for (place, cross) in crosses {
        label(sheet, row, &format!("追加した表：{}", cross.title), styles)?;
        link(sheet, (row, 1), None, styles)?;
        both(sheet, row, places, place, styles)?;
        row += 1;
    }
    Ok(())
}

/// Whether a cross table is about the question of a table. What a class fills in has no number.
fn is_of(cross: &Cross, table: &Table) -> bool {
    let (of, title) = (&cross.table.subject, &table.subject.title);
    let is_row = || of.title.strip_prefix(title.as_str()).is_some_and(|row| row.starts_with('：'));
    cross.is_usual && of.number == table.subject.number && (of.title == *title || is_row())
}

fn label(
    sheet: &mut Worksheet,
    row: RowNum,
    words: &str,
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, 0, words, &styles.label)?;
    sheet.set_row_height_pixels(row, height(lines(words, WIDTHS[0])))?;
    Ok(())
}

fn both(
    sheet: &mut Worksheet,
    row: RowNum,
    places: &Places,
    cross: usize,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let at = |rows: &[RowNum], name| rows.get(cross).map(|&row| (name, row));
    link(sheet, (row, 2), at(&places.shares, CROSSES), styles)?;
    link(sheet, (row, 3), at(&places.counts, CROSS_COUNTS), styles)
}

fn link(
    sheet: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    place: Option<(&'static str, RowNum)>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let Some((name, to)) = place else {
        sheet.write_string_with_format(row, column, "-", &styles.centre)?;
        return Ok(());
    };
    let url = Url::new(format!("internal:'{name}'!A{}", to + 1)).set_text("表へ");
    sheet.write_url_with_format(row, column, url, &styles.link)?;
    Ok(())
}
