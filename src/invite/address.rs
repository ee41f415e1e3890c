//! The addresses on a letter: the short one to type and the one in the QR.

use crate::code::Code;

/// What a resident without a camera types; the page there asks for the code.
pub fn typed(base_url: &str) -> String {
    format!("{}/a", base_url.trim_end_matches('/'))
}

/// What the QR of a letter or a slip holds.
pub fn scanned(base_url: &str, code: &Code) -> String {
    short(base_url, 'q', &code.compact())
}

/// A short address of ours for a QR: a page of one letter, and what it opens. In capitals where
/// they mean the same (scheme, host and our own path, which the server reads in either): the QR
/// then needs fewer and larger modules.
pub fn short(base_url: &str, page: char, opens: &str) -> String {
    let base_url = base_url.trim_end_matches('/');
    let host = base_url.split_once("://").map_or(base_url, |(_, host)| host);
    if host.contains(|letter: char| !letter.is_ascii_alphanumeric() && !".-:".contains(letter)) {
        return format!("{base_url}/{page}/{opens}");
    }
    format!("{}/{}/{opens}", base_url.to_ascii_uppercase(), page.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::CodeKey;

    #[test]
    fn the_qr_is_in_capitals_unless_the_address_has_a_path() {
        let code = CodeKey::new([7; 32]).code("survey", "17");
        for (base_url, expected) in [
            ("https://koe.example.jp", "HTTPS://KOE.EXAMPLE.JP/Q/GT3CN2PAW22F"),
            ("http://127.0.0.1:8080/", "HTTP://127.0.0.1:8080/Q/GT3CN2PAW22F"),
            ("https://example.jp/Koe", "https://example.jp/Koe/q/GT3CN2PAW22F"),
            ("http://[::1]:8080", "http://[::1]:8080/q/GT3CN2PAW22F"),
        ] {
            assert_eq!(scanned(base_url, &code), expected);
        }
    }

    #[test]
    fn the_address_to_type_is_short() {
        assert_eq!(typed("https://koe.example.jp/"), "https://koe.example.jp/a");
    }
}
