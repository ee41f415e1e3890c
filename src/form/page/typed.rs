//! What hands type, made into answers that are safe to store.

use unicode_normalization::UnicodeNormalization;

use crate::form::answer::Answer;
use crate::form::definition::{Choice, Kind};
use crate::form::field::{Field, SPECIFY_LENGTH, Takes};

/// How many characters beyond the accepted length are kept, so that a text that is too long can
/// be shortened on the page instead of being typed again.
const KEPT_BEYOND: usize = 10_000;

/// The answer in a field, from all values posted under its key, and whether a value was refused.
pub(super) fn read(field: &Field<'_>, values: &[&str]) -> (Answer, bool) {
    let last = values.last().copied().unwrap_or_default();
    match field.takes {
        Takes::One(choices) | Takes::Row(_, choices) => one_code(choices, last),
        Takes::Many(choices) => many_codes(choices, values),
        Takes::Whole { min, max } => match field.question.kind {
            Kind::Scale { .. } => step(min, max, last),
            _ => (number(field, last), false),
        },
        Takes::Words { max_length } => (text(last, max_length), false),
        Takes::Specify(_) => (text(last, SPECIFY_LENGTH), false),
    }
}

fn one_code(choices: &[Choice], value: &str) -> (Answer, bool) {
    let value = value.trim();
    if value.is_empty() {
        return (Answer::Blank, false);
    }
    match known_code(choices, value) {
        Some(code) => (Answer::Number(i32::from(code)), false),
        None => (Answer::Blank, true),
    }
}

fn many_codes(choices: &[Choice], values: &[&str]) -> (Answer, bool) {
    let mut refused = false;
    let mut codes = Vec::new();
    for value in values.iter().map(|value| value.trim()).filter(|value| !value.is_empty()) {
        match known_code(choices, value) {
            Some(code) => codes.push(code),
            None => refused = true,
        }
    }
    codes.sort_unstable();
    codes.dedup();
    (if codes.is_empty() { Answer::Blank } else { Answer::Codes(codes) }, refused)
}

fn known_code(choices: &[Choice], value: &str) -> Option<i16> {
    let code = value.parse().ok()?;
    choices.iter().any(|choice| choice.code == code).then_some(code)
}

fn step(min: i16, max: i16, value: &str) -> (Answer, bool) {
    match value.trim() {
        "" => (Answer::Blank, false),
        value => match value.parse::<i16>() {
            Ok(step) if (min..=max).contains(&step) => (Answer::Number(i32::from(step)), false),
            _ => (Answer::Blank, true),
        },
    }
}

/// A typed number: full-width digits, thousands commas and a repeated unit are understood.
/// What is no number stays as text, so that the page can show it again.
fn number(field: &Field<'_>, value: &str) -> Answer {
    let folded: String = value.nfkc().filter(|c| !c.is_whitespace() && *c != ',').collect();
    let mut digits = folded.as_str();
    if let Kind::Number { unit, .. } = &field.question.kind {
        for unit in unit.0.values() {
            let unit: String = crate::form::ruby::plain(unit).nfkc().collect();
            if !unit.trim().is_empty()
                && let Some(rest) = digits.strip_suffix(unit.trim())
            {
                digits = rest;
            }
        }
    }
    if digits.is_empty() && folded.is_empty() {
        return Answer::Blank;
    }
    match digits.parse::<i64>() {
        // Saturating keeps "far too large" out of range instead of "not a number".
        Ok(number) => Answer::Number(i32::try_from(number).unwrap_or(if number < 0 {
            i32::MIN
        } else {
            i32::MAX
        })),
        Err(_) => text(value, SPECIFY_LENGTH),
    }
}

/// A typed text in NFC, without control characters except line breaks, and without the spaces
/// around it. What is longer than is accepted by far is cut.
fn text(value: &str, max_length: u32) -> Answer {
    let limit = usize::try_from(max_length).unwrap_or(usize::MAX).saturating_add(KEPT_BEYOND);
    let clean: String = value
        .replace("\r\n", "\n")
        .chars()
        .map(|c| {
            if c == '\r' {
                '\n'
            } else if c == '\t' {
                ' '
            } else {
                c
            }
        })
        .filter(|c| *c == '\n' || !c.is_control())
        .nfc()
        .take(limit)
        .collect();
    match clean.trim() {
        "" => Answer::Blank,
        words => Answer::Text(words.to_owned()),
    }
}
