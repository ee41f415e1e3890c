//! The hall before the evening begins: a workshop with its tables, everybody seated, the boards
//! open.

use std::sync::Arc;

use machikoe::{
    app::App,
    board::{
        self, Board, Phase,
        act::{self, By},
        lead,
    },
    clock::{Clock, day_in_japan},
    error,
    id::Ids,
    store::Db,
    workshop::{
        self, Colour, NewWorkshop, Settings, ThemeSettings, Workshop, attend, guard,
        settings::{Meaning, Names},
    },
};

use crate::{Outcome, place::Place};

/// A workshop in which everybody sits.
pub struct Hall {
    /// What people join with.
    pub digits: String,
    /// Tables in their order.
    pub tables: Vec<Table>,
}

/// A table.
pub struct Table {
    /// The id of its board.
    pub board: String,
    /// A cookie for each of its people.
    pub people: Vec<String>,
}

impl Hall {
    /// Makes a workshop of one theme and seats people at its tables.
    pub async fn open(place: &Place, tables: usize, seats: usize) -> Outcome<Hall> {
        let app = Arc::new(App::build(place.config()?, Clock::System, Ids::System)?);
        let (inner, new) = (Arc::clone(&app), evening(&app, tables)?);
        let make = move |db: &mut Db| made(db, &inner, new);
        let (workshop, boards) = app.store.write(make).await?;
        let mut found = Vec::with_capacity(tables);
        for board in boards {
            let (inner, at, table) = (Arc::clone(&app), workshop.clone(), board.clone());
            let seat = move |db: &mut Db| {
                (0..seats).map(|_| seated(db, &inner, &at, &table)).collect::<error::Result<_>>()
            };
            let people = app.store.write(seat).await?;
            found.push(Table { board: board.id, people });
        }
        Ok(Hall { digits: workshop.join_code, tables: found })
    }
}

fn evening(app: &App, tables: usize) -> Outcome<NewWorkshop> {
    let settings = Settings {
        audience: "市民".into(),
        purpose: "町のこれからを話し合います。".into(),
        names: Names::None,
        minors: false,
        tables: tables.try_into()?,
        hold: None,
        keep_days: 90,
        registration: None,
    };
    let theme = ThemeSettings {
        colours: vec![Meaning { colour: Colour::Yellow, means: "いいところ".into() }],
        minutes: Vec::new(),
        budget: 3,
        per_cluster: 2,
    };
    Ok(NewWorkshop {
        slug: "bench".into(),
        title: "町の話し合い".into(),
        template: "bench".into(),
        held_on: day_in_japan(app.stamp()),
        hours: "18:30〜20:30".into(),
        place: "市役所".into(),
        settings,
        themes: vec![("海辺の使い方".into(), "海辺で何をしたいですか。".into(), theme)],
        sample: true,
    })
}

/// The workshop and the boards of its tables, on which notes are seen by all at once.
fn made(db: &mut Db, app: &App, new: NewWorkshop) -> error::Result<(Workshop, Vec<Board>)> {
    let made = workshop::make(db, app, new, app.stamp())?;
    workshop::open(db, &made)?;
    let workshop = workshop::store::get(db, &made.id)?;
    let theme = workshop.theme_id.clone().ok_or(error::Error::NotFound)?;
    let mut boards = board::store::of_theme(db, &theme)?;
    boards.retain(|board| board.number > 0);
    for board in &boards {
        let open = |deed: &mut act::Deed<'_>| lead::set_phase(deed, Phase::Open);
        act::change(db, app, &board.id, By::Facilitator, open)?;
    }
    Ok((workshop, boards))
}

/// Somebody joins and sits down: the cookie of their phone.
fn seated(db: &mut Db, app: &App, workshop: &Workshop, board: &Board) -> error::Result<String> {
    let person = attend::join(db, app, workshop, &app.ids.token()?, "")?;
    attend::move_to(db, app, &person.id, board)?;
    let cookie = guard::attendee_cookie(app, workshop, &person.id)?;
    Ok(cookie.stripped().to_string())
}
