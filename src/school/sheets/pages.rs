//! The office's page on which sheets are chosen.

use maud::{Markup, html};

use super::selection::Of;
use crate::{
    school::{
        board::{Board, Listed},
        pages::unwatched,
    },
    survey::pages::{Setting, url},
};

/// Which sheets of which classes; and where slips are made.
pub fn sheets(set: &Setting<'_>, board: &Board) -> Markup {
    let base = format!("{}/classes", url(set.survey));
    set.page("学級の用紙", html! {
        (unwatched(set, &board.watch))
        @if board.classes.is_empty() {
            p { "学級がまだ登録されていません。登録すると、学級ごとの用紙をここで印刷できます。 "
                a href=(base) { "学級へ" } }
        } @else {
            form method="post" action={ (base) "/sheets" } target="_blank" {
                p.typed { label for="of" { "印刷する学級" } (choice(board)) }
                fieldset { legend { "用紙" }
                    label.line { input type="checkbox" name="room" value="yes" checked; "教室用（QRコードと6けたの番号。生徒が見る）" }
                    label.line { input type="checkbox" name="teacher" value="yes" checked; "先生用（先生用コードと進め方。生徒には見せない）" }
                }
                p.actions { button.primary { "用紙を開く（新しいタブ）" } }
            }
            p { "A4の用紙に1枚ずつ、白黒で印刷します。何度印刷しても、番号とコードは変わりません。先生用コードを知っている人は学級を開けるため、取り扱いにご注意ください。" }
            p.hint { "用紙を作ると、操作の記録に残ります。" }
            h2 { "カード" }
            p { "欠席した生徒などに渡す、一度だけ使える用紙です。学級を選んで作ります。" }
            @for school in board.schools() { (slips_of(&base, school)) }
        }
    })
}

fn choice(board: &Board) -> Markup {
    html! {
        select #of name="of" {
            option value=(Of::All.word()) { "すべての学級（" (board.classes.len()) "学級）" }
            @for school in board.schools() {
                @if let Some(first) = school.first() {
                    option value=(Of::School(first.class.school).word()) { (first.school) "のすべて（" (school.len()) "学級）" }
                    @for listed in school {
                        option value=(Of::Class(listed.class.id.clone()).word()) { (listed.title()) }
                    }
                }
            }
        }
    }
}

fn slips_of(base: &str, school: &[Listed]) -> Markup {
    html! {
        @if let Some(first) = school.first() { h3 { (first.school) } }
        ul.batches { @for listed in school {
            li { a.button href={ (base) "/" (listed.class.id) } { (listed.grade) " " (listed.class.name) } }
        } }
    }
}
