//! 経年比較: what changed, the mean scores of all measures, and every question with earlier
//! surveys beside it.
//!
//! The counts of earlier surveys are printed beside their shares, because their answers are not
//! in the workbook: shares, differences and marks can be computed again from what stands here.

mod changes;
mod chart;
mod grid;
mod judgement;
mod topic;

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::COMPARISON;
use super::layout::{Pages, ROW, count, heads, height, lines, title, widths};
use super::style::Styles;
use crate::report::comparison::Comparison;
use grid::{CHART_COLUMNS, Grid};

/// The columns of labels and of figures, in pixels.
const LABEL: u32 = 270;
const FIGURE: u32 = 64;

/// A sheet that is being written.
struct Page<'a> {
    sheet: &'a mut Worksheet,
    styles: &'a Styles,
    comparison: &'a Comparison,
    grid: Grid,
    pages: Pages,
    width: u32,
}

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    comparison: &Comparison,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let grid = Grid { surveys: comparison.surveys.len(), is_weighted: comparison.is_weighted };
    let figures = u32::from(grid.last());
    let width = LABEL + figures * FIGURE;
    let mut pixels = vec![FIGURE; figures as usize + 1];
    pixels[0] = LABEL;
    widths(sheet, &pixels)?;
    title(sheet, COMPARISON, styles)?;
    sheet.set_freeze_panes(1, 1)?.set_repeat_rows(0, 0)?;
    let pages = Pages::of(width, 1);
    let mut page = Page { sheet, styles, comparison, grid, pages, width };
    page.introduction()?;
    if comparison.has_earlier() {
        changes::write(&mut page)?;
        for found in &comparison.judgements {
            judgement::write(&mut page, found)?;
        }
        for found in &comparison.topics {
            topic::write(&mut page, found)?;
        }
        page.lost()?;
    }
    let Page { sheet, pages, .. } = page;
    sheet.set_page_breaks(&pages.breaks)?;
    Ok(())
}

impl Page<'_> {
    /// Which surveys, and how the figures are to be read.
    fn introduction(&mut self) -> Result<(), XlsxError> {
        let comparison = self.comparison;
        for sentence in &comparison.left_out {
            self.line(sentence, &self.styles.note)?;
        }
        heads(self.sheet, self.pages.row, &["調査", "年", "回答数"], &self.styles.head)?;
        self.pages.take(1, ROW);
        for survey in &comparison.surveys {
            let row = self.pages.row;
            self.sheet.write_string_with_format(row, 0, &survey.name, &self.styles.label)?;
            match survey.year {
                Some(year) => {
                    self.sheet.write_number_with_format(row, 1, year, &self.styles.centre)?
                }
                None => self.sheet.write_string_with_format(row, 1, "-", &self.styles.dash)?,
            };
            count(
                self.sheet,
                row,
                2,
                u32::try_from(survey.people).unwrap_or(u32::MAX),
                self.styles,
            )?;
            self.pages.take(1, ROW);
        }
        self.pages.take(1, ROW);
        for note in &comparison.notes {
            self.line(note, &self.styles.note)?;
        }
        self.pages.take(1, ROW);
        Ok(())
    }

    /// What cannot be compared, with the reason.
    fn lost(&mut self) -> Result<(), XlsxError> {
        let comparison = self.comparison;
        if comparison.lost.is_empty() {
            return Ok(());
        }
        self.pages.make_room(4 * ROW);
        self.line("比べられない設問", &self.styles.question)?;
        for topic in &comparison.lost {
            let high = height(lines(&topic.name, LABEL));
            let (row, last) = (self.pages.row, self.grid.last());
            let reason = format!("比較不可　{}", topic.reason);
            let high = high.max(height(lines(&reason, self.width - LABEL)));
            self.pages.make_room(high);
            self.sheet.write_string_with_format(row, 0, &topic.name, &self.styles.label)?;
            self.sheet.merge_range(row, 1, row, last, &reason, &self.styles.label)?;
            self.sheet.set_row_height_pixels(row, high)?;
            self.pages.take(1, high);
        }
        Ok(())
    }

    /// A text across the sheet.
    fn line(&mut self, words: &str, format: &Format) -> Result<(), XlsxError> {
        let (row, high) = (self.pages.row, height(lines(words, self.width)) + 2);
        self.sheet.merge_range(row, 0, row, self.grid.last(), words, format)?;
        self.sheet.set_row_height_pixels(row, high)?;
        self.pages.take(1, high);
        Ok(())
    }

    /// The width of the room for charts.
    fn chart_width() -> u32 {
        u32::from(CHART_COLUMNS) * FIGURE - 12
    }
}

#[cfg(test)]
mod tests;
