//! What staff take along from a chart or a table. The buttons work through `assets/staff.js`,
//! which also shows them: without JavaScript there is no button that does nothing.

use maud::{Markup, html};

/// Downloads of a chart: the SVG file at `svg_href`, and the same as PNG, which the browser makes
/// out of it. Both are saved as `file_name` with their ending.
pub fn chart_tools(svg_href: &str, file_name: &str) -> Markup {
    html! {
        div.tools {
            a.button href=(svg_href) download={ (file_name) ".svg" } {
                "図を保存（SVG）" (of(file_name))
            }
            button type="button" hidden data-png={ (file_name) ".png" } { "図を保存（PNG）" (of(file_name)) }
            (said())
        }
    }
}

/// Copies the table with this id, so that Excel takes it cell by cell.
pub fn copy_button(table_id: &str) -> Markup {
    html! {
        div.tools {
            button type="button" hidden data-copy=(table_id) { "表をコピー（Excel用）" (of(table_id)) }
            (said())
        }
    }
}

/// A page has many such buttons: what is read aloud says which.
fn of(name: &str) -> Markup {
    html! { span.away { " " (name) } }
}

/// Where the script says how it went. It is there from the beginning, or nobody would hear it.
fn said() -> Markup {
    html! { span.said role="status" {} }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_script_there_is_the_svg_and_no_dead_button() {
        let tools = chart_tools("/staff/surveys/town/charts/q1.svg", "q1").into_string();
        assert!(tools.contains(r#"href="/staff/surveys/town/charts/q1.svg" download="q1.svg""#));
        assert_eq!(tools.matches("<button").count(), tools.matches("hidden data-png").count());
        assert!(copy_button("t-q1").into_string().contains(r#"hidden data-copy="t-q1""#));
    }
}
