use tempfile::TempDir;

use super::*;
use crate::code::Code;
use crate::demo::{
    fill::{fill, tests::start},
    links::Links,
    scenario::{Scenario, tests::shipped},
    school::under_way::go_on,
    store,
};

/// The shipped town with a handful of residents and of classes that are over.
fn hamlet() -> Scenario {
    let (mut scenario, _) = shipped();
    scenario.town.people = 20;
    let returns = &mut scenario.returns;
    (returns.web, returns.paper, returns.undeliverable) = (3, 1, 0);
    (returns.ineligible, returns.refused) = (0, 0);
    scenario.earlier.clear();
    scenario.coding = None;
    let school = scenario.school.as_mut().expect("a school");
    school.finished.classes.retain(|class| class.name == "1組" && class.grade != "2年生");
    scenario
}

async fn read<T: Send + 'static>(
    app: &Arc<App>,
    find: impl FnOnce(&mut Db) -> Result<T> + Send + 'static,
) -> T {
    app.store.read(find).await.expect("read")
}

/// `NAME seats/answered/slips` of every class.
async fn progress(app: &Arc<App>, slug: &'static str) -> Vec<String> {
    read(app, move |db| {
        let survey = survey::store::by_slug(db, slug)?;
        let classes = school::store::classes(db, &survey.id)?;
        let all = school::store::progress_of_all(db, &survey.id)?;
        let line = |class: Class| {
            let far = all.get(&class.id).copied().unwrap_or_default();
            format!(
                "{} {} {}/{}/{}",
                class.name,
                class.state.word(),
                far.seats,
                far.answered,
                far.slips
            )
        };
        Ok(classes.into_iter().map(line).collect())
    })
    .await
}

#[tokio::test]
async fn of_three_classes_one_is_open_one_closed_and_one_to_come() {
    let folder = TempDir::new().expect("a folder");
    let (app, _) = start(folder.path());
    fill(&app, &hamlet(), true).await.expect("a demonstration");
    assert_eq!(
        progress(&app, "junior-high-2").await,
        ["1組 open 33/31/0", "2組 closed 31/31/2", "3組 waiting 0/0/0"]
    );
    let over = read(&app, |db| survey::store::by_slug(db, "junior-high")).await;
    assert!(over.sample && over.state == State::Closed);
    let classes = progress(&app, "junior-high").await;
    assert_eq!((classes.len(), classes[0].as_str()), (6, "1組 closed 30/30/0"));
}

#[tokio::test]
async fn a_staff_reader_finds_texts_of_the_survey_that_is_under_way() {
    let folder = TempDir::new().expect("a folder");
    let (app, _) = start(folder.path());
    let scenario = hamlet();
    fill(&app, &scenario, true).await.expect("a demonstration");
    let plan = scenario.school.expect("a school");
    let reader = plan.reader.clone();
    let (settings, reader) = read(&app, move |db| {
        let survey = survey::store::by_slug(db, "junior-high-2")?;
        let settings = school::store::settings(db, &survey.id)?;
        Ok((settings, staff::store::by_email(db, &reader)?))
    })
    .await;
    assert_eq!(settings.reader, reader.map(|person| person.id));
    let noted = read(&app, store::noted_texts).await;
    assert!(noted >= plan.running.write.values().flatten().count() as i64, "{noted}");
}

#[tokio::test]
async fn every_link_of_a_class_leads_to_it_and_every_listed_slip_can_answer() {
    let folder = TempDir::new().expect("a folder");
    let (app, _) = start(folder.path());
    let scenario = hamlet();
    let survey = fill(&app, &scenario, true).await.expect("a demonstration");
    let links = Links::of(&app, &survey, &scenario.staff).await.expect("links");
    let json: serde_json::Value =
        serde_json::from_str(&links.json().expect("JSON")).expect("JSON that reads back");
    let rows = json["school"].as_array().expect("classes");
    let names: Vec<&str> = rows.iter().map(|row| row["class"].as_str().expect("a name")).collect();
    assert_eq!(
        names,
        ["荒尾海陽中学校 2年生 1組", "荒尾海陽中学校 2年生 2組", "荒尾海陽中学校 2年生 3組"]
    );
    for row in rows {
        let of = |key: &str| row[key].as_str().expect("a word").to_owned();
        let (digits, teacher) = (of("code"), of("teacher"));
        assert!(of("pupil").ends_with(&format!("/C/{digits}")));
        let code = teacher.rsplit('/').next().expect("a code");
        let hash = app.keys.codes.hash(&Code::parse(code).expect("a code"));
        let (room, of_teacher) = read(&app, move |db| {
            let room = school::store::class_of_room(db, &digits)?;
            Ok((room, school::store::class_of_teacher(db, &hash)?))
        })
        .await;
        assert!(room.is_some() && room == of_teacher);
    }
    let slips = json["slip"].as_array().expect("slips");
    assert_eq!(slips.len(), 2);
    let code = Code::parse(slips[0]["code"].as_str().expect("a code")).expect("a code");
    let (inner, now) = (Arc::clone(&app), app.stamp());
    let standing = read(&app, move |db| crate::respond::standing(db, &inner, &code, now)).await;
    assert!(matches!(standing, crate::respond::Standing::Ready(_)));
}

#[tokio::test]
async fn the_open_class_is_open_again_on_another_day() {
    let folder = TempDir::new().expect("a folder");
    let (app, _) = start(folder.path());
    fill(&app, &hamlet(), true).await.expect("a demonstration");
    app.clock.set(app.stamp() + Duration::days(2));
    go_on(&app).await.expect("gone on");
    let classes = read(&app, |db| {
        let survey = survey::store::by_slug(db, "junior-high-2")?;
        school::store::classes(db, &survey.id)
    })
    .await;
    assert_eq!(classes[0].lesson(app.stamp(), &Settings::default()), school::Lesson::Open);
    assert_eq!(classes[1].lesson(app.stamp(), &Settings::default()), school::Lesson::Over);
}

#[tokio::test]
async fn an_empty_demonstration_has_classes_and_no_pupils() {
    let folder = TempDir::new().expect("a folder");
    let (app, _) = start(folder.path());
    fill(&app, &hamlet(), false).await.expect("a demonstration");
    assert_eq!(
        progress(&app, "junior-high").await,
        ["1組 open 0/0/0", "2組 closed 0/0/2", "3組 waiting 0/0/0"]
    );
}
