//! What stands on a board, for reading from the last row: numbers while people write, notes in
//! their clusters, results with bars.

use maud::{Markup, html};

use crate::board::{
    Cluster, Note, Phase, Target,
    pages::{
        piece,
        vote::{from, ranked},
    },
    scene::Scene,
    votes::Voting,
};

/// A board.
pub fn board(scene: &Scene) -> Markup {
    match &scene.voting {
        _ if scene.phase().is_private() => numbers(scene),
        Some(voting) if scene.phase().shows_votes() => results(scene, voting),
        Some(voting) => votable(scene, voting),
        None => notes(scene),
    }
}

/// What everybody may know while people write for themselves.
fn numbers(scene: &Scene) -> Markup {
    html! {
        div #numbers {
            p { "付箋 " strong { (scene.posted) } "枚" }
            @if scene.content.board.number > 0 {
                p { "できた人 " strong { (scene.ready) } " / " (scene.seated) "人" }
            }
        }
    }
}

/// The part of the page that is longer than the wall: the script turns it like pages.
fn stage(label: &str, inside: &Markup) -> Markup {
    html! { div #stage tabindex="0" role="region" aria-label=(label) { (inside) } }
}

fn notes(scene: &Scene) -> Markup {
    let content = &scene.content;
    let whole = content.clusters.iter().filter(|cluster| cluster.parent.is_none());
    stage(
        "付箋",
        &html! {
            @for cluster in whole { (self::cluster(scene, cluster)) }
            ul.notes #alone { @for note in content.alone() { (self::note(note)) } }
        },
    )
}

fn cluster(scene: &Scene, whole: &Cluster) -> Markup {
    let content = &scene.content;
    let parts = content.clusters.iter().filter(|part| part.parent.as_ref() == Some(&whole.id));
    html! {
        section.cluster id={ "c-" (whole.id) } {
            h2 { (piece::title(whole)) }
            @if let Some(from) = from(scene, &whole.id) { p.from { (from) } }
            @for part in parts { (cluster(scene, part)) }
            ul.notes { @for note in content.notes_in(&whole.id) { (self::note(note)) } }
        }
    }
}

fn note(note: &Note) -> Markup {
    html! {
        li.note.pinned[note.pinned] id={ "n-" (note.id) } data-colour=(note.colour.word()) {
            span.sign { (note.colour.shape()) (note.colour.letter()) }
            span.text { (note.text) }
        }
    }
}

/// What is voted on. How dots fall is nobody's business yet.
fn votable(scene: &Scene, voting: &Voting) -> Markup {
    html! {
        p #voters { "投票した人 " strong { (voting.voters) } "人"
            @if scene.phase() == Phase::Vote { "　1人" (voting.budget) "点、1つに" (voting.per_cluster) "点まで" } }
        (stage("投票するもの", &html! {
            ul.targets { @for target in scene.content.targets() { li id={ "v-" (target.id) } { (title(scene, &target)) } } }
        }))
    }
}

fn results(scene: &Scene, voting: &Voting) -> Markup {
    let targets = ranked(&scene.content, voting);
    let total = |target: &Target| voting.total(&target.id).unwrap_or(0);
    let most = targets.first().map_or(1, total).max(1);
    html! {
        p #voters { "投票した人 " strong { (voting.voters) } "人" }
        (stage("投票の結果", &html! {
            ol.results {
                @for target in &targets {
                    @let dots = total(target);
                    li id={ "v-" (target.id) } {
                        p.title { (title(scene, target)) " " strong { (dots) "点" } }
                        svg.bar viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" {
                            rect.ground width="100" height="4" {}
                            rect.filled width=(dots * 100 / most) height="4" {}
                        }
                    }
                }
            }
        }))
    }
}

fn title(scene: &Scene, target: &Target) -> Markup {
    html! {
        span.text { (target.title) }
        @if let Some(from) = from(scene, &target.id) { " " span.from { (from) } }
        @if target.notes > 1 { " " span.count { "付箋" (target.notes) "枚" } }
    }
}
