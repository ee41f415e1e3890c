//! The office's pages about earlier surveys.

use maud::{Markup, html};

use super::{Mapped, Problems, Wave};
use crate::{
    form::codebook::{Variable, VariableKind},
    survey::pages::{Setting, url},
    ui::problems::problems,
};

/// What became of an upload.
#[derive(Default)]
pub struct Attempt {
    /// What was wrong with the files.
    pub problems: Problems,
    /// What was wrong with the rest of the form.
    pub refused: Option<String>,
    /// What was typed.
    pub title: String,
    /// What was typed.
    pub year: String,
    /// What was typed.
    pub note: String,
}

/// The earlier surveys with the number of their answers, and the way to bring one in.
pub fn list(set: &Setting<'_>, waves: &[(Wave, i64)], attempt: &Attempt) -> Markup {
    let base = format!("{}/waves", url(set.survey));
    set.page("過去の調査", html! {
        @if let Some(refused) = &attempt.refused {
            div.refused role="alert" { @for sentence in refused.lines() { p { (sentence) } } }
        }
        @if !attempt.problems.codebook.is_empty() {
            h2 { "コードブックの問題" }
            (problems(&attempt.problems.codebook))
        }
        @if !attempt.problems.answers.is_empty() {
            h2 { "回答のファイルの問題" }
            (problems(&attempt.problems.answers))
        }
        @if waves.is_empty() {
            p { "過去の調査はまだありません。前回の回答とコードブックを取り込むと、今回の結果の隣に並べて比べられます。" }
        } @else {
            div.wide tabindex="0" role="region" aria-label="過去の調査の一覧" { table {
                caption.away { "過去の調査の一覧" }
                thead { tr { th scope="col" { "調査" } th scope="col" { "年" } th scope="col" { "回答数" } th scope="col" { "比べられる変数" } th scope="col" { "状態" } } }
                tbody { @for (wave, people) in waves {
                    tr {
                        th scope="row" { a href={ (base) "/" (wave.id) } { (wave.title) } }
                        td { (wave.year) "年" }
                        td { (people) "人" }
                        td { (compared(wave).count()) }
                        td { @if wave.is_draft { strong { "確認を待っています" } } @else { "取り込み済み" } }
                    }
                } }
            } }
        }
        (upload(&base, attempt))
    })
}

fn compared(wave: &Wave) -> impl Iterator<Item = &Mapped> {
    wave.mapping.variables.iter().filter(|mapped| mapped.refused.is_none())
}

