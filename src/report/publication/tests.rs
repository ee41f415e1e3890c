use serde_json::{Value, json};

use super::document::Item;
use super::*;
use crate::answers::Dataset;
use crate::form::{Choice, Condition, Form, Kind, Question, Section};
use crate::report::settings::{Method, Settings};
use crate::report::{fixture, gather::Gathered, weighting::Weighed};
use crate::tally::weight::cells;

pub(super) const THRESHOLD: u32 = 5;

/// Sex and age make groups; `why` is asked of those who would leave.
fn form() -> Form {
    let mut form = fixture::form();
    let like = |id: &str, text: &str, codes: &[i16], show_if: Option<&str>| {
        let choice = |code: &i16| Choice {
            code: *code,
            label: format!("{text}{code}").as_str().into(),
            exclusive: false,
            other: false,
            score: Some(3 - *code),
        };
        let choices = codes.iter().map(choice).collect();
        let condition = |words: &str| Condition::try_from(words.to_owned()).unwrap();
        Question {
            id: id.into(),
            text: text.into(),
            short: None,
            show_if: show_if.map(condition),
            kind: if id == "why" {
                Kind::Multiple { choices, max: None }
            } else {
                Kind::Single { choices }
            },
            ..form.sections[0].questions[0].clone()
        }
    };
    let questions = vec![
        like("sex", "性別", &[1, 2], None),
        like("age", "年齢", &[1, 2, 3], None),
        like("stay", "定住", &[1, 2, 3], None),
        like("why", "理由", &[1, 2, 9], Some("stay = 2")),
        like("sat", "満足", &[1, 2, 3, 4, 5], None),
    ];
    form.report.breakdowns = vec!["sex".into(), "age".into()];
    form.sections = vec![Section { questions, ..form.sections[0].clone() }];
    form
}

/// Sex, age, stay, why and sat; 0 for blank.
pub(super) type Person = ([i16; 4], Vec<i16>);

fn answered(person: &Person) -> Value {
    let ([sex, age, stay, sat], why) = person;
    let code = |code: &i16| if *code == 0 { Value::Null } else { json!(code) };
    let mut answers =
        json!({ "sex": code(sex), "age": code(age), "stay": code(stay), "sat": code(sat) });
    if *stay == 2 {
        answers["why"] = if why.is_empty() { Value::Null } else { json!(why) };
    }
    answers
}

fn dataset(people: &[Person]) -> Dataset {
    let mut dataset = Dataset::new(form());
    for (place, person) in people.iter().enumerate() {
        dataset.add(&place.to_string(), &answered(person).to_string()).unwrap();
    }
    dataset
}

pub(super) fn published(people: &[Person]) -> Document {
    document(&fixture::gathered(dataset(people)))
}

/// A person whose answers follow from a number.
pub(super) fn person(number: usize) -> Person {
    let of = |step: usize, codes: &[i16]| codes[number / step % codes.len()];
    let chosen = [of(1, &[1, 2]), of(2, &[1, 2, 3]), of(3, &[1, 1, 2, 3]), of(5, &[1, 2, 3, 4, 5])];
    (chosen, vec![of(7, &[1, 2])])
}

pub(super) fn item<'d>(document: &'d Document, key: &str) -> &'d Item {
    let items = document.questions.iter().flat_map(|question| &question.items);
    items.into_iter().find(|item| item.key == key).unwrap()
}

#[test]
fn what_is_published_is_counted_as_everywhere() {
    let people: Vec<Person> = (0..600).map(person).collect();
    let next = published(&people);
    let gathered = fixture::gathered(dataset(&people));
    let whole = &item(&next, "stay").lines[0];
    let counts: Vec<u32> =
        whole.cells.iter().map(|cell| cell.as_ref().unwrap().count.unwrap()).collect();
    assert_eq!(counts, gathered.tables[2].lines[0].counts);
    assert_eq!(whole.cells[0].as_ref().unwrap().percent, "50.0");
    assert_eq!(item(&next, "stay").lines.len(), 6);
    assert_eq!(next.figures().1, 0, "nothing is small among 600");
    assert_eq!(item(&next, "sat").lines[0].values, [Some("0.00".into()), Some("40.0".into())]);
}

#[test]
fn filters_never_apply_to_what_is_public() {
    let people: Vec<Person> = (0..600).map(person).collect();
    let everybody = fixture::gathered(dataset(&people));
    let women = everybody.everybody.select(|row| people[row].0[0] == 2);
    let filtered = Gathered { dataset: women.into(), ..fixture::gathered(dataset(&people)) };
    assert_eq!(document(&filtered), document(&everybody));
}

#[test]
fn a_question_that_makes_groups_and_one_asked_of_some_are_not_broken_down() {
    let people: Vec<Person> = (0..600).map(person).collect();
    let next = published(&people);
    for key in ["sex", "age", "why"] {
        assert_eq!(item(&next, key).lines.len(), 1, "{key}");
        assert!(item(&next, key).whole_only.is_some());
    }
}

