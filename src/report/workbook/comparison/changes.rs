//! The marked shares and means alone, the largest difference first.

use rust_xlsxwriter::XlsxError;

use super::super::layout::{height, lines, rounded};
use super::{LABEL, Page};
use crate::report::workbook::layout::ROW;

/// Writes the table, or that nothing changed.
pub(super) fn write(page: &mut Page<'_>) -> Result<(), XlsxError> {
    let comparison = page.comparison;
    let (changes, means) = (comparison.changes(), comparison.changed_means());
    page.pages.make_room(6 * ROW);
    page.line("変化があった項目", &page.styles.question)?;
    let previous = comparison.previous();
    if changes.is_empty() && means.is_empty() {
        let words =
            format!("「{previous}」と比べて、誤差の範囲を超える変化のあった項目はありません。");
        page.line(&words, &page.styles.note)?;
        page.pages.take(1, ROW);
        return Ok(());
    }
    let words =
        format!("「{previous}」との差が誤差の範囲を超えるものだけを、差の大きい順に並べています。");
    page.line(&words, &page.styles.note)?;
    if !changes.is_empty() {
        page.heads("設問／選択肢", ["件数", "％", "差"])?;
    }
    for (topic, change) in changes {
        let words = format!("{}／{}", topic.name, change.label);
        let row = make_row(page, &words)?;
        for place in 0..page.grid.surveys {
            let figure = change.figures.get(place).copied().flatten();
            let count = figure.map_or("-".into(), |figure| figure.count.to_string());
            page.people(row, page.grid.people(place), &count)?;
            page.share(row, page.grid.value(place), figure.map(|figure| figure.percent))?;
        }
        if let Some(column) = page.grid.weighted() {
            page.share(row, column, change.weighted)?;
        }
        page.difference(row, change.difference, change.change)?;
    }
    page.pages.take(1, ROW);
    if !means.is_empty() {
        page.pages.make_room(4 * ROW);
        page.heads("設問", ["n", "平均", "差"])?;
    }
    for (topic, change) in &means {
        let row = make_row(page, &topic.name)?;
        for (place, spread) in change.spreads.iter().enumerate() {
            page.people(row, page.grid.people(place), &change.printed_n(place))?;
            let mean = spread.and_then(|spread| spread.mean);
            rounded(page.sheet, row, page.grid.value(place), mean, page.styles)?;
        }
        if let Some(column) = page.grid.weighted() {
            rounded(page.sheet, row, column, change.weighted, page.styles)?;
        }
        page.difference(row, change.difference, change.change)?;
    }
    page.pages.take(1, ROW);
    Ok(())
}

/// The next row with its label, on the next page where this one is full.
fn make_row(page: &mut Page<'_>, words: &str) -> Result<u32, XlsxError> {
    page.pages.make_room(height(lines(words, LABEL)));
    let row = page.pages.row;
    let high = page.label(row, words)?;
    page.pages.take(1, high);
    Ok(row)
}
