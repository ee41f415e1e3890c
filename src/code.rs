//! Access codes: how one is made, what a hand types for it, and what the database keeps instead.
//!
//! A code is derived from the survey and the serial number with a key that stays
//! outside the database: a reprint gives the same code, and a stolen database holds none.

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use unicode_normalization::UnicodeNormalization;

/// The letters of a code: capitals and digits without O, 0, I, 1 and L, which eyes confuse.
/// Their number is a prime, which is what makes the check letter catch every slip.
pub const ALPHABET: &[u8; 31] = b"ABCDEFGHJKMNPQRSTUVWXYZ23456789";

/// Letters of a code: eleven derived ones (54.5 bits) and a check letter.
pub const LENGTH: usize = 12;

/// Letters written together, with a hyphen between groups: `XXXX-XXXX-XXXX`.
const GROUP: usize = 4;

const BASE: u8 = ALPHABET.len() as u8;

/// The secret of an installation, from which its codes are derived. Losing it makes reprints
/// impossible and posted codes worthless; leaking it lets the holder answer for anybody.
#[derive(Clone)]
pub struct CodeKey {
    mac: Hmac<Sha256>,
}

impl CodeKey {
    /// Takes the secret as kept in the key file.
    pub fn new(secret: [u8; 32]) -> CodeKey {
        // HMAC itself pads a short key with zeros to the block of its hash; doing so here gives
        // the same result from a constructor that cannot fail.
        let mut block = [0u8; 64];
        block[..secret.len()].copy_from_slice(&secret);
        CodeKey { mac: Hmac::new(&block.into()) }
    }

    /// The code of a participant. The same two values give the same code for ever.
    pub fn code(&self, survey_id: &str, serial: &str) -> Code {
        let derived = self.mac(b"code", &[survey_id.as_bytes(), serial.as_bytes()]);
        let mut first_half = [0u8; 16];
        first_half.copy_from_slice(&derived[..16]);
        // 128 bits taken modulo 31^11 (54.5 bits): the bias is below 2^-73.
        let mut number = u128::from_be_bytes(first_half);
        let mut digits = [0u8; LENGTH];
        for digit in &mut digits[..LENGTH - 1] {
            *digit = (number % u128::from(BASE)) as u8;
            number /= u128::from(BASE);
        }
        digits[LENGTH - 1] = check_digit(&digits);
        Code { digits }
    }

    /// Four digits that prove to have seen a page, not more: for continuing on another tablet in
    /// the same room. Guessing them has to be slowed down by whoever asks.
    pub fn digits(&self, scope: &str, serial: &str) -> u16 {
        let derived = self.mac(b"digits", &[scope.as_bytes(), serial.as_bytes()]);
        let mut first = [0u8; 8];
        first.copy_from_slice(&derived[..8]);
        (u64::from_be_bytes(first) % 10_000) as u16
    }

    /// What the database keeps in place of the code: 43 characters of base64url. Nobody finds the
    /// code from it without the key, not even by trying all codes.
    pub fn hash(&self, code: &Code) -> String {
        BASE64URL_NOPAD.encode(&self.mac(b"hash", &[code.compact().as_bytes()]))
    }

    /// The same for a shorter text that opens something less.
    pub fn hash_of(&self, text: &str) -> String {
        BASE64URL_NOPAD.encode(&self.mac(b"hash-of", &[text.as_bytes()]))
    }

    /// What a draft is found by. Not the hash above, so that the table of drafts does not tell
    /// whose they are.
    pub fn locator(&self, code: &Code) -> String {
        BASE64URL_NOPAD.encode(&self.mac(b"locator", &[code.compact().as_bytes()]))
    }

    /// The key that encrypts the draft of whoever holds the code.
    pub fn draft_key(&self, code: &Code) -> [u8; 32] {
        self.mac(b"draft", &[code.compact().as_bytes()])
    }

    /// HMAC-SHA-256 over the purpose and the parts, each with its length before it, so that no
    /// two lists of parts run together into the same bytes.
    fn mac(&self, purpose: &[u8], parts: &[&[u8]]) -> [u8; 32] {
        let mut mac = self.mac.clone();
        for part in [purpose].iter().chain(parts) {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

impl fmt::Debug for CodeKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("CodeKey(secret)")
    }
}

/// A well-formed access code. That it was given to somebody is for the database to say.
///
/// It is written with `{}` and deliberately not with `{:?}`, so that no log prints one by accident.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// Places in [`ALPHABET`], the check letter last.
    digits: [u8; LENGTH],
}

