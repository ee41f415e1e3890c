use std::{collections::BTreeSet, path::Path};

use super::*;
use crate::{
    demo::answering::leaning_name,
    form::{Form, Kind, Question, Takes, ruby::plain},
    staff::Role,
    survey::forms::read_checked,
    text::Lang,
};

/// The scenario that the repository ships, with its questionnaire.
pub fn shipped() -> (Scenario, Form) {
    let forms = Path::new(env!("CARGO_MANIFEST_DIR")).join("forms");
    let scenario = Scenario::read(&forms).expect("a scenario");
    let form = read_checked(&forms, &scenario.form).expect("a form");
    (scenario, form)
}

/// How people answer, the questionnaire, and the groups whose leanings come on top.
fn everybody(scenario: &Scenario) -> [(&Leanings, Form, Vec<&Group>); 2] {
    let forms = Path::new(env!("CARGO_MANIFEST_DIR")).join("forms");
    let town = &scenario.town;
    let residents = town.districts.iter().chain(&town.age_bands).chain(&town.sexes);
    let school = scenario.school.as_ref().expect("a school");
    let pupils = school.schools.iter().chain(&school.grades);
    let form = |name| read_checked(&forms, name).expect("a form");
    [
        (&scenario.answers, form(&scenario.form), residents.collect()),
        (&school.answers, form(&school.form), pupils.collect()),
    ]
}

#[test]
fn every_name_and_code_of_the_scenario_is_one_of_the_questionnaire() {
    let (scenario, _) = shipped();
    for (answers, form, groups) in everybody(&scenario) {
        names_and_codes_are_known(&scenario, answers, &form, &groups);
    }
}

fn names_and_codes_are_known(
    scenario: &Scenario,
    answers: &Leanings,
    form: &Form,
    groups: &[&Group],
) {
    let fields: Vec<_> = form.questions().flat_map(Question::fields).collect();
    let names: BTreeSet<&str> = fields.iter().map(leaning_name).collect();
    let known = |name: &str| form.field(name).is_some() || names.contains(name);
    let names = (answers.choose.keys().chain(answers.tick.keys()).chain(answers.rate.keys()))
        .chain(answers.leans.keys().chain(answers.count.keys()).chain(answers.write.keys()))
        .chain(groups.iter().flat_map(|group| group.leans.keys()));
    let earlier = scenario.earlier.iter().flat_map(|earlier| earlier.leans.keys());
    let names = names.chain(earlier.filter(|_| form.id == scenario.form));
    for name in names {
        assert!(known(name), "{name}");
    }
    for (name, cases) in answers.choose.iter().chain(&answers.tick) {
        let field = form.field(name).expect("a field");
        let (Takes::One(choices) | Takes::Many(choices)) = field.takes else {
            panic!("{name} has no choices");
        };
        for code in cases.iter().flat_map(|case| case.shares.keys()) {
            assert!(choices.iter().any(|choice| choice.code == *code), "{name} {code}");
        }
    }
    let conditions = answers.choose.values().chain(answers.tick.values()).flatten();
    let conditions = conditions
        .map(|case| &case.when)
        .chain(answers.count.values().flatten().map(|case| &case.when));
    for name in conditions.flatten().flat_map(|condition| condition.names()) {
        assert!(form.field(name).is_some(), "{name}");
    }
}

#[test]
fn every_question_has_a_leaning_and_every_list_of_cases_ends_with_one_for_everybody() {
    let (scenario, _) = shipped();
    for (answers, form, _) in everybody(&scenario) {
        every_question_has_a_leaning(answers, &form);
    }
}

fn every_question_has_a_leaning(answers: &Leanings, form: &Form) {
    let asks = |question: &&Question| question.kind != Kind::Note && question.filled.is_none();
    for question in form.questions().filter(asks) {
        for field in question.fields() {
            let name = leaning_name(&field);
            let leans = answers.choose.contains_key(name)
                || answers.tick.contains_key(name)
                || answers.rate.contains_key(name)
                || answers.count.contains_key(name)
                || answers.write.contains_key(name);
            assert!(leans, "{name}");
        }
    }
    for (name, cases) in answers.choose.iter().chain(&answers.tick) {
        assert!(cases.last().is_some_and(|case| case.when.is_none()), "{name}");
    }
}

#[test]
fn the_frame_speaks_the_words_of_the_questionnaire() {
    let (Scenario { answers, town, .. }, form) = shipped();
    let frame = answers.frame.expect("a frame");
    for (question, groups) in [
        (&frame.district, &town.districts),
        (&frame.age_band, &town.age_bands),
        (&frame.sex, &town.sexes),
    ] {
        let Kind::Single { choices } = &form.question(question).expect("a question").kind else {
            panic!("{question} is no single choice");
        };
        for group in groups {
            let said = |label: &str| plain(label) == group.label;
            assert!(choices.iter().any(|choice| said(choice.label.get(Lang::Ja))));
        }
    }
}

#[test]
fn there_is_an_account_of_every_role_and_no_telephone_that_rings() {
    let (scenario, _) = shipped();
    for role in Role::ALL {
        let account = scenario.staff.iter().find(|account| account.role == role.word());
        assert!(account.is_some_and(|account| account.password.chars().count() >= 12));
    }
    assert!(scenario.city.telephone.ends_with("-00-0000"));
}

#[test]
fn the_texts_hold_what_breaks_careless_programs() {
    let (Scenario { answers, .. }, _) = shipped();
    let texts: Vec<&String> = answers.write.values().flat_map(|words| &words.texts).collect();
    for awkward in ["𠮷", "髙", "﨑", "～", "―", "①", "㈱", "🌸", "ﾊﾞｽ", "أحب", "\n"]
    {
        assert!(texts.iter().any(|text| text.contains(awkward)), "{awkward}");
    }
    for start in ["=", "-", "@", "<b>"] {
        assert!(texts.iter().any(|text| text.starts_with(start)), "{start}");
    }
}

#[test]
fn pupils_write_nothing_that_should_be_read_soon_except_where_the_scenario_shows_it() {
    let (scenario, _) = shipped();
    let school = scenario.school.as_ref().expect("a school");
    let [_, (answers, form, _)] = everybody(&scenario);
    let care = form.care.as_ref().expect("care");
    for text in answers.write.values().flat_map(|words| &words.texts) {
        assert!(care.signs(text).is_empty(), "{text}");
    }
    let shown: Vec<&String> = school.running.write.values().flatten().collect();
    assert!(shown.len() >= 3);
    assert!(shown.iter().all(|text| !care.signs(text).is_empty()), "{shown:?}");
    assert!(school.finished.write.is_empty());
}

#[test]
fn classes_are_about_as_large_as_classes_are_and_most_of_their_pupils_answer() {
    let (scenario, _) = shipped();
    let school = scenario.school.expect("a school");
    let classes = &school.finished.classes;
    assert!(classes.iter().all(|class| (20..=40).contains(&class.heads)));
    let heads: i32 = classes.iter().map(|class| class.heads).sum();
    let answered: usize = classes.iter().map(|class| class.answered).sum();
    let share = answered as f64 / f64::from(heads);
    assert!((550..=650).contains(&answered) && (0.9..0.94).contains(&share), "{answered}, {share}");
    for class in classes.iter().chain(&school.running.classes) {
        assert!(class.answered + class.begun <= class.heads as usize, "{}", class.name);
    }
}
