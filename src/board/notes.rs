//! Notes: posted, changed, withdrawn by their authors; pinned, hidden, restored and entered for
//! others by the facilitator.

use unicode_normalization::UnicodeNormalization;

use super::{
    Action, Event, NOTE_LENGTH, Note, NoteState,
    act::{By, Deed},
    author, hold, place, store,
};
use crate::{
    error::{Error, Result},
    workshop::Colour,
};

/// A note that somebody wants to post.
#[derive(Clone, Debug)]
pub struct NewNote {
    /// Made by the phone, or drawn for the page: the same again is the same note.
    pub id: String,
    /// As typed.
    pub text: String,
    /// The word of a colour.
    pub colour: String,
}

/// Posts a note. Posting the same again changes nothing and is no mistake.
pub fn post(deed: &mut Deed<'_>, new: &NewNote) -> Result<Note> {
    if let Some(there) = store::note(deed.db, &deed.board.id, &new.id)? {
        return same(deed, there);
    }
    let paper = match deed.by {
        By::Attendee(_) => {
            deed.may(Action::Post)?;
            false
        }
        By::Facilitator => {
            deed.may(Action::Tend)?;
            true
        }
    };
    let (id, text, colour) = (checked_id(&new.id)?, checked_text(&new.text)?, colour(deed, new)?);
    let held = held_for(deed, &text);
    let last = store::last_place(deed.db, &deed.board.id)?;
    let note = Note {
        id,
        text,
        colour,
        cluster: None,
        place: place::after(last.as_deref()),
        state: if held.is_some() { NoteState::Held } else { NoteState::Shown },
        reason: held.unwrap_or_default().into(),
        pinned: false,
        paper,
    };
    deed.write_note(note.clone())?;
    if let By::Attendee(attendee) = deed.by {
        author::record(deed.db, &deed.board.id, &note.id, attendee)?;
    }
    Ok(note)
}

/// A note that is there already was posted by the same hand, or the id is somebody else's.
fn same(deed: &mut Deed<'_>, there: Note) -> Result<Note> {
    let is_own = match deed.by {
        By::Attendee(attendee) => author::is_of(deed.db, &deed.board.id, &there.id, attendee)?,
        By::Facilitator => there.paper,
    };
    match is_own {
        true => Ok(there),
        false => Err(Error::invalid("付箋を受け取れませんでした。画面を新しくしてください。")),
    }
}

/// Changes the text of one's own note.
pub fn change(deed: &mut Deed<'_>, id: &str, text: &str, colour_word: &str) -> Result<Note> {
    let mut note = own(deed, id)?;
    let text = checked_text(text)?;
    let colour = Colour::from_word(colour_word).unwrap_or(note.colour);
    if (&note.text, note.colour) == (&text, colour) {
        return Ok(note);
    }
    deed.may(Action::Change)?;
    match (note.state, held_for(deed, &text)) {
        // What was hidden stays hidden until the facilitator has looked again.
        (NoteState::Hidden, _) => {}
        (_, Some(reason)) => (note.state, note.reason) = (NoteState::Held, reason.into()),
        (_, None) => (note.state, note.reason) = (NoteState::Shown, String::new()),
    }
    (note.text, note.colour) = (text, colour);
    deed.write_note(note.clone())?;
    Ok(note)
}

/// Takes one's own note back, or puts it up again.
pub fn withdraw(deed: &mut Deed<'_>, id: &str, withdrawn: bool) -> Result<()> {
    let mut note = own(deed, id)?;
    let to = match (note.state, withdrawn) {
        (NoteState::Shown | NoteState::Held, true) => NoteState::Withdrawn,
        (NoteState::Withdrawn, false) if held_for(deed, &note.text).is_some() => NoteState::Held,
        (NoteState::Withdrawn, false) => NoteState::Shown,
        _ => return Ok(()),
    };
    deed.may(Action::Change)?;
    note.state = to;
    deed.write_note(note)
}

