//! Fills that stay apart without colour: in lightness or in pattern.

use maud::{Markup, html};

/// The fill of a bar that stands alone.
pub(super) const DARK: &str = "#33415f";

/// The patterns that [`paint`] refers to.
pub(super) fn patterns(id: &str) -> Markup {
    html! {
        defs {
            pattern id=(format!("{id}-lines")) width="6" height="6" patternUnits="userSpaceOnUse" {
                rect width="6" height="6" fill="#ffffff" {}
                path d="M0 6 L6 0" stroke="#a6a6a6" stroke-width="1" {}
            }
            pattern id=(format!("{id}-dots")) width="6" height="6" patternUnits="userSpaceOnUse" {
                rect width="6" height="6" fill="#ffffff" {}
                circle cx="3" cy="3" r="1" fill="#a6a6a6" {}
            }
        }
    }
}

/// The fill of the part at this place; 無回答 and the like are white.
pub(super) fn paint(id: &str, place: usize, is_answer: bool) -> String {
    match place % 6 {
        _ if !is_answer => "#ffffff".into(),
        0 => "#2e3a55".into(),
        1 => "#7a89a8".into(),
        2 => "#d5dbe6".into(),
        3 => format!("url(#{id}-lines)"),
        4 => "#606060".into(),
        _ => format!("url(#{id}-dots)"),
    }
}

/// Whether the fill of this place is a pattern, on which a figure wants a ground of its own.
pub(super) fn is_patterned(place: usize) -> bool {
    matches!(place % 6, 3 | 5)
}

/// The colour of a figure on [`paint`], with a contrast of at least 4.5:1.
pub(super) fn ink(place: usize, is_answer: bool) -> &'static str {
    match place % 6 {
        0 | 4 if is_answer => "#ffffff",
        _ => "#1a1a1a",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The relative luminance of `#rrggbb` (WCAG 2.2).
    fn luminance(colour: &str) -> f64 {
        let part = |at: usize| {
            let value =
                f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("hex")) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    #[test]
    fn a_figure_can_be_read_on_every_fill() {
        for place in 0..6 {
            let fill = paint("x", place, true);
            let ground = if is_patterned(place) { "#ffffff".into() } else { fill };
            let (one, other) = (luminance(&ground), luminance(ink(place, true)));
            let contrast = (one.max(other) + 0.05) / (one.min(other) + 0.05);
            assert!(contrast >= 4.5, "{ground}: {contrast}");
        }
    }
}
