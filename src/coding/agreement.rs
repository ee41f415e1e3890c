//! How far two coders agree, code by code.

use super::book::Book;
use crate::tally::agreement::{Agreement, agreement_by_code};

/// The agreement on one code.
pub struct OnCode {
    /// The code.
    pub number: i16,
    /// What it is called.
    pub label: String,
    /// Texts that both gave it to.
    pub both: u32,
    /// Texts that only the first gave it to.
    pub first_only: u32,
    /// Texts that only the second gave it to.
    pub second_only: u32,
    /// Over the texts that both have coded.
    pub agreement: Agreement,
}

impl OnCode {
    /// Texts that neither gave it to.
    pub fn neither(&self) -> u32 {
        self.agreement.n - self.both - self.first_only - self.second_only
    }
}

/// The agreement on all codes.
pub struct Overall {
    /// Texts that both have coded.
    pub texts: usize,
    /// Of these, texts with exactly the same codes.
    pub alike: usize,
    /// The codes that either has given at least once.
    pub codes: Vec<OnCode>,
}

/// Compares the two coders.
pub fn compare(book: &Book) -> Overall {
    let both =
        book.marks.values().filter_map(|marks| marks.first.clone().zip(marks.second.clone()));
    let (first, second): (Vec<_>, Vec<_>) =
        both.map(|(one, other)| (Some(one), Some(other))).unzip();
    let numbers: Vec<i16> = book.frame.codes.iter().map(|code| code.number).collect();
    let pairs = || first.iter().flatten().zip(second.iter().flatten());
    let count = |fits: &dyn Fn(&Vec<i16>, &Vec<i16>) -> bool| {
        u32::try_from(pairs().filter(|(one, other)| fits(one, other)).count()).unwrap_or(u32::MAX)
    };
    let agreements = agreement_by_code(&first, &second, &numbers);
    let on = |(number, agreement): (&i16, Agreement)| OnCode {
        number: *number,
        label: book.frame.label(*number),
        both: count(&|one, other| one.contains(number) && other.contains(number)),
        first_only: count(&|one, other| one.contains(number) && !other.contains(number)),
        second_only: count(&|one, other| !one.contains(number) && other.contains(number)),
        agreement,
    };
    let codes = numbers.iter().zip(agreements).map(on);
    Overall {
        texts: first.len(),
        alike: pairs().filter(|(one, other)| one == other).count(),
        codes: codes.filter(|code| code.neither() < code.agreement.n).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{book::Marks, frame::tests::frame};
    use super::*;

    #[test]
    fn only_texts_that_both_have_coded_are_compared() {
        let marks = [
            ("a", Some(vec![1]), Some(vec![1])),
            ("b", Some(vec![1, 2]), Some(vec![2])),
            ("c", Some(vec![9]), None),
        ];
        let marks = marks
            .map(|(id, first, second)| (id.to_owned(), Marks { first, second, settled: None }));
        let book = Book { version: 1, frame: frame(), marks: marks.into() };
        let overall = compare(&book);
        assert_eq!((overall.texts, overall.alike), (2, 1));
        let numbers: Vec<i16> = overall.codes.iter().map(|code| code.number).collect();
        assert_eq!(numbers, [1, 2]);
        let one = &overall.codes[0];
        assert_eq!((one.both, one.first_only, one.second_only, one.neither()), (1, 1, 0, 0));
        assert_eq!(overall.codes[1].agreement.kappa, Some(1.0));
    }
}
