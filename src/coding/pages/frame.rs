//! The codes of a question: changing them, and their versions.

use maud::{Markup, html};

use super::Scene;
use crate::{
    clock::japanese_minute,
    coding::{
        edit::Row,
        frame::{Fate, Frame},
        store::Version,
    },
};

/// Empty rows for new codes.
const NEW_ROWS: usize = 4;

/// What the page shows.
pub struct Shown<'a> {
    /// The newest version, 0 without one.
    pub version: i32,
    /// The codes of the newest version.
    pub frame: &'a Frame,
    /// What stands in the form.
    pub rows: &'a [Row],
    /// Every version, the newest first.
    pub versions: &'a [Version],
    /// How many codings use the codes.
    pub used: i64,
    /// Why the last try was not saved.
    pub problems: &'a [String],
}

/// The page.
pub fn frame(scene: &Scene<'_>, shown: &Shown<'_>) -> Markup {
    scene.page(
        "/frame",
        html! {
            @if !shown.problems.is_empty() {
                div.refused role="alert" {
                    p { "保存していません。入力した内容は、下にそのまま残っています。" }
                    ul { @for problem in shown.problems { li { (problem) } } }
                }
            }
            @if shown.version == 0 {
                p.notice { "この設問にはまだコード表がありません。"
                    @if scene.may_edit() { "「よく出る語」や記述を読みながら、分類の項目（コード）を作ってください。「その他」と「特になし」も用意しておくと、すべての記述にコードを付けられます。" } }
            }
            @if scene.may_edit() { (form(scene, shown)) } @else { (table(shown.frame)) }
            @if shown.version > 0 { (versions(scene, shown)) }
            @if scene.may_edit() && shown.version > 0 { (removal(scene, shown.used)) }
        },
    )
}

fn form(scene: &Scene<'_>, shown: &Shown<'_>) -> Markup {
    let new = shown.rows.iter().filter(|row| row.code.is_none());
    let empty = Row::default();
    let new: Vec<&Row> = new.chain(std::iter::repeat_n(&empty, NEW_ROWS)).collect();
    html! {
        form method="post" action=(scene.url("/frame")) {
            input type="hidden" name="version" value=(shown.version);
            div.wide tabindex="0" role="region" aria-label="コード表" {
                table.frame {
                    caption { @if shown.version > 0 { "コード表（第" (shown.version) "版）" } @else { "コード表" } }
                    thead { tr { th scope="col" { "番号" } th scope="col" { "名前" } th scope="col" { "説明（何を入れるか）" } th scope="col" { "扱い" } } }
                    tbody {
                        @for row in shown.rows.iter().filter(|row| row.code.is_some()) { (old_row(shown.frame, row)) }
                        @for (place, row) in new.iter().enumerate() { (new_row(place + 1, row)) }
                    }
                }
            }
            p.actions { button.primary { "保存する" } }
            p.hint { "保存すると新しい版になり、前の版も残ります。新しいコードの番号を空けておくと、続きの番号が付きます。コードは削除できませんが、使用を終えたり、ほかのコードにまとめたりできます。まとめたコードの記述は、まとめた先のコードとして数えます。" }
        }
    }
}

fn old_row(frame: &Frame, row: &Row) -> Markup {
    let number = &row.number;
    let others = frame.in_use().filter(|other| Some(other.number) != row.code);
    html! {
        tr {
            th scope="row" { (number) input type="hidden" name="row" value=(number); }
            (words(row, number, &format!("コード{number}")))
            td { select name={ "fate-" (number) } aria-label={ "コード" (number) "の扱い" } {
                @for (fate, label) in [(Fate::InUse, "使う"), (Fate::Retired, "使用を終える")] {
                    option value=(fate.word()) selected[fate.word() == row.fate] { (label) }
                }
                @for other in others {
                    @let fate = Fate::MergedInto(other.number).word();
                    option value=(fate) selected[fate == row.fate] { (other.number) " " (other.label) " にまとめる" }
                }
                (kept_merge(frame, row))
            } }
        }
    }
}

/// The fields for name and description of a row.
fn words(row: &Row, id: &str, what: &str) -> Markup {
    html! {
        td { input name={ "label-" (id) } aria-label={ (what) "の名前" } maxlength="60" value=(row.label); }
        td { input.long name={ "description-" (id) } aria-label={ (what) "の説明" } maxlength="500" value=(row.description); }
    }
}

/// A merge into a code that is itself no longer in use has no option of its own above.
fn kept_merge(frame: &Frame, row: &Row) -> Markup {
    let fate = row.code.and_then(|number| frame.code(number)).map(|code| code.fate);
    html! {
        @if let Some(Fate::MergedInto(other)) = fate && !frame.in_use().any(|code| code.number == other) {
            @let word = Fate::MergedInto(other).word();
            option value=(word) selected[word == row.fate] { (other) " " (frame.label(other)) " にまとめた" }
        }
    }
}

fn new_row(place: usize, row: &Row) -> Markup {
    let id = format!("new-{place}");
    html! {
        tr {
            td { input type="hidden" name="row" value=(id);
                input.number name={ "number-" (id) } inputmode="numeric" aria-label={ "追加" (place) "の番号" } placeholder="自動" value=(row.number); }
            (words(row, &id, &format!("追加{place}")))
            td { "追加する" }
        }
    }
}

fn versions(scene: &Scene<'_>, shown: &Shown<'_>) -> Markup {
    html! {
        h2 { "コード表の版" }
        ul { @for version in shown.versions {
            li { a href={ (scene.url("/frame/")) (version.number) } { "第" (version.number) "版" }
                "（" (japanese_minute(version.made_at)) "　" (version.made_by) "）" }
        } }
    }
}

fn removal(scene: &Scene<'_>, used: i64) -> Markup {
    html! {
        h2 { "コード表の削除" }
        @if used > 0 {
            p { "このコード表は" (used) "件のコード付けに使われているため、削除できません。使わなくなったコードは「使用を終える」を選んでください。" }
        } @else {
            form method="post" action=(scene.url("/frame/removal")) {
                p { "まだどの記述にも使われていません。削除すると、すべての版がなくなり、元に戻せません。" }
                button { "コード表を削除する" }
            }
        }
    }
}

/// An earlier version, to look at.
pub fn version(scene: &Scene<'_>, version: &Version, frame: &Frame) -> Markup {
    scene.page(
        "/frame",
        html! {
            p.notice { "第" (version.number) "版（" (japanese_minute(version.made_at)) "　" (version.made_by) "）の控えです。"
                a href=(scene.url("/frame")) { "いまのコード表へ" } }
            (table(frame))
        },
    )
}

fn table(frame: &Frame) -> Markup {
    html! {
        @if !frame.codes.is_empty() {
            table {
                caption.away { "コード表" }
                thead { tr { th scope="col" { "番号" } th scope="col" { "名前" } th scope="col" { "説明" } th scope="col" { "扱い" } } }
                tbody { @for code in &frame.codes {
                    tr {
                        th scope="row" { (code.number) } td { (code.label) } td { (code.description) }
                        td { @match code.fate {
                            Fate::InUse => "使う",
                            Fate::Retired => "使用を終えた",
                            Fate::MergedInto(other) => { (other) " " (frame.label(other)) " にまとめた" }
                        } }
                    }
                } }
            }
        }
    }
}
