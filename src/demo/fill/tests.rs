use std::path::Path;

use tempfile::TempDir;

use super::*;
use crate::{
    clock::Clock,
    config::Config,
    demo::{folder, links::Links, scenario::tests::shipped},
    form::Answer,
    id::Ids,
    population,
    report::{csv, gather::gather},
    respond::Standing,
    survey::returns::Board,
    wave,
};

/// The shipped town, with fewer people and no school.
fn hamlet() -> Scenario {
    let (mut scenario, _) = shipped();
    scenario.school = None;
    scenario.town.people = 150;
    let returns = &mut scenario.returns;
    (returns.web, returns.paper, returns.undeliverable) = (60, 10, 5);
    (returns.ineligible, returns.refused) = (2, 1);
    scenario
}

/// An application on a folder, as a start of the command makes it.
pub(in crate::demo) fn start(folder: &Path) -> (Arc<App>, bool) {
    let forms = Path::new(env!("CARGO_MANIFEST_DIR")).join("forms");
    let config = Config { data: folder.into(), forms, ..Config::default() };
    let config = config.finish().expect("settings");
    let was_there = folder::holds_database(&config).expect("a folder to use");
    let noon = "2026-12-01T03:00:00Z".parse().expect("an instant");
    let app = App::build(config, Clock::fixed(noon), Ids::System).expect("an application");
    (Arc::new(app), was_there)
}

/// The returns in a few words, and the raw data.
async fn kept(app: &Arc<App>, survey: &Survey) -> (String, String) {
    let (inner, survey, now) = (Arc::clone(app), survey.clone(), app.stamp());
    let gathered = app.store.read(move |db| gather(db, &inner, &survey, &[], now)).await;
    let gathered = gathered.expect("a report");
    let Board::Letters(board) = &gathered.returns else { panic!("no letters") };
    let returns = format!(
        "{} posted, {} web, {} paper, {} undeliverable, {} ineligible, {} refused, {} districts",
        board.posted,
        board.web,
        board.paper,
        board.undeliverable,
        board.ineligible,
        board.refused,
        board.districts.len()
    );
    let mut raw = Vec::new();
    csv::write_answers(&gathered.dataset, &mut raw).expect("raw data");
    (returns, String::from_utf8(raw).expect("text"))
}

#[tokio::test]
async fn what_came_back_is_what_the_scenario_says_alike_in_every_fresh_folder() {
    let mut raws = Vec::new();
    for _ in 0..2 {
        let folder = TempDir::new().expect("a folder");
        let (app, was_there) = start(folder.path());
        assert!(!was_there);
        let survey = fill(&app, &hamlet(), true).await.expect("a demonstration");
        assert!(survey.sample && survey.state == State::Open);
        let (returns, raw) = kept(&app, &survey).await;
        assert_eq!(
            returns,
            "150 posted, 60 web, 10 paper, 5 undeliverable, 2 ineligible, 1 refused, 12 districts"
        );
        raws.push(raw);
    }
    assert_eq!(raws[0], raws[1]);
}

#[tokio::test]
async fn the_population_and_the_survey_before_stand_beside_the_answers() {
    let folder = TempDir::new().expect("a folder");
    let (app, _) = start(folder.path());
    let survey = fill(&app, &hamlet(), true).await.expect("a demonstration");
    let (_, form) = shipped();
    let read = app.store.read(move |db| {
        let population = population::of(db, &survey)?;
        let waves = wave::all(db, &survey)?;
        let before = wave::load(db, &waves[0], form)?;
        Ok((population, waves, before))
    });
    let (population, waves, before) = read.await.expect("read");
    let population = population.expect("a population");
    assert_eq!(population.people.len(), 12 * 8 * 2);
    assert!((39_900..=40_100).contains(&population.total()), "{}", population.total());
    assert_eq!((waves.len(), before.people()), (1, 150));
    let mapping = &waves[0].mapping;
    assert!(mapping.has("sat_m01") && mapping.has("happiness") && mapping.has("pride_1"));
    assert!(!mapping.has("around_joy") && !mapping.has("ideas"));
    assert!(mapping.variables.iter().all(|mapped| mapped.notes.is_empty()));
}

#[tokio::test]
async fn an_empty_demonstration_has_people_and_no_answers() {
    let folder = TempDir::new().expect("a folder");
    let (app, _) = start(folder.path());
    let survey = fill(&app, &hamlet(), false).await.expect("a demonstration");
    let (returns, raw) = kept(&app, &survey).await;
    assert!(returns.starts_with("150 posted, 0 web, 0 paper, 0 undeliverable"), "{returns}");
    assert_eq!(raw.lines().count(), 1);
}

