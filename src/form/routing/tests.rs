//! Ways through a form, and what is kept of the answers.

use proptest::prelude::*;

use super::*;
use crate::form::fixture::{answers, class_form, form};

fn sections(json: &str) -> Vec<String> {
    let form = form();
    path(&form, &answers(json)).sections().iter().map(|section| section.id.clone()).collect()
}

#[test]
fn a_page_is_asked_only_of_those_whom_it_concerns() {
    assert_eq!(sections("{}"), ["about-you", "living", "happiness"]);
    assert_eq!(
        sections(r#"{"stay":2,"leave_why":[1]}"#),
        ["about-you", "living", "why-leave", "happiness"]
    );
}

#[test]
fn what_a_class_fills_in_is_no_page_and_decides_the_way() {
    let form = class_form(&[]).unwrap();
    let filled = answers(r#"{"school":2,"grade":3,"like":1}"#);
    let way = path(&form, &filled);
    let sections: Vec<&str> = way.sections().iter().map(|section| section.id.as_str()).collect();
    assert_eq!(sections, ["town", "last-year", "voice"]);
    assert_eq!(way.page(&form.sections[0]), Vec::<&Question>::new());
    assert_eq!(settle(&form, &filled).get("school"), Some(&Answer::Number(2)));
}

#[test]
fn an_answer_off_the_path_counts_as_blank_further_on() {
    // leave_why was answered before stay was changed to 1.
    let json = r#"{"stay":1,"leave_why":[1],"commute":"熊本市"}"#;
    assert_eq!(sections(json), ["about-you", "living", "happiness"]);
    let settled = settle(&form(), &answers(json));
    assert_eq!(settled.get("leave_why"), None);
    assert_eq!(settled.get("commute"), None);
    assert_eq!(settled.get("stay"), Some(&Answer::Number(1)));
}

#[test]
fn next_and_before_skip_what_is_not_asked() {
    let form = form();
    let path = path(&form, &answers(r#"{"stay":1}"#));
    let id = |section: Option<&Section>| section.map(|section| section.id.clone());
    assert_eq!(id(path.next_after(&form, "living")).as_deref(), Some("happiness"));
    assert_eq!(id(path.before(&form, "happiness")).as_deref(), Some("living"));
    assert_eq!(id(path.next_after(&form, "why-leave")).as_deref(), Some("happiness"));
    assert_eq!(id(path.next_after(&form, "happiness")), None);
    assert_eq!(id(path.before(&form, "about-you")), None);
    assert!(!path.asks_section("why-leave"));
}

#[test]
fn a_page_shows_what_its_own_answers_may_open() {
    let form = form();
    let path = path(&form, &Answers::default());
    assert!(!path.asks("leave_why"));
    let shown: Vec<_> =
        path.page(&form.sections[1]).iter().map(|question| question.id.as_str()).collect();
    assert_eq!(shown, ["guide", "stay", "leave_why", "satisfied", "important"]);
}

#[test]
fn a_page_does_not_show_what_earlier_pages_have_ruled_out() {
    let both = [("show_if: stay = 2", "show_if: AND(stay = 2, household > 1)")];
    let form = crate::form::fixture::changed(&both).unwrap();
    let shown = |json: &str| {
        let path = path(&form, &answers(json));
        path.page(&form.sections[1]).iter().any(|question| question.id == "leave_why")
    };
    assert!(shown(r#"{"household":2}"#));
    assert!(!shown(r#"{"household":1}"#));
    let chained = [(
        "id: satisfied\n        kind: matrix",
        "id: satisfied\n        show_if: HAS(leave_why, 1)\n        kind: matrix",
    )];
    let form = crate::form::fixture::changed(&[both[0], chained[0]]).unwrap();
    let path = path(&form, &answers(r#"{"household":1}"#));
    assert!(!path.page(&form.sections[1]).iter().any(|question| question.id == "satisfied"));
}

#[test]
fn settled_answers_hold_a_blank_for_every_question_left_open() {
    let settled = settle(&form(), &answers(r#"{"stay":3,"stay_other3":"考え中","ghost":1}"#));
    assert_eq!(settled.get("sex"), Some(&Answer::Blank));
    assert_eq!(settled.get("sat_m02"), Some(&Answer::Blank));
    assert_eq!(settled.get("stay_other3"), Some(&Answer::Text("考え中".into())));
    assert_eq!(settled.get("ghost"), None);
    let unticked = settle(&form(), &answers(r#"{"stay":1,"stay_other3":"考え中"}"#));
    assert_eq!(unticked.get("stay_other3"), None);
}

#[test]
fn a_code_that_the_form_lacks_is_never_settled() {
    let settled = settle(&form(), &answers(r#"{"sex":77,"leave_why":[1,77],"stay":2}"#));
    assert_eq!(settled.get("sex"), Some(&Answer::Blank));
    assert_eq!(settled.get("leave_why"), Some(&Answer::Blank));
}

fn any_answer() -> impl Strategy<Value = Answer> {
    prop_oneof![
        3 => (0..12_i32).prop_map(Answer::Number),
        2 => prop::collection::btree_set(0..10_i16, 0..4)
            .prop_map(|codes| Answer::Codes(codes.into_iter().collect())),
        1 => any::<String>().prop_map(Answer::Text),
        1 => Just(Answer::Blank),
        1 => Just(Answer::Unusable),
    ]
}

fn any_answers() -> impl Strategy<Value = Answers> {
    let form = form();
    let mut keys: Vec<String> =
        form.questions().flat_map(Question::fields).map(|field| field.key.into_owned()).collect();
    keys.push("ghost".to_owned());
    prop::collection::vec(prop::option::of(any_answer()), keys.len()).prop_map(move |values| {
        let pairs = keys.iter().cloned().zip(values);
        Answers(pairs.filter_map(|(key, value)| Some((key, value?))).collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn settling_twice_is_settling_once(given in any_answers()) {
        let settled = settle(&form(), &given);
        prop_assert_eq!(&settle(&form(), &settled), &settled);
    }

    #[test]
    fn settled_answers_are_exactly_those_of_the_path(given in any_answers()) {
        let form = form();
        let settled = settle(&form, &given);
        let before = path(&form, &given);
        let after = path(&form, &settled);
        for question in form.questions() {
            prop_assert_eq!(before.asks(&question.id), after.asks(&question.id));
            for field in question.fields() {
                let stored = settled.get(&field.key);
                let expected = after.asks(&question.id) && field.is_open(&settled);
                prop_assert_eq!(stored.is_some(), expected, "{}", field.key);
                prop_assert!(stored.is_none_or(|answer| field.fits(answer)));
            }
        }
        prop_assert!(settled.0.keys().all(|key| form.field(key).is_some()));
    }
}
