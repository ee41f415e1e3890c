//! The office's page about one registration.

use maud::{Markup, html};

use super::{fields, list::Office};
use crate::{
    clock::japanese_minute,
    outbox::Letter,
    registration::{Signup, State, typed::Typed},
};

/// What the page shows.
pub struct One<'a> {
    /// The registration.
    pub signup: &'a Signup,
    /// What stands in its fields.
    pub typed: &'a Typed,
    /// Its mails.
    pub mails: &'a [Letter],
    /// What has just been done.
    pub done: Option<&'a str>,
}

/// One registration with what can be done about it.
pub fn one(office: &Office<'_>, page: &One<'_>) -> Markup {
    let (signup, desk) = (page.signup, office.desk);
    let url = format!("{}/{}", office.base(), signup.id);
    office.page(&format!("申し込み {}番", signup.number), &html! {
        @if let Some(done) = page.done { p.notice role="status" { (done) } }
        (fields::remarks(desk, page.typed))
        p.status { "いま " strong { (signup.state.label()) } "　受付 " (japanese_minute(signup.made_at)) }
        @if signup.state == State::Cancelled {
            p { "取り消された申し込みです。参加されるときは、新しい申し込みとして加えてください。" }
        } @else {
            form method="post" action=(url) {
                (fields::who(desk, page.typed))
                (fields::answers(page.typed, desk.form.questions()))
                p.actions { button.primary { "保存する" } }
            }
            @if signup.state == State::Waiting {
                h2 { "参加に変える" }
                p { "順番や定員にかかわらず、参加に変えます。メールアドレスがあれば、お知らせが届きます。ないときは、電話でお伝えください。" }
                form.inline method="post" action={ (url) "/confirmation" } { button { "参加に変える" } }
            }
            h2 { "取り消す" }
            p { "待っている方がいれば、順に参加に変わります（開催の当日は変わりません）。取り消しは元に戻せません。" }
            form.inline method="post" action={ (url) "/cancellation" } {
                label { input type="checkbox" name="confirmed" value="yes" required; "この申し込みを取り消します" }
                button { "取り消す" }
            }
        }
        (mails(page))
    })
}

fn mails(page: &One<'_>) -> Markup {
    html! {
        h2 { "メール" }
        @if page.mails.is_empty() {
            p { @if page.signup.mail.is_empty() { "メールアドレスがないため、メールは送りません。変わったことがあれば、電話でお伝えください。" } @else { "まだありません。" } }
        } @else {
            table {
                caption.away { "この申し込みのメール" }
                thead { tr { th scope="col" { "件名" } th scope="col" { "状態" } th scope="col" { "送る日時" } } }
                tbody { @for letter in page.mails { tr {
                    th scope="row" { a href={ "/staff/mail/" (letter.id) } { (letter.subject) } }
                    td { (letter.state.label()) } td { (japanese_minute(letter.due)) }
                } } }
            }
        }
    }
}
