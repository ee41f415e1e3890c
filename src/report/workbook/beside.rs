//! 住民との比較: the same questions in two surveys of different people. The other survey's counts
//! are printed, because its answers are not in this workbook: shares, differences, intervals and
//! marks can be computed again from what stands here.

mod chart;

use rust_xlsxwriter::{ColNum, Format, Worksheet, XlsxError};

use super::BESIDE;
use super::layout::{Pages, ROW, count, heads, height, lines, percent, title, widths};
use super::style::Styles;
use crate::report::beside::{Beside, Column, Pair, Survey};
use crate::report::comparison::Change;
use crate::tally::{Percent, Rounded};

/// The columns of labels and of figures, in pixels.
const LABEL: u32 = 250;
const FIGURE: u32 = 92;
/// The fewest columns of figures: as wide as a page.
const LEAST: usize = 8;

/// A sheet that is being written.
struct Page<'a> {
    sheet: &'a mut Worksheet,
    styles: &'a Styles,
    pages: Pages,
    last: ColNum,
    width: u32,
}

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    found: &Beside,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let widest = found.pairs.iter().map(|pair| pair.columns.len() + 1).max().unwrap_or(0);
    let figures = widest.max(LEAST);
    let mut pixels = vec![FIGURE; figures + 1];
    pixels[0] = LABEL;
    widths(sheet, &pixels)?;
    title(sheet, BESIDE, styles)?;
    sheet.set_freeze_panes(1, 1)?.set_repeat_rows(0, 0)?;
    let width = pixels.iter().sum();
    let (pages, last) = (Pages::of(width, 1), figures as ColNum);
    let mut page = Page { sheet, styles, pages, last, width };
    if let Some(surveys) = &found.surveys {
        page.introduction(found, surveys)?;
        for pair in &found.pairs {
            page.pair(found, surveys, pair)?;
        }
    }
    for why in &found.lost {
        page.line(&format!("並べられない設問：{why}"), &styles.note)?;
    }
    let Page { sheet, pages, .. } = page;
    sheet.set_page_breaks(&pages.breaks)?;
    Ok(())
}

