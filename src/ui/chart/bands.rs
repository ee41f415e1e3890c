//! Stacked bands: shares that add up, for many items or groups below one another.

use maud::{Markup, html};

use super::{
    LABELS, WIDTH, frame,
    legend::{Key, squares},
    paint::{ink, is_patterned, paint, patterns},
    rows::{heading, label, rows},
    tenth,
    words::width,
};

/// One band of [`bands`], whose parts add up to 100 %.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Band {
    /// The heading of the group that begins here, such as 性別.
    pub above: Option<String>,
    /// What it shows.
    pub label: String,
    /// Its parts, in the order of the legend: percent, and the figure as the table prints it.
    pub parts: Vec<(f64, String)>,
}

/// Bands that are divided into parts, with a legend. `id` makes the patterns' names unique
/// within the page.
pub fn bands<'a>(id: &str, title: &str, keys: &'a [Key], bands: &[Band]) -> Markup {
    let scale = (WIDTH - LABELS - 8.0) / 100.0;
    let entry =
        |(place, key): (usize, &'a Key)| (key.label.as_str(), paint(id, place, key.is_answer));
    let (legend, end) = squares(&keys.iter().enumerate().map(entry).collect::<Vec<_>>());
    let lines = || bands.iter().map(|band| (band.above.as_deref(), band.label.as_str()));
    let rows = rows(end + 8.0, lines());
    let inside = html! {
        (patterns(id))
        (legend)
        @for (band, &middle) in bands.iter().zip(&rows.middles) {
            @if let Some(above) = &band.above { (heading(above, middle, rows.height)) }
            (label(&band.label, middle))
            @for (place, (start, percent, printed)) in running(band).enumerate() {
                @let is_answer = keys.get(place).is_some_and(|key| key.is_answer);
                @let x = LABELS + start * scale;
                rect x=(tenth(x)) y=(middle - 13.0) width=(tenth(percent * scale)) height="26"
                    fill=(paint(id, place, is_answer)) stroke="#404040" {}
                // Narrower parts cannot hold their figure; the table below has it.
                @if percent >= 7.0 {
                    @let centre = tenth(x + percent * scale / 2.0);
                    @if is_answer && is_patterned(place) {
                        rect x=(tenth(centre - width(printed, 13.0) / 2.0)) y=(middle - 8.0)
                            width=(tenth(width(printed, 13.0))) height="16" fill="#ffffff" {}
                    }
                    text x=(centre) y=(middle + 5.0) text-anchor="middle" font-size="13" fill=(ink(place, is_answer)) { (printed) }
                }
            }
        }
    };
    frame(title, rows.end + 4.0, inside)
}

/// Start, length and figure of each part.
fn running(band: &Band) -> impl Iterator<Item = (f64, f64, &str)> {
    let mut end = 0.0;
    band.parts.iter().map(move |(percent, printed)| {
        let start = end;
        end += percent;
        (start, *percent, printed.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn band(above: Option<&str>, label: &str) -> Band {
        Band {
            above: above.map(str::to_owned),
            label: label.into(),
            parts: vec![(40.0, "40.0".into()), (0.0, "-".into()), (60.0, "60.0".into())],
        }
    }

    #[test]
    fn parts_stand_one_after_another() {
        let band = band(None, "");
        let starts: Vec<f64> = running(&band).map(|(start, _, _)| start).collect();
        assert_eq!(starts, [0.0, 40.0, 40.0]);
    }

    #[test]
    fn a_group_has_its_heading_once_above_its_first_band() {
        let key = |label: &str| Key { label: label.into(), is_answer: true };
        let keys = ["満足", "ふつう", "不満"].map(key);
        let groups = [band(None, "全体"), band(Some("性別"), "男性"), band(None, "女性")];
        let svg = bands("x", "満足度", &keys, &groups).into_string();
        let at = |words: &str| svg.find(words).expect(words);
        assert_eq!(svg.matches("性別").count(), 1);
        assert!(at(">全体<") < at(">性別<") && at(">性別<") < at(">男性<"));
    }

    #[test]
    fn a_white_part_is_no_answer() {
        let keys = [Key { label: "無回答".into(), is_answer: false }];
        let all =
            Band { above: None, label: "全体".into(), parts: vec![(100.0, "100.0".into())] };
        assert!(!bands("x", "無", &keys, &[all]).into_string().contains("#2e3a55"));
    }
}
