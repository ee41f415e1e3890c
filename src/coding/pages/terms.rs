//! Frequent words.

use maud::{Markup, html};

use super::{
    Scene,
    texts::{form, result},
};
use crate::{
    answers::Dataset,
    coding::{
        search::{Filter, Found},
        terms::Term,
    },
    tally::Percent,
};

/// Words on the page: the rest stands in two or three texts each.
const SHOWN: usize = 100;

/// The page.
pub fn terms(
    scene: &Scene<'_>,
    dataset: &Dataset,
    filter: &Filter,
    found: &Found<'_>,
    terms: &[Term],
) -> Markup {
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let share = |term: &Term| Percent::of(count(term.texts), count(found.texts.len()));
    let address = |term: &Term| {
        let filter = Filter { term: term.word.clone(), ..filter.clone() };
        format!("{}{}", scene.url(""), filter.query())
    };
    scene.page(
        "/terms",
        html! {
            (form(&scene.url("/terms"), dataset, filter))
            (result(dataset, filter, found, "記述"))
            @if terms.is_empty() {
                p.notice { "二つ以上の記述に出てくる語はありません。記述が増えると、ここに表示されます。" }
            } @else {
                table.numbers {
                    caption { "よく出る語（語が出てくる記述の数。割合は上の件数に対するもの）" }
                    thead { tr { th scope="col" { "語" } th scope="col" { "記述の数" } th scope="col" { "％" } } }
                    tbody { @for term in terms.iter().take(SHOWN) {
                        tr {
                            th scope="row" { a href=(address(term)) { (term.word) } }
                            td { (term.texts) } td { (share(term)) }
                        }
                    } }
                }
            }
            p.hint { "文を辞書で語に区切り、漢字・カタカナ・英字を含む二文字以上の語を数えています。一つの記述に何度出ても1件です。文法は見ていないため、「ない」「増やす」などの意味や、語の組み合わせはわかりません。語を押すと、その語がある記述を読めます。" }
        },
    )
}
