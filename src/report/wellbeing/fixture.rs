//! A small indicator below the small survey of [`crate::answers::fixture`], with published values.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{Past, Source, Wellbeing};
use crate::answers::{Dataset, fixture};
use crate::form::indicator::load;
use crate::form::{Form, Kind as QuestionKind, Row};
use crate::indicator::{Applied, Comparison, Decimal, Edition, Kind, Published, Reference};
use crate::tally::Base;

/// Two items of which one counts downwards, one whose direction nobody knows, one that the form
/// does not ask, and one alone.
const INDICATOR: &str = "indicator: town
title: 町の指標
note: 検査のための指標です。
steps: {min: 1, max: 5}
groups:
  - {id: living, label: 生活環境}
  - {id: own, label: 自分らしい生き方}
factors:
  - {id: housing, group: living, label: 住宅環境}
  - {id: ecology, group: living, label: 環境共生}
  - {id: tolerance, group: own, label: 多様性と寛容性}
  - {id: work, group: own, label: 雇用・所得}
items:
  - {id: m01, factor: housing, label: 自宅に居場所, reverse: \"no\", source: x}
  - {id: m02, factor: housing, label: 【逆】騒音, reverse: \"yes\", source: x}
  - {id: m03, factor: ecology, label: 環境への取組良, reverse: \"no\", source: x}
  - {id: m04, factor: tolerance, label: 人が自分をどう思うか, reverse: \"unset\", source: x}
  - {id: m09, factor: work, label: やりたい仕事, reverse: \"no\", source: x}
overall:
  - {id: happy, label: 幸福度, min: 0, max: 10}
  - {id: future, label: 5年後の幸福度, min: 0, max: 10}
";

/// The survey, which asks all of it but m09 and the future.
pub(in crate::report) fn form() -> Form {
    let mut form = fixture::form();
    for question in form.sections.iter_mut().flat_map(|section| &mut section.questions) {
        if let QuestionKind::Matrix { rows, .. } = &mut question.kind {
            let row = |id: &str, label: &str| Row { id: id.into(), label: label.into() };
            rows.extend([row("m03", "環境"), row("m04", "人目")]);
            question.indicator = Some("town".into());
        }
        if question.id == "happy" {
            question.indicator = Some("town".into());
        }
    }
    form
}

/// The indicator, with what the office has chosen.
pub(in crate::report) fn source(
    edition: Option<Edition>,
    comparison: Option<Comparison>,
) -> Source {
    let indicator = load("town.yaml", INDICATOR).unwrap();
    Source { indicator, applied: Applied { edition, comparison } }
}

/// Reference values of every item but the last.
pub(in crate::report) fn edition() -> Edition {
    let reference = |(item, mean, sd): (&str, &str, &str)| Reference {
        item: item.into(),
        mean: Decimal::parse(mean).unwrap(),
        sd: Decimal::parse(sd).unwrap(),
        source: "公表資料".into(),
        retrieved_on: NaiveDate::from_ymd_opt(2026, 11, 20).unwrap(),
    };
    let values = [
        ("m01", "3.50", "0.5"),
        ("m02", "3.0", "0.25"),
        ("m03", "3.0555", "0.1246"),
        ("m04", "3.0", "0.5"),
    ];
    Edition { name: "2026".into(), base: String::new(), references: values.map(reference).to_vec() }
}

/// What was published of another town.
pub(in crate::report) fn comparison(edition: &str) -> Comparison {
    let published = |kind, part: &str, value: &str, score: &str| {
        let (value, score) = (Decimal::parse(value), Decimal::parse(score));
        ((kind, part.to_owned()), Published { kind, part: part.into(), value, score })
    };
    Comparison {
        id: "c".into(),
        edition: edition.into(),
        survey_kind: String::new(),
        region: "見本市".into(),
        published: BTreeMap::from([
            published(Kind::Factor, "housing", "3.4", "48.0"),
            published(Kind::Item, "m01", "3.6", "51.2"),
            published(Kind::Overall, "happy", "6.2", ""),
        ]),
    }
}

/// Answers to m01, m02 and m03 of men and women in turn; m04 and the overall question too.
pub(in crate::report) fn answers(given: &[[i16; 3]]) -> Vec<Value> {
    let answer = |(place, [m01, m02, m03]): (usize, &[i16; 3])| {
        let cell = |answer: i16| if answer < 1 { Value::Null } else { json!(answer) };
        json!({
            "sex": 1 + place % 2,
            "sat_m01": cell(*m01),
            "sat_m02": cell(*m02),
            "sat_m03": cell(*m03),
            "sat_m04": 4,
            "happy": place % 11,
        })
    };
    given.iter().enumerate().map(answer).collect()
}

/// A dataset of documents.
pub(in crate::report) fn dataset(documents: &[Value]) -> Dataset {
    let mut dataset = Dataset::new(form());
    for (place, document) in documents.iter().enumerate() {
        let id = format!("{:08x}", (place as u32).wrapping_mul(2_654_435_761));
        dataset.add(&id, &document.to_string()).unwrap();
    }
    dataset
}

/// The answers of an earlier survey, as they stand beside today's.
pub(in crate::report) fn past(dataset: &Dataset) -> Past<'_> {
    let notes = vec!["令和2年度調査（sat_m01）：段階の言葉が違います。".into()];
    Past { title: "令和2年度調査", dataset, notes }
}

/// Everything about answers, with all published values and an earlier survey.
pub(in crate::report) fn whole(documents: &[Value]) -> Wellbeing {
    let source = source(Some(edition()), Some(comparison("2026")));
    let then = dataset(&answers(&[[4, 2, 4], [5, 3, 3]]));
    Wellbeing::of(&source, &dataset(documents), Base::Asked, Some(&past(&then)))
}
