//! The frame of every change on a board: hold the board, look whether it is allowed, change, and
//! write down what became. All of it is one transaction; nothing is shown that was not committed.

use chrono::{DurationRound, TimeDelta};

use super::{Action, Board, Cluster, Event, Note, Role, phase::allowed, store};
use crate::{
    app::App,
    clock::Instant,
    error::{Error, Result},
    store::Db,
    workshop::{self, State, Theme, Workshop},
};

/// Who does something at a board.
#[derive(Clone, Copy, Debug)]
pub enum By<'a> {
    /// Somebody who takes part, by their id.
    Attendee(&'a str),
    /// Whoever leads the workshop.
    Facilitator,
}

impl By<'_> {
    /// In which part.
    pub fn role(self) -> Role {
        match self {
            By::Attendee(_) => Role::Participant,
            By::Facilitator => Role::Facilitator,
        }
    }
}

/// A change under way, on a board that is held.
pub struct Deed<'a> {
    /// The database.
    pub db: &'a mut Db,
    /// The application.
    pub app: &'a App,
    /// Who.
    pub by: By<'a>,
    /// When.
    pub now: Instant,
    /// The board, as it was when it was taken hold of, with what the deed changed since.
    pub board: Board,
    /// What the board is about.
    pub theme: Theme,
    /// The workshop of the board.
    pub workshop: Workshop,
    events: Vec<Event>,
}

/// Does something at a board: all of it or nothing.
pub fn change<T>(
    db: &mut Db,
    app: &App,
    board_id: &str,
    by: By<'_>,
    deed: impl FnOnce(&mut Deed<'_>) -> Result<T>,
) -> Result<T> {
    let board = store::hold(db, board_id)?;
    let theme = workshop::store::theme(db, &board.theme_id)?;
    let workshop = workshop::store::get(db, &theme.workshop_id)?;
    let now = app.stamp();
    let mut under_way = Deed { db, app, by, now, board, theme, workshop, events: Vec::new() };
    let outcome = deed(&mut under_way)?;
    under_way.write_down()?;
    Ok(outcome)
}

impl Deed<'_> {
    /// Refuses what is not allowed now. Called by every change before it changes anything, and
    /// after looking whether it was done already: a repeated request is no refusal.
    pub fn may(&mut self, action: Action) -> Result<()> {
        if self.workshop.state != State::Open {
            return Err(Error::conflict(
                "このワークショップは、いまは開かれていません。書いた文はこの画面に残っています。",
            ));
        }
        if let By::Attendee(id) = self.by {
            self.sits_here(id)?;
            if self.board.frozen {
                return Err(Error::conflict(
                    "進行役がボードを止めています。書いた文はこの画面に残っています。少し待ってから、もう一度押してください。",
                ));
            }
        }
        if allowed(self.board.phase, self.by.role(), action) {
            return Ok(());
        }
        Err(Error::conflict(match action {
            Action::Post => {
                "いまは付箋を出せません。書いた文はこの画面に残っています。出せるようになったら、もう一度押してください。"
            }
            Action::Change => "いまは付箋を直せません。前の付箋はそのまま残っています。",
            Action::Gather => "いまはまとめられません。付箋はそのまま残っています。",
            Action::Vote => "いまは投票できません。入れた点はそのまま残っています。",
            Action::Ready | Action::Tend | Action::Lead => {
                "いまはできません。画面を新しくして、もう一度お試しください。"
            }
        }))
    }

    fn sits_here(&mut self, attendee_id: &str) -> Result<()> {
        let in_room = self.board.number == 0 && self.theme.in_room;
        let table = workshop::store::board_of(self.db, attendee_id, &self.theme.id)?;
        match in_room || table.is_some_and(|table| table == self.board.id) {
            true => Ok(()),
            false => Err(Error::conflict(
                "このボードは、いまのあなたのテーブルのものではありません。画面を新しくしてください。",
            )),
        }
    }

    /// Notes down something that became of the board.
    pub fn became(&mut self, event: Event) {
        self.events.push(event);
    }

    /// Writes a note and notes it down.
    pub fn write_note(&mut self, note: Note) -> Result<()> {
        let was = store::note(self.db, &self.board.id, &note.id)?;
        store::write_note(self.db, &self.board.id, &note)?;
        let posted = store::posted(self.db, &self.board.id)?;
        let moved = was.is_some_and(|was| note.is_only_moved(&was));
        self.became(Event::Note { note, posted, moved });
        Ok(())
    }

    /// Writes a cluster and notes it down.
    pub fn write_cluster(&mut self, cluster: Cluster) -> Result<()> {
        store::write_cluster(self.db, &self.board.id, &cluster)?;
        self.became(Event::Cluster { cluster });
        Ok(())
    }

    /// Writes what is steered of the board and notes it down.
    pub fn write_board(&mut self) -> Result<()> {
        store::update(self.db, &self.board)?;
        self.became(Event::Board((&self.board).into()));
        Ok(())
    }

    fn write_down(self) -> Result<()> {
        if self.events.is_empty() {
            return Ok(());
        }
        let minute = self.now.duration_trunc(TimeDelta::minutes(1)).map_err(Error::internal)?;
        let (batch, mut seq) = (self.board.seq + 1, self.board.seq);
        for event in &self.events {
            seq += 1;
            super::log::store::append(self.db, &self.board.id, (seq, batch), event, minute)?;
        }
        store::set_seq(self.db, &self.board.id, seq)
    }
}
