//! Votings as they are kept: what each target got, and what adds up.

use std::collections::HashMap;

use super::rebuild::State;
use crate::board::{Content, Phase, log::Entry, store::Round};

/// A voting of a board.
#[derive(Clone, Debug)]
pub struct Voting {
    /// 1, 2, 3 …
    pub number: i32,
    /// Dots a person had.
    pub budget: i32,
    /// How many of them could go to one target.
    pub per_cluster: i32,
    /// How many people placed a dot.
    pub voters: i64,
    /// What could get dots, most dots first. `None`: the voting is not over.
    pub lines: Option<Vec<Line>>,
    /// Dots whose target was gone in the end. They count for nothing.
    pub lost: i64,
}

/// What a target got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The id of the cluster or of the note.
    pub target: String,
    /// The name of the cluster, else the text of its first note.
    pub title: String,
    /// How many notes it stood for.
    pub notes: usize,
    /// Its dots.
    pub dots: i64,
}

impl Voting {
    /// A voting on what stood on the board when it was over.
    pub fn of(
        round: &Round,
        voters: i64,
        totals: &HashMap<String, i64>,
        content: &Content,
        may_show: bool,
    ) -> Voting {
        let mut lines: Vec<Line> = content
            .targets()
            .into_iter()
            .map(|target| Line {
                dots: totals.get(&target.id).copied().unwrap_or(0),
                target: target.id,
                title: target.title,
                notes: target.notes,
            })
            .collect();
        // Equal ones stay in the order of the board, as on the screen.
        lines.sort_by_key(|line| -line.dots);
        let placed: i64 = totals.values().sum();
        let lost = placed - lines.iter().map(|line| line.dots).sum::<i64>();
        Voting {
            number: round.number,
            budget: round.budget,
            per_cluster: round.per_cluster,
            voters,
            lines: may_show.then_some(lines),
            lost: if may_show { lost } else { 0 },
        }
    }

    /// The dots of a target, once they may be seen.
    pub fn dots(&self, target: &str) -> Option<i64> {
        let found = self.lines.as_ref()?.iter().find(|line| line.target == target);
        found.map(|line| line.dots)
    }
}

/// The number of the event with which each voting was last to be seen: what stood on the board
/// then is what people voted on.
pub fn ends(entries: &[Entry]) -> HashMap<i32, i64> {
    let (mut state, mut ends) = (State::blank(), HashMap::new());
    for entry in entries {
        state.apply(&entry.event);
        if state.steering.phase >= Phase::Vote
            && let Some((number, _)) = state.votings.last_key_value()
        {
            ends.insert(*number, entry.seq);
        }
    }
    ends
}
