//! 回収状況: letters or classes, answers and rates.

mod classes;

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    Chart, ChartFont, ChartFormat, ChartSolidFill, ColNum, Color, RowNum, Worksheet, XlsxError,
};

use super::RETURNS;
use super::layout::{count, heads, percent, title, widths};
use super::style::{FONT, Styles};
use crate::survey::returns::{Board, RATE_DEFINITION, ReturnBoard, Returns};

pub(super) fn write(
    sheet: &mut Worksheet,
    board: &Board,
    styles: &Styles,
) -> Result<(), XlsxError> {
    match board {
        Board::Letters(board) => letters(sheet, board, styles),
        Board::Classes(board) => classes::write(sheet, board, styles),
    }
}

fn letters(sheet: &mut Worksheet, board: &ReturnBoard, styles: &Styles) -> Result<(), XlsxError> {
    widths(sheet, &[160, 78, 78, 78, 78, 78, 78, 78, 78, 78, 78])?;
    title(sheet, RETURNS, styles)?;
    // Low rows, so that twelve districts with two lines each fit on one page.
    sheet.set_default_row_height_pixels(20);
    let districts = totals(sheet, 2, board, styles)? + 1;
    let days = by_district(sheet, districts, board, styles)? + 1;
    by_day(sheet, days, board, styles)?;
    sheet.set_repeat_rows(0, 0)?.set_page_breaks(&[districts, days])?;
    Ok(())
}

fn totals(
    sheet: &mut Worksheet,
    top: RowNum,
    board: &ReturnBoard,
    styles: &Styles,
) -> Result<RowNum, XlsxError> {
    let total = board.total();
    let lines = [
        ("発送数", board.posted),
        ("宛先不明", board.undeliverable),
        ("対象外（転出・死亡など）", board.ineligible),
        ("回答辞退", board.refused),
        ("有効回収数", total.answered),
        ("　うちウェブ", board.web),
        ("　うち紙", board.paper),
    ];
    let mut row = top;
    for (name, number) in lines {
        sheet.write_string_with_format(row, 0, name, &styles.label)?;
        count(sheet, row, 1, number, styles)?;
        row += 1;
    }
    sheet.write_string_with_format(row, 0, "有効回収率（％）", &styles.label)?;
    percent(sheet, row, 1, total.rate(), styles)?;
    sheet.write_string_with_format(row + 1, 0, RATE_DEFINITION, &note_in_a_row(styles))?;
    Ok(row + 2)
}

/// A note that runs over the empty cells beside it.
fn note_in_a_row(styles: &Styles) -> rust_xlsxwriter::Format {
    styles.note.clone().unset_text_wrap()
}

/// Rates by district and age band; two lines for each district: answers, and percent.
fn by_district(
    sheet: &mut Worksheet,
    top: RowNum,
    board: &ReturnBoard,
    styles: &Styles,
) -> Result<RowNum, XlsxError> {
    if board.districts.is_empty() {
        return Ok(top);
    }
    sheet.write_string_with_format(
        top,
        0,
        "地区・年代別の有効回収率",
        &styles.question.clone().unset_text_wrap(),
    )?;
    let note = "上段：有効回収数／対象数（発送数から宛先不明と対象外を除いたもの）、下段：有効回収率（％）";
    sheet.write_string_with_format(top + 1, 0, note, &note_in_a_row(styles))?;
    let mut words = vec!["地区", "全体"];
    words.extend(board.bands.iter().map(String::as_str));
    heads(sheet, top + 2, &words, &styles.head)?;
    let band = |place: usize| {
        board.districts.iter().filter_map(|district| district.bands.get(place).copied()).sum()
    };
    let all: Vec<Returns> = (0..board.bands.len()).map(band).collect();
    let mut row = line(sheet, top + 3, "全体", &all, styles)?;
    for district in &board.districts {
        row = line(sheet, row, &district.name, &district.bands, styles)?;
    }
    Ok(row)
}

fn line(
    sheet: &mut Worksheet,
    row: RowNum,
    name: &str,
    bands: &[Returns],
    styles: &Styles,
) -> Result<RowNum, XlsxError> {
    sheet.merge_range(row, 0, row + 1, 0, name, &styles.label)?;
    let total: Returns = bands.iter().copied().sum();
    for (place, returns) in std::iter::once(&total).chain(bands).enumerate() {
        let column = place as ColNum + 1;
        let counts = format!("{}／{}", returns.answered, returns.asked);
        sheet.write_string_with_format(row, column, counts, &styles.dash)?;
        percent(sheet, row + 1, column, returns.rate(), styles)?;
    }
    Ok(row + 2)
}

/// Answers of each day and added up, with their curve.
fn by_day(
    sheet: &mut Worksheet,
    top: RowNum,
    board: &ReturnBoard,
    styles: &Styles,
) -> Result<(), XlsxError> {
    if board.days.is_empty() {
        return Ok(());
    }
    sheet.write_string_with_format(
        top,
        0,
        "日別の回収数",
        &styles.question.clone().unset_text_wrap(),
    )?;
    heads(sheet, top + 1, &["日", "回収数", "累計"], &styles.head)?;
    let first = top + 2;
    let mut sum = 0;
    for (row, day) in (first..).zip(&board.days) {
        sum += day.answered;
        sheet.write_string_with_format(row, 0, weekday(day.day), &styles.label)?;
        count(sheet, row, 1, day.answered, styles)?;
        count(sheet, row, 2, sum, styles)?;
    }
    let last = first + board.days.len() as RowNum - 1;
    let mut chart = Chart::new_column();
    let font = ChartFont::new().set_name(FONT).set_size(9).to_owned();
    let series = chart.add_series();
    series
        .set_categories((RETURNS, first, 0, last, 0))
        .set_values((RETURNS, first, 1, last, 1))
        .set_name("回収数");
    let grey = ChartSolidFill::new().set_color(Color::RGB(0x45_55_75)).to_owned();
    series.set_format(ChartFormat::new().set_solid_fill(&grey));
    chart.title().set_name("日別の回収数（件）").set_font(&font);
    chart.legend().set_hidden();
    chart.x_axis().set_font(&font);
    chart.y_axis().set_font(&font).set_min(0);
    chart
        .set_width(600)
        .set_height(280)
        .set_alt_text("日別の回収数の棒グラフ。数値は左の表にあります。");
    sheet.insert_chart_with_offset(top + 1, 3, &chart, 16, 0)?;
    Ok(())
}

/// 「11/1（日）」: the weekday explains the curve.
fn weekday(day: NaiveDate) -> String {
    let names = ["日", "月", "火", "水", "木", "金", "土"];
    let name = names[day.weekday().num_days_from_sunday() as usize];
    format!("{}/{}（{name}）", day.month(), day.day())
}
