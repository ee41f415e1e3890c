//! The groups beside one another: a block for each kind of figure, factors down, groups across.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use super::grid::figure_of;
use super::{FIRST, OTHER, Page};
use crate::report::wellbeing::{Group, Measure, Measured, Wellbeing};
use crate::report::workbook::layout::{ROW, count, height, lines, rounded};
use crate::report::workbook::style::Styles;
use crate::tally::Rounded;

/// The most columns that still print in a size that can be read.
const MOST: usize = 16;

/// One kind of figure.
#[derive(Clone, Copy)]
struct Kind {
    title: &'static str,
    /// Whether it is 偏差値, which overall questions do not have.
    is_score: bool,
    value: fn(&Measure) -> Option<Rounded>,
}

const SCORES: [Kind; 2] = [
    Kind {
        title: "区分ごとの偏差値", is_score: true, value: |measure| Some(measure.score?.value)
    },
    Kind {
        title: "区分ごとの偏差値の±（95％信頼区間は、偏差値±この値）",
        is_score: true,
        value: |measure| measure.score?.half,
    },
];
const MEANS: [Kind; 3] = [
    Kind {
        title: "区分ごとの平均（実数）",
        is_score: false,
        value: |measure| Some(measure.mean?.value),
    },
    Kind {
        title: "区分ごとの平均の±（95％信頼区間は、平均±この値）",
        is_score: false,
        value: |measure| measure.mean?.half,
    },
    Kind {
        title: "区分ごとの n（全体の質問は回答した人、因子は全部の項目に回答した人）",
        is_score: false,
        value: |measure| Some(Rounded { units: i64::from(measure.n), places: 0 }),
    },
];

/// How many columns of figures the widest block has.
pub(super) fn columns(of: &Wellbeing) -> usize {
    chunks(of).iter().map(|chunk| chunk.len() + 1).max().unwrap_or(0)
}

pub(super) fn write(
    sheet: &mut Worksheet,
    page: &mut Page,
    of: &Wellbeing,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let Some(everybody) = of.groups.first() else {
        return Ok(());
    };
    let scores: &[Kind] = if of.has_scores() { &SCORES } else { &[] };
    for chunk in chunks(of) {
        let groups: Vec<&Group> = std::iter::once(everybody).chain(chunk).collect();
        for kind in scores.iter().chain(&MEANS) {
            block(sheet, page, of, &groups, (kind, false), styles)?;
            // n is that of people, with weights as without.
            if of.is_weighted && (kind.value)(&Measure::default()).is_none() {
                block(sheet, page, of, &groups, (kind, true), styles)?;
            }
        }
    }
    Ok(())
}

/// The groups, as many attributes together as fit on a page.
fn chunks(of: &Wellbeing) -> Vec<Vec<&Group>> {
    let mut chunks: Vec<Vec<&Group>> = Vec::new();
    let groups = of.groups.get(1..).unwrap_or(&[]);
    for attribute in groups.chunk_by(|one, other| one.within == other.within) {
        match chunks.last_mut() {
            Some(last) if last.len() + attribute.len() < MOST => last.extend(attribute),
            _ => chunks.push(attribute.iter().collect()),
        }
    }
    chunks
}

fn block(
    sheet: &mut Worksheet,
    page: &mut Page,
    of: &Wellbeing,
    groups: &[&Group],
    (kind, is_weighted): (&Kind, bool),
    styles: &Styles,
) -> Result<(), XlsxError> {
    page.next();
    let weighted = if is_weighted { "（ウェイト補正後）" } else { "" };
    page.line(sheet, &format!("{}{weighted}", kind.title), &styles.question)?;
    page.line(sheet, "* n が30人未満です。", &styles.note)?;
    let high = heads(sheet, page.row, groups, styles)?;
    page.take(2, high);
    people(sheet, page, groups, styles)?;
    let mut line = |label: &str, all: Vec<&Measured>| -> Result<(), XlsxError> {
        sheet.merge_range(page.row, 0, page.row, FIRST - 1, label, &styles.label)?;
        for (column, measured) in (FIRST..).zip(all) {
            let measure = if is_weighted { measured.shown() } else { &measured.plain };
            match (kind.value)(measure) {
                Some(value) => {
                    figure_of(sheet, (page.row, column), value, measure.is_small(), styles)?;
                }
                None => rounded(sheet, page.row, column, None, styles)?,
            }
        }
        page.take(1, ROW);
        Ok(())
    };
    if !kind.is_score {
        for (place, overall) in of.overall.iter().enumerate() {
            line(&overall.label, groups.iter().map(|group| &group.overall[place]).collect())?;
        }
    }
    for (place, factor) in of.factors.iter().enumerate() {
        line(&factor.label, groups.iter().map(|group| &group.factors[place]).collect())?;
    }
    page.skip();
    Ok(())
}

/// The attributes above, the groups below. Gives back their height, in pixels.
fn heads(
    sheet: &mut Worksheet,
    top: RowNum,
    groups: &[&Group],
    styles: &Styles,
) -> Result<u32, XlsxError> {
    let tallest = groups.iter().map(|group| lines(&group.label, OTHER)).max().unwrap_or(1);
    sheet.set_row_height_pixels(top + 1, height(tallest))?;
    sheet.merge_range(top, 0, top + 1, FIRST - 1, "項目", &styles.head)?;
    let mut first: ColNum = FIRST;
    for attribute in groups.chunk_by(|one, other| one.within == other.within) {
        let last = first + attribute.len() as ColNum - 1;
        let within = &attribute[0].within;
        if within.is_empty() {
            sheet.merge_range(top, first, top + 1, first, &attribute[0].label, &styles.head)?;
        } else if last > first {
            sheet.merge_range(top, first, top, last, within, &styles.head)?;
        } else {
            sheet.write_string_with_format(top, first, within, &styles.head)?;
        }
        for (column, group) in (first..).zip(attribute).filter(|_| !within.is_empty()) {
            sheet.write_string_with_format(top + 1, column, &group.label, &styles.head)?;
        }
        first = last + 1;
    }
    Ok(ROW + height(tallest))
}

fn people(
    sheet: &mut Worksheet,
    page: &mut Page,
    groups: &[&Group],
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.merge_range(page.row, 0, page.row, FIRST - 1, "人数", &styles.label)?;
    for (column, group) in (FIRST..).zip(groups) {
        count(sheet, page.row, column, group.people, styles)?;
    }
    page.take(1, ROW);
    Ok(())
}
