use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::report::publication::{
    Document,
    document::Line,
    tests::{Person, THRESHOLD, item, person, published},
};

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
