//! Legends: signs with their words, in as many lines as they need.

use maud::{Markup, html};

use super::{WIDTH, tenth, words::width};

/// The height of a line.
const LINE: f64 = 22.0;

/// A legend entry of [`bands`](fn@super::bands).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// What is read.
    pub label: String,
    /// Whether it is an answer; 無回答 and the like are white.
    pub is_answer: bool,
}

/// Where each entry begins (x, and the top of its line), for signs of this width; and where the
/// legend ends.
pub(super) fn places<'a>(
    labels: impl Iterator<Item = &'a str>,
    sign: f64,
) -> (Vec<(f64, f64)>, f64) {
    let (mut x, mut y) = (0.0, 0.0);
    let place = |label: &str| {
        let whole = sign + 6.0 + width(label, 14.0) + 18.0;
        if x > 0.0 && x + whole > WIDTH {
            x = 0.0;
            y += LINE;
        }
        let here = (x, y);
        x = tenth(x + whole);
        here
    };
    let found: Vec<(f64, f64)> = labels.map(place).collect();
    let end = if found.is_empty() { 0.0 } else { y + LINE };
    (found, end)
}

/// Squares with their words and fills, and the height that they take.
pub(super) fn squares(entries: &[(&str, String)]) -> (Markup, f64) {
    let (places, end) = places(entries.iter().map(|(label, _)| *label), 16.0);
    let drawn = html! {
        @for ((label, fill), (x, y)) in entries.iter().zip(&places) {
            rect x=(x) y=(y + 3.0) width="16" height="16" fill=(fill) stroke="#404040" {}
            text x=(x + 22.0) y=(y + 16.0) { (label) }
        }
    };
    (drawn, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_legend_that_is_too_wide_goes_on_in_the_next_line() {
        let (found, end) = places(["どちらかといえば満足している"; 5].into_iter(), 16.0);
        let tops: Vec<f64> = found.iter().map(|(_, y)| *y).collect();
        assert_eq!(tops, [0.0, 0.0, 0.0, 22.0, 22.0]);
        assert!((end - 44.0).abs() < 1e-9);
    }
}
