//! Points in a field that is cut into four: satisfaction × importance.

use maud::{Markup, html};

use super::{
    WIDTH,
    area::{Area, Spot},
    candidates::{Place, Wish},
    frame,
    paint::DARK,
    place::place,
    scale::Scale,
    tenth,
    words::{balanced, width, wrapped},
};

/// The field in which the points lie.
const FIELD: Area = Area { left: 52.0, top: 52.0, right: WIDTH - 56.0, bottom: 612.0 };
/// Above and below the points, for the names of the quarters.
const STRIP: f64 = 30.0;
/// To the left and right of the points.
const SIDE: f64 = 12.0;
/// The size of a label's type and the height of its line.
const TYPE: f64 = 13.0;
const LINE: f64 = 16.0;
/// Half-width characters in a line of a label.
const LABEL_UNITS: usize = 26;

/// One point of [`scatter`].
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Its name with its number, short: 「12 観光の振興」.
    pub label: String,
    /// Its number alone, for where the name has no room.
    pub number: u32,
    /// To the right.
    pub x: f64,
    /// Upwards.
    pub y: f64,
    /// `x` as the table prints it.
    pub printed_x: String,
    /// `y` as the table prints it.
    pub printed_y: String,
}

/// Where the field is cut, and the figures there as the table prints them.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// The upright line.
    pub x: f64,
    /// The level line.
    pub y: f64,
    /// What is printed at the upright line: 「平均 1.02」.
    pub printed_x: String,
    /// What is printed at the level line; a space begins a new line.
    pub printed_y: String,
}

/// A field of points. Which of two things goes to the right is the caller's choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Scatter<'a> {
    /// What a screen reader says.
    pub title: &'a str,
    /// What grows to the right.
    pub x_title: &'a str,
    /// What grows upwards.
    pub y_title: &'a str,
    /// Where the quarters meet.
    pub cut: Option<Cut>,
    /// The names of the quarters: above left, above right, below left, below right.
    pub quarters: [&'a str; 4],
    /// The points. One that is not two numbers is left out.
    pub points: &'a [Point],
}

/// Draws the field. Every label can be read: none lies on another or on a foreign point; names
/// that found no room stand in a list below the field, their numbers at the points.
pub fn scatter(chart: &Scatter<'_>) -> Markup {
    let points: Vec<&Point> =
        chart.points.iter().filter(|point| point.x.is_finite() && point.y.is_finite()).collect();
    let map = Map::of(&points, chart.cut.as_ref());
    let wishes: Vec<Wish> = points.iter().map(|point| wish(point, &map)).collect();
    let places = place(&wishes, &FIELD, &quarter_areas(&chart.quarters));
    let labelled = || points.iter().zip(&places);
    let unnamed: Vec<&str> = labelled()
        .filter(|(_, place)| !place.is_some_and(|place| place.is_name))
        .map(|(point, _)| point.label.as_str())
        .collect();
    let (list, end) = list(&unnamed, FIELD.bottom + 52.0);
    let inside = html! {
        (field(chart, &map))
        // Lines first: no line runs over a point or a letter.
        @for (point, place) in labelled() { @if let Some(place) = place { (leader(map.spot(point), place)) } }
        @for (point, place) in labelled() { (dot(chart, point, map.spot(point))) @if let Some(place) = place { (name(point, place)) } }
        (list)
    };
    frame(chart.title, end, inside)
}

/// How numbers become spots.
struct Map {
    x: Scale,
    y: Scale,
}

impl Map {
    fn of(points: &[&Point], cut: Option<&Cut>) -> Map {
        let xs = points.iter().map(|point| point.x).chain(cut.map(|cut| cut.x));
        let ys = points.iter().map(|point| point.y).chain(cut.map(|cut| cut.y));
        Map { x: Scale::close_to(xs, 8), y: Scale::close_to(ys, 8) }
    }

    fn x(&self, value: f64) -> f64 {
        let width = FIELD.right - FIELD.left - 2.0 * SIDE;
        tenth(FIELD.left + SIDE + self.x.share(value) * width)
    }

