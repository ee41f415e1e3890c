//! Upright columns: counts over time.

use maud::{Markup, html};

use super::{WIDTH, frame, paint::DARK, tenth};

/// The height of the highest column.
const HEIGHT: f64 = 160.0;
/// Room for the figures above and the labels below.
const MARGIN: f64 = 24.0;

/// Upright columns for counts over time: each with its figure above and its label below.
pub fn columns(title: &str, columns: &[(String, u32)]) -> Markup {
    let highest = f64::from(columns.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1));
    let step = (WIDTH / columns.len().max(1) as f64).min(64.0);
    let inside = html! {
        line x1="0" x2=(WIDTH) y1=(HEIGHT + MARGIN) y2=(HEIGHT + MARGIN) stroke="currentColor" stroke-width="1" {}
        g font-size="13" text-anchor="middle" {
            @for (place, (label, count)) in columns.iter().enumerate() {
                @let left = step * place as f64;
                @let tall = HEIGHT * f64::from(*count) / highest;
                rect x=(tenth(left + step * 0.15)) y=(tenth(HEIGHT + MARGIN - tall)) width=(tenth(step * 0.7))
                    height=(tenth(tall)) fill=(DARK) {}
                text x=(tenth(left + step / 2.0)) y=(tenth(HEIGHT + MARGIN - tall - 5.0)) { (count) }
                text x=(tenth(left + step / 2.0)) y=(HEIGHT + MARGIN + 16.0) { (label) }
            }
        }
    };
    frame(title, HEIGHT + 2.0 * MARGIN, inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_count_is_as_high_as_the_picture_and_none_is_nothing() {
        let svg = columns("届いた回答", &[("1日".into(), 40), ("2日".into(), 0)]).into_string();
        assert!(svg.contains(r#"height="160" "#) && svg.contains(r#"height="0" "#), "{svg}");
        assert!(columns("届いた回答", &[]).into_string().contains("<svg"));
    }
}
