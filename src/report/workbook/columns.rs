//! A table whose lines run down and whose figures run across, as columns that each know their
//! heading and their figure. Matrices and cross tables are written so.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use super::layout::{ROW, count, height, lines, percent, rounded};
use super::style::Styles;
use crate::tally::{Line, LineKind, Percent, Shape, Table};

/// The width of a column of figures, in pixels.
pub(super) const FIGURE: u32 = 64;

/// One column of such a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// What stands before a line, from the outside in.
    Within(usize),
    Label,
    N,
    Count(usize),
    Percent(usize),
    Mean,
    Median,
    Score,
    TopTwo,
    WeightedN,
    Effective,
    WeightedPercent(usize),
    WeightedMean,
    WeightedScore,
    WeightedTopTwo,
}

/// What stands above several columns.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Above {
    Nothing,
    Counts,
    Percents,
    Weighted,
}

/// The columns of counts, one for each heading.
pub(super) fn counts(table: &Table) -> impl Iterator<Item = Column> {
    (0..table.headings.len()).map(Column::Count)
}

/// The columns of shares and means, and the weighted ones after them.
pub(super) fn shares(table: &Table) -> Vec<Column> {
    let mean = matches!(table.subject.shape, Shape::Scale | Shape::Number);
    let score = table.lines.iter().any(|line| line.score.is_some());
    let every = || 0..table.headings.len();
    let mut columns: Vec<Column> = every().map(Column::Percent).collect();
    if mean {
        columns.extend([Column::Mean, Column::Median]);
    }
    if score {
        columns.extend([Column::Score, Column::TopTwo]);
    }
    if table.is_weighted() {
        columns.extend([Column::WeightedN, Column::Effective]);
        columns.extend(every().map(Column::WeightedPercent));
        if mean {
            columns.push(Column::WeightedMean);
        }
        if score {
            columns.extend([Column::WeightedScore, Column::WeightedTopTwo]);
        }
    }
    columns
}

impl Column {
    fn above(self) -> Above {
        match self {
            Column::Within(_) | Column::Label | Column::N => Above::Nothing,
            Column::Count(_) => Above::Counts,
            Column::Percent(_) | Column::TopTwo | Column::Mean | Column::Median | Column::Score => {
                Above::Percents
            }
            _ => Above::Weighted,
        }
    }

    fn heading(self, table: &Table) -> &str {
        match self {
            Column::Within(_) => "区分",
            Column::Label => "項目",
            Column::N => "n",
            Column::Count(place) | Column::Percent(place) | Column::WeightedPercent(place) => {
                &table.headings[place].label
            }
            Column::Mean | Column::WeightedMean => "平均",
            Column::Median => "中央値",
            Column::Score | Column::WeightedScore => "平均点",
            Column::TopTwo | Column::WeightedTopTwo => "上位2つの計",
            Column::WeightedN => "n",
            Column::Effective => "有効n",
        }
    }

    /// Writes its figure of a line.
    fn write(
        self,
        sheet: &mut Worksheet,
        (row, column): (RowNum, ColNum),
        line: &Line,
        styles: &Styles,
    ) -> Result<(), XlsxError> {
        let summary = line.summary;
        let score = line.score.map(|score| score.summary);
        let weighted = line.weighted.as_ref();
        match self {
            Column::Within(_) => Ok(()),
            Column::Label => {
                sheet.write_string_with_format(row, column, &line.label, &styles.label).map(drop)
            }
            Column::N => number_of_people(sheet, row, column, line, styles),
            Column::Count(place) => count(sheet, row, column, line.counts[place], styles),
            Column::Percent(place) => percent(sheet, row, column, line.percent(place), styles),
            Column::Mean => rounded(sheet, row, column, summary.and_then(|of| of.mean), styles),
            Column::Median => rounded(sheet, row, column, summary.and_then(|of| of.median), styles),
            Column::Score => rounded(sheet, row, column, score.and_then(|of| of.mean), styles),
            Column::TopTwo => percent(sheet, row, column, line.top_two(), styles),
            Column::WeightedN => {
                let n = weighted.and_then(|weighted| weighted.printed_n());
                rounded(sheet, row, column, n, styles)
            }
            Column::Effective => {
                let n = weighted.and_then(|weighted| weighted.effective);
                rounded(sheet, row, column, n, styles)
            }
            Column::WeightedPercent(place) => {
                let share = weighted.map_or(Percent::None, |weighted| weighted.percent(place));
                percent(sheet, row, column, share, styles)
            }
            Column::WeightedMean => {
                rounded(sheet, row, column, summary.and_then(|of| of.weighted_mean), styles)
            }
            Column::WeightedScore => {
                rounded(sheet, row, column, score.and_then(|of| of.weighted_mean), styles)
            }
            Column::WeightedTopTwo => percent(sheet, row, column, line.weighted_top_two(), styles),
        }
    }
}

