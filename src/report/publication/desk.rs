//! The office's screen of what is public: a look at exactly what would be, and the way to publish
//! it or to take it back.

use maud::{Markup, html};

use super::{
    PUBLISH, Publication, WITHDRAW,
    document::Document,
    pages::{groups, whole},
};
use crate::{
    clock::japanese_day,
    report::pages::{View, frame},
};

/// What the screen shows.
pub struct Desk<'a> {
    /// The address of the public page.
    pub address: &'a str,
    /// What is public now.
    pub public: Option<&'a Publication>,
    /// What would be.
    pub next: &'a Document,
    /// By what [`Desk::next`] is recognised.
    pub print: &'a str,
    /// What stands in the way.
    pub hindrances: &'a [String],
    /// Whether the one who looks may publish.
    pub may_publish: bool,
}

/// The screen.
pub fn publication(view: &View, desk: &Desk<'_>) -> Markup {
    frame(
        view,
        html! {
            (standing(view, desk))
            h2 { @if desk.public.is_some() { "公表し直す" } @else { "公表する" } }
            (summary(desk.next))
            (risks())
            @if !view.weights.is_empty() { ul.hint { @for note in &view.weights { li { (note) } } } }
            (way(view, desk))
            h2 { "公表される内容" }
            p.hint { "ここに見える数だけが公表されます。ほかの画面の絞り込みは、公表する表にはかかりません。" }
            (preview(desk.next))
        },
    )
}

fn standing(view: &View, desk: &Desk<'_>) -> Markup {
    html! {
        @match desk.public {
            None => p.notice { "この調査の結果は、まだ公表していません。公表すると、" code { (desk.address) } " でだれでも見られるようになります。" },
            Some(public) => {
                p.notice { (japanese_day(public.published_on)) "に公表しました（回答 n = " (public.document.answers) "）。公表した内容は、その後に届いた回答や設定の変更では変わりません。"
                    a href=(desk.address) { "公表しているページを見る" } }
                @if desk.may_publish {
                    form.inline method="post" action=(format!("{}{}/withdrawal", view.survey, view.tab.path())) {
                        label { "公表を取りやめるには「" (WITHDRAW) "」と入力" input name="typed" required autocomplete="off"; }
                        button { "公表を取りやめる" }
                    }
                    p.hint { "取りやめると、ページとデータは見られなくなります。すでに保存された写しは取り戻せません。" }
                }
            }
        }
    }
}

fn summary(next: &Document) -> Markup {
    let (given, hidden) = next.figures();
    html! {
        dl.figures {
            div { dt { "回答数 n" } dd { (next.answers) } }
            div { dt { "設問" } dd { (next.questions.len()) } }
            div { dt { "示す数" } dd { (given) } }
            div.key { dt { "伏せる数（秘匿）" } dd { (hidden) } }
        }
        p { (next.threshold) "人に満たない数と、それを引き算で求められる数を伏せています。人数は「集計の設定」で変えられます。自由記述は公表しません。" }
        @for (question, why) in next.withheld() { p.hint { (question) "：" (why) } }
    }
}

/// What suppression cannot do.
fn risks() -> Markup {
    html! {
        details open { summary { "残るおそれ" }
            ul {
                li { "伏せた数も、0以上であることと前後の数から、おおよその範囲が分かることがあります。" }
                li { "ある区分の全員が同じ答えのときは、その区分の人の答えが分かります。" }
                li { "前に公表した内容、ほかの報告書、議会資料などの表と見比べると、伏せた数が分かることがあります。同じ調査の表をほかで出すときも、同じ数を伏せてください。" }
                li { "一度公表した内容は、取りやめても、すでに写した人の手元に残ります。" }
            }
        }
    }
}

fn way(view: &View, desk: &Desk<'_>) -> Markup {
    html! {
        @if !desk.hindrances.is_empty() {
            div.refused { p { "いまは公表できません。" } ul { @for sentence in desk.hindrances { li { (sentence) } } } }
        } @else if desk.may_publish {
            form.inline method="post" action=(format!("{}{}", view.survey, view.tab.path())) {
                input type="hidden" name="print" value=(desk.print);
                label { "下の内容を確かめて、「" (PUBLISH) "」と入力" input name="typed" required autocomplete="off"; }
                button.primary { "公表する" }
            }
        } @else {
            p.notice { "公表は、管理者の権限を持つ職員ができます。" }
        }
    }
}

fn preview(next: &Document) -> Markup {
    html! {
        details { summary { "調査結果の見方" }
            dl.reading { @for (heading, words) in &next.notes { dt { (heading) } dd { (words) } } } }
        @for question in &next.questions {
            section.result {
                h3 { (question.heading()) }
                (whole(next, question))
                @if question.is_broken_down() {
                    details { summary { "区分ごとの集計" } (groups(next, question, false)) }
                }
            }
        }
    }
}
