//! A board as it was at any moment, from its log alone. An event holds a row as it became, so
//! that the last one of each row is what it was.

use std::collections::BTreeMap;

use crate::board::{
    Board, Cluster, Content, Event, Note, Phase,
    log::{Entry, Steering},
};

/// What the log says about a board, up to an event.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Its phase, its timer and the like.
    pub steering: Steering,
    /// Notes in every state, by their ids.
    pub notes: BTreeMap<String, Note>,
    /// Clusters, those that are gone too, by their ids.
    pub clusters: BTreeMap<String, Cluster>,
    /// How many notes count as posted.
    pub posted: i64,
    /// Votings by their number.
    pub votings: BTreeMap<i32, Votes>,
}

/// A voting as the log says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Votes {
    /// Dots a person has.
    pub budget: i32,
    /// How many of them may go to one target.
    pub per_cluster: i32,
    /// How many people have placed a dot.
    pub voters: i64,
    /// Dots by target; none of them is 0.
    pub totals: BTreeMap<String, i64>,
}

impl State {
    /// A board on which nothing has happened.
    pub fn blank() -> State {
        State {
            steering: Steering {
                phase: Phase::Prepare,
                timer_ends_at: None,
                announcement: String::new(),
                frozen: false,
            },
            notes: BTreeMap::new(),
            clusters: BTreeMap::new(),
            posted: 0,
            votings: BTreeMap::new(),
        }
    }

    /// The state after further events, in the order of the log.
    pub fn after<'e>(mut self, entries: impl IntoIterator<Item = &'e Entry>) -> State {
        for entry in entries {
            self.apply(&entry.event);
        }
        self
    }

    /// The state after one more event.
    pub fn apply(&mut self, event: &Event) {
        match event {
            Event::Note { note, posted, .. } => {
                self.notes.insert(note.id.clone(), note.clone());
                self.posted = *posted;
            }
            Event::Cluster { cluster } => {
                self.clusters.insert(cluster.id.clone(), cluster.clone());
            }
            Event::Board(steering) => self.steering = steering.clone(),
            Event::Round { number, budget, per_cluster } => {
                let votes = self.votings.entry(*number).or_default();
                (votes.budget, votes.per_cluster) = (*budget, *per_cluster);
            }
            Event::Dots { round, voters, target, total } => {
                let votes = self.votings.entry(*round).or_default();
                votes.voters = *voters;
                match total {
                    0 => votes.totals.remove(target),
                    _ => votes.totals.insert(target.clone(), *total),
                };
            }
            // Who is done and who sits where is of the evening, not of the board.
            Event::Ready { .. } | Event::Moved => {}
        }
    }

    /// What stood on the board, in its order.
    pub fn content(&self, board: &Board) -> Content {
        let mut clusters: Vec<Cluster> =
            self.clusters.values().filter(|cluster| !cluster.gone).cloned().collect();
        clusters.sort_by(|one, other| (&one.place, &one.id).cmp(&(&other.place, &other.id)));
        let mut notes: Vec<Note> = self.notes.values().cloned().collect();
        notes.sort_by(|one, other| (&one.place, &one.id).cmp(&(&other.place, &other.id)));
        let Steering { phase, timer_ends_at, announcement, frozen } = self.steering.clone();
        let board = Board { phase, timer_ends_at, announcement, frozen, ..board.clone() };
        Content { board, clusters, notes }
    }
}