impl Page<'_> {
    /// Which surveys, and how the figures are to be read.
    fn introduction(&mut self, found: &Beside, surveys: &[Survey; 2]) -> Result<(), XlsxError> {
        heads(self.sheet, self.pages.row, &["調査", "回答数"], &self.styles.head)?;
        self.pages.take(1, ROW);
        for survey in surveys {
            let row = self.pages.row;
            let people = u32::try_from(survey.people).unwrap_or(u32::MAX);
            self.sheet.write_string_with_format(row, 0, &survey.name, &self.styles.label)?;
            count(self.sheet, row, 1, people, self.styles)?;
            self.pages.take(1, ROW);
        }
        for survey in surveys {
            let words = format!("{}：{}、{}調査", survey.title, survey.period, survey.asked);
            self.line(&words, &self.styles.note)?;
        }
        for note in &found.notes {
            self.line(note, &self.styles.note)?;
        }
        self.pages.take(1, ROW);
        Ok(())
    }

    /// One question with its chart below, kept together on a printed page.
    fn pair(
        &mut self,
        found: &Beside,
        surveys: &[Survey; 2],
        pair: &Pair,
    ) -> Result<(), XlsxError> {
        let drawn = chart::height(pair.columns.len());
        self.pages.make_room(drawn + 14 * ROW);
        self.line(&pair.wordings[0], &self.styles.question)?;
        for (survey, words) in surveys.iter().zip(&pair.wordings) {
            self.line(&format!("{}：{words}", survey.name), &self.styles.note)?;
        }
        for column in &pair.columns {
            if let Some(other) = &column.other_label {
                let words =
                    format!("「{}」は、「{}」では「{other}」です。", column.label, surveys[1].name);
                self.line(&words, &self.styles.note)?;
            }
        }
        let small = if pair.has_small_base() { "　* n が30人未満です" } else { "" };
        let words = format!("{}　基数：{}{small}", pair.shape.note(), pair.base.label());
        self.line(&words, &self.styles.note)?;
        let top = self.heads(pair)?;
        for (place, survey) in surveys.iter().enumerate() {
            self.shares(pair, place, &format!("{}（％）", survey.name))?;
            self.counts(pair, place, &format!("{}（人）", survey.name))?;
        }
        if found.is_weighted {
            let row = self.label(&format!("{}（補正後、％）", surveys[1].name))?;
            for (at, column) in (2..).zip(&pair.columns) {
                let share = column.weighted.unwrap_or(Percent::None);
                percent(self.sheet, row, at, share, self.styles)?;
            }
        }
        self.between(pair)?;
        let drawing = chart::bars(pair, top);
        self.sheet.insert_chart_with_offset(self.pages.row, 0, &drawing, 4, 6)?;
        let blank = drawn.div_ceil(ROW) + 2;
        self.pages.take(blank, blank * ROW);
        Ok(())
    }

    /// The choices; gives the row.
    fn heads(&mut self, pair: &Pair) -> Result<u32, XlsxError> {
        let labels = pair.columns.iter().map(|column| column.label.as_str());
        let words: Vec<&str> = ["調査", "n"].into_iter().chain(labels).collect();
        let high = words.iter().map(|words| height(lines(words, FIGURE))).max().unwrap_or(ROW);
        let row = self.pages.row;
        heads(self.sheet, row, &words, &self.styles.head)?;
        self.sheet.set_row_height_pixels(row, high)?;
        self.pages.take(1, high);
        Ok(row)
    }

    fn shares(&mut self, pair: &Pair, survey: usize, name: &str) -> Result<(), XlsxError> {
        let row = self.label(name)?;
        let printed = pair.printed_n(survey);
        match printed.parse::<u32>() {
            Ok(n) => count(self.sheet, row, 1, n, self.styles)?,
            Err(_) => self.text(row, 1, &printed)?,
        }
        for (at, column) in (2..).zip(&pair.columns) {
            percent(self.sheet, row, at, column.figures[survey].percent, self.styles)?;
        }
        Ok(())
    }

    fn counts(&mut self, pair: &Pair, survey: usize, name: &str) -> Result<(), XlsxError> {
        let row = self.label(name)?;
        for (at, column) in (2..).zip(&pair.columns) {
            count(self.sheet, row, at, column.figures[survey].count, self.styles)?;
        }
        Ok(())
    }

    /// The differences, their intervals and marks.
    fn between(&mut self, pair: &Pair) -> Result<(), XlsxError> {
        type End = fn(&Column) -> Option<Rounded>;
        let lines: [(&str, End); 3] = [
            ("差（ポイント）", |column| column.difference),
            ("差の信頼区間 下限", |column| Some(column.interval?[0])),
            ("差の信頼区間 上限", |column| Some(column.interval?[1])),
        ];
        let signed = self.styles.percent.clone().set_num_format("+0.0;-0.0;0.0");
        for (name, value) in lines {
            let row = self.label(name)?;
            for (at, column) in (2..).zip(&pair.columns) {
                match value(column) {
                    Some(value) => {
                        self.sheet.write_number_with_format(row, at, value.value(), &signed)?;
                    }
                    None => self.text(row, at, "-")?,
                }
            }
        }
        let row = self.label("印")?;
        for (at, column) in (2..).zip(&pair.columns) {
            let mark = column.change.map_or("", Change::mark);
            self.sheet.write_string_with_format(row, at, mark, &self.styles.centre)?;
        }
        Ok(())
    }

    /// The label of a row whose n stays blank unless somebody writes it; gives the row.
    fn label(&mut self, words: &str) -> Result<u32, XlsxError> {
        let (row, high) = (self.pages.row, height(lines(words, LABEL)));
        self.sheet.write_string_with_format(row, 0, words, &self.styles.label)?;
        self.sheet.set_row_height_pixels(row, high)?;
        self.text(row, 1, "")?;
        self.pages.take(1, high);
        Ok(row)
    }

    fn text(&mut self, row: u32, column: ColNum, words: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(row, column, words, &self.styles.dash)?;
        Ok(())
    }

    /// A text across the sheet.
    fn line(&mut self, words: &str, format: &Format) -> Result<(), XlsxError> {
        let (row, high) = (self.pages.row, height(lines(words, self.width)) + 2);
        self.sheet.merge_range(row, 0, row, self.last, words, format)?;
        self.sheet.set_row_height_pixels(row, high)?;
        self.pages.take(1, high);
        Ok(())
    }
}
