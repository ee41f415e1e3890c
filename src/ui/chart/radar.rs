//! Many scores around a circle, one line a series: the profile of a town.

use std::f64::consts::TAU;

use maud::{Markup, html};

use super::{
    WIDTH,
    area::{Area, Spot},
    frame, legend, rim,
    scale::Scale,
    tenth,
};

/// From the middle to the outermost ring.
const RADIUS: f64 = 222.0;
/// Where the labels begin.
const LABELS_AT: f64 = RADIUS + 12.0;
/// The line, its dashes and its width: apart in each, so also on a poor copy.
const LINES: [(&str, &str, &str); 4] = [
    ("#1a2b57", "none", "2.5"),
    ("#5c5c5c", "8 4", "2"),
    ("#767676", "2 4", "2.5"),
    ("#404040", "10 3 2 3", "1.5"),
];

/// One line of [`radar`].
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What it is: this survey, an earlier one, another town.
    pub label: String,
    /// A value for each axis; `None` leaves a gap, it is never drawn as zero.
    pub values: Vec<Option<f64>>,
}

/// Draws series around a circle, the first axis at the top, then clockwise. The rings are round
/// numbers around the values, so the middle is seldom zero; the ring of `base` (such as 50) is
/// drawn heavier. At most four series can be told apart.
pub fn radar(title: &str, axes: &[String], series: &[Series], base: Option<f64>) -> Markup {
    let values = || series.iter().flat_map(|one| one.values.iter().flatten().copied());
    let scale = rings(values().chain(base));
    let (places, legend_end) = legend::places(series.iter().map(|one| one.label.as_str()), 40.0);
    let labels = rim::labels(axes, LABELS_AT);
    let above = labels.iter().map(|label| label.area.top).fold(-RADIUS, f64::min);
    let below = labels.iter().map(|label| label.area.bottom).fold(RADIUS, f64::max);
    // Everything round is drawn about the spot 0 0.
    let middle = legend_end + 14.0 - above;
    let round = Round { axes: axes.len(), scale };
    let inside = html! {
        @for (nth, (one, (x, y))) in series.iter().zip(&places).enumerate() {
            (stroke(&format!("M{x} {}h40", y + 11.0), nth))
            (sign(nth, (x + 20.0, y + 11.0)))
            text x=(x + 46.0) y=(y + 16.0) { (one.label) }
        }
        g transform=(format!("translate({} {})", WIDTH / 2.0, tenth(middle))) {
            (net(&round, base))
            // The first series lies on top.
            @for (nth, one) in series.iter().enumerate().rev() { (line(&round, nth, one)) }
            (figures(&round))
            @for label in &labels { (words(label)) }
        }
    };
    frame(title, middle + below + 6.0, inside)
}

/// Rings that leave the smallest value some way from the middle, where all lines meet.
fn rings(values: impl Iterator<Item = f64> + Clone) -> Scale {
    let scale = Scale::between_marks(values.clone(), 5);
    let smallest = values.filter(|value| value.is_finite()).fold(f64::INFINITY, f64::min);
    if scale.share(smallest) < 0.5 * scale.stride() { scale.with_one_before() } else { scale }
}

/// How axes and values become spots.
struct Round {
    axes: usize,
    scale: Scale,
}

impl Round {
    fn spot(&self, axis: usize, value: f64) -> Spot {
        let turn = TAU * axis as f64 / self.axes.max(1) as f64;
        let away = RADIUS * self.scale.share(value);
        (tenth(away * turn.sin()), tenth(-away * turn.cos()))
    }
}

/// The rings and the spokes.
fn net(round: &Round, base: Option<f64>) -> Markup {
    html! {
        g fill="none" stroke="#a6a6a6" {
            @for (value, _) in round.scale.marks() {
                circle r=(tenth(RADIUS * round.scale.share(value))) {}
            }
            @for axis in 0..round.axes {
                @let (x, y) = round.spot(axis, round.scale.high);
                line x1="0" y1="0" x2=(x) y2=(y) stroke="#d8d8db" {}
            }
            @if let Some(base) = base {
                circle.base r=(tenth(RADIUS * round.scale.share(base))) stroke="#1a1a1a" stroke-width="2" {}
            }
        }
    }
}

/// What the rings stand for, between the first axis and the second.
fn figures(round: &Round) -> Markup {
    let turn = TAU / round.axes.max(3) as f64 / 2.0;
    let at = |value: f64| {
        let away = RADIUS * round.scale.share(value);
        (tenth(away * turn.sin()), tenth(-away * turn.cos()))
    };
    html! {
        g font-size="12" text-anchor="middle" fill="#404040" {
            @for (value, printed) in round.scale.marks() {
                @let (x, y) = at(value);
                rect x=(tenth(x - 11.0)) y=(tenth(y - 7.0)) width="22" height="14" fill="#ffffff" fill-opacity="0.8" {}
                text x=(x) y=(tenth(y + 4.5)) { (printed) }
            }
        }
    }
}