#[test]
fn a_hidden_count_takes_share_mean_and_top_two_of_its_line_with_it() {
    // Three men gave the worst judgement.
    let mut people: Vec<Person> = (0..100).map(|_| ([2, 1, 1, 2], vec![])).collect();
    people.extend((0..100).map(|i| ([1, 1, 1, if i < 3 { 5 } else { 1 }], vec![])));
    let next = published(&people);
    let men = &item(&next, "sat").lines[1];
    assert_eq!(men.n, Some(100));
    assert_eq!(men.cells[4], None);
    assert_eq!(men.values, [None, None]);
}

#[test]
fn a_question_is_kept_back_where_its_n_tells_a_hidden_count() {
    // Three would leave: hidden in the question before.
    let people = |leaving: usize| -> Vec<Person> {
        (0..90).map(|i| ([1, 1, if i < leaving { 2 } else { 1 }, 1], vec![1])).collect()
    };
    let few = published(&people(3));
    assert_eq!(item(&few, "stay").lines[0].cells[1], None);
    let why = few.questions.iter().find(|question| question.id == "why").unwrap();
    assert!(why.withheld.is_some() && why.items.is_empty());
    // All but three: the three are a small count too.
    let most = published(&people(87));
    assert!(most.questions.iter().any(|q| q.id == "why" && q.withheld.is_some()));
    assert!(published(&people(40)).withheld().next().is_none());
}

#[test]
fn weighted_results_give_no_counts_that_could_be_set_against_them() {
    let people: Vec<Person> = (0..600).map(person).collect();
    let of: Vec<Option<u16>> =
        people.iter().map(|person| Some(u16::from(person.0[0] == 2))).collect();
    let weighting = cells(&of, &[3_000, 1_000], None).unwrap();
    let weights = Some(weighting.each.clone());
    let weighed = Weighed { method: Method::Cells, weighting, population: "見本".into() };
    let gathered = Gathered {
        weighed: Some(weighed),
        ..fixture::gathered(dataset(&people).weighted(weights))
    };
    let next = document(&gathered);
    assert!(next.weighted && next.notes.iter().any(|(heading, _)| heading == "ウェイト補正"));
    let sex = &item(&next, "sex").lines[0];
    assert_eq!(sex.cells[0].as_ref().unwrap().percent, "75.0");
    assert_eq!(sex.n, Some(600));
    assert!(!freeze(&next).unwrap().json.contains("\"count\":1"));
}

#[test]
fn nobody_and_one_answer_are_no_error() {
    for people in [vec![], vec![person(1)]] {
        let next = published(&people);
        assert!(freeze(&next).is_ok());
        let given = next.questions.iter().flat_map(|question| &question.items);
        for line in given.flat_map(|item| &item.lines) {
            assert!(!matches!(line.n, Some(1..THRESHOLD)), "{line:?}");
        }
    }
}

#[test]
fn what_was_frozen_is_read_again_and_another_document_is_recognised() {
    let next = published(&(0..60).map(person).collect::<Vec<_>>());
    let frozen = freeze(&next).unwrap();
    assert_eq!(serde_json::from_str::<Document>(&frozen.json).unwrap(), next);
    assert_ne!(freeze(&published(&[])).unwrap().print, frozen.print);
}

#[test]
fn what_stands_in_the_way_of_publishing_is_said() {
    let day = |day| NaiveDate::from_ymd_opt(2026, 12, day).unwrap();
    let survey = |state, sample| Survey {
        id: "id".into(),
        slug: "s".into(),
        form: "s".into(),
        state,
        opens_on: day(1),
        closes_on: day(18),
        grace_hours: 12,
        sample,
    };
    let now = "2026-12-10T12:00:00+09:00".parse().unwrap();
    let at = |n: usize| published(&(0..n).map(person).collect::<Vec<_>>());
    let found = |state, sample, n: usize, before: Option<usize>| {
        let before = before.map(|n| Publication { published_on: day(9), document: at(n) });
        hindrances(&survey(state, sample), &fixture::returns(), &at(n), before.as_ref(), now)
            .join("")
    };
    use crate::survey::State::{Closed, Open};
    assert!(found(Open, false, 60, None).contains("受付が終わっていません"));
    assert_eq!(found(Open, true, 60, None), "");
    assert_eq!(found(Closed, false, 60, Some(60)), "");
    assert_eq!(found(Closed, false, 60, Some(30)), "");
    assert!(found(Closed, false, 4, None).contains("4件しかありません"));
    assert!(found(Closed, false, 60, Some(58)).contains("違いが2件だけ"));
    let strict = Settings { threshold: 10, ..Settings::default() };
    let next = document(&Gathered { settings: strict, ..fixture::gathered(dataset(&[])) });
    assert_eq!(next.threshold, 10);
}
