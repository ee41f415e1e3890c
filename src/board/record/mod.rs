//! What becomes of boards afterwards: the workbook, the page for print, the way they came to be.
//!
//! Reading order: this file (what goes on record, and what does not) · [`rebuild`] (a board at
//! any moment) · [`keys`] (what notes and clusters are called) · [`votings`] · [`replay`] ·
//! [`course`] (the log in words) · [`sheets`] (tables) · [`workbook`], [`csv`] (files) ·
//! [`pages`], [`mod@print`].
//!
//! Whatever nobody may read is taken out here, before anything is drawn or written: a note that
//! its author took back has no text, and of a board that was never opened there are numbers only.

pub mod course;
pub mod csv;
pub mod keys;
pub mod pages;
pub mod print;
pub mod rebuild;
pub mod replay;
pub mod routes;
pub mod sheets;
pub mod store;
pub mod votings;
pub mod wall;
pub mod workbook;

use std::collections::{HashMap, HashSet};

use super::{
    Board, Content, Event, Note, NoteState,
    log::{self, Entry},
    store as boards,
};
use crate::{
    app::App,
    clock::Instant,
    error::Result,
    store::Db,
    workshop::{self, State, Theme, Workshop, attend, store as workshops},
};
use keys::Keys;
use rebuild::State as Past;
use votings::Voting;

/// What stands where something was that may not be read any more.
pub const GONE: &str = "（いまは見えない付箋）";

/// A workshop as it is kept.
pub struct Record {
    /// The workshop.
    pub workshop: Workshop,
    /// Who speaks.
    pub city: String,
    /// When the record was made.
    pub made: Instant,
    /// How many took part. `None`: the traces of who took part were erased.
    pub took_part: Option<i64>,
    /// Its themes, in order.
    pub themes: Vec<OfTheme>,
}

/// A theme as it is kept.
pub struct OfTheme {
    /// The theme.
    pub theme: Theme,
    /// A, B, C …
    pub letter: String,
    /// Its tables by number, then the whole room, if anything stood there.
    pub boards: Vec<OfBoard>,
    /// What notes and clusters are called.
    pub keys: Keys,
    unreadable: Unreadable,
}

/// A board as it is kept.
pub struct OfBoard {
    /// The board.
    pub board: Board,
    /// What everybody could read in the end.
    pub content: Content,
    /// Notes in every state, in the order in which they came.
    pub notes: Vec<Note>,
    /// How many sat there. `None` for the whole room.
    pub took_part: Option<i64>,
    /// Votings, the first one first.
    pub votings: Vec<Voting>,
    /// The log.
    pub entries: Vec<Entry>,
}

/// What may not be read (any more): ids of notes, and everything that was ever written on them.
#[derive(Debug, Default)]
struct Unreadable {
    ids: HashSet<String>,
    texts: HashSet<String>,
}

impl Record {
    /// Gathers what is kept of a workshop.
    pub fn of(db: &mut Db, app: &App, workshop: Workshop) -> Result<Record> {
        let took_part = match workshop.erased_at {
            Some(_) => None,
            None => Some(attend::store::of_workshop(db, &workshop.id)?),
        };
        let mut themes = Vec::new();
        for theme in workshops::themes(db, &workshop.id)? {
            themes.push(OfTheme::of(db, &workshop, theme)?);
        }
        let (city, made) = (app.config.city.name.clone(), app.stamp());
        Ok(Record { workshop, city, made, took_part, themes })
    }

    /// A board with its theme.
    pub fn board(&self, id: &str) -> Option<(&OfTheme, &OfBoard)> {
        let mut all = self.boards();
        all.find(|(_, kept)| kept.board.id == id)
    }

    /// Every board with its theme, in order.
    pub fn boards(&self) -> impl Iterator<Item = (&OfTheme, &OfBoard)> {
        self.themes.iter().flat_map(|theme| theme.boards.iter().map(move |board| (theme, board)))
    }
}

impl OfTheme {
    fn of(db: &mut Db, workshop: &Workshop, theme: Theme) -> Result<OfTheme> {
        let letter = keys::letter(theme.position);
        let (mut found, mut keys) = (Vec::new(), Keys::default());
        let mut unreadable = Unreadable::default();
        for board in boards::of_theme(db, &theme.id)? {
            let content = Content::of(db, &board.id)?;
            let entries = log::until(db, &board.id, board.seq)?;
            keys.add(&letter, &board, &entries);
            unreadable.add(&content, &entries);
            found.push((content, entries));
        }
        // The whole room comes last, as it does in the evening.
        found.sort_by_key(|(content, _)| (content.board.number == 0, content.board.number));
        let mut kept = Vec::new();
        for (content, entries) in found {
            let is_used = !content.notes.is_empty() || !content.clusters.is_empty();
            if content.board.number > 0 || is_used {
                kept.push(OfBoard::of(db, workshop, (content, entries), &keys, &unreadable)?);
            }
        }
        Ok(OfTheme { theme, letter, boards: kept, keys, unreadable })
    }

