//! Furigana in texts: `{漢字|かんじ}`.

use std::borrow::Cow;

/// A stretch of a text, with or without furigana above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words as they are.
    Plain(&'a str),
    /// Words with their reading.
    Ruby {
        /// The words.
        base: &'a str,
        /// How they are read.
        reading: &'a str,
    },
}

/// The pieces of a text, in order. A brace that does not form `{…|…}` is left as it is:
/// loading a form reports it (see [`mistake`]), a reader still gets every word.
pub fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let (mut rest, mut waiting) = (text, None);
    std::iter::from_fn(move || {
        if waiting.is_some() || rest.is_empty() {
            return waiting.take();
        }
        let Some((before, base, reading, after)) = first_ruby(rest) else {
            return Some(Piece::Plain(std::mem::take(&mut rest)));
        };
        rest = after;
        let ruby = Piece::Ruby { base, reading };
        if before.is_empty() {
            return Some(ruby);
        }
        waiting = Some(ruby);
        Some(Piece::Plain(before))
    })
}

/// The text without furigana. Borrows when there is none.
pub fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains('{') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        pieces(text)
            .map(|piece| match piece {
                Piece::Plain(words) => words,
                Piece::Ruby { base, .. } => base,
            })
            .collect(),
    )
}

/// What is wrong with the furigana of a text, as a sentence, or `None`.
pub fn mistake(text: &str) -> Option<String> {
    for piece in pieces(text) {
        match piece {
            Piece::Plain(words) if words.contains(['{', '}']) => {
                return Some(format!(
                    "ふりがなの書き方が正しくありません（「{}」のあたり）。{{漢字|かんじ}} のように書いてください。",
                    shown(words)
                ));
            }
            Piece::Ruby { base, reading }
                if base.trim().is_empty() || reading.trim().is_empty() =>
            {
                return Some(format!(
                    "ふりがなの「{{{base}|{reading}}}」に空のところがあります。{{漢字|かんじ}} のように両方を書いてください。"
                ));
            }
            Piece::Plain(_) | Piece::Ruby { .. } => {}
        }
    }
    None
}

/// The first `{base|reading}` as (before, base, reading, after).
fn first_ruby(text: &str) -> Option<(&str, &str, &str, &str)> {
    let mut from = 0;
    loop {
        let close = from + text.get(from..)?.find('}')?;
        let inside = text.get(from..close)?;
        // The last opening brace, so that a stray one before it does not swallow words.
        if let Some(open) = inside.rfind('{').map(|at| at + from)
            && let Some((base, reading)) = text.get(open + 1..close)?.split_once('|')
            && !reading.contains('|')
        {
            return Some((text.get(..open)?, base, reading, text.get(close + 1..)?));
        }
        from = close + 1;
    }
}

/// The part of `words` around its first brace, short enough for a message.
fn shown(words: &str) -> String {
    let brace = words.chars().position(|c| c == '{' || c == '}').unwrap_or(0);
    words.chars().skip(brace.saturating_sub(4)).take(12).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_into_words_and_readings() {
        assert_eq!(
            pieces("お{住|す}まいの{地区|ちく}").collect::<Vec<_>>(),
            [
                Piece::Plain("お"),
                Piece::Ruby { base: "住", reading: "す" },
                Piece::Plain("まいの"),
                Piece::Ruby { base: "地区", reading: "ちく" },
            ]
        );
    }

    #[test]
    fn plain_keeps_the_bases_only() {
        assert_eq!(plain("{𠮷野|よしの}さんの{町|まち}"), "𠮷野さんの町");
        assert!(matches!(plain("そのまま"), Cow::Borrowed("そのまま")));
    }

    #[test]
    fn broken_furigana_is_reported_and_loses_no_word() {
        for text in ["{漢字", "漢字}", "{漢字}", "{漢|字|か}", "{{漢字|かんじ}"] {
            assert!(mistake(text).is_some(), "{text}");
        }
        assert!(mistake("{|よみ}").is_some());
        assert!(mistake("{漢字|}").is_some());
        assert_eq!(mistake("{漢字|かんじ}を{読|よ}む"), None);
        assert_eq!(plain("{漢字を{読|よ}む"), "{漢字を読む");
    }
}
