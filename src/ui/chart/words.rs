//! How wide words are in a picture, and where they go on in the next line.

/// The width of a character in half-width characters.
pub(super) fn units(c: char) -> usize {
    if c.is_ascii() || ('｡'..='ﾟ').contains(&c) { 1 } else { 2 }
}

/// The width of words in SVG units at a size of type. Browsers have different fonts: this is
/// rather too much than too little.
pub(super) fn width(words: &str, size: f64) -> f64 {
    // A figure of a proportional font is wider than half a square.
    words.chars().map(|c| if units(c) == 2 { 1.0 } else { 0.58 }).sum::<f64>() * size
}

/// The words in lines of so many half-width characters, at most `most` of them; what does not
/// fit is cut, because the table has all of it.
pub(super) fn wrapped(words: &str, line: usize, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for c in words.chars() {
        if used + units(c) > line && !hangs(c) {
            if lines.len() == most {
                if let Some(last) = lines.last_mut() {
                    last.pop();
                    last.push('…');
                }
                break;
            }
            lines.push(String::new());
            used = 0;
        }
        if let Some(last) = lines.last_mut() {
            last.push(c);
        }
        used += units(c);
    }
    lines
}

/// The words in at most two lines that are about equally long.
pub(super) fn balanced(words: &str, line: usize) -> Vec<String> {
    let all: usize = words.chars().map(units).sum();
    if all <= line { vec![words.to_owned()] } else { wrapped(words, line.min(all / 2 + 2), 2) }
}

/// What never begins a line (JIS X 4051): it hangs over the end of the one before.
fn hangs(c: char) -> bool {
    "、。，．,.」』）〕】)]・ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々％%".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_label_takes_two_lines_and_then_ends_with_a_mark() {
        assert_eq!(wrapped("満足", 32, 2), ["満足"]);
        assert_eq!(wrapped(&"あ".repeat(20), 32, 2), ["あ".repeat(16), "あ".repeat(4)]);
        let cut = wrapped(&"あ".repeat(40), 32, 2);
        assert_eq!((cut.len(), cut[1].as_str()), (2, format!("{}…", "あ".repeat(15)).as_str()));
    }

    #[test]
    fn a_closing_mark_does_not_begin_a_line() {
        assert_eq!(wrapped("地域（農村）の振興", 10, 2), ["地域（農村）", "の振興"]);
        assert_eq!(wrapped("スポーツセンター", 14, 2), ["スポーツセンター"]);
    }

    #[test]
    fn two_lines_of_a_short_label_are_about_equally_long() {
        assert_eq!(balanced("観光の振興", 10), ["観光の振興"]);
        assert_eq!(balanced("防犯と交通安全", 10), ["防犯と交", "通安全"]);
    }

    #[test]
    fn japanese_letters_are_squares_and_figures_are_not() {
        assert!((width("観光", 10.0) - 20.0).abs() < 1e-9);
        assert!(width("12", 10.0) < width("観光", 10.0));
    }
}
