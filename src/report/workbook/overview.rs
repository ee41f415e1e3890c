//! 概要: what was asked, when, of how many, and how the numbers are to be read.

use rust_xlsxwriter::{RowNum, Url, Worksheet, XlsxError};

use super::layout::{height, lines, title, widths};
use super::style::Styles;
use super::{Report, sheets};
use crate::form::ruby::plain;
use crate::report::about::{NOTES, SAMPLE_MARK};
use crate::survey::returns::Board;
use crate::text::Lang;

const WIDTHS: [u32; 2] = [200, 740];

pub(super) fn write(
    sheet: &mut Worksheet,
    report: Report,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let Report { about, dataset, returns, .. } = report;
    widths(sheet, &WIDTHS)?;
    sheet.set_print_fit_to_pages(1, 1);
    title(sheet, &about.survey, styles)?;
    let mut row = 1;
    if about.sample {
        let words = format!("{SAMPLE_MARK}。実際の住民の回答ではありません。");
        sheet.merge_range(1, 0, 1, 1, &words, &styles.mark)?;
        sheet.set_row_height_pixels(1, 30)?;
        row = 3;
    }
    let questions = dataset.form().questions().filter(|question| question.number.is_some()).count();
    let facts = [
        ("実施主体", about.city.clone()),
        ("調査の目的", plain(dataset.form().purpose.get(Lang::Ja)).into_owned()),
        ("回答期間", about.printed_period()),
        ("集計した回答数", format!("n = {}", dataset.people())),
        ("絞り込み", about.printed_filters()),
        ("設問数・変数の数", format!("{questions}問・{}変数", dataset.variables().len())),
        ("調査票の版", about.printed_versions()),
        ("作成日時", about.made.format("%Y年%-m月%-d日 %-H時%M分").to_string()),
    ];
    for (name, value) in &facts {
        row = pair(sheet, row, name, value, styles)?;
    }
    row = heading(sheet, row + 1, "集計表の見方", styles)?;
    for (place, note) in
        NOTES.iter().chain(returns.map(Board::rate_definition).as_ref()).enumerate()
    {
        row = pair(sheet, row, &format!("{}", place + 1), note, styles)?;
    }
    for words in report.weights {
        row = pair(sheet, row, "ウェイト", words, styles)?;
    }
    let order = "回答者の並びは、受け付けた順ではありません。回答ごとに無作為に付けた番号の順に並べ、1から番号を振り直しています。";
    row = pair(sheet, row, "回答者の並び", order, styles)?;
    row = heading(sheet, row + 1, "シートの一覧", styles)?;
    for (name, purpose) in sheets(report) {
        let link = Url::new(format!("internal:'{name}'!A1")).set_text(name);
        sheet.write_url_with_format(row, 0, link, &styles.link)?;
        sheet.write_string_with_format(row, 1, purpose, &styles.label)?;
        row += 1;
    }
    Ok(())
}

fn heading(
    sheet: &mut Worksheet,
    row: RowNum,
    words: &str,
    styles: &Styles,
) -> Result<RowNum, XlsxError> {
    sheet.write_string_with_format(row, 0, words, &styles.question)?;
    Ok(row + 1)
}

fn pair(
    sheet: &mut Worksheet,
    row: RowNum,
    name: &str,
    value: &str,
    styles: &Styles,
) -> Result<RowNum, XlsxError> {
    sheet.write_string_with_format(row, 0, name, &styles.label)?;
    sheet.write_string_with_format(row, 1, value, &styles.label)?;
    sheet.set_row_height_pixels(row, height(lines(value, WIDTHS[1])))?;
    Ok(row + 1)
}
