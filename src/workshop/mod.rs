//! Workshops: who is invited to talk about what, at which table. What stands on a table's board
//! is for [`crate::board`].
//!
//! Reading order: this file (what a workshop is) · [`settings`] (what a template says) ·
//! [`template`] (reading one) · [`codes`] (what opens what) · [`attend`] (joining and coming back) ·
//! [`guard`] (who calls) · [`desk`] (the office) · [`erase`] (forgetting who took part).

pub mod attend;
pub mod codes;
pub mod desk;
pub mod erase;
pub mod guard;
pub mod pages;
pub mod routes;
pub mod settings;
pub mod store;
pub mod template;

use chrono::NaiveDate;

use crate::{
    app::App,
    clock::Instant,
    error::{Error, Result},
    store::Db,
};
pub use settings::{Colour, Settings, ThemeSettings};

/// A workshop.
#[derive(Clone, Debug)]
pub struct Workshop {
    /// Its id.
    pub id: String,
    /// The name in addresses.
    pub slug: String,
    /// What people call it.
    pub title: String,
    /// The name of the template that it was made from.
    pub template: String,
    /// The day, in Japan.
    pub held_on: NaiveDate,
    /// 18:30〜20:30
    pub hours: String,
    /// Where it is held.
    pub place: String,
    /// Six digits for joining.
    pub join_code: String,
    /// Which issue of its codes is valid.
    pub issue: i32,
    /// What holds for it.
    pub settings: Settings,
    /// Whether people can join and write.
    pub state: State,
    /// The theme that everybody is at.
    pub theme_id: Option<String>,
    /// Marked as sample data.
    pub sample: bool,
    /// When it was closed.
    pub closed_at: Option<Instant>,
    /// When the traces of who took part were erased.
    pub erased_at: Option<Instant>,
}

/// Whether people can join and write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not yet.
    Preparing,
    /// Now.
    Open,
    /// Not any more: everything stays as it is.
    Closed,
}

impl State {
    /// The word in the database.
    pub fn word(self) -> &'static str {
        match self {
            State::Preparing => "preparing",
            State::Open => "open",
            State::Closed => "closed",
        }
    }

    /// The state of a word.
    pub fn from_word(word: &str) -> State {
        match word {
            "open" => State::Open,
            "closed" => State::Closed,
            _ => State::Preparing,
        }
    }

    /// The word on pages.
    pub fn label(self) -> &'static str {
        match self {
            State::Preparing => "準備中",
            State::Open => "開催中",
            State::Closed => "終了",
        }
    }
}

/// A theme of a workshop: each table has a board for it.
#[derive(Clone, Debug)]
pub struct Theme {
    /// Its id.
    pub id: String,
    /// Whose it is.
    pub workshop_id: String,
    /// 1, 2, 3 …
    pub position: i32,
    /// 学校卒業後の進路と本市の将来
    pub title: String,
    /// What everybody is asked, in a sentence.
    pub question: String,
    /// What holds for it.
    pub settings: ThemeSettings,
    /// Everybody is at the board of the whole room.
    pub in_room: bool,
}

/// A workshop that is about to be made.
pub struct NewWorkshop {
    /// The name in addresses; unused so far.
    pub slug: String,
    /// What people call it.
    pub title: String,
    /// The name of the template.
    pub template: String,
    /// The day, in Japan.
    pub held_on: NaiveDate,
    /// 18:30〜20:30
    pub hours: String,
    /// Where it is held.
    pub place: String,
    /// What holds for it.
    pub settings: Settings,
    /// Its themes: title, question, what holds for each.
    pub themes: Vec<(String, String, ThemeSettings)>,
    /// Marked as sample data.
    pub sample: bool,
}

/// Makes a workshop with a board for each table of each theme, and one for the whole room. Nobody
/// can join yet. The caller records it.
///
/// # Errors
/// The slug is used already.
pub fn make(db: &mut Db, app: &App, new: NewWorkshop, now: Instant) -> Result<Workshop> {
    if store::by_slug(db, &new.slug)?.is_some() {
        return Err(Error::invalid(format!(
            "「{}」という短い名前のワークショップがもうあります。別の名前にしてください。",
            new.slug
        )));
    }
    let workshop = Workshop {
        id: app.ids.id()?,
        slug: new.slug,
        title: new.title,
        template: new.template,
        held_on: new.held_on,
        hours: new.hours,
        place: new.place,
        join_code: codes::join_code(db, app)?,
        issue: 1,
        settings: new.settings,
        state: State::Preparing,
        theme_id: None,
        sample: new.sample,
        closed_at: None,
        erased_at: None,
    };
    store::insert(db, &workshop, &codes::hashes(app, &workshop), now)?;
    for (position, (title, question, settings)) in (1..).zip(new.themes) {
        let theme = Theme {
            id: app.ids.id()?,
            workshop_id: workshop.id.clone(),
            position,
            title,
            question,
            settings,
            in_room: false,
        };
        add_theme(db, app, &workshop, &theme)?;
    }
    Ok(workshop)
}

/// Adds a theme with its boards: number 0 is the whole room's.
pub fn add_theme(db: &mut Db, app: &App, workshop: &Workshop, theme: &Theme) -> Result<()> {
    store::insert_theme(db, theme)?;
    for number in 0..=workshop.settings.tables {
        crate::board::add(db, app, &theme.id, number)?;
    }
    Ok(())
}

/// Opens a workshop: people can join from now on. Everybody is at the first theme.
pub fn open(db: &mut Db, workshop: &Workshop) -> Result<()> {
    let themes = store::themes(db, &workshop.id)?;
    let first = themes.first().ok_or_else(|| {
        Error::invalid("テーマがまだありません。1つ以上つくってから開いてください。")
    })?;
    let theme = workshop.theme_id.as_ref().unwrap_or(&first.id);
    store::set_state(db, &workshop.id, State::Open, Some(theme), None)
}

/// Closes a workshop: everything stays as it is, and can still be read.
pub fn close(db: &mut Db, workshop: &Workshop, now: Instant) -> Result<()> {
    let theme = workshop.theme_id.as_ref();
    store::set_state(db, &workshop.id, State::Closed, theme, Some(now))
}
