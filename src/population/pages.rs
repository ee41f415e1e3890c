//! The office's page about the population.

use maud::{Markup, html};

use super::{Categories, Population, REMOVE};
use crate::{
    clock::japanese_day,
    sheet::RowProblem,
    survey::pages::{Setting, url},
    ui::problems::problems,
};

/// What became of an import.
#[derive(Default)]
pub struct Attempt {
    /// So many people were brought in.
    pub added: Option<u64>,
    /// Nothing was stored, and why.
    pub problems: Vec<RowProblem>,
    /// What was typed for the day.
    pub as_of: String,
    /// What was typed for the source.
    pub source: String,
}

/// What is there, and the way to bring figures in.
pub fn population(
    set: &Setting<'_>,
    categories: Option<&Categories>,
    population: Option<&Population>,
    attempt: &Attempt,
) -> Markup {
    set.page("人口", html! {
        @if let Some(total) = attempt.added {
            p.notice role="status" { (grouped(total)) "人を取り込みました。" }
        }
        (problems(&attempt.problems))
        @match categories {
            None => p.notice { "この調査票には、地区・年齢・性別を聞く設問がどれかが書かれていません。調査票の form.yaml の report に frame を書き、新しい版を公開すると、ここで人口を取り込めます。" },
            Some(categories) => {
                @match population {
                    None => p { "人口はまだありません。地区・年齢・性別ごとの人口を取り込むと、ここに表が並び、回答者のかたよりを人口に合わせて集計できるようになります。" },
                    Some(population) => (figures(categories, population)),
                }
                (import_form(set, categories, population.is_some(), attempt))
            }
        }
        @if population.is_some() { (removal(set)) }
    })
}

fn figures(categories: &Categories, population: &Population) -> Markup {
    let sum = |district: Option<i16>, age_band: Option<i16>| -> u64 {
        let fits = |wanted: Option<i16>, code| wanted.is_none_or(|wanted| wanted == code);
        let cells = population.people.iter();
        cells
            .filter(|cell| fits(district, cell.district) && fits(age_band, cell.age_band))
            .map(|cell| cell.people)
            .sum()
    };
    let margins = population.margins();
    let missing = categories.missing(&population.people);
    let row = |label: &str, district: Option<i16>| {
        html! {
            th scope="row" { (label) }
            td { (grouped(sum(district, None))) }
            @for age_band in categories.age_band.expected() {
                td { (grouped(sum(district, Some(age_band.code)))) }
            }
        }
    };
    html! {
        p { (japanese_day(population.as_of)) "現在　" strong { (grouped(population.total())) "人" }
            "（" @for (place, (code, people)) in margins.sex.iter().enumerate() {
                @if place > 0 { "、" }
                (categories.sex.label(*code)) " " (grouped(*people)) "人"
            } "）　出典: " (population.source) }
        @if !missing.is_empty() {
            p.warning role="note" { "取り込んだ後に調査票に足された選択肢の人口がありません（"
                @for (place, (attribute, label)) in missing.iter().enumerate() {
                    @if place > 0 { "、" } (attribute) "「" (label) "」"
                } "）。新しいファイルに入れ替えてください。" }
        }
        div.wide tabindex="0" role="region" aria-label="地区・年齢別の人口" {
            table.numbers {
                caption { "地区・年齢別の人口（人）" }
                thead { tr { th scope="col" { "地区" } th scope="col" { "計" }
                    @for age_band in categories.age_band.expected() { th scope="col" { (age_band.label) } } } }
                tbody {
                    tr.total { (row("全体", None)) }
                    @for (code, _) in &margins.district {
                        tr { (row(categories.district.label(*code), Some(*code))) }
                    }
                }
            }
        }
    }
}

fn import_form(
    set: &Setting<'_>,
    categories: &Categories,
    is_replacing: bool,
    attempt: &Attempt,
) -> Markup {
    let address = format!("{}/population", url(set.survey));
    let combinations = [&categories.district, &categories.age_band, &categories.sex]
        .map(|attribute| attribute.expected().count())
        .into_iter()
        .product::<usize>();
    html! {
        h2 { @if is_replacing { "新しい人口に入れ替える" } @else { "人口を取り込む" } }
        form method="post" action=(address) enctype="multipart/form-data" {
            p.typed { label for="file" { "人口のファイル（CSV または Excel ブック .xlsx）" }
                input #file type="file" name="file" accept=".csv,.tsv,.txt,.xlsx" required; }
            div.inline {
                label { "いつの人口か" input type="date" name="as_of" required value=(attempt.as_of); }
                label { "出典" input name="source" required maxlength="100" value=(attempt.source) placeholder="住民基本台帳"; }
            }
            p.actions { button.primary { @if is_replacing { "入れ替える" } @else { "取り込む" } } }
        }
        p { "1行目に見出し（地区・年齢・性別・人口）、2行目から、地区・年齢・性別の組み合わせごとに1行で入れてください。言葉は調査票の選択肢に合わせます（全角・半角や「～」の違いはかまいません）。一行でも問題があれば、何も変えずに、問題のある行をすべてお知らせします。" }
        @if is_replacing { p.hint { "いまの数字は、新しいファイルの数字に置きかわります。回答は変わりません。" } }
        p { a href={ (address) "/sample.csv" } { "記入用のファイルをダウンロード（CSV、" (combinations) "行）" } }
        p.hint { "調査の対象になる年齢の方だけの人口を入れてください。住む人がいない組み合わせは、0にするか、行を除きます。" }
    }
}

fn removal(set: &Setting<'_>) -> Markup {
    html! {
        h2 { "人口を消す" }
        p { "消すと、人口に合わせた集計ができなくなります。回答は変わりません。" }
        form.inline method="post" action={ (url(set.survey)) "/population/removal" } {
            label { "確認のため「" (REMOVE) "」と入力" input name="typed" required autocomplete="off"; }
            button { "消す" }
        }
    }
}

/// 「12,345」
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_are_grouped_by_threes() {
        let printed = [0, 7, 999, 1_000, 45_678, 1_234_567].map(grouped);
        assert_eq!(printed, ["0", "7", "999", "1,000", "45,678", "1,234,567"]);
    }
}
