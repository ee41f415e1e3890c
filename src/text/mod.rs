//! The words of the interface, by language. A form's own words live in its files; these are
//! the words around it. A language is a variant of [`Lang`]: adding one stops the build until
//! every text has it.

/// One function a text: Japanese, easy Japanese, English, in this order. A text that misses
/// a language does not compile.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident: $ja:expr, $easy:expr, $en:expr;)*) => {
        $($(#[$doc])*
        pub fn $name(lang: Lang) -> &'static str {
            match lang {
                Lang::Ja => $ja,
                Lang::JaEasy => $easy,
                Lang::En => $en,
            }
        })*

        /// Every text of this file, for the test that none is forgotten half-way.
        pub const ALL: &[(&str, fn(Lang) -> &'static str)] = &[$((stringify!($name), $name)),*];
    };
}

pub mod about;
pub mod pupil;
pub mod respond;

use serde::{Deserialize, Serialize};

/// A language that a respondent can choose.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Lang {
    /// Japanese, the language every form is written in first.
    #[default]
    Ja,
    /// やさしい日本語: short sentences, everyday words, furigana.
    JaEasy,
    /// English.
    En,
}

impl Lang {
    /// Every language, in the order in which they are offered.
    pub const ALL: [Lang; 3] = [Lang::Ja, Lang::JaEasy, Lang::En];

    /// The name used in files, URLs and cookies: `ja`, `ja-easy`, `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Ja => "ja",
            Lang::JaEasy => "ja-easy",
            Lang::En => "en",
        }
    }

    /// The language of a tag, if there is one.
    pub fn from_tag(tag: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.tag() == tag)
    }

    /// The value of the HTML `lang` attribute.
    pub fn html(self) -> &'static str {
        match self {
            Lang::Ja | Lang::JaEasy => "ja",
            Lang::En => "en",
        }
    }

    /// What the language calls itself.
    pub fn name(self) -> &'static str {
        match self {
            Lang::Ja => "日本語",
            Lang::JaEasy => "やさしい日本語",
            Lang::En => "English",
        }
    }
}
