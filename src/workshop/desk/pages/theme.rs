//! The page of a theme: its words, the colours of its notes, its times and dots.

use maud::{Markup, html};

use super::{Setting, line, number, refused, url};
use crate::{
    web::input::field,
    workshop::{
        Theme,
        desk::typed::{Fields, TIMED, colour_of, phase_field},
        template::check::{MOST_DOTS, MOST_MINUTES},
    },
};

/// The page of a theme that is there.
pub fn theme(set: &Setting<'_>, theme: &Theme, typed: &Fields, wrong: &[String]) -> Markup {
    let action = format!("{}/themes/{}", url(set.workshop), theme.id);
    set.page(&format!("テーマ{}", theme.position), html! {
        (refused("保存していません。", wrong))
        (form(&action, "保存する", typed))
        h2 { "テーマを消す" }
        p { "付箋も席についた人もないテーマだけ、消せます。" }
        form.inline method="post" action={ (action) "/removal" } {
            label { input type="checkbox" name="confirmed" value="yes" required; "「" (theme.title) "」を消します" }
            button { "消す" }
        }
    })
}

/// The page of a theme that is not there yet.
pub fn new(set: &Setting<'_>, typed: &Fields, wrong: &[String]) -> Markup {
    set.page(
        "テーマを足す",
        html! {
            (refused("足していません。", wrong))
            (form(&format!("{}/themes", url(set.workshop)), "足す", typed))
        },
    )
}

fn form(action: &str, press: &str, typed: &Fields) -> Markup {
    html! {
        form.settings method="post" action=(action) {
            fieldset { legend { "話し合うこと" }
                (line("title", "テーマ", typed, ""))
                (line("question", "問いかけ", typed, "参加する人が、付箋を書くときに読む一文です。"))
            }
            fieldset { legend { "付箋の色" }
                @for (name, means) in typed { @if let Some(colour) = colour_of(name) {
                    p.setting { label for=(name) { (colour.shape()) " " (colour.letter()) " " (colour.name()) }
                        input.long id=(name) name=(name) maxlength="40" value=(means); }
                } }
                p.hint { "それぞれの色に、何を書くかを決めます。空の色は使いません。書かれた付箋の色は、後から意味を変えてもそのままです。" }
            }
            fieldset { legend { "時間（分）" }
                @for phase in TIMED { (number(&phase_field(phase), phase.label(), typed, "")) }
                p.hint { "空のときは、時間を計りません（1〜" (MOST_MINUTES) "）。進行役は、途中で1分ずつ変えられます。合計 " (total(typed)) "分" }
            }
            fieldset { legend { "投票" }
                (number("budget", "1人の点の数", typed, &format!("1〜{MOST_DOTS}")))
                (number("per_cluster", "1つに入れられる点", typed, "1から、1人の点の数まで。"))
                p.hint { "始まっている投票には、始めたときの数が使われます。" }
            }
            p.actions { button.primary { (press) } }
        }
    }
}

fn total(typed: &Fields) -> i64 {
    TIMED
        .into_iter()
        .filter_map(|phase| field(typed, &phase_field(phase)).parse::<i64>().ok())
        .sum()
}
