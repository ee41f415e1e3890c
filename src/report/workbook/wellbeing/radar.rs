//! The radar of all factors, native so that staff can copy it into their own papers. Its figures
//! stand beside the sheet's printed part, because a dash would be drawn as zero.

use rust_xlsxwriter::{
    Chart, ChartEmptyCells, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartLineDashType, ChartMarker, ChartMarkerType, ChartSolidFill, ChartType, ColNum, Color,
    RowNum, Worksheet, XlsxError,
};

use super::Page;
use crate::report::wellbeing::{BASE, Profile, Wellbeing};
use crate::report::workbook::WELLBEING;
use crate::report::workbook::layout::ROW;
use crate::report::workbook::style::{FONT, Styles};

/// The lowest that can still be read, in pixels.
const LOWEST: u32 = 480;
/// The colour, the dashes and the sign of each line: apart in each, so also on a poor copy.
const LINES: [(u32, ChartLineDashType, ChartMarkerType); 3] = [
    (0x1A_2B_57, ChartLineDashType::Solid, ChartMarkerType::Circle),
    (0x5C_5C_5C, ChartLineDashType::Dash, ChartMarkerType::Square),
    (0x76_76_76, ChartLineDashType::RoundDot, ChartMarkerType::Triangle),
];

pub(super) fn write(
    sheet: &mut Worksheet,
    page: &mut Page,
    of: &Wellbeing,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let Some(profile) = of.profile() else {
        return page.line(sheet, "平均を出せる因子がないため、図はありません。", &styles.note);
    };
    let (low, high) = of.steps;
    let words = if profile.is_score {
        "因子の偏差値。太い線（50）は、基準とした市区町村の平均です。".to_owned()
    } else {
        format!("因子の平均（実数、{low}〜{high}）。偏差値ではありません。")
    };
    page.line(sheet, &words, &styles.note)?;
    let rows = page.left.max(LOWEST) / ROW;
    let beside = (page.row, page.last + 2);
    figures(sheet, &profile, beside, styles)?;
    let mut drawn = chart(&profile, beside);
    drawn.set_width(page.width()).set_height(rows * ROW);
    drawn.set_alt_text(format!(
        "{}の因子の{}のレーダーチャート。数値は下の表にあります。",
        of.title,
        profile.measure()
    ));
    sheet.insert_chart(page.row, 0, &drawn)?;
    page.take(rows, rows * ROW);
    Ok(())
}

/// A row for each factor, a column for each line; empty where there is no value.
fn figures(
    sheet: &mut Worksheet,
    profile: &Profile,
    (top, first): (RowNum, ColNum),
    styles: &Styles,
) -> Result<(), XlsxError> {
    let mut titles = vec!["図の値"];
    titles.extend(profile.lines.iter().map(|(label, _)| label.as_str()));
    titles.extend(profile.is_score.then_some("50（基準）"));
    for (column, title) in (first..).zip(&titles) {
        sheet.write_string_with_format(top, column, *title, &styles.raw_head)?;
    }
    for (place, (row, axis)) in (top + 1..).zip(&profile.axes).enumerate() {
        sheet.write_string_with_format(row, first, axis, &styles.raw)?;
        for (column, (_, values)) in (first + 1..).zip(&profile.lines) {
            if let Some(value) = values[place] {
                sheet.write_number_with_format(row, column, value.value(), &styles.raw)?;
            }
        }
        if profile.is_score {
            let column = first + 1 + profile.lines.len() as ColNum;
            sheet.write_number_with_format(row, column, BASE, &styles.raw)?;
        }
    }
    Ok(())
}

fn chart(profile: &Profile, (top, first): (RowNum, ColNum)) -> Chart {
    let mut chart = Chart::new(ChartType::RadarWithMarkers);
    let last = top + profile.axes.len() as RowNum;
    let mut series = |column: ColNum, format: &mut ChartFormat, marker: &ChartMarker| {
        chart
            .add_series()
            .set_name((WELLBEING, top, column))
            .set_categories((WELLBEING, top + 1, first, last, first))
            .set_values((WELLBEING, top + 1, column, last, column))
            .set_format(format)
            .set_marker(marker);
    };
    for (place, (column, _)) in (first + 1..).zip(&profile.lines).enumerate() {
        let (colour, dashes, kind) = LINES[place % LINES.len()];
        let fill = ChartSolidFill::new()
            .set_color(if place == 0 { Color::RGB(colour) } else { Color::White })
            .to_owned();
        let border = line(colour, 1.0, ChartLineDashType::Solid);
        let mut look = ChartFormat::new().set_solid_fill(&fill).set_border(&border).to_owned();
        let marker = ChartMarker::new().set_type(kind).set_size(6).set_format(&mut look).to_owned();
        let width = if place == 0 { 2.25 } else { 1.5 };
        series(column, ChartFormat::new().set_line(&line(colour, width, dashes)), &marker);
    }
    if profile.is_score {
        let column = first + 1 + profile.lines.len() as ColNum;
        let base = line(0x1A_1A_1A, 2.75, ChartLineDashType::Solid);
        series(column, ChartFormat::new().set_line(&base), ChartMarker::new().set_none());
    }
    chart.show_empty_cells_as(ChartEmptyCells::Gaps);
    chart.title().set_hidden();
    chart.legend().set_position(ChartLegendPosition::Top).set_font(&font());
    let rings = profile.rings();
    chart.x_axis().set_font(&font());
    chart.y_axis().set_min(rings.low).set_max(rings.high).set_major_unit(rings.step);
    chart.y_axis().set_num_format(if profile.is_score { "0" } else { "0.0" }).set_font(&font());
    chart.y_axis().set_major_gridlines(true);
    chart.y_axis().set_major_gridlines_line(&line(0xC8_C8_C8, 0.5, ChartLineDashType::Solid));
    chart
}

fn line(colour: u32, width: f64, dashes: ChartLineDashType) -> ChartLine {
    ChartLine::new().set_color(Color::RGB(colour)).set_width(width).set_dash_type(dashes).to_owned()
}

fn font() -> ChartFont {
    ChartFont::new().set_name(FONT).set_size(10).to_owned()
}
