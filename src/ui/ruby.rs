//! Texts with furigana as markup.

use maud::Render;

use crate::form::ruby::{Piece, pieces};

/// A text with its readings above the characters, or without them. Writes itself straight into
/// the page: a page of questions holds hundreds of them.
#[derive(Clone, Copy)]
pub struct Ruby<'a> {
    /// With `{漢字|かんじ}`.
    pub text: &'a str,
    /// Show the readings.
    pub furigana: bool,
}

impl Render for Ruby<'_> {
    fn render_to(&self, page: &mut String) {
        for piece in pieces(self.text) {
            match piece {
                Piece::Ruby { base, reading } if self.furigana => {
                    page.push_str("<ruby>");
                    base.render_to(page);
                    page.push_str("<rp>（</rp><rt>");
                    reading.render_to(page);
                    page.push_str("</rt><rp>）</rp></ruby>");
                }
                Piece::Plain(base) | Piece::Ruby { base, .. } => base.render_to(page),
            }
        }
    }
}
