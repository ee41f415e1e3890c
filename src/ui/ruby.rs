//! Texts with furigana as markup.

use maud::{Markup, html};

use crate::form::ruby::{Piece, pieces};

/// A text with its readings above the characters, or without them.
pub fn ruby(text: &str, furigana: bool) -> Markup {
    html! {
        @for piece in pieces(text) {
            @match piece {
                Piece::Plain(plain) => (plain),
                Piece::Ruby { base, reading } => {
                    @if furigana {
                        ruby { (base) rp { "（" } rt { (reading) } rp { "）" } }
                    } @else { (base) }
                }
            }
        }
    }
}
