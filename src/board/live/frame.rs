//! What is sent to whom: the one place that decides it. While people write for themselves, others
//! get a count and nothing else; what is hidden goes to its author and the facilitator.

use std::sync::OnceLock;

use actix_web::web::Bytes;
use serde::Serialize;

use crate::board::{
    Board, Cluster, Note, NoteState, Phase,
    log::{Entry, Event},
    pages::piece,
};

/// Who looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Eye {
    /// Somebody who takes part, by their id.
    Attendee(String),
    /// Whoever leads.
    Facilitator,
    /// Everybody in the room, on the wall.
    Projector,
}

impl Eye {
    /// The id of somebody who takes part.
    pub fn attendee(&self) -> Option<&str> {
        match self {
            Eye::Attendee(id) => Some(id),
            Eye::Facilitator | Eye::Projector => None,
        }
    }
}

/// An event of the log on its way to phones.
pub struct Message {
    /// The event.
    pub entry: Entry,
    /// The phase that the board was in when it was read.
    phase: Phase,
    /// Whether people could change nothing then.
    frozen: bool,
    /// Who wrote the note. Never sent.
    author: Option<String>,
    /// What all who did not write it get: made once.
    others: OnceLock<Bytes>,
    facilitator: OnceLock<Bytes>,
    projector: OnceLock<Bytes>,
}

/// What a phone does with an event: put pieces of the page in, change numbers, or look at the
/// whole page again. An event that tells it nothing still moves its number on.
#[derive(Debug, Default, Serialize)]
pub struct Frame {
    /// The number of the event.
    pub seq: i64,
    /// Pieces to put in, in this order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// Look at the whole page again.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub look: bool,
    /// How many notes have been posted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub posted: Option<i64>,
    /// How many are done with the phase, of how many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ready: Option<(i64, i64)>,
    /// How many have voted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voters: Option<i64>,
}

/// A piece of a page.
#[derive(Debug, Serialize)]
pub struct Part {
    /// The `id` of its element.
    pub id: String,
    /// The `id` of the element that it stands in.
    pub within: String,
    /// Where it stands there: among its neighbours by their `data-place`, then `id`.
    pub place: String,
    /// The element; empty: it is gone.
    pub html: String,
}

impl Message {
    /// An event, with what decides to whom it goes: the board as it is when it is read.
    pub fn new(entry: Entry, board: &Board, author: Option<String>) -> Message {
        Message {
            entry,
            phase: board.phase,
            frozen: board.frozen,
            author,
            others: OnceLock::new(),
            facilitator: OnceLock::new(),
            projector: OnceLock::new(),
        }
    }

    /// The event for somebody, as a chunk of the stream.
    pub fn chunk(&self, eye: &Eye) -> Bytes {
        let make = || self.frame(eye).chunk();
        match eye {
            Eye::Attendee(id) if self.author.as_ref() == Some(id) => make(),
            Eye::Attendee(_) => self.others.get_or_init(make).clone(),
            Eye::Facilitator => self.facilitator.get_or_init(make).clone(),
            Eye::Projector => self.projector.get_or_init(make).clone(),
        }
    }

    /// The event for somebody.
    pub fn frame(&self, eye: &Eye) -> Frame {
        let frame = Frame { seq: self.entry.seq, ..Frame::default() };
        match &self.entry.event {
            Event::Note { note, posted, moved } => self.note(eye, note, (*posted, *moved)),
            Event::Cluster { cluster } => match self.phase {
                phase if phase.is_private() => frame,
                Phase::Open | Phase::Talk | Phase::Gather
                    if !cluster.gone && cluster.parent.is_none() && *eye != Eye::Facilitator =>
                {
                    Frame { parts: self.cluster(eye, cluster), ..frame }
                }
                _ => Frame { look: true, ..frame },
            },
            Event::Board(_) | Event::Round { .. } | Event::Moved => Frame { look: true, ..frame },
            Event::Ready { ready, seated } => Frame { ready: Some((*ready, *seated)), ..frame },
            Event::Dots { voters, .. } => Frame { voters: Some(*voters), ..frame },
        }
    }

