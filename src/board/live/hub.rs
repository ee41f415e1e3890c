//! The phones that look at boards now, and what they are handed.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use actix_web::web;
use tokio::sync::{
    Mutex as AsyncMutex,
    mpsc::{self, error::TrySendError},
};

use super::frame::{Eye, Message};
use crate::{
    app::App,
    board::{Note, author, log, store},
    error::Result,
    store::{Db, Store},
};

/// Messages that may wait for a phone before it is let go.
const QUEUE: usize = 64;
/// The most events that are read at once.
const READ: i64 = 500;
/// How often processes on one database look whether another has written.
const LOOK: Duration = Duration::from_millis(200);
/// How often a process says how many phones it has.
const COUNT: Duration = Duration::from_secs(15);

/// The boards that somebody looks at.
#[derive(Default)]
pub struct Hub {
    channels: Mutex<HashMap<String, Arc<Channel>>>,
}

/// A board that somebody looks at.
struct Channel {
    board_id: String,
    /// The number of the last event that was handed on. Held while the log is read, so that
    /// events are handed on in their order.
    handed_on: AsyncMutex<i64>,
    phones: Mutex<Vec<Phone>>,
}

struct Phone {
    eye: Eye,
    queue: mpsc::Sender<Arc<Message>>,
    /// It only wants to know that something happens: what waits already tells it.
    wants_signals: bool,
}

/// What a phone gets, until it goes away.
pub struct Subscription {
    /// What happens from now on.
    pub messages: mpsc::Receiver<Arc<Message>>,
    _channels: Vec<Arc<Channel>>,
}

impl Hub {
    /// From now on, everything that happens on a board.
    pub async fn subscribe(&self, at: &Store, board: &str, eye: Eye) -> Result<Subscription> {
        let (queue, messages) = mpsc::channel(QUEUE);
        let channel = self.channel(at, board).await?;
        lock(&channel.phones).push(Phone { eye, queue, wants_signals: false });
        Ok(Subscription { messages, _channels: vec![channel] })
    }

    /// From now on, that something happens on any of some boards. Whoever is slow hears of less,
    /// and still of the last of all.
    pub async fn watch(&self, at: &Store, boards: &[String], eye: Eye) -> Result<Subscription> {
        let (queue, messages) = mpsc::channel(QUEUE);
        let mut channels = Vec::with_capacity(boards.len());
        for board in boards {
            let channel = self.channel(at, board).await?;
            let phone = Phone { eye: eye.clone(), queue: queue.clone(), wants_signals: true };
            lock(&channel.phones).push(phone);
            channels.push(channel);
        }
        Ok(Subscription { messages, _channels: channels })
    }

    async fn channel(&self, at: &Store, board: &str) -> Result<Arc<Channel>> {
        if let Some(channel) = lock(&self.channels).get(board) {
            return Ok(Arc::clone(channel));
        }
        let id = board.to_owned();
        let head = at.read(move |db| Ok(store::get(db, &id)?.seq)).await?;
        let mut channels = lock(&self.channels);
        let channel = channels.entry(board.to_owned()).or_insert_with(|| {
            Arc::new(Channel {
                board_id: board.to_owned(),
                handed_on: AsyncMutex::new(head),
                phones: Mutex::default(),
            })
        });
        Ok(Arc::clone(channel))
    }

    /// Hands on what has been committed on a board since the last time.
    pub async fn poke(&self, at: &Store, board: &str) {
        let Some(channel) = lock(&self.channels).get(board).cloned() else { return };
        let mut handed_on = channel.handed_on.lock().await;
        loop {
            let (id, from) = (board.to_owned(), *handed_on);
            match at.read(move |db| messages(db, &id, from)).await {
                Ok(new) if new.is_empty() => return,
                Ok(new) => {
                    for message in new {
                        *handed_on = message.entry.seq;
                        channel.hand_on(&message);
                    }
                }
                // The next look finds them.
                Err(cause) => {
                    tracing::warn!(%cause, "events of a board wait to be handed on");
                    return;
                }
            }
        }
    }

    /// Lets every phone go: the server is about to stop, and waits for nobody.
    pub fn close(&self) {
        for channel in lock(&self.channels).values() {
            lock(&channel.phones).clear();
        }
    }

