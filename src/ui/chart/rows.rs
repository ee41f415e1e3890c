//! What charts with one line a label share: the lines' places and the words to their left.

use maud::{Markup, html};

use super::{
    LABELS, WIDTH,
    words::{width, wrapped},
};

/// Half-width characters in a line of a label.
const LABEL_UNITS: usize = 32;
/// The height of a heading above a group of lines.
const HEADING: f64 = 28.0;

/// Where lines stand, from the top down.
pub(super) struct Rows {
    /// The middle of each line.
    pub(super) middles: Vec<f64>,
    /// The height of one.
    pub(super) height: f64,
    /// Where the last one ends.
    pub(super) end: f64,
}

/// Places lines below `top`, with room for the heading that stands above some of them.
pub(super) fn rows<'a>(top: f64, lines: impl Iterator<Item = (Option<&'a str>, &'a str)>) -> Rows {
    let lines: Vec<_> = lines.collect();
    let row = row_height(lines.iter().map(|(_, label)| *label));
    let mut end = top;
    let middle = |(above, _): &(Option<&str>, &str)| {
        end += row + if above.is_some() { HEADING } else { 0.0 };
        end - row / 2.0
    };
    let middles = lines.iter().map(middle).collect();
    Rows { middles, height: row, end }
}

/// The height of a row: higher when a label takes two lines.
fn row_height<'a>(mut labels: impl Iterator<Item = &'a str>) -> f64 {
    if labels.any(|label| wrapped(label, LABEL_UNITS, 2).len() > 1) { 38.0 } else { 30.0 }
}

/// A label to the left of the axis, in one line or two.
pub(super) fn label(words: &str, middle: f64) -> Markup {
    let lines = wrapped(words, LABEL_UNITS, 2);
    let first = middle + 5.0 - (lines.len() as f64 - 1.0) * 8.0;
    html! {
        text text-anchor="end" {
            @for (place, line) in lines.iter().enumerate() {
                tspan x=(LABELS - 8.0) y=(first + place as f64 * 16.0) { (line) }
            }
        }
    }
}

/// The heading above the line whose middle this is: bold, with a rule to the right end.
pub(super) fn heading(words: &str, middle: f64, row: f64) -> Markup {
    let y = middle - row / 2.0 - 8.0;
    html! {
        text x="0" y=(y) font-weight="bold" { (words) }
        line x1=(width(words, 15.0) + 8.0) x2=(WIDTH) y1=(y - 5.0) y2=(y - 5.0)
            stroke="#a6a6a6" stroke-width="1" {}
    }
}
