//! An earlier survey beside the small one of [`crate::answers::fixture`], brought in as files.

use serde_json::{Value, json};

use super::{Comparison, Earlier};
use crate::answers::{Dataset, Lens};
use crate::form::{Form, Kind};
use crate::report::{csv, fixture, settings::Settings};
use crate::wave::{self, File};

/// The small form, with scores for its measures.
pub(crate) fn form() -> Form {
    let mut form = fixture::form();
    for question in form.sections.iter_mut().flat_map(|section| &mut section.questions) {
        if let Kind::Matrix { choices, .. } = &mut question.kind {
            for choice in choices {
                choice.score = Some(choice.code - 3);
            }
        }
    }
    let [satisfaction, importance] = ["sat", "imp"].map(String::from);
    form.report.priorities = Some(crate::form::Priorities { satisfaction, importance });
    form
}

pub(crate) fn today(documents: &[Value]) -> Dataset {
    let mut dataset = Dataset::new(form());
    for (place, document) in documents.iter().enumerate() {
        dataset.add(&format!("{place:06}"), &document.to_string()).unwrap();
    }
    dataset
}

/// `count` people who answered alike.
pub(crate) fn people(count: usize, document: Value) -> Vec<Value> {
    vec![document; count]
}

/// An earlier survey with these answers. `change` changes its codebook before it is read.
pub(crate) fn earlier(
    title: &str,
    documents: &[Value],
    change: impl Fn(&str) -> String,
) -> Earlier {
    let before = today(documents);
    let (mut answers, mut codebook) = (Vec::new(), Vec::new());
    csv::write_answers(&before, &mut answers).unwrap();
    csv::write_codebook(&before, &mut codebook).unwrap();
    let codebook = change(std::str::from_utf8(&codebook).unwrap());
    let file = |name, bytes| File { name, bytes };
    let parsed = wave::parse(
        file("answers.csv", &answers),
        file("codebook.csv", codebook.as_bytes()),
        &form(),
    )
    .unwrap();
    let documents: Vec<Value> = parsed.people.iter().map(|person| json!(person)).collect();
    Earlier {
        title: title.into(),
        year: 2020,
        note: String::new(),
        dataset: today(&documents),
        mapping: parsed.mapping,
    }
}

/// The codebook without the lines that contain `words`.
pub(crate) fn without(words: &'static str) -> impl Fn(&str) -> String {
    move |codebook| {
        codebook.lines().filter(|line| !line.contains(words)).collect::<Vec<_>>().join("\r\n")
    }
}

/// The comparison through no lens and with the usual settings.
pub(crate) fn beside(documents: &[Value], waves: &[Earlier]) -> Comparison {
    Comparison::of(&today(documents), &Lens::default(), &Settings::default(), waves)
}

/// 800 people of now, 56 % of them women, happier and less satisfied than 800 of then, of whom
/// half were women.
pub(crate) fn town() -> (Vec<Value>, Earlier) {
    let person = |sex: i16, sat: i16, happy: i16| {
        json!({
            "sex": sex, "media": [1], "sat_m01": sat, "sat_m02": 3, "happy": happy, "years": 20,
            "opinion": null,
        })
    };
    let mut now = people(448, person(2, 2, 7));
    now.extend(people(352, person(1, 3, 6)));
    let mut then = people(400, person(2, 4, 6));
    then.extend(people(400, person(1, 3, 5)));
    (now, earlier("令和2年度調査", &then, str::to_owned))
}
