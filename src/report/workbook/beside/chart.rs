//! Native clustered bars: for each choice a bar a survey, this one's on top.

use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartDataLabel, ChartLegendPosition, ChartLine, ColNum, Color,
    RowNum,
};

use super::super::BESIDE;
use super::super::tables_chart::{fill, first_on_top, font};
use crate::report::beside::Pair;

/// The fills of the two: far apart in lightness, as on the screen.
const FILLS: [usize; 2] = [0, 2];
const WIDTH: u32 = 760;

/// The height of a chart of so many choices, in pixels.
pub(super) fn height(choices: usize) -> u32 {
    (70 + 36 * choices.max(2) as u32).min(620)
}

/// Bars of the two lines of shares, which stand one and three rows below the headings at `top`.
pub(super) fn bars(pair: &Pair, top: RowNum) -> Chart {
    let last = 1 + pair.columns.len() as ColNum;
    let mut chart = Chart::new_bar();
    for (place, row) in [top + 1, top + 3].into_iter().enumerate() {
        let (mut paint, _) = fill(FILLS[place], true);
        let label = ChartDataLabel::new()
            .show_value()
            .set_num_format("0.0;;")
            .set_font(font().set_size(8))
            .to_owned();
        chart
            .add_series()
            .set_name((BESIDE, row, 0))
            .set_categories((BESIDE, top, 2, top, last))
            .set_values((BESIDE, row, 2, row, last))
            .set_gap(40)
            .set_overlap(0)
            .set_format(&mut paint)
            .set_data_label(&label);
    }
    chart.title().set_hidden();
    chart.legend().set_position(ChartLegendPosition::Top).set_font(&font());
    first_on_top(&mut chart);
    let grey = ChartLine::new().set_color(Color::RGB(0xD0_D0_D0)).to_owned();
    chart.x_axis().set_major_gridlines_line(&grey).set_font(&font());
    chart.x_axis().set_min(0).set_max(100).set_major_unit(20).set_num_format("0");
    chart.y_axis().set_label_position(ChartAxisLabelPosition::Low);
    let alt = format!("{}の、二つの調査のグラフ。数値は上の表にあります。", pair.wordings[0]);
    chart.set_width(WIDTH).set_height(height(pair.columns.len())).set_alt_text(&alt);
    chart
}
