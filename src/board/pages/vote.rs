//! Voting, and how it came out.

use maud::{Markup, html};

use super::{may, piece, say};
use crate::board::{Action, Content, Target, scene::Scene, votes::Voting};

/// What can get dots, each with the form that gives and takes them; after the voting in the order
/// of the dots.
pub fn votable(scene: &Scene, voting: &Voting) -> Markup {
    let votes = scene.own.is_some() && may(scene, Action::Vote);
    let left = voting.budget - voting.placed(&scene.content);
    let targets = ranked(&scene.content, voting);
    let most = targets.iter().filter_map(|target| voting.total(&target.id)).max().unwrap_or(0);
    html! {
        p.voters { (say(scene, "{投票|とうひょう}した人 ")) span #voters { (voting.voters) } "人" }
        @if votes {
            p.dots-left { "あと" strong #left { (left) } "点（全部で" (voting.budget) "点、1つに" (voting.per_cluster) "点まで）" }
        }
        ul.targets {
            @for target in &targets {
                @let mine = voting.own.get(&target.id).copied().unwrap_or(0);
                li id={ "v-" (target.id) } {
                    p.title { (target.title) }
                    @if let Some(from) = from(scene, &target.id) { p.from { (from) } }
                    (notes(scene, target))
                    @if let Some(total) = voting.total(&target.id) { (result(total, most, mine)) }
                    @if votes { (dots(scene, target, mine, left, voting)) }
                }
            }
        }
        @if targets.is_empty() { p.hint { "点を入れるものが、まだありません。" } }
    }
}

/// The targets: most dots first once they may be seen, else as they stand.
pub fn ranked(content: &Content, voting: &Voting) -> Vec<Target> {
    let mut targets = content.targets();
    targets.sort_by_key(|target| -voting.total(&target.id).unwrap_or(0));
    targets
}

/// On the board of the whole room: the table that a target comes from.
pub fn from<'a>(scene: &'a Scene, target: &str) -> Option<&'a str> {
    let cluster = scene.content.clusters.iter().find(|cluster| cluster.id == target)?;
    let (board, _) = cluster.origin.as_ref()?;
    scene.tables.get(board).map(String::as_str)
}

/// The notes behind the name of a cluster.
fn notes(scene: &Scene, target: &Target) -> Markup {
    let notes: Vec<_> = scene.content.notes_in(&target.id).collect();
    html! {
        @if !notes.is_empty() {
            details id={ "d-" (target.id) } {
                summary { "付箋" (notes.len()) "枚を読む" }
                ul.notes { @for note in notes { li.note data-colour=(note.colour.word()) { (piece::words(note)) } } }
            }
        }
    }
}

/// How many dots something got, as a number and as a bar beside the most.
fn result(total: i64, most: i64, mine: i32) -> Markup {
    let width = if most > 0 { total * 100 / most } else { 0 };
    html! {
        p.total { strong { (total) } "点" @if mine > 0 { "　自分の点 " (mine) } }
        svg.bar viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" {
            rect width=(width) height="4" {}
        }
    }
}

fn dots(scene: &Scene, target: &Target, mine: i32, left: i32, voting: &Voting) -> Markup {
    let title = &target.title;
    html! {
        form.dots method="post" action="dots" data-queue="dots" data-most=(voting.per_cluster) {
            input type="hidden" name="board" value=(scene.content.board.id);
            input type="hidden" name="target" value=(target.id);
            button id={ "less-" (target.id) } name="dots" value=(mine - 1) disabled[mine == 0]
                aria-label={ (title) "の点を1つへらす" } { "−" }
            span.mine { span.away { "自分の点 " } span.number { (mine) } span aria-hidden="true" { " " @for _ in 0..mine { "●" } } }
            button id={ "more-" (target.id) } name="dots" value=(mine + 1)
                disabled[left <= 0 || mine >= voting.per_cluster]
                aria-label={ (title) "に点を1つ入れる" } { "＋" }
        }
    }
}
