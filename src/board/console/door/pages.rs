//! Pages that ask for the facilitator's code.

use maud::{Markup, html};

use crate::{code::CodeError, workshop::Workshop};

/// Why a code opens no console.
pub enum Remark {
    /// Nothing was typed.
    Missing,
    /// It cannot be a code.
    Malformed(CodeError),
    /// It is what those who take part type.
    SixDigits,
    /// It could be one, but no workshop has it.
    Unknown,
    /// Too many wrong ones.
    Wait,
}

impl Remark {
    fn sentence(&self) -> String {
        match self {
            Remark::Missing => "進行役コードを入れてください。".into(),
            Remark::Malformed(CodeError::WrongLength { typed }) => format!(
                "進行役コードは12文字です。いま{typed}文字入っています。もう一度見くらべてください。"
            ),
            Remark::Malformed(CodeError::LetterNotUsed(letter)) => format!(
                "コードに「{letter}」は使われていません（数字の0と1、英字のO・I・Lは出てきません）。もう一度見くらべてください。"
            ),
            Remark::Malformed(CodeError::CheckFailed) => {
                "コードのどこかが違うようです。見くらべて、もう一度入れてください。".into()
            }
            Remark::SixDigits => {
                "6けたの番号は、参加する人が使うものです。進行役コードは12文字です。".into()
            }
            Remark::Unknown => {
                "このコードのワークショップはありません。担当課が新しいコードを出したときは、前のコードは使えなくなります。".into()
            }
            Remark::Wait => {
                "まちがったコードが続いたので、10分ほどお待ちいただいています。正しいコードは、待たずに使えます。".into()
            }
        }
    }
}

/// Asks for the code. `typed` stays in the field, to be compared.
pub fn code(remark: Option<&Remark>, typed: &str) -> Markup {
    html! {
        main #main {
            h1 { "進行役の画面" }
            @if let Some(remark) = remark { p.refused #remark role="alert" { (remark.sentence()) } }
            form method="post" action="/f" {
                label for="code" { "進行役コード" }
                input #code name="code" type="text" value=(typed) autocomplete="off" autocapitalize="characters"
                    spellcheck="false" aria-describedby=(if remark.is_some() { "remark hint" } else { "hint" })
                    aria-invalid=[remark.map(|_| "true")] placeholder="XXXX-XXXX-XXXX";
                p.hint #hint { "12文字です。ハイフンはなくてもかまいません。大文字と小文字の区別はありません。" }
                button.primary { "開く" }
            }
            p { "参加する人は " a href="/w" { "6けたの番号を入れるページ" } " へ進んでください。" }
        }
    }
}

/// After scanning: which workshop it is, and the button that goes on without the code in the
/// address.
pub fn greeting(workshop: &Workshop, code: &str) -> Markup {
    html! {
        main #main {
            h1 { (workshop.title) "　進行役の画面" }
            p { "開いても、まだ何も始まりません。" }
            form method="post" action="/f" {
                input type="hidden" name="code" value=(code);
                button.primary { "進行役の画面を開く" }
            }
            p.hint { "進行する人の端末で開いてください。投影する画面は、別のアドレスです。" }
        }
    }
}
