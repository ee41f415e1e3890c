//! Which participants get a letter: all of them, a range of serial numbers, or a list. And the
//! order of letters, in which a person expects 9 before 10.

use std::{cmp::Ordering, collections::HashSet, ops::Range};

use serde::Deserialize;

use crate::error::{Error, Result};

/// What was typed on the page of letters.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Picked {
    /// The first serial number.
    pub from: String,
    /// The last one.
    pub to: String,
    /// Or serial numbers one by one, between spaces, line ends or commas.
    pub list: String,
    /// `yes`: of these only the ones who may still answer, for a reminder.
    pub waiting: String,
}

/// Which participants are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// Everybody.
    All,
    /// From one serial number to another, both included; an empty end is open.
    Range {
        /// The first one.
        from: String,
        /// The last one.
        to: String,
    },
    /// These serial numbers.
    Listed(Vec<String>),
}

impl Picked {
    /// Whether those who have answered, or whose code is void, are left out.
    pub fn only_waiting(&self) -> bool {
        self.waiting == "yes"
    }

    /// What it means. A list goes before a range.
    pub fn selection(&self) -> Selection {
        let (from, to) = (self.from.trim(), self.to.trim());
        let split = |letter: char| letter.is_whitespace() || ",、，;".contains(letter);
        let listed: Vec<String> =
            self.list.split(split).filter(|serial| !serial.is_empty()).map(str::to_owned).collect();
        if !listed.is_empty() {
            Selection::Listed(listed)
        } else if from.is_empty() && to.is_empty() {
            Selection::All
        } else {
            Selection::Range { from: from.to_owned(), to: to.to_owned() }
        }
    }
}

/// A part of a selection: from one serial number to another, both included. Not a place in the
/// list, which moves when somebody answers between two parts of a reminder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The first serial number.
    pub first: String,
    /// The last one.
    pub last: String,
}

impl Part {
    /// The places of the part in serial numbers in the order of letters.
    pub fn places(&self, serials: &[String]) -> Range<usize> {
        let start = serials.partition_point(|serial| order(serial, &self.first).is_lt());
        let end = serials.partition_point(|serial| order(serial, &self.last).is_le());
        start..end.max(start)
    }
}

impl Selection {
    /// The serial numbers that are meant, in the order of letters, each once.
    ///
    /// # Errors
    /// A listed number that nobody has, or a selection of nobody: a letter less than expected
    /// would be noticed only in the post.
    pub fn of(&self, mut serials: Vec<String>) -> Result<Vec<String>> {
        match self {
            Selection::All => {}
            Selection::Range { from, to } => serials.retain(|serial| {
                (from.is_empty() || order(from, serial).is_le())
                    && (to.is_empty() || order(serial, to).is_le())
            }),
            Selection::Listed(listed) => {
                let known: HashSet<&String> = serials.iter().collect();
                let unknown: Vec<&str> =
                    listed.iter().filter(|one| !known.contains(one)).map(String::as_str).collect();
                if let Some(first) =
                    unknown.get(..unknown.len().min(10)).filter(|few| !few.is_empty())
                {
                    return Err(Error::invalid(format!(
                        "登録のない整理番号が{}件あります（{}）。番号をお確かめください。",
                        unknown.len(),
                        first.join("、")
                    )));
                }
                let wanted: HashSet<&String> = listed.iter().collect();
                serials.retain(|serial| wanted.contains(serial));
            }
        }
        if serials.is_empty() {
            return Err(Error::invalid(
                "あてはまる対象者がいません。整理番号の範囲をお確かめください。",
            ));
        }
        serials.sort_by(|one, other| order(one, other));
        Ok(serials)
    }
}

/// The order of serial numbers: runs of digits by value, everything else by letter.
pub fn order(one: &str, other: &str) -> Ordering {
    let (mut left, mut right) = (one, other);
    loop {
        let (a, after_a) = split_run(left);
        let (b, after_b) = split_run(right);
        let both_numbers = a.starts_with(is_digit) && b.starts_with(is_digit);
        let ordering = if both_numbers { by_value(a, b) } else { a.cmp(b) };
        if ordering.is_ne() {
            return ordering;
        }
        if after_a.is_empty() || after_b.is_empty() {
            // 07 and 7 are two serial numbers of the same value.
            return after_a.len().cmp(&after_b.len()).then_with(|| one.cmp(other));
        }
        (left, right) = (after_a, after_b);
    }
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

/// The digits, or the other letters, that a text begins with, and the rest.
fn split_run(text: &str) -> (&str, &str) {
    let digits = text.starts_with(is_digit);
    text.split_at(text.find(|letter| is_digit(letter) != digits).unwrap_or(text.len()))
}

fn by_value(a: &str, b: &str) -> Ordering {
    let (a, b) = (a.trim_start_matches('0'), b.trim_start_matches('0'));
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(serials: &[&str]) -> Vec<String> {
        serials.iter().map(|serial| (*serial).to_owned()).collect()
    }

    fn typed(from: &str, to: &str, list: &str) -> Selection {
        Picked { from: from.into(), to: to.into(), list: list.into(), ..Picked::default() }
            .selection()
    }

    #[test]
    fn nine_comes_before_ten_and_every_order_is_total() {
        let mut serials = texts(&[
            "10",
            "A-10",
            "9",
            "A-9",
            "007",
            "7",
            "B1",
            "A",
            "A-9x",
            "99999999999999999999",
        ]);
        serials.sort_by(|one, other| order(one, other));
        let expected =
            ["007", "7", "9", "10", "99999999999999999999", "A", "A-9", "A-9x", "A-10", "B1"];
        assert_eq!(serials, expected);
    }

    #[test]
    fn nothing_typed_means_everybody() {
        let everybody = typed("", "", " \n").of(texts(&["2", "10", "1"]));
        assert_eq!(everybody.expect("all"), ["1", "2", "10"]);
    }

    #[test]
    fn a_range_goes_by_value_and_may_be_open() {
        let serials = texts(&["1", "2", "9", "10", "11"]);
        let chosen = |from: &str, to: &str| typed(from, to, "").of(serials.clone()).expect("some");
        assert_eq!(chosen("2", "10"), ["2", "9", "10"]);
        assert_eq!(chosen("10", ""), ["10", "11"]);
        assert_eq!(chosen("", "1"), ["1"]);
        assert!(typed("12", "20", "").of(serials).is_err());
    }

    #[test]
    fn a_list_gives_each_once_and_names_what_nobody_has() {
        let serials = texts(&["1", "2", "10"]);
        let chosen = typed("", "", "10、2, 2\n").of(serials.clone());
        assert_eq!(chosen.expect("two"), ["2", "10"]);
        let error = typed("", "", "2 3 4").of(serials).expect_err("unknown numbers");
        assert!(error.sentence().contains("2件あります（3、4）"), "{}", error.sentence());
    }
}
