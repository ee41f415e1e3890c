//! 満足度×重要度: the field of the items, what stands in each quadrant, and every figure of it,
//! for everybody or for one group; below it all groups beside one another.

mod chart;
mod groups;
mod items;

use maud::{Markup, html};

use super::{View, frame};
use crate::report::priorities::{Asked, Field, Group, Priorities};
use crate::ui::tools::copy_button;

/// The screen.
pub fn priorities(view: &View, asked: &Asked, priorities: &Priorities) -> Markup {
    let group = priorities.group(&asked.group);
    frame(
        view,
        html! {
            (choice(view, asked, priorities))
            section.priorities {
                h2 { "満足度×重要度（" (group.name()) "）" }
                p.gt-base {
                    (group.name()) "　n = " (group.printed_people())
                    @if group.weighted.is_some() { "　図と領域はウェイト補正後の値です" }
                }
                @match group.shown().missing() {
                    Some(sentence) => p.notice { (sentence) },
                    None => { (chart::figure(view, priorities, group)) (chart::quadrants(priorities, group)) }
                }
                h3 { "項目ごとの点数" }
                (items::table(view, asked, priorities, group))
                (copy_button("items"))
                @if has_small(&group.plain) {
                    p.gt-base { "* 点数の回答が30人未満です。点数の読み方に注意してください。" }
                }
            }
            @if !priorities.groups.is_empty() { (groups::section(view, asked, priorities)) }
            details { summary { "点数と図の見方" } ul { @for note in &priorities.notes { li { (note) } } } }
        },
    )
}

/// The screen of a survey whose form has no such judgements: an address from elsewhere.
pub fn none(view: &View) -> Markup {
    frame(
        view,
        html! {
            p.notice { "この調査票には、満足度と重要度をたずねる表の組が指定されていません（report の priorities）。指定のある調査でだけ、ここに図と表が表示されます。" }
        },
    )
}

/// Whose field is shown. A group is a filter that leaves the table of all groups as it is.
fn choice(view: &View, asked: &Asked, priorities: &Priorities) -> Markup {
    let others = Asked { group: String::new(), ..asked.clone() }.fields();
    html! {
        @if !priorities.groups.is_empty() {
            form.builder method="get" action=(format!("{}{}", view.survey, view.tab.path())) {
                @for (name, value) in view.lens.fields().iter().chain(&others) { input type="hidden" name=(name) value=(value); }
                div.inline {
                    label { "図と表に示す人"
                        select name="group" {
                            @for group in priorities.all() {
                                option value=(group.word) selected[group.word == asked.group] { (option(group)) }
                            }
                        }
                    }
                    button.primary { "切り替える" }
                }
            }
        }
    }
}

fn option(group: &Group) -> String {
    format!("{}（n = {}）", group.name(), group.printed_people())
}

/// Goes along when a table is copied: what it shows and of whom.
fn caption(view: &View, words: &str) -> String {
    match view.about.filters.is_empty() {
        true => words.to_owned(),
        false => format!("{words}　絞り込み：{}", view.about.printed_filters()),
    }
}

fn has_small(field: &Field) -> bool {
    field.placements.iter().any(|placement| placement.is_small())
}

/// The address of the same screen with other choices.
fn url(view: &View, asked: &Asked) -> String {
    let query = View { own: asked.fields(), ..view.clone() }.own_query();
    format!("{}{}{query}", view.survey, view.tab.path())
}

#[cfg(test)]
mod tests;
