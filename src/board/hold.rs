//! What a note is held back for until the facilitator has looked at it. It finds what somebody
//! should look at, and decides nothing.

use unicode_normalization::UnicodeNormalization;

use crate::{
    form::care::{Care, Sign},
    workshop::settings::Hold,
};

/// Digits in a row, signs between them left out, that make a telephone number.
const TELEPHONE: usize = 9;

/// Why a note is held back, in words for its author; `None`: it is not.
pub fn reason(hold: &Hold, text: &str) -> Option<&'static str> {
    let care = Care {
        notice: Default::default(),
        help: hold.help.clone(),
        names: hold.names.clone(),
        not_names: hold.not_names.clone(),
    };
    let signs = care.signs(text);
    if signs.contains(&Sign::Help) {
        return Some("大人が読んで、声をかけるかもしれません。");
    }
    if hold.contacts && has_contact(text) {
        return Some("電話番号や連絡先のように見えます。");
    }
    if signs.contains(&Sign::Name) {
        return Some("人の名前のように見えます。");
    }
    let folded = folded(text);
    let hurts = |word: &String| folded.contains(&self::folded(word));
    hold.words.iter().any(hurts).then_some("人を傷つけるかもしれない言葉があります。")
}

/// Small half-width letters without spaces.
fn folded(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

fn has_contact(text: &str) -> bool {
    let text: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let mail = text.split_whitespace().any(|word| {
        word.split_once('@').is_some_and(|(name, host)| {
            name.ends_with(|c: char| c.is_ascii_alphanumeric()) && host.contains('.')
        })
    });
    let link = ["http://", "https://", "www.", "line id", "lineid", "line:", "@line"];
    mail || link.iter().any(|link| text.contains(link)) || has_handle(&text) || has_telephone(&text)
}

/// `@someone`, as networks write their members.
fn has_handle(text: &str) -> bool {
    text.split('@').skip(1).any(|after| {
        after.chars().take_while(|c| c.is_ascii_alphanumeric() || "._".contains(*c)).count() >= 3
    })
}

fn has_telephone(text: &str) -> bool {
    let mut digits = 0;
    for letter in text.chars() {
        match letter {
            '0'..='9' => digits += 1,
            '-' | ' ' | '(' | ')' | '.' | 'ー' | '‐' | '−' | '–' | '—' => {}
            _ => digits = 0,
        }
        if digits >= TELEPHONE {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hold() -> Hold {
        let words = |words: &[&str]| words.iter().map(ToString::to_string).collect();
        Hold {
            notice: "読みます".into(),
            help: words(&["死にたい"]),
            names: words(&["さん"]),
            not_names: words(&["たくさん"]),
            words: words(&["ばか"]),
            contacts: true,
        }
    }

    #[test]
    fn ways_to_reach_somebody_are_held_and_numbers_of_daily_life_are_not() {
        for text in [
            "０９０-1234-5678",
            "090 1234 5678に電話",
            "a.b@example.jp まで",
            "LINE ID: abc",
            "https://x.jp",
            "@arao_taro をフォロー",
        ] {
            assert!(reason(&hold(), text).is_some(), "{text}");
        }
        for text in [
            "2026年4月1日から",
            "人口48000人",
            "1学年300人くらい 10年後",
            "バスは7:30と8:15",
            "子育て@ホームの日",
        ] {
            assert_eq!(reason(&hold(), text), None, "{text}");
        }
    }

    #[test]
    fn words_are_found_however_they_are_spaced_and_a_call_for_help_comes_first() {
        assert!(reason(&hold(), "ば か").is_some());
        assert_eq!(
            reason(&hold(), "死にたい ばか"),
            Some("大人が読んで、声をかけるかもしれません。")
        );
        assert!(reason(&hold(), "田中さんの家").is_some());
        assert_eq!(reason(&hold(), "公園がたくさんほしい"), None);
    }
}
