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

impl Care {
    /// What a text shows; nothing for most.
    pub fn signs(&self, text: &str) -> Vec<Sign> {
        let text = folded(text);
        let mut signs = Vec::new();
        if self.help.iter().any(|phrase| holds(&text, &folded(phrase))) {
            signs.push(Sign::Help);
        }
        if self.names.iter().any(|suffix| self.names_somebody(&text, &folded(suffix))) {
            signs.push(Sign::Name);
        }
        signs
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

/// As it is compared: half width, small letters, katakana as hiragana, without spaces, line
/// breaks and signs, so that 「し に た い」 is found as 「死にたい」's kana would be.
fn folded(text: &str) -> String {
    let hiragana = |c: char| match c {
        'ァ'..='ヶ' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
        c => c,
    };
    let letters = text.nfkc().flat_map(char::to_lowercase).map(hiragana);
    letters.filter(|c| c.is_alphanumeric() || *c == 'ー').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn care() -> Care {
        let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect();
        Care {
            notice: "読みます".into(),
            help: words(&["死にたい", "しにたい"]),
            names: words(&["さん", "くん"]),
            not_names: words(&["たくさん", "お母さん", "みなさん", "くんれん"]),
        }
    }

    #[test]
    fn a_call_for_help_is_found_however_it_is_spelled() {
        for text in ["もう死にたい。", "シニタイ", "し に\nた・い", "毎日ｼﾆﾀｲと思う"]
        {
            assert_eq!(care().signs(text), [Sign::Help], "{text}");
        }
        assert_eq!(care().signs("海に行きたい"), []);
    }

    #[test]
    fn a_name_is_found_and_a_word_that_ends_like_one_is_not() {
        for text in ["田中さんが", "タナカ くん", "となりのけんたくんは"] {
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
        let care = Care { help: vec![" ".into()], ..care() };
        assert_eq!(care.signs("はい"), []);
    }
}
