//! Mail in the office.

use maud::{Markup, html};

use super::{Letter, State};
use crate::{
    clock::{Instant, japanese_minute},
    config::City,
    staff::Staff,
    ui::layout::staff,
};

/// Lines of a list.
pub const LINES: i64 = 100;

/// What the list shows.
pub struct Page {
    /// How many mails are in each state that has any.
    pub counts: Vec<(State, i64)>,
    /// Only these.
    pub state: Option<State>,
    /// Which page of the list: 1, 2 …
    pub number: i64,
    /// Its mails, and one more where another page follows.
    pub letters: Vec<Letter>,
    /// Whether mail stays here.
    pub is_dry_run: bool,
    /// Whether the reader may see addresses and texts, and have mail sent again.
    pub may_change: bool,
    /// Now.
    pub now: Instant,
}

impl Page {
    fn count(&self, state: State) -> i64 {
        self.counts.iter().find(|(other, _)| *other == state).map_or(0, |(_, count)| *count)
    }
}

/// What the settings say about the sender, and the text with its footer.
pub struct Sender<'a> {
    /// The sender's address; empty in a dry run.
    pub from: &'a str,
    /// Where answers go; empty: to the sender.
    pub reply_to: &'a str,
    /// The text as it goes out; `None` once it is forgotten.
    pub text: Option<String>,
}

/// The address of a mail's page.
pub fn url(id: &str) -> String {
    format!("/staff/mail/{id}")
}

/// Every mail, by state.
pub fn list(city: &City, by: &Staff, page: &Page) -> Markup {
    let shown = &page.letters[..page.letters.len().min(LINES as usize)];
    staff(
        &by.desk(city, "メール"),
        html! {
            (standing(page))
            (tabs(page))
            @if shown.is_empty() { (nothing(page.state)) } @else {
                div.table-wide { table.mails {
                    caption.away { "メールの一覧" }
                    thead { tr {
                        th scope="col" { "件名" }
                        @if page.may_change { th scope="col" { "宛先" } }
                        th scope="col" { "状態" } th scope="col" { "日時" } th scope="col" { "くわしく" }
                    } }
                    tbody { @for letter in shown { (row(page, letter)) } }
                } }
            }
            nav.pages aria-label="ページ" {
                @if page.number > 1 { a href=(page_url(page.state, page.number - 1)) { "前のページ" } }
                @if page.letters.len() > shown.len() {
                    a href=(page_url(page.state, page.number + 1)) { "次のページ" }
                }
            }
            @if !page.may_change {
                p.hint { "宛先と本文の表示、再送と取りやめは、編集の権限を持つ職員ができます。" }
            }
        },
    )
}

fn standing(page: &Page) -> Markup {
    let failed = page.count(State::Failed);
    html! {
        p { "参加登録の確認などのメールを、状態ごとに示します。送れなかったときは、間をあけて（1分後、5分後、30分後、2時間後、8時間後、24時間後）自動で送り直します。" }
        @if page.is_dry_run {
            p.warning { strong { "試しの状態です。メールは1通も送りません。" }
                "送る時刻になったメールは「" (State::Kept.label()) "」になり、送るはずだった内容をここで確かめられます。送るには、設定ファイルの [mail] にメールサーバーを書きます（運用の手引き）。" }
        }
        @if failed > 0 {
            div.refused role="alert" {
                p { "送れなかったメールが" (failed) "件あります。理由を確かめて、もう一度送るか、電話などでお伝えください。" }
                @if page.may_change {
                    form method="post" action="/staff/mail/retries" {
                        button { "送れなかったメールをすべてもう一度送る" }
                    }
                }
            }
        }
    }
}

fn tabs(page: &Page) -> Markup {
    let all: i64 = page.counts.iter().map(|(_, count)| count).sum();
    let tab = |state: Option<State>, label: &str, count: i64| {
        html! {
            a href=(page_url(state, 1)) aria-current=[(state == page.state).then_some("page")] {
                (label) " " (count)
            }
        }
    };
    html! {
        nav.tabs aria-label="状態" {
            (tab(None, "すべて", all))
            @for state in State::ALL {
                @if page.count(state) > 0 || page.state == Some(state) {
                    (tab(Some(state), state.label(), page.count(state)))
                }
            }
        }
    }
}

