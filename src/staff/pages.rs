//! Signing in, one-time links, colleagues, the audit.

use maud::{Markup, html};

use super::{Role, Staff, password};
use crate::{
    audit::{Action, Entry},
    clock::japanese_minute,
    config::City,
    ui::layout::{bare, staff},
};

/// The sign-in page.
pub fn sign_in(city: &City, email: &str, refused: Option<&str>) -> Markup {
    bare(
        "職員サインイン",
        html! {
            p.city { (city.name) }
            h1 { "職員サインイン" }
            @if let Some(sentence) = refused { p.refused role="alert" { (sentence) } }
            form method="post" action="/staff/sign-in" {
                p.typed { label for="email" { "メールアドレス" }
                    input #email type="email" name="email" autocomplete="username" required value=(email); }
                p.typed { label for="password" { "パスワード" }
                    input #password type="password" name="password" autocomplete="current-password" required; }
                p.actions { button.primary { "サインイン" } }
            }
            p.hint { "パスワードを忘れたときは、管理者にワンタイムリンクの発行を頼んでください。" }
        },
    )
}

/// The page of a one-time link: chooses a password, and for the first administrator an account.
pub fn link(city: &City, of: Option<&Staff>, refused: &[String]) -> Markup {
    bare(
        "パスワードの設定",
        html! {
            p.city { (city.name) }
            h1 { @if of.is_some() { "パスワードの設定" } @else { "最初の管理者を登録する" } }
            @for sentence in refused { p.refused role="alert" { (sentence) } }
            form method="post" {
                @match of {
                    Some(of) => { p { (of.name) " さん（" (of.email) "）" } }
                    None => {
                        p { "この画面は一度だけ使えます。登録した方が管理者になり、ほかの職員を追加できます。" }
                        p.typed { label for="name" { "氏名" }
                            input #name name="name" autocomplete="name" required maxlength="60"; }
                        p.typed { label for="email" { "メールアドレス" }
                            input #email type="email" name="email" autocomplete="username" required; }
                    }
                }
                p.typed { label for="password" { "パスワード（" (password::MIN) "文字以上）" }
                    input #password type="password" name="password" autocomplete="new-password" required
                        minlength=(password::MIN); }
                p.typed { label for="again" { "パスワード（もう一度）" }
                    input #again type="password" name="again" autocomplete="new-password" required; }
                p.actions { button.primary { "設定する" } }
            }
        },
    )
}

/// Colleagues, and a one-time link that is shown this once.
pub fn people(city: &City, by: &Staff, people: &[Staff], link: Option<(&Staff, String)>) -> Markup {
    staff(
        &by.desk(city, "職員"),
        html! {
            @if let Some((person, link)) = link {
                div.notice role="status" {
                    p { (person.name) " さんのワンタイムリンクです。7日以内に一度だけ使えます。この画面を離れると、もう表示できません。ご本人に渡してください。" }
                    p.code-line { (link) }
                }
            }
            table {
                caption.away { "職員の一覧" }
                thead { tr { th scope="col" { "氏名" } th scope="col" { "メールアドレス" } th scope="col" { "状態" } th scope="col" { "権限の変更" } th scope="col" { "リンク" } } }
                tbody {
                    @for person in people {
                        tr {
                            th scope="row" { (person.name) }
                            td { (person.email) }
                            td { (state(person)) }
                            td { (change(person)) }
                            td { form method="post" action={ "/staff/people/" (person.id) "/link" } {
                                button { "ワンタイムリンクを発行" } } }
                        }
                    }
                }
            }
            h2 { "職員を追加する" }
            form.inline method="post" action="/staff/people" {
                label { "氏名" input name="name" required maxlength="60"; }
                label { "メールアドレス" input type="email" name="email" required; }
                label { "権限" (role_list(Role::Editor)) }
                button.primary { "追加してリンクを発行" }
            }
            p.hint { "閲覧：回収状況と結果を見る。編集：対象者、依頼状、受付の開始・終了も行う。管理者：職員と操作の記録も扱う。" }
        },
    )
}

fn state(person: &Staff) -> &'static str {
    match (person.active, person.has_password) {
        (false, _) => "停止中",
        (true, false) => "パスワード未設定",
        (true, true) => "利用中",
    }
}

fn change(person: &Staff) -> Markup {
    html! {
        form.inline method="post" action={ "/staff/people/" (person.id) } {
            label { span.away { (person.name) "の権限" } (role_list(person.role)) }
            label { input type="checkbox" name="active" value="yes" checked[person.active]; "利用できる" }
            button { "変更" }
        }
    }
}

fn role_list(current: Role) -> Markup {
    html! {
        select name="role" {
            @for role in Role::ALL {
                option value=(role.word()) selected[role == current] { (role.label()) }
            }
        }
    }
}

/// The record of what staff did.
pub fn audit(city: &City, by: &Staff, entries: &[Entry], page: i64, lines: i64) -> Markup {
    let (shown, more) = match usize::try_from(lines) {
        Ok(lines) if entries.len() > lines => (&entries[..lines], true),
        _ => (entries, false),
    };
    staff(
        &by.desk(city, "操作の記録"),
        html! {
            p { "職員の操作を新しい順に示します。記録は追加されるだけで、変更も削除もできません。住民の回答の操作は記録していません。" }
            @if shown.is_empty() { p { "まだ記録はありません。" } }
            @else {
                table {
                    caption.away { "操作の記録" }
                    thead { tr { th scope="col" { "日時" } th scope="col" { "職員" } th scope="col" { "操作" } th scope="col" { "対象" } } }
                    tbody { @for entry in shown {
                        tr { td { (japanese_minute(entry.at)) } td { (entry.actor) }
                            td { (Action::label(&entry.action)) } td { (entry.subject) } }
                    } }
                }
            }
            nav.pages aria-label="ページ" {
                @if page > 1 { a href={ "?page=" (page - 1) } { "新しい記録" } }
                @if more { a href={ "?page=" (page + 1) } { "古い記録" } }
            }
        },
    )
}
