//! The page of a workshop: what it is, the next step, how people get in, and what can be done.

use maud::{Markup, html};

use super::{Setting, url};
use crate::{
    clock::{day_in_japan, japanese_day},
    error::Result,
    school::teacher::pages::grouped,
    ui::qr::Qr,
    workshop::{State, Theme, codes, erase::due_on, settings::Names},
};

/// What the page shows.
pub struct Overview<'a> {
    /// The themes, each with the notes posted on its boards.
    pub themes: &'a [(Theme, i64)],
    /// How many take part.
    pub people: i64,
    /// The address of the program.
    pub base_url: &'a str,
    /// What has just been done.
    pub done: Option<Done>,
}

/// What has just been done, to say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// It was made.
    Made,
    /// Something was changed.
    Saved,
    /// The codes were made anew.
    Codes,
    /// The traces of who took part were erased.
    Erased,
}

impl Done {
    /// What a word in the address means.
    pub fn from_word(word: &str) -> Option<Done> {
        match word {
            "made" => Some(Done::Made),
            "saved" => Some(Done::Saved),
            "codes" => Some(Done::Codes),
            "erased" => Some(Done::Erased),
            _ => None,
        }
    }

    fn sentence(self) -> &'static str {
        match self {
            Done::Made => "ワークショップを作りました。下の内容は、どれも変えられます。",
            Done::Saved => "保存しました。",
            Done::Codes => "進行役と投影のコードを新しくしました。前のコードはもう使えません。",
            Done::Erased => "参加者の記録を消しました。付箋と点の数は残っています。",
        }
    }
}

/// The page.
///
/// # Errors
/// The address of the program fits in no QR.
pub fn overview(set: &Setting<'_>, shown: &Overview<'_>) -> Result<Markup> {
    let workshop = set.workshop;
    let entrance = entrance(set, shown)?;
    Ok(set.own_page(html! {
        @if let Some(done) = shown.done { p.notice role="status" { (done.sentence()) } }
        p.status { strong { (workshop.state.label()) } "　" (japanese_day(workshop.held_on)) " " (workshop.hours) "　" (workshop.place) }
        p { (workshop.settings.purpose) }
        (next_step(set))
        (figures(set, shown))
        @if set.may_edit() { (tiles(set)) }
        (results(set))
        (entrance)
        (themes(set, shown))
        @if set.may_edit() { (doors(set)) (screens(set)) }
        (kept(set))
    }))
}

fn next_step(set: &Setting<'_>) -> Markup {
    let step = |text: &str| html! { p.notice { strong { "次にすること　" } (text) } };
    html! {
        @if set.may_edit() { @match set.workshop.state {
            State::Preparing => (step("テーマと設定を確かめ、入口の用紙とテーブルの札を印刷します。当日、はじめる前に「開く」を押します。")),
            State::Open => (step("「進行役の画面」で進めます。終わったら、ここで「終了する」を押します。")),
            State::Closed => {}
        } }
    }
}

fn figures(set: &Setting<'_>, shown: &Overview<'_>) -> Markup {
    let settings = &set.workshop.settings;
    let notes: i64 = shown.themes.iter().map(|(_, notes)| notes).sum();
    html! {
        dl.figures {
            div.key { dt { "参加者" } dd { (shown.people) } }
            div { dt { "付箋" } dd { (notes) } }
            div { dt { "テーブル" } dd { (settings.tables) } }
            div { dt { "テーマ" } dd { (shown.themes.len()) } }
        }
        p.hint { "参加する人：" (settings.audience) "　"
            @match settings.names { Names::Nickname => "ニックネームを聞く", Names::None => "名前を聞かない" }
            @if settings.minors { "　18歳未満の人が参加する" }
            @if settings.hold.is_some() { "　気になる付箋は進行役が先に見る" } }
    }
}

fn tiles(set: &Setting<'_>) -> Markup {
    let base = url(set.workshop);
    let tile = |below: &str, name: &str, what: &str| {
        html! { a href={ (base) (below) } { strong { (name) } (what) } }
    };
    html! {
        nav.tiles aria-label="ワークショップを準備する" {
            (tile("/settings", "設定", "日時、場所、テーブル、名前、確かめる言葉"))
            (tile("/themes/new", "テーマを足す", "問いかけ、色、時間、点"))
            @if set.workshop.settings.registration.is_some() {
                (tile("/registrations", "参加申し込み", "名簿、お知らせ、受付、席決め"))
            }
            (tile("/sheets?of=wall", "入口の用紙", "A4、QRコードと6けたの番号"))
            (tile("/sheets?of=cards", "テーブルの札", "A5、1枚のA4に2つ"))
            (tile("/sheets?of=large-cards", "大きなテーブルの札", "A4、テーブルごとに1枚"))
        }
    }
}

/// What came of it, for whoever may look.
fn results(set: &Setting<'_>) -> Markup {
    html! {
        nav.tiles aria-label="ワークショップの結果を見る" {
            a href={ (url(set.workshop)) "/record" } { strong { "ボードの記録" } "Excel、印刷、できるまでの経過" }
            a href="/staff/meetings" { strong { "結果報告会" } "結果の公表、市の考え、意見と返信" }
        }
    }
}

fn entrance(set: &Setting<'_>, shown: &Overview<'_>) -> Result<Markup> {
    let digits = &set.workshop.join_code;
    let qr = Qr::of(&codes::join_address(shown.base_url, digits))?;
    Ok(html! {
        h2 { "参加のしかた" }
        div.scan {
            (qr.svg(34))
            div {
                p { "スマートフォンでQRコードを読むか、" strong { (codes::join_typed(shown.base_url)) } " を開いて番号を入れます。" }
                p.digits { (grouped(digits)) }
            }
        }
    })
}