    /// Whether somebody can tick what stands on the board.
    fn ticks(&self, eye: &Eye) -> bool {
        self.phase == Phase::Gather && !self.frozen && eye.attendee().is_some()
    }

    fn cluster(&self, eye: &Eye, cluster: &Cluster) -> Vec<Part> {
        let ticks = self.ticks(eye);
        let mut parts = vec![piece::cluster_part(cluster, ticks)];
        if ticks {
            parts.push(piece::choice_part(cluster));
            parts.push(piece::undoing_part(self.entry.batch));
        }
        parts
    }

    fn note(&self, eye: &Eye, note: &Note, (posted, moved): (i64, bool)) -> Frame {
        let is_own = eye.attendee().is_some() && eye.attendee() == self.author.as_deref();
        let own = is_own.then(|| piece::own_part(note, self.phase));
        let mut frame = Frame { seq: self.entry.seq, posted: Some(posted), ..Frame::default() };
        frame.parts.extend(own);
        if self.phase.is_private() {
            return frame;
        }
        if self.phase >= Phase::Vote || *eye == Eye::Facilitator {
            return Frame { look: true, parts: Vec::new(), ..frame };
        }
        frame.parts.push(match note.state {
            NoteState::Shown => piece::note_part(note, self.ticks(eye)),
            NoteState::Held | NoteState::Hidden | NoteState::Withdrawn => piece::no_note(note),
        });
        // What was just gathered can be put back.
        if self.ticks(eye) && moved {
            frame.parts.push(piece::undoing_part(self.entry.batch));
        }
        frame
    }
}

impl Frame {
    /// As a chunk of the stream.
    pub fn chunk(&self) -> Bytes {
        let data = serde_json::to_string(self).unwrap_or_else(|_| "{\"look\":true}".into());
        Bytes::from(format!("id: {}\nevent: change\ndata: {data}\n\n", self.seq))
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::workshop::Colour;

    fn message(event: Event, phase: Phase) -> Message {
        let entry = Entry { seq: 7, batch: 6, at: DateTime::UNIX_EPOCH, event };
        let board = Board {
            id: "board".into(),
            theme_id: "theme".into(),
            number: 1,
            name: "テーブル1".into(),
            phase,
            seq: 7,
            timer_ends_at: None,
            announcement: String::new(),
            frozen: false,
        };
        Message::new(entry, &board, Some("hana".into()))
    }

    fn note(state: NoteState) -> Event {
        let note = Note {
            id: "0f8a-note-1".into(),
            text: "海の家".into(),
            colour: Colour::Yellow,
            cluster: None,
            place: "a".into(),
            state,
            reason: String::new(),
            pinned: false,
            paper: false,
        };
        Event::Note { note, posted: 1, moved: false }
    }

    fn eyes() -> [Eye; 4] {
        let attendee = |id: &str| Eye::Attendee(id.into());
        [attendee("hana"), attendee("ken"), Eye::Facilitator, Eye::Projector]
    }

    #[test]
    fn what_is_written_in_private_or_held_reaches_its_author_alone() {
        let held = message(note(NoteState::Held), Phase::Talk);
        for message in [message(note(NoteState::Shown), Phase::Write), held] {
            let reads = |eye: &Eye| {
                message.frame(eye).parts.iter().any(|part| part.html.contains("海の家"))
            };
            assert_eq!(eyes().map(|eye| reads(&eye)), [true, false, false, false]);
        }
    }

    #[test]
    fn only_those_who_gather_get_something_to_tick_and_to_undo() {
        let cluster = Cluster {
            id: "0f8a-cluster-1".into(),
            parent: None,
            title: "浜の店".into(),
            place: "a".into(),
            gone: false,
            origin: None,
        };
        let message = message(Event::Cluster { cluster }, Phase::Gather);
        let gets = |eye: &Eye, sign: &str| {
            message.frame(eye).parts.iter().any(|part| part.html.contains(sign))
        };
        for sign in ["checkbox", "value=\"6\"", "<option"] {
            assert_eq!(eyes().map(|eye| gets(&eye, sign)), [true, true, false, false], "{sign}");
        }
        assert!(gets(&Eye::Projector, "浜の店"));
        assert!(message.frame(&Eye::Facilitator).look);
    }
}
