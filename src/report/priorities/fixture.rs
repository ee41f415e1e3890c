//! The small survey with what it lacks: importance beside satisfaction, and scores for both.

use serde_json::{Value, json};

use crate::answers::{Dataset, fixture};
use crate::form::report::Priorities;
use crate::form::{Choice, Form, Kind};

/// Satisfaction and importance of `m01`, `m02` and `m03`, broken down by sex. Importance is asked
/// in another order, and in two matrices.
pub(crate) fn form() -> Form {
    let mut form = fixture::form();
    form.report.breakdowns = vec!["sex".into()];
    form.report.priorities =
        Some(Priorities { satisfaction: "sat".into(), importance: "imp".into() });
    let questions = &mut form.sections[0].questions;
    let place = questions.iter().position(|question| question.id == "measures").unwrap();
    let satisfaction = &mut questions[place];
    let Kind::Matrix { rows, choices, .. } = &mut satisfaction.kind else { panic!("no matrix") };
    rows.push(crate::form::Row { id: "m03".into(), label: "道路".into() });
    for choice in choices.iter_mut() {
        choice.score = Some(choice.code - 3);
    }
    choices.push(Choice {
        score: None, code: 9, label: "わからない".into(), ..choices[0].clone()
    });
    let mut importance = satisfaction.clone();
    importance.id = "importance".into();
    importance.number = None;
    for (id, wanted) in [("first", &["m03"][..]), ("second", &["m01", "m02"][..])] {
        let mut part = importance.clone();
        part.id = format!("importance-{id}");
        if let Kind::Matrix { stem, rows, .. } = &mut part.kind {
            *stem = "imp".into();
            rows.retain(|row| wanted.contains(&row.id.as_str()));
        }
        questions.insert(place + 1, part);
    }
    form
}

/// A dataset of documents below [`form`].
pub(crate) fn dataset(documents: &[Value]) -> Dataset {
    let mut dataset = Dataset::new(form());
    for (place, document) in documents.iter().enumerate() {
        dataset.add(&format!("{place:04}"), &document.to_string()).unwrap();
    }
    dataset
}

/// Somebody's sex, and the codes for satisfaction and importance of the three items. 0 stays
/// blank.
pub(crate) fn answer(sex: i16, satisfaction: [i16; 3], importance: [i16; 3]) -> Value {
    let code = |code: i16| if code == 0 { Value::Null } else { json!(code) };
    let mut answer = json!({ "sex": code(sex) });
    for (stem, codes) in [("sat", satisfaction), ("imp", importance)] {
        for (row, one) in codes.into_iter().enumerate() {
            answer[format!("{stem}_m0{}", row + 1)] = code(one);
        }
    }
    answer
}
