//! The server is killed in the middle of a storm of notes, again and again: every note that was
//! acknowledged is there once, and phones that come back with their number miss nothing.

use std::collections::BTreeSet;

use machikoe::board::{Board, Phase};
use tokio::{sync::mpsc, task::JoinSet, time::timeout};

use crate::support::{
    child::Serving,
    live::{Alive, PATIENCE},
    log::Log,
    workshop::*,
    world::Plan,
    *,
};

const PHONES: usize = 20;
/// How often the server dies.
const DEATHS: usize = 4;
/// After how many acknowledged notes, and how many notes a phone has at the most.
const ENOUGH: usize = 60;
const NOTES: usize = 200;

async fn check(engine: Engine) {
    let Some(mut world) = World::with(engine, Log::quiet(), Plan::default()).await else { return };
    let workshop = world.workshop(settings()).await;
    let board = world.board(&workshop, 1).await;
    world.phase(&board, Phase::Open).await;
    let mut phones = Vec::new();
    for _ in 0..PHONES {
        phones.push(world.at_table(&workshop, &board).await.0);
    }
    world.stop_serving();
    let digits = workshop.join_code.clone();
    let mut acknowledged = BTreeSet::new();
    let mut serving = Serving::start(&world);
    let mut alive = Vec::new();
    for phone in &phones {
        alive.push(Alive::open(phone.moved_to(&serving.base), &digits).await);
    }
    for death in 0..DEATHS {
        for phone in &mut alive {
            phone.listen().await;
        }
        acknowledged.extend(storm_and_kill(&alive, &digits, death, &mut serving).await);
        for phone in &mut alive {
            // What the dying server still sent is heard, up to the end of the stream.
            timeout(PATIENCE, phone.hear_the_rest()).await.expect("an end");
        }
        let stored = stored(&world, &board).await;
        let lost: Vec<&String> = acknowledged.difference(&stored).collect();
        assert!(lost.is_empty(), "acknowledged and gone: {lost:?}");

        serving = Serving::start(&world);
        for phone in &mut alive {
            phone.browser = phone.browser.moved_to(&serving.base);
            phone.is_fresh().await;
        }
        // On PostgreSQL what was under way may have been committed after the server's end.
        let stored = self::stored(&world, &board).await.len();
        let events = "SELECT CAST(COUNT(*) AS TEXT) AS value FROM event WHERE kind = 'note'";
        assert_eq!(world.rows(events).await, [stored.to_string()], "an event for each note");
    }
}

/// Everybody posts one note after the other; the server dies after enough of them were saved.
async fn storm_and_kill(
    phones: &[Alive],
    digits: &str,
    death: usize,
    serving: &mut Serving,
) -> Vec<String> {
    let (tell, mut told) = mpsc::unbounded_channel();
    let mut posting = JoinSet::new();
    for (number, phone) in phones.iter().enumerate() {
        let (phone, tell) = (phone.browser.window(), tell.clone());
        let path = format!("/w/{digits}/notes");
        posting.spawn(async move {
            for at in 0..NOTES {
                let id = format!("note-{death}-{number}-{at}");
                let note = [("id", id.as_str()), ("text", "海の家"), ("colour", "pink")];
                match phone.tell(&path, &note).await {
                    Some((200, _)) => tell.send(id).expect("the test listens"),
                    // Too busy is no promise.
                    Some((503, _)) => {}
                    Some((status, body)) => panic!("{status} {body}"),
                    None => return,
                }
            }
        });
    }
    drop(tell);
    let mut acknowledged = Vec::new();
    let all = async {
        while let Some(id) = told.recv().await {
            acknowledged.push(id);
            if acknowledged.len() == ENOUGH {
                serving.kill();
            }
        }
    };
    timeout(PATIENCE, all).await.expect("posted");
    posting.join_all().await;
    assert!(acknowledged.len() < PHONES * NOTES, "it died too late to prove anything");
    acknowledged
}

async fn stored(world: &World, board: &Board) -> BTreeSet<String> {
    let sql = format!("SELECT id AS value FROM note WHERE board_id = '{}'", board.id);
    world.rows(&sql).await.into_iter().collect()
}

#[test]
fn sigkill_in_a_storm_of_notes_loses_and_doubles_nothing_on_sqlite() {
    wait_for(check(Engine::Sqlite));
}

#[test]
fn sigkill_in_a_storm_of_notes_loses_and_doubles_nothing_on_postgres() {
    wait_for(check(Engine::Postgres));
}
