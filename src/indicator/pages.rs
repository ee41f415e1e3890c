//! The office's pages about published values of an indicator: what there is, and (in
//! `pages/choice.rs`) which of it a survey is shown with.

mod choice;

use maud::{Markup, html};

use super::{Comparison, Edition, Kind, Region};
use crate::{
    clock::japanese_day,
    config::City,
    form::indicator::{Indicator, Item, Part},
    sheet::RowProblem,
    staff::{Role, Staff},
    ui::{
        layout::{Desk, staff},
        problems::problems,
    },
};

pub use choice::{Chosen, choice};

/// What became of a file that was brought in.
#[derive(Default)]
pub enum Outcome {
    /// Nothing was tried.
    #[default]
    None,
    /// An edition was kept.
    Edition(String),
    /// A municipality was kept; what the indicator does not know, and what the file lacks.
    Region {
        /// What it is called.
        title: String,
        /// How many values were kept.
        values: usize,
        /// Labels of the file that the indicator does not have.
        unknown: Vec<String>,
        /// Labels of the indicator that the file does not have.
        missing: Vec<String>,
    },
    /// The file holds several municipalities, of which one must be chosen.
    Several(Vec<Region>),
    /// Nothing was stored.
    Refused(Vec<RowProblem>),
}

/// What the page of an indicator shows.
pub struct Shown<'a> {
    /// Whose office.
    pub city: &'a City,
    /// Who looks.
    pub by: &'a Staff,
    /// The indicator.
    pub indicator: &'a Indicator,
    /// Its reference values.
    pub editions: &'a [Edition],
    /// The municipalities.
    pub comparisons: &'a [Comparison],
    /// What has just happened.
    pub outcome: &'a Outcome,
}

/// The address of an indicator's page.
pub fn address(indicator: &str) -> String {
    format!("/staff/indicators/{indicator}")
}

/// Everything published that the office has brought in for an indicator.
pub fn values(shown: &Shown<'_>) -> Markup {
    let (indicator, base) = (shown.indicator, address(&shown.indicator.id));
    let may_edit = shown.by.role >= Role::Editor;
    let above = [("/staff".to_owned(), "調査")];
    let desk = Desk { above: &above, ..shown.by.desk(shown.city, &indicator.title) };
    staff(
        &desk,
        html! {
            (came_out(shown))
            p { (indicator.factors.len()) "因子、" (indicator.items.len()) "項目の指標です。ここには、公表されている値を取り込みます。どの調査にどの値を使うかは、調査ごとに選びます。" }
            @if let Some(note) = &indicator.note { p.hint { (note) } }
            (unsettled(indicator))
            h2 { "基準値（偏差値のもと）" }
            @if shown.editions.is_empty() {
                p { "基準値はまだありません。取り込むと、ここに版ごとに並びます。基準値がない項目は、平均と回答の分布だけを示し、偏差値は出しません。" }
            }
            @for edition in shown.editions { (of_edition(shown, edition, may_edit)) }
            @if may_edit { (reference_form(indicator, &base)) }
            h2 { "比較する市町村" }
            @if shown.comparisons.is_empty() {
                p { "比較する市町村はまだありません。ダッシュボードの CSV を取り込むと、ここに並びます。" }
            } @else { (comparisons(shown, may_edit)) }
            @if may_edit { (comparison_form(shown, &base)) }
        },
    )
}

