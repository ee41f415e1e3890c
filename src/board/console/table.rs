//! One table as its facilitator sees it: what stands on the board, what waits to be looked at,
//! who sits there.

pub mod desk;
pub mod pages;
pub mod pieces;

use super::history::{self, Step};
use crate::{
    app::App,
    board::{
        Action, Board, Note, NoteState, Role,
        live::Eye,
        overview::{self, Standing},
        phase::allowed,
        scene::Scene,
        store as boards,
    },
    error::{Error, Result},
    store::Db,
    workshop::{self, Workshop, attend},
};

/// A table, closely.
pub struct Table {
    /// What stands on its board.
    pub scene: Scene,
    /// The same in numbers.
    pub standing: Standing,
    /// What can be undone, the newest first.
    pub steps: Vec<Step>,
    /// Who sits there: id, chosen name.
    pub people: Vec<(String, Option<String>)>,
    /// The tables of the theme.
    pub tables: Vec<Board>,
    /// The id of what the page's form makes.
    pub next_id: String,
}

impl Table {
    /// A board of a workshop, for its facilitator.
    pub fn of(db: &mut Db, app: &App, workshop: Workshop, board_id: &str) -> Result<Table> {
        let board = boards::get(db, board_id)?;
        let theme = workshop::store::theme(db, &board.theme_id)?;
        let tables = boards::of_theme(db, &theme.id)?.into_iter().filter(|at| at.number > 0);
        let tables = tables.collect();
        let steps = match allowed(board.phase, Role::Facilitator, Action::Gather) {
            true => history::steps(db, board_id, board.seq)?,
            false => Vec::new(),
        };
        let people = attend::store::at_board(db, board_id)?;
        let scene = Scene::of(db, app, (workshop, theme), board_id, &Eye::Facilitator)?;
        let standing = overview::standings(db, vec![board], scene.now)?.into_iter().next();
        let standing = standing.ok_or(Error::NotFound)?;
        Ok(Table { scene, standing, steps, people, tables, next_id: app.ids.id()? })
    }

    /// The board.
    pub fn board(&self) -> &Board {
        &self.scene.content.board
    }

    /// Whether the facilitator may do something here now.
    pub fn may(&self, action: Action) -> bool {
        allowed(self.board().phase, Role::Facilitator, action)
    }

    /// Notes in a state that only their authors and the facilitator see.
    pub fn notes(&self, state: NoteState) -> Vec<&Note> {
        self.scene.content.notes.iter().filter(|note| note.state == state).collect()
    }
}
