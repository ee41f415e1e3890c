//! 単純集計: the table of each question with its chart, kept together on a printed page.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use super::TABLES;
use super::columns::{self, Column, number_of_people};
use super::layout::{
    PAGE_WIDTH, Pages, ROW, count, heads, height, lines, percent, rounded, title, widths,
};
use super::style::Styles;
use super::tables_chart::{bands, bands_height, bars, bars_height};
use crate::tally::{Line, Percent, Table};

/// The column of labels, in pixels.
const LABEL: u32 = 300;

/// Writes the sheet, and gives back the row of each table.
pub(super) fn write(
    sheet: &mut Worksheet,
    tables: &[Table],
    styles: &Styles,
) -> Result<Vec<RowNum>, XlsxError> {
    let grids = tables.iter().filter(|table| table.is_grid());
    let widest = grids.map(|table| grid_columns(table).len() as u32 - 1).max().unwrap_or(0);
    let columns = widest.max((PAGE_WIDTH - LABEL) / columns::FIGURE);
    let mut pixels = vec![columns::FIGURE; columns as usize + 1];
    pixels[0] = LABEL;
    widths(sheet, &pixels)?;
    title(sheet, "単純集計（GT）", styles)?;
    sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    let mut pages = Pages::of(LABEL + columns * columns::FIGURE, 1);
    let mut places = Vec::new();
    for table in tables {
        let begins = if table.is_grid() {
            grid(sheet, table, &mut pages, columns as ColNum, styles)?
        } else {
            single(sheet, table, &mut pages, columns as ColNum, styles)?
        };
        places.push(begins);
    }
    sheet.set_page_breaks(&pages.breaks)?;
    Ok(places)
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
) -> Result<RowNum, XlsxError> {
    let Some(line) = table.lines.first() else {
        return Ok(pages.row);
    };
    let extras = extras(line);
    let table_height: u32 =
        table.headings.iter().map(|heading| height(lines(&heading.label, LABEL))).sum::<u32>()
            + (2 + extras.len() as u32) * ROW;
    let chart_height = bars_height(table);
    let body = table_height.max(chart_height) + ROW;
    pages.make_room(body + 3 * ROW);
    let begins = pages.row;
    caption(sheet, table, pages, last, styles)?;
    let top = pages.row;
    let weighted = line.weighted.as_ref();
    let names: &[&str] = match weighted {
        Some(_) => &["選択肢", "件数", "％", "補正後の％"],
        None => &["選択肢", "件数", "％"],
    };
    heads(sheet, top, names, &styles.head)?;
    for (row, (place, heading)) in (top + 1..).zip(table.headings.iter().enumerate()) {
        sheet.write_string_with_format(row, 0, &heading.label, &styles.label)?;
        sheet.set_row_height_pixels(row, height(lines(&heading.label, LABEL)))?;
        count(sheet, row, 1, line.counts[place], styles)?;
        percent(sheet, row, 2, line.percent(place), styles)?;
        if let Some(weighted) = weighted {
            percent(sheet, row, 3, weighted.percent(place), styles)?;
        }
    }
    let mut end = top + 1 + table.headings.len() as RowNum;
    sheet.write_string_with_format(end, 0, "回答者数（n）", &styles.label)?;
    number_of_people(sheet, end, 1, line, styles)?;
    sheet.write_string_with_format(end, 2, "", &styles.dash)?;
    if let Some(weighted) = weighted {
        rounded(sheet, end, 3, weighted.printed_n(), styles)?;
    }
    end += 1;
    for extra in &extras {
        extra.write(sheet, end, weighted.is_some(), styles)?;
        end += 1;
    }
    let chart_column = names.len() as ColNum;
    if let Some(chart) = bars(TABLES, table, top) {
        sheet.insert_chart_with_offset(top, chart_column, &chart, 12, 0)?;
    }
    // Blank rows below a table that is shorter than its chart.
    let blank = 1 + chart_height.saturating_sub(table_height).div_ceil(ROW);
    pages.take(end - top + blank, body);
    Ok(begins)
}

/// A line below the counts: a mean, a score, a sum of shares.
struct Extra {
    name: &'static str,
    plain: Figure,
    weighted: Option<Figure>,
}

enum Figure {
    Value(Option<crate::tally::Rounded>),
    Share(Percent),
}

fn extras(line: &Line) -> Vec<Extra> {
    let mut extras = Vec::new();
    if let Some(summary) = &line.summary {
        extras.extend(summary.named().map(|(name, value)| Extra {
            name,
            plain: Figure::Value(value),
            weighted: (name == "平均").then_some(Figure::Value(summary.weighted_mean)),
        }));
    }
    if let Some(score) = &line.score {
        extras.push(Extra {
            name: "平均点",
            plain: Figure::Value(score.summary.mean),
            weighted: Some(Figure::Value(score.summary.weighted_mean)),
        });
        extras.push(Extra {
            name: "上位2つの計（％）",
            plain: Figure::Share(line.top_two()),
            weighted: Some(Figure::Share(line.weighted_top_two())),
        });
    }
    extras
}

impl Extra {
    fn write(
        &self,
        sheet: &mut Worksheet,
        row: RowNum,
        is_weighted: bool,
        styles: &Styles,
    ) -> Result<(), XlsxError> {
        sheet.write_string_with_format(row, 0, self.name, &styles.label)?;
        // Shares stand below shares, means below counts.
        let column = match self.plain {
            Figure::Value(value) => rounded(sheet, row, 1, value, styles).map(|()| 2)?,
            Figure::Share(share) => percent(sheet, row, 2, share, styles).map(|()| 1)?,
        };
        sheet.write_string_with_format(row, column, "", &styles.dash)?;
        match &self.weighted {
            _ if !is_weighted => Ok(()),
            Some(Figure::Value(value)) => rounded(sheet, row, 3, *value, styles),
            Some(Figure::Share(share)) => percent(sheet, row, 3, *share, styles),
            None => sheet.write_string_with_format(row, 3, "", &styles.dash).map(drop),
        }
    }
}

fn grid_columns(table: &Table) -> Vec<Column> {
    let mut columns = vec![Column::Label, Column::N];
    columns.extend(columns::counts(table));
    columns.extend(columns::shares(table));
    columns
}

/// A matrix: counts and percentages side by side, with the chart below.
fn grid(
    sheet: &mut Worksheet,
    table: &Table,
    pages: &mut Pages,
    last: ColNum,
    styles: &Styles,
) -> Result<RowNum, XlsxError> {
    let columns = grid_columns(table);
    let lines = table.lines.iter().map(|line| height(lines(&line.label, LABEL))).sum::<u32>();
    let body = lines + columns::heads_height(table, &columns) + ROW;
    let high = bands_height(table) + ROW;
    // The chart stays with its table where one page can hold both.
    let whole = body + high + 3 * ROW;
    pages.make_room(if whole <= pages.room { whole } else { body + 3 * ROW });
    let begins = pages.row;
    caption(sheet, table, pages, last, styles)?;
    let top = pages.row;
    columns::heads(sheet, table, &columns, top, styles)?;
    columns::body(sheet, table, &columns, (top + 2, LABEL), styles)?;
    pages.take(table.lines.len() as RowNum + 3, body);
    let width = LABEL + u32::from(last) * columns::FIGURE;
    let percents = 2 + table.headings.len() as ColNum;
    if let Some(chart) = bands(TABLES, table, (top + 1, percents), width) {
        pages.make_room(high);
        sheet.insert_chart(pages.row, 0, &chart)?;
        pages.take(high.div_ceil(ROW), high);
    }
    Ok(begins)
}