/// Hides a note from everybody but its author, who reads why.
pub fn hide(deed: &mut Deed<'_>, id: &str, reason: &str) -> Result<()> {
    let mut note = tended(deed, id)?;
    if note.state == NoteState::Withdrawn {
        return Ok(());
    }
    (note.state, note.reason) = (NoteState::Hidden, short(reason, 60));
    deed.write_note(note)
}

/// Shows a hidden or held note to everybody.
pub fn restore(deed: &mut Deed<'_>, id: &str) -> Result<()> {
    let mut note = tended(deed, id)?;
    if !matches!(note.state, NoteState::Hidden | NoteState::Held) {
        return Ok(());
    }
    (note.state, note.reason) = (NoteState::Shown, String::new());
    deed.write_note(note)
}

/// Makes a note stand out, or not.
pub fn pin(deed: &mut Deed<'_>, id: &str, pinned: bool) -> Result<()> {
    let mut note = tended(deed, id)?;
    if note.pinned == pinned {
        return Ok(());
    }
    note.pinned = pinned;
    deed.write_note(note)
}

fn tended(deed: &mut Deed<'_>, id: &str) -> Result<Note> {
    deed.may(Action::Tend)?;
    store::note(deed.db, &deed.board.id, id)?.ok_or(Error::NotFound)
}

/// A note of whoever does the deed. That of somebody else is not found.
fn own(deed: &mut Deed<'_>, id: &str) -> Result<Note> {
    let By::Attendee(attendee) = deed.by else { return Err(Error::NotFound) };
    if !author::is_of(deed.db, &deed.board.id, id, attendee)? {
        return Err(Error::NotFound);
    }
    store::note(deed.db, &deed.board.id, id)?.ok_or(Error::NotFound)
}

fn held_for(deed: &Deed<'_>, text: &str) -> Option<&'static str> {
    // What the facilitator enters, the facilitator has read.
    let By::Attendee(_) = deed.by else { return None };
    deed.workshop.settings.hold.as_ref().and_then(|hold| hold::reason(hold, text))
}

fn colour(deed: &Deed<'_>, new: &NewNote) -> Result<Colour> {
    let used = &deed.theme.settings.colours;
    let named = Colour::from_word(&new.colour)
        .filter(|colour| used.iter().any(|meaning| meaning.colour == *colour));
    let first = || used.first().map(|meaning| meaning.colour);
    named.or_else(first).ok_or_else(|| Error::invalid("付箋の色を選んでください。"))
}

/// The id that a phone made: short, and nothing but small letters, digits and hyphens.
pub fn checked_id(id: &str) -> Result<String> {
    let is_fine = (8..=40).contains(&id.len())
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    match is_fine {
        true => Ok(id.to_owned()),
        false => Err(Error::invalid("付箋を受け取れませんでした。画面を新しくしてください。")),
    }
}

/// What was typed, as it is kept: no control characters, no blank around it.
fn checked_text(typed: &str) -> Result<String> {
    let text = short(typed, usize::MAX);
    if text.is_empty() {
        return Err(Error::invalid("付箋に何か書いてから押してください。"));
    }
    let length = text.chars().count();
    if length > NOTE_LENGTH {
        return Err(Error::invalid(format!(
            "付箋は{NOTE_LENGTH}文字までです（いま{length}文字）。短くするか、2枚に分けてください。"
        )));
    }
    Ok(text)
}

/// A line as it is kept, cut after so many characters.
pub fn short(typed: &str, most: usize) -> String {
    let line: String = typed.nfc().map(|c| if c.is_control() { ' ' } else { c }).collect();
    line.trim().chars().take(most).collect()
}

/// Says that one is done with the phase, or is not.
pub fn ready(deed: &mut Deed<'_>, is_ready: bool) -> Result<()> {
    let By::Attendee(attendee) = deed.by else { return Err(Error::NotFound) };
    deed.may(Action::Ready)?;
    if store::set_ready(deed.db, attendee, &deed.board.id, is_ready)? > 0 {
        let (seated, ready) = store::seated(deed.db, &deed.board.id)?;
        deed.became(Event::Ready { ready, seated });
    }
    Ok(())
}
