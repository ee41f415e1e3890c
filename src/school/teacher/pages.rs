//! What a teacher sees.

pub mod help;
pub mod live;

use maud::{DOCTYPE, Markup, html};

use super::Classroom;
use crate::{
    clock::Instant,
    code::CodeError,
    config::City,
    error::Result,
    school::address,
    ui::{layout::head, qr::Qr},
    web::assets,
};

pub use live::live;

/// What the pages of a class are drawn from.
pub struct Scene<'a> {
    /// Who asks.
    pub city: &'a City,
    /// Where the program is.
    pub base_url: &'a str,
    /// The class.
    pub classroom: &'a Classroom,
    /// Now.
    pub now: Instant,
}

/// Why a code opens no class.
pub enum Remark {
    /// Nothing was typed.
    Missing,
    /// It cannot be a code.
    Malformed(CodeError),
    /// It is what pupils type.
    SixDigits,
    /// It could be one, but no class has it.
    Unknown,
    /// Too many wrong ones.
    Wait,
    /// The browser has none, or one of yesterday.
    WhoAreYou,
}

/// The frame of a teacher's page, with the script where something changes by itself.
pub fn frame(city: &City, title: &str, sample: bool, has_script: bool, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="ja" {
            (head(title, &assets::TEACHER.url))
            body {
                header.top { p.city { (city.name) } }
                @if sample {
                    p.sample role="note" { "見本データ：この学級と答えは、動作確認用に作られたものです。" }
                }
                main #main { (body) }
                footer {
                    h2 { "お問い合わせ" }
                    p { (city.name) " " (city.section) br;
                        a href={ "tel:" (city.telephone) } { (city.telephone) } "（" (city.hours) "）" }
                }
                @if has_script { script src=(assets::TEACHER_SCRIPT.url) defer {} }
            }
        }
    }
}

/// Asks for the code. `typed` stays in the field, to be compared with the sheet.
pub fn code(city: &City, remark: Option<&Remark>, typed: &str) -> Markup {
    let is_error = remark.is_some_and(|remark| !matches!(remark, Remark::WhoAreYou));
    let body = html! {
        h1 { "先生の画面" }
        @match remark {
            None => {}
            Some(Remark::WhoAreYou) => p.notice {
                "もう一度、先生用コードを入れてください。コードは1日だけ覚えています。いまの操作は行われていません。学級は前のままです。"
            }
            Some(remark) => p.refused #remark role="alert" { (sentence(remark)) }
        }
        form method="post" action="/t" {
            p { "市から届いた「先生用」の用紙にあるコードを入れると、学級の画面が開きます。" }
            p.typed {
                label for="code" { "先生用コード" }
                input.code #code name="code" type="text" value=(typed) autocomplete="off" autocapitalize="characters"
                    spellcheck="false" aria-describedby=(if is_error { "remark hint" } else { "hint" })
                    aria-invalid=[is_error.then_some("true")] placeholder="XXXX-XXXX-XXXX";
            }
            p.hint #hint { "12文字です。ハイフンはなくてもかまいません。大文字と小文字の区別はありません。" }
            p.actions { button.primary { "開く" } }
        }
        p { "生徒のみなさんは " a href="/c" { "生徒の入り口" } " へ進んでください。" }
    };
    frame(city, "先生の画面", false, false, &body)
}

fn sentence(remark: &Remark) -> String {
    match remark {
        Remark::Missing | Remark::WhoAreYou => "先生用コードを入れてください。".into(),
        Remark::Malformed(CodeError::WrongLength { typed }) => {
            format!("先生用コードは12文字です。いま{typed}文字入っています。用紙と見くらべてください。")
        }
        Remark::Malformed(CodeError::LetterNotUsed(letter)) => format!(
            "コードに「{letter}」は使われていません（数字の0と1、英字のO・I・Lは出てきません）。用紙と見くらべてください。"
        ),
        Remark::Malformed(CodeError::CheckFailed) => {
            "コードのどこかが違うようです。用紙と見くらべて、もう一度入れてください。".into()
        }
        Remark::SixDigits => {
            "6けたの番号は、生徒が使うものです。先生用コードは12文字で、「先生用」の用紙にあります。".into()
        }
        Remark::Unknown => {
            "このコードの学級はありません。市が新しいコードを出したときは、前のコードは使えなくなります。新しい用紙のコードを入れてください。わからないときは、市の担当課へお問い合わせください。".into()
        }
        Remark::Wait => {
            "まちがったコードが続いたので、10分ほどお待ちいただいています。正しいコードは、待たずに使えます。用紙と見くらべてください。".into()
        }
    }
}

