//! The office's list of those who signed up for a workshop.

use maud::{Markup, html};

use super::fields;
use crate::{
    clock::japanese_day,
    config::City,
    registration::{
        Desk, State,
        door::{self, Places},
        list::Listed,
        typed::Typed,
    },
    staff::Staff,
    ui::layout::{Desk as Frame, staff},
    workshop::settings::SignUp,
};

/// What the office's pages about registration stand on.
pub struct Office<'a> {
    /// Whose office.
    pub city: &'a City,
    /// Who looks.
    pub by: &'a Staff,
    /// The workshop.
    pub desk: &'a Desk,
}

impl Office<'_> {
    /// A page of the office about registration, with the ways to the others.
    pub fn page(&self, title: &str, body: &Markup) -> Markup {
        let workshop = &self.desk.workshop;
        let above = [
            ("/staff/workshops".to_owned(), "ワークショップ"),
            (format!("/staff/workshops/{}", workshop.slug), workshop.title.as_str()),
        ];
        let frame =
            Frame { above: &above, sample: workshop.sample, ..self.by.desk(self.city, title) };
        let base = self.base();
        let tabs = [
            ("", "申し込み"),
            ("/check-in", "当日の受付"),
            ("/seating", "席"),
            ("/notice", "お知らせ"),
        ];
        staff(
            &frame,
            html! {
                nav.tabs aria-label="申し込みの画面" {
                    @for (below, name) in tabs {
                        a href={ (base) (below) } aria-current=[title.contains(name).then_some("page")] { (name) }
                    }
                }
                (body)
            },
        )
    }

    /// Where these pages are.
    pub fn base(&self) -> String {
        format!("/staff/workshops/{}/registrations", self.desk.workshop.slug)
    }
}

/// What the list shows.
pub struct List<'a> {
    /// Those that were asked for.
    pub listed: &'a [Listed],
    /// How many there are of all.
    pub places: Places,
    /// How many have come.
    pub arrived: usize,
    /// What was looked for.
    pub asked: &'a str,
    /// The state that was asked for.
    pub state: Option<State>,
    /// What was typed for one more.
    pub typed: &'a Typed,
    /// What has just been done.
    pub done: Option<&'a str>,
    /// The answers in words with heads.
    pub counts: &'a [(String, Vec<(String, i32)>)],
}

/// The list with what can be done.
pub fn list(office: &Office<'_>, page: &List<'_>) -> Markup {
    let base = office.base();
    office.page("申し込み", &html! {
        @if let Some(done) = page.done { p.notice role="status" { (done) } }
        (fields::remarks(office.desk, page.typed))
        (figures(office.desk, page))
        p { "申し込みのページ：" a href={ "/workshops/" (office.desk.workshop.slug) } { "/workshops/" (office.desk.workshop.slug) }
            "（締め切り " (japanese_day(door::last_day(&office.desk.workshop, &office.desk.rule))) "）" }
        (filter(&base, page))
        (table(office, page))
        ul.files {
            li { a href={ (base) "/attendance" } { "出席簿を印刷する（A4）" } }
            li { a href={ (base) "/list/registrations.xlsx" } { "申し込みの一覧（Excel）" } }
            li { a href={ (base) "/list/registrations.csv" } { "申し込みの一覧（CSV）" } }
        }
        p.hint { "印刷とダウンロードは、操作の記録に残ります。名前のある紙とファイルは、使い終わったら捨ててください。" }
        (by_hand(office, page.typed))
        (settings(office))
        (counts(page.counts))
    })
}

fn figures(desk: &Desk, page: &List<'_>) -> Markup {
    let places = page.places;
    html! {
        dl.figures {
            div.key { dt { "参加 / 定員" } dd { (places.taken) " / " (desk.rule.places) } }
            div { dt { "空き" } dd { (places.free) } }
            div { dt { "キャンセル待ち" } dd { (places.waiting) } }
            div { dt { "来た人" } dd { (page.arrived) } }
        }
    }
}

