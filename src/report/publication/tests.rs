use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::document::{Item, Line};
use super::*;
use crate::answers::Dataset;
use crate::form::{Choice, Condition, Form, Kind, Question, Section};
use crate::report::settings::{Method, Settings};
use crate::report::{fixture, gather::Gathered, weighting::Weighed};
use crate::tally::weight::cells;

const THRESHOLD: u32 = 5;

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
type Person = ([i16; 4], Vec<i16>);

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

fn published(people: &[Person]) -> Document {
    document(&fixture::gathered(dataset(people)))
}

/// A person whose answers follow from a number.
fn person(number: usize) -> Person {
    let of = |step: usize, codes: &[i16]| codes[number / step % codes.len()];
    let chosen = [of(1, &[1, 2]), of(2, &[1, 2, 3]), of(3, &[1, 1, 2, 3]), of(5, &[1, 2, 3, 4, 5])];
    (chosen, vec![of(7, &[1, 2])])
}

fn item<'d>(document: &'d Document, key: &str) -> &'d Item {
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

/// A reader who knows the questionnaire and what is published, written without the code under
/// test. Every count has one name, wherever it is printed.
#[derive(Default)]
struct Reader {
    counts: BTreeMap<String, u32>,
    known: BTreeMap<String, bool>,
    /// A count and those that it is the sum of.
    sums: Vec<(String, Vec<String>)>,
}

const PRIME: i64 = 1_000_000_007;
const GROUPS: [(&str, usize, i16); 2] = [("sex", 0, 2), ("age", 1, 3)];
const QUESTIONS: [(&str, usize, i16); 4] =
    [("sex", 0, 2), ("age", 1, 3), ("stay", 2, 3), ("sat", 3, 5)];

impl Reader {
    fn of(people: &[Person], document: &Document) -> Reader {
        let mut reader = Reader::default();
        let groups = GROUPS.iter().flat_map(|(by, place, codes)| {
            (0..=*codes).map(move |code| (format!("{by}{code}"), Some((*place, code))))
        });
        for (group, of) in [(String::new(), None)].into_iter().chain(groups) {
            let inside = |person: &&Person| of.is_none_or(|(place, code)| person.0[place] == code);
            let here: Vec<&Person> = people.iter().filter(inside).collect();
            reader.count(&format!("n {group}"), here.len());
            for (question, place, codes) in QUESTIONS {
                let mut parts = Vec::new();
                for code in 0..=codes {
                    let chose = here.iter().filter(|person| person.0[place] == code).count();
                    let name = name(question, code, &group);
                    reader.count(&name, chose);
                    parts.push(name);
                }
                reader.sums.push((format!("n {group}"), parts));
            }
        }
        let names: Vec<String> = reader.counts.keys().cloned().collect();
        for name in names.iter().filter(|name| name.ends_with(' ')) {
            for (by, _, codes) in GROUPS {
                let parts: Vec<String> =
                    (0..=codes).map(|code| format!("{name}{by}{code}")).collect();
                if parts.iter().all(|part| reader.counts.contains_key(part)) {
                    reader.sums.push((name.clone(), parts));
                }
            }
        }
        reader.read(people, document);
        reader
    }

    fn count(&mut self, name: &str, count: usize) {
        self.counts.insert(name.into(), count as u32);
    }

    fn read(&mut self, people: &[Person], document: &Document) {
        let mut tell = |name: String, shown: bool| {
            *self.known.entry(name).or_default() |= shown;
        };
        for (by, place, _) in GROUPS {
            // Whoever knows the questionnaire sees whether anybody is in no group at all.
            if people.iter().all(|person| person.0[place] != 0) {
                self.counts
                    .keys()
                    .filter(|name| name.ends_with(&format!("{by}0")))
                    .for_each(|name| tell(name.clone(), true));
            }
        }
        for question in &document.questions {
            for line in question.items.iter().flat_map(|item| &item.lines) {
                let group = group(document, line);
                if question.id == "why" {
                    tell(name("stay", 2, ""), line.n.is_some());
                    continue;
                }
                tell(format!("n {group}"), line.n.is_some());
                for (heading, cell) in question.headings.iter().zip(&line.cells) {
                    let name = name(&question.id, heading.code.unwrap().max(0), &group);
                    if let Some(figure) = cell {
                        assert_eq!(figure.count, self.counts.get(&name).copied(), "{name}");
                    }
                    tell(name, cell.is_some());
                }
            }
        }
    }

    fn is_known(&self, name: &str) -> bool {
        self.known.get(name).copied().unwrap_or_default()
    }

