//! The mean scores of all measures in every survey, with a chart of them.

use rust_xlsxwriter::XlsxError;

use super::super::layout::{ROW, height, lines, rounded};
use super::{LABEL, Page, chart};
use crate::report::comparison::{Compared, Judgement, Means};

/// Writes the table with its chart beside it.
pub(super) fn write(page: &mut Page<'_>, found: &Judgement) -> Result<(), XlsxError> {
    let comparison = page.comparison;
    let rows: Vec<(&Compared, &Means)> = found
        .topics
        .iter()
        .filter_map(|&topic| comparison.topics.get(topic))
        .filter_map(|topic| Some((topic, topic.means.as_ref()?)))
        .collect();
    let label = |topic: &Compared| topic.row.clone().unwrap_or_default();
    let body: u32 = rows.iter().map(|(topic, _)| height(lines(&label(topic), LABEL))).sum();
    let high = chart::height(rows.len(), page.grid.surveys);
    page.pages.make_room(body.max(high) + 5 * ROW);
    page.line(&format!("平均点の比較：{}", found.title), &page.styles.question)?;
    let note = "平均点は、点数のある選択肢を選んだ人の平均です（「わからない」などを除きます）。標準偏差は項目ごとの表にあります。* n が30人未満です";
    page.line(note, &page.styles.note)?;
    let top = page.pages.row;
    let mut used = page.heads("項目", ["n", "平均点", "差"])?;
    let first = page.pages.row;
    for (topic, means) in &rows {
        let row = page.pages.row;
        let tall = page.label(row, &label(topic))?;
        for (place, spread) in means.spreads.iter().enumerate() {
            page.people(row, page.grid.people(place), &means.printed_n(place))?;
            let mean = spread.and_then(|spread| spread.mean);
            rounded(page.sheet, row, page.grid.value(place), mean, page.styles)?;
        }
        if let Some(column) = page.grid.weighted() {
            rounded(page.sheet, row, column, means.weighted, page.styles)?;
        }
        page.difference(row, means.difference, means.change)?;
        page.pages.take(1, tall);
        used += tall;
    }
    if !rows.is_empty() {
        let last = first + rows.len() as u32 - 1;
        let alt = format!("{}の平均点の比較のグラフ。数値は左の表にあります。", found.title);
        let drawn = chart::bars(page, (top, first, last), &alt, chart::Values::Means);
        page.sheet.insert_chart_with_offset(top, page.grid.chart(), &drawn, 12, 0)?;
    }
    let blank = high.saturating_sub(used).div_ceil(ROW) + 1;
    page.pages.take(blank, blank * ROW);
    Ok(())
}
