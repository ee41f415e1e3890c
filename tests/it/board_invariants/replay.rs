//! The tables of a board, and the same made out of its log.

use std::collections::BTreeMap;

use machikoe::board::{
    Board, Cluster, Note,
    log::{self, Entry, Event, Steering},
    store,
};

use crate::support::World;

/// Rows of a board by their ids.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tables {
    notes: BTreeMap<String, Note>,
    clusters: BTreeMap<String, Cluster>,
    steering: Option<Steering>,
    /// Dots by target in each voting; none is none.
    pub dots: BTreeMap<(i32, String), i64>,
}

impl Tables {
    /// The tables as they are, and the number of the last event.
    pub async fn read(world: &World, board: &Board) -> (i64, Tables) {
        let id = board.id.clone();
        let dots = dots(world, board).await;
        let read = world.app.store.read(move |db| {
            let board = store::get(db, &id)?;
            let notes = store::notes(db, &id)?.into_iter().map(|note| (note.id.clone(), note));
            let all = store::clusters(db, &id)?.into_iter().map(|one| (one.id.clone(), one));
            let tables = Tables {
                notes: notes.collect(),
                clusters: all.collect(),
                steering: (board.seq > 0).then(|| Steering::from(&board)),
                dots,
            };
            Ok((board.seq, tables))
        });
        read.await.expect("tables")
    }

    /// What these become by the events after a number, which have no holes.
    pub async fn replay(mut self, world: &World, board: &Board, after: i64) -> Tables {
        let (entries, head) = (entries(world, board).await, world.head(board).await);
        let numbers: Vec<i64> = entries.iter().map(|entry| entry.seq).collect();
        assert_eq!(numbers, (1..=head).collect::<Vec<_>>(), "the numbers of the log");
        for entry in entries.into_iter().filter(|entry| entry.seq > after) {
            match entry.event {
                Event::Note { note, .. } => drop(self.notes.insert(note.id.clone(), note)),
                Event::Cluster { cluster } => {
                    self.clusters.insert(cluster.id.clone(), cluster);
                }
                Event::Board(steering) => self.steering = Some(steering),
                Event::Dots { round, target, total, .. } => {
                    self.dots.insert((round, target), total);
                }
                Event::Ready { .. } | Event::Round { .. } | Event::Moved => {}
            }
        }
        self.dots.retain(|_, total| *total > 0);
        self
    }

    /// Nothing is lost from sight: what is in a cluster is in one that is there, and clusters
    /// are nested once at most.
    pub fn check_shape(&self) {
        let there = |id: &String| self.clusters.get(id).filter(|cluster| !cluster.gone);
        for note in self.notes.values() {
            let is_seen = note.cluster.as_ref().is_none_or(|cluster| there(cluster).is_some());
            assert!(is_seen, "{note:?} is in a cluster that is gone");
        }
        for cluster in self.clusters.values().filter(|cluster| !cluster.gone) {
            let Some(parent) = &cluster.parent else { continue };
            let whole = there(parent).unwrap_or_else(|| panic!("{cluster:?} is part of nothing"));
            assert_eq!(whole.parent, None, "{cluster:?} is nested twice");
        }
    }
}

/// The whole log.
pub async fn entries(world: &World, board: &Board) -> Vec<Entry> {
    let id = board.id.clone();
    world.app.store.read(move |db| log::until(db, &id, i64::MAX)).await.expect("a log")
}

/// Dots in the table, by voting and target.
async fn dots(world: &World, board: &Board) -> BTreeMap<(i32, String), i64> {
    let sql = format!(
        "SELECT CAST(number AS TEXT) || ' ' || target || ' ' || CAST(COUNT(*) AS TEXT) AS value
         FROM dot JOIN round ON round.id = dot.round_id
         WHERE board_id = '{}' GROUP BY number, target",
        board.id
    );
    let split = |row: &String| {
        let mut parts = row.split(' ');
        let mut next = || parts.next().expect("three parts");
        let (number, target) = (next().parse().expect("a number"), next().to_owned());
        ((number, target), next().parse().expect("a number"))
    };
    world.rows(&sql).await.iter().map(split).collect()
}
