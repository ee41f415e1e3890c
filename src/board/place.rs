//! Where things stand: keys that sort as text, with room for another between any two. The server
//! makes one between two named neighbours, so that nobody who posts at the same time as others
//! pushes them away; equal keys are told apart by their ids.

/// The letters of a key, in the order in which both engines sort them.
const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
const BASE: usize = DIGITS.len();

/// A key between two others. `None`: before or after everything. Where the two are out of order
/// or equal, it stands right after the first.
pub fn between(before: Option<&str>, after: Option<&str>) -> String {
    let before = before.unwrap_or("");
    let after = after.filter(|after| *after > before);
    let mut key = String::new();
    let (mut low, mut high) = (before.bytes(), after.map(str::bytes));
    loop {
        let from = low.next().map_or(0, value);
        // A key that has left the upper neighbour behind has no limit above it.
        let to = high.as_mut().map_or(BASE, |high| high.next().map_or(BASE, value));
        if from + 1 < to {
            key.push(char::from(DIGITS[from + (to - from) / 2]));
            return key;
        }
        key.push(char::from(DIGITS[from]));
        if from < to {
            high = None;
        }
    }
}

/// How many digits count what was added at the end: more notes than any board has.
const COUNTED: usize = 4;

/// A key after all others: counts on in its first digits, so that adding at the end stays short.
pub fn after(last: Option<&str>) -> String {
    let digits = last.unwrap_or("").bytes().map(value).chain(std::iter::repeat(0));
    let next = digits.take(COUNTED).fold(0, |number, digit| number * BASE + digit) + 1;
    if next >= BASE.pow(COUNTED as u32) {
        return between(last, None);
    }
    let digit = |at: usize| char::from(DIGITS[next / BASE.pow(at as u32) % BASE]);
    // The last digit is in the middle: there is room on both sides.
    (0..COUNTED).rev().map(digit).chain(['i']).collect()
}

fn value(letter: u8) -> usize {
    DIGITS.iter().position(|digit| *digit == letter).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_key_between_two_sorts_between_them() {
        for (low, high) in [
            (None, None),
            (Some("i"), None),
            (None, Some("1")),
            (Some("a"), Some("b")),
            (Some("zz"), None),
            (Some("a"), Some("a1")),
        ] {
            let key = between(low, high);
            assert!(
                low.is_none_or(|low| *low < *key) && high.is_none_or(|high| *key < *high),
                "{low:?} {key} {high:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn four_hundred_notes_put_anywhere_have_four_hundred_keys_in_their_order(
            at in prop::collection::vec(0.0..1.0f64, 400),
        ) {
            let mut keys: Vec<String> = Vec::new();
            for at in at {
                let place = (at * (keys.len() + 1) as f64) as usize;
                let before = place.checked_sub(1).map(|before| keys[before].as_str());
                let key = between(before, keys.get(place).map(String::as_str));
                keys.insert(place, key);
            }
            prop_assert!(keys.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }

    #[test]
    fn adding_at_the_end_keeps_keys_in_order_and_short() {
        let mut keys = vec![after(None)];
        for _ in 0..1000 {
            keys.push(after(keys.last().map(String::as_str)));
        }
        assert!(keys.windows(2).all(|pair| pair[0] < pair[1]));
        let longest = keys.iter().map(String::len).max();
        assert!(longest == Some(5), "{longest:?}");
    }
}
