//! The office's page about the classes of a survey.

pub mod class;
pub mod overview;

use maud::{Markup, html};

use super::{
    board::{Board, Listed, Sum, Watch},
    register::{Choices, MOST_HEADS, import::MOST_ROWS, typed::NAME_LENGTH},
    teacher::pages::grouped,
};
use crate::{
    sheet::RowProblem,
    survey::pages::{Setting, returns::class_figures, url},
    ui::problems::problems,
};

/// What was tried on the page, and what came of it.
#[derive(Default)]
pub struct Attempt {
    /// So many classes were brought in.
    pub added: Option<usize>,
    /// This class was removed.
    pub removed: bool,
    /// Nothing of the file was kept, and why.
    pub problems: Vec<RowProblem>,
    /// The class that was typed was not kept, and why.
    pub wrong: Vec<String>,
    /// What was typed for one class: school, grade, name, heads.
    pub typed: [String; 4],
}

/// The classes by school and grade, and the ways to bring them in.
pub fn classes(set: &Setting<'_>, choices: &Choices, board: &Board, attempt: &Attempt) -> Markup {
    let may_edit = set.may_edit();
    let base = format!("{}/classes", url(set.survey));
    set.page("学級", html! {
        @if let Some(added) = attempt.added {
            p.notice role="status" { (added) "学級を登録しました。次は、学級ごとの用紙を印刷します。" }
        }
        @if attempt.removed { p.notice role="status" { "学級を消しました。" } }
        (problems(&attempt.problems))
        @if may_edit { (unwatched(set, &board.watch)) }
        @if board.classes.is_empty() {
            p { "学級はまだありません。学校・学年・組・人数を登録すると、ここに学級が並び、いまの様子と、とどいた答えの数（31 / 34 など）が見えるようになります。" }
        } @else {
            (class_figures(Sum::of(&board.classes).returns))
            @if may_edit {
                p.actions {
                    a.button href={ (base) "/sheets" } { "用紙を印刷する" } " "
                    a.button href={ (base) "/settings" } { "学級で答える設定" }
                }
            }
            @for school in board.schools() { (of_school(set, school, may_edit)) }
            p.hint { "見るたびに数え直しています。だれが席についたか、だれが答えたかは、市にもわかりません。" }
        }
        @if may_edit {
            (one(&base, choices, attempt))
            (file(&base))
            @if board.classes.is_empty() { p { a href={ (base) "/settings" } { "学級で答える設定" } } }
        }
    })
}

/// Says that nobody reads texts that should be read soon, where the questionnaire looks for them.
pub fn unwatched(set: &Setting<'_>, watch: &Watch) -> Markup {
    let settings = format!("{}/classes/settings", url(set.survey));
    html! {
        @match watch {
            Watch::NotAsked | Watch::Reader(_) => {}
            Watch::Nobody => p.warning role="note" {
                "生徒が書いた文を見守る職員が決まっていません。いまは、助けを求める言葉が書かれていても、だれにも知らされません。 "
                a href=(settings) { "見守る職員を決める" }
            },
            Watch::Gone(name) => p.warning role="note" {
                "生徒が書いた文を見守る" (name) "さんのアカウントは、止められています。 "
                a href=(settings) { "ほかの職員を決める" }
            },
        }
    }
}

fn of_school(set: &Setting<'_>, classes: &[Listed], may_edit: bool) -> Markup {
    let sum = Sum::of(classes);
    let name = classes.first().map_or("", |listed| &listed.school);
    html! {
        h2 { (name) }
        div.wide tabindex="0" role="region" aria-label=(name) {
            table.numbers {
                caption.away { (name) "の学級" }
                thead { tr {
                    th scope="col" { "学級" } th.words scope="col" { "いま" }
                    th scope="col" { "答え / 人数" } th scope="col" { "席" }
                    th scope="col" { "残りのカード" } th scope="col" { "教室の番号" }
                } }
                tbody {
                    @for listed in classes {
                        tr {
                            th scope="row" { (link(set, listed, may_edit)) }
                            td.words { (listed.state()) }
                            td { (listed.progress.answered) " / " (listed.class.heads)
                                @if listed.class.extra > 0 { " ＋" (listed.class.extra) } }
                            td { (listed.progress.seats) }
                            td { (listed.progress.slips) }
                            td { (grouped(&listed.class.room_code)) }
                        }
                    }
                    tr.total {
                        th scope="row" { "計" } td.words { (sum.returns.classes()) "学級" }
                        td { (sum.returns.answered) " / " (sum.returns.heads) } td { (sum.seats) } td { (sum.slips) } td {}
                    }
                }
            }
        }
    }
}

fn link(set: &Setting<'_>, listed: &Listed, may_edit: bool) -> Markup {
    let name = format!("{} {}", listed.grade, listed.class.name);
    html! {
        @if may_edit { a href={ (url(set.survey)) "/classes/" (listed.class.id) } { (name) } }
        @else { (name) }
    }
}

fn one(base: &str, choices: &Choices, attempt: &Attempt) -> Markup {
    let [school, grade, name, heads] = &attempt.typed;
    html! {
        h2 { "学級を1つ登録する" }
        @if !attempt.wrong.is_empty() {
            div.refused role="alert" {
                p { "登録していません。次のところを直してください。" }
                ul { @for sentence in &attempt.wrong { li { (sentence) } } }
            }
        }
        form.inline method="post" action={ (base) "/additions" } {
            label { "学校" select name="school" { @for named in &choices.schools {
                option selected[named.label == *school] { (named.label) } } } }
            label { "学年" select name="grade" { @for named in &choices.grades {
                option selected[named.label == *grade] { (named.label) } } } }
            label { "組" input name="name" required maxlength=(NAME_LENGTH) value=(name) placeholder="1組" autocomplete="off"; }
            label { "人数" input.number type="number" name="heads" required min="1" max=(MOST_HEADS) value=(heads); }
            button { "登録する" }
        }
    }
}

fn file(base: &str) -> Markup {
    html! {
        h2 { "ファイルからまとめて登録する" }
        form method="post" action=(base) enctype="multipart/form-data" {
            p.typed { label for="file" { "学級の一覧（CSV または Excel ブック .xlsx、" (MOST_ROWS) "学級まで）" }
                input #file type="file" name="file" accept=".csv,.tsv,.txt,.xlsx" required; }
            p.actions { button.primary { "取り込む" } }
        }
        p { "1行目に見出し（学校・学年・組・人数）、2行目から1学級1行で入れてください。学年は「2」「2年」「2年生」のどれでもかまいません。一行でも問題があれば、何も登録せずに、問題のある行をすべてお知らせします。" }
        p { a href={ (base) "/sample.csv" } { "記入用のファイルをダウンロード（CSV）" } }
        p.hint { "先生や生徒の名前の列があるファイルは取り込めません。人数は1から" (MOST_HEADS) "までです。" }
    }
}

/// A page of a survey that is not answered in classes.
pub fn not_in_classes(set: &Setting<'_>, title: &str) -> Markup {
    set.page(title, html! {
        p.notice { "この調査は、学級では答えません。調査票に、学級が答える学校と学年の設問（filled）がないためです。" }
        p { a href=(url(set.survey)) { "調査のページへ戻る" } }
    })
}
