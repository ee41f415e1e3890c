//! Published numbers, kept as they were written.

use std::fmt;

use crate::{sheet::half_width, tally::Rounded};

/// Most digits before and after the point: published values have two and four.
const DIGITS: (usize, usize) = (6, 8);

/// A decimal number as it was published, such as `3.20`: what is stored, shown and exported is
/// what stood in the file, and no binary fraction near it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal(String);

impl Decimal {
    /// Reads digits with at most one point and a sign, in any width. `None` for anything else,
    /// thousands separators and powers of ten included.
    pub fn parse(cell: &str) -> Option<Decimal> {
        let text = half_width(cell).replace('−', "-");
        let digits = text.strip_prefix('-').unwrap_or(&text);
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let are_digits = |text: &str, most: usize| {
            (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        (are_digits(whole, DIGITS.0) && are_digits(part, DIGITS.1)).then_some(Decimal(text))
    }

    /// The same number with the same decimals, for a table.
    pub fn rounded(&self) -> Option<Rounded> {
        let places = self.0.split_once('.').map_or(0, |(_, part)| part.len() as u32);
        Some(Rounded { units: self.0.replace('.', "").parse().ok()?, places })
    }

    /// The nearest number to compute with.
    pub fn value(&self) -> f64 {
        // Every text that `parse` lets through is a number.
        self.0.parse().unwrap_or(f64::NAN)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stays_as_it_was_published() {
        for (written, kept, value) in [
            ("3.20", "3.20", 3.2),
            (" ０．１２４６ ", "0.1246", 0.1246),
            ("−1.5", "-1.5", -1.5),
            ("50", "50", 50.0),
        ] {
            let number = Decimal::parse(written).expect(written);
            assert_eq!((number.to_string().as_str(), number.value()), (kept, value));
            assert_eq!(number.rounded().map(|number| number.to_string()).as_deref(), Some(kept));
        }
    }

    #[test]
    fn what_is_no_plain_number_is_refused() {
        for text in ["", "-", ".5", "5.", "1e3", "1,000", "NaN", "inf", "3.2.1", "1234567", "３点"]
        {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }
}
