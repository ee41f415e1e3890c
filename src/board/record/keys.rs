//! What people call a note and a cluster: A-03-012 is the twelfth note of table 3 on theme A, and
//! A-03-M02 its second cluster, in the order in which they came. The numbers follow from the log,
//! so that they never change.

use std::collections::HashMap;

use crate::board::{Board, Event, log::Entry};

/// The keys of a theme's boards.
#[derive(Debug, Default)]
pub struct Keys {
    notes: HashMap<(String, String), (String, usize)>,
    clusters: HashMap<(String, String), (String, usize)>,
}

impl Keys {
    /// Gives everything on a board its key.
    pub fn add(&mut self, letter: &str, board: &Board, entries: &[Entry]) {
        let before = format!("{letter}-{:02}", board.number);
        let (mut notes, mut clusters) = (0, 0);
        for entry in entries {
            match &entry.event {
                Event::Note { note, .. } => {
                    self.notes.entry((board.id.clone(), note.id.clone())).or_insert_with(|| {
                        notes += 1;
                        (format!("{before}-{notes:03}"), notes)
                    });
                }
                Event::Cluster { cluster } => {
                    self.clusters.entry((board.id.clone(), cluster.id.clone())).or_insert_with(
                        || {
                            clusters += 1;
                            (format!("{before}-M{clusters:02}"), clusters)
                        },
                    );
                }
                _ => {}
            }
        }
    }

    /// The key of a note or a cluster; empty for what the log does not know.
    pub fn of(&self, board: &str, id: &str) -> &str {
        self.found(board, id).map_or("", |(key, _)| key)
    }

    /// 1, 2, 3 … in the order in which notes, or clusters, came to their board.
    pub fn number(&self, board: &str, id: &str) -> usize {
        self.found(board, id).map_or(0, |(_, number)| *number)
    }

    fn found(&self, board: &str, id: &str) -> Option<&(String, usize)> {
        let at = (board.to_owned(), id.to_owned());
        self.notes.get(&at).or_else(|| self.clusters.get(&at))
    }
}

/// The letter of a theme: A, B … Z, AA.
pub fn letter(position: i32) -> String {
    let (mut rest, mut letters) = (position.max(1), Vec::new());
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn themes_have_letters_and_go_on_after_the_last() {
        assert_eq!([1, 2, 26, 27, 52, 53].map(letter), ["A", "B", "Z", "AA", "AZ", "BA"]);
    }
}