fn upload(address: &str, attempt: &Attempt) -> Markup {
    html! {
        h2 { "過去の調査を読み込む" }
        form method="post" action=(address) enctype="multipart/form-data" {
            div.inline {
                label { "調査の名前" input name="title" required maxlength="30" value=(attempt.title) placeholder="令和2年度調査"; }
                label { "調査した年（西暦）" input.number name="year" inputmode="numeric" required value=(attempt.year); }
            }
            p.typed { label for="answers" { "回答のファイル（CSV または .xlsx）" }
                input #answers type="file" name="answers" accept=".csv,.tsv,.txt,.xlsx" required; }
            p.typed { label for="codebook" { "コードブック（CSV または .xlsx）" }
                input #codebook type="file" name="codebook" accept=".csv,.tsv,.txt,.xlsx" required; }
            p.typed { label for="note" { "備考（対象者や調べ方の違いなど。比べた図表の下に出ます）" }
                textarea #note name="note" rows="2" maxlength="300" { (attempt.note) } }
            p.actions { button.primary { "読み込んで確かめる" } }
        }
        p { "読み込むと、前回のどの変数が今回のどれに当たるかを表で示します。確かめてから取り込みます。" }
        details {
            summary { "ファイルの作り方" }
            ul {
                li { "この仕組みで書き出した answers.csv と codebook.csv は、そのまま使えます。" }
                li { "回答: 1行目に変数名、2行目から1人1行。中身はコードでもラベルでもかまいません。無回答は空欄か −1、聞いていないもの（非該当）は −2、無効は −3 にします。" }
                li { "コードブック: 「変数名・設問・コード・ラベル」の4列で、1つのコードを1行にします。数値の変数は、コードを空欄にした1行です。" }
                li { "前回と今回で変数名が違うときは、コードブックに「今回の変数名」の列を足します。当たる選択肢がないときは、「今回のコード」の列を足します。" }
                li { "複数回答は、選択肢ごとに1列（選んだら1、選ばなければ0）にします。" }
                li { "文章の回答、氏名や住所の列は取り込みません。回答のファイルからは除いてください。" }
            }
        }
    }
}

/// What was mapped to what, and the decision about it. `today` are the variables of the form.
pub fn wave(set: &Setting<'_>, wave: &Wave, people: i64, today: &[Variable]) -> Markup {
    let base = format!("{}/waves/{}", url(set.survey), wave.id);
    let (kept, lost): (Vec<&Mapped>, Vec<&Mapped>) =
        wave.mapping.variables.iter().partition(|mapped| mapped.refused.is_none());
    let new: Vec<&Variable> = today
        .iter()
        .filter(|variable| variable.kind != VariableKind::Text && !wave.mapping.has(&variable.name))
        .collect();
    let title =
        if wave.is_draft { format!("{}（確認）", wave.title) } else { wave.title.clone() };
    set.page(&title, html! {
        p { (wave.year) "年　回答数 " (people) "人　比べられる変数 " strong { (kept.len()) } "　比べられない変数 " strong { (lost.len()) } }
        @if !wave.note.is_empty() { p { "備考: " (wave.note) } }
        @if wave.is_draft { (decision(&base)) }
        h2 { "比べられない変数" }
        @if lost.is_empty() { p { "ありません。" } } @else {
            p { "この変数の答えは取り込みません。直すときは、対応表をダウンロードして「今回の変数名」や「今回のコード」を書き、コードブックとして読み込み直してください。" }
            (refused(&lost))
        }
        p { a href={ (base) "/codebook.csv" } { "対応表をダウンロード（CSV、コードブックとして使えます）" } }
        h2 { "比べられる変数" }
        (mapped(&kept))
        @if !new.is_empty() {
            h2 { "今回だけの変数" }
            details { summary { (new.len()) "の変数は、この調査にはありません" }
                ul { @for variable in &new { li { (variable.name) "　" (variable.label) } } } }
        }
        @if !wave.is_draft { (removal(&base, wave)) }
    })
}

fn decision(base: &str) -> Markup {
    html! {
        p.notice { strong { "まだ取り込んでいません。" } "下の表を確かめて、よければ「取り込む」を押してください。図表には、取り込むまで出ません。" }
        div.controls {
            form method="post" action={ (base) "/acceptance" } {
                button.primary { "取り込む" }
                span.hint { "今回の結果と並べて比べられるようになります。" }
            }
            form method="post" action={ (base) "/removal" } {
                button { "やめる" }
                span.hint { "読み込んだ内容を消します。" }
            }
        }
    }
}

fn refused(lost: &[&Mapped]) -> Markup {
    html! {
        div.table-wide tabindex="0" role="region" aria-label="比べられない変数" {
            table.mapped {
                thead { tr { th scope="col" { "前回の変数" } th scope="col" { "前回の設問" } th scope="col" { "理由" } } }
                tbody { @for mapped in lost {
                    tr { th scope="row" { (mapped.was) } td { (mapped.words) }
                        td { "比較不可　" (mapped.refused.as_deref().unwrap_or_default()) } }
                } }
            }
        }
    }
}

fn mapped(kept: &[&Mapped]) -> Markup {
    html! {
        div.table-wide tabindex="0" role="region" aria-label="比べられる変数" {
            table.mapped {
                thead { tr { th scope="col" { "前回の変数" } th scope="col" { "今回の変数" } th scope="col" { "前回のコード → 今回のコード" } th scope="col" { "違い" } } }
                tbody { @for mapped in kept {
                    tr { th scope="row" { (mapped.was) } td { (mapped.now) } td { (codes(mapped)) }
                        td { @if mapped.notes.is_empty() { "なし" } @for note in &mapped.notes { div { (note) } } } }
                } }
            }
        }
    }
}

/// The codes that are another number today; the others need no words.
fn codes(mapped: &Mapped) -> Markup {
    let moved = mapped.codes.iter().filter_map(|code| {
        let now = code.now?;
        (now.to_string() != code.was).then(|| format!("{} {} → {now}", code.was, code.label))
    });
    let moved: Vec<String> = moved.collect();
    html! { @if moved.is_empty() { "同じ" } @else { (moved.join("、")) } }
}

fn removal(base: &str, wave: &Wave) -> Markup {
    html! {
        h2 { "この調査を消す" }
        p { "取り込んだ答えが消え、図表の比較から外れます。今回の回答は変わりません。" }
        form.inline method="post" action={ (base) "/removal" } {
            label { "確認のため「" (wave.title) "」と入力" input name="typed" required autocomplete="off"; }
            button { "消す" }
        }
    }
}
