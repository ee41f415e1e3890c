//! Pages on the way to a board: six digits, joining, coming back, the table.

use maud::{Markup, html};

use super::{Theme, Workshop, attend::NICKNAME_LENGTH, settings::Names};
use crate::board::Board;

/// What a page says about what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Not six digits.
    SixDigits,
    /// No workshop has these.
    Unknown,
    /// Nobody has this code for coming back.
    NoReturn,
}

impl Remark {
    fn sentence(self) -> &'static str {
        match self {
            Remark::SixDigits => {
                "番号は6けたの数字です。画面や紙にある番号を、もう一度確かめてください。"
            }
            Remark::Unknown => {
                "この番号のワークショップはありません。番号をもう一度確かめてください。"
            }
            Remark::NoReturn => {
                "この再入室コードの人は見つかりませんでした。6文字をもう一度確かめてください。"
            }
        }
    }
}

fn remark(remark: Option<Remark>) -> Markup {
    html! { @if let Some(remark) = remark { p.error #error role="alert" { (remark.sentence()) } } }
}

/// The page that asks for the six digits.
pub fn digits(said: Option<Remark>) -> Markup {
    html! {
        main #main {
            h1 { "ワークショップに参加する" }
            (remark(said))
            form method="post" action="/w" {
                label for="digits" { "6けたの番号" }
                input #digits name="digits" inputmode="numeric" autocomplete="off" maxlength="12"
                    aria-describedby=[said.map(|_| "error")];
                button { "進む" }
            }
        }
    }
}

/// The page for joining and for coming back.
pub fn welcome(workshop: &Workshop, entry: &str, said: Option<Remark>) -> Markup {
    let path = format!("/w/{}", workshop.join_code);
    html! {
        main #main {
            h1 { (workshop.title) }
            p { (workshop.settings.purpose) }
            (remark(said))
            form method="post" action={ (path) "/attendance" } {
                input type="hidden" name="entry" value=(entry);
                @if workshop.settings.names == Names::Nickname {
                    label for="nickname" { "ニックネーム（本名は書かないでください。進行役だけが見ます）" }
                    input #nickname name="nickname" maxlength=(NICKNAME_LENGTH) autocomplete="off";
                }
                button { "参加する" }
            }
            details open[said.is_some()] {
                summary { "前に参加した人" }
                form method="post" action={ (path) "/return" } {
                    label for="code" { "再入室コード（6文字）" }
                    input #code name="code" autocapitalize="characters" autocomplete="off" maxlength="12";
                    button { "続きから参加する" }
                }
            }
        }
    }
}

/// At which table do I sit?
pub fn tables(workshop: &Workshop, theme: &Theme, boards: &[Board]) -> Markup {
    html! {
        main #main {
            h1 { "テーブルを選んでください" }
            p { (theme.title) }
            form.tables method="post" action={ "/w/" (workshop.join_code) "/table" } {
                @for board in boards { button name="table" value=(board.number) { (board.name) } }
            }
        }
    }
}

/// Nothing has begun yet.
pub fn soon(workshop: &Workshop) -> Markup {
    html! {
        main #main {
            h1 { (workshop.title) }
            p { "はじまるまで、お待ちください。" }
            p { a href={ "/w/" (workshop.join_code) "/board" } { "画面を新しくする" } }
        }
    }
}
