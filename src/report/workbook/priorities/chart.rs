//! The field as a native chart, so that staff can copy it into their own papers. Its axes cross
//! at the means; black on white, each point with its number and name.

use rust_xlsxwriter::{
    Chart, ChartAxis, ChartAxisCrossing, ChartAxisLabelPosition, ChartDataLabel,
    ChartDataLabelPosition, ChartFont, ChartFormat, ChartLayout, ChartLine, ChartMarker,
    ChartMarkerType, ChartSolidFill, ColNum, Color, RowNum, Worksheet, XlsxError,
};

use super::super::PRIORITIES;
use super::super::layout::rounded;
use super::super::style::{FONT, Styles};
use super::labels::{Label, Wish, labels, text_width};
use crate::report::priorities::Priorities;
use crate::tally::Rounded;
use crate::tally::quadrant::Quadrant;

/// The plot within the chart, as shares of its width and height: left, top, width, height.
const PLOT: [f64; 4] = [0.055, 0.03, 0.93, 0.86];
/// The size of letters in points, and in pixels.
const TYPE: f64 = 11.0;
const TYPE_PIXELS: f64 = TYPE * 4.0 / 3.0;

/// The size of the chart in pixels.
#[derive(Clone, Copy)]
pub(super) struct Room {
    pub(super) width: u32,
    pub(super) height: u32,
}

/// The figures that the chart is drawn from, and where on the sheet they stand.
pub(super) struct Source {
    /// Where the first point stands: its name, then what runs across, then what runs up.
    at: (RowNum, ColNum),
    points: Vec<Spot>,
    x: Span,
    y: Span,
    cut: Option<(Rounded, Rounded)>,
}

struct Spot {
    number: String,
    name: String,
    x: f64,
    y: f64,
}

/// Writes the figures: those of the items that have both scores, since a dash among them would
/// turn Excel's axis into a list, and where the names of the quadrants stand.
pub(super) fn figures(
    sheet: &mut Worksheet,
    priorities: &Priorities,
    (top, first): (RowNum, ColNum),
    styles: &Styles,
) -> Result<Source, XlsxError> {
    let field = priorities.everybody.shown();
    let (x_title, y_title) = priorities.turned("満足度", "重要度");
    sheet.write_string_with_format(
        top,
        first,
        "図のもとになる数値（印刷されません）",
        &styles.note,
    )?;
    for (column, words) in (first..).zip(["項目", x_title, y_title]) {
        sheet.write_string_with_format(top + 1, column, words, &styles.head)?;
    }
    let mut points = Vec::new();
    let at = (top + 2, first);
    let spots = field.placements.iter().map(|placement| priorities.spot(placement));
    for (item, spot) in priorities.items.iter().zip(spots) {
        let Some((x, y)) = spot else { continue };
        let row = at.0 + points.len() as RowNum;
        let number = item.number.to_string();
        let name = format!("{number} {}", item.label);
        sheet.write_string(row, first, &name)?;
        rounded(sheet, row, first + 1, Some(x), styles)?;
        rounded(sheet, row, first + 2, Some(y), styles)?;
        points.push(Spot { number, name, x: x.value(), y: y.value() });
    }
    let x = Span::around(points.iter().map(|point| point.x));
    let y = Span::around(points.iter().map(|point| point.y));
    for (place, quadrant) in priorities.corners().into_iter().enumerate() {
        let row = at.0 + (points.len() + place) as RowNum;
        sheet.write_string(row, first, format!("「{}」の位置", quadrant.label()))?;
        let across = if place.is_multiple_of(2) { 0.0 } else { 1.0 };
        let up = if place < 2 { 0.975 } else { 0.025 };
        sheet.write_number(row, first + 1, x.at(across))?;
        sheet.write_number(row, first + 2, y.at(up))?;
    }
    let cut = field.axes.map(|axes| priorities.turned(axes.satisfaction, axes.importance));
    Ok(Source { at, points, x, y, cut })
}

/// The chart of those figures.
pub(super) fn chart(priorities: &Priorities, source: &Source, room: Room) -> Chart {
    let mut chart = Chart::new_scatter();
    let [left, top, width, height] = PLOT;
    chart
        .plot_area()
        .set_layout(&ChartLayout::new().set_offset(left, top).set_dimensions(width, height));
    chart.title().set_hidden();
    chart.legend().set_hidden();
    chart.set_width(room.width).set_height(room.height);
    chart.set_alt_text("満足度と重要度の散布図。数値は次のページの表にあります。");
    let quadrants = priorities.corners();
    let taken = [&corners(&quadrants, room)[..], &edges(room)[..]].concat();
    let placed = labels(&wishes(source, room), &taken);
    series(
        &mut chart,
        source,
        0,
        &placed.iter().zip(&source.points).map(named).collect::<Vec<_>>(),
    )
    .set_marker(&marker());
    let names: Vec<ChartDataLabel> = (0..).zip(quadrants).map(corner).collect();
    series(&mut chart, source, source.points.len(), &names)
        .set_marker(ChartMarker::new().set_none());
    let (x_title, y_title) = priorities.turned("満足度", "重要度");
    let (x, y) = source.cut.unzip();
    axis(chart.x_axis(), x_title, &source.x, x);
    axis(chart.y_axis(), y_title, &source.y, y);
    chart
}