    /// Looks whether another process has written, and forgets boards that nobody looks at.
    async fn look(&self, at: &Store) -> Result<()> {
        let open: Vec<Arc<Channel>> = {
            let mut channels = lock(&self.channels);
            channels.retain(|_, channel| !channel.is_deserted());
            channels.values().cloned().collect()
        };
        if open.is_empty() {
            return Ok(());
        }
        let ids: Vec<String> = open.iter().map(|channel| channel.board_id.clone()).collect();
        let heads: HashMap<String, i64> =
            at.read(move |db| store::heads(db, &ids)).await?.into_iter().collect();
        for channel in open {
            let handed_on = *channel.handed_on.lock().await;
            if heads.get(&channel.board_id).is_some_and(|head| *head > handed_on) {
                self.poke(at, &channel.board_id).await;
            }
        }
        Ok(())
    }

    /// How many people's phones look at each board: nobody is counted twice.
    fn online(&self) -> Vec<(String, i32)> {
        let channels = lock(&self.channels);
        channels.values().map(|channel| (channel.board_id.clone(), channel.people())).collect()
    }
}

impl Channel {
    fn hand_on(&self, message: &Arc<Message>) {
        // A phone whose queue is full, or that has gone, loses its place.
        lock(&self.phones).retain(|phone| match phone.queue.try_send(Arc::clone(message)) {
            Ok(()) => true,
            Err(TrySendError::Full(_)) => phone.wants_signals,
            Err(TrySendError::Closed(_)) => false,
        });
    }

    fn people(&self) -> i32 {
        let mut phones = lock(&self.phones);
        phones.retain(|phone| !phone.queue.is_closed());
        let mut people: Vec<&str> =
            phones.iter().filter_map(|phone| phone.eye.attendee()).collect();
        people.sort_unstable();
        people.dedup();
        i32::try_from(people.len()).unwrap_or(i32::MAX)
    }

    fn is_deserted(self: &Arc<Self>) -> bool {
        let nobody = lock(&self.phones).iter().all(|phone| phone.queue.is_closed());
        // Somebody may be about to subscribe, or still holds its end.
        nobody && Arc::strong_count(self) == 1
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The events after a number, each with what decides to whom it goes.
pub(super) fn messages(db: &mut Db, board_id: &str, from: i64) -> Result<Vec<Arc<Message>>> {
    let mut entries = log::after(db, board_id, from, READ)?;
    let board = store::get(db, board_id)?;
    let notes: Vec<String> = entries
        .iter()
        .filter_map(|entry| match &entry.event {
            log::Event::Note { note, .. } => Some(note.id.clone()),
            _ => None,
        })
        .collect();
    let authors = author::of_notes(db, board_id, &notes)?;
    // Whoever comes back gets notes as they are now: what was hidden, withdrawn or corrected
    // meanwhile is in no byte that is sent.
    let now: HashMap<String, Note> = store::some_notes(db, board_id, &notes)?
        .into_iter()
        .map(|note| (note.id.clone(), note))
        .collect();
    for entry in &mut entries {
        if let log::Event::Note { note, .. } = &mut entry.event
            && let Some(now) = now.get(&note.id)
        {
            note.clone_from(now);
        }
    }
    let author = |event: &log::Event| match event {
        log::Event::Note { note, .. } => authors.get(&note.id).cloned(),
        _ => None,
    };
    let message = |entry: log::Entry| {
        let author = author(&entry.event);
        Arc::new(Message::new(entry, &board, author))
    };
    Ok(entries.into_iter().map(message).collect())
}

/// Looks for what others have written and counts phones, for as long as the server runs.
pub async fn keep(app: web::Data<App>, process: String) {
    let (mut look, mut count) = (tokio::time::interval(LOOK), tokio::time::interval(COUNT));
    loop {
        let done = tokio::select! {
            _ = look.tick() => app.hub.look(&app.store).await,
            _ = count.tick() => tell_online(&app, &process).await,
        };
        if let Err(cause) = done {
            tracing::warn!(%cause, "boards are looked at again in a moment");
        }
    }
}

/// Notes how many people look at each board.
async fn tell_online(app: &web::Data<App>, process: &str) -> Result<()> {
    let (online, now, process) = (app.hub.online(), app.stamp(), process.to_owned());
    if online.is_empty() {
        return Ok(());
    }
    let write = move |db: &mut Db| {
        for (board, people) in online {
            store::set_online(db, &process, &board, people, now)?;
        }
        Ok(())
    };
    app.store.write(write).await
}

#[cfg(test)]
mod tests;
