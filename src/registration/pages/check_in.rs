//! The reception on the day: big buttons, a search by name, whoever comes without a registration.

use maud::{Markup, html};

use super::{fields, list::Office};
use crate::registration::{seating, seats::Seated, typed::Typed};

/// What the page shows.
pub struct CheckIn<'a> {
    /// Those with a place who fit what was looked for.
    pub seated: &'a [Seated],
    /// Of all.
    pub arrived: usize,
    /// Of all.
    pub expected: usize,
    /// What was looked for.
    pub asked: &'a str,
    /// Who has just come.
    pub welcome: Option<&'a Seated>,
    /// What was typed for somebody without a registration.
    pub typed: &'a Typed,
}

/// Who is here.
pub fn check_in(office: &Office<'_>, page: &CheckIn<'_>) -> Markup {
    let url = format!("{}/check-in", office.base());
    let fields_of_seating = seating::fields(&office.desk.rule.seating);
    let asked =
        office.desk.form.questions().filter(|of| fields_of_seating.contains(&of.id.as_str()));
    office.page("当日の受付", &html! {
        @if let Some(one) = page.welcome { (welcome(one)) }
        (fields::remarks(office.desk, page.typed))
        p.status { "来た人 " strong { (page.arrived) " / " (page.expected) } }
        form.inline method="get" action=(url) {
            label { "名前か受付番号" input name="q" value=(page.asked) autocomplete="off"; }
            button { "さがす" }
            @if !page.asked.is_empty() { a.button href=(url) { "すべて表示" } }
        }
        @if page.seated.is_empty() {
            p { @if page.asked.is_empty() { "参加を受け付けた方が、ここに並びます。" } @else { "当てはまる方はいません。番号や、名前の一部でさがせます。" } }
        }
        ul.guests { @for one in page.seated { (guest(&url, page.asked, one)) } }
        h2 { "申し込みなしで来た方" }
        form method="post" action={ (url) "/walk-ins" } {
            (fields::who(office.desk, page.typed))
            (fields::answers(page.typed, asked))
            p.actions { button.primary { "受け付ける" } }
        }
        p.hint { "定員にかかわらず参加になり、席が決まっていれば、人の少ないテーブルに加わります。" }
    })
}

fn welcome(one: &Seated) -> Markup {
    html! {
        div.notice.welcome role="status" {
            p { (one.name) " 様" }
            @match one.guest.seat {
                Some(table) => p.seat-number { "テーブル" (table) },
                None => p { "受け付けました。席はまだ決めていません。" },
            }
        }
    }
}

fn guest(url: &str, asked: &str, one: &Seated) -> Markup {
    let guest = &one.guest;
    html! {
        li.here[guest.arrived] {
            form method="post" action={ (url) "/arrivals" } {
                input type="hidden" name="id" value=(guest.registration_id);
                input type="hidden" name="slot" value=(guest.slot);
                input type="hidden" name="q" value=(asked);
                span.who { (one.number) "番 " strong { (one.name) } }
                span.at { @if let Some(table) = guest.seat { "テーブル" (table) } @else { "席なし" } }
                @if guest.arrived {
                    span.done { "✓ 来ました" }
                    button.quiet name="on" value="no" { "取り消す" }
                } @else {
                    button.primary name="on" value="yes" { "来ました" }
                }
            }
        }
    }
}
