//! Cells as they are compared and as they are quoted in a message.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// A heading or a label as it is compared: half width, small letters, without spaces, and with
/// one sign for every kind of wave and dash, so that 「18～29歳」 and 「18-29歳」 meet. CP932 knows
/// one wave where Unicode has several.
pub fn fold(title: &str) -> String {
    let letters = title.nfkc().filter(|letter| !letter.is_whitespace());
    let one_dash = letters.map(|letter| match letter {
        '~' | '〜' | '‐'..='―' | '−' | '─' => '-',
        other => other,
    });
    one_dash.collect::<String>().to_lowercase()
}

/// A cell as its contents are judged.
pub fn half_width(cell: &str) -> String {
    cell.nfkc().collect::<String>().trim().to_owned()
}

/// What of a cell goes into a message.
pub fn shown(cell: &str) -> String {
    let mut letters =
        cell.trim().chars().map(|letter| if letter.is_control() { ' ' } else { letter });
    let mut start: String = letters.by_ref().take(20).collect();
    if letters.next().is_some() {
        start.push('…');
    }
    start
}

/// Control characters, replacement characters and the private characters (外字) of one machine.
pub fn unprintable(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

/// A text in one line that a spreadsheet program cannot take for a formula. The full-width signs
/// count too: Japanese Excel folds them. A line break becomes a space, so that one line of the
/// file is one answer for every program; the workbook keeps the breaks.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if text.contains(['\r', '\n']) {
        let one_line = text.replace("\r\n", " ").replace(['\r', '\n'], " ");
        return Cow::Owned(guarded(&one_line).into_owned());
    }
    if text.starts_with(['=', '+', '-', '@', '\t', '＝', '＋', '－', '＠']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_differ_in_width_spaces_or_dashes_are_one() {
        for label in ["18～29歳", "18〜29歳", "18-29歳", "１８－２９歳", "18 – 29 歳"]
        {
            assert_eq!(fold(label), "18-29歳", "{label}");
        }
        assert_eq!(fold(" ＡＧＥ_BAND　"), "age_band");
        assert_ne!(fold("センター"), fold("センタ-"), "a long vowel is no dash");
    }

    #[test]
    fn a_message_quotes_the_beginning_of_a_cell_on_one_line() {
        assert_eq!(shown(" a\nb "), "a b");
        assert_eq!(shown(&"あ".repeat(21)), format!("{}…", "あ".repeat(20)));
    }
}
