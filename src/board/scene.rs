//! What somebody sees of a board: what may not be seen is not in it, so that no page can show it.

use std::collections::HashMap;

use super::{Content, Note, NoteState, Phase, author, live::Eye, store, undo, votes::Voting};
use crate::{
    app::App,
    clock::Instant,
    error::Result,
    store::Db,
    workshop::{Theme, Workshop, codes},
};

/// A board as somebody sees it.
pub struct Scene {
    /// The workshop.
    pub workshop: Workshop,
    /// What the board is about.
    pub theme: Theme,
    /// What stands on it, as far as it may be seen.
    pub content: Content,
    /// The voting, from its phase on.
    pub voting: Option<Voting>,
    /// How many notes have been posted.
    pub posted: i64,
    /// How many sit at it.
    pub seated: i64,
    /// How many of them are done with the phase.
    pub ready: i64,
    /// What is one's own, for those who take part.
    pub own: Option<Own>,
    /// On the board of the whole room: the names of the tables, by the id of their boards.
    pub tables: HashMap<String, String>,
    /// While people gather: the number of what was gathered last, for undoing it.
    pub undoable: Option<i64>,
    /// When it was looked at.
    pub now: Instant,
}

/// What is somebody's own.
pub struct Own {
    /// Their notes, those that nobody else sees too.
    pub notes: Vec<Note>,
    /// Has said to be done with the phase.
    pub is_ready: bool,
    /// With what they come back on any phone.
    pub letters: String,
    /// The id of the note that the page's form posts, where no script makes one.
    pub next_id: String,
}

impl Scene {
    /// A board as somebody sees it now.
    pub fn of(
        db: &mut Db,
        app: &App,
        (workshop, theme): (Workshop, Theme),
        board_id: &str,
        eye: &Eye,
    ) -> Result<Scene> {
        let mut content = Content::of(db, board_id)?;
        let own = match eye.attendee() {
            Some(id) => Some(own(db, app, &workshop, &content, id)?),
            None => None,
        };
        let voting = Voting::of(db, &content.board, eye.attendee())?;
        let (seated, ready) = store::seated(db, board_id)?;
        let posted = store::posted(db, board_id)?;
        let tables = match content.board.number {
            0 => store::of_theme(db, &theme.id)?.into_iter().map(|at| (at.id, at.name)).collect(),
            _ => HashMap::new(),
        };
        let undoable = match content.board.phase {
            Phase::Gather => undo::last_gathering(db, &content.board)?,
            _ => None,
        };
        hide(&mut content, eye);
        let now = app.stamp();
        Ok(Scene {
            workshop,
            theme,
            content,
            voting,
            posted,
            seated,
            ready,
            own,
            tables,
            undoable,
            now,
        })
    }

    /// The phase of the board.
    pub fn phase(&self) -> Phase {
        self.content.board.phase
    }
}

fn own(db: &mut Db, app: &App, workshop: &Workshop, content: &Content, id: &str) -> Result<Own> {
    let ids = author::notes_of(db, &content.board.id, id)?;
    let notes = content.notes.iter().filter(|note| ids.contains(&note.id)).cloned().collect();
    Ok(Own {
        notes,
        is_ready: store::is_ready(db, id, &content.board.id)?,
        letters: codes::returning(app, &workshop.id, id),
        next_id: app.ids.id()?,
    })
}

/// Takes out what may not be seen: everything while people write for themselves, and what is
/// hidden from all but the facilitator.
fn hide(content: &mut Content, eye: &Eye) {
    if content.board.phase.is_private() {
        content.notes.clear();
        content.clusters.clear();
    }
    let sees_all = *eye == Eye::Facilitator;
    content.notes.retain(|note| match note.state {
        NoteState::Shown => true,
        NoteState::Held | NoteState::Hidden => sees_all,
        NoteState::Withdrawn => false,
    });
}
