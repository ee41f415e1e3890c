//! The workbook that a city keeps: everything about one survey in one file that is complete by
//! itself. One file of this folder writes one sheet.

mod beside;
mod check;
mod codebook;
mod columns;
mod comparison;
mod contents;
mod crosses;
pub(crate) mod layout;
mod overview;
mod priorities;
mod raw;
mod returns;
pub(crate) mod style;
mod tables;
mod tables_chart;
mod texts;
mod wellbeing;

use std::io::{Seek, Write};

use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

use super::About;
use super::beside::Beside;
use super::comparison::Comparison;
use super::crosses::Cross;
use super::priorities::Priorities;
use super::wellbeing::sources::Indicators;
use crate::answers::Dataset;
use crate::survey::returns::Board;
use crate::tally::Table;
use style::Styles;

/// What a workbook is written from.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// What it says about itself.
    pub about: &'a About,
    /// How figures were weighted, or why they were not.
    pub weights: &'a [String],
    /// The answers.
    pub dataset: &'a Dataset,
    /// The tables of all questions.
    pub tables: &'a [Table],
    /// The cross tables; without any their sheets are left out.
    pub crosses: &'a [Cross],
    /// Satisfaction × importance; without them the sheet 満足度×重要度 is left out.
    pub priorities: Option<&'a Priorities>,
    /// Earlier surveys beside this one; without any the sheet 経年比較 is left out.
    pub comparison: Option<&'a Comparison>,
    /// A survey of other people beside this one; without it the sheet 住民との比較 is left out.
    pub beside: Option<&'a Beside>,
    /// The indicators; without any the sheet ウェルビーイング is left out.
    pub indicators: &'a Indicators,
    /// The returns; without them the sheet 回収状況 is left out.
    pub returns: Option<&'a Board>,
}

const OVERVIEW: &str = "概要";
const CONTENTS: &str = "目次";
const RETURNS: &str = "回収状況";
const TABLES: &str = "単純集計";
const CROSSES: &str = "クロス集計";
const CROSS_COUNTS: &str = "クロス集計（件数）";
const PRIORITIES: &str = "満足度×重要度";
const COMPARISON: &str = "経年比較";
const BESIDE: &str = "住民との比較";
const WELLBEING: &str = "ウェルビーイング";
const TEXTS: &str = "自由記述";
const RAW_CODES: &str = "ローデータ(コード)";
const RAW_LABELS: &str = "ローデータ(ラベル)";
const CODEBOOK: &str = "コードブック";
const CHECK: &str = "検算";

/// The sheets of a report, in order, with what each is for.
fn sheets(report: Report) -> Vec<(&'static str, &'static str)> {
    let crosses = !report.crosses.is_empty();
    let all = [
        (true, OVERVIEW, "この調査と集計の方法"),
        (true, CONTENTS, "設問ごとの表へのリンク"),
        (report.returns.is_some(), RETURNS, returns_hold(report)),
        (true, TABLES, "設問ごとの集計表とグラフ（GT）"),
        (crosses, CROSSES, "属性などで分けた割合"),
        (crosses, CROSS_COUNTS, "属性などで分けた人数"),
        (
            report.priorities.is_some(),
            PRIORITIES,
            "項目ごとの満足度と重要度、改善の必要度（図、区分別）",
        ),
        (
            !report.indicators.is_empty(),
            WELLBEING,
            "指標の因子と項目の平均、偏差値、95％信頼区間（図、区分別）",
        ),
        (report.comparison.is_some(), COMPARISON, "過去の調査との比較（差と印）"),
        (report.beside.is_some(), BESIDE, "ほかの人にたずねた同じ設問（合計しないこと）"),
        (true, TEXTS, "自由に書かれた回答"),
        (true, RAW_CODES, "1行が1人の回答。コードで記録"),
        (true, RAW_LABELS, "1行が1人の回答。選択肢の名前で記録"),
        (true, CODEBOOK, "変数名とコードの意味"),
        (true, CHECK, "ローデータと集計表が一致することの確認"),
    ];
    all.into_iter().filter(|(there, ..)| *there).map(|(_, name, words)| (name, words)).collect()
}

fn returns_hold(report: Report) -> &'static str {
    match report.returns {
        Some(Board::Classes(_)) => "学級の数、在籍数、回収数、回収率",
        _ => "発送数、回収数、回収率",
    }
}

/// Writes the workbook. The raw sheets are streamed, so that memory does not grow with them.
///
/// # Errors
/// When `out` or the folder for temporary files cannot be written.
pub fn write_workbook<W: Write + Seek + Send>(report: Report, out: W) -> Result<(), XlsxError> {
    let Report { about, dataset, tables, crosses, indicators, .. } = report;
    let mut book = Workbook::new();
    let styles = Styles::new();
    book.set_default_format(&styles.plain, 25, 72)?;
    book.set_properties(&DocProperties::new().set_title(&about.survey).set_company(&about.city));
    let order = dataset.order();
    let spread = raw::Spread::of(dataset);
    let mut places = contents::Places::default();
    for (name, _) in sheets(report) {
        let sheet = match name {
            RAW_CODES | RAW_LABELS => layout::long_sheet(&mut book, name, about)?,
            _ => layout::sheet(&mut book, name, about)?,
        };
        match name {
            OVERVIEW => overview::write(sheet, report, &styles)?,
            // Written last, when it is known where the tables stand.
            CONTENTS => {}
            RETURNS => {
                report.returns.map(|board| returns::write(sheet, board, &styles)).transpose()?;
            }
            TABLES => places.tables = tables::write(sheet, tables, &styles)?,
            CROSSES => {
                places.shares =
                    crosses::write(sheet, name, crosses, crosses::Shows::Shares, &styles)?;
            }
            CROSS_COUNTS => {
                places.counts =
                    crosses::write(sheet, name, crosses, crosses::Shows::Counts, &styles)?;
            }
            PRIORITIES => {
                let found = report.priorities;
                found
                    .map(|found| priorities::write(sheet, found, &about.filters, &styles))
                    .transpose()?;
            }
            COMPARISON => {
                report
                    .comparison
                    .map(|found| comparison::write(sheet, found, &styles))
                    .transpose()?;
            }
            BESIDE => {
                report.beside.map(|found| beside::write(sheet, found, &styles)).transpose()?;
            }
            WELLBEING => wellbeing::write(sheet, indicators, &about.filters, &styles)?,
            TEXTS => texts::write(sheet, dataset, &order, &styles)?,
            RAW_CODES => {
                raw::write(sheet, dataset, &order, &spread, raw::Cells::Codes, &styles)?;
            }
            RAW_LABELS => {
                raw::write(sheet, dataset, &order, &spread, raw::Cells::Labels, &styles)?;
            }
            CODEBOOK => codebook::write(sheet, dataset, &styles)?,
            _ => check::write(sheet, dataset, tables, &spread, &styles)?,
        }
    }
    contents::write(book.worksheet_from_name(CONTENTS)?, report, &places, &styles)?;
    book.save_to_writer(out)
}

#[cfg(test)]
mod tests;
