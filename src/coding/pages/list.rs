//! All questions that people answered in their own words.

use maud::{Markup, html};

use super::caution;
use crate::{
    coding::{Hand, book::Book, reading::TextQuestion},
    survey::pages::{Setting, url},
};

/// One line of the list.
pub struct Line {
    /// The question.
    pub question: TextQuestion,
    /// How many wrote something.
    pub written: usize,
    /// Its codes and codings, if it has any.
    pub book: Option<Book>,
}

/// The body of the list.
pub fn list(set: &Setting<'_>, lines: &[Line]) -> Markup {
    let base = format!("{}/texts", url(set.survey));
    set.page("自由記述", html! {
        (caution())
        @if lines.is_empty() {
            p.notice { "この調査票には、文章で答える設問がありません。" }
        } @else {
            div.wide tabindex="0" role="region" aria-label="文章で答える設問" {
                table {
                    caption.away { "文章で答える設問の一覧" }
                    thead { tr {
                        th scope="col" { "設問" } th scope="col" { "記述" } th scope="col" { "コード表" }
                        th scope="col" { "一人目" } th scope="col" { "二人目" } th scope="col" { "未決の食い違い" }
                    } }
                    tbody { @for line in lines { (row(&base, line)) } }
                }
            }
        }
    })
}

fn row(base: &str, line: &Line) -> Markup {
    let address = format!("{base}/{}", line.question.field);
    html! {
        tr {
            th.asked scope="row" { a href=(address) { (line.question.title) } }
            td { (line.written) "件" }
            @match &line.book {
                Some(book) => {
                    td { a href={ (address) "/frame" } { "第" (book.version) "版" } }
                    @for hand in Hand::CODERS { td { (book.coded(hand)) " / " (line.written) } }
                    td { (book.open()) "件" }
                }
                None => { td { a href={ (address) "/frame" } { "まだありません" } } td { "-" } td { "-" } td { "-" } }
            }
        }
    }
}
