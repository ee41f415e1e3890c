//! The frame of pages in a workshop: phones, the facilitator's console, the wall.

use maud::{DOCTYPE, Markup, html};

use super::layout;
use crate::{config::City, web::assets::Asset};

/// What the frame needs to know.
pub struct Frame<'a> {
    /// Who speaks.
    pub city: &'a City,
    /// The title of the browser's tab.
    pub title: &'a str,
    /// `phone`, `console` or `wall`: the class of the page.
    pub kind: &'a str,
    /// The style.
    pub style: &'a Asset,
    /// The script that keeps the page alive; the page works without it.
    pub script: Option<&'a Asset>,
    /// Marked as sample data.
    pub sample: bool,
}

/// A page of a workshop around its `main`.
pub fn page(frame: &Frame<'_>, main: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html class=(frame.kind) lang="ja" {
            (layout::head(frame.title, &frame.style.url))
            body {
                a.skip href="#main" { "本文へ" }
                header.top { p.city { (frame.city.name) } p.title { (frame.title) } }
                @if frame.sample { p.sample role="note" { "見本です。内容はすべて架空です。" } }
                @if let Some(script) = frame.script {
                    p #stale role="status" hidden { (stale(frame.kind)) }
                    script src=(script.url) defer {}
                }
                (main)
            }
        }
    }
}

/// What the script shows when the server has not been heard for a while.
fn stale(kind: &str) -> &'static str {
    match kind {
        "phone" => "つながっていません。書いたものはこのスマートフォンに残っています。",
        _ => "つながっていません。つながると、自動で新しくなります。",
    }
}