#[tokio::test]
async fn a_second_start_goes_on_with_the_same_unused_codes() {
    let (folder, scenario) = (TempDir::new().expect("a folder"), hamlet());
    let mut listed = Vec::new();
    for is_second in [false, true] {
        let (app, was_there) = start(folder.path());
        let found = folder::survey(&app, &scenario, was_there).await.expect("a folder of ours");
        assert_eq!(found.is_some(), is_second);
        let survey = match found {
            Some(survey) => survey,
            None => fill(&app, &scenario, true).await.expect("a demonstration"),
        };
        let links = Links::of(&app, &survey, &scenario.staff).await.expect("links");
        listed.push(links.json().expect("JSON"));
    }
    assert_eq!(listed[0], listed[1]);
}

#[tokio::test]
async fn every_listed_code_can_answer_and_every_listed_password_signs_in() {
    let (folder, scenario) = (TempDir::new().expect("a folder"), hamlet());
    let (app, _) = start(folder.path());
    let survey = fill(&app, &scenario, true).await.expect("a demonstration");
    let links = Links::of(&app, &survey, &scenario.staff).await.expect("links");
    let json: serde_json::Value =
        serde_json::from_str(&links.json().expect("JSON")).expect("JSON that reads back");
    let resident = json["resident"].as_array().expect("a list");
    assert_eq!(resident.len(), 150 - 60 - 10 - 5 - 2 - 1);
    for link in resident {
        let code = Code::parse(link["code"].as_str().expect("a code")).expect("a code");
        assert!(link["url"].as_str().expect("a URL").ends_with(&code.compact()));
        let (inner, now) = (Arc::clone(&app), app.stamp());
        let standing = app.store.read(move |db| respond::standing(db, &inner, &code, now)).await;
        assert!(matches!(standing, Ok(Standing::Ready(visit)) if visit.draft.is_none()));
    }
    for account in &scenario.staff {
        let signed_in = staff::check(&app, account.email.clone(), account.password.clone()).await;
        let role = signed_in.expect("checked").map(|person| person.role);
        assert_eq!(role, Some(Role::from_word(&account.role)));
    }
    let greeting = links.greeting();
    assert!(greeting.contains("架空") && greeting.contains(&scenario.staff[2].password));
}

#[tokio::test]
async fn an_answer_that_the_questionnaire_refuses_leaves_no_trace() {
    let folder = TempDir::new().expect("a folder");
    let (app, _) = start(folder.path());
    let survey = fill(&app, &hamlet(), false).await.expect("a demonstration");
    let code = app.keys.codes.code(&survey.id, "0001");
    let mut answers = Answers::default();
    answers.set("years", Answer::Number(500));
    let (id, submission) = ("id".to_owned(), "submission".to_owned());
    let at = start_of_day(survey.opens_on);
    let (refused, of) = (Answered { code, at, answers, id, submission }, survey.id.clone());
    let sent = in_batches(&app, vec![refused], move |one, db, app| one.send(db, app, &of)).await;
    sent.expect("no answer");
    let (inner, now) = (Arc::clone(&app), app.stamp());
    let standing = app.store.read(move |db| respond::standing(db, &inner, &code, now)).await;
    assert!(matches!(standing, Ok(Standing::Ready(visit)) if visit.draft.is_none()));
}

#[tokio::test]
async fn an_office_and_an_unfinished_demonstration_are_refused() {
    let (folder, scenario) = (TempDir::new().expect("a folder"), hamlet());
    let (app, _) = start(folder.path());
    let refused = folder::survey(&app, &scenario, true).await.expect_err("an office");
    assert!(refused.sentence().contains("本物の調査かもしれない"), "{}", refused.sentence());

    let chance = Chance::seeded(1);
    let (_, form) = shipped();
    let residents = town::residents(&scenario, &chance);
    open_survey(&app, form, &residents).await.expect("a survey");
    let refused = folder::survey(&app, &scenario, true).await.expect_err("unfinished");
    assert!(refused.sentence().contains("作り終わらないうちに"), "{}", refused.sentence());
}

#[test]
fn the_folder_of_an_office_on_postgresql_is_left_alone() {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("secret.key"), "secret").expect("a file");
    let config = Config { data: folder.path().into(), ..Config::default() };
    assert!(folder::holds_database(&config).is_err());
}
