//! The one writer of the embedded database. What is queued is written in one transaction,
//! each job in its own savepoint, with one commit (and one wait for the disk) for all of
//! them: group commit. Replies go out after the commit.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    thread,
};

use diesel::{QueryResult, connection::SimpleConnection};
use tokio::sync::mpsc;

use super::{Db, unavailable};
use crate::error::{Error, Result};

/// How many jobs may wait; a further one is told that the store is busy.
const QUEUE: usize = 4096;
/// How many jobs share a commit at the most.
const BATCH: usize = 256;

/// A job writes, says whether its savepoint is kept, and leaves a closure that replies
/// once the fate of the whole transaction is known.
pub type Job = Box<dyn FnOnce(&mut Db) -> Done + Send>;

/// What a job leaves behind.
pub struct Done {
    /// Keep what it wrote.
    pub keep: bool,
    /// Tells the caller; gets the error that undid the whole transaction, if one did.
    pub reply: Box<dyn FnOnce(Option<Error>) + Send>,
}

/// The queue in front of the writer thread. Dropping it ends the thread after the last job.
pub struct Writer {
    queue: mpsc::Sender<Job>,
}

impl Writer {
    /// Starts the thread.
    pub fn start(db: Db) -> Result<Writer> {
        let (queue, jobs) = mpsc::channel(QUEUE);
        thread::Builder::new()
            .name("sqlite-writer".into())
            .spawn(move || run(db, jobs))
            .map_err(Error::internal)?;
        Ok(Writer { queue })
    }

    /// Queues a job, or says that the queue is full.
    pub fn submit(&self, job: Job) -> Result<()> {
        self.queue.try_send(job).map_err(|full| Error::Busy(full.to_string().into()))
    }
}

fn run(mut db: Db, mut jobs: mpsc::Receiver<Job>) {
    while let Some(first) = jobs.blocking_recv() {
        let mut batch = vec![first];
        while batch.len() < BATCH
            && let Ok(job) = jobs.try_recv()
        {
            batch.push(job);
        }
        write(&mut db, batch);
    }
}

/// One transaction. Any failure of the transaction itself fails every job in it.
fn write(db: &mut Db, batch: Vec<Job>) {
    let mut replies = Vec::with_capacity(batch.len());
    let written = db
        .batch_execute("BEGIN IMMEDIATE")
        .and_then(|()| batch.into_iter().try_for_each(|job| in_savepoint(db, job, &mut replies)))
        .and_then(|()| db.batch_execute("COMMIT"));
    if let Err(cause) = &written {
        tracing::error!(%cause, jobs = replies.len(), "a transaction was undone");
        // SQLite may have rolled back by itself (a full disk does): then this fails, rightly.
        if let Err(already) = db.batch_execute("ROLLBACK") {
            tracing::debug!(%already, "nothing left to roll back");
        }
    }
    for reply in replies {
        reply(written.as_ref().err().map(|cause| unavailable(cause.to_string())));
    }
}

type Reply = Box<dyn FnOnce(Option<Error>) + Send>;

fn in_savepoint(db: &mut Db, job: Job, replies: &mut Vec<Reply>) -> QueryResult<()> {
    db.batch_execute("SAVEPOINT job")?;
    // A job that panics loses its reply, which its caller hears as an internal error.
    let keep = match catch_unwind(AssertUnwindSafe(|| job(db))) {
        Ok(done) => {
            replies.push(done.reply);
            done.keep
        }
        Err(_) => {
            tracing::error!("a write panicked and was undone");
            false
        }
    };
    db.batch_execute(if keep { "RELEASE job" } else { "ROLLBACK TO job; RELEASE job" })
}
