//! What time it is. Passed in, so that a test can live in any week of the field period.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{
    DateTime, Datelike, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, SubsecRound, Utc,
};

/// An instant in UTC, to the microsecond (the finest that both engines keep).
pub type Instant = DateTime<Utc>;

/// The real clock, or one that stands still until it is moved.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock for tests.
    Fixed(Arc<Mutex<Instant>>),
}

impl Clock {
    /// A clock that stands at `at`.
    pub fn fixed(at: Instant) -> Clock {
        Clock::Fixed(Arc::new(Mutex::new(at)))
    }

    /// The current instant.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the wall clock")]
    pub fn now(&self) -> Instant {
        match self {
            Clock::System => Utc::now().trunc_subsecs(6),
            Clock::Fixed(at) => *at.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// Moves a fixed clock; the system's clock stays as it is.
    pub fn set(&self, to: Instant) {
        if let Clock::Fixed(at) = self {
            *at.lock().unwrap_or_else(PoisonError::into_inner) = to;
        }
    }
}

/// The wall clock in Japan: nine hours ahead of UTC all year.
pub fn in_japan(at: Instant) -> NaiveDateTime {
    at.naive_utc() + Duration::hours(9)
}

/// The day in Japan at this instant.
pub fn day_in_japan(at: Instant) -> NaiveDate {
    in_japan(at).date()
}

/// The instant at which a day begins in Japan.
pub fn start_of_day(day: NaiveDate) -> Instant {
    let midnight = day.and_time(NaiveTime::MIN).and_utc();
    midnight - Duration::hours(9)
}

/// The instant at which a day is over in Japan (24:00).
pub fn end_of_day(day: NaiveDate) -> Instant {
    start_of_day(day.checked_add_days(Days::new(1)).unwrap_or(day))
}

/// 「2026年12月18日（金）」
pub fn japanese_day(day: NaiveDate) -> String {
    const WEEKDAYS: [&str; 7] = ["月", "火", "水", "木", "金", "土", "日"];
    let weekday = WEEKDAYS[day.weekday().num_days_from_monday() as usize];
    format!("{}年{}月{}日（{weekday}）", day.year(), day.month(), day.day())
}

/// 「2026年12月18日 14:05」, in Japan.
pub fn japanese_minute(at: Instant) -> String {
    in_japan(at).format("%Y年%-m月%-d日 %H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_in_japan_begins_at_three_in_the_afternoon_utc() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 18).expect("a day");
        assert_eq!(start_of_day(day).to_rfc3339(), "2026-12-17T15:00:00+00:00");
        assert_eq!(day_in_japan(start_of_day(day)), day);
        assert_eq!(day_in_japan(end_of_day(day) - Duration::microseconds(1)), day);
        assert_eq!(japanese_day(day), "2026年12月18日（金）");
    }
}
