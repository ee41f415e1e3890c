//! Where figures stand: for each survey a number of people and a share or mean, then the
//! difference and its mark, then room for a chart.

use rust_xlsxwriter::{ColNum, RowNum, XlsxError};

use super::super::layout::{ROW, height, lines};
use super::{FIGURE, Page};
use crate::report::comparison::Change;
use crate::tally::{Percent, Rounded};

/// Columns to the right of the figures, over which charts lie.
pub(super) const CHART_COLUMNS: ColNum = 7;

/// The columns of the sheet.
#[derive(Clone, Copy)]
pub(super) struct Grid {
    pub(super) surveys: usize,
    pub(super) is_weighted: bool,
}

impl Grid {
    /// Numbers of people of a survey.
    pub(super) fn people(self, survey: usize) -> ColNum {
        let weighted = ColNum::from(self.is_weighted && survey > 0);
        1 + 2 * survey as ColNum + weighted
    }

    /// Its shares or means.
    pub(super) fn value(self, survey: usize) -> ColNum {
        self.people(survey) + 1
    }

    /// Today's weighted ones.
    pub(super) fn weighted(self) -> Option<ColNum> {
        self.is_weighted.then_some(3)
    }

    pub(super) fn difference(self) -> ColNum {
        self.people(self.surveys)
    }

    pub(super) fn mark(self) -> ColNum {
        self.difference() + 1
    }

    /// Where charts begin.
    pub(super) fn chart(self) -> ColNum {
        self.mark() + 1
    }

    /// The last column of the sheet.
    pub(super) fn last(self) -> ColNum {
        self.mark() + CHART_COLUMNS
    }
}

impl Page<'_> {
    /// Two rows of headings; `names` are those of people and value, and of the difference.
    pub(super) fn heads(&mut self, label: &str, names: [&str; 3]) -> Result<u32, XlsxError> {
        let [people, value, difference] = names;
        let (grid, row, format) = (self.grid, self.pages.row, &self.styles.head);
        let mut high = ROW;
        for (place, survey) in self.comparison.surveys.iter().enumerate() {
            let (first, mut last) = (grid.people(place), grid.value(place));
            side_by_side(self.sheet, row + 1, first, &[people, value], format)?;
            if let Some(weighted) = grid.weighted().filter(|_| place == 0) {
                side_by_side(self.sheet, row + 1, weighted, &["補正後"], format)?;
                last = weighted;
            }
            self.sheet.merge_range(row, first, row, last, &survey.name, format)?;
            let wide = u32::from(last + 1 - first) * FIGURE;
            high = high.max(height(lines(&survey.name, wide)));
        }
        for (column, words) in [(0, label), (grid.difference(), difference), (grid.mark(), "印")] {
            self.sheet.merge_range(row, column, row + 1, column, words, format)?;
        }
        self.sheet.set_row_height_pixels(row, high)?;
        self.pages.take(2, high + ROW);
        Ok(high + ROW)
    }

    /// A label, which makes its row high enough.
    pub(super) fn label(&mut self, row: RowNum, words: &str) -> Result<u32, XlsxError> {
        let high = height(lines(words, super::LABEL));
        self.sheet.write_string_with_format(row, 0, words, &self.styles.label)?;
        self.sheet.set_row_height_pixels(row, high)?;
        Ok(high)
    }

    /// A difference with its sign, and its mark.
    pub(super) fn difference(
        &mut self,
        row: RowNum,
        difference: Option<Rounded>,
        change: Option<Change>,
    ) -> Result<(), XlsxError> {
        let (column, styles) = (self.grid.difference(), self.styles);
        match difference {
            Some(difference) => {
                let format = match difference.places {
                    1 => styles.percent.clone().set_num_format("+0.0;-0.0;0.0"),
                    _ => styles.decimal.clone().set_num_format("+0.00;-0.00;0.00"),
                };
                self.sheet.write_number_with_format(row, column, difference.value(), &format)?;
            }
            None => self.text(row, column, "-")?,
        }
        let mark = change.map_or("", Change::mark);
        self.sheet.write_string_with_format(row, self.grid.mark(), mark, &styles.centre)?;
        Ok(())
    }

    /// A share, 「-」 where there is none.
    pub(super) fn share(
        &mut self,
        row: RowNum,
        column: ColNum,
        share: Option<Percent>,
    ) -> Result<(), XlsxError> {
        let share = share.unwrap_or(Percent::None);
        super::super::layout::percent(self.sheet, row, column, share, self.styles)
    }

    /// A text among figures.
    pub(super) fn text(
        &mut self,
        row: RowNum,
        column: ColNum,
        words: &str,
    ) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(row, column, words, &self.styles.dash)?;
        Ok(())
    }

    /// A number of people as it is printed: a number, or a text with its mark.
    pub(super) fn people(
        &mut self,
        row: RowNum,
        column: ColNum,
        printed: &str,
    ) -> Result<(), XlsxError> {
        match printed.parse::<u32>() {
            Ok(people) => super::super::layout::count(self.sheet, row, column, people, self.styles),
            Err(_) => self.text(row, column, printed),
        }
    }
}

fn side_by_side(
    sheet: &mut rust_xlsxwriter::Worksheet,
    row: RowNum,
    first: ColNum,
    words: &[&str],
    format: &rust_xlsxwriter::Format,
) -> Result<(), XlsxError> {
    for (column, word) in (first..).zip(words) {
        sheet.write_string_with_format(row, column, *word, format)?;
    }
    Ok(())
}