    /// The name of the table that a cluster of the whole room came from, with its key there.
    pub fn origin(&self, origin: &(String, String)) -> Option<(&str, &str)> {
        let (board, target) = origin;
        let from = self.boards.iter().find(|kept| kept.board.id == *board)?;
        Some((&from.board.name, self.keys.of(board, target)))
    }

    /// The dots of a table's target in the last voting of the whole room.
    pub fn room_dots(&self, board: &str, target: &str) -> Option<i64> {
        let room = self.boards.iter().find(|kept| kept.board.number == 0)?;
        let stands_for = |origin: &Option<(String, String)>| {
            origin.as_ref().is_some_and(|(of, id)| of == board && id == target)
        };
        let cluster = room.content.clusters.iter().find(|it| stands_for(&it.origin))?;
        room.votings.last()?.dots(&cluster.id)
    }
}

impl OfBoard {
    fn of(
        db: &mut Db,
        workshop: &Workshop,
        (content, entries): (Content, Vec<Entry>),
        keys: &Keys,
        unreadable: &Unreadable,
    ) -> Result<OfBoard> {
        let board = content.board.clone();
        let mut notes: Vec<Note> =
            content.notes.iter().cloned().map(|note| told(&board, note)).collect();
        notes.sort_by_key(|note| keys.number(&board.id, &note.id));
        let content = unreadable.without(content);
        let mut totals = HashMap::new();
        let rounds = store::rounds(db, &board.id)?;
        for round in &rounds {
            let counted = (boards::voters(db, &round.id)?, boards::totals(db, &round.id)?);
            totals.insert(round.number, counted);
        }
        // As on the screen; what was closed in the middle of a voting is over too.
        let is_over = board.phase.shows_votes() || workshop.state == State::Closed;
        let may_show = is_over && !board.phase.is_private();
        let ends = votings::ends(&entries);
        let mut counted = Vec::new();
        for (at, round) in rounds.iter().enumerate() {
            let is_last = at + 1 == rounds.len();
            let then = match ends.get(&round.number) {
                Some(seq) if !is_last => {
                    let until = entries.iter().filter(|entry| entry.seq <= *seq);
                    unreadable.without(Past::blank().after(until).content(&board))
                }
                _ => content.clone(),
            };
            let (voters, totals) = totals.remove(&round.number).unwrap_or_default();
            counted.push(Voting::of(round, voters, &totals, &then, may_show));
        }
        let took_part = match board.number {
            0 => None,
            _ => Some(boards::seated(db, &board.id)?.0),
        };
        Ok(OfBoard { board, content, notes, took_part, votings: counted, entries })
    }

    /// Whether anything ever stood there.
    pub fn is_used(&self) -> bool {
        !self.notes.is_empty() || !self.content.clusters.is_empty()
    }

    /// How many notes are in a state.
    pub fn count(&self, state: NoteState) -> i64 {
        self.notes.iter().filter(|note| note.state == state).count() as i64
    }
}

/// A note as the office reads it: what its author took back, and what stands on a board that was
/// not opened, it does not.
fn told(board: &Board, mut note: Note) -> Note {
    if board.phase.is_private() || note.state == NoteState::Withdrawn {
        (note.text, note.reason) = (String::new(), String::new());
    }
    note
}

impl Unreadable {
    fn add(&mut self, content: &Content, entries: &[Entry]) {
        let is_private = content.board.phase.is_private();
        let hidden = content.notes.iter().filter(|at| is_private || at.state != NoteState::Shown);
        self.ids.extend(hidden.map(|note| note.id.clone()));
        for entry in entries {
            if let Event::Note { note, .. } = &entry.event
                && self.ids.contains(&note.id)
            {
                self.texts.insert(note.text.clone());
            }
        }
    }

    /// What everybody could read at a board, as far as it may still be read. Dots stay where they
    /// fell, so that they add up; the board of the whole room copies titles, so it is looked
    /// through too.
    fn without(&self, mut content: Content) -> Content {
        if content.board.phase.is_private() {
            content.notes.clear();
            content.clusters.clear();
        }
        content.notes.retain(|note| note.state == NoteState::Shown);
        for note in content.notes.iter_mut().filter(|note| self.ids.contains(&note.id)) {
            note.text = GONE.into();
        }
        for cluster in content.clusters.iter_mut().filter(|cluster| cluster.origin.is_some()) {
            if self.texts.contains(&cluster.title) {
                cluster.title = GONE.into();
            }
        }
        content
    }
}

/// The address of what is kept of a workshop.
pub fn url(workshop: &Workshop) -> String {
    format!("/staff/workshops/{}/record", workshop.slug)
}

/// The word for the state of a note.
pub fn state_label(state: NoteState) -> &'static str {
    match state {
        NoteState::Shown => "表示",
        NoteState::Held => "確認待ち",
        NoteState::Hidden => "非表示",
        NoteState::Withdrawn => "取り下げ",
    }
}

/// What a colour means on the boards of a theme; empty for one that is not used any more.
pub fn meaning(theme: &Theme, colour: workshop::Colour) -> &str {
    let used = theme.settings.colours.iter().find(|of| of.colour == colour);
    used.map_or("", |of| of.means.as_str())
}
