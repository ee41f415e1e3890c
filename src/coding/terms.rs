//! Frequent words. Texts are cut by the dictionary of the Unicode project (ICU4X), which is
//! compiled in. It knows words, not their grammar, so particles and endings are left out by their
//! letters: a term has at least one kanji, katakana or Latin letter, and two characters.

use std::collections::{BTreeMap, BTreeSet};

use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed, options::WordBreakInvariantOptions};

use super::{fold, reading::Reading};

/// Words that stand in every second text and say nothing about its subject.
const STOP: [&str; 24] = [
    "思い",
    "思う",
    "思っ",
    "思わ",
    "考え",
    "考える",
    "感じ",
    "感じる",
    "お願い",
    "願い",
    "特に",
    "場合",
    "今後",
    "以上",
    "以下",
    "必要",
    "何か",
    "言う",
    "行う",
    "行く",
    "出来",
    "下さい",
    "是非",
    "大変",
];
/// Characters that end a word of kanji, and which the dictionary cuts off: 高齢者, 町内会, 無償化.
const ENDINGS: &str = "者人会費化所板券員店館場的性率数課家";

/// A word and how many texts hold it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The word, in the usual width.
    pub word: String,
    /// The number of texts that hold it, however often.
    pub texts: usize,
}

/// Cuts texts into words.
pub struct Cutter(WordSegmenterBorrowed<'static>);

impl Default for Cutter {
    fn default() -> Cutter {
        Cutter(WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()))
    }
}

impl Cutter {
    /// The words of a text that can be terms, each once.
    pub fn words(&self, text: &str) -> BTreeSet<String> {
        let text = fold::width(text);
        let mut words: Vec<&str> = Vec::new();
        let mut start = 0;
        for end in self.0.segment_str(&text).filter(|end| *end > 0) {
            let piece = &text[start..end];
            match words.last_mut() {
                // The two pieces are neighbours in the text, so one slice holds both.
                Some(word) if ends(word, piece) => *word = &text[start - word.len()..end],
                _ => words.push(piece),
            }
            start = end;
        }
        words.into_iter().filter(|word| is_term(word)).map(str::to_owned).collect()
    }
}

/// The words that at least two of the texts hold, the most frequent first.
pub fn terms(texts: &[Reading<'_>]) -> Vec<Term> {
    let cutter = Cutter::default();
    let mut counts = BTreeMap::<String, usize>::new();
    for reading in texts {
        for word in cutter.words(reading.text) {
            *counts.entry(word).or_default() += 1;
        }
    }
    let mut terms: Vec<Term> = counts
        .into_iter()
        .filter(|(_, texts)| *texts >= 2)
        .map(|(word, texts)| Term { word, texts })
        .collect();
    // The words come sorted, and the sort is stable: equal counts stay in their order.
    terms.sort_by_key(|term| std::cmp::Reverse(term.texts));
    terms
}

fn ends(word: &str, piece: &str) -> bool {
    let mut letters = piece.chars();
    let is_ending = letters.next().is_some_and(|letter| ENDINGS.contains(letter));
    is_ending && letters.next().is_none() && word.chars().count() > 1 && word.chars().all(is_kanji)
}

fn is_term(word: &str) -> bool {
    let tells =
        |letter: char| is_kanji(letter) || is_katakana(letter) || letter.is_ascii_alphabetic();
    let is_word = |letter: char| letter.is_alphanumeric() || letter == 'ー';
    word.chars().count() > 1
        && word.chars().any(tells)
        && word.chars().all(is_word)
        && !STOP.contains(&word)
}

fn is_kanji(letter: char) -> bool {
    matches!(letter, '々' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_katakana(letter: char) -> bool {
    matches!(letter, 'ァ'..='ヺ')
}

#[cfg(test)]
mod tests {
    use super::super::reading::{tests::dataset, texts};
    use super::*;

    fn words(text: &str) -> Vec<String> {
        Cutter::default().words(text).into_iter().collect()
    }

    #[test]
    fn words_are_cut_and_particles_left_out() {
        assert_eq!(
            words("バスの本数が少なく、通院の帰りに1時間待つことがあります。"),
            ["バス", "帰り", "待つ", "時間", "本数", "通院"]
        );
        assert_eq!(
            words("高齢者の町内会。給食費の無償化。"),
            ["無償化", "町内会", "給食費", "高齢者"]
        );
        assert_eq!(words("今のままで、よいとおもいます！ 👍 =1+1"), [""; 0]);
    }

    #[test]
    fn half_width_and_variants_are_the_same_word() {
        assert_eq!(words("ﾊﾞｽ"), ["バス"]);
        assert_eq!(words("ＰＴＡの髙齢"), ["pta", "高齢"]);
    }

    #[test]
    fn a_term_counts_texts_and_not_how_often_it_stands_in_them() {
        let dataset = dataset();
        let terms = terms(&texts(&dataset, "ideas"));
        let count = |word: &str| terms.iter().find(|term| term.word == word).map(|term| term.texts);
        assert_eq!((count("バス"), count("公園"), count("駅前")), (Some(2), Some(2), None));
    }

    #[test]
    fn a_text_of_any_letters_is_cut_without_harm() {
        for text in ["", " ", "שלום עולם", "\u{202e}\u{0}", "🌸🌸", "者人会", &"道".repeat(32_000)]
        {
            words(text);
        }
    }
}
