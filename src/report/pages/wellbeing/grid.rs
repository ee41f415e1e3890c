//! A finished table as HTML: every figure in a cell of its own, so that it can be copied.

use maud::{Markup, html};

use crate::report::wellbeing::{Cell, Grid, GridLine, Rank, Wellbeing};
use crate::ui::tools::copy_button;

pub(super) fn grid(of: &Wellbeing, grid: &Grid) -> Markup {
    let id = format!("{}-{}", of.id, grid.id);
    html! {
        div.table-wide tabindex="0" role="region" aria-label=(grid.title) {
            table.numbers.cross id=(id) {
                caption { (grid.title) }
                thead { (heads(grid)) }
                tbody { @for line in &grid.lines { (row(grid, line)) } }
            }
        }
        (copy_button(&id))
    }
}

/// Two rows of headings: what they have in common above, each by itself below.
fn heads(grid: &Grid) -> Markup {
    html! {
        tr {
            th scope="col" rowspan="2" { "項目" }
            @for group in grid.heads.chunk_by(|one, other| one.above == other.above) {
                @if group[0].above.is_empty() {
                    @for head in group { th scope="col" rowspan="2" { (head.label) } }
                } @else {
                    th.above scope="colgroup" colspan=(group.len()) { (group[0].above) }
                }
            }
        }
        tr { @for head in grid.heads.iter().filter(|head| !head.above.is_empty()) {
            th scope="col" { (head.label) }
        } }
    }
}

fn row(grid: &Grid, line: &GridLine) -> Markup {
    html! {
        @match line.rank {
            Rank::Heading => tr.group { th scope="rowgroup" colspan=(grid.heads.len() + 1) { (line.label) } },
            _ => tr.total[line.rank == Rank::Whole] {
                th scope="row" { (line.label) }
                @for cell in &line.cells { (printed(cell)) }
            },
        }
    }
}

fn printed(cell: &Cell) -> Markup {
    html! {
        @match cell {
            Cell::Blank => td {},
            Cell::Dash => td { "-" },
            Cell::People { n, is_small } => td { (n) @if *is_small { "*" } },
            Cell::Number(number) => td { (number) },
            Cell::Words(words) => td.words { (words) },
        }
    }
}
