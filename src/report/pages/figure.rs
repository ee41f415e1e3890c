//! A chart on a screen, with its downloads. The same drawing is the file: a screen whose address
//! ends in `svg=NAME` gives that chart, saying by itself what it shows and of whom.

use std::cell::RefCell;

use maud::{Markup, html};

use super::View;
use crate::ui::{chart, tools::chart_tools};

/// The name of the field that asks for a chart.
pub const SVG: &str = "svg";

/// The charts of a screen, kept while it is drawn.
#[derive(Default)]
pub struct Figures(RefCell<Vec<Figure>>);

struct Figure {
    name: String,
    title: String,
    notes: Vec<String>,
    chart: Markup,
}

impl View<'_> {
    /// A chart with its downloads. `name` is unique within the screen; `notes` are what the chart
    /// needs to be read alone, beside whom it is about: its base and n, say.
    pub fn figure(&self, name: &str, title: &str, notes: Vec<String>, chart: Markup) -> Markup {
        let mark = if self.own_query().is_empty() { "?" } else { "&" };
        let href =
            format!("{}{}{}{mark}{SVG}={name}", self.survey, self.tab.path(), self.own_query());
        let drawn = html! {
            figure.drawn {
                (chart)
                (chart_tools(&href, name))
            }
        };
        self.figures.0.borrow_mut().push(Figure {
            name: name.to_owned(),
            title: title.to_owned(),
            notes,
            chart,
        });
        drawn
    }

    /// The file of a chart that this screen has drawn.
    pub fn svg(&self, name: &str) -> Option<String> {
        let figures = self.figures.0.borrow();
        let figure = figures.iter().find(|figure| figure.name == name)?;
        let mut notes = figure.notes.clone();
        let about = self.about;
        if !about.filters.is_empty() {
            notes.push(format!("絞り込み：{}", about.printed_filters()));
        }
        notes.push(format!(
            "{}　{}（{}現在）{}",
            about.city,
            about.survey,
            about.made.format("%Y年%-m月%-d日"),
            if about.sample { format!("　{}", super::SAMPLE_MARK) } else { String::new() }
        ));
        Some(chart::file(&figure.chart, &figure.title, &notes))
    }
}