fn page_url(state: Option<State>, number: i64) -> String {
    match state {
        None => format!("/staff/mail?page={number}"),
        Some(state) => format!("/staff/mail?state={}&page={number}", state.word()),
    }
}

fn nothing(state: Option<State>) -> Markup {
    html! {
        @match state {
            None => p { "メールはまだありません。参加登録などで送るメールが、ここに並びます。" }
            Some(state) => p { "「" (state.label()) "」のメールはありません。" }
        }
    }
}

fn row(page: &Page, letter: &Letter) -> Markup {
    html! {
        tr {
            th scope="row" {
                @if page.may_change { a href=(url(&letter.id)) { (letter.subject) } }
                @else { (letter.subject) }
            }
            @if page.may_change { td { (letter.to.as_deref().unwrap_or("（消去済み）")) } }
            td { (label(letter, page.now)) }
            td { (when(letter)) }
            td { @if let Some(trouble) = letter.trouble { (trouble.sentence()) } }
        }
    }
}

fn label(letter: &Letter, now: Instant) -> &'static str {
    if letter.is_leased(now) { "送っています" } else { letter.state.label() }
}

/// When it left, or when it will be tried next.
fn when(letter: &Letter) -> String {
    match letter.ended_at {
        Some(at) => japanese_minute(at),
        None if letter.state == State::Waiting => format!("{} から", japanese_minute(letter.due)),
        None => japanese_minute(letter.made_at),
    }
}

/// One mail as it goes out.
pub fn letter(
    city: &City,
    by: &Staff,
    letter: &Letter,
    sender: &Sender<'_>,
    now: Instant,
) -> Markup {
    let above = [("/staff/mail".to_owned(), "メール")];
    let from =
        if sender.from.is_empty() { "（設定されていません）" } else { sender.from };
    let mut desk = by.desk(city, &letter.subject);
    desk.above = &above;
    staff(
        &desk,
        html! {
            @if let Some(trouble) = letter.trouble {
                p.warning { (trouble.sentence()) " これまでに" (letter.tries) "回試しました。"
                    @if letter.state == State::Waiting { "次は " (japanese_minute(letter.due)) " 以降に、自動で送り直します。" } }
            }
            table {
                caption.away { "メールの内容" }
                tbody {
                    tr { th scope="row" { "状態" } td { (label(letter, now)) "（" (when(letter)) "）" } }
                    tr { th scope="row" { "宛先" } td { (letter.to.as_deref().unwrap_or("（消去済み）")) } }
                    tr { th scope="row" { "差出人" } td { (city.name) " " (city.section) " " (from) } }
                    @if !sender.reply_to.is_empty() {
                        tr { th scope="row" { "返信先" } td { (sender.reply_to) } }
                    }
                    tr { th scope="row" { "件名" } td { (letter.subject) } }
                    tr { th scope="row" { "作成" } td { (japanese_minute(letter.made_at)) } }
                }
            }
            h2 { "本文" }
            @match &sender.text {
                Some(text) => pre.mail { (text) },
                None => p { "本文と宛先は、保存の期間が過ぎたため消去しました。" }
            }
            (choices(letter, now))
        },
    )
}

fn choices(letter: &Letter, now: Instant) -> Markup {
    let url = url(&letter.id);
    html! {
        div.controls {
            @if letter.can_be_retried() {
                form method="post" action={ (url) "/retry" } { button.primary { "もう一度送る" } }
            }
            @if letter.state == State::Waiting && !letter.is_leased(now) {
                form method="post" action={ (url) "/removal" } {
                    button { "送るのを取りやめる" }
                    span.hint { "取りやめても、あとで「もう一度送る」を押せば送れます。" }
                }
            }
        }
    }
}
