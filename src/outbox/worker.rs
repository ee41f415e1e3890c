//! Sends what is due. A mail is taken with a lease before it is sent and marked afterwards: a
//! process that dies in between leaves a mail that another takes when the lease is over.

use std::{
    ops::AddAssign,
    sync::{Arc, Mutex, PoisonError},
    time::Duration as Wait,
};

use chrono::Duration;
use lettre::Message;
use tokio::task::JoinSet;

use super::{
    Letter, State, is_off,
    mailer::{Line, Server},
    message::message,
    store::{self, Fate},
    trouble::Trouble,
};
use crate::{
    app::App,
    clock::{Clock, Instant},
    error::{Error, Result},
    store::Store,
};

/// How many mails a process takes at a time, and over how many lines to the server it sends them.
const BATCH: i64 = 20;
const LINES: usize = 4;

/// Longer than a batch can take: five mails a line, each with half a minute for reaching the
/// server and half a minute for being handed over.
const LEASE: Duration = Duration::minutes(10);

/// The pauses after the first, second … try that failed; after the last one comes a last try.
const PAUSES: [Duration; 6] = [
    Duration::minutes(1),
    Duration::minutes(5),
    Duration::minutes(30),
    Duration::hours(2),
    Duration::hours(8),
    Duration::hours(24),
];

/// A bell rings inside the transaction that writes a mail: its commit gets a moment.
const GATHER: Wait = Wait::from_millis(250);
/// The longest rest: for what another process wrote, or left behind when it died.
const REST: Wait = Wait::from_secs(60);

/// What a round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// Taken by the mail server.
    pub sent: usize,
    /// To be tried again.
    pub put_off: usize,
    /// Given up.
    pub failed: usize,
    /// Not sent, because the recipient wants no more.
    pub declined: usize,
    /// Not sent, because no mail server is named.
    pub kept: usize,
}

impl AddAssign for Sent {
    fn add_assign(&mut self, other: Sent) {
        self.sent += other.sent;
        self.put_off += other.put_off;
        self.failed += other.failed;
        self.declined += other.declined;
        self.kept += other.kept;
    }
}

/// Sends until the process ends: when the bell rings, when the next mail is due, and once a
/// minute.
pub async fn run(app: Arc<App>) {
    while !app.mailer.is_closing() {
        let rest = send_and_see(&app).await.unwrap_or_else(|cause| {
            tracing::warn!(%cause, "mail waits for a minute");
            REST
        });
        tokio::select! {
            () = app.mailer.woken() => tokio::time::sleep(GATHER).await,
            () = tokio::time::sleep(rest) => {}
        }
    }
}

/// Sends what is due and says how long to rest.
async fn send_and_see(app: &App) -> Result<Wait> {
    round(app).await?;
    let now = app.stamp();
    let next = app.store.read(move |db| store::next_due(db, now)).await?;
    Ok(next.map_or(REST, |due| (due - now).to_std().unwrap_or_default().min(REST)))
}

/// Sends everything that is due now, a batch at a time.
pub async fn round(app: &App) -> Result<Sent> {
    let mut all = Sent::default();
    let Some(server) = app.mailer.server() else {
        let now = app.stamp();
        all.kept = app.store.write(move |db| store::keep_due(db, now)).await?;
        return Ok(all);
    };
    while !app.mailer.is_closing() {
        let Some((taken, did)) = take(app).await? else { break };
        all += did;
        all += send(app, server, taken).await?;
    }
    Ok(all)
}

/// Takes some of the mails that are due, and ends those that nobody wants. `None`: none is due.
/// Another process may have taken all of those that were.
async fn take(app: &App) -> Result<Option<(Vec<Letter>, Sent)>> {
    let (now, key) = (app.stamp(), app.keys.mail);
    // A write also to look: on the embedded database it comes after the transaction that rang.
    app.store
        .write(move |db| {
            let due = store::due(db, now, BATCH)?;
            if due.is_empty() {
                return Ok(None);
            }
            let (mut taken, mut did) = (Vec::with_capacity(due.len()), Sent::default());
            for letter in due {
                if letter.mail().map_or(Ok(false), |mail| is_off(db, &key, &mail))? {
                    let declined = Fate::Ended(State::Declined, None);
                    store::settle(db, &letter.id, letter.tries, now, &declined)?;
                    did.declined += 1;
                } else if store::lease(db, &letter, now + LEASE)? {
                    taken.push(Letter { tries: letter.tries + 1, ..letter });
                }
            }
            Ok(Some((taken, did)))
        })
        .await
}

