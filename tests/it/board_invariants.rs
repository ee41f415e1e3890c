//! What holds on a board whatever happens in which order: the notes are exactly those that were
//! accepted, everybody's page is a fresh one in the end, the log has no holes and rebuilds the
//! tables, no budget is passed.

mod polling;
mod replay;
mod script;
mod subscribers;
mod undoing;
mod voters;
mod writers;

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicI32, Ordering},
    },
};

use machikoe::workshop::{Settings, Workshop};
use proptest::{
    strategy::Strategy,
    test_runner::{Config, TestCaseError, TestRunner},
};
use script::{Room, Step};
use tokio::{runtime::Handle, task::block_in_place};

use crate::{
    both_engines,
    support::{workshop::settings, *},
};

/// How many scripts are played; `MACHIKOE_TEST_SCRIPTS` for more.
const SCRIPTS: u32 = 24;
/// How often a script that fails is played again, made shorter.
const SHORTER: u32 = 60;
/// How many scripts, each at a table of its own.
fn plan() -> Config {
    let asked = std::env::var("MACHIKOE_TEST_SCRIPTS").ok().and_then(|text| text.parse().ok());
    let cases = asked.unwrap_or(SCRIPTS);
    Config { cases, max_shrink_iters: SHORTER, failure_persistence: None, ..Config::default() }
}

/// Plays scripts at one table after the other.
fn play(world: World, workshop: Workshop) {
    let table = Arc::new(AtomicI32::new(0));
    let scripts = (1..=5_usize).prop_flat_map(|phones| {
        (proptest::strategy::Just(phones), proptest::collection::vec(script::step(phones), 20..40))
    });
    let one = |(phones, steps): (usize, Vec<Step>)| {
        let number = table.fetch_add(1, Ordering::Relaxed) + 1;
        let played = async {
            let mut room = Room::open(&world, &workshop, number, phones).await;
            for step in &steps {
                room.play(step).await;
            }
            room.check().await;
        };
        block_in_place(|| Handle::current().block_on(played));
        Ok::<(), TestCaseError>(())
    };
    TestRunner::new(plan()).run(&scripts, one).expect("a script without surprises");
}

both_engines! {
    async fn any_interleaving_ends_with_the_accepted_notes_and_fresh_pages_everywhere(world: World) {
        let tables = (plan().cases + SHORTER + 1).try_into().expect("a number");
        let many = Settings { tables, ..settings() };
        let workshop = world.workshop(many).await;
        play(world, workshop);
    }
}

/// The ids of the notes in a table.
async fn notes(world: &World, board: &str) -> BTreeSet<String> {
    let sql = format!("SELECT id AS value FROM note WHERE board_id = '{board}'");
    world.rows(&sql).await.into_iter().collect()
}