/// Why something typed is not a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeError {
    /// Not twelve letters (none at all included).
    WrongLength {
        /// How many letters were typed, separators not counted.
        typed: usize,
    },
    /// A letter that no code contains, in capitals and half width.
    LetterNotUsed(char),
    /// Twelve proper letters, of which at least one is wrong or in the wrong place.
    CheckFailed,
}

impl Code {
    /// Reads what a hand typed or a camera saw: small letters, full width, spaces and every kind
    /// of hyphen between groups are folded away.
    ///
    /// # Errors
    /// A letter that is never used is told before a wrong length, because it says where to look.
    pub fn parse(typed: &str) -> Result<Code, CodeError> {
        let mut digits = [0u8; LENGTH];
        let mut count = 0;
        for letter in typed.nfkc().filter(|letter| !is_separator(*letter)) {
            let letter = letter.to_ascii_uppercase();
            let place = ALPHABET
                .iter()
                .position(|used| char::from(*used) == letter)
                .ok_or(CodeError::LetterNotUsed(letter))?;
            if let Some(digit) = digits.get_mut(count) {
                *digit = place as u8;
            }
            count += 1;
        }
        if count != LENGTH {
            return Err(CodeError::WrongLength { typed: count });
        }
        if digits[LENGTH - 1] != check_digit(&digits) {
            return Err(CodeError::CheckFailed);
        }
        Ok(Code { digits })
    }

    /// The twelve letters without separators, as a QR holds them.
    pub fn compact(&self) -> String {
        self.letters().collect()
    }

    fn letters(&self) -> impl Iterator<Item = char> {
        self.digits.iter().map(|digit| char::from(ALPHABET[usize::from(*digit)]))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, letter) in self.letters().enumerate() {
            if place > 0 && place % GROUP == 0 {
                out.write_str("-")?;
            }
            write!(out, "{letter}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Code(secret)")
    }
}

/// What people put between groups: white space (U+3000 too), what Japanese keyboards give for a
/// hyphen, dots, and the invisible characters that come along with copied text.
fn is_separator(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(
            letter,
            '-' | '\u{2010}'..='\u{2015}' // hyphens and dashes
                | '\u{2212}' // minus
                | 'ー' | '〜' | '~' | '_'
                | '.' | ',' | '。' | '、' | '・' | '·'
                | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
        )
}

