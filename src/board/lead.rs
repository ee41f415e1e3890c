//! What the facilitator steers: phases, time, announcements, the room and its tables.

use chrono::Duration;

use super::{
    ANNOUNCEMENT_LENGTH, Action, Cluster, Content, Event, Phase,
    act::{By, Deed, change},
    notes, place, store, votes,
};
use crate::{
    app::App,
    error::{Error, Result},
    store::Db,
    workshop::{self, Theme, Workshop},
};

/// Moves a board to a phase. Nothing on it is lost, in whichever direction.
pub fn set_phase(deed: &mut Deed<'_>, to: Phase) -> Result<()> {
    deed.may(Action::Lead)?;
    if deed.board.phase == to {
        return Ok(());
    }
    deed.board.phase = to;
    let minutes = deed.theme.settings.minutes_of(to);
    deed.board.timer_ends_at = minutes.map(|minutes| deed.now + Duration::minutes(minutes));
    store::clear_ready(deed.db, &deed.board.id)?;
    if to == Phase::Vote {
        votes::begin(deed)?;
    }
    deed.write_board()
}

/// Gives more time, or less with a negative number of minutes; begins a timer where none runs.
pub fn add_minutes(deed: &mut Deed<'_>, minutes: i64) -> Result<()> {
    deed.may(Action::Lead)?;
    let from = deed.board.timer_ends_at.map_or(deed.now, |ends| ends.max(deed.now));
    deed.board.timer_ends_at = Some((from + Duration::minutes(minutes)).max(deed.now));
    deed.write_board()
}

/// Takes the timer away.
pub fn stop_timer(deed: &mut Deed<'_>) -> Result<()> {
    deed.may(Action::Lead)?;
    deed.board.timer_ends_at = None;
    deed.write_board()
}

/// Shows one line on every phone of the board; an empty one takes it away.
pub fn announce(deed: &mut Deed<'_>, line: &str) -> Result<()> {
    deed.may(Action::Lead)?;
    deed.board.announcement = notes::short(line, ANNOUNCEMENT_LENGTH);
    deed.write_board()
}

/// Lets nobody but the facilitator change anything, or lets them again.
pub fn freeze(deed: &mut Deed<'_>, frozen: bool) -> Result<()> {
    deed.may(Action::Lead)?;
    if deed.board.frozen == frozen {
        return Ok(());
    }
    deed.board.frozen = frozen;
    deed.write_board()
}

/// Takes everybody to another theme. Those who have no table there sit at the number they have.
/// The boards whose phones have to look again.
pub fn go_to_theme(db: &mut Db, app: &App, workshop: &Workshop, to: &Theme) -> Result<Vec<String>> {
    let Some(from) = &workshop.theme_id else { return Err(Error::NotFound) };
    if *from == to.id {
        return Ok(Vec::new());
    }
    let old = store::of_theme(db, from)?;
    let new = store::of_theme(db, &to.id)?;
    let boards: Vec<String> = old.iter().chain(&new).map(|board| board.id.clone()).collect();
    store::hold_all(db, &boards)?;
    for (attendee, number) in workshop::attend::seats(db, from)? {
        if workshop::store::board_of(db, &attendee, &to.id)?.is_none()
            && let Some(board) = new.iter().find(|board| board.number == number)
        {
            workshop::store::place(db, &attendee, &to.id, &board.id)?;
        }
    }
    workshop::store::set_theme(db, &workshop.id, &to.id)?;
    look_again(db, app, &boards)?;
    Ok(boards)
}

/// Takes everybody to the board of the whole room, or back to their tables. Going there puts up
/// what the tables have gathered. The boards whose phones have to look again.
pub fn gather_room(db: &mut Db, app: &App, theme: &Theme, in_room: bool) -> Result<Vec<String>> {
    let boards = store::of_theme(db, &theme.id)?;
    let (room, tables): (Vec<_>, Vec<_>) = boards.iter().partition(|board| board.number == 0);
    let Some(room) = room.first() else { return Err(Error::NotFound) };
    let ids: Vec<String> = boards.iter().map(|board| board.id.clone()).collect();
    store::hold_all(db, &ids)?;
    if in_room {
        let mut gathered = Vec::new();
        for table in &tables {
            let content = Content::of(db, &table.id)?;
            for target in content.targets() {
                let title = notes::short(&target.title, super::NOTE_LENGTH);
                gathered.push(((table.id.clone(), target.id), title));
            }
        }
        change(db, app, &room.id, By::Facilitator, |deed| put_up(deed, gathered))?;
    }
    workshop::store::set_in_room(db, &theme.id, in_room)?;
    look_again(db, app, &ids)?;
    Ok(ids)
}

/// A cluster for each thing that tables have gathered; what is there already is brought up to
/// date, so that dots on it stay.
fn put_up(deed: &mut Deed<'_>, gathered: Vec<((String, String), String)>) -> Result<()> {
    deed.may(Action::Lead)?;
    let there = store::clusters(deed.db, &deed.board.id)?;
    let mut last = store::last_place(deed.db, &deed.board.id)?;
    for cluster in there.iter().filter(|cluster| !cluster.gone) {
        let is_left = gathered.iter().any(|(origin, _)| Some(origin) == cluster.origin.as_ref());
        if !is_left {
            deed.write_cluster(Cluster { gone: true, ..cluster.clone() })?;
        }
    }
    for (origin, title) in gathered {
        let known = there.iter().find(|cluster| cluster.origin.as_ref() == Some(&origin));
        match known {
            Some(known) if !known.gone && known.title == title => {}
            Some(known) => {
                deed.write_cluster(Cluster { gone: false, title, ..known.clone() })?;
            }
            None => {
                let place = place::after(last.as_deref());
                last = Some(place.clone());
                let id = deed.app.ids.id()?;
                let new =
                    Cluster { id, parent: None, title, place, gone: false, origin: Some(origin) };
                deed.write_cluster(new)?;
            }
        }
    }
    Ok(())
}

/// Tells the phones of boards to look again where they belong.
pub fn look_again(db: &mut Db, app: &App, boards: &[String]) -> Result<()> {
    for id in boards {
        change(db, app, id, By::Facilitator, |deed| {
            deed.became(Event::Moved);
            Ok(())
        })?;
    }
    Ok(())
}
