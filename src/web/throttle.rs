//! Slows down guessing. Counts failures per key (an address, an account in a browser) in
//! memory; a success is never held up, and nothing of it is stored or logged.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use crate::clock::Instant;

/// When so many keys are remembered, the ones that are over are forgotten.
const CROWDED: usize = 10_000;

/// A counter of failures.
pub struct Throttle {
    free: u32,
    window: i64,
    failures: Mutex<HashMap<String, Failures>>,
}

struct Failures {
    count: u32,
    until: Instant,
}

impl Throttle {
    /// Allows `free` failures within `window` seconds.
    pub fn new(free: u32, window: i64) -> Throttle {
        Throttle { free, window, failures: Mutex::default() }
    }

    /// Seconds that the key has to wait before another attempt is looked at.
    pub fn wait(&self, key: &str, now: Instant) -> Option<u64> {
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let known = failures.get(key).filter(|known| known.until > now)?;
        let seconds = (known.until - now).num_seconds().max(1);
        (known.count >= self.free).then_some(seconds.unsigned_abs())
    }

    /// Counts a failure. The window begins with the first.
    pub fn failed(&self, key: &str, now: Instant) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        if failures.len() >= CROWDED {
            failures.retain(|_, known| known.until > now);
        }
        let until = now + chrono::Duration::seconds(self.window);
        let known = failures.entry(key.to_owned()).or_insert(Failures { count: 0, until });
        if known.until <= now {
            *known = Failures { count: 0, until };
        }
        known.count += 1;
    }

    /// Forgets a key after a success.
    pub fn succeeded(&self, key: &str) {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, Duration};

    #[test]
    fn the_eleventh_failure_in_ten_minutes_waits_and_another_key_does_not() {
        let (throttle, now) = (Throttle::new(10, 600), DateTime::UNIX_EPOCH);
        for _ in 0..10 {
            assert_eq!(throttle.wait("a", now), None);
            throttle.failed("a", now);
        }
        assert_eq!(throttle.wait("a", now), Some(600));
        assert_eq!(throttle.wait("b", now), None);
        assert_eq!(throttle.wait("a", now + Duration::seconds(601)), None);
    }
}