/// One series: a line between neighbours that both have a value, and a sign at each value.
fn line(round: &Round, nth: usize, series: &Series) -> Markup {
    let value =
        |axis: usize| series.values.get(axis).copied().flatten().filter(|value| value.is_finite());
    let spot = |axis: usize| value(axis).map(|value| round.spot(axis, value));
    let mut path = String::new();
    for axis in 0..round.axes {
        let next = (axis + 1) % round.axes;
        if let (Some((x, y)), Some((to_x, to_y))) = (spot(axis), spot(next)) {
            // A line that goes on keeps the rhythm of its dashes.
            let goes_on = axis > 0 && spot(axis - 1).is_some();
            let begin = if goes_on { String::new() } else { format!("M{x} {y}") };
            path += &format!("{begin}L{to_x} {to_y}");
        }
    }
    html! {
        (stroke(&path, nth))
        @for spot in (0..round.axes).filter_map(spot) { (sign(nth, spot)) }
    }
}

fn stroke(path: &str, nth: usize) -> Markup {
    let (colour, dashes, width) = LINES[nth % LINES.len()];
    html! {
        path d=(path) fill="none" stroke=(colour) stroke-width=(width) stroke-dasharray=(dashes)
            stroke-linejoin="round" {}
    }
}

/// The sign of a series: a full circle, a hollow square, a hollow triangle, a hollow diamond.
fn sign(nth: usize, (x, y): Spot) -> Markup {
    let (colour, ..) = LINES[nth % LINES.len()];
    let (x, y) = (tenth(x), tenth(y));
    let hollow = |path: &str| {
        html! { path d=(format!("M{x} {y}{path}")) fill="#ffffff" stroke=(colour) stroke-width="1.5" {} }
    };
    match nth % LINES.len() {
        0 => html! { circle cx=(x) cy=(y) r="4.5" fill=(colour) stroke="#ffffff" {} },
        1 => hollow("m-4 -4h8v8h-8z"),
        2 => hollow("m0 -5.5l5 9h-10z"),
        _ => hollow("m0 -5.5l5.5 5.5l-5.5 5.5l-5.5 -5.5z"),
    }
}

/// The label of an axis.
fn words(label: &rim::Label) -> Markup {
    let Area { left, top, right, .. } = label.area;
    let x = match label.anchor {
        "start" => left,
        "end" => right,
        _ => (left + right) / 2.0,
    };
    html! {
        text font-size=(rim::TYPE) text-anchor=(label.anchor) {
            @for (place, line) in label.lines.iter().enumerate() {
                tspan x=(tenth(x)) y=(tenth(top + 12.5 + rim::LINE * place as f64)) { (line) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axes(count: usize) -> Vec<String> {
        (1..=count).map(|axis| format!("因子{axis}")).collect()
    }

    fn series(label: &str, values: &[Option<f64>]) -> Series {
        Series { label: label.into(), values: values.to_vec() }
    }

    /// How many straight lines a series has.
    fn lines_of(values: &[Option<f64>]) -> usize {
        let svg = radar("t", &axes(values.len()), &[series("本年", values)], None).into_string();
        let path = svg.split("<path d=\"").nth(2).and_then(|rest| rest.split('"').next());
        path.expect("the path of the series").matches('L').count()
    }

    #[test]
    fn a_missing_value_leaves_a_gap_and_is_never_zero() {
        assert_eq!(lines_of(&[Some(50.0), Some(40.0), Some(60.0), Some(45.0)]), 4);
        assert_eq!(lines_of(&[Some(50.0), None, Some(60.0), Some(45.0)]), 2);
        assert_eq!(lines_of(&[Some(50.0), None, Some(60.0), None]), 0);
        let gap = [series("本年", &[Some(50.0), None, Some(60.0), Some(45.0)])];
        let svg = radar("t", &axes(4), &gap, None).into_string();
        // Three values and one sign in the legend.
        assert_eq!(svg.matches(r#"r="4.5""#).count(), 4);
    }

    #[test]
    fn values_outside_twenty_and_eighty_stay_within_the_outer_ring() {
        for values in [[12.0, 50.0, 91.0], [49.0, 50.0, 51.0], [-3.0, 20.0, 104.0]] {
            let scale = rings(values.into_iter());
            assert!(values.iter().all(|value| (0.0..=1.0).contains(&scale.share(*value))));
            assert!(scale.share(values[0]) > 0.05, "{values:?} in the middle");
        }
    }

    #[test]
    fn the_ring_of_the_base_is_heavier_and_in_sight() {
        let scores = [series("本年", &[Some(58.0), Some(61.0), Some(63.0)])];
        let svg = radar("t", &axes(3), &scores, Some(50.0)).into_string();
        assert!(svg.contains(r#"class="base""#) && svg.contains(">50<"), "{svg}");
        assert!(!radar("t", &axes(3), &scores, None).into_string().contains("base"));
    }

    #[test]
    fn series_differ_in_line_and_in_sign() {
        let values = [Some(40.0), Some(50.0), Some(60.0)];
        let all = ["本年", "前回", "他市"].map(|label| series(label, &values));
        let svg = radar("t", &axes(3), &all, None).into_string();
        for mark in
            [r#"stroke-dasharray="8 4""#, r#"stroke-dasharray="2 4""#, "h8v8h-8z", "l5 9h-10z"]
        {
            assert!(svg.contains(mark), "{mark}");
        }
    }

    #[test]
    fn nothing_to_draw_is_an_empty_net_and_no_strange_figure() {
        for (count, values) in [(0, vec![]), (3, vec![None; 3]), (2, vec![Some(f64::NAN), None])] {
            let svg =
                radar("t", &axes(count), &[series("本年", &values)], Some(50.0)).into_string();
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
        }
    }
}
