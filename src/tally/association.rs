//! Whether the answers differ by group: Pearson's chi-square of a cross table, and how strongly.
//!
//! The counts are of people, unweighted. Each person stands in one line and one column, so the
//! table is one of single answers.

use statrs::distribution::{ChiSquared, ContinuousCDF};

use super::stub::LineKind;
use super::table::{Line, Shape, Table};

/// What a cross table says about two questions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Association {
    /// Pearson's chi-square, Σ (observed − expected)²/expected, without Yates' correction.
    pub chi_square: f64,
    /// Degrees of freedom, (rows − 1)(columns − 1).
    pub freedom: u32,
    /// The probability of such a chi-square, or a larger one, if the two had nothing to do with
    /// each other.
    pub p: f64,
    /// Cramér's V, √(χ²/(n·(min(rows, columns) − 1))): 0 for none, 1 for complete association.
    pub cramers_v: f64,
    /// People in the table.
    pub n: u64,
    /// The smallest expected count.
    pub smallest_expected: f64,
    /// The share of expected counts below 5, from 0 to 1.
    pub below_five: f64,
}

impl Association {
    /// Cochran's condition (1954): the p value can be relied on when no expected count is below 1
    /// and at most a fifth of them are below 5.
    pub fn is_reliable(&self) -> bool {
        self.smallest_expected >= 1.0 && self.below_five <= 0.2
    }
}

/// The associations of a cross table: one for each variable of its stub that puts everybody into
/// one line at most, with its name. Only valid answers count. None for multiple answers.
pub fn associations(table: &Table) -> Vec<(String, Association)> {
    if !matches!(table.subject.shape, Shape::Single | Shape::Matrix | Shape::Scale) {
        return Vec::new();
    }
    let answers = table.headings.iter().filter(|heading| heading.stands.is_answer()).count();
    let is_group = |line: &Line| line.kind == LineKind::Category && line.within.len() == 1;
    let same =
        |one: &Line, other: &Line| one.within == other.within && is_group(one) == is_group(other);
    let of_block = |block: &[Line]| {
        let first = block.first().filter(|line| is_group(line))?;
        let counts: Vec<Vec<u32>> =
            block.iter().map(|line| line.counts[..answers].to_vec()).collect();
        Some((first.within[0].clone(), association(&counts)?))
    };
    table.lines.chunk_by(same).filter_map(of_block).collect()
}

/// The association in a table of counts, a slice of equal length for each row. Empty rows and
/// columns say nothing and are left out. `None` when fewer than two of either are left.
pub fn association(table: &[Vec<u32>]) -> Option<Association> {
    let rows = occupied(table.iter().map(|row| row.iter().map(|&count| u64::from(count)).sum()));
    let width = table.iter().map(Vec::len).min()?;
    let columns = occupied(
        (0..width).map(|column| table.iter().map(|row| u64::from(row[column])).sum::<u64>()),
    );
    let narrower = rows.len().min(columns.len());
    if narrower < 2 {
        return None;
    }
    let n: u64 = rows.iter().map(|(_, sum)| sum).sum();
    let mut chi_square = 0.0;
    let mut smallest_expected = f64::INFINITY;
    let mut below_five = 0;
    for &(row, in_row) in &rows {
        for &(column, in_column) in &columns {
            let expected = in_row as f64 * in_column as f64 / n as f64;
            chi_square += (f64::from(table[row][column]) - expected).powi(2) / expected;
            smallest_expected = smallest_expected.min(expected);
            below_five += u32::from(expected < 5.0);
        }
    }
    let freedom = ((rows.len() - 1) * (columns.len() - 1)) as u32;
    Some(Association {
        chi_square,
        freedom,
        p: ChiSquared::new(f64::from(freedom)).ok()?.sf(chi_square),
        cramers_v: (chi_square / (n as f64 * (narrower - 1) as f64)).sqrt(),
        n,
        smallest_expected,
        below_five: f64::from(below_five) / (rows.len() * columns.len()) as f64,
    })
}

/// The places that hold anybody, with their sums.
fn occupied(sums: impl Iterator<Item = u64>) -> Vec<(usize, u64)> {
    sums.enumerate().filter(|&(_, sum)| sum > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(one: f64, other: f64) {
        assert!((one - other).abs() <= 1e-9 * other.abs().max(1e-12), "{one} is not {other}");
    }

    // The p values are those of scipy.stats.chi2_contingency with correction=False.

    #[test]
    fn two_by_two_has_the_value_that_a_hand_computes() {
        // Every expected count is 25, every deviation 5: 4 × 25/25 = 4.
        let found = association(&[vec![20, 30], vec![30, 20]]).unwrap();
        assert_eq!((found.chi_square, found.freedom, found.n), (4.0, 1, 100));
        close(found.p, 0.045_500_263_896_358_57);
        close(found.cramers_v, 0.2);
        assert_eq!((found.smallest_expected, found.below_five), (25.0, 0.0));
        assert!(found.is_reliable());
    }

    #[test]
    fn three_by_four_has_six_degrees_of_freedom() {
        let table = [vec![30, 20, 25, 25], vec![10, 40, 20, 30], vec![35, 15, 30, 20]];
        let found = association(&table).unwrap();
        assert_eq!((found.freedom, found.n), (6, 300));
        close(found.chi_square, 32.0);
        close(found.p, 1.631_760_033_429_256e-5);
        close(found.cramers_v, 0.230_940_107_675_850_33);
    }

    #[test]
    fn empty_rows_and_columns_are_left_out() {
        let found = association(&[vec![12, 0, 8], vec![0, 0, 0], vec![5, 0, 15]]).unwrap();
        assert_eq!(found.freedom, 1);
        close(found.chi_square, 5.012_787_723_785_166);
        close(found.p, 0.025_160_759_200_408_785);
    }

    #[test]
    fn small_expected_counts_are_told() {
        let few = association(&[vec![3, 1], vec![1, 6]]).unwrap();
        close(few.smallest_expected, 16.0 / 11.0);
        assert_eq!(few.below_five, 1.0);
        assert!(!few.is_reliable());
        // One of nine is below 5: within a fifth. One below 1 never is.
        let one = association(&[vec![1, 10, 10], vec![20, 100, 100], vec![20, 100, 100]]).unwrap();
        assert!(one.below_five == 1.0 / 9.0 && one.is_reliable());
        let less = association(&[vec![0, 6, 6], vec![20, 500, 500], vec![20, 500, 500]]).unwrap();
        assert!(less.below_five == 1.0 / 9.0 && !less.is_reliable());
    }

    #[test]
    fn complete_association_is_one_and_its_p_does_not_vanish_into_an_error() {
        let found = association(&[vec![500, 0], vec![0, 500]]).unwrap();
        assert_eq!((found.chi_square, found.cramers_v), (1000.0, 1.0));
        assert!(found.p >= 0.0 && found.p < 1e-200);
        let none = association(&[vec![10, 20], vec![10, 20]]).unwrap();
        assert_eq!((none.chi_square, none.p, none.cramers_v), (0.0, 1.0, 0.0));
    }

    #[test]
    fn a_table_without_two_groups_or_two_answers_says_nothing() {
        assert_eq!(association(&[]), None);
        assert_eq!(association(&[vec![0, 0], vec![0, 0]]), None);
        assert_eq!(association(&[vec![5, 5], vec![0, 0]]), None);
        assert_eq!(association(&[vec![5, 0], vec![7, 0]]), None);
    }
}