fn came_out(shown: &Shown<'_>) -> Markup {
    let others = |name: &String| {
        let names = shown.editions.iter().map(|edition| edition.name.as_str());
        names.filter(|other| other != name).collect::<Vec<_>>().join("、")
    };
    match shown.outcome {
        Outcome::None | Outcome::Several(_) => html! {},
        Outcome::Refused(found) => problems(found),
        Outcome::Edition(name) => html! {
            div.notice role="status" {
                p { "版「" (name) "」の基準値を登録しました。使うには、調査の「指標の設定」でこの版を選びます。" }
                @if !others(name).is_empty() {
                    p { "ほかの版（" (others(name)) "）とは別の版です。すでに選ばれている版は変わりません。" }
                }
            }
        },
        Outcome::Region { title, values, unknown, missing } => html! {
            div.notice role="status" {
                p { (title) "の値を" (values) "件登録しました。並べて示すには、調査の「指標の設定」で選びます。" }
                @if !unknown.is_empty() {
                    p { "この指標にない名前のため、使わなかったもの: " (unknown.join("、")) }
                }
                @if !missing.is_empty() {
                    p { "ファイルに値がなかったもの: " (missing.join("、")) }
                }
            }
        },
    }
}

/// Items of which nobody has said yet which way they count.
fn unsettled(indicator: &Indicator) -> Markup {
    let unsettled = indicator.items.iter().filter(|item| item.reverse.is_none());
    let factor = |item: &Item| {
        let found = indicator.factors.iter().find(|factor| factor.id == item.factor);
        found.map_or_else(String::new, |factor| factor.label.clone())
    };
    html! {
        @for item in unsettled {
            p.notice { "項目「" (item.label) "」（" (item.id) "）の向き（高い答えがよいか、よくないか）が決まっていません。決まるまで、因子「" (factor(item)) "」の点数は出ません。設問票で確かめ、indicators/" (indicator.id) ".yaml の reverse を \"yes\" か \"no\" にしてください。" }
        }
    }
}

fn of_edition(shown: &Shown<'_>, edition: &Edition, may_edit: bool) -> Markup {
    let indicator = shown.indicator;
    let of = |item: &Item| edition.references.iter().find(|reference| reference.item == item.id);
    html! {
        h3 { (edition.name) }
        p { (indicator.items.len()) "項目のうち" (edition.references.len()) "項目に基準値があります。" }
        p { (edition.note()) }
        ul { @for (source, day) in edition.sources() {
            li { "出典: " (source) "（" (japanese_day(day)) " 取得）" }
        } }
        details {
            summary { "値を見る" }
            table.numbers {
                caption.away { (edition.name) " の基準値" }
                thead { tr { th scope="col" { "項目" } th scope="col" { "平均" } th scope="col" { "標準偏差" } } }
                tbody { @for item in &indicator.items { tr {
                    th scope="row" { (item.label) }
                    @match of(item) {
                        Some(reference) => { td { (reference.mean) } td { (reference.sd) } }
                        None => { td { "–" } td { "–" } }
                    }
                } } }
            }
        }
        @if may_edit {
            (removal(
                &format!("{}/references/removal", address(&indicator.id)),
                ("edition", &edition.name),
                &edition.name,
                "この版を使う調査では、偏差値が出なくなります。",
            ))
        }
    }
}

/// Deleting asks for the name, so that no slip of the hand loses anything.
fn removal(action: &str, (key, value): (&str, &str), name: &str, loss: &str) -> Markup {
    html! {
        details {
            summary { "「" (name) "」を削除する" }
            form.inline method="post" action=(action) {
                input type="hidden" name=(key) value=(value);
                label { "確認のため「" (name) "」と入力" input name="typed" required autocomplete="off"; }
                button { "「" (name) "」を削除" }
            }
            p.hint { (loss) "取り込んだファイルがあれば、もう一度取り込めます。" }
        }
    }
}

