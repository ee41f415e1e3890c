//! All groups beside one another: one figure for each item and group.

use maud::{Markup, html};

use super::items::printed;
use super::{caption, url};
use crate::report::pages::View;
use crate::report::priorities::{Asked, Cells, Figure, Group, Priorities};
use crate::ui::tools::copy_button;

/// Ranks up to this one are in bold.
const FIRST: i64 = 5;

pub(super) fn section(view: &View, asked: &Asked, priorities: &Priorities) -> Markup {
    let weighted =
        if priorities.everybody.weighted.is_some() { "（ウェイト補正後）" } else { "" };
    let caption = caption(view, &format!("区分ごとの{}{weighted}", asked.cells.label()));
    html! {
        section id="groups" {
            h2 { "区分ごとの比較" }
            p { "表に示す値："
                @for cells in Cells::ALL {
                    @if cells == asked.cells { strong { (cells.label()) } }
                    @else { a href=(format!("{}#groups", url(view, &Asked { cells, ..asked.clone() }))) { (cells.label()) } }
                    "　"
                }
            }
            div.table-wide tabindex="0" role="region" aria-label=(caption) {
                table.numbers.cross.compact id="by-group" {
                    caption { (caption) }
                    thead {
                        tr {
                            th scope="col" { "区分" }
                            @for (name, width) in priorities.breakdowns() {
                                @if name.is_empty() { td {} } @else { th scope="colgroup" colspan=(width) { (name) } }
                            }
                        }
                        tr.upright {
                            th scope="col" { "項目" }
                            @for group in priorities.all() {
                                th scope="col" { a href=(url(view, &Asked { group: group.word.clone(), ..asked.clone() })) { (group.label) } }
                            }
                        }
                    }
                    tbody {
                        tr {
                            th scope="row" { "人数（n）" }
                            @for group in priorities.all() { td { (group.printed_people()) } }
                        }
                        @for (place, item) in priorities.items.iter().enumerate() {
                            tr {
                                th scope="row" { (item.number) "　" (item.label) }
                                @for group in priorities.all() { (cell(group, place, asked.cells)) }
                            }
                        }
                    }
                }
            }
            (copy_button("by-group"))
            p.gt-base {
                "* 30人未満です。" @if asked.cells == Cells::Rank { "太字は" (FIRST) "位までの項目です。" }
                "区分の名前を押すと、その区分の図と表が表示されます。"
            }
        }
    }
}

fn cell(group: &Group, place: usize, cells: Cells) -> Markup {
    let Figure { value, is_small } = group.figure(place, cells);
    let is_first = cells == Cells::Rank && value.is_some_and(|rank| rank.units <= FIRST);
    let mark = if is_small && value.is_some() { "*" } else { "" };
    html! {
        td { @if is_first { strong { (printed(value)) (mark) } } @else { (printed(value)) (mark) } }
    }
}
