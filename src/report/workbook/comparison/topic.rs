//! One topic: its shares in every survey, with a chart beside it where it is a question of its
//! own. The rows of a matrix have their chart together in [`super::judgement`].

use rust_xlsxwriter::XlsxError;

use super::super::layout::{ROW, height, lines, rounded};
use super::{LABEL, Page, chart};
use crate::report::comparison::{Compared, Means};
use crate::tally::Shape;

/// Writes its block, kept together on a printed page.
pub(super) fn write(page: &mut Page<'_>, topic: &Compared) -> Result<(), XlsxError> {
    let has_chart = topic.row.is_none() && topic.subject.shape != Shape::Number;
    let chart_height =
        if has_chart { chart::height(topic.rows.len(), page.grid.surveys) } else { 0 };
    let rows: u32 = topic.rows.iter().map(|row| height(lines(&row.label, LABEL))).sum();
    let below = 1 + if topic.means.is_some() { 3 } else { 0 };
    let body = rows + (2 + below) * ROW;
    let notes: u32 = topic.notes.iter().map(|note| height(lines(note, page.width))).sum();
    page.pages.make_room(body.max(chart_height) + notes + 4 * ROW);
    page.line(&topic.heading(), &page.styles.question)?;
    let small = if topic.has_small_base() { "　* n が30人未満です" } else { "" };
    let words = format!("{}　基数：{}{small}", topic.subject.shape.note(), topic.base.label());
    page.line(&words, &page.styles.note)?;
    for note in &topic.notes {
        page.line(note, &page.styles.note)?;
    }
    let top = page.pages.row;
    let mut used = page.heads("選択肢", ["件数", "％", "差"])?;
    let first = page.pages.row;
    for row in &topic.rows {
        let at = page.pages.row;
        let high = page.label(at, &row.label)?;
        for (place, figure) in row.figures.iter().enumerate() {
            let count = figure.map_or("-".into(), |figure| figure.count.to_string());
            page.people(at, page.grid.people(place), &count)?;
            page.share(at, page.grid.value(place), figure.map(|figure| figure.percent))?;
        }
        if let Some(column) = page.grid.weighted() {
            page.share(at, column, row.weighted)?;
        }
        page.difference(at, row.difference, row.change)?;
        page.pages.take(1, high);
        used += high;
    }
    used += people(page, topic)?;
    if let Some(means) = &topic.means {
        used += mean_lines(page, means)?;
    }
    if has_chart && !topic.rows.is_empty() {
        let last = first + topic.rows.len() as u32 - 1;
        let alt = format!("{}の比較のグラフ。数値は左の表にあります。", topic.heading());
        let drawn = chart::bars(page, (top, first, last), &alt, chart::Values::Shares);
        page.sheet.insert_chart_with_offset(top, page.grid.chart(), &drawn, 12, 0)?;
    }
    let blank = chart_height.saturating_sub(used).div_ceil(ROW) + 1;
    page.pages.take(blank, blank * ROW);
    Ok(())
}

fn people(page: &mut Page<'_>, topic: &Compared) -> Result<u32, XlsxError> {
    let row = page.pages.row;
    page.label(row, "回答者数（n）")?;
    blanks(page, row)?;
    for place in 0..topic.n.len() {
        page.people(row, page.grid.people(place), &topic.printed_n(place))?;
    }
    page.pages.take(1, ROW);
    Ok(ROW)
}

/// The mean with its difference, the deviation, and the n behind both.
fn mean_lines(page: &mut Page<'_>, means: &Means) -> Result<u32, XlsxError> {
    let first = page.pages.row;
    for (row, words) in (first..).zip([
        means.name.to_owned(),
        "標準偏差（n－1）".into(),
        format!("{}の n", means.name),
    ]) {
        page.label(row, &words)?;
        blanks(page, row)?;
    }
    for (place, spread) in means.spreads.iter().enumerate() {
        let (people, value) = (page.grid.people(place), page.grid.value(place));
        let mean = spread.and_then(|spread| spread.mean);
        rounded(page.sheet, first, value, mean, page.styles)?;
        let deviation = spread.and_then(|spread| spread.deviation);
        rounded(page.sheet, first + 1, value, deviation, page.styles)?;
        page.people(first + 2, people, &means.printed_n(place))?;
    }
    if let Some(column) = page.grid.weighted() {
        rounded(page.sheet, first, column, means.weighted, page.styles)?;
    }
    page.difference(first, means.difference, means.change)?;
    page.pages.take(3, 3 * ROW);
    Ok(3 * ROW)
}

/// Framed cells without figures.
fn blanks(page: &mut Page<'_>, row: u32) -> Result<(), XlsxError> {
    for column in 1..=page.grid.mark() {
        page.text(row, column, "")?;
    }
    Ok(())
}
