//! The figures of every item: the plain ones, then the weighted ones.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use super::super::layout::{count, height, lines, percent, rounded};
use super::super::style::Styles;
use super::{FIRST, LABEL, Page, heading, marked, people};
use crate::report::priorities::{Field, Placement, Priorities};
use crate::tally::Rounded;

const PLAIN: [&str; 9] = [
    "満足度",
    "満足度\nn",
    "満足度\n上位2つ\n（％）",
    "重要度",
    "重要度\nn",
    "重要度\n上位2つ\n（％）",
    "改善の\n必要度",
    "順位",
    "領域",
];
/// n is the same with weights: it counts people.
const WEIGHTED: [&str; 7] = [
    "満足度",
    "満足度\n上位2つ\n（％）",
    "重要度",
    "重要度\n上位2つ\n（％）",
    "改善の\n必要度",
    "順位",
    "領域",
];

/// The quadrant takes two columns.
const fn width(heads: &[&str]) -> ColNum {
    heads.len() as ColNum + 1
}

/// How many columns the table has beside numbers and names.
pub(super) fn columns(priorities: &Priorities) -> ColNum {
    let weighted = priorities.everybody.weighted.as_ref();
    width(&PLAIN) + weighted.map_or(0, |_| width(&WEIGHTED))
}

pub(super) fn write(
    sheet: &mut Worksheet,
    page: &mut Page,
    priorities: &Priorities,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let (plain, weighted) = (&priorities.everybody.plain, &priorities.everybody.weighted);
    heading(sheet, page, "項目ごとの点数（全体）", styles)?;
    let top = page.row;
    for (column, words) in [(0, "番号"), (1, "項目")] {
        sheet.merge_range(top, column, top + 1, column, words, &styles.head)?;
    }
    let after = FIRST + width(&PLAIN);
    let above = if weighted.is_some() { "補正前" } else { "全体" };
    heads(sheet, top, FIRST, (above, &PLAIN), styles)?;
    if weighted.is_some() {
        heads(sheet, top, after, ("補正後", &WEIGHTED), styles)?;
    }
    sheet.set_row_height_pixels(top + 1, height(4))?;
    page.row = top + 2;
    for (place, item) in priorities.items.iter().enumerate() {
        count(sheet, page.row, 0, item.number, styles)?;
        sheet.write_string_with_format(page.row, 1, &item.label, &styles.label)?;
        sheet.set_row_height_pixels(page.row, height(lines(&item.label, LABEL)))?;
        figures(sheet, (page.row, FIRST), &plain.placements[place], true, styles)?;
        if let Some(weighted) = weighted {
            figures(sheet, (page.row, after), &weighted.placements[place], false, styles)?;
        }
        page.row += 1;
    }
    sheet.merge_range(page.row, 0, page.row, 1, "項目の平均（図の線）", &styles.label)?;
    means(sheet, (page.row, FIRST), plain, (3, width(&PLAIN)), styles)?;
    if let Some(weighted) = weighted {
        means(sheet, (page.row, after), weighted, (2, width(&WEIGHTED)), styles)?;
    }
    page.row += 1;
    Ok(())
}

/// A heading above others.
fn heads(
    sheet: &mut Worksheet,
    top: RowNum,
    first: ColNum,
    (above, below): (&str, &[&str]),
    styles: &Styles,
) -> Result<(), XlsxError> {
    let last = first + width(below) - 1;
    sheet.merge_range(top, first, top, last, above, &styles.head)?;
    for (column, word) in (first..last).zip(below) {
        sheet.write_string_with_format(top + 1, column, *word, &styles.head)?;
    }
    let quadrant = below.last().copied().unwrap_or_default();
    sheet.merge_range(top + 1, last - 1, top + 1, last, quadrant, &styles.head)?;
    Ok(())
}

fn figures(
    sheet: &mut Worksheet,
    (row, first): (RowNum, ColNum),
    placement: &Placement,
    with_n: bool,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let mut column = first;
    for judgement in [&placement.satisfaction, &placement.importance] {
        rounded(sheet, row, column, judgement.mean, styles)?;
        column += 1;
        if with_n {
            people(sheet, (row, column), judgement.n, styles)?;
            column += 1;
        }
        percent(sheet, row, column, judgement.top_two, styles)?;
        column += 1;
    }
    let standing = placement.standing;
    rounded(sheet, row, column, standing.map(|standing| standing.need), styles)?;
    let rank = standing.map(|standing| Rounded { units: standing.rank.into(), places: 0 });
    marked(sheet, (row, column + 1), rank, false, styles)?;
    let quadrant = standing.map_or("-", |standing| standing.quadrant.label());
    sheet.merge_range(row, column + 2, row, column + 3, quadrant, &styles.centre)?;
    Ok(())
}

/// Where the field is cut: below the scores, `step` columns apart, in a line of `width`.
fn means(
    sheet: &mut Worksheet,
    (row, first): (RowNum, ColNum),
    field: &Field,
    (step, width): (ColNum, ColNum),
    styles: &Styles,
) -> Result<(), XlsxError> {
    let last = first + width - 1;
    for column in first..last - 1 {
        sheet.write_string_with_format(row, column, "", &styles.dash)?;
    }
    sheet.merge_range(row, last - 1, row, last, "", &styles.dash)?;
    rounded(sheet, row, first, field.axes.map(|axes| axes.satisfaction), styles)?;
    rounded(sheet, row, first + step, field.axes.map(|axes| axes.importance), styles)
}
