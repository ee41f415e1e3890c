//! How far two coders agree.

use maud::{Markup, html};

use super::Scene;
use crate::{
    coding::agreement::{OnCode, Overall},
    tally::Percent,
};

/// The page. `None`: the question has no codes.
pub fn agreement(scene: &Scene<'_>, overall: Option<&Overall>) -> Markup {
    scene.page(
        "/agreement",
        html! {
            @match overall {
                Some(overall) if overall.texts > 0 => (table(overall)),
                _ => p.notice { "まだ比べられません。同じ記述に二人がコードを付けると、ここに一致の程度が表示されます。" },
            }
        },
    )
}

fn table(overall: &Overall) -> Markup {
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    html! {
        p { "二人ともコードを付けた記述 " strong { (overall.texts) "件" } "。うち、すべてのコードが一致したもの "
            strong { (overall.alike) "件（" (Percent::of(count(overall.alike), count(overall.texts))) "％）" } "。" }
        div.wide tabindex="0" role="region" aria-label="コードごとの一致度" {
            table.numbers {
                caption { "コードごとの一致度" }
                thead { tr {
                    th scope="col" { "コード" } th scope="col" { "二人とも" } th scope="col" { "一人目だけ" }
                    th scope="col" { "二人目だけ" } th scope="col" { "どちらもなし" }
                    th scope="col" { "一致率（％）" } th scope="col" { "偶然の一致（％）" } th scope="col" { "κ" }
                } }
                tbody { @for code in &overall.codes { (row(code)) } }
            }
        }
        p.hint { "κ（カッパ、コーエンの一致係数）は、偶然でも起こる一致を除いた一致の程度です。1で完全に一致、0で偶然と同じです。0.6より低いコードは、コード表の説明を二人で確かめ、付け直すことをおすすめします。付けた件数が少ないコードの κ は大きくぶれます。「-」は計算できないもの（二人とも、全部に付けた場合）です。" }
        p.hint { "まとめたコードはまとめた先で、決定の前の、二人がそれぞれ付けたコードを比べています。" }
    }
}

fn row(code: &OnCode) -> Markup {
    let agreement = &code.agreement;
    let chance = agreement.expected.map_or("-".into(), |share| format!("{:.1}", share * 100.0));
    html! {
        tr {
            th scope="row" { (code.number) " " (code.label) }
            td { (code.both) } td { (code.first_only) } td { (code.second_only) } td { (code.neither()) }
            td { (Percent::of(code.both + code.neither(), agreement.n)) }
            td { (chance) }
            td { (agreement.kappa.map_or("-".into(), |kappa| format!("{kappa:.2}"))) }
        }
    }
}
