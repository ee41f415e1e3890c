//! The page of what holds for all classes.

use maud::{Markup, html};

use super::{MOST_LATE_MINUTES, Settings};
use crate::{
    school::board::Watch,
    staff::Staff,
    survey::pages::{Setting, url},
    ui::ruby::Ruby,
};

/// What the page shows.
pub struct Shown<'a> {
    /// The settings, or what was typed instead of them.
    pub settings: &'a Settings,
    /// What was typed for the late minutes.
    pub late_minutes: &'a str,
    /// What is wrong with what was typed.
    pub wrong: Option<&'a str>,
    /// They have just been kept.
    pub kept: bool,
    /// Who may be named: colleagues who can sign in.
    pub colleagues: &'a [Staff],
    /// Who is named.
    pub watch: &'a Watch,
    /// What pupils are told when somebody is.
    pub notice: Option<&'a str>,
}

/// The page.
pub fn settings(set: &Setting<'_>, shown: &Shown<'_>) -> Markup {
    set.page("学級で答える設定", html! {
        @if shown.kept { p.notice role="status" { "保存しました。" } }
        @if let Some(wrong) = shown.wrong {
            div.refused role="alert" { p { "保存していません。" (wrong) } }
        }
        form.settings method="post" action={ (url(set.survey)) "/classes/settings" } {
            fieldset { legend { "授業の終わり" }
                p.setting { label for="late_minutes" { "終わった後に送れる時間（分）" }
                    input.number #late_minutes type="number" name="late_minutes" min="0" max=(MOST_LATE_MINUTES) required
                        value=(shown.late_minutes) aria-describedby="late-is";
                    span.hint #late-is { "先生が「終わる」を押した後も、この時間のあいだは、書きかけの生徒が送れます。新しく始めることはできません。" } }
            }
            fieldset { legend { "カード" }
                label.line { input type="checkbox" name="slips_any_time" value="yes" checked[shown.settings.slips_any_time];
                    "授業の時間のほかでも、カードで答えられる" }
                p.hint { "欠席した生徒が、後から学校や家で答えるためのものです。外すと、カードは学級が受付中のあいだだけ使えます。" }
            }
            (reader(shown))
            p.actions { button.primary { "保存する" } }
        }
    })
}

fn reader(shown: &Shown<'_>) -> Markup {
    let Some(notice) = shown.notice else {
        return html! {
            fieldset { legend { "文の見守り" }
                p.hint { "この調査票には、見守りの案内（form.yaml の care）がありません。生徒が書いた文から、心配な言葉をさがすことはしません。" }
            }
        };
    };
    html! {
        fieldset { legend { "文の見守り" }
            @if let Watch::Gone(name) = shown.watch {
                p.warning role="note" { (name) "さんのアカウントは止められています。ほかの職員を選んでください。" }
            }
            p.setting { label for="reader" { "読む職員" }
                select #reader name="reader" aria-describedby="reader-is" {
                    option value="" selected[shown.settings.reader.is_none()] { "だれも読まない（さがさない）" }
                    @for colleague in shown.colleagues {
                        option value=(colleague.id) selected[shown.settings.reader.as_ref() == Some(&colleague.id)] { (colleague.name) }
                    }
                }
                span.hint #reader-is { "助けを求める言葉や人の名前が書かれているかもしれない文を、この職員と管理者が、調査の途中でも読めるようになります。" } }
            ul {
                li { "決めると、生徒は答える前に、下の文でそのことを知らされます。決めないと、文は調べません。" }
                li { strong { "だれが書いたかは、読んだ職員にも、ほかのだれにも、調べることができません。" } "わかるのは、学校と学年だけです。" }
                li { "決まった言葉でさがすため、見落とすことも、心配のない文が出ることもあります。毎日読める人を選び、心配なときに学校や教育委員会とどう動くかを、始める前に決めておいてください。" }
                li { "受付を始める前に決めてください。学級が答えているあいだは、新しく決めることはできません。" }
            }
            details { summary { "生徒に知らせる文を見る" }
                @for line in notice.lines() { p { (Ruby { text: line, furigana: true }) } }
            }
        }
    }
}
