//! What the coders of one question have done so far, and what counts of it.

use std::collections::BTreeMap;

use super::{Hand, frame::Frame, store};
use crate::{
    error::{Error, Result},
    store::Db,
};

/// The newest codes of a question, and the codings of its texts.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// The version of the codes; 0 without any.
    pub version: i32,
    /// The codes.
    pub frame: Frame,
    /// The codings by the random id of the answer. Merged codes are followed already.
    pub marks: BTreeMap<String, Marks>,
}

/// The codings of one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The first coder's.
    pub first: Option<Vec<i16>>,
    /// The second coder's.
    pub second: Option<Vec<i16>>,
    /// What was decided where the two differ.
    pub settled: Option<Vec<i16>>,
}

/// What counts for a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome<'a> {
    /// Nobody has coded it.
    Nobody,
    /// One has.
    One(&'a [i16]),
    /// Both have, alike.
    Agreed(&'a [i16]),
    /// Both have, differently, and nobody has decided.
    Open,
    /// It was decided.
    Settled(&'a [i16]),
}

impl Marks {
    /// The codes of one hand.
    pub fn of(&self, hand: Hand) -> Option<&[i16]> {
        match hand {
            Hand::First => self.first.as_deref(),
            Hand::Second => self.second.as_deref(),
            Hand::Settled => self.settled.as_deref(),
        }
    }

    /// What counts.
    pub fn outcome(&self) -> Outcome<'_> {
        match (&self.settled, &self.first, &self.second) {
            (Some(codes), ..) => Outcome::Settled(codes),
            (None, Some(one), Some(other)) if one == other => Outcome::Agreed(one),
            (None, Some(_), Some(_)) => Outcome::Open,
            (None, Some(one), None) | (None, None, Some(one)) => Outcome::One(one),
            (None, None, None) => Outcome::Nobody,
        }
    }

    /// Whether both have coded, and differently.
    pub fn differ(&self) -> bool {
        matches!((&self.first, &self.second), (Some(one), Some(other)) if one != other)
    }

    fn set(&mut self, hand: Hand, codes: Vec<i16>) {
        match hand {
            Hand::First => self.first = Some(codes),
            Hand::Second => self.second = Some(codes),
            Hand::Settled => self.settled = Some(codes),
        }
    }
}

impl Outcome<'_> {
    /// The codes that tables count; `None` where there is nothing to count yet.
    pub fn codes(&self) -> Option<&[i16]> {
        match self {
            Outcome::One(codes) | Outcome::Agreed(codes) | Outcome::Settled(codes) => Some(codes),
            Outcome::Nobody | Outcome::Open => None,
        }
    }
}

impl Book {
    /// The codings of a text.
    pub fn marks(&self, id: &str) -> Marks {
        self.marks.get(id).cloned().unwrap_or_default()
    }

    /// How many texts a hand has coded.
    pub fn coded(&self, hand: Hand) -> usize {
        self.marks.values().filter(|marks| marks.of(hand).is_some()).count()
    }

    /// How many differences are not decided.
    pub fn open(&self) -> usize {
        self.marks.values().filter(|marks| marks.outcome() == Outcome::Open).count()
    }
}

/// The book of one question; `None` as long as it has no codes.
pub fn book(db: &mut Db, survey: &str, field: &str) -> Result<Option<Book>> {
    Ok(books(db, survey)?.remove(field))
}

/// The books of all questions that have codes, by field.
pub fn books(db: &mut Db, survey: &str) -> Result<BTreeMap<String, Book>> {
    let mut books = BTreeMap::new();
    // Ascending, so that the newest version stays.
    for (field, version, definition) in store::frames(db, survey)? {
        let frame = thaw(&definition)?;
        books.insert(field, Book { version, frame, marks: BTreeMap::new() });
    }
    for (field, id, hand, codes) in store::codings(db, survey)? {
        let (Some(book), Some(hand)) = (books.get_mut(&field), Hand::from_word(&hand)) else {
            continue;
        };
        let codes: Vec<i16> = serde_json::from_str(&codes).map_err(Error::internal)?;
        book.marks.entry(id).or_default().set(hand, book.frame.today(&codes));
    }
    Ok(books)
}

/// A stored version of the codes.
pub fn thaw(definition: &str) -> Result<Frame> {
    serde_json::from_str(definition).map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(first: &[i16], second: &[i16], settled: &[i16]) -> Marks {
        let given = |codes: &[i16]| (!codes.is_empty()).then(|| codes.to_vec());
        Marks { first: given(first), second: given(second), settled: given(settled) }
    }

    #[test]
    fn what_was_decided_counts_then_what_both_say_then_what_one_says() {
        assert_eq!(marks(&[1], &[2], &[3]).outcome(), Outcome::Settled(&[3]));
        assert_eq!(marks(&[1, 2], &[1, 2], &[]).outcome(), Outcome::Agreed(&[1, 2]));
        assert_eq!(marks(&[1], &[], &[]).outcome(), Outcome::One(&[1]));
        assert_eq!(marks(&[], &[2], &[]).outcome(), Outcome::One(&[2]));
        assert_eq!(marks(&[], &[], &[]).outcome().codes(), None);
    }

    #[test]
    fn a_difference_counts_for_nothing_until_somebody_decides() {
        assert_eq!(marks(&[1], &[1, 2], &[]).outcome(), Outcome::Open);
        assert_eq!(marks(&[1], &[1, 2], &[]).outcome().codes(), None);
        assert!(marks(&[1], &[1, 2], &[2]).differ());
        assert!(!marks(&[1], &[], &[]).differ());
    }
}
