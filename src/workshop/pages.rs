//! Pages on the way to a board: six digits, joining, coming back, the table.

use maud::{Markup, html};

use super::{State, Theme, Workshop, attend::NICKNAME_LENGTH, settings::Names};
use crate::{board::Board, clock::japanese_day, ui::ruby::Ruby};

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
            form.form method="post" action="/w" {
                label for="digits" { "6けたの番号（画面や紙にあります）" }
                input.code #digits type="text" name="digits" inputmode="numeric"
                    autocomplete="off" maxlength="12" aria-describedby=[said.map(|_| "error")];
                button.primary { "進む" }
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
            @match workshop.state {
                State::Open => (joining(workshop, entry, &path)),
                State::Preparing => p.notice {
                    "まだ始まっていません。" (japanese_day(workshop.held_on)) " " (workshop.hours)
                    " に、もう一度この画面を開いてください。"
                },
                State::Closed => p.notice {
                    "このワークショップは終わりました。参加した人は、下の「前に参加した人」から、書いたものを読めます。"
                },
            }
            details open[said.is_some()] {
                summary { "前に参加した人・別のスマートフォンで続ける人" }
                form.form method="post" action={ (path) "/return" } {
                    label for="code" { "再入室コード（6文字）" }
                    input.code #code type="text" name="code" autocapitalize="characters"
                        autocomplete="off" maxlength="12"
                        aria-describedby=[said.map(|_| "error")];
                    button { "続きから参加する" }
                }
            }
            (kept(workshop))
        }
    }
}

fn joining(workshop: &Workshop, entry: &str, path: &str) -> Markup {
    html! {
        form.form method="post" action={ (path) "/attendance" } {
            input type="hidden" name="entry" value=(entry);
            @if workshop.settings.names == Names::Nickname {
                label for="nickname" { "ニックネーム（" (NICKNAME_LENGTH) "文字まで）" }
                p.hint #nickname-hint { "本名は書かないでください。進行役だけが見ます。空のままでも参加できます。" }
                input #nickname type="text" name="nickname" maxlength=(NICKNAME_LENGTH)
                    autocomplete="off" aria-describedby="nickname-hint";
            }
            button.primary { "参加する" }
        }
    }
}

/// What is kept of somebody, for how long, and who sees it.
fn kept(workshop: &Workshop) -> Markup {
    let settings = &workshop.settings;
    let say = |text| Ruby { text, furigana: settings.minors };
    html! {
        section.kept aria-labelledby="kept" {
            h2 #kept { "参加する前に" }
            ul {
                @if settings.minors {
                    li { (say("{本名|ほんみょう}、学校の名前、電話{番号|ばんごう}、メールやSNSのアカウント、写真は聞きません。{付箋|ふせん}にも書かないでください。")) }
                    li { (say("{参加|さんか}する人どうしでメッセージを送り合うことはできません。")) }
                } @else {
                    li { "名前、電話番号、メールアドレスは聞きません。" }
                }
                @if settings.names == Names::Nickname {
                    li { (say("ニックネームは、{進行役|しんこうやく}が{席|せき}を{確|たし}かめるときだけに見ます。{付箋|ふせん}には出ません。")) }
                }
                li { (say("{付箋|ふせん}は、みんなで開くまで自分だけに見えます。開いたあとは、会場の人と市の{担当者|たんとうしゃ}に見えます。だれが書いたかは、{画面|がめん}にも市の{資料|しりょう}にも出ません。")) }
                @if let Some(hold) = &settings.hold { li { (hold.notice) } }
                li {
                    (say("だれがどの{付箋|ふせん}を書いたか、どのテーブルにいたかの{記録|きろく}は、ワークショップが終わってから"))
                    (settings.keep_days)
                    (say("日たつと{消|け}します。{付箋|ふせん}の言葉と{投票|とうひょう}の{結果|けっか}は、市の計画づくりに使うために{残|のこ}します。"))
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
            p.hint { "いま座っているテーブルの番号です。わからないときは、進行役に聞いてください。" }
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
            p { "参加の手続きができました。はじまるまで、お待ちください。" }
            p { a.button href={ "/w/" (workshop.join_code) "/board" } { "画面を新しくする" } }
        }
    }
}
