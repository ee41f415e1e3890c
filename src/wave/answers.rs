//! Reading the answers of an earlier wave: its columns in today's codes, each line a document in
//! the shape in which today's answers are stored.

use super::mapping::{Mapped, Mapping, is_tick_of, missing};
use crate::{
    form::{Answer, Answers, Choice, Form, Question, Takes, codebook::Missing},
    sheet::{Line, RowProblem, fold, half_width, shown},
};

/// Problems that are told at once: a column that was read wrongly has one in every line.
const MOST_PROBLEMS: usize = 1_000;

/// The names of the columns.
///
/// # Errors
/// A column without a name, or two of the same name.
pub fn columns(header: &Line) -> Result<Vec<String>, Vec<RowProblem>> {
    let mut names: Vec<String> = Vec::new();
    let mut problems = Vec::new();
    for (place, title) in header.cells.iter().enumerate() {
        let name = half_width(title);
        if name.is_empty() {
            problems.push(format!("回答のファイルの{}列目に変数名がありません。", place + 1));
        } else if names.contains(&name) {
            problems.push(format!("回答のファイルに「{}」の列が2つあります。", shown(&name)));
        }
        names.push(name);
    }
    if problems.is_empty() {
        return Ok(names);
    }
    Err(problems.into_iter().map(|message| RowProblem::at(header.number, message)).collect())
}

/// How a stored field is read from a line.
enum Reader<'m> {
    /// One column: a code, or a whole number within bounds.
    One { field: String, cell: Cell<'m>, bounds: Option<(i16, i16)> },
    /// A column for each choice of a multiple choice; no code for one that is gone today.
    Ticks { field: String, cells: Vec<(Option<i16>, Cell<'m>)> },
}

/// Where a cell stands, and what its codes are.
struct Cell<'m> {
    place: usize,
    mapped: &'m Mapped,
}

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    Number(i32),
    Missing(Missing),
}

/// Reads the lines below the names of the columns.
///
/// # Errors
/// Every value that neither the codebook nor the form knows, by line.
pub fn read(
    names: &[String],
    rows: &[Line],
    mapping: &Mapping,
    form: &Form,
) -> Result<Vec<Answers>, Vec<RowProblem>> {
    let readers = readers(names, mapping, form);
    let mut people = Vec::with_capacity(rows.len());
    let mut problems = Vec::new();
    for row in rows {
        let mut wrong = Vec::new();
        if row.cells.len() == names.len() {
            people.push(person(row, &readers, &mut wrong));
        } else {
            wrong.push(format!(
                "見出しは{}列ですが、この行は{}列です。区切りの過不足をお確かめください。",
                names.len(),
                row.cells.len()
            ));
        }
        problems.extend(wrong.into_iter().map(|message| RowProblem::at(row.number, message)));
        if problems.len() >= MOST_PROBLEMS {
            break;
        }
    }
    if problems.is_empty() { Ok(people) } else { Err(problems) }
}

/// How each field is read that the wave has columns for.
fn readers<'m>(names: &[String], mapping: &'m Mapping, form: &Form) -> Vec<Reader<'m>> {
    let cell = |mapped: &'m Mapped| {
        let place = names.iter().position(|name| *name == mapped.was)?;
        Some(Cell { place, mapped })
    };
    let mut readers = Vec::new();
    for field in form.questions().flat_map(Question::fields) {
        let key = field.key.as_ref();
        let compared = || mapping.compared(key).and_then(cell);
        let (cell, bounds) = match field.takes {
            Takes::One(_) | Takes::Row(..) => (compared(), None),
            Takes::Whole { min, max } => (compared(), Some((min, max))),
            Takes::Many(choices) => {
                readers.extend(ticks(key, choices, mapping, cell));
                continue;
            }
            Takes::Words { .. } | Takes::Specify(_) => continue,
        };
        readers.extend(cell.map(|cell| Reader::One { field: key.to_owned(), cell, bounds }));
    }
    readers
}

/// How a multiple choice is read; none when the wave has nothing of it.
fn ticks<'m>(
    question: &str,
    choices: &[Choice],
    mapping: &'m Mapping,
    cell: impl Fn(&'m Mapped) -> Option<Cell<'m>>,
) -> Option<Reader<'m>> {
    let name = |choice: &Choice| format!("{question}_{}", choice.code);
    let kept = choices.iter().filter_map(|choice| {
        mapping.compared(&name(choice)).and_then(&cell).map(|cell| (Some(choice.code), cell))
    });
    let mut cells: Vec<(Option<i16>, Cell<'m>)> = kept.collect();
    if cells.is_empty() {
        return None;
    }
    let is_gone = |mapped: &&Mapped| {
        is_tick_of(&mapped.now, question)
            && !choices.iter().any(|choice| name(choice) == mapped.now)
    };
    let gone = mapping.variables.iter().filter(is_gone).filter_map(cell);
    cells.extend(gone.map(|cell| (None, cell)));
    Some(Reader::Ticks { field: question.to_owned(), cells })
}

