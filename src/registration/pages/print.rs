//! Paper: the attendance list, the list of each table and cards with names. A4, black and white.

use maud::{Markup, html};

use crate::{
    clock::japanese_day,
    registration::{
        Desk, State,
        list::Listed,
        seats::{Room, Seated},
    },
    ui::print::halves,
};

/// Lines on a sheet of the attendance list, so that a hand can sign beside each.
const LINES: usize = 24;
/// Cards on a sheet.
const CARDS: usize = 8;

fn page(title: &str, about: &str, sheets: &[Markup]) -> String {
    let toolbar = html! {
        h1 { (title) }
        p { (about) "ブラウザの印刷（Ctrl+P）で、用紙をA4、倍率を100%、ヘッダーとフッターをなしにして印刷してください。名前のある紙です。使い終わったら、シュレッダーなどで捨ててください。" }
    };
    let (beginning, end) = halves(title, toolbar);
    let sheets: String = sheets.iter().map(|sheet| sheet.clone().into_string()).collect();
    beginning + &sheets + &end
}

fn heading(desk: &Desk, what: &str) -> Markup {
    let workshop = &desk.workshop;
    html! {
        @if workshop.sample { p.sample { "見本（架空のデータです）" } }
        h1 { (what) small { (workshop.title) } }
        p { (japanese_day(workshop.held_on)) " " (workshop.hours) "　" (workshop.place) }
    }
}

/// The attendance list: everybody with a place, and lines for those who come without.
pub fn attendance(desk: &Desk, listed: &[Listed]) -> String {
    let lines: Vec<Line> = listed
        .iter()
        .filter(|one| one.signup.state == State::Confirmed)
        .flat_map(|one| {
            one.guests.iter().map(|guest| Line {
                number: one.signup.number.to_string(),
                name: one.signup.guest_name(guest.slot),
                seat: guest.seat.map(|seat| seat.to_string()).unwrap_or_default(),
            })
        })
        .chain(std::iter::repeat_n(Line::default(), 6))
        .collect();
    let count = lines.chunks(LINES).count();
    let sheets: Vec<Markup> = (1..)
        .zip(lines.chunks(LINES))
        .map(|(number, lines)| html! {
            div.sheet.attendance {
                (heading(desk, "出席簿"))
                table {
                    thead { tr { th scope="col" { "番号" } th scope="col" { "お名前" } th scope="col" { "テーブル" } th scope="col" { "出席" } } }
                    tbody { @for line in lines { tr { td { (line.number) } td { (line.name) } td { (line.seat) } td {} } } }
                }
                footer { p { (number) " / " (count) } }
            }
        })
        .collect();
    page(
        "出席簿",
        "参加の方の名簿です。終わりに、申し込みなしで来た方のための空の行があります。",
        &sheets,
    )
}

#[derive(Clone, Default)]
struct Line {
    number: String,
    name: String,
    seat: String,
}

/// Who sits at each table, then a card for everybody.
pub fn tables(desk: &Desk, room: &Room) -> String {
    let mut sheets: Vec<Markup> = (1..)
        .zip(&room.tables)
        .map(|(number, people)| html! {
            div.sheet.attendance {
                (heading(desk, &format!("テーブル{number}")))
                table {
                    thead { tr { th scope="col" { "番号" } th scope="col" { "お名前" } th scope="col" { "出席" } } }
                    tbody { @for one in people { tr { td { (one.number) } td { (one.name) } td {} } } }
                }
            }
        })
        .collect();
    let everybody: Vec<&Seated> = room.tables.iter().flatten().collect();
    sheets.extend(everybody.chunks(CARDS).map(|people| {
        html! {
            div.slips { @for one in people { div.slip.card {
                p.survey { (desk.workshop.title) }
                p.name { (one.name) }
                @if let Some(table) = one.guest.seat { p.class { "テーブル" (table) } }
            } } }
        }
    }));
    page(
        "テーブルの名簿と名札",
        "テーブルごとの名簿の後に、8枚ずつの名札が続きます。名札は線で切ってください。",
        &sheets,
    )
}
