//! A board as it is kept on paper and on the screen: islands with their 表札, their notes with
//! letter and shape, and dots. Readable in black and white.

use maud::{Markup, html};

use super::OfTheme;
use crate::board::{Cluster, Content, Note, pages::piece};

/// The most dots that are drawn; more of them are only counted.
const DRAWN: i64 = 12;

/// Draws what stands on a board. `dots` knows the dots of a target, where they may be seen.
pub fn wall(theme: &OfTheme, content: &Content, dots: &dyn Fn(&str) -> Option<i64>) -> Markup {
    let draw = Drawing { theme, content, dots };
    let mut top: Vec<&Cluster> =
        content.clusters.iter().filter(|cluster| cluster.parent.is_none()).collect();
    if content.board.number == 0 {
        // The whole room shows a ranking, its tables an arrangement.
        top.sort_by_key(|cluster| -dots(&cluster.id).unwrap_or(0));
    }
    let mut alone = content.alone().peekable();
    html! {
        div.islands {
            @for cluster in top { (draw.cluster(cluster)) }
            @if alone.peek().is_some() {
                section.island.alone {
                    h3 { "まとまりに入っていない付箋" }
                    ul { @for note in alone { (draw.note(note)) } }
                }
            }
        }
    }
}

/// What the colours of a theme mean, with letter and shape.
pub fn legend(theme: &OfTheme) -> Markup {
    html! {
        p.legend {
            @for of in &theme.theme.settings.colours {
                span { (of.colour.shape()) (of.colour.letter()) " " (of.means) } " "
            }
        }
    }
}

struct Drawing<'d> {
    theme: &'d OfTheme,
    content: &'d Content,
    dots: &'d dyn Fn(&str) -> Option<i64>,
}

impl Drawing<'_> {
    fn cluster(&self, cluster: &Cluster) -> Markup {
        let id = Some(&cluster.id);
        let parts = self.content.clusters.iter().filter(|part| part.parent.as_ref() == id);
        let origin = cluster.origin.as_ref().and_then(|origin| self.theme.origin(origin));
        let mut notes = self.content.notes_in(&cluster.id).peekable();
        html! {
            section.island {
                h3 {
                    (piece::title(cluster)) " "
                    span.key { (self.key(&cluster.id)) }
                }
                @if let Some((table, key)) = origin { p.key { (table) " " (key) } }
                (self.placed(&cluster.id))
                @for part in parts { (self.cluster(part)) }
                @if notes.peek().is_some() { ul { @for note in notes { (self.note(note)) } } }
            }
        }
    }

    fn note(&self, note: &Note) -> Markup {
        html! {
            li.pinned[note.pinned] {
                span.sign { (note.colour.shape()) (note.colour.letter()) } " "
                (note.text) " "
                @if note.pinned { span.key { "注目 " } }
                span.key { (self.key(&note.id)) }
                @if note.cluster.is_none() { (self.placed(&note.id)) }
            }
        }
    }

    fn placed(&self, target: &str) -> Markup {
        let Some(count) = (self.dots)(target).filter(|count| *count > 0) else { return html! {} };
        html! {
            p.dots {
                @if count <= DRAWN { span aria-hidden="true" { @for _ in 0..count { "●" } } " " }
                (count) "点"
            }
        }
    }

    fn key(&self, id: &str) -> &str {
        self.theme.keys.of(&self.content.board.id, id)
    }
}