fn themes(set: &Setting<'_>, shown: &Overview<'_>) -> Markup {
    let base = url(set.workshop);
    html! {
        h2 { "テーマ" }
        @if shown.themes.is_empty() { p { "テーマがまだありません。「テーマを足す」で作ります。" } } @else {
            div.table-wide { table {
                caption.away { "テーマの一覧" }
                thead { tr { @for head in ["テーマ", "問いかけ", "付箋の色", "時間", "点", "付箋"] { th scope="col" { (head) } } } }
                tbody { @for (theme, notes) in shown.themes {
                    tr {
                        th scope="row" { (theme.position) ". "
                            @if set.may_edit() { a href={ (base) "/themes/" (theme.id) } { (theme.title) } } @else { (theme.title) }
                            @if set.workshop.theme_id.as_ref() == Some(&theme.id) && set.workshop.state == State::Open { " " span.tag { "いま" } } }
                        td { (theme.question) }
                        td { @for of in &theme.settings.colours { (of.colour.shape()) (of.colour.name()) " " (of.means) br; } }
                        td { (theme.settings.minutes.iter().map(|of| of.minutes).sum::<i64>()) "分" }
                        td { (theme.settings.budget) }
                        td { (notes) }
                    }
                } }
            } }
        }
    }
}

fn doors(set: &Setting<'_>) -> Markup {
    let workshop = set.workshop;
    let to = |state: State, label: &str, why: &str| {
        html! {
            form method="post" action={ (url(workshop)) "/state" } {
                input type="hidden" name="state" value=(state.word());
                button.primary[state == State::Open] { (label) }
                span.hint { (why) }
            }
        }
    };
    html! {
        h2 { "開く・終了する" }
        div.controls { @match workshop.state {
            State::Preparing => (to(State::Open, "開く", "QRコードと番号で参加できるようになり、全員が最初のテーマにいます。")),
            State::Open => (to(State::Closed, "終了する", "書くことも投票もできなくなります。付箋、まとまり、点はすべて残ります。もう一度開くこともできます。")),
            State::Closed if workshop.erased_at.is_some() => p { "参加者の記録を消したので、もう開けません。" },
            State::Closed => (to(State::Open, "もう一度開く", "続きを書けるようになります。同じ人は、再入室コードか同じスマートフォンで続けます。")),
        } }
    }
}

fn screens(set: &Setting<'_>) -> Markup {
    let (workshop, base) = (set.workshop, url(set.workshop));
    html! {
        h2 { "進行役と投影" }
        div.controls {
            form method="post" action={ (base) "/screens" } {
                input type="hidden" name="screen" value="facilitator";
                button { "進行役の画面を開く" }
                span.hint { "このブラウザーで、すべてのテーブルを進めます。" }
            }
            form method="post" action={ (base) "/screens" } target="_blank" {
                input type="hidden" name="screen" value="projector";
                button { "投影の画面を開く（新しいタブ）" }
                span.hint { "会場のスクリーンに映します。見るだけで、何も変えられません。" }
            }
            form method="post" action={ (base) "/codes/sheet" } target="_blank" {
                button { "コードの用紙を開く（新しいタブ）" }
                span.hint { "進行役と投影のQRコードとコードです。進行役だけに渡します。開くと操作の記録に残ります。" }
            }
        }
        h3 { "コードを新しくする" }
        p { "コードの用紙をなくしたときや、ほかの人に見られたときに使います。" strong { "前の進行役と投影のコードは使えなくなり、開いている進行役の画面も閉じます。" } "参加者の番号（6けた）と再入室コードは変わりません。" }
        form.inline method="post" action={ (base) "/codes" } {
            input type="hidden" name="issue" value=(workshop.issue);
            label { input type="checkbox" name="confirmed" value="yes" required; "前のコードが使えなくなることを、進行役に伝えます" }
            button { "新しくする" }
        }
    }
}

fn kept(set: &Setting<'_>) -> Markup {
    let workshop = set.workshop;
    let days = workshop.settings.keep_days;
    html! {
        h2 { "参加者の記録" }
        @match (workshop.erased_at, due_on(workshop)) {
            (Some(at), _) => p { (japanese_day(day_in_japan(at))) "に消しました。だれがどの付箋を書いたか、ニックネーム、再入室コード、席は残っていません。付箋、まとまり、点の数、テーブルの人数は残っています。" },
            (None, Some(day)) => p { strong { (japanese_day(day)) } "に自動で消します。だれがどの付箋を書いたか、ニックネーム、再入室コード、席が消えます。付箋、まとまり、点の数、テーブルの人数は残ります。" },
            (None, None) => p { "終了してから" (days) "日たつと、だれがどの付箋を書いたか、ニックネーム、再入室コード、席を自動で消します。付箋、まとまり、点の数は残ります。" },
        }
        @if set.may_erase() {
            @if workshop.state == State::Closed && workshop.erased_at.is_none() {
                (typed(set, "/erasure", "いま消す", "その日を待たずに消します。元に戻せません。再入室コードを使って結果報告会で意見を書くことも、できなくなります。"))
            }
            h2 { "ワークショップを消す" }
            (typed(set, "/removal", "消す", "参加した人、付箋、申込みがまだないときだけ、消せます。用紙の番号とコードは使えなくなります。"))
        }
    }
}

fn typed(set: &Setting<'_>, below: &str, press: &str, what: &str) -> Markup {
    html! {
        p { (what) }
        form.inline method="post" action={ (url(set.workshop)) (below) } {
            label { "確認のため「" (set.workshop.slug) "」と入力" input name="typed" required autocomplete="off"; }
            button { (press) }
        }
    }
}