fn reference_form(indicator: &Indicator, base: &str) -> Markup {
    html! {
        h3 { "基準値を取り込む" }
        form method="post" action={ (base) "/references" } enctype="multipart/form-data" {
            p.typed { label for="references" { "基準値のファイル（CSV または .xlsx）" }
                input #references type="file" name="file" accept=".csv,.tsv,.txt,.xlsx" required; }
            p.actions { button.primary { "基準値を取り込む" } }
        }
        p { "1行目に見出し、2行目から1項目1行で入れてください。1つのファイルが1つの版です。一行でも問題があれば、何も登録せずに、問題のある行をすべてお知らせします。" }
        table {
            caption { "列" }
            thead { tr { th scope="col" { "見出し" } th scope="col" { "内容" } th scope="col" { "例" } } }
            tbody { @for (heading, what, example) in REFERENCE_COLUMNS {
                tr { th scope="row" { code { (heading) } } td { (what) } td { (example) } }
            } }
        }
        p { a href={ (base) "/references/sample.csv" } { "全項目の行が入ったひな形をダウンロード（CSV、" (indicator.items.len()) "行）" } }
        p.hint { "平均と標準偏差が両方とも空の行は、基準値のない項目として読み飛ばします。標準偏差は市区町村の間のばらつきで、ふつう0.05〜0.6です（回答者の間のばらつきではありません）。" }
    }
}

const REFERENCE_COLUMNS: [(&str, &str, &str); 7] = [
    ("edition", "版の名前。全部の行で同じにします", "2026"),
    ("item", "項目の id か、公表されている短い名前", "w01"),
    ("mean", "平均。逆の項目は、逆にした後の平均です", "3.0555"),
    ("sd", "市区町村の間の標準偏差。0より大きい数", "0.1246"),
    (
        "base",
        "何の平均か。全部の行で同じにします。空欄なら「人口10万人以上で回答100件以上の市区町村」です",
        "",
    ),
    ("source", "出典", "〇〇が公表した資料"),
    ("retrieved_on", "手に入れた日", "2026-11-20"),
];

fn comparisons(shown: &Shown<'_>, may_edit: bool) -> Markup {
    let count = |comparison: &Comparison, kind: Kind| {
        comparison.published.keys().filter(|(of, _)| *of == kind).count()
    };
    html! {
        table.numbers {
            caption.away { "比較する市町村" }
            thead { tr { th scope="col" { "市町村（年度、調査種別）" } th scope="col" { "項目" } th scope="col" { "因子" } th scope="col" { "全体の質問" } } }
            tbody { @for one in shown.comparisons { tr {
                th scope="row" { (one.title()) }
                @for kind in [Kind::Item, Kind::Factor, Kind::Overall] { td { (count(one, kind)) "件" } }
            } } }
        }
        @if may_edit { @for one in shown.comparisons {
            (removal(
                &format!("{}/comparisons/removal", address(&shown.indicator.id)),
                ("comparison", &one.id),
                &one.title(),
                "この市町村を並べている調査では、比較が表示されなくなります。",
            ))
        } }
    }
}

fn comparison_form(shown: &Shown<'_>, base: &str) -> Markup {
    html! {
        h3 { "ダッシュボードの CSV を取り込む" }
        form method="post" action={ (base) "/comparisons" } enctype="multipart/form-data" {
            @if let Outcome::Several(regions) = shown.outcome {
                div.notice role="status" {
                    p { "このファイルには、市町村が" (regions.len()) "つあります。並べて示す1つを選び、同じファイルをもう一度選んでください。まだ何も登録していません。" }
                    p.typed { label for="region" { "市町村" }
                        select #region name="region" autofocus { @for region in regions { option { (region.title()) } } } }
                }
            }
            p.typed { label for="comparison" { "ダッシュボードの CSV（項目のファイルか、因子のファイル）" }
                input #comparison type="file" name="file" accept=".csv,.tsv,.txt,.xlsx" required; }
            p.actions { button.primary { "市町村の値を取り込む" } }
        }
        p { "デジタル庁のダッシュボードから、職員が手でダウンロードしたファイルを、そのまま選んでください。市町村が2つ以上あるときは、次の画面で1つを選びます。同じ市町村の項目のファイルと因子のファイルは、続けて取り込むと1つにまとまります。" }
        p.hint { "値は、公表されている短い名前で読み取ります。市町村の順位は付けません。表示するのは、調査ごとに1つだけです。客観データは使いません。" }
    }
}

/// Labels of parts, for a sentence.
pub fn labels(parts: &[Part<'_>]) -> Vec<String> {
    parts.iter().map(|part| part.label().to_owned()).collect()
}