    fn y(&self, value: f64) -> f64 {
        let height = FIELD.bottom - FIELD.top - 2.0 * STRIP;
        tenth(FIELD.bottom - STRIP - self.y.share(value) * height)
    }

    fn spot(&self, point: &Point) -> Spot {
        (self.x(point.x), self.y(point.y))
    }
}

fn wish(point: &Point, map: &Map) -> Wish {
    let size = |lines: &[String]| {
        let widest = lines.iter().map(|line| width(line, TYPE)).fold(0.0, f64::max);
        (widest + 4.0, lines.len() as f64 * LINE + 1.0)
    };
    let (name, number) = (balanced(&point.label, LABEL_UNITS), point.number.to_string());
    Wish { at: map.spot(point), sizes: [size(&name), size(&[number])] }
}

/// The frame, marks, cuts and names of the field.
fn field(chart: &Scatter<'_>, map: &Map) -> Markup {
    let Area { left, top, right, bottom } = FIELD;
    html! {
        rect x=(left) y=(top) width=(right - left) height=(bottom - top) fill="#ffffff" stroke="#767676" {}
        g font-size="13" text-anchor="middle" {
            @for (value, printed) in map.x.marks() {
                line x1=(map.x(value)) x2=(map.x(value)) y1=(bottom) y2=(bottom + 5.0) stroke="#767676" {}
                text x=(map.x(value)) y=(bottom + 19.0) { (printed) }
            }
        }
        g font-size="13" text-anchor="end" {
            @for (value, printed) in map.y.marks() {
                line x1=(left - 5.0) x2=(left) y1=(map.y(value)) y2=(map.y(value)) stroke="#767676" {}
                text x=(left - 8.0) y=(map.y(value) + 4.5) { (printed) }
            }
        }
        text x="0" y="16" font-weight="bold" { "↑ " (chart.y_title) }
        text x=(right) y=(bottom + 40.0) text-anchor="end" font-weight="bold" { (chart.x_title) " →" }
        @for (words, area) in chart.quarters.iter().zip(quarter_areas(&chart.quarters)) {
            text x=(tenth(area.left + 4.0)) y=(area.top + 17.0) font-size="15" font-weight="bold" fill="#626264" { (words) }
        }
        @if let Some(cut) = &chart.cut {
            g stroke="#404040" stroke-width="1.5" stroke-dasharray="6 4" {
                line x1=(map.x(cut.x)) x2=(map.x(cut.x)) y1=(top) y2=(bottom) {}
                line x1=(left) x2=(right) y1=(map.y(cut.y)) y2=(map.y(cut.y)) {}
            }
            text x=(map.x(cut.x)) y=(top - 8.0) font-size="13" text-anchor="middle" { (cut.printed_x) }
            @for (place, line) in cut.printed_y.split(' ').enumerate() {
                text x=(right + 6.0) y=(map.y(cut.y) + 4.5 + 16.0 * place as f64) font-size="13" { (line) }
            }
        }
    }
}

/// What the names of the quarters cover, in the corners of the field.
fn quarter_areas(quarters: &[&str; 4]) -> [Area; 4] {
    let corner = |place: usize| {
        let wide = width(quarters[place], 15.0) + 8.0;
        let left =
            if place.is_multiple_of(2) { FIELD.left + 4.0 } else { FIELD.right - 4.0 - wide };
        let top = if place < 2 { FIELD.top + 3.0 } else { FIELD.bottom - 27.0 };
        Area { left, top, right: left + wide, bottom: top + 24.0 }
    };
    [0, 1, 2, 3].map(corner)
}

fn leader((x, y): Spot, place: &Place) -> Markup {
    html! {
        @if let Some(end) = place.line {
            line x1=(x) y1=(y) x2=(tenth(end.0)) y2=(tenth(end.1)) stroke="#767676" stroke-width="1" {}
        }
    }
}

/// A point; with a mouse over it, its figures.
fn dot(chart: &Scatter<'_>, point: &Point, (x, y): Spot) -> Markup {
    html! {
        circle cx=(x) cy=(y) r="4" fill=(DARK) stroke="#ffffff" {
            title {
                (point.label) "　" (chart.x_title) " " (point.printed_x) "　" (chart.y_title) " " (point.printed_y)
            }
        }
    }
}