fn person(row: &Line, readers: &[Reader<'_>], wrong: &mut Vec<String>) -> Answers {
    let mut answers = Answers::default();
    for reader in readers {
        let (field, answer) = match reader {
            Reader::One { field, cell, bounds } => (field, one(row, cell, *bounds, wrong)),
            Reader::Ticks { field, cells } => (field, several(row, cells, wrong)),
        };
        if let Some(answer) = answer {
            answers.set(field, answer);
        }
    }
    answers
}

/// The answer of one column; none if the question was not asked.
fn one(
    row: &Line,
    cell: &Cell<'_>,
    bounds: Option<(i16, i16)>,
    wrong: &mut Vec<String>,
) -> Option<Answer> {
    let text = half_width(&row.cells[cell.place]);
    let said = known(&text, cell.mapped).or_else(|| {
        let (min, max) = bounds?;
        let number = text.parse().ok()?;
        (i32::from(min)..=i32::from(max)).contains(&number).then_some(Said::Number(number))
    });
    match said {
        Some(Said::Number(number)) => Some(Answer::Number(number)),
        Some(Said::Missing(missing)) => of_missing(missing),
        None => {
            wrong.push(match bounds {
                Some((min, max)) => format!(
                    "「{}」の値「{}」は、{min}〜{max}の整数でも −1・−2・−3 でもありません。",
                    shown(&cell.mapped.was),
                    shown(&text)
                ),
                None => stranger(&cell.mapped.was, &text),
            });
            None
        }
    }
}

/// The answer of a multiple choice. Files from elsewhere often leave what was not ticked blank,
/// so that a blank counts as not ticked beside a tick.
fn several(
    row: &Line,
    cells: &[(Option<i16>, Cell<'_>)],
    wrong: &mut Vec<String>,
) -> Option<Answer> {
    let mut codes = Vec::new();
    let (mut has_gone_tick, mut is_unusable, mut was_asked) = (false, false, false);
    for (code, cell) in cells {
        let text = half_width(&row.cells[cell.place]);
        match (known_tick(&text, cell.mapped), code) {
            (Some(Said::Number(1)), Some(code)) => codes.push(*code),
            (Some(Said::Number(1)), None) => has_gone_tick = true,
            (Some(Said::Number(_) | Said::Missing(Missing::NoAnswer)), _) => was_asked = true,
            (Some(Said::Missing(Missing::Unusable)), _) => is_unusable = true,
            (Some(Said::Missing(Missing::NotAsked)), _) | (None, None) => {}
            (None, Some(_)) => wrong.push(stranger(&cell.mapped.was, &text)),
        }
    }
    codes.sort_unstable();
    match () {
        () if !codes.is_empty() => Some(Answer::Codes(codes)),
        () if has_gone_tick || is_unusable => Some(Answer::Unusable),
        () => was_asked.then_some(Answer::Blank),
    }
}

fn known_tick(text: &str, mapped: &Mapped) -> Option<Said> {
    known(text, mapped).or(match text {
        "1" | "○" | "〇" => Some(Said::Number(1)),
        "0" => Some(Said::Number(0)),
        _ => None,
    })
}

/// What a cell says by the codebook: a code, else a label, else a missing.
fn known(text: &str, mapped: &Mapped) -> Option<Said> {
    if text.is_empty() {
        return Some(Said::Missing(Missing::NoAnswer));
    }
    let by_code = mapped.codes.iter().find(|code| code.was == text);
    let label = fold(text);
    let code = by_code.or_else(|| mapped.codes.iter().find(|code| fold(&code.label) == label));
    code.and_then(|code| code.now).or_else(|| missing(text, text)).map(said)
}

fn said(code: i32) -> Said {
    let missings = [Missing::NoAnswer, Missing::NotAsked, Missing::Unusable];
    let missing = missings.into_iter().find(|missing| missing.code() == code);
    missing.map_or(Said::Number(code), Said::Missing)
}

fn of_missing(missing: Missing) -> Option<Answer> {
    match missing {
        Missing::NoAnswer => Some(Answer::Blank),
        Missing::NotAsked => None,
        Missing::Unusable => Some(Answer::Unusable),
    }
}

fn stranger(variable: &str, text: &str) -> String {
    format!("「{}」の値「{}」は、コードブックにありません。", shown(variable), shown(text))
}

#[cfg(test)]
mod tests;