/// After scanning the sheet: which class it is, and the button that goes on without the code in
/// the address.
pub fn greeting(city: &City, classroom: &Classroom, code: &str) -> Markup {
    let title = classroom.title();
    let body = html! {
        h1 { (title) "　先生の画面" }
        p { "「" (classroom.survey_title()) "」を、この学級で行うための画面です。開いても、まだ始まりません。" }
        form method="post" action="/t" {
            input type="hidden" name="code" value=(code);
            p.actions { button.primary { "この学級の画面を開く" } }
        }
        p.hint { "先生のパソコンかタブレットで開いてください。生徒が使うタブレットでは開かないでください。" }
    };
    frame(city, &title, classroom.survey.sample, false, &body)
}

/// What was pressed belongs to a class that is not open in this browser any more.
pub fn other_class(city: &City, title: &str) -> Markup {
    let body = html! {
        h1 { "別の学級の画面でした" }
        p { "このブラウザでは、いま「" (title) "」の画面を開いています。押したボタンは別の学級のものだったので、何も変えていません。" }
        p.actions { a.button href="/t" { (title) "の画面へ" } }
        p { "別の学級を動かすときは、その学級の先生用コードで開き直してください。" }
    };
    frame(city, "別の学級の画面でした", false, false, &body)
}

/// The page of a class.
///
/// # Errors
/// The address of the program fits in no QR.
pub fn class(scene: &Scene<'_>) -> Result<Markup> {
    let Scene { city, classroom, .. } = *scene;
    let title = classroom.title();
    let body = html! {
        h1 { (title) }
        p.of { "「" (classroom.survey_title()) "」　先生の画面" }
        div.desk {
            section.lesson aria-label="いまのようす" {
                p.refused #lost role="status" hidden {}
                div data-live={ "/t/count?room=" (classroom.class.room_code) } { (live(scene)) }
                p.away #said role="status" {}
                form #refresh method="get" action="/t" { button { "人数を更新" } }
            }
            (entrance(scene)?)
        }
        p.notice { strong { "この画面に出るのは人数だけです。" } "だれが答えたか、何と答えたかは、先生にも市にもわかりません。" }
        (help::help(scene))
        form method="post" action="/t/departure" {
            p { button { "この画面を閉じる" } }
            p.hint { "学級はいまのまま変わりません。共用のパソコンでは、使い終わったら押してください。別の学級を開くときも、いちど閉じてから、その学級のコードを入れてください。" }
        }
    };
    Ok(frame(city, &title, classroom.survey.sample, true, &body))
}

/// What pupils need to get in.
fn entrance(scene: &Scene<'_>) -> Result<Markup> {
    let digits = &scene.classroom.class.room_code;
    let qr = Qr::of(&address::room(scene.base_url, digits))?;
    Ok(html! {
        section.entrance {
            h2 { "生徒の入り口" }
            (qr.svg(40))
            p.digits { (grouped(digits)) }
            p { "カメラを使わないとき" br; strong { (address::room_typed(scene.base_url)) } }
            p.actions { a.button href="/t/show" target="_blank" rel="noopener" { "教室に映す画面を開く" } }
        }
    })
}

/// Six digits in two groups, as they are read aloud.
pub fn grouped(digits: &str) -> Markup {
    let (first, second) = digits.split_at_checked(3).unwrap_or((digits, ""));
    html! { span { (first) } " " span { (second) } }
}
