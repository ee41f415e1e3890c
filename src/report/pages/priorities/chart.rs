//! The field as a chart, and what stands in each quadrant: the key to the chart's numbers.

use maud::{Markup, html};

use crate::report::pages::View;
use crate::report::priorities::{Group, Priorities};
use crate::tally::quadrant::Quadrant;
use crate::ui::chart::{self, Cut, Point, Scatter};

/// The chart with its downloads. As a file it says whose it is, and how weighted.
pub(super) fn figure(view: &View, priorities: &Priorities, group: &Group) -> Markup {
    let weighted = if group.weighted.is_some() { "　ウェイト補正後の値" } else { "" };
    let note = format!(
        "{}　n = {}　点数は「わからない」などを除いた平均。線は項目の平均{weighted}",
        group.name(),
        group.printed_people()
    );
    let title = format!("満足度×重要度（{}）", group.name());
    view.figure("priorities", &title, vec![note], drawing(priorities, group))
}

fn drawing(priorities: &Priorities, group: &Group) -> Markup {
    let field = group.shown();
    let title = format!(
        "満足度と重要度の散布図（{}）。数値は下の「項目ごとの点数」の表にあります。",
        group.name()
    );
    let quarters = priorities.corners().map(Quadrant::explained);
    let (x_title, y_title) = priorities.turned("満足度", "重要度");
    let cut = field.axes.map(|axes| {
        let (x, y) = priorities.turned(axes.satisfaction, axes.importance);
        Cut {
            x: x.value(),
            y: y.value(),
            printed_x: format!("平均 {x}"),
            printed_y: format!("平均 {y}"),
        }
    });
    let points: Vec<Point> = priorities
        .items
        .iter()
        .zip(&field.placements)
        .filter_map(|(item, placement)| {
            let (x, y) = priorities.spot(placement)?;
            Some(Point {
                label: format!("{} {}", item.number, item.label),
                number: item.number,
                x: x.value(),
                y: y.value(),
                printed_x: x.to_string(),
                printed_y: y.to_string(),
            })
        })
        .collect();
    chart::scatter(&Scatter {
        title: &title,
        x_title,
        y_title,
        cut,
        quarters: quarters.each_ref().map(String::as_str),
        points: &points,
    })
}

/// The items of each quadrant, laid out as the quadrants are.
pub(super) fn quadrants(priorities: &Priorities, group: &Group) -> Markup {
    let field = group.shown();
    html! {
        div.quadrants {
            @for quadrant in priorities.corners() {
                @let places = field.within(quadrant);
                section {
                    h3 { (quadrant.label()) small { "　" (quadrant.meaning()) "（" (places.len()) "項目）" } }
                    @if places.is_empty() { p { "-" } }
                    ol {
                        @for place in places {
                            li value=(priorities.items[place].number) { (priorities.items[place].label) }
                        }
                    }
                }
            }
        }
    }
}
