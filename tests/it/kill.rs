//! The process is killed in the middle of 500 submissions: what was acknowledged is there once.

use std::{collections::HashSet, sync::Arc, time::Duration};

use machikoe::{
    code::Code,
    respond::{self, Posted, Saved},
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
    world::{Plan, day},
    *,
};

const RESIDENTS: usize = 500;
/// After how many acknowledged answers the process dies.
const ENOUGH: usize = 150;
/// How long any one thing may take before the test gives up.
const PATIENCE: Duration = Duration::from_secs(120);

/// Somebody about to send.
struct Ready {
    code: Code,
    submission: String,
    phone: Browser,
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
    let plan = Plan { days, more: RESIDENTS, ..Plan::default() };
    let mut world = World::on(engine, database, Log::quiet(), plan).await;
    world.stop_serving();
    let codes = begin_all(&world).await;
    let mut serving = Serving::start(&world);
    let ready = open_all(&serving.base, &codes).await;
    let submissions: Vec<(Code, String)> =
        ready.iter().map(|one| (one.code, one.submission.clone())).collect();

    let acknowledged = send_and_kill(ready, &mut serving).await;
    assert!(acknowledged.len() >= ENOUGH);
    assert!(acknowledged.len() < RESIDENTS, "the process died too late to prove anything");

    // The next start finds the data as the dead process left it.
    let serving = Serving::start(&world);
    let stored = stored(&world).await;
    for submission in &acknowledged {
        assert!(stored.contains(&token_hash(submission)), "an acknowledged answer is gone");
    }
    let tickets = world.count("ticket").await;
    let answers = world.count("response").await;
    assert_eq!(
        tickets + answers,
        RESIDENTS + EVERYBODY.len(),
        "a code used and answerless, or not used and answered"
    );
    for (code, submission) in &submissions {
        let still_works = has_ticket(&world, code).await;
        assert_eq!(still_works, !stored.contains(&token_hash(submission)));
    }

    // Everybody tries again with the page that they still have.
    let mut tries = JoinSet::new();
    let patience = Arc::new(Semaphore::new(64));
    for (code, submission) in submissions {
        let (base, patience) = (serving.base.clone(), Arc::clone(&patience));
        tries.spawn(async move {
            let _turn = patience.acquire().await.expect("a turn");
            let mut phone = Browser::new(&base);
            phone.post("/a", &[("code", &code.to_string())]).await;
            match phone.page.heading.as_str() {
                "町づくりアンケート" => phone
                    .post("/a/submission", &[("submission", &submission)])
                    .await
                    .is("回答を受け取りました"),
                _ => phone.page.is("このコードの回答はすでに受け取っています"),
            };
        });
    }
    timeout(PATIENCE, tries.join_all()).await.expect("tried again");
    assert_eq!(world.count("response").await, RESIDENTS);
    assert_eq!(world.count("draft").await, 0);
}

/// Everybody has answered the first page, and needs no other.
async fn begin_all(world: &World) -> Vec<Code> {
    let mut codes = Vec::new();
    for number in 0..RESIDENTS {
        let code = world.app.keys.codes.code(&world.survey.id, &format!("F{number}"));
        let posted = Posted {
            section: "about-you".into(),
            fields: vec![("household".into(), "3".into())],
            warned: true,
            forward: true,
        };
        let (app, now) = (world.app.clone(), world.app.stamp());
        let saved = world.write(move |db| respond::save(db, &app, &code, &posted, now)).await;
        assert!(matches!(saved, Saved::Kept { .. }));
        codes.push(code);
    }
    codes
}

/// Everybody has the confirmation on the screen.
async fn open_all(base: &str, codes: &[Code]) -> Vec<Ready> {
    let mut opening = JoinSet::new();
    let patience = Arc::new(Semaphore::new(32));
    for &code in codes {
        let (base, patience) = (base.to_owned(), Arc::clone(&patience));
        opening.spawn(async move {
            let _turn = patience.acquire().await.expect("a turn");
            let mut phone = Browser::new(&base);
            phone.post("/a", &[("code", &code.to_string())]).await.is("町づくりアンケート");
            phone.open("/a/confirm").await.is("回答の確認");
            Ready { code, submission: phone.page.hidden("submission"), phone }
        });
    }
    timeout(PATIENCE, opening.join_all()).await.expect("opened")
}

/// All send at once; the process is killed after enough of them were told that it worked.
async fn send_and_kill(ready: Vec<Ready>, serving: &mut Serving) -> Vec<String> {
    let (tell, mut told) = mpsc::unbounded_channel();
    let mut sending = JoinSet::new();
    for Ready { submission, mut phone, .. } in ready {
        let tell = tell.clone();
        sending.spawn(async move {
            if phone.try_post("/a/submission", &[("submission", &submission)]).await == Some(303) {
                tell.send(submission).expect("the test listens");
            }
        });
    }
    drop(tell);
    let mut acknowledged = Vec::new();
    let all = async {
        while let Some(submission) = told.recv().await {
            acknowledged.push(submission);
            if acknowledged.len() == ENOUGH {
                serving.kill();
            }
        }
    };
    timeout(PATIENCE, all).await.expect("sent");
    acknowledged
}

/// The submissions whose answers are in the database.
async fn stored(world: &World) -> HashSet<String> {
    world.rows("SELECT submission AS value FROM response").await.into_iter().collect()
}

async fn has_ticket(world: &World, code: &Code) -> bool {
    let hash = world.app.keys.codes.hash(code);
    let sql = format!(
        "SELECT participant_id AS value FROM ticket JOIN participant ON participant.id = participant_id
         WHERE code_hash = '{hash}'"
    );
    !world.rows(&sql).await.is_empty()
}

#[test]
fn sigkill_in_the_middle_of_500_submissions_on_sqlite() {
    wait_for(check(Engine::Sqlite));
}

#[test]
fn sigkill_in_the_middle_of_500_submissions_on_postgres() {
    wait_for(check(Engine::Postgres));
}