/// A label, on a ground that lets the lines of the field shine through only faintly.
fn name(point: &Point, place: &Place) -> Markup {
    let Area { left, top, right, bottom } = place.area;
    let lines = if place.is_name {
        balanced(&point.label, LABEL_UNITS)
    } else {
        vec![point.number.to_string()]
    };
    let x = (left + right) / 2.0;
    html! {
        rect x=(tenth(left)) y=(tenth(top)) width=(tenth(right - left)) height=(tenth(bottom - top))
            fill="#ffffff" fill-opacity="0.8" {}
        text font-size=(TYPE) text-anchor="middle" {
            @for (place, line) in lines.iter().enumerate() {
                tspan x=(tenth(x)) y=(tenth(top + 13.0 + LINE * place as f64)) { (line) }
            }
        }
    }
}

/// The names that found no room, in two columns; and where the picture ends.
fn list(labels: &[&str], top: f64) -> (Markup, f64) {
    if labels.is_empty() {
        return (html! {}, top);
    }
    let half = labels.len().div_ceil(2);
    let drawn = html! {
        text x=(FIELD.left) y=(top + 20.0) font-weight="bold" { "図の中に名前を書ききれなかった項目" }
        @for (place, label) in labels.iter().enumerate() {
            text x=(FIELD.left + 330.0 * (place / half) as f64) y=(top + 42.0 + 20.0 * (place % half) as f64) {
                (wrapped(label, 44, 1).concat())
            }
        }
    };
    (drawn, top + 52.0 + 20.0 * half as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(count: u32, spread: f64) -> Vec<Point> {
        let point = |number: u32| {
            let turn = f64::from(number) * 2.4;
            let away = spread * f64::from(number).sqrt();
            Point {
                label: format!("{number} {}", "施策の名前".repeat(1 + number as usize % 3)),
                number,
                x: 1.0 + away * turn.cos(),
                y: 0.2 + away * turn.sin(),
                printed_x: format!("{number}.00"),
                printed_y: "0.20".into(),
            }
        };
        (1..=count).map(point).collect()
    }

    fn chart<'a>(points: &'a [Point]) -> Scatter<'a> {
        let cut =
            Cut {
                x: 1.0, y: 0.2, printed_x: "平均 1.00".into(), printed_y: "平均 0.20".into()
            };
        Scatter {
            title: "満足度と重要度",
            x_title: "満足度",
            y_title: "重要度",
            cut: Some(cut),
            quarters: ["重点改善", "重点維持", "改善", "維持"],
            points,
        }
    }

    #[test]
    fn thirty_two_measures_are_all_named_and_so_are_the_quarters() {
        let points = points(32, 0.05);
        let svg = scatter(&chart(&points)).into_string();
        assert_eq!(svg.matches("<circle").count(), 32);
        for words in ["重点改善", "重点維持", "改善", "維持", "平均 1.00", "↑ 重要度", "満足度 →"]
        {
            assert!(svg.contains(words), "{words}");
        }
        for number in 1..=32 {
            assert!(svg.contains(&format!(">{number} 施策の名前")), "{number}");
        }
        assert!(!svg.contains("書ききれなかった"));
    }

    #[test]
    fn a_name_without_room_is_in_the_list_and_its_number_at_the_point() {
        let mut points = points(12, 0.02);
        for point in &mut points {
            point.label = format!("{} {}", point.number, "とても長い名前".repeat(3));
        }
        let first = points[0].clone();
        points.extend((13..50).map(|number| Point { number, ..first.clone() }));
        let svg = scatter(&chart(&points)).into_string();
        assert!(svg.contains("書ききれなかった"), "{svg}");
    }

    #[test]
    fn what_is_no_number_is_left_out() {
        let mut points = points(3, 0.1);
        points[1].x = f64::NAN;
        let svg = scatter(&chart(&points)).into_string();
        assert_eq!(svg.matches("<circle").count(), 2);
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
    }

    #[test]
    fn no_points_at_all_still_draw_the_field() {
        let svg = scatter(&Scatter { cut: None, ..chart(&[]) }).into_string();
        assert!(svg.contains("重点改善") && !svg.contains("NaN"));
    }
}
