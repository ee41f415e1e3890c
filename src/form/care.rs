//! What is looked for in free texts so that an adult reads them soon: words that may be a call
//! for help, and names of people. It finds what somebody should look at, and decides nothing.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::answer::{Answer, Answers};
use super::definition::{Form, Text};
use super::field::Takes;

/// The section `care:` of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Care {
    /// What respondents are told about it, before they write.
    pub notice: Text,
    /// Words and phrases that may be a call for help.
    #[serde(default)]
    pub help: Vec<String>,
    /// What follows a person's name, such as さん.
    #[serde(default)]
    pub names: Vec<String>,
    /// Words that look like a name and are none: たくさん ends like one, ちゃんと begins so.
    #[serde(default)]
    pub not_names: Vec<String>,
}

/// Why a text should be read soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// It may be a call for help.
    Help,
    /// It may name somebody.
    Name,
}

/// Kanji that are as often written in kana, with what they are read as in a call for help. Only
/// those whose kana look like nothing else.
const READINGS: [(&str, &str); 10] = [
    ("虐め", "いじめ"),
    ("苛め", "いじめ"),
    ("誰", "だれ"),
    ("辛", "つら"),
    ("怖", "こわ"),
    ("恐", "こわ"),
    ("消", "き"),
    ("居", "い"),
    ("行", "い"),
    ("無", "な"),
];

impl Care {
    /// What a text shows; nothing for most.
    pub fn signs(&self, text: &str) -> Vec<Sign> {
        let mut signs = Vec::new();
        if self.calls_for_help(text) {
            signs.push(Sign::Help);
        }
        let text = folded(text);
        if self.names.iter().any(|suffix| self.names_somebody(&text, &folded(suffix))) {
            signs.push(Sign::Name);
        }
        signs
    }

    /// Whether a phrase stands in the text. One that ends with 。 has to end its sentence: 助けて
    /// is a call, 助けてもらった is none.
    fn calls_for_help(&self, text: &str) -> bool {
        let whole = read(text);
        let sentences: Vec<String> = text.split(ENDS).map(read).collect();
        self.help.iter().any(|phrase| match phrase.strip_suffix('。') {
            Some(last) => {
                let last = read(last);
                !last.is_empty() && sentences.iter().any(|sentence| sentence.ends_with(&last))
            }
            None => holds(&whole, &read(phrase)),
        })
    }

    fn names_somebody(&self, text: &str, suffix: &str) -> bool {
        text.match_indices(suffix).any(|(start, _)| {
            text[..start].chars().next_back().is_some_and(char::is_alphabetic)
                && !self
                    .not_names
                    .iter()
                    .any(|other| covers(text, &folded(other), start..start + suffix.len()))
        })
    }
}

/// The texts among settled answers that show something: the field, and what it shows.
pub fn signs(form: &Form, answers: &Answers) -> Vec<(String, Sign)> {
    let Some(care) = &form.care else { return Vec::new() };
    let texts = form
        .questions()
        .flat_map(|question| question.fields())
        .filter(|field| matches!(field.takes, Takes::Words { .. } | Takes::Specify(_)));
    let mut found = Vec::new();
    for field in texts {
        if let Some(Answer::Text(text)) = answers.get(&field.key) {
            found.extend(care.signs(text).into_iter().map(|sign| (field.key.to_string(), sign)));
        }
    }
    found
}

fn holds(text: &str, phrase: &str) -> bool {
    !phrase.is_empty() && text.contains(phrase)
}

/// Whether `word` stands in the text where `place` is, and maybe before and after it.
fn covers(text: &str, word: &str, place: Range<usize>) -> bool {
    !word.is_empty()
        && text
            .match_indices(word)
            .any(|(start, _)| start <= place.start && place.end <= start + word.len())
}

/// What ends a sentence.
const ENDS: [char; 9] = ['。', '．', '.', '！', '!', '？', '?', '…', '\n'];

/// As names are compared.
fn folded(text: &str) -> String {
    once(&letters(text))
}

/// As calls for help are compared: whether a word is written in kanji or kana makes no difference
/// where it is often written in either.
fn read(text: &str) -> String {
    let spelled = |text: String, (kanji, kana): &(&str, &str)| text.replace(kanji, kana);
    once(&READINGS.iter().fold(letters(text), spelled))
}

/// Half width, small letters, katakana as hiragana, without spaces, line breaks and signs, so
/// that 「し に た い」 is found as 「死にたい」's kana would be.
fn letters(text: &str) -> String {
    let hiragana = |c: char| match c {
        'ァ'..='ヶ' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
        c => c,
    };
    text.nfkc().flat_map(char::to_lowercase).map(hiragana).filter(|c| c.is_alphanumeric()).collect()
}

/// Without what only draws a word out: 「しにたーーい」, 「死にたぁい」, 「消えたいいい」.
fn once(letters: &str) -> String {
    let mut kept = String::with_capacity(letters.len());
    for letter in letters.chars() {
        let is_drawn = matches!(letter, 'ー' | '々' | 'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ');
        if !is_drawn && !kept.ends_with(letter) {
            kept.push(letter);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn care() -> Care {
        let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect();
        Care {
            notice: "読みます".into(),
            help: words(&["死にたい", "しにたい", "毎日つらい", "消えてしまいたい", "助けて。"]),
            names: words(&["さん", "くん"]),
            not_names: words(&["たくさん", "お母さん", "みなさん", "くんれん"]),
        }
    }

    #[test]
    fn a_call_for_help_is_found_however_it_is_spelled() {
        for text in [
            "もう死にたい。",
            "シニタイ",
            "し に\nた・い",
            "毎日ｼﾆﾀｲと思う",
            "しにたーーい",
            "死にたぁい…",
            "死死にたたい",
            "毎日毎日辛い",
            "きえてしまいたい",
        ] {
            assert_eq!(care().signs(text), [Sign::Help], "{text}");
        }
        for text in ["海に行きたい", "日々の暮らしがつらい", "火を消してしまいたい"]
        {
            assert_eq!(care().signs(text), [], "{text}");
        }
    }

    #[test]
    fn a_phrase_with_a_full_stop_has_to_end_its_sentence() {
        for text in ["助けて", "もうだめ。助けてーー！ 学校のこと", "だれか助けて\nおねがい"]
        {
            assert_eq!(care().signs(text), [Sign::Help], "{text}");
        }
        for text in ["川で助けてもらった。", "お年寄りを助けてあげたい"] {
            assert_eq!(care().signs(text), [], "{text}");
        }
    }

    #[test]
    fn a_name_is_found_and_a_word_that_ends_like_one_is_not() {
        for text in ["田中さんが", "タナカ くん", "となりのけんたくんは", "奈々さんと", "ゆーくん"]
        {
            assert_eq!(care().signs(text), [Sign::Name], "{text}");
        }
        for text in
            ["公園がたくさんほしい", "お母さんの仕事", "さんぽの道", "3くんれん", "避難くんれん"]
        {
            assert_eq!(care().signs(text), [], "{text}");
        }
        assert_eq!(care().signs("たくさんの山田さん"), [Sign::Name]);
    }

    #[test]
    fn an_empty_phrase_finds_nothing() {
        let care = Care { help: vec![" ".into(), "。".into()], ..care() };
        assert_eq!(care.signs("はい"), []);
    }
}
