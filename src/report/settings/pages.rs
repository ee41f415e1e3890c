//! The screen on which the office decides how results are reported.

use maud::{Markup, html};

use super::{Across, Method, Typed};
use crate::report::{
    pages::{View, frame},
    precision::{Precision, printed_confidence},
};

/// What the screen shows beside the settings.
pub struct Shown<'a> {
    /// The settings, or what was typed instead of them.
    pub typed: &'a Typed,
    /// What is wrong with what was typed.
    pub wrong: &'a [String],
    /// The factor of the standard error that is set.
    pub z: f64,
    /// What the settings come to today.
    pub precision: Precision,
    /// The people of the population that was brought in.
    pub people: Option<u64>,
    /// Id and title of the earlier surveys that can stand beside today's.
    pub waves: &'a [(String, String)],
}

/// The screen. Whoever may not edit sees the settings as they are.
pub fn settings(view: &View, shown: &Shown<'_>) -> Markup {
    frame(
        view,
        html! {
            @if !shown.wrong.is_empty() {
                div.refused role="alert" {
                    p { "保存していません。次のところを直して、もう一度「保存する」を押してください。" }
                    ul { @for sentence in shown.wrong { li { (sentence) } } }
                }
            }
            (effect(view, shown))
            @if !view.may_edit { p.notice { "変更は、編集の権限を持つ職員ができます。" } }
            form.settings method="post" action=(format!("{}{}", view.survey, view.tab.path())) {
                fieldset disabled[!view.may_edit] { legend { "ウェイト補正" } (weighting(shown.typed)) }
                fieldset disabled[!view.may_edit] { legend { "標本誤差" } (sampling(shown)) }
                fieldset disabled[!view.may_edit] { legend { "公表" } (threshold(shown.typed)) }
                fieldset disabled[!view.may_edit] { legend { "図と比較" } (figures(shown)) }
                @if view.may_edit { p.actions { button.primary { "保存する" } } }
            }
        },
    )
}

/// What the settings that are kept come to.
fn effect(view: &View, shown: &Shown<'_>) -> Markup {
    let Precision { n, effective, .. } = shown.precision;
    html! {
        h2 { "いまの設定での精度" }
        dl.figures {
            div { dt { "回答数 n" } dd { (n) } }
            @if let Some(effective) = effective {
                div { dt { "有効サンプルサイズ" } dd { (effective) } }
            }
            div.key { dt { "割合50％の標本誤差（" (printed_confidence(shown.z)) "）" } dd { (shown.precision.printed()) } }
        }
        @if view.weights.is_empty() { p.hint { "ウェイト補正はしていません。" } }
        @else { ul { @for note in &view.weights { li { (note) } } } }
    }
}

fn weighting(typed: &Typed) -> Markup {
    html! {
        p.setting { label for="weighting" { "補正の方法" }
            select #weighting name="weighting" aria-describedby="weighting-is" {
                @for method in Method::ALL {
                    option value=(method.word()) selected[method.word() == typed.weighting] { (method.label()) }
                }
            }
            span.hint #weighting-is { "回答者の地区・年齢・性別のかたよりを、「人口」に取り込んだ構成に合わせます。補正前の数値もいつも並べて示します。" } }
        (number("lightest", "ウェイトの下限", &typed.lightest, "これより小さいウェイトを、この値にします（例: 0.3）。空けると下限を設けません。"))
        (number("heaviest", "ウェイトの上限", &typed.heaviest, "これより大きいウェイトを、この値にします（例: 3）。下限とあわせて入力します。"))
    }
}

fn sampling(shown: &Shown<'_>) -> Markup {
    let typed = shown.typed;
    html! {
        (number("z", "信頼度の係数 z", &typed.z, "標本誤差の幅を決めます。信頼度95％なら 1.96、99％なら 2.58 です。"))
        (number("population", "母集団の人数 N", &typed.population, "調査の対象になる人の総数です。空けると、母集団がとても大きいものとして計算します。"))
        @if let Some(people) = shown.people {
            p.hint { "取り込んだ人口の合計は " strong { (people) } " 人です。同じ範囲の人を対象にした調査なら、この数を入力します。" }
        }
        (number("design_effect", "デザイン効果", &typed.design_effect, "単純無作為抽出に比べて、誤差の二乗が何倍になるかです。単純無作為抽出なら 1 です。"))
    }
}

fn threshold(typed: &Typed) -> Markup {
    number(
        "threshold",
        "公表する最小の人数",
        &typed.threshold,
        "公表する表で、1人からこの人数未満までの数を伏せます。引き算で分かる数も合わせて伏せます。",
    )
}

fn figures(shown: &Shown<'_>) -> Markup {
    let typed = shown.typed;
    html! {
        p.setting { label for="across" { "満足度と重要度の図の向き" }
            select #across name="across" aria-describedby="across-is" {
                @for across in Across::ALL {
                    option value=(across.word()) selected[across.word() == typed.across] { (across.label()) }
                }
            }
            span.hint #across-is { "前回の報告書と同じ向きにすると、比べやすくなります。" } }
        p.setting { label for="wave" { "並べる前回調査" }
            select #wave name="wave" aria-describedby="wave-is" {
                option value="" { "いちばん新しい前回調査" }
                @for (id, title) in shown.waves { option value=(id) selected[*id == typed.wave] { (title) } }
                // One that is gone stays chosen until somebody chooses another.
                @if !typed.wave.is_empty() && !shown.waves.iter().any(|(id, _)| *id == typed.wave) {
                    option value=(typed.wave) selected { "（取り込まれていない調査）" }
                }
            }
            span.hint #wave-is { "取り込んだ前回調査のうち、今回の結果と並べるものを選びます。" } }
    }
}

fn number(name: &str, label: &str, value: &str, what: &str) -> Markup {
    html! {
        p.setting { label for=(name) { (label) }
            input.number id=(name) name=(name) inputmode="decimal" autocomplete="off" value=(value) aria-describedby={ (name) "-is" };
            span.hint id={ (name) "-is" } { (what) } }
    }
}
