//! Two to four surveys beside one another: for each label a bar a survey.

use maud::{Markup, html};

use super::{
    LABELS, WIDTH, frame,
    legend::squares,
    paint::{paint, patterns},
    rows::label,
    scale::Scale,
    tenth,
};

/// Room for 「100.0 ▲」 or 「-0.25 ▼」 to the right of a full bar.
const FIGURE: f64 = 72.0;
/// The height of a bar.
const BAR: f64 = 17.0;
/// Between two labels.
const GAP: f64 = 14.0;
/// The fills of the surveys: places of [`paint`] that are far apart in lightness.
const FILLS: [usize; 4] = [0, 2, 3, 1];

/// A difference that is more than chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The first survey is higher than the one before.
    Higher,
    /// It is lower.
    Lower,
}

/// One label of [`pairs`] with its bars.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// What it shows.
    pub label: String,
    /// For each survey its value (a percent, or a score) and the figure as the table prints it;
    /// `None` where the question was not asked.
    pub bars: Vec<(Option<f64>, String)>,
    /// Set where the caller says that the first differs from the second by more than chance.
    pub difference: Option<Difference>,
}

/// Draws bars from 0 to 100 %, this survey's first and the earlier ones below it. `id` makes the
/// patterns' names unique within the page; `surveys` names them in the order of the bars.
pub fn pairs(id: &str, title: &str, surveys: &[String], pairs: &[Pair]) -> Markup {
    drawn(id, title, surveys, pairs, &Axis { low: 0.0, high: 100.0 })
}

/// The same with bars that begin at 0 and run to both sides: mean scores, such as +2 to −2.
pub fn scores(id: &str, title: &str, surveys: &[String], pairs: &[Pair]) -> Markup {
    let values = pairs.iter().flat_map(|pair| &pair.bars).filter_map(|(value, _)| *value);
    let Scale { low, high, .. } = Scale::between_marks(values.chain([0.0]), 4);
    drawn(id, title, surveys, pairs, &Axis { low, high })
}

/// From which value to which the bars may run; 0 is among them.
struct Axis {
    low: f64,
    high: f64,
}

impl Axis {
    fn x(&self, value: f64) -> f64 {
        LABELS + (value - self.low) / (self.high - self.low) * (WIDTH - LABELS - FIGURE)
    }
}

fn drawn<'a>(id: &str, title: &str, surveys: &'a [String], pairs: &[Pair], axis: &Axis) -> Markup {
    let zero = tenth(axis.x(0.0));
    let entry = |(place, survey): (usize, &'a String)| (survey.as_str(), fill(id, place));
    let (legend, legend_end) = squares(&surveys.iter().enumerate().map(entry).collect::<Vec<_>>());
    let row = BAR * surveys.len().max(2) as f64 + GAP;
    let top = legend_end + 6.0;
    let end = top + row * pairs.len() as f64;
    let is_marked = pairs.iter().any(|pair| pair.difference.is_some());
    let inside = html! {
        (patterns(id))
        (legend)
        line x1=(zero) x2=(zero) y1=(top) y2=(end) stroke="currentColor" stroke-width="1" {}
        @for (nth, pair) in pairs.iter().enumerate() {
            @let first = top + row * nth as f64 + GAP / 2.0;
            (label(&pair.label, first + (row - GAP) / 2.0))
            @for (place, (value, printed)) in pair.bars.iter().enumerate() {
                @let y = first + BAR * place as f64;
                @let end = axis.x(value.unwrap_or(0.0));
                @if value.is_some() {
                    rect x=(tenth(end.min(zero))) y=(y) width=(tenth((end - zero).abs())) height=(BAR) fill=(fill(id, place)) stroke="#404040" {}
                }
                // Figures of bars to the left stand at the axis, clear of the labels.
                text x=(tenth(end.max(zero) + 6.0)) y=(y + 13.5) {
                    (printed) @if place == 0 { (mark(pair.difference)) }
                }
            }
        }
        @if is_marked {
            text x=(LABELS) y=(end + 18.0) font-size="13" {
                @let other = surveys.get(1).map_or("", String::as_str);
                "▲ 「" (other) "」より高い　▼ 「" (other) "」より低い（誤差の範囲を超える差）"
            }
        }
    };
    frame(title, end + if is_marked { 26.0 } else { 4.0 }, inside)
}

fn fill(id: &str, place: usize) -> String {
    paint(id, FILLS[place % FILLS.len()], true)
}

fn mark(difference: Option<Difference>) -> &'static str {
    match difference {
        Some(Difference::Higher) => " ▲",
        Some(Difference::Lower) => " ▼",
        None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(difference: Option<Difference>) -> Pair {
        Pair {
            label: "住み続けたい".into(),
            bars: vec![(Some(72.4), "72.4".into()), (None, "-".into())],
            difference,
        }
    }

    fn drawn(difference: Option<Difference>) -> String {
        let surveys = ["令和8年度", "令和2年度"].map(String::from);
        pairs("x", "定住の意向", &surveys, &[pair(difference)]).into_string()
    }

    #[test]
    fn each_survey_has_its_bar_and_one_that_did_not_ask_has_a_dash() {
        let svg = drawn(None);
        for words in ["令和8年度", "令和2年度", "住み続けたい", ">72.4<", ">-<"] {
            assert!(svg.contains(words), "{words}");
        }
        assert_eq!(svg.matches(r#"height="17""#).count(), 1);
    }

    #[test]
    fn a_difference_beyond_chance_is_marked_at_this_survey_and_explained() {
        assert!(drawn(Some(Difference::Higher)).contains(">72.4 ▲<"));
        assert!(drawn(Some(Difference::Lower)).contains(">72.4 ▼<"));
        assert!(drawn(Some(Difference::Lower)).contains("▼ 「令和2年度」より低い"));
        assert!(!drawn(None).contains('▲'));
    }

    #[test]
    fn a_score_below_zero_runs_to_the_left_of_the_axis() {
        let surveys = ["今回", "前回"].map(String::from);
        let bars = vec![(Some(1.0), "1.00".into()), (Some(-1.0), "-1.00".into())];
        let pair = Pair { label: "道路".into(), bars, difference: None };
        let svg = scores("x", "t", &surveys, &[pair]).into_string();
        // From 250 to 648, with 0 in the middle.
        assert!(svg.contains(r#"<rect x="449" y="35" width="199""#), "{svg}");
        assert!(svg.contains(r#"<rect x="250" y="52" width="199""#), "{svg}");
        assert!(scores("x", "t", &surveys, &[]).into_string().contains("<svg"));
    }

    #[test]
    fn no_question_at_all_is_an_empty_picture() {
        assert!(pairs("x", "t", &[], &[]).into_string().contains("<svg"));
    }
}
