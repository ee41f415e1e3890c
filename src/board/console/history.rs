//! What can be undone at a board: the last deeds that nothing has changed since. What authors did
//! with their own words is theirs, and not offered.

use std::collections::HashMap;

use crate::{
    board::{
        Cluster, Event, Note, NoteState,
        log::{self, Entry},
        notes::short,
    },
    error::Result,
    store::Db,
};

/// How many deeds are offered.
const OFFERED: usize = 5;

/// A deed that can be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The number of its first event.
    pub batch: i64,
    /// What it was, in words for the facilitator.
    pub words: String,
}

/// The last deeds of a board that can be undone, the newest first.
pub fn steps(db: &mut Db, board_id: &str, seq: i64) -> Result<Vec<Step>> {
    Ok(undoable(&log::until(db, board_id, seq)?))
}

fn undoable(entries: &[Entry]) -> Vec<Step> {
    let mut rows = Rows::default();
    let mut steps = Vec::new();
    for deed in entries.chunk_by(|one, next| one.batch == next.batch) {
        if let Some(words) = rows.words(deed) {
            steps.push(Step { batch: deed[0].batch, words });
        }
        rows.take(deed);
    }
    // A row that a later deed has changed again cannot go back to what it was.
    let is_last = |step: &Step| {
        entries.iter().filter(|entry| entry.batch == step.batch).all(|entry| {
            let of_row = id(&entry.event).and_then(|id| rows.changed.get(id));
            of_row == Some(&step.batch)
        })
    };
    steps.into_iter().rev().filter(is_last).take(OFFERED).collect()
}

/// The rows of a board as a part of the log leaves them.
#[derive(Default)]
struct Rows<'a> {
    notes: HashMap<&'a str, &'a Note>,
    clusters: HashMap<&'a str, &'a Cluster>,
    /// The deed that changed a row last.
    changed: HashMap<&'a str, i64>,
}

impl<'a> Rows<'a> {
    fn take(&mut self, deed: &'a [Entry]) {
        for entry in deed {
            match &entry.event {
                Event::Note { note, .. } => drop(self.notes.insert(&note.id, note)),
                Event::Cluster { cluster } => drop(self.clusters.insert(&cluster.id, cluster)),
                _ => {}
            }
            if let Some(id) = id(&entry.event) {
                self.changed.insert(id, entry.batch);
            }
        }
    }

    /// What a deed did to the rows; `None`: it is not one to undo.
    fn words(&self, deed: &[Entry]) -> Option<String> {
        let mut of_notes = None;
        let mut of_clusters = None;
        for entry in deed {
            match &entry.event {
                Event::Note { note, .. } => {
                    let words = self.of_note(note)?;
                    of_notes.get_or_insert(words);
                }
                Event::Cluster { cluster } => {
                    let words = self.of_cluster(cluster);
                    of_clusters.get_or_insert(words);
                }
                _ => return None,
            }
        }
        of_clusters.or(of_notes)
    }

    fn of_note(&self, is: &Note) -> Option<String> {
        let was = self.notes.get(is.id.as_str())?;
        let words_changed = (&was.text, was.colour) != (&is.text, is.colour);
        if words_changed || [was.state, is.state].contains(&NoteState::Withdrawn) {
            return None;
        }
        let did = match (was.state == is.state, is.state) {
            (false, NoteState::Hidden) => "を見えなくした",
            (false, _) => "を出した",
            (true, _) if was.pinned != is.pinned && is.pinned => "に注目した",
            (true, _) if was.pinned != is.pinned => "への注目をやめた",
            (true, _) => "を動かした",
        };
        Some(format!("付箋「{}」{did}", beginning(&is.text)))
    }

    fn of_cluster(&self, is: &Cluster) -> String {
        let title = match is.title.as_str() {
            "" => "表札のないまとまり".into(),
            title => format!("「{}」", beginning(title)),
        };
        match self.clusters.get(is.id.as_str()) {
            _ if is.gone => format!("{title}をほどいた"),
            None => format!("{title}にまとめた"),
            Some(was) if was.title != is.title => format!("表札を{title}にした"),
            Some(_) => format!("{title}を動かした"),
        }
    }
}

fn id(event: &Event) -> Option<&str> {
    match event {
        Event::Note { note, .. } => Some(&note.id),
        Event::Cluster { cluster } => Some(&cluster.id),
        _ => None,
    }
}

fn beginning(text: &str) -> String {
    match text.chars().count() > 12 {
        true => short(text, 11) + "…",
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::workshop::Colour;

    fn note(text: &str, state: NoteState, cluster: Option<&str>) -> Event {
        let note = Note {
            id: "note-0001".into(),
            text: text.into(),
            colour: Colour::Yellow,
            cluster: cluster.map(str::to_owned),
            place: "a".into(),
            state,
            reason: String::new(),
            pinned: false,
            paper: false,
        };
        Event::Note { note, posted: 1, moved: false }
    }

    fn cluster(title: &str) -> Event {
        let cluster = Cluster {
            id: "cluster-1".into(),
            parent: None,
            title: title.into(),
            place: "a".into(),
            gone: false,
            origin: None,
        };
        Event::Cluster { cluster }
    }

    fn words(deeds: Vec<Vec<Event>>) -> Vec<String> {
        let (mut entries, mut seq) = (Vec::new(), 0);
        for deed in deeds {
            let batch = seq + 1;
            for event in deed {
                seq += 1;
                entries.push(Entry { seq, batch, at: DateTime::UNIX_EPOCH, event });
            }
        }
        undoable(&entries).into_iter().map(|step| step.words).collect()
    }

    #[test]
    fn the_newest_deed_comes_first_and_what_was_changed_since_is_not_offered() {
        use NoteState::*;
        let gathered = vec![cluster("浜の店"), note("海の家", Shown, Some("cluster-1"))];
        let posted = vec![note("海の家", Shown, None)];
        assert_eq!(words(vec![posted.clone(), gathered.clone()]), ["「浜の店」にまとめた"]);
        let hidden = vec![note("海の家", Hidden, Some("cluster-1"))];
        assert_eq!(words(vec![posted, gathered, hidden]), ["付箋「海の家」を見えなくした"]);
    }

    #[test]
    fn what_authors_did_with_their_own_notes_is_not_offered() {
        use NoteState::*;
        let posted = vec![note("海の家", Shown, None)];
        assert_eq!(words(vec![posted.clone(), vec![note("浜の家", Shown, None)]]), [""; 0]);
        let withdrawn = vec![note("海の家", Withdrawn, None)];
        assert_eq!(words(vec![posted, withdrawn]), [""; 0]);
    }
}
