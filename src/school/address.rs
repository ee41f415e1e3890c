//! The addresses of a class: in a QR and to type.

use crate::{code::Code, invite::address::short};

/// What the QR for the room holds.
pub fn room(base_url: &str, digits: &str) -> String {
    short(base_url, 'c', digits)
}

/// What pupils type where no camera helps; the page there asks for the six digits. Browsers need
/// no `https://` before it.
pub fn room_typed(base_url: &str) -> String {
    format!("{}/c", host(base_url))
}

/// What the QR on the teacher's sheet holds.
pub fn teacher(base_url: &str, code: &Code) -> String {
    short(base_url, 't', &code.compact())
}

/// What a teacher types; the page there asks for the code.
pub fn teacher_typed(base_url: &str) -> String {
    format!("{}/t", host(base_url))
}

/// `koe.example.jp` of `https://koe.example.jp/`.
pub fn host(base_url: &str) -> &str {
    let base_url = base_url.trim_end_matches('/');
    base_url.split_once("://").map_or(base_url, |(_, host)| host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::CodeKey;

    #[test]
    fn a_class_is_scanned_in_capitals_and_typed_without_the_scheme() {
        let (base_url, code) = ("https://koe.example.jp/", CodeKey::new([7; 32]).code("c", "1"));
        assert_eq!(room(base_url, "123456"), "HTTPS://KOE.EXAMPLE.JP/C/123456");
        assert_eq!(
            teacher(base_url, &code),
            format!("HTTPS://KOE.EXAMPLE.JP/T/{}", code.compact())
        );
        assert_eq!(room_typed(base_url), "koe.example.jp/c");
        assert_eq!(teacher_typed(base_url), "koe.example.jp/t");
    }
}
