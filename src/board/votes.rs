//! Votings: everybody has a few dots, places them, and changes their mind until it is closed. How
//! they fall is hidden until the result.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{
    Action, Board, Content, Event, Phase,
    act::{By, Deed},
    store::{self, Round},
};
use crate::{
    error::{Error, Result},
    store::Db,
};

/// Begins a voting where none has begun, or where nobody has voted under other rules.
pub fn begin(deed: &mut Deed<'_>) -> Result<()> {
    let (budget, per_cluster) = (deed.theme.settings.budget, deed.theme.settings.per_cluster);
    let last = store::last_round(deed.db, &deed.board.id)?;
    let goes_on = match &last {
        Some(last) if (last.budget, last.per_cluster) == (budget, per_cluster) => true,
        Some(last) => store::voters(deed.db, &last.id)? > 0,
        None => false,
    };
    if goes_on {
        return Ok(());
    }
    again(deed, last.map_or(1, |last| last.number + 1))
}

/// Begins a further voting with no dots placed. The earlier one stays in the records.
pub fn anew(deed: &mut Deed<'_>) -> Result<()> {
    deed.may(Action::Lead)?;
    let last = store::last_round(deed.db, &deed.board.id)?;
    again(deed, last.map_or(1, |last| last.number + 1))
}

fn again(deed: &mut Deed<'_>, number: i32) -> Result<()> {
    let (budget, per_cluster) = (deed.theme.settings.budget, deed.theme.settings.per_cluster);
    let round = Round { id: deed.app.ids.id()?, number, budget, per_cluster };
    store::insert_round(deed.db, &deed.board.id, &round)?;
    deed.became(Event::Round { number, budget, per_cluster });
    Ok(())
}

/// Says how many of one's dots a target shall have. Saying it again changes nothing. Dots whose
/// target is gone count as not placed.
pub fn set(deed: &mut Deed<'_>, target: &str, wanted: i32) -> Result<()> {
    let By::Attendee(attendee) = deed.by else { return Err(Error::NotFound) };
    let wanted = wanted.max(0);
    let Some(round) = store::last_round(deed.db, &deed.board.id)? else {
        return deed.may(Action::Vote);
    };
    let targets = ids(&Content::of(deed.db, &deed.board.id)?);
    let mut dots = store::dots(deed.db, &round.id, attendee)?;
    // The last that was placed goes first, so that those left are the first, second … of a target.
    dots.sort_by_key(|(_, _, nth)| *nth);
    let (live, dead): (Vec<_>, Vec<_>) =
        dots.iter().partition(|(_, target, _)| targets.contains(target));
    let (here, elsewhere): (Vec<_>, Vec<_>) =
        live.into_iter().partition(|(_, placed, _)| placed == target);
    if here.len() as i32 == wanted {
        return Ok(());
    }
    deed.may(Action::Vote)?;
    if !targets.contains(target) {
        return Err(Error::conflict(
            "その項目は、もうありません。画面を新しくして、もう一度選んでください。",
        ));
    }
    if wanted > round.per_cluster {
        return Err(Error::invalid(format!(
            "1つの項目に入れられる点は{}点までです。",
            round.per_cluster
        )));
    }
    if elsewhere.len() as i32 + wanted > round.budget {
        return Err(Error::invalid(format!(
            "使える点は{}点までです。ほかの点を減らしてから入れてください。",
            round.budget
        )));
    }
    for (slot, ..) in here.iter().skip(wanted as usize).chain(&dead) {
        store::delete_dot(deed.db, &round.id, attendee, *slot)?;
    }
    let taken = |slot: &i32| elsewhere.iter().chain(&here).any(|(of, ..)| of == slot);
    let free = (1..=round.budget).filter(|slot| !taken(slot));
    for (slot, nth) in free.zip(here.len() as i32 + 1..=wanted) {
        store::insert_dot(deed.db, &round.id, attendee, (slot, target, nth))?;
    }
    let totals = store::totals(deed.db, &round.id)?;
    let voters = store::voters(deed.db, &round.id)?;
    let changed: BTreeSet<&str> =
        dead.iter().map(|(_, target, _)| target.as_str()).chain([target]).collect();
    for target in changed {
        deed.became(Event::Dots {
            round: round.number,
            voters,
            target: target.to_owned(),
            total: totals.get(target).copied().unwrap_or(0),
        });
    }
    Ok(())
}

fn ids(content: &Content) -> HashSet<String> {
    content.targets().into_iter().map(|target| target.id).collect()
}

/// A voting as somebody sees it.
#[derive(Clone, Debug)]
pub struct Voting {
    /// 1, 2, 3 …
    pub number: i32,
    /// Dots a person has.
    pub budget: i32,
    /// How many of them may go to one target.
    pub per_cluster: i32,
    /// How many people have placed a dot.
    pub voters: i64,
    /// One's own dots by target; empty for those who do not vote.
    pub own: HashMap<String, i32>,
    /// How all fell, by target: only once it may be seen.
    pub totals: Option<HashMap<String, i64>>,
}

impl Voting {
    /// The last voting of a board, for an attendee or for nobody in particular.
    pub fn of(db: &mut Db, board: &Board, attendee: Option<&str>) -> Result<Option<Voting>> {
        if board.phase < Phase::Vote {
            return Ok(None);
        }
        let Some(round) = store::last_round(db, &board.id)? else { return Ok(None) };
        let mut own = HashMap::new();
        if let Some(attendee) = attendee {
            for (_, target, _) in store::dots(db, &round.id, attendee)? {
                *own.entry(target).or_default() += 1;
            }
        }
        let totals = match board.phase.shows_votes() {
            true => Some(store::totals(db, &round.id)?),
            false => None,
        };
        Ok(Some(Voting {
            number: round.number,
            budget: round.budget,
            per_cluster: round.per_cluster,
            voters: store::voters(db, &round.id)?,
            own,
            totals,
        }))
    }

    /// Dots of one's own that are placed on something that is there.
    pub fn placed(&self, content: &Content) -> i32 {
        let targets = ids(content);
        self.own.iter().filter(|(target, _)| targets.contains(*target)).map(|(_, dots)| dots).sum()
    }

    /// The dots of a target, once they may be seen.
    pub fn total(&self, target: &str) -> Option<i64> {
        self.totals.as_ref().map(|totals| totals.get(target).copied().unwrap_or(0))
    }
}