    /// The hidden counts that the sums determine.
    fn found(&self) -> Vec<&str> {
        let hidden: Vec<&str> =
            self.counts.keys().map(String::as_str).filter(|name| !self.is_known(name)).collect();
        let place = |name: &String| hidden.iter().position(|other| other == name);
        let mut rows: Vec<Vec<i64>> = Vec::new();
        for (whole, parts) in &self.sums {
            let mut row = vec![0; hidden.len()];
            parts.iter().filter_map(place).for_each(|place| row[place] += 1);
            place(whole).into_iter().for_each(|place| row[place] -= 1);
            rows.push(row.into_iter().map(|factor: i64| factor.rem_euclid(PRIME)).collect());
        }
        let mut rank = 0;
        for column in 0..hidden.len() {
            let Some(row) = (rank..rows.len()).find(|&row| rows[row][column] != 0) else {
                continue;
            };
            rows.swap(rank, row);
            let inverse = power(rows[rank][column], PRIME - 2);
            rows[rank].iter_mut().for_each(|factor| *factor = *factor * inverse % PRIME);
            let pivot = rows[rank].clone();
            for (_, other) in rows.iter_mut().enumerate().filter(|(place, _)| *place != rank) {
                let times = other[column];
                if times != 0 {
                    other.iter_mut().zip(&pivot).for_each(|(factor, by)| {
                        *factor = (*factor - times * by).rem_euclid(PRIME)
                    });
                }
            }
            rank += 1;
        }
        let single =
            rows.iter().filter(|row| row.iter().filter(|factor| **factor != 0).count() == 1);
        single
            .filter_map(|row| row.iter().position(|factor| *factor != 0))
            .map(|place| hidden[place])
            .collect()
    }
}

fn power(base: i64, exponent: i64) -> i64 {
    let half = |base| power(base, exponent / 2);
    match exponent {
        0 => 1,
        _ if exponent % 2 == 1 => base * half(base * base % PRIME) % PRIME,
        _ => half(base * base % PRIME),
    }
}

/// How many of a group gave an answer. That so many of everybody are in a group is the size of
/// that group.
fn name(question: &str, code: i16, group: &str) -> String {
    match GROUPS.iter().any(|(by, ..)| *by == question) && group.is_empty() {
        true => format!("n {question}{code}"),
        // Sex by age and age by sex are the same counts.
        false if question == "age" && group.starts_with("sex") => {
            name("sex", group[3..].parse().unwrap(), &format!("age{code}"))
        }
        false => format!("{question}{code} {group}"),
    }
}

fn group(document: &Document, line: &Line) -> String {
    line.group.as_ref().map_or(String::new(), |group| {
        format!("{}{}", document.breakdowns[group.breakdown].id, group.code)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_small_count_follows_from_everything_that_is_public(
        people in prop::collection::vec(
            (
                (
                    prop::sample::select(vec![1_i16, 1, 1, 1, 2, 2, 2, 0]),
                    prop::sample::select(vec![1_i16, 1, 1, 1, 2, 2, 3]),
                    prop::sample::select(vec![1_i16, 1, 1, 1, 1, 2, 2, 3, 0]),
                    prop::sample::select(vec![1_i16, 2, 2, 3, 3, 3, 4, 5, 0]),
                ),
                prop::collection::vec(prop::sample::select(vec![1_i16, 2, 9]), 0..2),
            ),
            5..220,
        ),
    ) {
        let people: Vec<Person> = people
            .into_iter()
            .map(|((sex, age, stay, sat), why)| ([sex, age, stay, sat], why))
            .collect();
        let reader = Reader::of(&people, &published(&people));
        // How many keep silent about sex or age is no secret, what they answered is.
        let is_secret = |name: &&str| {
            let silent = name.starts_with("n ") && name.ends_with('0');
            !silent && (1..THRESHOLD).contains(&reader.counts[*name])
        };
        let names = reader.counts.keys().map(String::as_str);
        let shown: Vec<&str> = names.filter(|name| reader.is_known(name)).filter(is_secret).collect();
        prop_assert!(shown.is_empty(), "shown: {:?}", shown);
        let found: Vec<&str> = reader.found().into_iter().filter(is_secret).collect();
        prop_assert!(found.is_empty(), "found: {:?}", found);
    }
}

#[test]
fn the_sizes_of_groups_are_hidden_alike_in_every_table() {
    // Eight men, three women, ten who did not say: by itself the table of sex would rather hide
    // the eight, whom every cross table shows.
    let sexes = [(1, 8), (2, 3), (0, 10)];
    let of = |(sex, people)| (0..people).map(move |_| ([sex, 1, 1, 1], vec![]));
    let people: Vec<Person> = sexes.into_iter().flat_map(of).collect();
    let next = published(&people);
    let is_shown: Vec<bool> =
        item(&next, "sex").lines[0].cells.iter().map(Option::is_some).collect();
    assert_eq!(is_shown, [true, false, false]);
    assert_eq!(item(&next, "stay").lines[1].n, Some(8));
    assert_eq!(Reader::of(&people, &next).found(), [""; 0]);
}

#[test]
fn the_reader_of_these_tests_finds_what_can_be_found() {
    let people: Vec<Person> = (0..60).map(person).collect();
    let mut next = published(&people);
    let question = next.questions.iter_mut().find(|question| question.id == "sat").unwrap();
    question.items[0].lines[0].cells[1] = None;
    assert_eq!(Reader::of(&people, &next).found(), ["sat2 "]);
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
        hindrances(&survey(state, sample), &at(n), before.as_ref(), now).join("")
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
