//! Boards: what a table writes, gathers and votes on. One authority (the row of the board), one
//! log, one cursor.
//!
//! Reading order: [`phase`] (who may do what when) · [`place`] (where things stand) · this file
//! (what stands on a board) · [`log`] (what became of it) · [`act`] (the frame of every change) ·
//! [`notes`], [`gather`], [`votes`], [`lead`], [`undo`] (the changes) · [`author`] (who may change
//! a note) · [`scene`] (what somebody sees) · [`live`] (how everybody sees it at once) · [`pages`]
//! (phones) · [`overview`] (all tables in numbers) · [`console`] (the facilitator) · [`wall`] (the
//! projector).
//! a note) · [`scene`] (what somebody sees) · [`live`] (how everybody sees it at once) · [`pages`] · [`record`] (what becomes of it afterwards).

pub mod act;
pub mod author;
pub mod console;
pub mod gather;
pub mod hold;
pub mod lead;
pub mod live;
pub mod log;
pub mod notes;
pub mod overview;
pub mod pages;
pub mod phase;
pub mod place;
pub mod record;
pub mod routes;
pub mod scene;
pub mod store;
pub mod undo;
pub mod votes;
pub mod wall;

use serde::{Deserialize, Serialize};

use crate::{app::App, clock::Instant, error::Result, store::Db, workshop::Colour};
pub use log::Event;
pub use phase::{Action, Phase, Role};

/// The most characters of a note.
pub const NOTE_LENGTH: usize = 140;
/// The most characters of the name of a cluster.
pub const TITLE_LENGTH: usize = 40;
/// The most characters of an announcement.
pub const ANNOUNCEMENT_LENGTH: usize = 80;

/// A board: a table's for a theme, or number 0, the whole room's.
#[derive(Clone, Debug)]
pub struct Board {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub theme_id: String,
    /// 0: the whole room. 1, 2, 3 …: a table.
    pub number: i32,
    /// テーブル1
    pub name: String,
    /// Where it is in its evening.
    pub phase: Phase,
    /// The number of its last event.
    pub seq: i64,
    /// When the time of the phase is over.
    pub timer_ends_at: Option<Instant>,
    /// One line on every phone; empty for none.
    pub announcement: String,
    /// Nobody but the facilitator changes anything.
    pub frozen: bool,
}

/// A note. Nobody's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Made by the phone that posted it.
    pub id: String,
    /// Up to [`NOTE_LENGTH`] characters.
    pub text: String,
    /// Its colour.
    pub colour: Colour,
    /// The cluster that it is in. `None`: by itself, a cluster of one.
    pub cluster: Option<String>,
    /// Where it stands there.
    pub place: String,
    /// Who sees it.
    pub state: NoteState,
    /// Why it is held or hidden, for its author.
    pub reason: String,
    /// Stands out.
    pub pinned: bool,
    /// Entered by the facilitator for somebody who wrote on paper.
    pub paper: bool,
}

impl Note {
    /// Whether it says what it said before, and only stands elsewhere.
    pub fn is_only_moved(&self, was: &Note) -> bool {
        let here = Note { cluster: self.cluster.clone(), place: self.place.clone(), ..was.clone() };
        here == *self
    }
}

/// Who sees a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoteState {
    /// Everybody, as far as the phase allows.
    Shown,
    /// Its author and the facilitator, who decides.
    Held,
    /// Its author and the facilitator, who hid it.
    Hidden,
    /// Nobody: its author took it back.
    Withdrawn,
}

impl NoteState {
    /// The word in the database.
    pub fn word(self) -> &'static str {
        match self {
            NoteState::Shown => "shown",
            NoteState::Held => "held",
            NoteState::Hidden => "hidden",
            NoteState::Withdrawn => "withdrawn",
        }
    }

    /// The state of a word.
    pub fn from_word(word: &str) -> NoteState {
        match word {
            "held" => NoteState::Held,
            "hidden" => NoteState::Hidden,
            "withdrawn" => NoteState::Withdrawn,
            _ => NoteState::Shown,
        }
    }
}

/// A cluster: an island of notes, or with `parent` part of an island of islands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cluster {
    /// Its id.
    pub id: String,
    /// The cluster of clusters that it is in.
    pub parent: Option<String>,
    /// 表札: what its notes say together. Empty until somebody writes it.
    pub title: String,
    /// Where it stands.
    pub place: String,
    /// Dissolved.
    pub gone: bool,
    /// On the board of the whole room: the board and the cluster or note that it stands for.
    pub origin: Option<(String, String)>,
}

/// What can get a dot in a voting: a cluster that holds notes, or a note by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The id of the cluster or of the note.
    pub id: String,
    /// The name of the cluster, else the text of its first note.
    pub title: String,
    /// How many notes it stands for.
    pub notes: usize,
}

/// Adds the board of a table, or with number 0 of the whole room.
pub fn add(db: &mut Db, app: &App, theme_id: &str, number: i32) -> Result<()> {
    let name = if number == 0 { "全体".into() } else { format!("テーブル{number}") };
    let board = Board {
        id: app.ids.id()?,
        theme_id: theme_id.to_owned(),
        number,
        name,
        phase: Phase::Prepare,
        seq: 0,
        timer_ends_at: None,
        announcement: String::new(),
        frozen: false,
    };
    store::insert(db, &board)
}

/// Everything that stands on a board, in order.
#[derive(Clone, Debug)]
pub struct Content {
    /// The board itself.
    pub board: Board,
    /// Clusters that are there, those of all levels.
    pub clusters: Vec<Cluster>,
    /// Notes in every state.
    pub notes: Vec<Note>,
}

impl Content {
    /// What stands on a board now.
    pub fn of(db: &mut Db, board_id: &str) -> Result<Content> {
        loop {
            let board = store::get(db, board_id)?;
            let mut clusters = store::clusters(db, board_id)?;
            clusters.retain(|cluster| !cluster.gone);
            let content = Content { board, clusters, notes: store::notes(db, board_id)? };
            // Where the phase was moved meanwhile, notes may be private that were read as open.
            if store::get(db, board_id)?.phase == content.board.phase {
                return Ok(content);
            }
        }
    }

    /// The shown notes of a cluster, in order.
    pub fn notes_in<'a>(&'a self, cluster: &'a str) -> impl Iterator<Item = &'a Note> {
        self.shown().filter(move |note| note.cluster.as_deref() == Some(cluster))
    }

    /// The shown notes by themselves, in order: 一匹狼.
    pub fn alone(&self) -> impl Iterator<Item = &Note> {
        self.shown().filter(|note| note.cluster.is_none())
    }

    /// Notes that everybody may see once the board is open.
    pub fn shown(&self) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(|note| note.state == NoteState::Shown)
    }

    /// What dots can be placed on: clusters that hold notes, then notes by themselves. On the
    /// board of the whole room every cluster stands for one of a table.
    pub fn targets(&self) -> Vec<Target> {
        let clusters = self.clusters.iter().filter_map(|cluster| {
            let mut notes = self.notes_in(&cluster.id);
            let first = notes.next();
            if first.is_none() && cluster.origin.is_none() {
                return None;
            }
            let title = match cluster.title.is_empty() {
                true => first.map(|note| note.text.clone()).unwrap_or_default(),
                false => cluster.title.clone(),
            };
            let notes = first.iter().count() + notes.count();
            Some(Target { id: cluster.id.clone(), title, notes })
        });
        let alone = self.alone().map(|note| Target {
            id: note.id.clone(),
            title: note.text.clone(),
            notes: 1,
        });
        clusters.chain(alone).collect()
    }
}
