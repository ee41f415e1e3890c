//! The process is killed in the middle of a lesson: what was acknowledged is there once, and the
//! lesson goes on.

use std::{collections::HashSet, sync::Arc, time::Duration};

use machikoe::{
    school::{Class, lesson::Progress},
    secret::token_hash,
};
use tokio::{
    sync::{Semaphore, mpsc},
    task::JoinSet,
    time::timeout,
};

use crate::support::{
    child::Serving,
    log::Log,
    postgres::Database,
    school::SCHOOL_ADDRESS,
    world::{Plan, day},
    *,
};

/// Three classes of so many.
const HEADS: i32 = 40;
const PUPILS: usize = 120;
/// After how many acknowledged answers the process dies.
const ENOUGH: usize = 40;
/// How long any one thing may take before the test gives up.
const PATIENCE: Duration = Duration::from_secs(120);

/// A pupil in the middle of the lesson: half of them send, the others turn a page.
struct Pupil {
    tablet: Browser,
    words: String,
    /// The number on the confirmation, for whoever has come so far.
    submission: Option<String>,
}

/// What was acknowledged.
enum Told {
    Page(String),
    Answer(String),
}

async fn check(engine: Engine) {
    let database = match engine {
        Engine::Sqlite => None,
        Engine::Postgres => match Database::create() {
            Some(database) => Some(database),
            None => return,
        },
    };
    let days = (day(2000, 1, 1), day(2100, 12, 31));
    let plan = Plan { form: "class-survey", days, ..Plan::default() };
    let mut world = World::on(engine, database, Log::quiet(), plan).await;
    let mut classes = Vec::new();
    for name in ["1組", "2組", "3組"] {
        classes.push(world.opened_class(name, HEADS).await);
    }
    world.stop_serving();
    open_on_the_day_of_the_process(&world).await;

    let mut serving = Serving::start(&world);
    let pupils = seat_all(&serving.base, &classes).await;
    let submissions: Vec<String> =
        pupils.iter().filter_map(|pupil| pupil.submission.clone()).collect();
    let cookies: Vec<(String, String, Option<String>)> = pupils
        .iter()
        .map(|pupil| (pupil.tablet.cookies("/a"), pupil.words.clone(), pupil.submission.clone()))
        .collect();
    let told = work_and_kill(pupils, &mut serving).await;
    let sent: Vec<&String> = told
        .iter()
        .filter_map(|one| if let Told::Answer(it) = one { Some(it) } else { None })
        .collect();
    assert!(sent.len() >= ENOUGH && sent.len() < submissions.len(), "{} were told", sent.len());

    let serving = Serving::start(&world);
    let stored: HashSet<String> =
        world.rows("SELECT submission AS value FROM response").await.into_iter().collect();
    assert!(
        sent.iter().all(|submission| stored.contains(&token_hash(submission))),
        "an acknowledged answer is gone"
    );
    let pages: HashSet<&String> = told
        .iter()
        .filter_map(|one| if let Told::Page(it) = one { Some(it) } else { None })
        .collect();
    for (cookie, words, submission) in &cookies {
        let mut tablet = Browser::at(&serving.base, SCHOOL_ADDRESS);
        tablet.set_cookie(&format!("{cookie}; Path=/a"));
        tablet.open("/a/confirm").await;
        if pages.contains(words) {
            tablet.page.is("回答の確認").shows(words);
        }
        // Everybody goes on with what stands on the tablet, whatever has arrived before.
        match submission {
            Some(submission) => {
                tablet.post("/a/submission", &[("submission", submission)]).await;
            }
            None => {
                tablet.post("/a/p/town", &[("shown", "why"), ("why", words), ("to", "next")]).await;
                tablet.open("/a/confirm").await.shows(words);
                tablet.press("この内容で送信する").await;
            }
        }
        tablet.page.is("送りました。ありがとう！");
    }
    assert_eq!((world.count("response").await, world.count("draft").await), (PUPILS, 0));
    for class in &classes {
        let expected = Progress { seats: HEADS, answered: HEADS, slips: 0 };
        assert_eq!(world.progress(class).await, expected);
    }
    let mut written: Vec<String> =
        world.answers().await.iter().map(|answer| answer["why"].to_string()).collect();
    written.sort();
    written.dedup();
    assert_eq!(written.len(), PUPILS, "an answer of everybody, of nobody twice");
}