fn filter(base: &str, page: &List<'_>) -> Markup {
    html! {
        form.inline method="get" action=(base) {
            label { "名前・連絡先・番号" input name="q" value=(page.asked) autocomplete="off"; }
            label { "状態" select name="state" {
                option value="" { "すべて" }
                @for state in State::ALL { option value=(state.word()) selected[page.state == Some(state)] { (state.label()) } }
            } }
            button { "絞り込む" }
        }
    }
}

fn table(office: &Office<'_>, page: &List<'_>) -> Markup {
    let is_party = office.desk.rule.by == SignUp::School;
    let base = office.base();
    html! {
        @if page.listed.is_empty() {
            @if page.asked.is_empty() && page.state.is_none() {
                p { "申し込みはまだありません。申し込みのページのアドレスを、広報やチラシでお知らせください。届いた申し込みは、ここに並びます。" }
            } @else { p { "当てはまる申し込みはありません。" } }
        } @else {
            div.wide tabindex="0" role="region" aria-label="申し込み" {
                table {
                    caption.away { "申し込みの一覧" }
                    thead { tr {
                        th scope="col" { "番号" } th scope="col" { (if is_party { "学校・団体" } else { "お名前" }) }
                        th scope="col" { "状態" } th scope="col" { "人数" } th scope="col" { "テーブル" }
                        th scope="col" { "来た" } th scope="col" { "メール" } th scope="col" { "電話" }
                    } }
                    tbody { @for one in page.listed { @let of = &one.signup; tr {
                        td { (of.number) }
                        th scope="row" { a href={ (base) "/" (of.id) } { (of.title()) } }
                        td { (of.state.label()) } td { (of.heads) } td { (one.seats()) }
                        td { @if one.arrived() > 0 { (one.arrived()) } }
                        td { (of.mail) } td { (of.telephone) }
                    } } }
                }
            }
        }
    }
}

fn by_hand(office: &Office<'_>, typed: &Typed) -> Markup {
    let desk = office.desk;
    html! {
        h2 { "電話などの申し込みを加える" }
        p.hint { "定員に達しているときは、キャンセル待ちになります。メールアドレスを入れると、確認のメールが届きます。答えを聞いていない設問は、そのままでかまいません。" }
        form method="post" action=(office.base()) {
            (fields::who(desk, typed))
            (fields::answers(typed, desk.form.questions()))
            p.actions { button { "加える" } }
        }
    }
}

fn settings(office: &Office<'_>) -> Markup {
    let rule = &office.desk.rule;
    html! {
        h2 { "定員・締め切り・前日のお知らせ" }
        form.inline method="post" action={ (office.base()) "/settings" } {
            label { "定員（人）" input.number type="number" name="places" min="1" max="2000" required value=(rule.places); }
            label { "締め切り（何日前まで）" input.number type="number" name="closes_days" min="0" max="30" required value=(rule.closes_days); }
            label { "お知らせのメール（何日前）" input.number type="number" name="reminder_days" min="0" max="30" required value=(rule.reminder_days); }
            button { "変える" }
        }
        p.hint { "定員をふやすと、待っている方が順に参加に変わり、メールが届きます。定員をへらしても、受け付けた方はそのままです。開催の当日は、自動では変わりません。" }
    }
}

fn counts(counts: &[(String, Vec<(String, i32)>)]) -> Markup {
    html! {
        @if !counts.is_empty() {
            h2 { "答えごとの人数" }
            p.hint { "設問の人数は、参加の方の分です。名前と連絡先を消した後も、この人数は残ります。" }
            div.columns {
                @for (title, answers) in counts {
                    table.numbers {
                        caption { (title) }
                        thead { tr { th scope="col" { "答え" } th scope="col" { "人" } } }
                        tbody { @for (answer, heads) in answers { tr { th scope="row" { (answer) } td { (heads) } } } }
                    }
                }
            }
        }
    }
}
