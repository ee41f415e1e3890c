//! Charts as inline SVG, readable in black and white: every bar has its label and its figure,
//! and neighbouring fills differ in lightness or pattern, never in colour alone.
//!
//! Only presentation attributes, no styles: the pages' content security policy forbids those,
//! and a chart that is saved by itself keeps its looks. Lengths are in SVG units, about pixels.

use maud::{Markup, html};

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

/// One band of [`bands`], whose parts add up to 100 %.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// What it shows.
    pub label: String,
    /// Its parts, in the order of the legend: percent, and the figure as the table prints it.
    pub parts: Vec<(f64, String)>,
}

/// A legend entry of [`bands`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// What is read.
    pub label: String,
    /// Whether it is an answer; 無回答 and the like are white.
    pub is_answer: bool,
}

const WIDTH: f64 = 720.0;
const LABELS: f64 = 250.0;
/// Room for 「100.0」 to the right of a full bar.
const FIGURE: f64 = 56.0;
/// Half-width characters in a line of a label.
const LABEL_UNITS: usize = 32;

/// Horizontal bars from 0 to 100 %. `title` is what a screen reader says.
pub fn bars(title: &str, bars: &[Bar]) -> Markup {
    let row = row_height(bars.iter().map(|bar| bar.label.as_str()));
    let scale = (WIDTH - LABELS - FIGURE) / 100.0;
    let height = row * bars.len() as f64 + 8.0;
    html! {
        svg.chart role="img" aria-label=(title) viewBox=(format!("0 0 {WIDTH} {height}")) font-size="14" {
            line x1=(LABELS) y1="0" x2=(LABELS) y2=(height) stroke="currentColor" stroke-width="1" {}
            @for (place, bar) in bars.iter().enumerate() {
                @let middle = row * place as f64 + row / 2.0 + 4.0;
                (label(&bar.label, middle))
                rect x=(LABELS) y=(middle - 11.0) width=(tenth(bar.percent * scale)) height="22"
                    fill=(if bar.is_answer { "#33415f" } else { "#ffffff" }) stroke="#767676" {}
                text x=(tenth(LABELS + bar.percent * scale + 6.0)) y=(middle + 5.0) fill="currentColor" { (bar.printed) }
            }
        }
    }
}

/// Upright columns for counts over time: each with its figure above and its label below.
pub fn columns(title: &str, columns: &[(String, u32)]) -> Markup {
    const HEIGHT: f64 = 160.0;
    const MARGIN: f64 = 24.0;
    let highest = f64::from(columns.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1));
    let step = (WIDTH / columns.len().max(1) as f64).min(64.0);
    html! {
        svg.chart role="img" aria-label=(title) viewBox=(format!("0 0 {WIDTH} {}", HEIGHT + 2.0 * MARGIN)) font-size="12" text-anchor="middle" {
            line x1="0" x2=(WIDTH) y1=(HEIGHT + MARGIN) y2=(HEIGHT + MARGIN) stroke="currentColor" stroke-width="1" {}
            @for (place, (label, count)) in columns.iter().enumerate() {
                @let left = step * place as f64;
                @let tall = HEIGHT * f64::from(*count) / highest;
                rect x=(tenth(left + step * 0.15)) y=(tenth(HEIGHT + MARGIN - tall)) width=(tenth(step * 0.7))
                    height=(tenth(tall)) fill="#33415f" {}
                text x=(tenth(left + step / 2.0)) y=(tenth(HEIGHT + MARGIN - tall - 5.0)) fill="currentColor" { (count) }
                text x=(tenth(left + step / 2.0)) y=(HEIGHT + MARGIN + 16.0) fill="currentColor" { (label) }
            }
        }
    }
}

/// Bands that are divided into parts, with a legend. `id` makes the patterns' names unique
/// within the page.
pub fn bands(id: &str, title: &str, keys: &[Key], bands: &[Band]) -> Markup {
    const KEY: f64 = 22.0;
    let row = row_height(bands.iter().map(|band| band.label.as_str()));
    let scale = (WIDTH - LABELS - 8.0) / 100.0;
    let places = legend(keys);
    let top = places.last().map_or(0.0, |(_, line)| (*line as f64 + 1.0) * KEY) + 8.0;
    let height = top + row * bands.len() as f64 + 4.0;
    html! {
        svg.chart role="img" aria-label=(title) viewBox=(format!("0 0 {WIDTH} {height}")) font-size="14" {
            (patterns(id))
            @for (place, (key, (x, line))) in keys.iter().zip(&places).enumerate() {
                @let y = *line as f64 * KEY;
                rect x=(x) y=(y + 3.0) width="16" height="16" fill=(paint(id, place, key.is_answer)) stroke="#404040" {}
                text x=(x + 22.0) y=(y + 16.0) fill="currentColor" { (key.label) }
            }
            @for (nth, band) in bands.iter().enumerate() {
                @let middle = top + row * nth as f64 + row / 2.0;
                (label(&band.label, middle))
                @for (place, (start, percent, printed)) in running(band).enumerate() {
                    @let is_answer = keys.get(place).is_some_and(|key| key.is_answer);
                    @let x = LABELS + start * scale;
                    rect x=(tenth(x)) y=(middle - 13.0) width=(tenth(percent * scale)) height="26"
                        fill=(paint(id, place, is_answer)) stroke="#404040" {}
                    // Narrower parts cannot hold their figure; the table below has it.
                    @if percent >= 6.0 {
                        text x=(tenth(x + percent * scale / 2.0)) y=(middle + 5.0) text-anchor="middle"
                            font-size="13" fill=(ink(place, is_answer)) { (printed) }
                    }
                }
            }
        }
    }
}

