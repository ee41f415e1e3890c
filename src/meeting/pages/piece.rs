//! Pieces of the pages: clusters, notes, what the city says, a comment. The office's preview is
//! drawn with the same.

use maud::{Markup, html};

use crate::{
    clock::japanese_day,
    meeting::{
        comments::{Comment, Reply},
        publication::document::{Document, Group, Island, Slip},
    },
};

/// What the city says; nothing where it says nothing.
pub fn official(document: &Document, id: &str) -> Markup {
    html! {
        @if let Some(official) = &document.official {
            section.official id=(id) {
                h2 { "市の考え" }
                p.lines { (official.text) }
                p { "担当：" (official.section) }
            }
        }
    }
}

/// What the colours of the notes mean.
pub fn legend(document: &Document) -> Markup {
    html! {
        p.hint { "付箋の色：" @for (n, (colour, means)) in document.colours.iter().enumerate() {
            @if n > 0 { "　" } (colour.shape()) (colour.letter()) " " (means)
        } }
    }
}

/// The groups one after the other. `open`: with all their notes in sight.
pub fn groups(document: &Document, open: bool) -> Markup {
    html! { @for group in &document.groups { (one(group, open)) } }
}

fn one(group: &Group, open: bool) -> Markup {
    html! {
        h3 { (group.name) " " small.hint { (group.people) "人" } }
        ul.islands { @for island in &group.islands { li { (self::island(island, open)) } } }
    }
}

fn island(island: &Island, open: bool) -> Markup {
    let alone = island.title.is_empty() && island.notes.len() == 1 && island.islands.is_empty();
    html! {
        p.island-head {
            span { @match island.notes.first() {
                Some(slip) if alone => { (mark(slip)) " " (slip.text) }
                _ => (island.name()),
            } }
            " "
            @if let Some(votes) = island.votes { span.dots { (votes) "点" } }
        }
        @if !alone && !island.notes.is_empty() {
            details open[open] {
                summary { "付箋" (island.notes.len()) "枚" span.away { "（" (island.name()) "）" } }
                ul.slips { @for slip in &island.notes { li { span.mark { (mark(slip)) } (slip.text) } } }
            }
        }
        @if !island.islands.is_empty() {
            ul.islands { @for part in &island.islands { li { (self::island(part, open)) } } }
        }
    }
}

/// The colour of a note, by shape and letter.
fn mark(slip: &Slip) -> Markup {
    html! { (slip.colour.shape()) (slip.colour.letter()) }
}

/// A comment with its reply.
pub fn comment(comment: &Comment) -> Markup {
    html! {
        article.comment id={ "c" (comment.number) } {
            p { span.kind { (comment.kind.label()) } " "
                @if comment.participant { span.kind { "参加者" } " " }
                span.hint { (japanese_day(comment.day)) } }
            p.lines dir="auto" { (comment.text) }
            @if let Some(reply) = &comment.reply { (self::reply(reply)) }
        }
    }
}

fn reply(reply: &Reply) -> Markup {
    html! {
        div.reply {
            p { strong { "市の返信" } " " span.hint { (reply.section) "　" (japanese_day(reply.on)) } }
            p.lines { (reply.text) }
        }
    }
}
