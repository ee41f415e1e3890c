//! The charts of 単純集計, native so that staff can copy them into their own papers. Greys and
//! patterns rather than colours: council papers are printed in black and white.

use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartFormat,
    ChartLegendPosition, ChartLine, ChartPatternFill, ChartPatternFillType, ChartSolidFill,
    ChartType, ColNum, Color, RowNum,
};

use super::style::FONT;
use crate::tally::{Shape, Table};

const BARS_WIDTH: u32 = 560;

/// The height of the bar chart of a table, in pixels; 0 when there is none.
pub(super) fn bars_height(table: &Table) -> u32 {
    match table.subject.shape {
        Shape::Single | Shape::Multiple | Shape::Scale => {
            44 + 26 * (table.headings.len() as u32).max(3)
        }
        Shape::Matrix | Shape::Number | Shape::Text => 0,
    }
}

/// Horizontal bars of the percentages whose table begins at row `top`: labels in A, shares in C.
pub(super) fn bars(sheet: &str, table: &Table, top: RowNum) -> Option<Chart> {
    if bars_height(table) == 0 {
        return None;
    }
    let last = top + table.headings.len() as RowNum;
    let mut chart = Chart::new_bar();
    chart
        .add_series()
        .set_categories((sheet, top + 1, 0, last, 0))
        .set_values((sheet, top + 1, 2, last, 2))
        .set_name("％")
        .set_gap(50)
        .set_format(&mut solid(0x45_55_75))
        .set_data_label(
            ChartDataLabel::new().show_value().set_num_format("0.0;;").set_font(&font()),
        );
    chart.title().set_hidden();
    chart.legend().set_hidden();
    first_on_top(&mut chart);
    let grey = ChartLine::new().set_color(Color::RGB(0xD0_D0_D0)).to_owned();
    chart.x_axis().set_min(0).set_max(100).set_major_unit(20).set_num_format("0");
    chart.x_axis().set_major_gridlines_line(&grey).set_font(&font());
    chart.set_width(BARS_WIDTH).set_height(bars_height(table));
    chart.set_alt_text(format!("{}の棒グラフ。数値は左の表にあります。", table.heading()));
    Some(chart)
}

/// The height of the band chart of a matrix, in pixels.
pub(super) fn bands_height(table: &Table) -> u32 {
    (100 + 34 * table.lines.len() as u32).min(760)
}

/// Bands that add up to 100 %, one for each line; the choices stand in the row of headings from
/// the column `first` on, the shares below them, the labels in A.
pub(super) fn bands(
    sheet: &str,
    table: &Table,
    (headings, first): (RowNum, ColNum),
    width: u32,
) -> Option<Chart> {
    if table.lines.is_empty() {
        return None;
    }
    let last = headings + table.lines.len() as RowNum;
    let mut chart = Chart::new(ChartType::BarPercentStacked);
    for place in 0..table.headings.len() {
        let column = first + place as ColNum;
        let (mut format, ink) = fill(place, table.headings[place].stands.is_answer());
        let label = ChartDataLabel::new()
            .show_value()
            .set_position(ChartDataLabelPosition::Center)
            // Shares below 5 % would overlap their neighbours; the table has them.
            .set_num_format("[>=5]0.0;\"\"")
            .set_font(wide_font().set_color(Color::RGB(ink)))
            .to_owned();
        chart
            .add_series()
            .set_name((sheet, headings, column))
            .set_categories((sheet, headings + 1, 0, last, 0))
            .set_values((sheet, headings + 1, column, last, column))
            .set_gap(30)
            .set_format(&mut format)
            .set_data_label(&label);
    }
    chart.title().set_hidden();
    chart.legend().set_position(ChartLegendPosition::Top).set_font(&wide_font());
    first_on_top(&mut chart);
    chart.y_axis().set_font(&wide_font());
    chart.x_axis().set_num_format("0%").set_font(&wide_font());
    chart.set_width(width).set_height(bands_height(table));
    chart.set_alt_text(format!("{}の帯グラフ。数値は上の表にあります。", table.heading()));
    Some(chart)
}

/// Lists the categories from the top, as in the table, and keeps the figures of the other axis
/// at the bottom. In a bar chart the vertical axis is the one of categories.
pub(super) fn first_on_top(chart: &mut Chart) {
    chart.y_axis().set_reverse().set_crossing(ChartAxisCrossing::Max).set_font(&font());
    // Every label, also where they are long.
    chart.y_axis().set_label_interval(1);
}

/// Sheets with matrices are printed smaller, so their charts are lettered larger.
fn wide_font() -> ChartFont {
    font().set_size(11).to_owned()
}

pub(super) fn font() -> ChartFont {
    ChartFont::new().set_name(FONT).set_size(9).to_owned()
}

fn outline() -> ChartLine {
    ChartLine::new().set_color(Color::RGB(0x40_40_40)).set_width(0.5).to_owned()
}

fn solid(colour: u32) -> ChartFormat {
    let fill = ChartSolidFill::new().set_color(Color::RGB(colour)).to_owned();
    ChartFormat::new().set_solid_fill(&fill).set_border(&outline()).to_owned()
}

fn pattern(pattern: ChartPatternFillType) -> ChartFormat {
    let fill = ChartPatternFill::new()
        .set_pattern(pattern)
        .set_foreground_color(Color::RGB(0xB0_B0_B0))
        .set_background_color(Color::White)
        .to_owned();
    ChartFormat::new().set_pattern_fill(&fill).set_border(&outline()).to_owned()
}

/// The fill of the series at `place`, and the colour of the figures on it. Neighbours always
/// differ in lightness or pattern; what is no answer is white.
pub(super) fn fill(place: usize, is_answer: bool) -> (ChartFormat, u32) {
    const DARK: u32 = 0x1A_1A_1A;
    const LIGHT: u32 = 0xFF_FF_FF;
    if !is_answer {
        return (solid(LIGHT), DARK);
    }
    match place % 6 {
        0 => (solid(0x2E_3A_55), LIGHT),
        1 => (solid(0x7A_89_A8), DARK),
        2 => (solid(0xD5_DB_E6), DARK),
        3 => (pattern(ChartPatternFillType::DiagonalStripesLightUpwards), DARK),
        4 => (solid(0x60_60_60), LIGHT),
        _ => (pattern(ChartPatternFillType::DottedGrid), DARK),
    }
}