/// The last letter of a code, from the eleven before it: the sum of all twelve, weighted 12 … 1,
/// is a multiple of 31. The weights differ and 31 is prime, so that one wrong letter, or any two
/// that changed places, always show.
fn check_digit(digits: &[u8; LENGTH]) -> u8 {
    let sum: u32 = digits[..LENGTH - 1]
        .iter()
        .zip((2..=LENGTH as u32).rev())
        .map(|(digit, weight)| u32::from(*digit) * weight)
        .sum();
    let base = u32::from(BASE);
    ((base - sum % base) % base) as u8
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    fn key() -> CodeKey {
        CodeKey::new([7; 32])
    }

    fn text(digits: &[u8]) -> String {
        digits.iter().map(|digit| char::from(ALPHABET[usize::from(*digit)])).collect()
    }

    #[test]
    fn a_reprint_gives_the_same_code_and_another_person_another() {
        let first = key().code("survey", "17");
        assert!(first == key().code("survey", "17"));
        assert!(first != key().code("survey", "18"));
        assert!(first != key().code("other", "17"));
        assert!(first != CodeKey::new([8; 32]).code("survey", "17"));
    }

    #[test]
    fn codes_posted_once_stay_valid_in_every_later_version() {
        // Letters are on paper: a change of these values would make them worthless.
        let code = key().code("survey", "17");
        assert_eq!(code.to_string(), "GT3C-N2PA-W22F");
        assert_eq!(key().hash(&code), "fWLZQ1Dnc27KKKkAc2FcREOK-1ZTEe8j405f2RE7QYo");
    }

    #[test]
    fn serial_and_survey_never_run_together() {
        assert!(key().code("a", "bc") != key().code("ab", "c"));
    }

    #[test]
    fn two_hundred_thousand_participants_have_as_many_codes() {
        let codes: HashSet<String> = (0..200_000)
            .map(|serial| key().code("survey", &serial.to_string()).compact())
            .collect();
        assert_eq!(codes.len(), 200_000);
    }

    #[test]
    fn every_letter_is_used_at_every_derived_place() {
        let mut seen = vec![HashSet::new(); LENGTH];
        for serial in 0..2_000 {
            let code = key().code("survey", &serial.to_string());
            for (place, letter) in code.letters().enumerate() {
                seen[place].insert(letter);
            }
        }
        assert!(seen.iter().all(|letters| letters.len() == ALPHABET.len()));
    }

    #[test]
    fn the_database_gets_neither_the_code_nor_the_key_of_the_draft() {
        let code = key().code("survey", "17");
        let hash = key().hash(&code);
        assert!(!hash.contains(&code.compact()));
        assert_eq!(hash.len(), 43);
        assert_ne!(hash, BASE64URL_NOPAD.encode(&key().draft_key(&code)));
        assert_ne!(hash, CodeKey::new([8; 32]).hash(&code));
    }

    #[test]
    fn a_code_is_shown_in_groups_of_four_and_reads_back() {
        let code = key().code("survey", "17");
        let shown = code.to_string();
        assert_eq!(shown.len(), 14);
        assert_eq!(shown.replace('-', ""), code.compact());
        assert!(Code::parse(&shown) == Ok(code));
    }

    #[test]
    fn neither_code_nor_key_is_printed_by_debug() {
        let code = key().code("survey", "17");
        assert_eq!(format!("{code:?} {:?}", key()), "Code(secret) CodeKey(secret)");
    }

    #[test]
    fn what_hands_type_is_folded() {
        let code = key().code("survey", "17");
        let compact = code.compact();
        let wide: String =
            compact.chars().filter_map(|letter| char::from_u32(letter as u32 + 0xfee0)).collect();
        assert!(Code::parse(&compact.to_lowercase()) == Ok(code));
        assert!(Code::parse(&wide) == Ok(code));
        assert!(Code::parse(&wide.to_lowercase()) == Ok(code));
        for separator in [
            "-", " ", "\u{3000}", "ー", "－", "ｰ", "‐", "‑", "‒", "–", "—", "―", "−", "~", "～",
            "〜", ".", "．", "。", "・", " - ", "\t", "\r\n", "\u{200b}", "_",
        ] {
            let typed = [&compact[..4], &compact[4..8], &compact[8..]].join(separator);
            let typed = format!("{separator}{typed}{separator}");
            assert!(Code::parse(&typed) == Ok(code), "between groups: {separator:?}");
        }
    }

    #[test]
    fn a_letter_that_no_code_contains_is_named() {
        for (typed, named) in [
            ("ABCO", 'O'),
            ("０", '0'),
            ("abcl", 'L'),
            ("i", 'I'),
            ("AB1", '1'),
            ("𠮷", '𠮷'),
            ("ABCDE-FGHJK/MNPQR", '/'),
        ] {
            assert_eq!(Code::parse(typed), Err(CodeError::LetterNotUsed(named)));
        }
    }

    #[test]
    fn too_few_and_too_many_letters_are_counted() {
        for (typed, count) in [("", 0), (" － ", 0), ("ABCD-EFGH", 8), ("ABCD-EFGH-JKMN-P", 13)] {
            let error = CodeError::WrongLength { typed: count };
            assert_eq!(Code::parse(typed), Err(error));
        }
        let long = "A".repeat(1_000_000);
        assert_eq!(Code::parse(&long), Err(CodeError::WrongLength { typed: 1_000_000 }));
    }

    proptest! {
        #[test]
        fn every_wrong_letter_and_every_swap_is_caught(secret: [u8; 32], serial in 0u32..) {
            let code = CodeKey::new(secret).code("survey", &serial.to_string());
            for place in 0..LENGTH {
                for other in (0..BASE).filter(|other| *other != code.digits[place]) {
                    let mut wrong = code.digits;
                    wrong[place] = other;
                    prop_assert_eq!(Code::parse(&text(&wrong)), Err(CodeError::CheckFailed));
                }
                for neighbour in place + 1..LENGTH {
                    let mut swapped = code.digits;
                    swapped.swap(place, neighbour);
                    if swapped != code.digits {
                        let read = Code::parse(&text(&swapped));
                        prop_assert_eq!(read, Err(CodeError::CheckFailed));
                    }
                }
            }
        }

        #[test]
        fn nothing_that_is_typed_breaks_the_reading(typed in ".*") {
            if let Ok(code) = Code::parse(&typed) {
                prop_assert!(Code::parse(&code.to_string()) == Ok(code));
            }
        }
    }
}
