//! The frame of every page.

use maud::{DOCTYPE, Markup, html};

use crate::web::assets;

/// A page with nothing around it: errors, sign-in.
pub fn bare(title: &str, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="ja" {
            (head(title, &assets::PUBLIC.url))
            body { main.page #main { (body) } }
        }
    }
}

/// What stands in the head of every page. The icon is empty: it saves the phone a request.
pub fn head(title: &str, style: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            title { (title) }
            link rel="icon" href="data:,";
            link rel="stylesheet" href=(style);
            link rel="stylesheet" href="/assets/city.css";
        }
    }
}
