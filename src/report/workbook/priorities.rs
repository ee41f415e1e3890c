//! 満足度×重要度: the chart with what stands in each quadrant, the figures of every item, and the
//! groups beside one another; each on a printed page of its own.

mod chart;
mod groups;
mod items;
mod labels;

use rust_xlsxwriter::{ColNum, Format, RowNum, Worksheet, XlsxError};

use super::layout::{PAGE_HEIGHT, PAGE_WIDTH, ROW, height, lines, title, widths};
use super::style::Styles;
use crate::report::priorities::{Cells, Priorities};
use crate::tally::{Rounded, SMALL_BASE, quadrant::Quadrant};

/// The columns of numbers and names, and each of the others, in pixels.
const NUMBER: u32 = 36;
const LABEL: u32 = 250;
const OTHER: u32 = 54;
/// The height of a chart that can still be read, in pixels.
const LOWEST: u32 = 420;
/// Where figures begin.
const FIRST: ColNum = 2;

/// Where the sheet's next row goes, and how wide it is.
struct Page {
    row: RowNum,
    /// The last column that is printed.
    last: ColNum,
    /// What fits on a printed page, in pixels of the sheet.
    room: u32,
    breaks: Vec<RowNum>,
    /// Whom the figures are about, when not about everybody: stands on every page.
    filters: String,
}

impl Page {
    fn next(&mut self) {
        self.breaks.push(self.row);
    }

    /// The width of what is printed.
    fn width(&self) -> u32 {
        NUMBER + LABEL + u32::from(self.last + 1 - FIRST) * OTHER
    }
}

pub(super) fn write(
    sheet: &mut Worksheet,
    priorities: &Priorities,
    filters: &[String],
    styles: &Styles,
) -> Result<(), XlsxError> {
    let columns = items::columns(priorities)
        .max(priorities.all().count() as ColNum)
        .max(((PAGE_WIDTH - NUMBER - LABEL) / OTHER) as ColNum);
    let filters = match filters {
        [] => String::new(),
        filters => format!("　絞り込み：{}", filters.join("、かつ、")),
    };
    let mut page = Page { row: 1, last: FIRST + columns - 1, room: 0, breaks: Vec::new(), filters };
    // A sheet wider than the page is printed smaller, and so more rows fit.
    page.room = PAGE_HEIGHT * page.width().max(PAGE_WIDTH) / PAGE_WIDTH;
    let mut pixels = vec![OTHER; usize::from(FIRST + columns)];
    pixels[..2].copy_from_slice(&[NUMBER, LABEL]);
    widths(sheet, &pixels)?;
    title(sheet, "満足度×重要度", styles)?;
    sheet.set_freeze_panes(1, FIRST)?.set_repeat_rows(0, 0)?;
    drawing(sheet, &mut page, priorities, styles)?;
    page.next();
    notes(sheet, &mut page, priorities, styles)?;
    items::write(sheet, &mut page, priorities, styles)?;
    if !priorities.groups.is_empty() {
        for cells in Cells::ALL {
            page.next();
            groups::write(sheet, &mut page, priorities, cells, styles)?;
        }
    }
    // Beside it stand the figures of the chart, which nobody needs on paper.
    sheet.set_print_area(0, 0, page.row - 1, page.last)?;
    sheet.set_page_breaks(&page.breaks)?;
    Ok(())
}

/// A line across the page.
fn line(
    sheet: &mut Worksheet,
    page: &mut Page,
    words: &str,
    format: &Format,
) -> Result<u32, XlsxError> {
    let high = height(lines(words, page.width()));
    sheet.merge_range(page.row, 0, page.row, page.last, words, format)?;
    sheet.set_row_height_pixels(page.row, high)?;
    page.row += 1;
    Ok(high)
}

/// What a table shows, and below it whom it is about.
fn heading(
    sheet: &mut Worksheet,
    page: &mut Page,
    words: &str,
    styles: &Styles,
) -> Result<(), XlsxError> {
    line(sheet, page, words, &styles.question)?;
    let scope = format!("* 点数の回答が30人未満です。{}", page.filters);
    line(sheet, page, &scope, &styles.note)?;
    Ok(())
}

/// The chart with the items of its quadrants below it.
fn drawing(
    sheet: &mut Worksheet,
    page: &mut Page,
    priorities: &Priorities,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let (beside, everybody) = ((page.row, page.last + 2), &priorities.everybody);
    let mut words = format!("{}　n = {}", everybody.name(), everybody.printed_people());
    words += &page.filters;
    if everybody.weighted.is_some() {
        words += "　図はウェイト補正後の値";
    }
    let mut used = line(sheet, page, &words, &styles.note)?;
    if let Some(sentence) = everybody.shown().missing() {
        line(sheet, page, sentence, &styles.note)?;
        return Ok(());
    }
    let quadrants = quadrants(priorities);
    let wide = page.width() - NUMBER - LABEL;
    let high = |(name, items): &(String, String)| {
        height(lines(items, wide).max(lines(name, NUMBER + LABEL)))
    };
    used += quadrants.iter().map(high).sum::<u32>() + 2 * ROW;
    let rows = page.room.saturating_sub(used).max(LOWEST) / ROW;
    let room = chart::Room { width: page.width(), height: rows * ROW };
    let source = chart::figures(sheet, priorities, beside, styles)?;
    sheet.insert_chart(page.row, 0, &chart::chart(priorities, &source, room))?;
    page.row += rows + 1;
    for quadrant in &quadrants {
        let (name, items) = quadrant;
        sheet.merge_range(page.row, 0, page.row, 1, name, &styles.label)?;
        sheet.merge_range(page.row, FIRST, page.row, page.last, items, &styles.label)?;
        sheet.set_row_height_pixels(page.row, high(quadrant))?;
        page.row += 1;
    }
    Ok(())
}

/// The quadrants with their items, the most pressing first.
fn quadrants(priorities: &Priorities) -> [(String, String); 4] {
    let item = |place: usize| {
        format!("{} {}", priorities.items[place].number, priorities.items[place].label)
    };
    Quadrant::ALL.map(|quadrant| {
        let places = priorities.everybody.shown().within(quadrant);
        let items: Vec<String> = places.into_iter().map(item).collect();
        let items = if items.is_empty() { "-".to_owned() } else { items.join("、") };
        (quadrant.explained(), items)
    })
}

fn notes(
    sheet: &mut Worksheet,
    page: &mut Page,
    priorities: &Priorities,
    styles: &Styles,
) -> Result<(), XlsxError> {
    for note in &priorities.notes {
        line(sheet, page, note, &styles.note)?;
    }
    Ok(())
}

/// A figure with its mark, still a number: 「-0.25*」. 「-」 without one.
fn marked(
    sheet: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    value: Option<Rounded>,
    is_small: bool,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let Some(value) = value else {
        sheet.write_string_with_format(row, column, "-", &styles.dash)?;
        return Ok(());
    };
    let (format, digits) = match value.places {
        0 => (&styles.count, "#,##0"),
        _ => (&styles.decimal, "0.00"),
    };
    let small = is_small.then(|| format.clone().set_num_format(format!("{digits}\"*\"")));
    sheet.write_number_with_format(row, column, value.value(), small.as_ref().unwrap_or(format))?;
    Ok(())
}

/// A number of people, marked when small.
fn people(
    sheet: &mut Worksheet,
    at: (RowNum, ColNum),
    n: u32,
    styles: &Styles,
) -> Result<(), XlsxError> {
    marked(sheet, at, Some(Rounded { units: n.into(), places: 0 }), n < SMALL_BASE, styles)
}

#[cfg(test)]
mod tests;
