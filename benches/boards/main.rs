//! How many phones one server keeps alive at workshop boards, how soon each sees a note, and what
//! that costs.
//!
//! `cargo bench --bench boards [-- [sqlite] [postgres] [SECONDS]]` starts the real server on a
//! folder of its own, seats 2,000 people at 40 tables and opens a stream for each of them. Notes
//! come at twenty a second. Then 500 phones lose their line, miss some notes and come back at the
//! same moment. On PostgreSQL two server processes share the phones, and what is written at one
//! has to be seen at the other. Every phone must have got every note, or there are no figures.
//!
//! PostgreSQL is measured in a database made for the run on the server that
//! `MACHIKOE_TEST_POSTGRES` names (`postgres://user@127.0.0.1:5432/postgres`).

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod hall;
mod phones;
#[path = "../answering/place.rs"]
mod place;
mod server;
mod stream;
mod table;
mod writers;

use std::{error::Error, time::Duration};

use hall::Hall;
use phones::Crowd;
use place::Place;
use server::Server;

/// A failed benchmark says why and ends.
type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Tables, and people at each of them.
const TABLES: usize = 40;
const SEATS: usize = 50;
/// Phones that come back at the same moment, and how many notes of its board each has missed.
const STORM: usize = 500;
const MISSED: usize = 5;

fn main() -> Outcome<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let seconds = words.iter().find_map(|word| word.parse().ok()).unwrap_or(30);
    let named = |engine: &str| words.iter().any(|word| word == engine);
    let all = !named("sqlite") && !named("postgres");
    let length = Duration::from_secs(seconds);
    let clients = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    if all || named("sqlite") {
        clients.block_on(measure(&Place::folder()?, 1, length))?;
    }
    if all || named("postgres") {
        match std::env::var("MACHIKOE_TEST_POSTGRES") {
            Ok(url) => clients.block_on(measure(&Place::database(&url)?, 2, length))?,
            Err(_) => println!("PostgreSQL: skipped, MACHIKOE_TEST_POSTGRES names no server."),
        }
    }
    Ok(())
}

async fn measure(place: &Place, processes: usize, length: Duration) -> Outcome<()> {
    let hall = Hall::open(place, TABLES, SEATS).await?;
    let servers: Outcome<Vec<Server>> = (0..processes).map(|_| Server::start(place)).collect();
    let servers = servers?;
    // The first requests open connections and fill caches: they are not measured.
    writers::at_each_board(&hall, &servers, 1).await?;

    let before = server::memory(&servers)?;
    let mut crowd = Crowd::listen(&hall, &servers).await?;
    let each = server::memory(&servers)?.saturating_sub(before) * 1024 / (TABLES * SEATS) as u64;
    table::head(place.name, processes, TABLES, SEATS, each);

    let before = server::processor_time(&servers)?;
    let written = writers::steadily(&hall, &servers, length).await?;
    let deliveries = crowd.deliveries(&written).await?;
    let spent = server::processor_time(&servers)?.saturating_sub(before);
    table::deliveries(&written, &deliveries, spent, length);

    let away = crowd.leave(STORM).await?;
    writers::at_each_board(&hall, &servers, MISSED).await?;
    let before = server::processor_time(&servers)?;
    let storm = phones::come_back(away, MISSED).await?;
    let spent = server::processor_time(&servers)?.saturating_sub(before);
    table::storm(STORM, MISSED, &storm, spent);
    Ok(())
}