/// The height of the two rows of headings, in pixels.
pub(super) fn heads_height(table: &Table, columns: &[Column]) -> u32 {
    let tallest = columns.iter().map(|column| lines(column.heading(table), FIGURE)).max();
    ROW + height(tallest.unwrap_or(1))
}

/// Two rows of headings: 件数 and ％ above, the choices below each.
pub(super) fn heads(
    sheet: &mut Worksheet,
    table: &Table,
    columns: &[Column],
    top: RowNum,
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.set_row_height_pixels(top + 1, heads_height(table, columns) - ROW)?;
    let mut first: ColNum = 0;
    for group in columns.chunk_by(|one, other| one.above() == other.above()) {
        let last = first + group.len() as ColNum - 1;
        let name = match group[0].above() {
            Above::Nothing => "",
            Above::Counts => "件数",
            Above::Percents => "％",
            Above::Weighted => "ウェイト補正後の％",
        };
        for (column, of) in (first..).zip(group) {
            if name.is_empty() {
                sheet.merge_range(top, column, top + 1, column, of.heading(table), &styles.head)?;
            } else {
                sheet.write_string_with_format(top + 1, column, of.heading(table), &styles.head)?;
            }
        }
        if last > first && !name.is_empty() {
            sheet.merge_range(top, first, top, last, name, &styles.head)?;
        } else if !name.is_empty() {
            sheet.write_string_with_format(top, first, name, &styles.head)?;
        }
        first = last + 1;
    }
    Ok(())
}

/// The lines below the headings, from row `top` on.
pub(super) fn body(
    sheet: &mut Worksheet,
    table: &Table,
    columns: &[Column],
    (top, label_width): (RowNum, u32),
    styles: &Styles,
) -> Result<(), XlsxError> {
    for (row, line) in (top..).zip(&table.lines) {
        sheet.set_row_height_pixels(row, height(lines(&line.label, label_width)))?;
        for (at, column) in (0..).zip(columns) {
            column.write(sheet, (row, at), line, styles)?;
        }
    }
    for (at, column) in (0..).zip(columns) {
        if let Column::Within(depth) = column {
            within(sheet, table, (top, at), *depth, styles)?;
        }
    }
    Ok(())
}

/// What stands before the lines, once for those that share it.
fn within(
    sheet: &mut Worksheet,
    table: &Table,
    (top, column): (RowNum, ColNum),
    depth: usize,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let words = |line: &Line| line.within.get(depth).cloned().unwrap_or_default();
    let mut row = top;
    // The same inner category of another outer one begins anew.
    let same = |one: &Line, other: &Line| {
        one.within.iter().take(depth + 1).eq(other.within.iter().take(depth + 1))
    };
    for group in table.lines.chunk_by(same) {
        let last = row + group.len() as RowNum - 1;
        if last > row {
            sheet.merge_range(row, column, last, column, &words(&group[0]), &styles.label)?;
        } else {
            sheet.write_string_with_format(row, column, words(&group[0]), &styles.label)?;
        }
        row = last + 1;
    }
    Ok(())
}

/// n as a number, or with its mark when small.
pub(super) fn number_of_people(
    sheet: &mut Worksheet,
    row: RowNum,
    column: ColNum,
    line: &Line,
    styles: &Styles,
) -> Result<(), XlsxError> {
    if line.is_small() && line.kind != LineKind::Missing {
        sheet.write_string_with_format(row, column, line.printed_n(), &styles.dash)?;
        return Ok(());
    }
    count(sheet, row, column, line.n, styles)
}
