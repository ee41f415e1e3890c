//! The office's page of one theme: what the city says, and exactly what would be public.

use maud::{Markup, html};

use crate::{
    clock::japanese_day,
    meeting::{
        Stage, Topic,
        desk::{pages::Setting, url},
        pages::piece::{groups, legend, official},
        publication::{Document, LEAST, OFFICIAL_LENGTH, SECTION_LENGTH},
    },
    report::publication::{PUBLISH, WITHDRAW},
};

/// What the page shows.
pub struct Theme<'a> {
    /// The theme in the meeting.
    pub topic: &'a Topic,
    /// Its title.
    pub title: &'a str,
    /// What would be public.
    pub next: &'a Next,
    /// Whether whoever looks may publish.
    pub may_publish: bool,
}

/// What would be public.
pub enum Next {
    /// This.
    Ready {
        /// What would be.
        document: Box<Document>,
        /// By what it is recognised.
        print: String,
        /// It is public just so.
        is_public: bool,
    },
    /// Nothing, for these reasons.
    Hindered(Vec<String>),
}

/// The page.
pub fn theme(set: &Setting<'_>, theme: &Theme<'_>) -> Markup {
    set.page(theme.title, html! {
        (standing(set, theme))
        h2 { "市の考え" }
        (writing(set, theme.topic))
        h2 { @if theme.topic.document.is_some() { "公表し直す" } @else { "公表する" } }
        @match theme.next {
            Next::Hindered(sentences) => div.refused { p { "いまは公表できません。" } ul { @for sentence in sentences { li { (sentence) } } } },
            Next::Ready { document, print, is_public } => {
                (way(set, theme, document, print, *is_public))
                h2 { "公表される内容" }
                p.hint { "ここに見えるものだけが公表されます。" (LEAST) "人に満たないテーブルは、ほかのテーブルとまとめています。進行役が隠した付箋、確認を待っている付箋、取り下げられた付箋は入りません。" }
                (preview(document))
            }
        }
    })
}

fn standing(set: &Setting<'_>, theme: &Theme<'_>) -> Markup {
    let page = format!("{}/{}", set.meeting.address(), theme.topic.number);
    html! {
        @match theme.topic.published_on {
            None => p.notice { "このテーマの結果は、まだ公表していません。公表すると、" code { (page) } " でだれでも見られるようになります。" },
            Some(on) => {
                p.notice { (japanese_day(on)) "に公表しました。公表した内容は、市の考えを書き換えても、公表し直すまで変わりません。"
                    a href=(page) { "公表しているページを見る" } }
                @if theme.may_publish {
                    form.inline method="post" action={ (below(set, theme.topic)) "/withdrawal" } {
                        label { "公表を取りやめるには「" (WITHDRAW) "」と入力" input name="typed" required autocomplete="off"; }
                        button { "公表を取りやめる" }
                    }
                    p.hint { "取りやめると、結果も意見もページから見えなくなります。届いた意見は残り、公表し直すとまた見えます。" }
                }
            }
        }
    }
}

fn below(set: &Setting<'_>, topic: &Topic) -> String {
    format!("{}/themes/{}", url(set.meeting), topic.number)
}

fn writing(set: &Setting<'_>, topic: &Topic) -> Markup {
    html! {
        @if !set.may_edit() || set.stage() == Stage::Frozen {
            @if topic.official.is_empty() { p { "まだ書かれていません。" } }
            @else { p.lines { (topic.official) } p { "担当：" (topic.section) } }
        } @else {
            form.settings method="post" action={ (below(set, topic)) "/official" } {
                p.setting { label for="section" { "答える担当課" } input #section type="text" name="section" value=(topic.section) maxlength=(SECTION_LENGTH); }
                p.setting { label for="text" { "このテーマの結果に対する市の考え（" (OFFICIAL_LENGTH) "文字まで）" }
                    textarea #text name="text" rows="8" aria-describedby="text-is" { (topic.official) }
                    span.hint #text-is { "できること、むずかしいこと、これから検討することを、理由といっしょに書くと伝わります。" } }
                p.actions { button { "保存する（まだ公表しない）" } }
            }
        }
    }
}

fn way(
    set: &Setting<'_>,
    theme: &Theme<'_>,
    document: &Document,
    print: &str,
    is_public: bool,
) -> Markup {
    html! {
        @if document.official.is_none() { p.warning { "市の考えが書かれていません。このまま公表することもできます。" } }
        @if is_public {
            p.notice { "公表している内容と同じです。" }
        } @else if set.stage() == Stage::Frozen {
            p.notice { "この結果報告会は終了し、内容を固定しています。公表し直せません。" }
        } @else if theme.may_publish {
            form.inline method="post" action={ (below(set, theme.topic)) "/publication" } {
                input type="hidden" name="print" value=(print);
                label { "下の内容を確かめて、「" (PUBLISH) "」と入力" input name="typed" required autocomplete="off"; }
                button.primary { "公表する" }
            }
            p.hint { "付箋に、人の名前やだれのことかがわかる文がないか、まとまりの名前も含めて読んでください。一度公表した内容は、取りやめても、写した人の手元に残ります。" }
        } @else {
            p.notice { "公表は、管理者の権限を持つ職員ができます。" }
        }
    }
}

fn preview(document: &Document) -> Markup {
    html! {
        div.preview {
            p { strong { (document.title) } "　" (document.workshop) "　" (japanese_day(document.held_on)) "　" (document.people) "人・付箋" (document.notes()) "枚" }
            p { (document.question) }
            (official(document, "official"))
            (legend(document))
            (groups(document, true))
        }
    }
}
