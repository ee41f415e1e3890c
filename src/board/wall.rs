//! The wall: what everybody in the room sees on the projector. It shows, and changes nothing; what
//! is held, hidden or withdrawn is in none of its bytes.

pub mod pages;
pub mod routes;
pub mod stage;

use super::{live::Eye, overview::Overview, routes::belongs, scene::Scene, store};
use crate::{app::App, error::Result, store::Db, workshop::Workshop};

/// What the wall shows.
pub struct Wall {
    /// All tables of the theme that everybody is at, in numbers.
    pub over: Overview,
    /// The board that is shown; `None`: all tables.
    pub scene: Option<Scene>,
    /// The address that the page was asked for shows what everybody is at.
    pub follows: bool,
}

impl Wall {
    /// What the wall shows now: a board, else what everybody is at. `None`: everybody has gone on
    /// to another theme than that of the board.
    ///
    /// # Errors
    /// It is no board of this workshop.
    pub fn of(
        db: &mut Db,
        app: &App,
        workshop: Workshop,
        board: Option<&str>,
    ) -> Result<Option<Wall>> {
        let over = Overview::of(db, app, workshop.clone(), None)?;
        let shown = match board {
            Some(id) => Some(belongs(db, &workshop, id)?),
            None if over.theme.in_room => over.room.as_ref().map(|room| room.board.id.clone()),
            None => None,
        };
        let scene = match shown {
            None => None,
            Some(id) => {
                if store::get(db, &id)?.theme_id != over.theme.id {
                    return Ok(None);
                }
                let theme = over.theme.clone();
                Some(Scene::of(db, app, (workshop, theme), &id, &Eye::Projector)?)
            }
        };
        Ok(Some(Wall { over, scene, follows: board.is_none() }))
    }
}
