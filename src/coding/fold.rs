//! Different ways to write the same word, made alike: half and full width, hiragana and katakana,
//! capitals, and the variants of a few kanji that names are fond of.

use unicode_normalization::UnicodeNormalization;

/// Kanji that compatibility normalisation leaves apart although readers take them for the same.
const VARIANTS: [(char, char); 6] =
    [('髙', '高'), ('﨑', '崎'), ('𠮷', '吉'), ('濵', '浜'), ('德', '徳'), ('槗', '橋')];

/// The text in lower case, in the usual width (NFKC) and with the usual kanji.
pub fn width(text: &str) -> String {
    let usual = |letter: char| {
        VARIANTS.iter().find(|(variant, _)| *variant == letter).map_or(letter, |(_, usual)| *usual)
    };
    text.nfkc().flat_map(char::to_lowercase).map(usual).collect()
}

/// The same with katakana as hiragana: what a search compares.
pub fn search(text: &str) -> String {
    width(text).chars().map(hiragana).collect()
}

fn hiragana(letter: char) -> char {
    match letter {
        // The two rows of Unicode lie 0x60 apart; ヷ and later have no hiragana.
        'ァ'..='ヶ' | 'ヽ' | 'ヾ' => char::from_u32(letter as u32 - 0x60).unwrap_or(letter),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_word_is_found_however_it_is_written() {
        for (one, other) in [
            ("ﾊﾞｽﾃｲ", "ばすてい"),
            ("ＰＴＡ", "pta"),
            ("㈱", "(株)"),
            ("髙﨑さん", "高崎さん"),
            ("𠮷野家", "吉野家"),
            ("１０", "10"),
            ("ヴァイオリン", "ゔぁいおりん"),
        ] {
            assert_eq!(search(one), search(other), "{one} {other}");
        }
        assert_ne!(search("バス"), search("パス"));
    }

    #[test]
    fn words_keep_their_katakana() {
        assert_eq!(width("ｽﾏﾎ ABC"), "スマホ abc");
    }
}
