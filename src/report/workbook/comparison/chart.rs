//! Native clustered bars: for each label a bar a survey, today's on top.

use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartDataLabel, ChartLegendPosition, ChartLine, Color, RowNum,
};

use super::super::COMPARISON;
use super::super::tables_chart::{fill, first_on_top, font};
use super::Page;

/// The fills of the surveys: far apart in lightness, as on the screen.
const FILLS: [usize; 4] = [0, 2, 3, 1];
/// The tallest chart that fits on a page with its heading, in pixels.
const TALLEST: u32 = 760;

/// What the bars are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Values {
    /// 0 to 100.
    Shares,
    /// Scores, which may be below zero.
    Means,
}

/// The height of a chart of so many labels, in pixels.
pub(super) fn height(labels: usize, surveys: usize) -> u32 {
    let each = 10 + 13 * surveys as u32;
    (70 + each * labels.max(2) as u32).min(TALLEST)
}

/// Bars of the rows from `first` to `last`, whose headings begin at row `top`.
pub(super) fn bars(
    page: &Page<'_>,
    (top, first, last): (RowNum, RowNum, RowNum),
    alt: &str,
    values: Values,
) -> Chart {
    let grid = page.grid;
    let format = if values == Values::Shares { "0.0;;" } else { "0.00" };
    let mut chart = Chart::new_bar();
    for survey in 0..grid.surveys {
        let (mut paint, _) = fill(FILLS[survey % FILLS.len()], true);
        let label = ChartDataLabel::new()
            .show_value()
            .set_num_format(format)
            .set_font(font().set_size(8))
            .to_owned();
        chart
            .add_series()
            .set_name((COMPARISON, top, grid.people(survey)))
            .set_categories((COMPARISON, first, 0, last, 0))
            .set_values((COMPARISON, first, grid.value(survey), last, grid.value(survey)))
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
    match values {
        Values::Shares => {
            chart.x_axis().set_min(0).set_max(100).set_major_unit(20).set_num_format("0")
        }
        Values::Means => chart.x_axis().set_num_format("0.0"),
    };
    // Beside the bars that run to the left, not on them.
    chart.y_axis().set_label_position(ChartAxisLabelPosition::Low);
    let high = height((last + 1 - first) as usize, grid.surveys);
    chart.set_width(Page::chart_width()).set_height(high).set_alt_text(alt);
    chart
}
