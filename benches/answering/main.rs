//! How many residents one server takes, and what each of them costs.
//!
//! `cargo bench --bench answering [-- [lesson] [sqlite] [postgres] [SECONDS]]` starts the real server on
//! a folder of its own and answers the resident survey through it, from the QR to the receipt,
//! one page after the other. Beside it stands what the database alone can do in the same run
//! with the same statements. Then forty classes of 34 pupils answer theirs in the same lesson,
//! behind one address, while their teachers watch the count; `-- lesson` measures that alone.
//! Nothing is asserted: figures of different runs or machines do not
//! compare, ratios and processor time per answering do.
//!
//! PostgreSQL is measured in a database made for the run on the server that
//! `MACHIKOE_TEST_POSTGRES` names (`postgres://user@127.0.0.1:5432/postgres`).

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod http;
mod lesson;
mod office;
mod place;
mod pupils;
mod raw;
mod residents;
mod script;
mod server;
mod table;

use std::{error::Error, sync::Arc, time::Duration};

use office::Office;
use place::Place;
use residents::Crowd;
use server::Server;

/// A failed benchmark says why and ends.
type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// How many residents answer at once.
const AT_ONCE: [usize; 3] = [1, 8, 64];
/// How many send at once at the end of the last day, and how many drafts they have ready.
const STORM: (usize, usize) = (64, 2_000);

fn main() -> Outcome<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let seconds = words.iter().find_map(|word| word.parse().ok()).unwrap_or(5);
    let named = |engine: &str| words.iter().any(|word| word == engine);
    let all = !named("sqlite") && !named("postgres");
    let plan = (Duration::from_secs(seconds), named("lesson"));
    let clients = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    if all || named("sqlite") {
        clients.block_on(measure(&Place::folder()?, plan))?;
    }
    if all || named("postgres") {
        match std::env::var("MACHIKOE_TEST_POSTGRES") {
            Ok(url) => {
                clients.block_on(measure(&Place::database(&url)?, plan))?;
            }
            Err(_) => println!("PostgreSQL: skipped, MACHIKOE_TEST_POSTGRES names no server."),
        }
    }
    Ok(())
}

async fn measure(place: &Place, (length, only_lesson): (Duration, bool)) -> Outcome<()> {
    let office = Arc::new(Office::open(place).await?);
    let server = Server::start(place)?;
    if !only_lesson {
        letters(place, &office, &server, length).await?;
    }
    println!("{}:", place.name);
    lesson::measure(place, &office, &server).await?;
    println!("  memory of the server at its highest: {} MiB\n", server.peak_memory()? / 1024);
    office.check().await
}

async fn letters(
    place: &Place,
    office: &Arc<Office>,
    server: &Server,
    length: Duration,
) -> Outcome<()> {
    let crowd = Crowd::new(server.address, office);
    // The first answering reads the questionnaire into memory: it is not measured.
    crowd.answer(1, Duration::ZERO).await?;
    let first = residents::first_page(server.address, &office.next_code()?).await?;
    table::head(place, office, &first);
    for at_once in AT_ONCE {
        let before = server.spent(place)?;
        let answered = crowd.answer(at_once, length).await?;
        let spent = server.spent(place)?.since(&before);
        let raw = raw::answerings(place, office, at_once, length)?;
        table::row(at_once, &answered, &spent, raw);
    }
    storm(place, office, server, &crowd).await
}

async fn storm(place: &Place, office: &Office, server: &Server, crowd: &Crowd) -> Outcome<()> {
    let (at_once, drafts) = STORM;
    let ready = office.drafts(drafts).await?;
    let before = server.spent(place)?;
    let sent = crowd.send(at_once, ready).await?;
    let spent = server.spent(place)?.since(&before);
    let raw = raw::submits(place, office, at_once, drafts).await?;
    table::storm(at_once, &sent, &spent, raw);
    Ok(())
}
