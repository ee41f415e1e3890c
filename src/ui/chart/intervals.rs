//! Values with their 95 % intervals, one below another: scores of factors, means of groups.

use maud::{Markup, html};

use super::{
    LABELS, WIDTH, frame,
    paint::DARK,
    rows::{heading, label, rows},
    scale::Scale,
    tenth,
    words::width,
};

/// Between the axis and what stands left and right of it.
const SIDE: f64 = 14.0;

/// One line of [`intervals`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Interval {
    /// The heading of the group that begins here, such as 性別.
    pub above: Option<String>,
    /// What it shows.
    pub label: String,
    /// The value; `None` draws nothing but the figure, usually a dash.
    pub value: Option<f64>,
    /// The ends of its interval, where there is one.
    pub range: Option<(f64, f64)>,
    /// The figure beside it, as the table prints it.
    pub printed: String,
    /// Too few answers for a reliable value: drawn hollow.
    pub is_small: bool,
}

/// Draws values on one scale. A reference is a line through all of them with its name, such as
/// `(50.0, "50 = 基準となる市の平均")`.
pub fn intervals(title: &str, reference: Option<(f64, &str)>, lines: &[Interval]) -> Markup {
    let figures = lines.iter().map(|line| width(&line.printed, 14.0)).fold(40.0, f64::max);
    let axis = Axis::of(lines, reference.map(|(value, _)| value), WIDTH - figures - 2.0 * SIDE);
    let top = if reference.is_some() { 26.0 } else { 4.0 };
    let rows = rows(top, lines.iter().map(|line| (line.above.as_deref(), line.label.as_str())));
    let inside = html! {
        (axis.drawn(top, rows.end))
        @if let Some((value, words)) = reference {
            line x1=(axis.x(value)) x2=(axis.x(value)) y1=(top - 4.0) y2=(rows.end)
                stroke="#1a1a1a" stroke-width="1.5" stroke-dasharray="6 4" {}
            @let half = width(words, 13.0) / 2.0;
            text x=(axis.x(value).clamp(half, WIDTH - half)) y="14" font-size="13" text-anchor="middle" { (words) }
        }
        @for (line, &middle) in lines.iter().zip(&rows.middles) {
            @if let Some(above) = &line.above { (heading(above, middle, rows.height)) }
            (label(&line.label, middle))
            (whisker(&axis, line, middle))
            text x=(WIDTH) y=(middle + 5.0) text-anchor="end" { (line.printed) }
        }
        @if lines.iter().any(|line| line.is_small) {
            circle cx=(LABELS + SIDE) cy=(rows.end + 38.0) r="4.5" fill="#ffffff" stroke=(DARK) stroke-width="1.5" {}
            text x=(LABELS + SIDE + 12.0) y=(rows.end + 43.0) font-size="13" { "回答者が少なく、値が不安定なもの" }
        }
    };
    let note = if lines.iter().any(|line| line.is_small) { 22.0 } else { 0.0 };
    frame(title, rows.end + 28.0 + note, inside)
}

struct Axis {
    scale: Scale,
    right: f64,
}

impl Axis {
    fn of(lines: &[Interval], reference: Option<f64>, right: f64) -> Axis {
        let ends = lines.iter().flat_map(|line| line.range).flat_map(|(low, high)| [low, high]);
        let values = lines.iter().filter_map(|line| line.value).chain(reference).chain(ends);
        Axis { scale: Scale::between_marks(values, 6), right }
    }

    fn x(&self, value: f64) -> f64 {
        let left = LABELS + SIDE;
        tenth(left + self.scale.share(value) * (self.right - left))
    }

    fn drawn(&self, top: f64, bottom: f64) -> Markup {
        html! {
            g font-size="13" text-anchor="middle" {
                @for (value, printed) in self.scale.marks() {
                    line x1=(self.x(value)) x2=(self.x(value)) y1=(top) y2=(bottom + 4.0) stroke="#d8d8db" {}
                    text x=(self.x(value)) y=(bottom + 19.0) { (printed) }
                }
            }
            line x1=(LABELS) x2=(self.right + SIDE) y1=(bottom) y2=(bottom) stroke="#767676" {}
        }
    }
}

/// A value and its interval, with a stop at each end.
fn whisker(axis: &Axis, line: &Interval, middle: f64) -> Markup {
    let is_number = |value: &f64| value.is_finite();
    let range = line.range.filter(|(low, high)| is_number(low) && is_number(high));
    html! {
        @if let Some((low, high)) = range {
            path d=(format!("M{0} {2}v12m0 -6H{1}m0 -6v12", axis.x(low), axis.x(high), middle - 6.0))
                fill="none" stroke=(DARK) stroke-width="2" {}
        }
        @if let Some(value) = line.value.filter(is_number) {
            circle cx=(axis.x(value)) cy=(middle) r="5" stroke=(DARK) stroke-width="2"
                fill=(if line.is_small { "#ffffff" } else { DARK }) {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(label: &str, value: f64, range: Option<(f64, f64)>) -> Interval {
        Interval {
            label: label.into(),
            value: Some(value),
            range,
            printed: format!("{value:.1}"),
            ..Interval::default()
        }
    }

    #[test]
    fn a_value_stands_between_the_ends_of_its_interval() {
        let svg =
            intervals("t", None, &[line("移動・交通", 45.0, Some((40.0, 50.0)))]).into_string();
        // From 40 to 50 in steps of 2: the axis runs over 250 + 14 … 720 − 40 − 28.
        assert!(svg.contains("M264 13v12m0 -6H652m0 -6v12"), "{svg}");
        assert!(svg.contains(r#"cx="458""#), "{svg}");
    }

    #[test]
    fn a_small_group_is_hollow_and_explained() {
        let mut lines = [line("男性", 45.0, None), line("女性", 47.0, None)];
        assert!(!intervals("t", None, &lines).into_string().contains("不安定"));
        lines[1].is_small = true;
        let svg = intervals("t", None, &lines).into_string();
        assert!(svg.contains("不安定"));
        assert_eq!(svg.matches(r##"fill="#ffffff""##).count(), 2, "one group and the explanation");
    }

    #[test]
    fn a_missing_value_has_its_dash_and_no_dot() {
        let none = Interval { label: "雇用".into(), printed: "-".into(), ..Interval::default() };
        let svg = intervals("t", Some((50.0, "基準 50")), &[none]).into_string();
        assert!(
            svg.contains(">-<") && svg.contains("基準 50") && !svg.contains("<circle"),
            "{svg}"
        );
    }

    #[test]
    fn the_reference_is_in_sight_though_all_values_are_above() {
        let svg = intervals("t", Some((50.0, "基準")), &[line("自然", 71.0, None)]).into_string();
        assert!(svg.contains(r#"x1="264" x2="264""#), "{svg}");
    }

    #[test]
    fn what_is_no_number_is_not_drawn() {
        let odd = [line("奇妙", f64::NAN, Some((f64::NEG_INFINITY, 3.0)))];
        let svg = intervals("t", None, &odd).into_string();
        assert!(
            !svg.contains("<circle") && !svg.contains("inf") && !svg.contains("\"NaN"),
            "{svg}"
        );
    }
}
