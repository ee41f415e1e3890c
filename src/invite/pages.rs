//! The office's pages about participants and letters.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::{import::MAX_ROWS, letters::LETTERS_A_PAGE, merge, selection::Picked};
use crate::{
    sheet::RowProblem,
    survey::{
        Survey,
        pages::{Setting, url},
    },
    ui::problems::problems,
};

/// What became of an import.
pub enum Outcome {
    /// Nothing was tried.
    None,
    /// So many people were brought in.
    Added(usize),
    /// Nothing was stored.
    Refused(Vec<RowProblem>),
}

/// Participants with the same labels in the frame, and how many they are.
pub type Group = (String, String, String, i64);

/// Who is asked, by the labels of the frame, and the way to bring them in.
pub fn participants(set: &Setting<'_>, frame: &[Group], outcome: &Outcome) -> Markup {
    let total = frame.iter().map(|(.., count)| count).sum::<i64>();
    set.page("対象者", html! {
        (came_out(outcome))
        @if total == 0 {
            p { "対象者はまだいません。標本の一覧を取り込むと、ここに地区・年齢階級・性別ごとの人数が並びます。" }
        } @else {
            p { "対象者は" strong { (total) "人" } "です。" }
            p.actions { a href={ (url(set.survey)) "/letters" } { "依頼状へ" } }
            div.columns {
                (tally("地区", frame, |(district, ..)| district))
                (tally("年齢階級", frame, |(_, age_band, ..)| age_band))
                (tally("性別", frame, |(_, _, sex, _)| sex))
            }
        }
        (import_form(set.survey))
    })
}

fn came_out(outcome: &Outcome) -> Markup {
    match outcome {
        Outcome::None => html! {},
        Outcome::Added(count) => html! {
            p.notice role="status" { (count) "人を取り込みました。次は、依頼状を作ります。" }
        },
        Outcome::Refused(found) => problems(found),
    }
}

/// How many people have each label, in the order of the labels.
fn tally(title: &str, frame: &[Group], label: impl Fn(&Group) -> &String) -> Markup {
    let mut counts = BTreeMap::<&String, i64>::new();
    for group in frame {
        *counts.entry(label(group)).or_default() += group.3;
    }
    html! {
        table.numbers {
            caption { (title) "ごとの人数" }
            thead { tr { th scope="col" { (title) } th scope="col" { "人数" } } }
            tbody { @for (label, count) in counts {
                tr { th scope="row" { (label) } td { (count) } }
            } }
        }
    }
}

