//! A chart as a file of its own, which says what it is wherever it goes.

use maud::{Markup, PreEscaped, Render, html};

use super::{WIDTH, tenth, words::wrapped};

/// White around the chart.
const MARGIN: f64 = 24.0;
const FONTS: &str =
    "'Noto Sans JP', 'Noto Sans CJK JP', 'Hiragino Sans', 'Yu Gothic', Meiryo, sans-serif";
/// Half-width characters in a line of the title and of the notes.
const TITLE_UNITS: usize = 78;
const NOTE_UNITS: usize = 106;

/// A chart of this module as an SVG file: with its title above it, and what it needs to be read
/// alone below it (base and n, filter, weight, source), one note a line. Text alone, fonts that
/// offices have, and no colour that depends on a page.
pub fn file(chart: &Markup, title: &str, notes: &[String]) -> String {
    let picture = Picture::of(&chart.0);
    let heading = wrapped(title, TITLE_UNITS, 3);
    let notes: Vec<String> = notes.iter().flat_map(|note| wrapped(note, NOTE_UNITS, 4)).collect();
    let top = MARGIN + 26.0 * heading.len() as f64 + 10.0;
    let below = top + picture.height + 26.0;
    let (width, height) =
        (WIDTH + 2.0 * MARGIN, tenth(below + 19.0 * notes.len() as f64 + MARGIN - 14.0));
    let svg = html! {
        svg xmlns="http://www.w3.org/2000/svg" width=(width) height=(height)
            viewBox=(format!("0 0 {width} {height}")) font-family=(FONTS) font-size="14" fill="#1a1a1a" {
            title { (title) }
            rect width=(width) height=(height) fill="#ffffff" {}
            (lines(&heading, MARGIN + 18.0, 26.0, "18", "bold"))
            g transform=(format!("translate({MARGIN} {top})")) { (picture) }
            (lines(&notes, below, 19.0, "13", "normal"))
        }
    };
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", svg.into_string())
}

fn lines(lines: &[String], first: f64, high: f64, size: &str, weight: &str) -> Markup {
    html! {
        @for (place, line) in lines.iter().enumerate() {
            text x=(MARGIN) y=(first + high * place as f64) font-size=(size) font-weight=(weight) { (line) }
        }
    }
}

/// What is drawn inside the `svg` of a chart.
struct Picture {
    height: f64,
    inside: String,
}

impl Picture {
    /// Takes a chart apart as `frame` has put it together. Words in it cannot be taken for
    /// markup: maud has escaped their `<`, `>` and `"`.
    fn of(chart: &str) -> Picture {
        let svg = chart.split_once("<svg ").map_or("", |(_, svg)| svg);
        let (attributes, rest) = svg.split_once('>').unwrap_or_default();
        let inside = rest.rsplit_once("</svg>").map_or("", |(inside, _)| inside);
        let height = attributes
            .split_once("viewBox=\"")
            .and_then(|(_, numbers)| numbers.split(['"', ' ']).nth(3)?.parse().ok())
            .unwrap_or(0.0);
        // Many programs draw a colour that they would have to look up as black or not at all.
        Picture { height, inside: inside.replace("=\"currentColor\"", "=\"#1a1a1a\"") }
    }
}

impl Render for Picture {
    fn render(&self) -> Markup {
        PreEscaped(self.inside.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Bar, bars, columns};
    use super::*;

    fn drawn() -> Markup {
        bars(
            "聞こえる題",
            &[Bar {
                label: "<満足> \"currentColor\"".into(),
                percent: 50.0,
                printed: "50.0".into(),
                is_answer: true,
            }],
        )
    }

    #[test]
    fn a_file_says_what_it_is_and_stands_alone() {
        let notes = ["基数：全回答者（n = 800）".into(), "絞り込み：荒尾地区".into()];
        let file = file(&drawn(), "問1 住みよさ", &notes);
        for part in [
            "xmlns=",
            "問1 住みよさ",
            "n = 800",
            "荒尾地区",
            "50.0",
            "Noto Sans JP",
            r##"fill="#ffffff""##,
        ] {
            assert!(file.contains(part), "{part}");
        }
        for part in ["=\"currentColor\"", "<div", "class=", "style", "aria-"] {
            assert!(!file.contains(part), "{part}");
        }
        assert!(file.contains("&lt;満足&gt; &quot;currentColor&quot;"), "words stay words");
    }

    #[test]
    fn the_page_is_as_high_as_its_parts() {
        let file = file(&columns("t", &[("1日".into(), 3)]), "届いた回答", &[]);
        // 24 + 26 + 10 above, 208 of the chart, 26 + 10 below.
        assert!(file.contains(r#"width="768" height="304" viewBox="0 0 768 304""#), "{file}");
        assert!(file.starts_with("<?xml") && file.trim_end().ends_with("</svg>"));
        assert_eq!(file.matches("<svg").count(), 1);
    }

    #[test]
    fn a_long_note_takes_several_lines() {
        let file = file(&drawn(), "題", &["あ".repeat(100)]);
        assert_eq!(file.matches(r#"font-size="13" font-weight="normal""#).count(), 2);
    }
}
