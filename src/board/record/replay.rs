//! A board as it was after each deed. What was private then is private for ever: while people
//! wrote for themselves there are counts only, and no dots before the result. What nobody may
//! read today is not read here either.

use std::collections::BTreeMap;

use super::{OfBoard, OfTheme, course, rebuild::State};
use crate::{
    board::{Content, Event, Phase, log::Entry},
    clock::Instant,
};

/// A board after a deed.
pub struct Step {
    /// The number of the last event of the deed; 0: before everything.
    pub at: i64,
    /// When, to the minute.
    pub when: Option<Instant>,
    /// What happened, in words.
    pub words: Vec<String>,
    /// What everybody could read, as far as they still may.
    pub content: Content,
    /// How many notes had been posted.
    pub posted: i64,
    /// The number of the voting and how many had voted.
    pub voting: Option<(i32, i64)>,
    /// Dots by target, once they could be seen.
    pub totals: Option<BTreeMap<String, i64>>,
    /// The deed before this one.
    pub before: Option<i64>,
    /// The deed after this one.
    pub after: Option<i64>,
    /// The last deed.
    pub last: i64,
    /// Where each phase begins: its first event and minute.
    pub phases: Vec<(Phase, i64, Instant)>,
}

impl Step {
    /// The last deed whose events are all up to a number. `None`: the last of all.
    pub fn at(theme: &OfTheme, kept: &OfBoard, asked: Option<i64>) -> Step {
        let deeds = deeds(&kept.entries);
        let last = deeds.last().copied().unwrap_or(0);
        let asked = asked.unwrap_or(last);
        let at = deeds.iter().rfind(|seq| **seq <= asked).copied().unwrap_or(0);
        let state = State::blank().after(kept.entries.iter().take_while(|entry| entry.seq <= at));
        let phase = state.steering.phase;
        let entry = kept.entries.iter().find(|entry| entry.seq == at);
        let of_deed = |other: &Entry| entry.is_some_and(|entry| entry.batch == other.batch);
        let told = course::lines(theme, kept).into_iter();
        let votes = state.votings.last_key_value().filter(|_| phase >= Phase::Vote);
        Step {
            at,
            when: entry.map(|entry| entry.at),
            words: told.filter(|(of, _)| of_deed(of)).map(|(_, words)| words).collect(),
            content: theme.unreadable.without(state.content(&kept.board)),
            posted: state.posted,
            voting: votes.map(|(number, votes)| (*number, votes.voters)),
            totals: votes.filter(|_| phase.shows_votes()).map(|(_, votes)| votes.totals.clone()),
            before: (at > 0).then(|| deeds.iter().rfind(|seq| **seq < at).copied().unwrap_or(0)),
            after: deeds.iter().find(|seq| **seq > at).copied(),
            last,
            phases: phases(&kept.entries),
        }
    }
}

/// The last event of each deed that changed what stands on the board. That somebody voted, was
/// done or sat down is passed over: nobody wants to press past each of them.
fn deeds(entries: &[Entry]) -> Vec<i64> {
    let shows = |entry: &Entry| {
        !matches!(entry.event, Event::Ready { .. } | Event::Moved | Event::Dots { .. })
    };
    let deeds = entries.chunk_by(|one, other| one.batch == other.batch);
    deeds.filter(|deed| deed.iter().any(shows)).filter_map(|deed| Some(deed.last()?.seq)).collect()
}

/// Where each phase began: the event, the minute.
pub fn phases(entries: &[Entry]) -> Vec<(Phase, i64, Instant)> {
    let (mut now, mut found) = (Phase::Prepare, Vec::new());
    for entry in entries {
        if let Event::Board(steering) = &entry.event
            && steering.phase != now
        {
            now = steering.phase;
            found.push((now, entry.seq, entry.at));
        }
    }
    found
}
