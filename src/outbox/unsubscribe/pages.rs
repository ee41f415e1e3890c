//! The page at the end of a mail's link. It names nobody.

use maud::{Markup, html};

/// Where somebody stands who opened the link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Gets mail of the list.
    On,
    /// Gets no more.
    Off,
    /// The link is none of ours.
    Unknown,
}

impl Standing {
    /// The heading and the title of the tab.
    pub fn title(self) -> &'static str {
        match self {
            Standing::On => "メールを止める",
            Standing::Off => "メールを止めました",
            Standing::Unknown => "このリンクは使えません",
        }
    }
}

/// What stands on the page.
pub fn page(standing: Standing, url: &str) -> Markup {
    html! {
        h1 { (standing.title()) }
        @match standing {
            Standing::On => {
                p { "お届けしたメールの件について、これからのメールを止めます。ほかの件のメールは止まりません。お申し込みの内容も変わりません。" }
                p lang="en" { "Press the button to stop further mail about this matter. Nothing else changes." }
                form method="post" action=(url) { p.actions { button.primary { "この件のメールを止める" } } }
            }
            Standing::Off => {
                p role="status" { "この件のメールは、これからお送りしません。送信の準備が終わっていたメールが、行き違いで届くことがあります。" }
                p lang="en" { "You will get no more mail about this matter." }
                form method="post" action={ (url) "/return" } { p.actions { button { "もう一度受け取る" } } }
            }
            Standing::Unknown => {
                p { "アドレスの一部が欠けているかもしれません。メールの最後にあるアドレスを、そのまま開いてください。それでも開けないときは、下の担当課へお電話ください。" }
                p lang="en" { "This link is not complete. Please open the link at the end of the mail, or call us." }
            }
        }
    }
}
