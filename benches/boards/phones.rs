//! Everybody's phones: listening all the time, and some of them away for a while.

use std::{
    collections::HashMap,
    net::SocketAddr,
    time::{Duration, Instant},
};

use tokio::{
    sync::{mpsc, watch},
    task::JoinSet,
    time::timeout,
};

use crate::{Outcome, hall::Hall, server::Server, stream::Stream, writers::Written};

/// How long a phone may wait for what must come.
const PATIENCE: Duration = Duration::from_secs(30);
/// How many open their streams at the same time when the evening begins.
const DOORS: usize = 50;

/// A phone between two streams.
pub struct Phone {
    address: SocketAddr,
    path: String,
    cookie: String,
    table: usize,
    /// The number of the last event that it has seen.
    seen: i64,
}

/// An event that has come to a phone.
struct Arrival {
    table: usize,
    seq: i64,
    at: Instant,
}

/// Phones that listen.
pub struct Crowd {
    listening: JoinSet<Outcome<Phone>>,
    /// How many of the phones, by their number, are to go away.
    gone: watch::Sender<usize>,
    arrivals: mpsc::UnboundedReceiver<Arrival>,
    seats: usize,
}

impl Crowd {
    /// Opens a stream for everybody, one person after the other at the servers in turn.
    pub async fn listen(hall: &Hall, servers: &[Server]) -> Outcome<Crowd> {
        let mut phones: Vec<Phone> = Vec::new();
        for (table, at) in hall.tables.iter().enumerate() {
            let path = format!("/w/{}/stream?board={}", hall.digits, at.board);
            for (server, cookie) in servers.iter().cycle().zip(&at.people) {
                let (path, cookie) = (path.clone(), cookie.clone());
                phones.push(Phone { address: server.address, path, cookie, table, seen: 0 });
            }
        }
        let ((gone, _), (arrived, arrivals)) = (watch::channel(0), mpsc::unbounded_channel());
        let mut listening = JoinSet::new();
        let mut phones = phones.into_iter().enumerate().peekable();
        while phones.peek().is_some() {
            let mut opening = JoinSet::new();
            for (number, phone) in phones.by_ref().take(DOORS) {
                opening.spawn(async move {
                    Ok::<_, Box<dyn std::error::Error + Send + Sync>>((
                        number,
                        phone.open().await?,
                        phone,
                    ))
                });
            }
            while let Some(opened) = opening.join_next().await {
                let (number, stream, phone) = opened??;
                listening.spawn(phone.hear(stream, number, gone.subscribe(), arrived.clone()));
            }
        }
        let seats = hall.tables.first().map_or(0, |table| table.people.len());
        Ok(Crowd { listening, gone, arrivals, seats })
    }

    /// How long each note took to each phone at its table, from being sent.
    pub async fn deliveries(&mut self, written: &[Written]) -> Outcome<Vec<Duration>> {
        let sent: HashMap<(usize, i64), Instant> =
            written.iter().map(|note| ((note.table, note.seq), note.sent)).collect();
        let mut took = Vec::with_capacity(sent.len() * self.seats);
        while took.len() < sent.len() * self.seats {
            let arrival = timeout(PATIENCE, self.arrivals.recv()).await;
            let Ok(Some(arrival)) = arrival else {
                let missing = sent.len() * self.seats - took.len();
                return Err(format!("{missing} deliveries never came").into());
            };
            // What was seen before the first note that is measured does not count.
            if let Some(sent) = sent.get(&(arrival.table, arrival.seq)) {
                took.push(arrival.at.saturating_duration_since(*sent));
            }
        }
        Ok(took)
    }

    /// So many phones lose their line.
    pub async fn leave(&mut self, count: usize) -> Outcome<Vec<Phone>> {
        self.gone.send(count)?;
        let mut away = Vec::with_capacity(count);
        while away.len() < count {
            let phone = self.listening.join_next().await.ok_or("nobody is there")?;
            away.push(phone??);
        }
        Ok(away)
    }
}

impl Phone {
    async fn open(&self) -> Outcome<Stream> {
        Stream::open(self.address, &self.path, &self.cookie, self.seen).await
    }

    /// Hears what comes until the line is lost.
    async fn hear(
        mut self,
        mut stream: Stream,
        number: usize,
        mut gone: watch::Receiver<usize>,
        arrived: mpsc::UnboundedSender<Arrival>,
    ) -> Outcome<Phone> {
        loop {
            tokio::select! {
                seq = stream.next() => {
                    let seq = seq?;
                    if self.seen > 0 && seq != self.seen + 1 {
                        return Err(format!("{seq} came after {}", self.seen).into());
                    }
                    self.seen = seq;
                    arrived.send(Arrival { table: self.table, seq, at: Instant::now() })?;
                }
                away = gone.wait_for(|count| number < *count) => {
                    drop(away?);
                    return Ok(self);
                }
            }
        }
    }
}

/// Everybody comes back at the same moment: how long each took until it had what it missed.
pub async fn come_back(phones: Vec<Phone>, missed: usize) -> Outcome<Vec<Duration>> {
    let start = Instant::now();
    let mut coming = JoinSet::new();
    for phone in phones {
        coming.spawn(async move {
            let until = phone.seen + i64::try_from(missed)?;
            let mut stream = phone.open().await?;
            while stream.next().await? < until {}
            Ok::<_, Box<dyn std::error::Error + Send + Sync>>(start.elapsed())
        });
    }
    let mut took = Vec::new();
    while let Some(one) = timeout(PATIENCE, coming.join_next()).await? {
        took.push(one??);
    }
    Ok(took)
}
