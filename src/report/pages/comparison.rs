//! 経年比較: what changed by more than chance, then every question with earlier surveys beside it.

mod changes;
mod judgement;
mod topic;

use maud::{Markup, html};

use super::{View, frame};
use crate::report::comparison::{Change, Compared, Comparison, Lost};
use crate::ui::chart::Difference;

/// The screen.
pub fn comparison(view: &View, comparison: &Comparison) -> Markup {
    frame(
        view,
        html! {
            @for sentence in &comparison.left_out { p.notice { (sentence) } }
            @if comparison.has_earlier() {
                (beside(view, comparison))
            } @else if comparison.left_out.is_empty() {
                (none(view))
            }
        },
    )
}

/// There is nothing to compare with yet.
fn none(view: &View) -> Markup {
    html! {
        p.notice {
            "比べる過去の調査がまだありません。"
            @if view.may_edit {
                a href={ (view.survey) "/waves" } { "過去の調査" }
                "で、前回の回答とコードブックを取り込むと、ここに今回と並べた表と図が表示されます。"
            } @else {
                "編集の権限を持つ職員が前回の回答とコードブックを取り込むと、ここに今回と並べた表と図が表示されます。"
            }
        }
    }
}

fn beside(view: &View, comparison: &Comparison) -> Markup {
    let questions = questions(comparison);
    html! {
        (surveys(comparison))
        details { summary { "差と印の見方" } ul { @for note in &comparison.notes { li { (note) } } } }
        @if questions.is_empty() {
            p.notice { "過去の調査と同じ設問がありません。対応させた変数は「過去の調査」の画面で確かめられます。" }
        } @else {
            (changes::section(comparison))
            @for (place, found) in comparison.judgements.iter().enumerate() {
                (judgement::section(view, comparison, place, found))
            }
            h2 #questions { "設問ごとの比較" }
            nav.gt-index aria-label="設問の一覧" {
                ul { @for topics in &questions { li { a href={ "#" (anchor(topics)) } { (title(topics)) } } } }
            }
            @for topics in &questions { (question(view, comparison, topics)) }
        }
        @if !comparison.lost.is_empty() { (lost(view, &comparison.lost)) }
    }
}

fn surveys(comparison: &Comparison) -> Markup {
    html! {
        div.table-wide tabindex="0" role="region" aria-label="比べる調査" {
            table.numbers {
                thead { tr { th scope="col" { "調査" } th scope="col" { "年" } th scope="col" { "回答数（人）" } } }
                tbody { @for survey in &comparison.surveys {
                    tr { th scope="row" { (survey.name) }
                        td { (survey.year.map_or("-".into(), |year| year.to_string())) } td { (survey.people) } }
                } }
            }
        }
    }
}

/// The topics of each question together: a matrix has one for each row.
fn questions(comparison: &Comparison) -> Vec<&[Compared]> {
    comparison.topics.chunk_by(|one, next| one.subject.id == next.subject.id).collect()
}

fn anchor(topics: &[Compared]) -> String {
    format!("q-{}", topics.first().map_or("", |topic| &topic.subject.id))
}

fn title(topics: &[Compared]) -> String {
    match topics {
        [first, ..] => first.question(),
        [] => String::new(),
    }
}

/// One question. The rows of a matrix are many: each opens by itself.
fn question(view: &View, comparison: &Comparison, topics: &[Compared]) -> Markup {
    html! {
        section id=(anchor(topics)) {
            h2 { (title(topics)) }
            @for topic in topics {
                @match &topic.row {
                    None => (topic::body(view, comparison, topic)),
                    Some(row) => details.row { summary { (row) (marks(topic)) } (topic::body(view, comparison, topic)) },
                }
            }
            p.gt-top { a href="#questions" { "設問の一覧へ戻る" } }
        }
    }
}

/// Which marks wait inside.
fn marks(topic: &Compared) -> Markup {
    let means = topic.means.iter().filter_map(|means| means.change);
    let found: Vec<Change> = topic.rows.iter().filter_map(|row| row.change).chain(means).collect();
    let higher = found.contains(&Change::Higher);
    let lower = found.contains(&Change::Lower);
    html! {
        @if higher || lower {
            "　" @for change in [(higher, Change::Higher), (lower, Change::Lower)] {
                @if change.0 { (change.1.mark()) }
            }
        }
    }
}

fn lost(view: &View, lost: &[Lost]) -> Markup {
    html! {
        details {
            summary { "比べられない設問（" (lost.len()) "）" }
            div.table-wide tabindex="0" role="region" aria-label="比べられない設問" {
                table {
                    thead { tr { th scope="col" { "設問" } th scope="col" { "理由" } } }
                    tbody { @for topic in lost {
                        tr { th scope="row" { (topic.name) } td { "比較不可　" (topic.reason) } }
                    } }
                }
            }
            @if view.may_edit {
                p { a href={ (view.survey) "/waves" } { "過去の調査" } "の画面で、何を何に対応させたかを確かめられます。" }
            }
        }
    }
}

/// The mark of a change as the chart draws it.
fn difference(change: Option<Change>) -> Option<Difference> {
    change.map(|change| match change {
        Change::Higher => Difference::Higher,
        Change::Lower => Difference::Lower,
    })
}

fn mark(change: Option<Change>) -> &'static str {
    change.map_or("", Change::mark)
}

/// What a chart calls the surveys.
fn names(comparison: &Comparison) -> Vec<String> {
    comparison.surveys.iter().map(|survey| survey.name.clone()).collect()
}

#[cfg(test)]
mod tests;
