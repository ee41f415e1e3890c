//! The office's page about one class.

use maud::{Markup, html};

use super::unwatched;
use crate::{
    school::{
        board::{Listed, Watch},
        register::MOST_HEADS,
        teacher::pages::grouped,
    },
    survey::pages::{Setting, url},
};

/// What has just been done, to say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// The heads were changed.
    Heads,
    /// The codes were made anew.
    Codes,
}

impl Done {
    /// What a word in the address means.
    pub fn from_word(word: &str) -> Option<Done> {
        match word {
            "heads" => Some(Done::Heads),
            "codes" => Some(Done::Codes),
            _ => None,
        }
    }
}

/// What the page shows.
pub struct Shown<'a> {
    /// The class.
    pub listed: &'a Listed,
    /// Who reads what its pupils write.
    pub watch: &'a Watch,
    /// How many slips were made, used ones too.
    pub slips_made: i32,
    /// What has just been done.
    pub done: Option<Done>,
}

/// How far a class is, and what can be done about it.
pub fn class(set: &Setting<'_>, shown: &Shown<'_>) -> Markup {
    let listed = shown.listed;
    let base = format!("{}/classes/{}", url(set.survey), listed.class.id);
    set.page(&listed.title(), html! {
        @match shown.done {
            None => {}
            Some(Done::Heads) => p.notice role="status" { "人数を変えました。" },
            Some(Done::Codes) => p.notice role="status" {
                "番号とコードを新しくしました。前の用紙はもう使えません。用紙を印刷し直して、学校に渡してください。" },
        }
        (unwatched(set, shown.watch))
        (figures(listed))
        p { a href={ (url(set.survey)) "/classes" } { "学級の一覧へ" } }
        (slips(&base, listed, shown.slips_made))
        (sheets(set, listed))
        (heads(&base, listed))
        (codes(&base, listed))
        (removal(&base, listed))
    })
}

fn figures(listed: &Listed) -> Markup {
    let progress = &listed.progress;
    html! {
        p.status { "いま " strong { (listed.state()) } "　教室の番号 " strong { (grouped(&listed.class.room_code)) } }
        dl.figures {
            div.key { dt { "答え / 人数" } dd { (progress.answered) " / " (listed.class.heads) } }
            div { dt { "席についた数" } dd { (progress.seats) } }
            div { dt { "残りのカード" } dd { (progress.slips) } }
            @if listed.class.extra > 0 { div { dt { "先生がふやした分" } dd { (listed.class.extra) } } }
        }
    }
}

fn sheets(set: &Setting<'_>, listed: &Listed) -> Markup {
    html! {
        h2 { "学級の用紙" }
        p { "教室に貼る用紙（QRコードと6けたの番号）と、先生用の用紙（先生の画面のコードと進め方）です。" }
        form.inline method="post" action={ (url(set.survey)) "/classes/sheets" } target="_blank" {
            input type="hidden" name="of" value={ "class " (listed.class.id) };
            input type="hidden" name="room" value="yes";
            input type="hidden" name="teacher" value="yes";
            button { "用紙を開く（新しいタブ）" }
        }
    }
}

fn slips(base: &str, listed: &Listed, made: i32) -> Markup {
    let missing = (listed.class.heads - listed.progress.answered).clamp(1, MOST_HEADS);
    html! {
        h2 { "カード" }
        p { "一枚ごとに一度だけ使える用紙です。タブレットを共有せずに答えるときや、欠席した生徒が後から答えるときに配ります。A4の用紙に8枚ずつ印刷します。" }
        form.inline method="post" action={ (base) "/slips" } target="_blank" {
            input type="hidden" name="made" value=(made);
            label { "枚数" input.number type="number" name="count" min="1" max=(MOST_HEADS) required value=(missing); }
            @if listed.progress.slips > 0 {
                label { input type="checkbox" name="new" value="yes"; "前に作ったカードとは別の、新しいカードを作る" }
            }
            button { "カードを開く（新しいタブ）" }
        }
        @if listed.progress.slips > 0 {
            p.hint { "まだ使われていないカードが" (listed.progress.slips) "枚あります。そのまま開くと、それらが同じコードでもう一度印刷され、足りない分が加わります。"
                strong { "前のカードをもう配ったときは、「新しいカードを作る」を選んでください。" } "同じコードを二人に渡すと、書きかけの答えが見えてしまいます。" }
        } @else {
            p.hint { "使われたカードは印刷しません。カードで届いた答えも、学級の人数に数えます。作ると操作の記録に残ります。" }
        }
    }
}

fn heads(base: &str, listed: &Listed) -> Markup {
    html! {
        h2 { "人数を変える" }
        form.inline method="post" action={ (base) "/heads" } {
            label { "人数" input.number type="number" name="heads" min="1" max=(MOST_HEADS) required value=(listed.class.heads); }
            button { "変える" }
        }
        p.hint { "人数を超える答えは、先生が一人ずつ認めるまで受け付けません。とどいた答えは、人数を減らしても消えません。" }
    }
}

fn codes(base: &str, listed: &Listed) -> Markup {
    html! {
        h2 { "番号とコードを新しくする" }
        p { "先生用の用紙をなくしたときや、ほかの人に見られたときに使います。教室の番号と先生用コードが新しくなり、" strong { "いまの用紙は二つとも使えなくなります。" } "席についている生徒は続けられます。カードもそのまま使えます。" }
        form.inline method="post" action={ (base) "/codes" } {
            input type="hidden" name="issue" value=(listed.class.issue);
            label { input type="checkbox" name="confirmed" value="yes" required; "いまの用紙が使えなくなることを、学校に伝えます" }
            button { "新しくする" }
        }
    }
}

fn removal(base: &str, listed: &Listed) -> Markup {
    html! {
        h2 { "学級を消す" }
        @if listed.is_untouched() {
            p { "まちがえて登録した学級を消します。" @if listed.progress.slips > 0 { "印刷したカード" (listed.progress.slips) "枚も使えなくなります。" } "用紙の番号とコードは使えなくなります。" }
            form.inline method="post" action={ (base) "/removal" } {
                label { "確認のため「" (listed.class.name) "」と入力" input name="typed" required autocomplete="off"; }
                button { "消す" }
            }
        } @else {
            p { "もう生徒が席についたか、答えがとどいているため、消すことはできません。" }
        }
    }
}
