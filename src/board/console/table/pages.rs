//! The page of one table.

use maud::{Markup, html};

use super::{Table, desk, pieces};
use crate::board::{
    Action, Content, NoteState, Phase, TITLE_LENGTH,
    console::pages::{
        controls::{Controls, meaning, more, steering},
        standing,
    },
    pages::{piece, vote::ranked},
    votes::Voting,
};

/// The part of the page that changes: its `main`.
pub fn main(table: &Table, path: &str) -> Markup {
    let (board, scene) = (table.board(), &table.scene);
    let here = format!("{path}/boards/{}", board.id);
    html! {
        main #main data-stream={ (path) "/stream" } data-changes={ (path) "/changes" }
            data-path=(path) data-board=(board.id) data-seq=(board.seq)
            data-now=(scene.now.timestamp_millis()) {
            p.above { a href={ (path) "/themes/" (scene.theme.position) } data-key="0" { "← すべてのテーブル" } }
            h1 { (board.name) }
            p.question { (scene.theme.title) "：" (scene.theme.question) }
            (lead(table, path))
            (tray(table, &here))
            (wall(table, &here))
            (desk::paper(table, &here))
            (desk::undo(table, &here))
            (desk::people(table, path))
            (crate::board::console::pages::controls::keys())
        }
    }
}

fn lead(table: &Table, path: &str) -> Markup {
    let board = table.board();
    let controls = Controls {
        path,
        on: Some(&board.id),
        theme: &board.theme_id,
        page: &board.id,
        next: board.phase.next(),
        back: board.phase.before(),
        is_frozen: board.frozen,
        has_timer: board.timer_ends_at.is_some(),
        has_voting: board.phase >= Phase::Vote,
        for_all: false,
        has_keys: true,
    };
    html! {
        section #lead {
            h2 { "このテーブルを進める" }
            (standing(&table.standing, table.scene.now.timestamp_millis()))
            p.phase { (meaning(board.phase)) }
            (steering(&controls))
            (more(&controls, "here"))
        }
    }
}

/// What the facilitator has to look at, and what was hidden.
fn tray(table: &Table, here: &str) -> Markup {
    let (held, hidden) = (table.notes(NoteState::Held), table.notes(NoteState::Hidden));
    html! {
        @if table.board().phase.is_private() && table.standing.held > 0 {
            p.notice { "確かめる付箋が" (table.standing.held) "枚あります。「開く」に進むと、ここで読んで決められます。それまで誰にも見えません。" }
        }
        @if !held.is_empty() {
            section #held {
                h2 { "確かめる付箋（" (held.len()) "枚）" }
                p.hint { "書いた本人と進行役だけに見えています。" }
                ul { @for note in held { (pieces::waiting(note, here, table.may(Action::Tend))) } }
            }
        }
        @if !hidden.is_empty() {
            section #hidden {
                h2 { "見えなくした付箋（" (hidden.len()) "枚）" }
                ul { @for note in hidden { (pieces::waiting(note, here, table.may(Action::Tend))) } }
            }
        }
    }
}

/// What the table sees.
fn wall(table: &Table, here: &str) -> Markup {
    let (scene, content) = (&table.scene, &table.scene.content);
    if scene.phase().is_private() {
        return html! {
            section #wall { h2 { "ボード" } p { "「開く」に進むまで、付箋の中身は進行役にも見えません。" } }
        };
    }
    html! {
        section #wall {
            h2 { "ボード" }
            @if let Some(voting) = &scene.voting { (targets(content, voting)) }
            @if table.may(Action::Gather) { (gather(table, here)) }
            fieldset #notes {
                @if table.may(Action::Gather) { legend { "まとめる付箋を選ぶ" } } @else { legend.away { "付箋" } }
                div #clusters {
                    @for cluster in content.clusters.iter().filter(|at| at.parent.is_none()) {
                        (pieces::cluster(table, cluster, here))
                    }
                }
                ul.notes #alone {
                    @for note in content.alone() { (pieces::note(table, note, here)) }
                }
            }
            @if content.shown().next().is_none() { p.hint { "付箋はまだありません。" } }
        }
    }
}

/// What can get dots: with the dots once they may be seen.
fn targets(content: &Content, voting: &Voting) -> Markup {
    html! {
        p { "投票した人 " (voting.voters) "人（" (voting.number) "回目の投票、1人" (voting.budget) "点）" }
        @if voting.totals.is_some() {
            ol.targets {
                @for target in ranked(content, voting) {
                    li { (target.title) " " strong { (voting.total(&target.id).unwrap_or(0)) "点" } }
                }
            }
        }
    }
}

/// The form that puts ticked notes together, as those at the table do.
fn gather(table: &Table, here: &str) -> Markup {
    html! {
        form #gather method="post" action={ (here) "/clusters" } data-act {
            input type="hidden" name="id" value=(table.next_id);
            label for="title" { "選んだ付箋のまとまりの名前（表札）" }
            input #title name="title" maxlength=(TITLE_LENGTH) autocomplete="off";
            button name="into" value="new" { "選んだものをまとめる" }
            @if !table.scene.content.clusters.is_empty() {
                label for="cluster" { "または、いまあるまとまり" }
                select #cluster name="cluster" {
                    @for cluster in &table.scene.content.clusters {
                        option value=(cluster.id) { (piece::title(cluster)) }
                    }
                }
                button.quiet name="into" value="cluster" { "ここに入れる" }
                button.quiet name="into" value="alone" { "まとまりから出す" }
            }
        }
    }
}
