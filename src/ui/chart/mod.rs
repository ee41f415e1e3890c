//! Charts as inline SVG, readable in black and white: every mark has its label and its figure,
//! and neighbouring fills differ in lightness or pattern, never in colour alone.
//!
//! Only presentation attributes, no styles: the pages' content security policy forbids those,
//! and a chart that is saved by itself keeps its looks. Lengths are in SVG units, about pixels.

mod area;
mod bands;
mod bars;
mod candidates;
mod columns;
mod file;
mod intervals;
mod legend;
mod paint;
mod pairs;
mod place;
mod radar;
mod rim;
mod rows;
mod scale;
mod scatter;
mod words;

use maud::{Markup, html};

pub use bands::{Band, bands};
pub use bars::{Bar, bars};
pub use columns::columns;
pub use file::file;
pub use intervals::{Interval, intervals};
pub use legend::Key;
pub use pairs::{Difference, Pair, pairs, scores};
pub use radar::{Series, radar};
pub use scatter::{Cut, Point, Scatter, scatter};

/// The width of every chart.
const WIDTH: f64 = 720.0;
/// The room for labels to the left of an axis.
const LABELS: f64 = 250.0;

/// A picture in the box that lets a phone move it sideways: letters stay large enough to read.
/// `title` is what a screen reader says. [`file()`] takes the picture out of it again.
fn frame(title: &str, height: f64, inside: Markup) -> Markup {
    html! {
        div.chart role="img" aria-label=(title) tabindex="0" {
            svg viewBox=(format!("0 0 {WIDTH} {}", tenth(height))) aria-hidden="true" font-size="14" fill="currentColor" {
                (inside)
            }
        }
    }
}

/// One decimal is finer than any screen.
fn tenth(length: f64) -> f64 {
    (length * 10.0).round() / 10.0
}
