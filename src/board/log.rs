//! What became of a board, event by event: append-only, in order, without holes. An event holds
//! a row as it became, so that the rows can be rebuilt from any point on; it holds nobody's name.

pub mod store;

use serde::{Deserialize, Serialize};

use super::{Board, Cluster, Note, Phase};
use crate::{
    clock::Instant,
    error::{Error, Result},
    store::Db,
};

/// What became of something on a board.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Event {
    /// A note came or changed.
    Note {
        /// As it is now.
        note: Note,
        /// How many notes have been posted: all that others hear of it while they write.
        posted: i64,
        /// It only stands elsewhere now: it was gathered.
        #[serde(default)]
        moved: bool,
    },
    /// A cluster came, changed or went.
    Cluster {
        /// As it is now.
        cluster: Cluster,
    },
    /// The board itself changed.
    Board(Steering),
    /// Somebody is done with the phase, or is not.
    Ready {
        /// How many are done.
        ready: i64,
        /// Of how many.
        seated: i64,
    },
    /// A voting began.
    Round {
        /// 1, 2, 3 …
        number: i32,
        /// Dots a person has.
        budget: i32,
        /// How many of them may go to one target.
        per_cluster: i32,
    },
    /// A dot was placed or taken back.
    Dots {
        /// In which voting.
        round: i32,
        /// How many people have voted: all that anybody hears of it while they vote.
        voters: i64,
        /// Where.
        target: String,
        /// How many dots are there now.
        total: i64,
    },
    /// People came, went, or are to look somewhere else.
    Moved,
}

impl Event {
    /// The word in the database.
    pub fn kind(&self) -> &'static str {
        match self {
            Event::Note { .. } => "note",
            Event::Cluster { .. } => "cluster",
            Event::Board(_) => "board",
            Event::Ready { .. } => "ready",
            Event::Round { .. } => "round",
            Event::Dots { .. } => "dots",
            Event::Moved => "moved",
        }
    }
}

/// What the facilitator steers of a board.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Steering {
    /// Where it is in its evening.
    pub phase: Phase,
    /// When the time of the phase is over.
    pub timer_ends_at: Option<Instant>,
    /// One line on every phone; empty for none.
    pub announcement: String,
    /// Nobody but the facilitator changes anything.
    pub frozen: bool,
}

impl From<&Board> for Steering {
    fn from(board: &Board) -> Steering {
        Steering {
            phase: board.phase,
            timer_ends_at: board.timer_ends_at,
            announcement: board.announcement.clone(),
            frozen: board.frozen,
        }
    }
}

/// An event with its place in the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// 1, 2, 3 … on its board.
    pub seq: i64,
    /// The number of the first event of the same deed.
    pub batch: i64,
    /// To the minute: a finer time could tell who was at their phone.
    pub at: Instant,
    /// What became.
    pub event: Event,
}

/// The events of a board after a number, oldest first, `most` at the most.
pub fn after(db: &mut Db, board_id: &str, seq: i64, most: i64) -> Result<Vec<Entry>> {
    let rows = store::after(db, board_id, seq, most)?;
    rows.into_iter().map(|row| row.entry()).collect()
}

/// The events of a board up to a number, oldest first.
pub fn until(db: &mut Db, board_id: &str, seq: i64) -> Result<Vec<Entry>> {
    let rows = store::until(db, board_id, seq)?;
    rows.into_iter().map(|row| row.entry()).collect()
}

fn parse(body: &str) -> Result<Event> {
    serde_json::from_str(body).map_err(Error::internal)
}
