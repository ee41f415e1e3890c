//! The tables: drawn by one press, changed by taps.

use maud::{Markup, html};

use super::list::Office;
use crate::{
    registration::{
        questions, seating,
        seats::{Room, Seated},
    },
    workshop::settings::Seating,
};

/// What the page shows.
pub struct Tables<'a> {
    /// Who sits where.
    pub room: &'a Room,
    /// How often lots were drawn.
    pub draws: i32,
    /// Who was tapped, to be taken to another table.
    pub picked: Option<&'a Seated>,
}

/// The tables of a workshop.
pub fn tables(office: &Office<'_>, page: &Tables<'_>) -> Markup {
    let url = format!("{}/seating", office.base());
    office.page("席", &html! {
        p { (rule(office)) }
        div.inline {
            form method="post" action={ (url) "/draws" } {
                @if page.room.is_made() {
                    label { input type="checkbox" name="confirmed" value="yes" required; "いまの席を捨てて決め直す" }
                    button { "もう一度くじを引く" }
                } @else { button.primary { "席を決める" } }
            }
            @if page.room.is_made() && !page.room.nowhere.is_empty() {
                form method="post" action={ (url) "/remainder" } { button.primary { "席のない" (page.room.nowhere.len()) "人だけ決める" } }
            }
        }
        @if page.draws > 0 { p.hint { "くじは" (page.draws) "回引きました。人を選んでから、移すテーブルを押すと、席を変えられます。" } }
        @if page.room.is_made() {
            p { a href={ (url) "/lists" } { "テーブルごとの名簿と名札を印刷する（A4）" } }
        }
        @if let Some(one) = page.picked { (picked(&url, page, one)) }
        @if !page.room.nowhere.is_empty() {
            h2 { "席のない人（" (page.room.nowhere.len()) "人）" }
            (people(&url, page, &page.room.nowhere))
        }
        @if page.room.is_made() {
            div.tables {
                @for (number, table) in (1..).zip(&page.room.tables) {
                    section {
                        h2 { "テーブル" (number) "（" (table.len()) "人）" }
                        (people(&url, page, table))
                    }
                }
            }
        } @else if page.room.nowhere.is_empty() {
            p { "参加を受け付けた方がいると、ここで席を決められます。" }
        }
    })
}

fn rule(office: &Office<'_>) -> String {
    let desk = office.desk;
    let names: Vec<String> = seating::fields(&desk.rule.seating)
        .into_iter()
        .filter_map(|field| desk.form.question(field).map(questions::title))
        .collect();
    let names = names.join("、");
    let tables = desk.workshop.settings.tables;
    match &desk.rule.seating {
        Seating::Random => {
            format!("{tables}つのテーブルに、くじで分けます。人数の差は1人までです。")
        }
        Seating::Together(_) => format!(
            "{tables}つのテーブルに、「{names}」の同じ人が集まるように分けます。人数の差は1人までです。"
        ),
        Seating::Mixed(_) => format!(
            "{tables}つのテーブルに、「{names}」がかたよらないように分けます。人数の差は1人までです。"
        ),
    }
}

fn picked(url: &str, page: &Tables<'_>, one: &Seated) -> Markup {
    let at = one.guest.seat.unwrap_or(0);
    html! {
        form.picked #picked method="post" action={ (url) "/moves" } {
            input type="hidden" name="id" value=(one.guest.registration_id);
            input type="hidden" name="slot" value=(one.guest.slot);
            p { strong { (one.name) } " を移すテーブルを押してください。" }
            p.inline {
                @for (number, table) in (1..).zip(&page.room.tables) {
                    @if number != at { button name="table" value=(number) { "テーブル" (number) "（" (table.len()) "人）" } }
                }
                @if at > 0 { button.quiet name="table" value="0" { "席なしにする" } }
                a.button href=(url) { "やめる" }
            }
        }
    }
}

fn people(url: &str, page: &Tables<'_>, people: &[Seated]) -> Markup {
    let is_picked = |one: &Seated| page.picked.is_some_and(|of| of.guest == one.guest);
    html! {
        ul.people { @for one in people {
            li {
                a.button href={ (url) "?pick=" (one.guest.registration_id) "." (one.guest.slot) "#picked" }
                    aria-current=[is_picked(one).then_some("true")] {
                    (one.name) @if !one.likeness.is_empty() { small { (one.likeness) } }
                    @if one.guest.arrived { small { "✓ 来ました" } }
                }
            }
        } }
    }
}
