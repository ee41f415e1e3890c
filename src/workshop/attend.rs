//! Taking part: joining without an account, coming back with six letters, sitting down at a table.

pub mod store;

use super::{Theme, Workshop, codes, settings::Names};
use crate::{
    app::App,
    board::{self, Board, notes::short},
    clock::Instant,
    error::{Error, Result},
    secret::token_hash,
    store::Db,
    workshop::store::{self as rows, Attending},
};

/// The most characters of a nickname.
pub const NICKNAME_LENGTH: usize = 12;

/// Joins a workshop. `entry` was drawn for the page with the button: pressing it twice joins once.
///
/// # Errors
/// The workshop is not open.
pub fn join(
    db: &mut Db,
    app: &App,
    workshop: &Workshop,
    entry: &str,
    nickname: &str,
) -> Result<Attending> {
    let entry = token_hash(&format!("{} {entry}", workshop.id));
    if let Some(there) = rows::by_entry(db, &entry)? {
        return Ok(there);
    }
    if workshop.state != super::State::Open {
        return Err(Error::conflict(
            "このワークショップは、いまは開かれていません。はじまってから、もう一度お試しください。",
        ));
    }
    let nickname = match workshop.settings.names {
        Names::None => None,
        Names::Nickname => Some(short(nickname, NICKNAME_LENGTH)).filter(|name| !name.is_empty()),
    };
    // Six letters are few enough to fall together once in a while; then another id is drawn.
    loop {
        let new = Attending {
            id: app.ids.id()?,
            workshop_id: workshop.id.clone(),
            nickname: nickname.clone(),
        };
        let letters = codes::returning(app, &workshop.id, &new.id);
        let hash = codes::return_hash(app, &workshop.id, &letters);
        if rows::by_code(db, &hash)?.is_none() {
            rows::insert_attendee(db, &new, &hash, Some(&entry))?;
            return Ok(new);
        }
    }
}

/// Whoever has a code for coming back. `None`: nobody has it.
///
/// # Errors
/// Too many wrong ones at this workshop from this address.
pub fn come_back(
    db: &mut Db,
    app: &App,
    workshop: &Workshop,
    typed: &str,
    address: &str,
    now: Instant,
) -> Result<Option<Attending>> {
    let key = format!("{} {address}", workshop.id);
    if let Some(seconds) = app.wrong_returns.wait(&key, now) {
        return Err(Error::TooMany { seconds });
    }
    let found = with_letters(db, app, workshop, typed)?;
    if found.is_none() {
        app.wrong_returns.failed(&key, now);
    }
    Ok(found)
}

/// Whoever's phone shows six letters, as somebody typed them.
pub fn with_letters(
    db: &mut Db,
    app: &App,
    workshop: &Workshop,
    typed: &str,
) -> Result<Option<Attending>> {
    match codes::returning_typed(typed) {
        None => Ok(None),
        Some(letters) => rows::by_code(db, &codes::return_hash(app, &workshop.id, &letters)),
    }
}

/// Where somebody is to be now.
pub enum Seat {
    /// The workshop has not come to a theme yet.
    Nowhere,
    /// They have to say at which table they sit.
    Choose(Theme, Vec<Board>),
    /// At this board.
    At(Theme, Board),
}

/// Where somebody is to be now.
pub fn seat(db: &mut Db, workshop: &Workshop, attendee_id: &str) -> Result<Seat> {
    let Some(theme_id) = &workshop.theme_id else { return Ok(Seat::Nowhere) };
    let theme = rows::theme(db, theme_id)?;
    let boards = board::store::of_theme(db, theme_id)?;
    if theme.in_room {
        let room = boards.into_iter().find(|board| board.number == 0);
        return Ok(room.map_or(Seat::Nowhere, |room| Seat::At(theme, room)));
    }
    let table = rows::board_of(db, attendee_id, theme_id)?;
    match boards.iter().find(|board| Some(&board.id) == table.as_ref()) {
        Some(board) => Ok(Seat::At(theme, board.clone())),
        None => {
            Ok(Seat::Choose(theme, boards.into_iter().filter(|board| board.number > 0).collect()))
        }
    }
}

/// Sits somebody down at the table of a number for the theme that everybody is at. Later changes
/// are the facilitator's.
pub fn sit_down(
    db: &mut Db,
    app: &App,
    workshop: &Workshop,
    attendee_id: &str,
    number: i32,
) -> Result<Option<Board>> {
    let Seat::Choose(_, boards) = seat(db, workshop, attendee_id)? else { return Ok(None) };
    let wrong = || Error::invalid("テーブルの番号を選んでください。");
    let board = boards.into_iter().find(|board| board.number == number).ok_or_else(wrong)?;
    move_to(db, app, attendee_id, &board)?;
    Ok(Some(board))
}

/// Seats somebody at a table, or moves them there. The board that they leave and the one they
/// come to hear of it.
pub fn move_to(db: &mut Db, app: &App, attendee_id: &str, to: &Board) -> Result<Vec<String>> {
    let from = rows::board_of(db, attendee_id, &to.theme_id)?;
    let mut boards: Vec<String> = from.into_iter().chain([to.id.clone()]).collect();
    boards.sort();
    boards.dedup();
    board::store::hold_all(db, &boards)?;
    rows::place(db, attendee_id, &to.theme_id, &to.id)?;
    board::lead::look_again(db, app, &boards)?;
    Ok(boards)
}

/// Who sits where in a theme: attendee and number of the table.
pub fn seats(db: &mut Db, theme_id: &str) -> Result<Vec<(String, i32)>> {
    store::seats(db, theme_id)
}
