//! 回収状況: counted anew whenever it is looked at, never stored.

pub mod classes;

use std::collections::BTreeMap;

use super::{
    Survey,
    disposition::Disposition,
    returns::{Board, Day, District, ReturnBoard, Returns},
    store,
};
use crate::{
    clock::Instant,
    error::Result,
    form::{Form, Kind, Question, ruby::plain},
    school,
    store::Db,
    text::Lang,
};

/// Counts the returns, as they are at `now`.
pub fn returns(db: &mut Db, survey: &Survey, form: &Form, now: Instant) -> Result<Board> {
    Ok(match school::is_for_classes(form) {
        true => Board::Classes(classes::returns(db, survey, form, now)?),
        false => Board::Letters(letters(db, survey, form)?),
    })
}

/// The returns of letters. Districts and age bands stand in the order of the questionnaire's
/// choices where it knows them.
fn letters(db: &mut Db, survey: &Survey, form: &Form) -> Result<ReturnBoard> {
    let mut board = ReturnBoard::default();
    let mut cells: BTreeMap<(String, String), Returns> = BTreeMap::new();
    for (district, band, disposition, count) in store::count_by_frame(db, &survey.id)? {
        let count = count_of(count);
        board.posted += count;
        let cell = cells.entry((district, band)).or_default();
        let disposition = disposition.as_deref().and_then(Disposition::from_word);
        match disposition {
            // Without a record: answered on the web, less those who still may (below).
            None => board.web += count,
            Some(Disposition::Paper) => board.paper += count,
            Some(Disposition::Undeliverable) => board.undeliverable += count,
            Some(Disposition::Ineligible) => board.ineligible += count,
            Some(Disposition::Refused) => board.refused += count,
        }
        if !matches!(disposition, Some(Disposition::Undeliverable | Disposition::Ineligible)) {
            cell.asked += count;
        }
        if matches!(disposition, None | Some(Disposition::Paper)) {
            cell.answered += count;
        }
    }
    for (district, band, waiting) in store::count_tickets(db, &survey.id)? {
        let waiting = count_of(waiting);
        board.web -= waiting;
        if let Some(cell) = cells.get_mut(&(district, band)) {
            cell.answered -= waiting;
        }
    }
    arrange(&mut board, &cells, form);
    let days = store::count_by_day(db, &survey.id)?;
    board.days =
        days.into_iter().map(|(day, count)| Day { day, answered: count_of(count) }).collect();
    Ok(board)
}

fn arrange(board: &mut ReturnBoard, cells: &BTreeMap<(String, String), Returns>, form: &Form) {
    let order = order_of_choices(form);
    let sorted = |names: Vec<&String>| {
        let mut names: Vec<String> = names.into_iter().cloned().collect();
        names.sort_by_key(|name| (order.get(name).copied().unwrap_or(usize::MAX), name.clone()));
        names.dedup();
        names
    };
    board.bands = sorted(cells.keys().map(|(_, band)| band).collect());
    let districts = sorted(cells.keys().map(|(district, _)| district).collect());
    board.districts = districts
        .into_iter()
        .map(|name| {
            let cell = |band: &String| {
                cells.get(&(name.clone(), band.clone())).copied().unwrap_or_default()
            };
            District { bands: board.bands.iter().map(cell).collect(), name }
        })
        .collect();
}

/// Where each choice label stands in the questionnaire.
fn order_of_choices(form: &Form) -> BTreeMap<String, usize> {
    let choices = |question: &'_ Question| match &question.kind {
        Kind::Single { choices } => choices.clone(),
        _ => Vec::new(),
    };
    let labels = form.questions().flat_map(choices).enumerate();
    let mut order = BTreeMap::new();
    for (place, choice) in labels {
        order.entry(plain(choice.label.get(Lang::Ja)).into_owned()).or_insert(place);
    }
    order
}

fn count_of(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
