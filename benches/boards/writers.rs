//! Somebody at each table writes notes.

use std::time::{Duration, Instant};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinSet,
    time::{MissedTickBehavior, interval},
};

use crate::{Outcome, hall::Hall, server::Server};

/// Between two notes: twenty a second in the whole hall.
const PACE: Duration = Duration::from_millis(50);

/// A note that was saved.
pub struct Written {
    /// At which table.
    pub table: usize,
    /// The number of its event.
    pub seq: i64,
    /// When it was sent.
    pub sent: Instant,
    /// How long it took until it was saved.
    pub took: Duration,
}

/// One note after the other at the tables in turn, at an even pace however long each takes.
pub async fn steadily(hall: &Hall, servers: &[Server], length: Duration) -> Outcome<Vec<Written>> {
    let (mut pace, mut writing) = (interval(PACE), JoinSet::new());
    pace.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let count = length.as_millis() / PACE.as_millis();
    for number in 0..usize::try_from(count)? {
        pace.tick().await;
        writing.spawn(post(note(hall, servers, number, "steady")?));
    }
    let mut written = Vec::new();
    while let Some(one) = writing.join_next().await {
        written.push(one??);
    }
    Ok(written)
}

/// So many notes at each table, one after the other.
pub async fn at_each_board(hall: &Hall, servers: &[Server], count: usize) -> Outcome<()> {
    let kind = format!("extra{count}");
    for number in 0..count * hall.tables.len() {
        post(note(hall, servers, number, &kind)?).await?;
    }
    Ok(())
}

/// A note on its way.
struct Note {
    table: usize,
    address: std::net::SocketAddr,
    request: String,
}

/// The n-th note. People of a table write in turn, so that nobody writes more than people do.
fn note(hall: &Hall, servers: &[Server], number: usize, kind: &str) -> Outcome<Note> {
    let (table, turn) = (number % hall.tables.len(), number / hall.tables.len());
    let people = &hall.tables[table].people;
    let cookie = &people[turn % people.len()];
    let body = format!("id={kind}-{number}-note&colour=yellow&text={TEXT}");
    let request = format!(
        "POST /w/{}/notes HTTP/1.1\r\nhost: localhost\r\ncookie: {cookie}\r\n\
         accept: application/json\r\nsec-fetch-site: same-origin\r\nconnection: close\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        hall.digits,
        body.len()
    );
    // A table's people are at the servers in turn.
    let address = servers[turn % servers.len()].address;
    Ok(Note { table, address, request })
}

/// 海辺に親子で座れる日かげがほしい
const TEXT: &str = "%E6%B5%B7%E8%BE%BA%E3%81%AB%E8%A6%AA%E5%AD%90%E3%81%A7%E5%BA%A7%E3%82%8C%E3%82%8B%E6%97%A5%E3%81%8B%E3%81%92%E3%81%8C%E3%81%BB%E3%81%97%E3%81%84";

async fn post(note: Note) -> Outcome<Written> {
    let sent = Instant::now();
    let mut socket = TcpStream::connect(note.address).await?;
    socket.set_nodelay(true)?;
    socket.write_all(note.request.as_bytes()).await?;
    let mut reply = String::new();
    socket.read_to_string(&mut reply).await?;
    // {"batch":12,"seq":12}
    let seq = reply.rsplit_once("\"seq\":").and_then(|(_, rest)| rest.split('}').next());
    let seq = seq.ok_or_else(|| format!("a note was refused: {reply}"))?.parse()?;
    Ok(Written { table: note.table, seq, sent, took: sent.elapsed() })
}
