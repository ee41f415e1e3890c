//! Until when one can sign up, and what is left.

use chrono::{Days, NaiveDate};

use super::State;
use crate::{
    clock::{Instant, day_in_japan},
    workshop::{self, Workshop, settings::Registration},
};

/// Whether one can sign up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Yes, for a place or for the waiting list.
    Open,
    /// The last day is over.
    Shut,
    /// The workshop itself is over.
    Over,
}

impl Door {
    /// Of a workshop at an instant.
    pub fn of(workshop: &Workshop, rule: &Registration, now: Instant) -> Door {
        if is_over(workshop, now) {
            Door::Over
        } else if day_in_japan(now) > last_day(workshop, rule) {
            Door::Shut
        } else {
            Door::Open
        }
    }
}

/// Whether the workshop's day is over or staff have closed it.
pub fn is_over(workshop: &Workshop, now: Instant) -> bool {
    workshop.state == workshop::State::Closed || day_in_japan(now) > workshop.held_on
}

/// The last day for signing up.
pub fn last_day(workshop: &Workshop, rule: &Registration) -> NaiveDate {
    let days = Days::new(rule.closes_days.clamp(0, 365).unsigned_abs());
    workshop.held_on.checked_sub_days(days).unwrap_or(workshop.held_on)
}

/// Whether whoever waits gets a place by itself. On the day itself staff decide: nobody should
/// have to read a mail on the way.
pub fn lifts_itself(workshop: &Workshop, now: Instant) -> bool {
    day_in_japan(now) < workshop.held_on && workshop.state != workshop::State::Closed
}

/// How many heads have a place, wait, and can still come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// Heads with a place.
    pub taken: i32,
    /// Heads that wait.
    pub waiting: i32,
    /// Places nobody has. None while somebody waits: nobody overtakes.
    pub free: i32,
}

impl Places {
    /// Counted from state and heads of every registration.
    pub fn of(rule: &Registration, heads: &[(State, i32)]) -> Places {
        let sum = |state| heads.iter().filter(|(of, _)| *of == state).map(|(_, heads)| heads).sum();
        let (taken, waiting): (i32, i32) = (sum(State::Confirmed), sum(State::Waiting));
        let free = if waiting > 0 { 0 } else { (rule.places - taken).max(0) };
        Places { taken, waiting, free }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workshop::settings::{Seating, SignUp};

    fn rule(places: i32) -> Registration {
        Registration {
            by: SignUp::Public,
            form: "x".into(),
            places,
            reminder_days: 1,
            closes_days: 1,
            seating: Seating::Random,
        }
    }

    #[test]
    fn nobody_overtakes_whoever_waits() {
        let of = |heads: &[(State, i32)]| Places::of(&rule(10), heads).free;
        assert_eq!(of(&[(State::Confirmed, 7), (State::Cancelled, 3)]), 3);
        // A school of five waits while three places are free: the next person waits behind it.
        assert_eq!(of(&[(State::Confirmed, 7), (State::Waiting, 5)]), 0);
        assert_eq!(of(&[(State::Confirmed, 12)]), 0);
    }
}
