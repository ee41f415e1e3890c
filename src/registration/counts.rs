//! How many heads gave which answer: counted while the registrations are there, written down
//! when they are erased.

use std::collections::BTreeMap;

use super::{Desk, Signup, State, questions, store};
use crate::{
    error::Result,
    form::{Answer, Question, Takes},
    outbox,
    store::Db,
};

/// Heads by field and code. What became of them stands under an empty field, see [`OUTCOMES`].
pub type Counts = BTreeMap<(String, i32), i32>;

/// The codes below the empty field: what became of a head.
pub const OUTCOMES: [(i32, &str); 4] =
    [(1, "参加"), (2, "キャンセル待ちのまま"), (3, "取り消し"), (4, "当日に来た")];

/// Counts what is there and what was written down when registrations were erased.
pub fn counts(db: &mut Db, workshop_id: &str) -> Result<Counts> {
    let mut counts = counted(&store::all(db, workshop_id)?);
    let arrived = store::guests(db, workshop_id)?.iter().filter(|guest| guest.arrived).count();
    let arrived = i32::try_from(arrived).unwrap_or(i32::MAX);
    let kept = store::counts(db, workshop_id)?.into_iter();
    for (field, code, heads) in kept.chain([(String::new(), 4, arrived)]) {
        *counts.entry((field, code)).or_default() += heads;
    }
    counts.retain(|_, heads| *heads > 0);
    Ok(counts)
}

/// Texts are not counted: they may name somebody.
fn counted(signups: &[Signup]) -> Counts {
    let mut counts = Counts::new();
    for signup in signups {
        let outcome = match signup.state {
            State::Confirmed => 1,
            State::Waiting => 2,
            State::Cancelled => 3,
        };
        *counts.entry((String::new(), outcome)).or_default() += signup.heads;
        if signup.state != State::Confirmed {
            continue;
        }
        for (field, answer) in &signup.answers.0 {
            let codes = match answer {
                Answer::Number(code) => vec![*code],
                Answer::Codes(codes) => codes.iter().map(|code| i32::from(*code)).collect(),
                Answer::Blank | Answer::Text(_) | Answer::Unusable => Vec::new(),
            };
            for code in codes {
                *counts.entry((field.clone(), code)).or_default() += signup.heads;
            }
        }
    }
    counts
}

/// The counts of those who had a place, in words: question, then answer and heads.
pub fn in_words(desk: &Desk, counts: &Counts) -> Vec<(String, Vec<(String, i32)>)> {
    let heads = |field: &str, code: i32| counts.get(&(field.to_owned(), code)).copied();
    let outcomes = OUTCOMES
        .iter()
        .filter_map(|(code, label)| heads("", *code).map(|heads| ((*label).to_owned(), heads)));
    let mut found = vec![("申し込みの結果".to_owned(), outcomes.collect::<Vec<_>>())];
    for field in desk.form.questions().flat_map(Question::fields) {
        if matches!(field.takes, Takes::Words { .. } | Takes::Specify(_) | Takes::Whole { .. }) {
            continue;
        }
        let choices = field.question.choices().iter();
        let answers = choices.filter_map(|choice| {
            let label = crate::form::ruby::plain(choice.label.get(crate::text::Lang::Ja));
            heads(&field.key, choice.code.into()).map(|heads| (label.into_owned(), heads))
        });
        found.push((questions::label(&field), answers.collect()));
    }
    found.retain(|(_, answers)| !answers.is_empty());
    found
}

/// Erases the registrations of a workshop with their mails: names, addresses, what they wrote.
/// How many heads gave which answer stays. How many registrations there were.
pub fn erase(db: &mut Db, workshop_id: &str) -> Result<usize> {
    let signups = store::all(db, workshop_id)?;
    if signups.is_empty() {
        return Ok(0);
    }
    let counts = counts(db, workshop_id)?;
    store::delete_counts(db, workshop_id)?;
    for ((field, code), heads) in counts {
        store::insert_count(db, workshop_id, &(field, code, heads))?;
    }
    for signup in &signups {
        outbox::forget(db, &super::mails::key(&signup.id, ""))?;
    }
    store::delete_all(db, workshop_id)?;
    Ok(signups.len())
}
