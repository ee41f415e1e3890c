//! Horizontal bars: one question, one bar a choice.

use maud::{Markup, html};

use super::{
    LABELS, WIDTH, frame,
    paint::DARK,
    rows::{label, rows},
    tenth,
};

/// Room for 「100.0」 to the right of a full bar.
const FIGURE: f64 = 56.0;

/// One bar of [`bars`].
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it shows.
    pub label: String,
    /// Its length in percent, 0–100.
    pub percent: f64,
    /// The figure beside it, as the table prints it.
    pub printed: String,
    /// Whether it is an answer; 無回答 and the like are drawn hollow.
    pub is_answer: bool,
}

/// Horizontal bars from 0 to 100 %. `title` is what a screen reader says.
pub fn bars(title: &str, bars: &[Bar]) -> Markup {
    let rows = rows(4.0, bars.iter().map(|bar| (None, bar.label.as_str())));
    let scale = (WIDTH - LABELS - FIGURE) / 100.0;
    let inside = html! {
        line x1=(LABELS) y1="0" x2=(LABELS) y2=(rows.end + 4.0) stroke="currentColor" stroke-width="1" {}
        @for (bar, middle) in bars.iter().zip(&rows.middles) {
            (label(&bar.label, *middle))
            rect x=(LABELS) y=(middle - 11.0) width=(tenth(bar.percent * scale)) height="22"
                fill=(if bar.is_answer { DARK } else { "#ffffff" }) stroke="#767676" {}
            text x=(tenth(LABELS + bar.percent * scale + 6.0)) y=(middle + 5.0) { (bar.printed) }
        }
    };
    frame(title, rows.end + 4.0, inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bar_has_its_label_and_its_figure() {
        let bar = |label: &str, percent, printed: &str, is_answer| Bar {
            label: label.into(),
            percent,
            printed: printed.into(),
            is_answer,
        };
        let svg = bars("性別", &[bar("男性", 45.6, "45.6", true), bar("無回答", 0.0, "-", false)])
            .into_string();
        for part in ["男性", "45.6", "無回答", ">-<", r#"role="img""#, r#"aria-label="性別""#]
        {
            assert!(svg.contains(part), "{part}");
        }
        assert!(!svg.contains("style="));
    }

    #[test]
    fn markup_in_a_label_stays_words() {
        let bar =
            Bar { label: "<script>".into(), percent: 1.0, printed: "1.0".into(), is_answer: true };
        assert!(!bars("\"><b>", &[bar]).into_string().contains("<script>"));
    }
}
