//! ローデータ: one row a person, one column a variable, in codes and in labels.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use super::layout::cell_parts;
use super::style::Styles;
use crate::answers::Dataset;
use crate::form::codebook::{Missing, Variable, VariableKind};
use crate::report::codes::{self, printed_number};
use crate::tally::weight::ONE;
use crate::tally::{Column, NO_ANSWER, NOT_ASKED, is_valid};

/// What the cells hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cells {
    Codes,
    Labels,
}

/// Where each variable stands in a raw sheet. A variable takes several columns when one of its
/// texts is longer than a cell.
pub(super) struct Spread {
    first: Vec<ColNum>,
    width: Vec<ColNum>,
}

impl Spread {
    pub(super) fn of(dataset: &Dataset) -> Spread {
        let parts = |column: &Column| {
            column.texts.values().map(|text| cell_parts(text).len()).max().unwrap_or(1)
        };
        let width: Vec<ColNum> =
            dataset.columns().iter().map(|column| parts(column) as ColNum).collect();
        // Column A holds the running number.
        let first = width
            .iter()
            .scan(1, |next, width| Some(std::mem::replace(next, *next + width)))
            .collect();
        Spread { first, width }
    }

    /// The first column of a variable.
    pub(super) fn column(&self, variable: usize) -> ColNum {
        self.first[variable]
    }

    /// The last column of the sheet.
    pub(super) fn last(&self) -> ColNum {
        self.width.iter().sum()
    }
}

pub(super) fn write(
    sheet: &mut Worksheet,
    dataset: &Dataset,
    order: &[usize],
    spread: &Spread,
    cells: Cells,
    styles: &Styles,
) -> Result<(), XlsxError> {
    for (variable, columns) in
        dataset.variables().iter().zip(spread.first.iter().zip(&spread.width))
    {
        for column in *columns.0..columns.0 + columns.1 {
            sheet.set_column_width_pixels(column, column_width(variable, cells))?;
        }
    }
    // A sheet that is streamed takes its settings before its rows.
    sheet
        .set_freeze_panes(1, 1)?
        .set_repeat_rows(0, 0)?
        .set_repeat_columns(0, 0)?
        .set_print_scale(70);
    let weights = dataset.weights();
    let last = spread.last() + ColNum::from(weights.is_some());
    sheet.autofilter(0, 0, order.len() as RowNum, last)?;
    header(sheet, dataset, spread, cells, styles)?;
    if weights.is_some() {
        sheet.write_string_with_format(0, last, codes::WEIGHT, &styles.raw_head)?;
    }
    for (row, &person) in (1..).zip(order) {
        sheet.write_number_with_format(row, 0, row, &styles.raw)?;
        for (place, variable) in dataset.variables().iter().enumerate() {
            let column = &dataset.columns()[place];
            let at = spread.first[place];
            if let Some(text) = column.texts.get(&person) {
                for (part, words) in (at..).zip(cell_parts(text)) {
                    sheet.write_string_with_format(row, part, words, &styles.raw)?;
                }
            } else if cells == Cells::Codes {
                sheet.write_number_with_format(row, at, column.cells[person], &styles.raw)?;
            } else {
                labelled(sheet, (row, at), variable, column.cells[person], styles)?;
            }
        }
        if let Some(weights) = weights {
            let weight = f64::from(weights[person]) / f64::from(ONE);
            sheet.write_number_with_format(row, last, weight, &styles.raw)?;
        }
    }
    Ok(())
}

fn header(
    sheet: &mut Worksheet,
    dataset: &Dataset,
    spread: &Spread,
    cells: Cells,
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(0, 0, "番号", &styles.raw_head)?;
    for (place, variable) in dataset.variables().iter().enumerate() {
        let name = match cells {
            Cells::Codes => variable.name.clone(),
            Cells::Labels => {
                format!("{} {}", printed_number(variable), variable.label).trim().to_owned()
            }
        };
        sheet.write_string_with_format(0, spread.first[place], &name, &styles.raw_head)?;
        for part in 1..spread.width[place] {
            let name = format!("{name}（続き{part}）");
            sheet.write_string_with_format(
                0,
                spread.first[place] + part,
                name,
                &styles.raw_head,
            )?;
        }
    }
    Ok(())
}

/// A cell in words. A choice that is not ticked stays empty; a missing is spelled out.
fn labelled(
    sheet: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    variable: &Variable,
    cell: i16,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let words = match &variable.kind {
        _ if !is_valid(cell) => missing(cell).label(),
        VariableKind::Coded { codes } => {
            codes.iter().find(|(code, _)| *code == cell).map_or("", |(_, label)| label.as_str())
        }
        VariableKind::Tick { label, .. } if cell == 1 => label.as_str(),
        VariableKind::Tick { .. } | VariableKind::Text => return Ok(()),
        VariableKind::Number => {
            sheet.write_number_with_format(row, column, cell, &styles.raw)?;
            return Ok(());
        }
    };
    sheet.write_string_with_format(row, column, words, &styles.raw)?;
    Ok(())
}

fn missing(cell: i16) -> Missing {
    match cell {
        NO_ANSWER => Missing::NoAnswer,
        NOT_ASKED => Missing::NotAsked,
        _ => Missing::Unusable,
    }
}

fn column_width(variable: &Variable, cells: Cells) -> u32 {
    match (&variable.kind, cells) {
        (VariableKind::Text, _) => 240,
        (_, Cells::Codes) => (variable.name.len() as u32 * 8 + 34).clamp(64, 220),
        (_, Cells::Labels) => 140,
    }
}
