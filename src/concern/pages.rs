//! The texts that somebody should read soon, and what a reader can do.

use maud::{Markup, html};

use super::Concern;
use crate::{
    form::care::Sign,
    survey::{
        Survey,
        pages::{self, Setting},
    },
};

/// What the page shows.
pub struct Shown {
    /// The texts, the unread first.
    pub concerns: Vec<Concern>,
    /// Who is named to read them.
    pub named: Option<String>,
    /// Whether the questionnaire says what is looked for.
    pub looks: bool,
}

/// The address of the page.
pub fn url(survey: &Survey) -> String {
    format!("{}/concerns", pages::url(survey))
}

/// The page.
pub fn list(set: &Setting<'_>, shown: &Shown) -> Markup {
    let unread = shown.concerns.iter().filter(|concern| concern.read_by.is_none()).count();
    set.page("文の見守り", html! {
        (standing(shown, unread))
        @if !shown.concerns.is_empty() {
            p { "書かれた言葉だけで選んでいます。心配のない文もまじり、見落としもあります。送られた順には並んでいません。" }
            @for concern in &shown.concerns { (article(set.survey, concern)) }
        }
        (what_to_do())
    })
}

fn standing(shown: &Shown, unread: usize) -> Markup {
    html! {
        @match &shown.named {
            _ if !shown.looks => p.notice {
                "この調査票には、見守りの案内と探す言葉（form.yaml の care）がありません。生徒が書いた文から、心配な言葉を探すことはしません。"
            }
            None => p.notice {
                "読む職員が決まっていないので、いまは探していません。「学級で答える設定」で決めると、そのあとに送られた文から探します。"
            }
            Some(name) => p { "読む職員：" strong { (name) } "　管理者も読めます。" }
        }
        @if unread > 0 {
            p.notice role="status" { strong { "まだ読んでいない文が" (unread) "件あります。" } }
        } @else if !shown.concerns.is_empty() {
            p role="status" { "見つかった文は、すべて読んであります。" }
        } @else if shown.looks && shown.named.is_some() {
            p role="status" { "見つかった文は、まだありません。見つかると、「調査」の一覧とこの調査のページに件数が出ます。" }
        }
    }
}

fn article(survey: &Survey, concern: &Concern) -> Markup {
    let base = url(survey);
    html! {
        article.concern.unread[concern.read_by.is_none()] {
            p.signs { @for sign in &concern.signs { span.tag { (reason(*sign)) } " " } }
            blockquote dir="auto" { (concern.text) }
            p.hint { (concern.whose) "　「" (concern.question) "」への答え" }
            @match &concern.read_by {
                None => form method="post" action={ (base) "/reading" } {
                    (place(concern))
                    button.primary { "読んだ" }
                }
                Some(name) => form.line method="post" action={ (base) "/reading/removal" } {
                    (place(concern))
                    span { "✓ " (name) "さんが読みました" }
                    button.quiet { "読んでいない文に戻す" }
                }
            }
        }
    }
}

fn place(concern: &Concern) -> Markup {
    html! {
        input type="hidden" name="response" value=(concern.response_id);
        input type="hidden" name="field" value=(concern.field);
    }
}

fn reason(sign: Sign) -> &'static str {
    match sign {
        Sign::Help => "助けを求める言葉かもしれない",
        Sign::Name => "人の名前かもしれない",
    }
}

/// What a reader can and cannot do, in plain words.
fn what_to_do() -> Markup {
    html! {
        h2 { "読んだあとにできること" }
        ul {
            li { strong { "だれが書いたかは、だれにも調べられません。" }
                "答えには学校と学年だけが付いていて、学級、席、送った時刻は残っていません。生徒にもそう約束しています。名乗り出させたり、筆者を探したりしないでください。" }
            li { strong { "学校や教育委員会に、学校と学年と内容を伝えて相談します。" }
                "学年全体への声かけ、相談先の案内、全員との面談など、書いた人がわからなくてもできることがあります。" }
            li { "文の中に、場所や日時、だれのことかがわかる言葉があるときは、それも伝えます。" }
            li { strong { "命の危険や虐待が心配なときは、その日のうちに動きます。" }
                "虐待かもしれないときは児童相談所（" a href="tel:189" { "189" } "、24時間）、いますぐ危ないときは警察（" a href="tel:110" { "110" } "）へ。" }
            li { "生徒に案内できる相談先：24時間子供SOSダイヤル " a href="tel:0120078310" { "0120-0-78310" }
                "、チャイルドライン " a href="tel:0120997777" { "0120-99-7777" } "（18歳まで、午後4時から9時まで）。" }
        }
        h2 { "気をつけること" }
        ul {
            li { "学級が1つしかない学年では、学校と学年で学級がわかります。伝える相手は、必要な人に限ってください。" }
            li { "ここにある文も、ほかの文と同じように集計や自由記述の画面に出ます。名前や、だれのことかがわかる文は、公表する前に確かめて、除くか書きかえてください。" }
            li { "「読んだ」を押すと、あなたの名前と日時が操作の記録に残ります。文の中身は記録に残りません。" }
        }
    }
}

/// On other pages, for whoever may read: how many wait. Nothing of the texts.
pub fn reminder(survey: &Survey, waiting: Option<usize>) -> Markup {
    html! {
        @if let Some(unread @ 1..) = waiting {
            a href=(url(survey)) { "まだ読んでいない見守りの文が" (unread) "件あります" }
        }
    }
}
