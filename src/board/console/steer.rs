//! What the facilitator orders, for one table or for all of them at once.

use crate::{
    app::App,
    audit::{self, Action},
    board::{
        Board, Phase,
        act::{self, By, Deed},
        lead, routes, store, votes,
    },
    error::{Error, Result},
    store::Db,
    workshop::{self, Theme, Workshop},
};

/// An order. Those about phases name the phase: pressed twice, it is the same order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// On to a phase, for boards that have not come so far.
    Next(Phase),
    /// Back to a phase, for boards that are further.
    Back(Phase),
    /// To a phase, from wherever.
    To(Phase),
    /// More time, or less.
    Minutes(i64),
    /// No timer any more.
    StopTimer,
    /// One line on every phone; empty takes it away.
    Announce(String),
    /// Nobody but the facilitator changes anything, or they may again.
    Freeze(bool),
    /// Another voting, with no dots placed.
    VoteAnew,
}

impl Order {
    /// What a button says, such as `next:open`; `line` is what was typed beside it.
    pub fn read(word: &str, line: &str) -> Option<Order> {
        let phase = Phase::from_word;
        match word.split_once(':').unwrap_or((word, "")) {
            ("next", to) => phase(to).map(Order::Next),
            ("back", to) => phase(to).map(Order::Back),
            ("to", to) => phase(to).map(Order::To),
            ("minutes", "1") => Some(Order::Minutes(1)),
            ("minutes", "-1") => Some(Order::Minutes(-1)),
            ("stop", "") => Some(Order::StopTimer),
            ("announce", "") => Some(Order::Announce(line.to_owned())),
            ("freeze", "") => Some(Order::Freeze(true)),
            ("thaw", "") => Some(Order::Freeze(false)),
            ("vote", "") => Some(Order::VoteAnew),
            _ => None,
        }
    }

    fn is_for(&self, phase: Phase) -> bool {
        match self {
            Order::Next(to) => phase < *to,
            Order::Back(to) => phase > *to,
            _ => true,
        }
    }

    fn carry_out(&self, deed: &mut Deed<'_>) -> Result<()> {
        if !self.is_for(deed.board.phase) {
            return Ok(());
        }
        match self {
            Order::Next(to) | Order::Back(to) | Order::To(to) => lead::set_phase(deed, *to),
            Order::Minutes(minutes) => lead::add_minutes(deed, *minutes),
            Order::StopTimer => lead::stop_timer(deed),
            Order::Announce(line) => lead::announce(deed, line),
            Order::Freeze(frozen) => lead::freeze(deed, *frozen),
            Order::VoteAnew => votes::anew(deed),
        }
    }
}

/// Where an order is carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum On {
    /// At every table of a theme.
    Tables(String),
    /// At a board.
    Board(String),
}

/// Carries an order out: everywhere or nowhere. The boards that it was for.
///
/// # Errors
/// It is no theme and no board of this workshop, or one of the boards refuses.
pub fn steer(
    db: &mut Db,
    app: &App,
    workshop: &Workshop,
    on: &On,
    order: &Order,
) -> Result<Vec<String>> {
    let boards = boards(db, workshop, on)?;
    let ids: Vec<String> = boards.iter().map(|board| board.id.clone()).collect();
    store::hold_all(db, &ids)?;
    for board in &boards {
        act::change(db, app, &board.id, By::Facilitator, |deed| order.carry_out(deed))?;
    }
    if let Order::Freeze(frozen) = order {
        let action = if *frozen { Action::BoardsFrozen } else { Action::BoardsThawed };
        let names: Vec<&str> = boards.iter().map(|board| board.name.as_str()).collect();
        let subject = format!("{} {}", workshop.slug, names.join("・"));
        audit::record(db, super::signature(app, workshop)?, action, &subject)?;
    }
    Ok(ids)
}

fn boards(db: &mut Db, workshop: &Workshop, on: &On) -> Result<Vec<Board>> {
    match on {
        On::Tables(theme_id) => {
            theme(db, workshop, theme_id)?;
            let all = store::of_theme(db, theme_id)?;
            Ok(all.into_iter().filter(|board| board.number > 0).collect())
        }
        On::Board(id) => {
            let id = routes::belongs(db, workshop, id)?;
            Ok(vec![store::get(db, &id)?])
        }
    }
}

/// A theme of a workshop. That of another is not found.
pub fn theme(db: &mut Db, workshop: &Workshop, id: &str) -> Result<Theme> {
    let themes = workshop::store::themes(db, &workshop.id)?;
    themes.into_iter().find(|theme| theme.id == id).ok_or(Error::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_read_from_its_button_and_nonsense_is_none() {
        assert_eq!(Order::read("next:open", ""), Some(Order::Next(Phase::Open)));
        assert_eq!(Order::read("announce", "あと5分"), Some(Order::Announce("あと5分".into())));
        assert_eq!(Order::read("minutes:-1", ""), Some(Order::Minutes(-1)));
        for word in ["", "next", "next:", "minutes:60", "freeze:x", "erase"] {
            assert_eq!(Order::read(word, ""), None, "{word}");
        }
    }

    #[test]
    fn whoever_is_further_already_is_not_taken_back_by_going_on() {
        assert!(Order::Next(Phase::Open).is_for(Phase::Write));
        assert!(!Order::Next(Phase::Open).is_for(Phase::Open));
        assert!(!Order::Next(Phase::Open).is_for(Phase::Talk));
        assert!(!Order::Back(Phase::Write).is_for(Phase::Prepare));
        assert!(Order::To(Phase::Write).is_for(Phase::Vote));
    }
}
