//! All tables of a theme at a glance: numbers, and no word of what is written.

pub mod store;

use std::collections::HashMap;

use chrono::Duration;

use super::{Board, NoteState, Phase, store as boards};
use crate::{
    app::App,
    clock::Instant,
    error::{Error, Result},
    store::Db,
    workshop::{self, Theme, Workshop, attend},
};

/// How long a process's word on who is there counts: it says so every 15 seconds.
const FRESH: i64 = 40;

/// A theme of a workshop with all its boards.
pub struct Overview {
    /// The workshop.
    pub workshop: Workshop,
    /// All its themes, in order.
    pub themes: Vec<Theme>,
    /// The one that is looked at.
    pub theme: Theme,
    /// Its tables, in order.
    pub tables: Vec<Standing>,
    /// The board of the whole room.
    pub room: Option<Standing>,
    /// How many have joined the workshop.
    pub joined: i64,
    /// When it was looked at.
    pub now: Instant,
}

/// How a board stands.
pub struct Standing {
    /// The board.
    pub board: Board,
    /// Notes that count: neither withdrawn nor hidden.
    pub posted: i64,
    /// Those of them that wait for the facilitator.
    pub held: i64,
    /// How many sit at it.
    pub seated: i64,
    /// How many of them are done with the phase.
    pub ready: i64,
    /// How many of their phones are there now.
    pub online: i64,
    /// How many have voted in the last voting, from its phase on.
    pub voters: i64,
}

impl Overview {
    /// A workshop at a theme: the one of a position, else the one that everybody is at.
    ///
    /// # Errors
    /// The workshop has no theme, or none at this position.
    pub fn of(
        db: &mut Db,
        app: &App,
        workshop: Workshop,
        position: Option<i32>,
    ) -> Result<Overview> {
        let themes = workshop::store::themes(db, &workshop.id)?;
        let theme = match position {
            Some(position) => themes.iter().find(|theme| theme.position == position),
            None => themes
                .iter()
                .find(|theme| Some(&theme.id) == workshop.theme_id.as_ref())
                .or(themes.first()),
        };
        let theme = theme.cloned().ok_or_else(|| match position {
            Some(_) => Error::NotFound,
            None => Error::conflict(
                "このワークショップには、テーマがまだありません。担当課の画面でテーマをつくってください。",
            ),
        })?;
        let now = app.stamp();
        let of_theme = boards::of_theme(db, &theme.id)?;
        let (room, tables): (Vec<_>, Vec<_>) =
            standings(db, of_theme, now)?.into_iter().partition(|at| at.board.number == 0);
        let joined = attend::store::of_workshop(db, &workshop.id)?;
        let room = room.into_iter().next();
        Ok(Overview { workshop, themes, theme, tables, room, joined, now })
    }

    /// The boards that everybody is at: the tables, or the one of the whole room.
    pub fn in_use(&self) -> Vec<&Standing> {
        match &self.room {
            Some(room) if self.theme.in_room => vec![room],
            _ => self.tables.iter().collect(),
        }
    }

    /// All boards.
    pub fn boards(&self) -> impl Iterator<Item = &Board> {
        self.room.iter().chain(&self.tables).map(|at| &at.board)
    }

    /// A number that grows with whatever happens on any of the boards.
    pub fn cursor(&self) -> i64 {
        self.boards().map(|board| board.seq).sum()
    }

    /// Everybody is at this theme.
    pub fn is_current(&self) -> bool {
        self.workshop.theme_id.as_ref() == Some(&self.theme.id)
    }

    /// The phase, where all boards in use are in the same.
    pub fn phase(&self) -> Option<Phase> {
        let (first, last) = span(&self.in_use())?;
        (first == last).then_some(first)
    }
}

/// The phase of the board that is furthest behind, and of the one that is furthest ahead.
pub fn span(boards: &[&Standing]) -> Option<(Phase, Phase)> {
    let phases = || boards.iter().map(|at| at.board.phase);
    Some((phases().min()?, phases().max()?))
}

/// How boards stand, in their order.
pub fn standings(db: &mut Db, boards: Vec<Board>, now: Instant) -> Result<Vec<Standing>> {
    let ids: Vec<String> = boards.iter().map(|board| board.id.clone()).collect();
    let (mut posted, mut held) = (HashMap::new(), HashMap::new());
    for (id, state, notes) in store::notes(db, &ids)? {
        match NoteState::from_word(&state) {
            NoteState::Shown => *posted.entry(id).or_default() += notes,
            NoteState::Held => {
                *posted.entry(id.clone()).or_default() += notes;
                held.insert(id, notes);
            }
            NoteState::Hidden | NoteState::Withdrawn => {}
        }
    }
    let (mut seated, mut ready) = (HashMap::new(), HashMap::new());
    for (id, is_ready, people) in store::seats(db, &ids)? {
        *seated.entry(id.clone()).or_default() += people;
        if is_ready {
            ready.insert(id, people);
        }
    }
    let online = boards::online(db, &ids, now - Duration::seconds(FRESH))?;
    let mut standings = Vec::with_capacity(boards.len());
    for board in boards {
        let of = |counted: &HashMap<String, i64>| counted.get(&board.id).copied().unwrap_or(0);
        let voters = match board.phase >= Phase::Vote {
            true => voters(db, &board.id)?,
            false => 0,
        };
        standings.push(Standing {
            posted: of(&posted),
            held: of(&held),
            seated: of(&seated),
            ready: of(&ready),
            online: of(&online),
            voters,
            board,
        });
    }
    Ok(standings)
}

fn voters(db: &mut Db, board_id: &str) -> Result<i64> {
    match boards::last_round(db, board_id)? {
        Some(round) => boards::voters(db, &round.id),
        None => Ok(0),
    }
}

/// The boards that a page listens to: all of a theme, or a single one.
///
/// # Errors
/// It is no theme and no board of this workshop.
pub fn listened(db: &mut Db, workshop: &Workshop, id: &str) -> Result<Vec<String>> {
    let themes = workshop::store::themes(db, &workshop.id)?;
    if themes.iter().any(|theme| theme.id == id) {
        return Ok(boards::of_theme(db, id)?.into_iter().map(|board| board.id).collect());
    }
    Ok(vec![super::routes::belongs(db, workshop, id)?])
}
