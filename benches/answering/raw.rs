//! What the database alone can do: the statements that saving a page and sending a draft change
//! rows with, through the same functions, without a server, a form or a seal around them.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

use diesel::connection::SimpleConnection;
use machikoe::{clock::day_in_japan, respond::store, secret::token_hash, store::Db};

use crate::{
    Outcome,
    office::{Office, Ready},
    place::Place,
    script::Script,
};

/// Connections that a server opens (see `src/store/mod.rs`).
const CONNECTIONS: usize = 12;
/// Answerings between two looks at the watch; enough for every figure.
const MOST: usize = 1_024;

/// A change of one transaction.
enum Change {
    Save { locator: String, sealed: String },
    Send { locator: String, code_hash: String, id: String, submission: String, settled: String },
}

/// Changes of one person, in order.
type Person = Vec<Change>;

/// Transactions a second of whole answerings, with so many people at once.
pub fn answerings(
    place: &Place,
    office: &Office,
    at_once: usize,
    length: Duration,
) -> Outcome<f64> {
    let scripts = office.scripts.iter().cycle();
    let people: Outcome<Vec<Person>> =
        scripts.take(MOST).map(|script| answering(office, script)).collect();
    rate(place, office, &people?, at_once, length)
}

/// Transactions a second of nothing but sending.
pub async fn submits(place: &Place, office: &Office, at_once: usize, count: usize) -> Outcome<f64> {
    let ready = office.drafts(count).await?;
    let scripts = office.scripts.iter().cycle();
    let send =
        |(Ready { code, .. }, script): (Ready, &Script)| Ok(vec![sending(office, &code, script)?]);
    let people: Outcome<Vec<Person>> = ready.into_iter().zip(scripts).map(send).collect();
    rate(place, office, &people?, at_once, Duration::MAX)
}

fn answering(office: &Office, script: &Script) -> Outcome<Person> {
    let code = office.next_code()?;
    let locator = office.app.keys.codes.locator(&code);
    let save = |page: &crate::script::Page| Change::Save {
        locator: locator.clone(),
        sealed: page.sealed.clone(),
    };
    let mut changes: Person = script.pages.iter().map(save).collect();
    changes.push(sending(office, &code, script)?);
    Ok(changes)
}

fn sending(office: &Office, code: &machikoe::code::Code, script: &Script) -> Outcome<Change> {
    let app = &office.app;
    Ok(Change::Send {
        locator: app.keys.codes.locator(code),
        code_hash: app.keys.codes.hash(code),
        id: app.ids.id()?,
        submission: token_hash(&app.ids.token()?),
        settled: script.settled.clone(),
    })
}

fn rate(
    place: &Place,
    office: &Office,
    people: &[Person],
    at_once: usize,
    length: Duration,
) -> Outcome<f64> {
    let start = Instant::now();
    let in_time = || start.elapsed() < length;
    let written = match place.connect()? {
        mut db @ Db::Sqlite(_) => grouped(&mut db, office, people, at_once, in_time)?,
        Db::Postgres(_) => pooled(place, office, people, at_once.min(CONNECTIONS), &in_time)?,
    };
    Ok(written as f64 / start.elapsed().as_secs_f64())
}

/// One writer, and one commit for what all people who are at it send in the same moment.
fn grouped(
    db: &mut Db,
    office: &Office,
    people: &[Person],
    at_once: usize,
    in_time: impl Fn() -> bool,
) -> Outcome<usize> {
    let mut written = 0;
    for group in people.chunks(at_once).take_while(|_| in_time()) {
        let longest = group.iter().map(Vec::len).max().unwrap_or(0);
        for turn in 0..longest {
            db.batch_execute("BEGIN IMMEDIATE")?;
            for change in group.iter().filter_map(|person| person.get(turn)) {
                change.make(db, office)?;
                written += 1;
            }
            db.batch_execute("COMMIT")?;
        }
    }
    Ok(written)
}

/// A transaction for each change, over as many connections as a server has.
fn pooled(
    place: &Place,
    office: &Office,
    people: &[Person],
    connections: usize,
    in_time: &(impl Fn() -> bool + Sync),
) -> Outcome<usize> {
    let (next, written) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = || {
        let mut db = place.connect()?;
        while let Some(person) = people.get(next.fetch_add(1, Ordering::Relaxed))
            && in_time()
        {
            for change in person {
                db.batch_execute("BEGIN")?;
                change.make(&mut db, office)?;
                db.batch_execute("COMMIT")?;
                written.fetch_add(1, Ordering::Relaxed);
            }
        }
        Ok(())
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..connections).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| -> Outcome<()> {
            worker.join().map_err(|_| "a connection gave up")?
        })
    })?;
    Ok(written.into_inner())
}

impl Change {
    fn make(&self, db: &mut Db, office: &Office) -> Outcome<()> {
        match self {
            Change::Save { locator, sealed } => {
                store::save_draft(db, locator, &office.survey.id, sealed)?;
            }
            Change::Send { locator, code_hash, id, submission, settled } => {
                store::use_ticket(db, code_hash)?;
                let response = store::Response {
                    id,
                    survey_id: &office.survey.id,
                    version: 1,
                    day: day_in_japan(office.app.stamp()),
                    submission,
                    answers: settled,
                };
                store::insert_response(db, &response)?;
                store::delete_draft(db, locator)?;
                office.received(1);
            }
        }
        Ok(())
    }
}
