use std::collections::BTreeSet;

use super::*;
use crate::demo::{
    scenario::{Scenario, tests::shipped},
    town::{Outcome, answer_letters, residents},
};

/// Everybody who answers on the web, with their answers.
fn answered<'s>(scenario: &'s Scenario, form: &'s Form) -> Vec<(Resident<'s>, Answers)> {
    let chance = Chance::seeded(scenario.seed);
    let mut people = residents(scenario, &chance);
    answer_letters(&mut people, &scenario.returns, &chance);
    let mut respondents = Respondents::new(form, &scenario.answers, &chance);
    let on_web = |person: &Resident<'_>| matches!(person.outcome, Outcome::Web(_));
    people.retain(on_web);
    let answer = |person| {
        let answers = respondents.answer(&person);
        (person, answers)
    };
    people.into_iter().map(answer).collect()
}

fn number(answers: &Answers, field: &str) -> Option<f64> {
    match answers.get(field) {
        Some(Answer::Number(number)) => Some(f64::from(*number)),
        _ => None,
    }
}

/// The mean of a rating; 9 is わからない.
fn mean<'a>(answers: impl Iterator<Item = &'a Answers>, field: &str) -> f64 {
    let rated = answers.filter_map(|answers| number(answers, field)).filter(|code| *code < 9.0);
    let rated: Vec<f64> = rated.collect();
    rated.iter().sum::<f64>() / rated.len() as f64
}

fn refused(form: &Form, answers: &Answers) -> Vec<String> {
    let path = form::path(form, answers);
    let review = |section| form::review(form, &path, section, answers);
    let hard = form.sections.iter().flat_map(review);
    hard.filter(|finding| finding.hard).map(|finding| format!("{finding:?}")).collect()
}

#[test]
fn every_answer_is_one_that_the_questionnaire_accepts() {
    let (scenario, form) = shipped();
    let answered = answered(&scenario, &form);
    assert_eq!(answered.len(), scenario.returns.web);
    for (_, answers) in &answered {
        assert_eq!(form::settle(&form, answers), *answers);
        assert_eq!(refused(&form, answers), Vec::<String>::new());
    }
}

#[test]
fn the_same_seed_gives_the_same_answers() {
    let (scenario, form) = shipped();
    let sent = || answered(&scenario, &form).into_iter().map(|(_, answers)| answers);
    assert!(sent().eq(sent()));
}

#[test]
fn a_questionnaire_that_the_scenario_does_not_know_is_answered_too() {
    let (scenario, _) = shipped();
    let other = form::fixture::form();
    let all = answered(&scenario, &other);
    assert!(all.iter().all(|(_, answers)| form::settle(&other, answers) == *answers));
    let taken = all.iter().filter(|(_, answers)| refused(&other, answers).is_empty()).count();
    assert!(taken > all.len() * 3 / 4, "{taken}");
    for key in ["sex", "stay", "sat_m01", "happy", "household"] {
        let answers: BTreeSet<String> =
            all.iter().map(|(_, answers)| format!("{:?}", answers.get(key))).collect();
        assert!(answers.len() > 2, "{key}: {answers:?}");
    }
}

#[test]
fn districts_and_ages_differ_and_importance_is_above_satisfaction() {
    let (scenario, form) = shipped();
    let answered = answered(&scenario, &form);
    let of = |label: &'static str, field: &str| {
        let belongs =
            |person: &Resident<'_>| person.groups().into_iter().any(|group| group.label == label);
        let group = answered.iter().filter(|(person, _)| belongs(person));
        mean(group.map(|(_, answers)| answers), field)
    };
    assert!(of("緑ケ丘", "wb_w03") > of("府本", "wb_w03") + 0.5);
    assert!(of("70代", "wb_w17") < of("20代", "wb_w17") - 0.3);
    let all = || answered.iter().map(|(_, answers)| answers);
    for measure in ["m01", "m09", "m15", "m25"] {
        let satisfied = mean(all(), &format!("sat_{measure}"));
        assert!(mean(all(), &format!("imp_{measure}")) > satisfied + 0.3, "{measure}");
    }
}

#[test]
fn whoever_is_happy_rates_most_things_higher() {
    let (scenario, form) = shipped();
    let answered = answered(&scenario, &form);
    let pairs: Vec<(f64, f64)> = answered
        .iter()
        .filter_map(|(_, answers)| {
            let happiness = number(answers, "happiness")?;
            let items = (1..=46).filter_map(|item| number(answers, &format!("wb_w{item:02}")));
            let (sum, count) = items.fold((0.0, 0.0), |(sum, count), one| (sum + one, count + 1.0));
            (count > 0.0).then_some((happiness, sum / count))
        })
        .collect();
    let happiness = pairs.iter().map(|pair| pair.0);
    let well_being = pairs.iter().map(|pair| pair.1);
    let both = covariance(happiness.clone(), well_being.clone());
    let alone =
        covariance(happiness.clone(), happiness) * covariance(well_being.clone(), well_being);
    let correlation = both / alone.sqrt();
    assert!((0.4..0.9).contains(&correlation), "{correlation}");
}

fn covariance(
    left: impl ExactSizeIterator<Item = f64> + Clone,
    right: impl ExactSizeIterator<Item = f64> + Clone,
) -> f64 {
    let count = left.len() as f64;
    let (left_mean, right_mean) =
        (left.clone().sum::<f64>() / count, right.clone().sum::<f64>() / count);
    left.zip(right).map(|(left, right)| (left - left_mean) * (right - right_mean)).sum::<f64>()
        / count
}

#[test]
fn blanks_grow_towards_the_end() {
    let (scenario, form) = shipped();
    let answered = answered(&scenario, &form);
    let blank = |field: &str| {
        let blank = |answers: &Answers| answers.get(field) == Some(&Answer::Blank);
        answered.iter().filter(|(_, answers)| blank(answers)).count()
    };
    assert!(blank("sex") < 15, "{}", blank("sex"));
    assert!((30..90).contains(&blank("voice")), "{}", blank("voice"));
}

#[test]
fn texts_come_once_each_before_one_comes_again() {
    let (scenario, form) = shipped();
    let answered = answered(&scenario, &form);
    for field in ["ideas", "good_points"] {
        let written: Vec<&String> = answered
            .iter()
            .filter_map(|(_, answers)| match answers.get(field) {
                Some(Answer::Text(text)) => Some(text),
                _ => None,
            })
            .collect();
        let texts = &scenario.answers.write[field].texts;
        assert!(written.len() > texts.len(), "{field}: {}", written.len());
        let first: BTreeSet<_> = written[..texts.len()].iter().collect();
        assert_eq!(first.len(), texts.len(), "{field}");
    }
}