/// Adds the points that a label is given for, from the point `first` on.
fn series<'c>(
    chart: &'c mut Chart,
    source: &Source,
    first: usize,
    labels: &[ChartDataLabel],
) -> &'c mut rust_xlsxwriter::ChartSeries {
    let (row, column) = (source.at.0 + first as RowNum, source.at.1);
    let last = row + (labels.len() as RowNum).saturating_sub(1);
    chart
        .add_series()
        .set_categories((PRIORITIES, row, column + 1, last, column + 1))
        .set_values((PRIORITIES, row, column + 2, last, column + 2))
        .set_data_label(ChartDataLabel::new().show_value().set_font(&font()))
        .set_custom_data_labels(labels)
}

fn axis(axis: &mut ChartAxis, name: &str, span: &Span, cut: Option<Rounded>) {
    let name = cut.map_or(name.to_owned(), |cut| format!("{name} →　（線は平均 {cut}）"));
    let line = ChartLine::new().set_color(Color::RGB(0x40_40_40)).set_width(1.25).to_owned();
    axis.set_name(&name)
        .set_name_font(font().set_bold())
        .set_min(span.low)
        .set_max(span.high)
        .set_major_unit(span.step)
        .set_num_format("0.0#")
        .set_major_gridlines(false)
        .set_label_position(ChartAxisLabelPosition::Low)
        .set_font(&font())
        .set_format(&mut ChartFormat::new().set_line(&line).to_owned());
    if let Some(cut) = cut {
        axis.set_crossing(ChartAxisCrossing::AxisValue(cut.value()));
    }
}

/// Where the points are in the chart, in pixels, and what they would like to be called.
fn wishes(source: &Source, room: Room) -> Vec<Wish> {
    let [left, top, width, height] = PLOT;
    let (wide, high) = (f64::from(room.width), f64::from(room.height));
    let wish = |point: &Spot| Wish {
        x: wide * (left + width * source.x.share(point.x)),
        y: high * (top + height * (1.0 - source.y.share(point.y))),
        widths: [&point.name, &point.number].map(|text| text_width(text, TYPE_PIXELS)),
    };
    source.points.iter().map(wish).collect()
}

/// What the names of the quadrants cover.
fn corners(quadrants: &[Quadrant; 4], room: Room) -> [[f64; 4]; 4] {
    let [left, top, width, height] = PLOT;
    let (wide, high) = (f64::from(room.width), f64::from(room.height));
    [0, 1, 2, 3].map(|place: usize| {
        let words = text_width(quadrants[place].label(), TYPE_PIXELS * 1.1);
        let x = if place.is_multiple_of(2) { wide * left } else { wide * (left + width) - words };
        let y = if place < 2 { high * top } else { high * (top + height * 0.95) };
        [x, y, x + words, y + high * height * 0.05]
    })
}

/// What lies to the left and right of the plot.
fn edges(room: Room) -> [[f64; 4]; 2] {
    let [left, _, width, _] = PLOT;
    let (wide, high) = (f64::from(room.width), f64::from(room.height));
    [[0.0, 0.0, wide * left, high], [wide * (left + width), 0.0, wide * 2.0, high]]
}

fn named((label, point): (&Label, &Spot)) -> ChartDataLabel {
    let words = if label.is_name { &point.name } else { &point.number };
    let mut custom = ChartDataLabel::new();
    custom.set_value(words.as_str()).set_position(label.position).set_font(&font()).to_custom()
}

fn corner((place, quadrant): (usize, Quadrant)) -> ChartDataLabel {
    let position = match place.is_multiple_of(2) {
        true => ChartDataLabelPosition::Right,
        false => ChartDataLabelPosition::Left,
    };
    let mut custom = ChartDataLabel::new();
    let bold = font().set_bold().set_color(Color::RGB(0x59_59_59)).to_owned();
    custom.set_value(quadrant.label()).set_position(position).set_font(&bold).to_custom()
}

fn marker() -> ChartMarker {
    let fill = ChartSolidFill::new().set_color(Color::RGB(0x2E_3A_55)).to_owned();
    ChartMarker::new()
        .set_type(ChartMarkerType::Circle)
        .set_size(7)
        .set_format(&mut ChartFormat::new().set_solid_fill(&fill).to_owned())
        .to_owned()
}

fn font() -> ChartFont {
    ChartFont::new().set_name(FONT).set_size(TYPE).to_owned()
}

/// What an axis shows.
struct Span {
    low: f64,
    high: f64,
    step: f64,
}

impl Span {
    /// Whole steps around the values, with room for names above and below them.
    fn around(values: impl Iterator<Item = f64> + Clone) -> Span {
        let low = values.clone().fold(f64::INFINITY, f64::min);
        let high = values.fold(f64::NEG_INFINITY, f64::max);
        let room = (high - low).max(0.1) * 0.08;
        let (low, high) = (low - room, high + room);
        let power = 10_f64.powf(((high - low) / 8.0).log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].map(|times| times * power);
        let step = step.into_iter().find(|step| (high - low) / step <= 16.0).unwrap_or(power);
        Span { low: (low / step).floor() * step, high: (high / step).ceil() * step, step }
    }

    /// How far along the axis a value is: 0 to 1.
    fn share(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }

    /// The value that far along the axis.
    fn at(&self, share: f64) -> f64 {
        self.low + share * (self.high - self.low)
    }
}
