//! What the page of a survey shows of its classes beside their returns.

use maud::{Markup, html};

use super::unwatched;
use crate::{
    school::board::Board,
    survey::{
        State,
        pages::{Setting, url},
    },
};

/// The next sensible step, and what is amiss.
pub fn next_step(set: &Setting<'_>, board: &Board) -> Markup {
    let base = format!("{}/classes", url(set.survey));
    let step = |text: &str, path: &str, link: &str| {
        html! {
            p.notice { strong { "次にすること　" } (text) " " a href={ (base) (path) } { (link) } }
        }
    };
    html! {
        @if set.may_edit() {
            (unwatched(set, &board.watch))
            @if set.survey.state == State::Preparing {
                @if board.classes.is_empty() {
                    (step("学級（学校・学年・組・人数）を登録します。", "", "学級へ"))
                } @else {
                    (step("学級の用紙を印刷して学校に渡し、準備ができたら、下の「受付を開く」を押します。学級を始めるのは、授業のときの先生です。", "/sheets", "用紙へ"))
                }
            }
        }
    }
}