type Queue = Arc<Mutex<Vec<(Letter, Message)>>>;

async fn send(app: &App, server: &Arc<Server>, taken: Vec<Letter>) -> Result<Sent> {
    let mut all = Sent::default();
    let notes = Notes { store: app.store.clone(), clock: app.clock.clone() };
    let mut ready = Vec::with_capacity(taken.len());
    for letter in taken {
        let mail = letter.mail().ok_or(Trouble::Unsendable);
        match mail.and_then(|mail| message(app, server, &letter.id, &mail, app.stamp())) {
            Ok(message) => ready.push((letter, message)),
            Err(trouble) => all += notes.trouble(&letter, trouble).await?,
        }
    }
    // Lines take from the end: the longest due stands there.
    ready.reverse();
    let lines = LINES.min(ready.len());
    let queue: Queue = Arc::new(Mutex::new(ready));
    let mut busy = JoinSet::new();
    for _ in 0..lines {
        busy.spawn(over_a_line(Line::to(server.clone()), queue.clone(), notes.clone()));
    }
    while let Some(line) = busy.join_next().await {
        all += line.map_err(Error::internal)??;
    }
    Ok(all)
}

async fn over_a_line(mut line: Line, queue: Queue, notes: Notes) -> Result<Sent> {
    let mut all = Sent::default();
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop();
    while let Some((letter, message)) = next() {
        // Each is noted at once: whoever dies here leaves as few as possible to be sent again.
        all += match line.send(&message).await {
            Ok(_) => notes.note(&letter, Fate::Ended(State::Sent, None)).await?,
            Err(failure) => notes.trouble(&letter, failure.trouble).await?,
        };
    }
    line.close().await;
    Ok(all)
}

/// Notes what became of mails.
#[derive(Clone)]
struct Notes {
    store: Store,
    clock: Clock,
}

impl Notes {
    async fn trouble(&self, letter: &Letter, trouble: Trouble) -> Result<Sent> {
        // The kind and the number, and nothing that tells to whom or what.
        tracing::warn!(?trouble, tries = letter.tries, "a mail did not leave");
        let fate = match next_try(self.clock.now(), letter.tries, trouble) {
            Some(due) => Fate::PutOff(due, trouble),
            None => Fate::Ended(State::Failed, Some(trouble)),
        };
        self.note(letter, fate).await
    }

    async fn note(&self, letter: &Letter, fate: Fate) -> Result<Sent> {
        let (id, tries, now) = (letter.id.clone(), letter.tries, self.clock.now());
        let mut did = Sent::default();
        match &fate {
            Fate::Ended(State::Sent, _) => did.sent = 1,
            Fate::Ended(..) => did.failed = 1,
            Fate::PutOff(..) => did.put_off = 1,
        }
        self.store.write(move |db| store::settle(db, &id, tries, now, &fate)).await?;
        Ok(did)
    }
}

/// When to try again after the n-th try (1, 2 …) failed; `None`: no more.
fn next_try(now: Instant, tries: i32, trouble: Trouble) -> Option<Instant> {
    let before = usize::try_from(tries).ok()?.checked_sub(1)?;
    PAUSES.get(before).filter(|_| !trouble.is_final()).map(|pause| now + *pause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end() {
        let now: Instant = "2026-12-10T03:00:00Z".parse().expect("an instant");
        let pause = |tries| next_try(now, tries, Trouble::Busy(451)).map(|due| due - now);
        let all: Vec<_> = (1..=PAUSES.len() as i32).map_while(pause).collect();
        assert_eq!(all, PAUSES);
        assert!(all.is_sorted());
        assert_eq!(pause(PAUSES.len() as i32 + 1), None);
        assert_eq!(next_try(now, 1, Trouble::Refused(550)), None);
    }
}