/// The process has the clock of the machine, and a class is open for a day.
async fn open_on_the_day_of_the_process(world: &World) {
    let today = match world.engine {
        Engine::Sqlite => "date('now', '+9 hours')",
        Engine::Postgres => "(now() AT TIME ZONE 'Asia/Tokyo')::date",
    };
    let sql = format!("UPDATE school_class SET opened_on = {today}");
    assert_eq!(world.execute(&sql).await.expect("opened"), 3);
}

/// Everybody has a seat; every second one has come to the confirmation.
async fn seat_all(base: &str, classes: &[Class]) -> Vec<Pupil> {
    let mut seating = JoinSet::new();
    let turns = Arc::new(Semaphore::new(32));
    for number in 0..PUPILS {
        let room = classes[number % classes.len()].room_code.clone();
        let (mut tablet, turns) = (Browser::at(base, SCHOOL_ADDRESS), Arc::clone(&turns));
        seating.spawn(async move {
            let _turn = turns.acquire().await.expect("a turn");
            let words = format!("{number}番目の言葉");
            tablet.open(&format!("/C/{room}")).await.is("中学生アンケート");
            tablet.press("はじめる").await.is("町のこと");
            let mut submission = None;
            if number % 4 != 0 {
                tablet.fill("どうしてですか", &words);
                tablet.press("次へ").await.is("大人に");
                tablet.press("次へ").await.is("回答の確認");
                submission = Some(tablet.page.hidden("submission"));
            }
            Pupil { tablet, words, submission }
        });
    }
    timeout(PATIENCE, seating.join_all()).await.expect("seated")
}

/// All at once; the process is killed after enough of them were told that it worked.
async fn work_and_kill(pupils: Vec<Pupil>, serving: &mut Serving) -> Vec<Told> {
    let (tell, mut listen) = mpsc::unbounded_channel();
    let mut working = JoinSet::new();
    // A few at a time, so that the process dies between two commits and not after the only one.
    let turns = Arc::new(Semaphore::new(12));
    for Pupil { mut tablet, words, submission } in pupils {
        let (tell, turns) = (tell.clone(), Arc::clone(&turns));
        working.spawn(async move {
            let _turn = turns.acquire().await.expect("a turn");
            let (status, told) = match submission {
                Some(number) => (
                    tablet.try_post("/a/submission", &[("submission", &number)]).await,
                    Told::Answer(number),
                ),
                None => {
                    let page = [("shown", "why"), ("why", words.as_str()), ("to", "next")];
                    (tablet.try_post("/a/p/town", &page).await, Told::Page(words))
                }
            };
            if status == Some(303) {
                tell.send(told).unwrap_or_else(|_| panic!("the test listens"));
            }
        });
    }
    drop(tell);
    let (mut told, mut answers) = (Vec::new(), 0);
    let all = async {
        while let Some(one) = listen.recv().await {
            answers += usize::from(matches!(one, Told::Answer(_)));
            told.push(one);
            if answers == ENOUGH {
                serving.kill();
            }
        }
    };
    timeout(PATIENCE, all).await.expect("worked");
    told
}

#[test]
fn sigkill_in_the_middle_of_a_lesson_of_three_classes_on_sqlite() {
    wait_for(check(Engine::Sqlite));
}

#[test]
fn sigkill_in_the_middle_of_a_lesson_of_three_classes_on_postgres() {
    wait_for(check(Engine::Postgres));
}