/// The height of a row: higher when a label takes two lines.
fn row_height<'a>(mut labels: impl Iterator<Item = &'a str>) -> f64 {
    if labels.any(|label| wrapped(label).len() > 1) { 38.0 } else { 30.0 }
}

/// A label to the left of the axis, in one line or two.
fn label(words: &str, middle: f64) -> Markup {
    let lines = wrapped(words);
    let first = middle + 5.0 - (lines.len() as f64 - 1.0) * 8.0;
    html! {
        text text-anchor="end" fill="currentColor" {
            @for (place, line) in lines.iter().enumerate() {
                tspan x=(LABELS - 8.0) y=(first + place as f64 * 16.0) { (line) }
            }
        }
    }
}

/// The words in at most two lines; what does not fit is cut, because the table has all of it.
fn wrapped(words: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for c in words.chars() {
        if used + units(c) > LABEL_UNITS {
            if lines.len() == 2 {
                lines[1].pop();
                lines[1].push('…');
                break;
            }
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            line.push(c);
        }
        used += units(c);
    }
    lines
}

/// The width of a character in half-width characters.
fn units(c: char) -> usize {
    if c.is_ascii() || ('｡'..='ﾟ').contains(&c) { 1 } else { 2 }
}

/// Where each legend entry goes: x, and its line.
fn legend(keys: &[Key]) -> Vec<(f64, usize)> {
    let (mut x, mut line) = (0.0, 0);
    let place = |key: &Key| {
        let width = 40.0 + 7.2 * key.label.chars().map(units).sum::<usize>() as f64;
        if x > 0.0 && x + width > WIDTH {
            x = 0.0;
            line += 1;
        }
        let here = (x, line);
        x = tenth(x + width);
        here
    };
    keys.iter().map(place).collect()
}

/// Start, length and figure of each part.
fn running(band: &Band) -> impl Iterator<Item = (f64, f64, &str)> {
    let mut end = 0.0;
    band.parts.iter().map(move |(percent, printed)| {
        let start = end;
        end += percent;
        (start, *percent, printed.as_str())
    })
}

fn patterns(id: &str) -> Markup {
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

fn paint(id: &str, place: usize, is_answer: bool) -> String {
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

/// The colour of a figure on [`paint`], with a contrast of at least 4.5:1.
fn ink(place: usize, is_answer: bool) -> &'static str {
    match place % 6 {
        0 | 4 if is_answer => "#ffffff",
        _ => "#1a1a1a",
    }
}

/// One decimal is finer than any screen.
fn tenth(length: f64) -> f64 {
    (length * 10.0).round() / 10.0
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
    fn a_long_label_takes_two_lines_and_then_ends_with_a_mark() {
        assert_eq!(wrapped("満足"), ["満足"]);
        assert_eq!(wrapped(&"あ".repeat(20)), ["あ".repeat(16), "あ".repeat(4)]);
        let cut = wrapped(&"あ".repeat(40));
        assert_eq!((cut.len(), cut[1].as_str()), (2, format!("{}…", "あ".repeat(15)).as_str()));
    }

    #[test]
    fn markup_in_a_label_stays_words() {
        let bar =
            Bar { label: "<script>".into(), percent: 1.0, printed: "1.0".into(), is_answer: true };
        assert!(!bars("\"><b>", &[bar]).into_string().contains("<script>"));
    }

    #[test]
    fn a_legend_that_is_too_wide_goes_on_in_the_next_line() {
        let keys =
            vec![
                Key { label: "どちらかといえば満足している".into(), is_answer: true };
                5
            ];
        let lines: Vec<usize> = legend(&keys).iter().map(|(_, line)| *line).collect();
        assert_eq!(lines, [0, 0, 1, 1, 2]);
    }

    #[test]
    fn parts_stand_one_after_another() {
        let band = Band {
            label: String::new(),
            parts: vec![(40.0, "40.0".into()), (0.0, "-".into()), (60.0, "60.0".into())],
        };
        let starts: Vec<f64> = running(&band).map(|(start, _, _)| start).collect();
        assert_eq!(starts, [0.0, 40.0, 40.0]);
    }
}
