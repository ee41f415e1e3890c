//! The words of the interface, by language. A form's own words live in its files; these are
//! the words around it.
//!
//! A language is one file here, a value of [`Words`]: a text that it misses does not compile.
//! To add one: write the file, enter it in the list of languages below, done. An area is what
//! pages of one kind say: one file that lists its texts with `area!`, a field of [`Words`],
//! a line in the tests. Pages say `respond::skip(lang)`; a text of Japanese holds furigana.

#[macro_use]
mod area;
mod japanese;

pub mod about;
pub mod pupil;
pub mod respond;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Everything that a language says, and its ways of writing.
pub struct Words {
    /// The name used in files, URLs and cookies: `ja`, `ja-easy`, `en`.
    pub tag: &'static str,
    /// The value of the HTML `lang` attribute.
    pub html: &'static str,
    /// What the language calls itself.
    pub name: &'static str,
    /// Between the things of a list.
    pub comma: &'static str,
    /// A day in full.
    pub day: fn(NaiveDate) -> String,
    /// How answers are handled.
    pub about: about::Words,
    /// The words around a questionnaire.
    pub respond: respond::Words,
    /// The words around it in a class.
    pub pupil: pupil::Words,
}

/// The list of languages: each with its name in the code and its file.
macro_rules! languages {
    ($($(#[$about:meta])* $lang:ident: $file:ident;)*) => {
        $(mod $file;)*

        /// A language that a respondent can choose.
        #[derive(
            Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(rename_all = "kebab-case")]
        pub enum Lang {
            $($(#[$about])* $lang,)*
        }

        impl Lang {
            /// Every language, in the order in which they are offered.
            pub const ALL: [Lang; [$(Lang::$lang),*].len()] = [$(Lang::$lang),*];

            /// What the language says.
            pub fn words(self) -> &'static Words {
                match self {
                    $(Lang::$lang => &$file::WORDS,)*
                }
            }
        }
    };
}

languages! {
    /// Japanese, the language every form is written in first.
    #[default]
    Ja: ja;
    /// やさしい日本語: short sentences, everyday words.
    JaEasy: ja_easy;
    /// English.
    En: en;
}

impl Lang {
    /// The name used in files, URLs and cookies: `ja`, `ja-easy`, `en`.
    pub fn tag(self) -> &'static str {
        self.words().tag
    }

    /// The language of a tag, if there is one.
    pub fn from_tag(tag: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.tag() == tag)
    }

    /// The value of the HTML `lang` attribute.
    pub fn html(self) -> &'static str {
        self.words().html
    }

    /// What the language calls itself.
    pub fn name(self) -> &'static str {
        self.words().name
    }

    /// Written with characters that can have furigana.
    pub fn is_japanese(self) -> bool {
        self.html() == Lang::Ja.html()
    }

    /// Between the things of a list.
    pub fn comma(self) -> &'static str {
        self.words().comma
    }

    /// A day in full.
    pub fn day(self, day: NaiveDate) -> String {
        (self.words().day)(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::ruby::{self, Piece};

    /// Everything that a language says: the name of each text, and the text.
    fn said(lang: Lang) -> Vec<(&'static str, String)> {
        let day = |month, day| lang.day(NaiveDate::from_ymd_opt(2026, month, day).expect("a day"));
        let days = (1..=28).map(|at| ("day", day(u32::min(at, 12), at)));
        let areas = [about::all(lang), respond::all(lang), pupil::all(lang)];
        areas.into_iter().flatten().chain(days).collect()
    }

    #[test]
    fn every_text_is_there_and_its_furigana_is_well_formed() {
        for lang in Lang::ALL {
            for (name, words) in said(lang) {
                assert!(!words.trim().is_empty(), "{name} in {}", lang.tag());
                assert_eq!(ruby::mistake(&words), None, "{name} in {}", lang.tag());
            }
        }
    }

    #[test]
    fn japanese_has_furigana_on_every_kanji_and_other_languages_have_none() {
        for lang in Lang::ALL {
            for (name, words) in said(lang) {
                for piece in ruby::pieces(&words) {
                    let Piece::Plain(plain) = piece else {
                        assert!(lang.is_japanese(), "{name} in {}: {words}", lang.tag());
                        continue;
                    };
                    let bare = plain.chars().find(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
                    assert_eq!(bare, None, "{name} in {}: {plain}", lang.tag());
                }
            }
        }
    }

    #[test]
    fn a_language_has_the_same_tag_in_stored_forms_and_in_cookies() {
        for lang in Lang::ALL {
            assert_eq!(serde_json::to_value(lang).expect("json"), lang.tag());
            assert_eq!(Lang::from_tag(lang.tag()), Some(lang));
        }
    }

    #[test]
    fn days_and_small_numbers_are_written_as_the_language_does() {
        let day = NaiveDate::from_ymd_opt(2026, 4, 20).expect("a day");
        assert_eq!(ruby::plain(&Lang::Ja.day(day)), "2026年4月20日（月）");
        assert_eq!(ruby::plain(&Lang::JaEasy.day(day)), "2026年4月20日（月）");
        assert_eq!(Lang::En.day(day), "20 April 2026");
        assert_eq!(respond::rows_blank(Lang::En, 1), "1 row is still blank.");
        assert_eq!(ruby::plain(&respond::too_many(Lang::JaEasy, 12)), "12個まで 選んでください。");
    }
}