fn import_form(survey: &Survey) -> Markup {
    let address = format!("{}/participants", url(survey));
    html! {
        h2 { "対象者を取り込む" }
        form method="post" action=(address) enctype="multipart/form-data" {
            p.typed { label for="file" { "対象者の一覧（CSV または Excel ブック .xlsx、" (MAX_ROWS / 10_000) "万人まで）" }
                input #file type="file" name="file" accept=".csv,.tsv,.txt,.xlsx" required; }
            p.actions { button.primary { "取り込む" } }
        }
        p { "1行目に見出し、2行目から1人1行で入れてください。列の順番は自由です。一行でも問題があれば、何も登録せずに、問題のある行をすべてお知らせします。" }
        table {
            caption { "一覧の例" }
            thead { tr { th scope="col" { "整理番号" } th scope="col" { "地区" } th scope="col" { "年齢階級" } th scope="col" { "性別" } } }
            tbody {
                tr { td { "0001" } td { "荒尾" } td { "18〜29歳" } td { "女性" } }
                tr { td { "0002" } td { "有明" } td { "70歳以上" } td { "男性" } }
            }
        }
        p { a href={ (address) "/sample.csv" } { "この例をダウンロード（CSV、1KB）" } }
        p.hint { "整理番号は、20文字までの英数字です。年齢階級と性別は空欄でもかまいません（「不明」になります）。" }
        p.hint { "氏名、住所、電話番号、生年月日などの列があるファイルは取り込めません。これらは市のネットワークの中に留め、宛名は整理番号を使って市の側で付けてください。" }
    }
}

/// What a selection of letters comes to: the serial numbers, or why there are none.
pub type Chosen = Result<Vec<String>, String>;

/// Choosing letters, and making them in batches.
pub fn letters(set: &Setting<'_>, picked: &Picked, chosen: &Chosen) -> Markup {
    set.page("依頼状", html! {
        p { "依頼状には、対象者ごとに違う回答用コードとQRコードが入ります。何度作っても、同じ人には同じコードになります。" }
        h2 { "作る人を選ぶ" }
        form method="get" {
            div.inline {
                label { "この整理番号から" input name="from" value=(picked.from) maxlength="20"; }
                label { "この整理番号まで" input name="to" value=(picked.to) maxlength="20"; }
            }
            p.typed { label for="list" { "または、整理番号を並べて指定（空白か読点で区切る）" }
                textarea #list name="list" rows="3" maxlength="4000" { (picked.list) } }
            p { label.line { input type="checkbox" name="waiting" value="yes" checked[picked.only_waiting()];
                "まだ回答していない人だけ（お礼とお願いの再送用）" } }
            p.hint { "すべて空欄にすると、全員の依頼状を作ります。回答の有無はわかりますが、回答の内容とは結び付きません。" }
            p.actions { button { "選ぶ" } }
        }
        @match chosen {
            Err(sentence) => { p.refused role="alert" { (sentence) } }
            Ok(serials) => {
                h2 { "印刷する（" (serials.len()) "通）" }
                p { "A4の用紙に1枚ずつ印刷するページを開きます。1ページに" (LETTERS_A_PAGE) "通ずつ、できたものから表示します。" }
                (parts(set.survey, &PRINTED, picked, serials))
                h2 { "印刷会社に渡す（差し込み用のExcelブック）" }
                p { "整理番号、回答用コード、アドレス、QRコードの画像が1人1行で入ります。氏名や住所は入りません。大きさは1,000人で約6MBです。コードを知っている人は本人に代わって回答できるため、取り扱いにご注意ください。" }
                (parts(set.survey, &MERGED, picked, serials))
            }
        }
        p.hint { "依頼状や差し込み用のブックを作ると、操作の記録に残ります。" }
    })
}

/// What a part of a selection becomes.
struct Product {
    /// Where it is made, below the survey's address.
    leaf: &'static str,
    /// People in one part.
    size: usize,
    /// What stands on the button behind the numbers.
    label: &'static str,
    /// Opens beside this page, which stays for the other parts.
    new_tab: bool,
}

const PRINTED: Product = Product {
    leaf: "letters",
    size: LETTERS_A_PAGE,
    label: "通目を開く（新しいタブ）",
    new_tab: true,
};

const MERGED: Product = Product {
    leaf: "letters/workbook",
    size: merge::MOST_ROWS,
    label: "人目をダウンロード（.xlsx）",
    new_tab: false,
};

/// A button for each part of the selection. They post, so that codes leave only on purpose.
fn parts(survey: &Survey, product: &Product, picked: &Picked, serials: &[String]) -> Markup {
    let target = product.new_tab.then_some("_blank");
    html! {
        ul.batches { @for (place, part) in serials.chunks(product.size).enumerate() {
            li { form method="post" action={ (url(survey)) "/" (product.leaf) } target=[target] {
                input type="hidden" name="from" value=(picked.from);
                input type="hidden" name="to" value=(picked.to);
                input type="hidden" name="list" value=(picked.list);
                input type="hidden" name="waiting" value=(picked.waiting);
                input type="hidden" name="first" value=[part.first()];
                input type="hidden" name="last" value=[part.last()];
                @let before = place * product.size;
                button { (before + 1) "〜" (before + part.len()) (product.label) }
            } }
        } }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use scraper::{Html, Selector};

    use super::*;
    use crate::{
        config::City,
        staff::{Role, Staff},
        survey::State,
    };

    fn page(of: impl Fn(&Setting<'_>) -> Markup) -> Html {
        let day = NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day");
        let survey = Survey {
            id: "id".into(),
            slug: "resident-survey".into(),
            form: "resident-survey".into(),
            state: State::Preparing,
            opens_on: day,
            closes_on: day,
            grace_hours: 0,
            sample: false,
        };
        let by = Staff {
            id: "id".into(),
            email: "tanaka@example.jp".into(),
            name: "田中".into(),
            role: Role::Editor,
            active: true,
            has_password: true,
        };
        let set =
            Setting { city: &City::default(), by: &by, survey: &survey, title: "調査".into() };
        Html::parse_document(&of(&set).into_string())
    }

    fn texts(page: &Html, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).expect("a selector");
        page.select(&selector).map(|found| found.text().collect()).collect()
    }

    #[test]
    fn people_are_added_up_by_each_label() {
        let group = |district: &str, sex: &str, count| {
            (district.to_owned(), "20代".to_owned(), sex.to_owned(), count)
        };
        let frame = [group("荒尾", "男性", 2), group("荒尾", "女性", 3), group("有明", "女性", 5)];
        let page = page(|set| participants(set, &frame, &Outcome::None));
        let rows = texts(&page, ".columns tbody tr");
        assert_eq!(rows, ["有明5", "荒尾5", "20代10", "女性8", "男性2"]);
        assert!(texts(&page, "main p").concat().contains("10人"));
    }

    #[test]
    fn letters_are_offered_in_parts_that_keep_the_selection() {
        let picked = Picked { from: "1".into(), ..Picked::default() };
        let page = page(|set| {
            letters(set, &picked, &Ok((1..=1_201).map(|serial| serial.to_string()).collect()))
        });
        let buttons = texts(&page, ".batches form[action$=letters] button");
        assert_eq!(
            buttons,
            [
                "1〜500通目を開く（新しいタブ）",
                "501〜1000通目を開く（新しいタブ）",
                "1001〜1201通目を開く（新しいタブ）"
            ]
        );
        assert_eq!(texts(&page, ".batches form[action$=workbook]").len(), 1);
        assert_eq!(texts(&page, ".batches [name=from][value='1']").len(), 4);
    }

    #[test]
    fn a_selection_of_nobody_offers_no_letters() {
        let page = page(|set| letters(set, &Picked::default(), &Err("あてはまりません。".into())));
        assert_eq!(texts(&page, "[role=alert]"), ["あてはまりません。"]);
        assert!(texts(&page, ".batches").is_empty());
    }
}
