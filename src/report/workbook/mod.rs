//! The workbook that a city keeps: everything about one survey in one file that is complete by
//! itself. One file of this folder writes one sheet.

mod check;
mod codebook;
mod layout;
mod overview;
mod raw;
mod returns;
mod style;
mod tables;
mod tables_chart;
mod texts;

use std::io::{Seek, Write};

use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

use super::About;
use crate::answers::Dataset;
use crate::survey::returns::ReturnBoard;
use crate::tally::Table;
use style::Styles;

/// What a workbook is written from.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// What it says about itself.
    pub about: &'a About,
    /// The answers.
    pub dataset: &'a Dataset,
    /// The tables of all questions.
    pub tables: &'a [Table],
    /// The returns; without them the sheet 回収状況 is left out.
    pub returns: Option<&'a ReturnBoard>,
}

/// The sheets, in order, with what each is for.
const SHEETS: [(&str, &str); 8] = [
    (OVERVIEW, "この調査と集計の方法"),
    (RETURNS, "発送数、回収数、回収率"),
    (TABLES, "設問ごとの集計表とグラフ（GT）"),
    (TEXTS, "自由に書かれた回答"),
    (RAW_CODES, "1行が1人の回答。コードで記録"),
    (RAW_LABELS, "1行が1人の回答。選択肢の名前で記録"),
    (CODEBOOK, "変数名とコードの意味"),
    (CHECK, "ローデータと集計表が一致することの確認"),
];

const OVERVIEW: &str = "概要";
const RETURNS: &str = "回収状況";
const TABLES: &str = "単純集計";
const TEXTS: &str = "自由記述";
const RAW_CODES: &str = "ローデータ(コード)";
const RAW_LABELS: &str = "ローデータ(ラベル)";
const CODEBOOK: &str = "コードブック";
const CHECK: &str = "検算";

/// Writes the workbook. The raw sheets are streamed, so that memory does not grow with them.
///
/// # Errors
/// When `out` or the folder for temporary files cannot be written.
pub fn write_workbook<W: Write + Seek + Send>(report: Report, out: W) -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    let styles = Styles::new();
    book.set_default_format(&styles.plain, 25, 72)?;
    book.set_properties(
        &DocProperties::new().set_title(&report.about.survey).set_company(&report.about.city),
    );
    let order = report.dataset.order();
    overview::write(layout::sheet(&mut book, OVERVIEW, report.about)?, report, &styles)?;
    if let Some(returns) = report.returns {
        returns::write(layout::sheet(&mut book, RETURNS, report.about)?, returns, &styles)?;
    }
    tables::write(layout::sheet(&mut book, TABLES, report.about)?, report.tables, &styles)?;
    texts::write(layout::sheet(&mut book, TEXTS, report.about)?, report.dataset, &order, &styles)?;
    let spread = raw::Spread::of(report.dataset);
    for (name, cells) in [(RAW_CODES, raw::Cells::Codes), (RAW_LABELS, raw::Cells::Labels)] {
        let sheet = layout::long_sheet(&mut book, name, report.about)?;
        raw::write(sheet, report.dataset, &order, &spread, cells, &styles)?;
    }
    codebook::write(layout::sheet(&mut book, CODEBOOK, report.about)?, report.dataset, &styles)?;
    check::write(
        layout::sheet(&mut book, CHECK, report.about)?,
        report.dataset,
        report.tables,
        &spread,
        &styles,
    )?;
    book.save_to_writer(out)
}

#[cfg(test)]
mod tests;
