//! The mail to everybody, as it would leave.

use maud::{Markup, html};

use super::list::Office;
use crate::registration::notice::{LENGTH, Preview};

/// What would be sent, and the button that sends it.
pub fn notice(office: &Office<'_>, preview: &Preview, words: &str, sent: Option<usize>) -> Markup {
    let url = format!("{}/notice", office.base());
    office.page("お知らせ", &html! {
        @if let Some(sent) = sent { p.notice role="status" { (sent) "人にメールを書きました。送れたかどうかは「メール」の画面で確かめられます。" } }
        p { "日時や場所が変わったときなどに、参加とキャンセル待ちの方すべてに、メールでお知らせします。日時と場所は、いまの設定のとおりに入ります。先に設定を変えてください。" }
        form method="get" action=(url) {
            p.typed { label for="words" { "書き足す文（なくてもかまいません。" (LENGTH) "文字まで）" }
                textarea #words name="words" rows="4" maxlength=(LENGTH) { "\n" (words) } }
            p.actions { button { "メールを確かめる" } }
        }
        h2 { "送るメール" }
        @match &preview.example {
            None => p { "メールアドレスのある申し込みがないため、送るメールはありません。" },
            Some(mail) => {
                p { "まだ送っていません。" strong { (preview.mails) "人" } "に送ります。1人目の方のメールは次のとおりです。受付番号とリンクは、人によって変わります。" }
                dl.reading { dt { "件名" } dd { (mail.subject) } dt { "本文" } dd { pre.mail { (mail.body) } } }
                @if preview.told > 0 { p.warning role="note" { "同じ内容のメールを、もう" (preview.told) "人に書いています。その方には、もう一度は送りません。" } }
                form method="post" action=(url) {
                    input type="hidden" name="words" value=(words);
                    p.actions { button.primary { (preview.mails) "人にメールを送る" } }
                }
            },
        }
        @if !preview.calls.is_empty() {
            h2 { "電話で伝える方（" (preview.calls.len()) "件）" }
            table {
                caption.away { "メールアドレスのない申し込み" }
                thead { tr { th scope="col" { "番号" } th scope="col" { "お名前" } th scope="col" { "電話" } th scope="col" { "状態" } } }
                tbody { @for signup in &preview.calls { tr {
                    td { (signup.number) } th scope="row" { (signup.title()) } td { (signup.telephone) } td { (signup.state.label()) }
                } } }
            }
        }
    })
}
