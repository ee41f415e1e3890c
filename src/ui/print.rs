//! The frame of a page that is printed.

use maud::{DOCTYPE, Markup, html};

use super::layout::head;
use crate::web::assets;

/// The beginning and the end of a page whose sheets come in between, piece by piece. `toolbar`
/// is shown on the screen only.
pub fn halves(title: &str, toolbar: Markup) -> (String, String) {
    const END: &str = "</main>";
    let page = html! {
        (DOCTYPE)
        html lang="ja" {
            (head(title, &assets::PRINT.url))
            body { header.screen { (toolbar) } main { } }
        }
    };
    let page = page.into_string();
    let (beginning, _) = page.rsplit_once(END).unwrap_or((&page, ""));
    let end = &page[beginning.len()..];
    (beginning.to_owned(), end.to_owned())
}
