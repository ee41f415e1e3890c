//! Two server processes on one database: what is written at one is seen at the other at once, and
//! the people of both are counted together.

use std::net::TcpListener;

use actix_web::web;
use machikoe::{
    app::App,
    board::{self, Board, Phase, live},
    config::Config,
    id::Ids,
};

use crate::support::{app::Served, live::Alive, log::Log, workshop::*, world::Plan, *};

/// A second server on the data of a world.
struct Second {
    app: web::Data<App>,
    base: String,
    _served: Served,
}

fn second(world: &World) -> Second {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
    let listen = socket.local_addr().expect("an address");
    let base_url = format!("http://{listen}");
    let url = world.database.as_ref().map(|database| database.url()).unwrap_or_default();
    let config = Config {
        listen,
        base_url: base_url.clone(),
        data: world.app.config.data.clone(),
        forms: world.app.config.forms.clone(),
        database_url: url,
        ..Config::default()
    };
    let app = App::build(config, world.app.clock.clone(), Ids::System).expect("an application");
    let app = web::Data::new(app);
    Second { _served: Served::start(app.clone(), socket), app, base: base_url }
}

/// Looks at the heads of boards as `machikoe serve` does.
fn keep(app: &web::Data<App>, process: &str) {
    tokio::spawn(live::keep(app.clone(), process.to_owned()));
}

/// How many people are at a board, of both processes, once they have said so.
async fn online(world: &World, board: &Board, expected: i64) {
    let (id, now) = (board.id.clone(), world.app.stamp());
    let counted = async {
        loop {
            let ids = [id.clone()];
            let read = move |db: &mut machikoe::store::Db| board::store::online(db, &ids, now);
            let counts = world.app.store.read(read).await.expect("counts");
            if counts.get(&id) == Some(&expected) {
                return;
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(crate::support::live::PATIENCE, counted).await.expect("counted in time");
}

async fn check() {
    let plan = Plan::default();
    let Some(world) = World::with(Engine::Postgres, Log::quiet(), plan).await else { return };
    let workshop = world.workshop(settings()).await;
    let board = world.board(&workshop, 1).await;
    let digits = workshop.join_code.clone();
    world.phase(&board, Phase::Open).await;
    let other = second(&world);
    let (hana, ken) =
        (world.at_table(&workshop, &board).await.0, world.at_table(&workshop, &board).await.0);
    let ken = ken.moved_to(&other.base);
    let mut here = Alive::open(hana.window(), &digits).await;
    let mut there = Alive::open(ken.window(), &digits).await;
    let mut also_there = Alive::open(ken.window(), &digits).await;
    for phone in [&mut here, &mut there, &mut also_there] {
        phone.listen().await;
    }
    keep(&world.app, "one");
    keep(&other.app, "two");
    // Ken looks on two of his devices and is one person.
    online(&world, &board, 2).await;

    for (number, writer) in [&hana, &ken, &hana, &ken].into_iter().enumerate() {
        let (id, text) = (format!("note-of-{number}"), format!("付箋{number}"));
        let note = [("id", id.as_str()), ("text", &text), ("colour", "pink")];
        let told = writer.tell(&format!("/w/{digits}/notes"), &note).await;
        assert_eq!(told.expect("a reply").0, 200);
        let head = world.head(&board).await;
        for phone in [&mut here, &mut there, &mut also_there] {
            phone.hear(head).await;
            assert!(phone.view.shows(&text), "{text}");
            phone.is_fresh().await;
        }
    }
}

#[test]
fn a_note_posted_at_one_process_appears_at_the_other_and_people_are_counted_together() {
    wait_for(check());
}
