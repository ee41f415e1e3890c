//! What a reader can find out by linear algebra.
//!
//! The hidden cells are the unknowns, the sums are the equations. Gauss-Jordan elimination over
//! the unknowns leaves an equation with one unknown for exactly those cells that are determined.
//! It is done modulo the prime 2⁶¹ − 1, where no digit is lost: the result is that over the
//! fractions unless a determinant of the table is a multiple of that prime, and the determinants
//! of tables with coefficients of 0 and ±1 are small numbers.

use std::collections::BTreeMap;

use super::Sum;

const PRIME: u64 = (1 << 61) - 1;

/// For each secret that follows from what is shown: the shown cells it follows from.
pub(super) fn derivations(sums: &[&Sum], hidden: &[bool], secret: &[bool]) -> Vec<Vec<usize>> {
    let cells = |sum: &Sum| sum.parts.iter().copied().chain([sum.whole]).collect::<Vec<_>>();
    let useful = || sums.iter().filter(|sum| cells(sum).iter().any(|&cell| hidden[cell]));
    let (mut unknowns, mut shown): (Vec<_>, Vec<_>) =
        useful().flat_map(|sum| cells(sum)).partition(|&cell| hidden[cell]);
    for set in [&mut unknowns, &mut shown] {
        set.sort_unstable();
        set.dedup();
    }
    let order: Vec<usize> = unknowns.iter().chain(&shown).copied().collect();
    let place: BTreeMap<usize, usize> = order.iter().copied().zip(0..).collect();
    let mut rows: Vec<Vec<u64>> = useful()
        .map(|sum| {
            let mut row = vec![0; order.len()];
            row[place[&sum.whole]] = 1;
            sum.parts.iter().for_each(|part| row[place[part]] = PRIME - 1);
            row
        })
        .collect();
    let pivots = eliminate(&mut rows, unknowns.len());
    let determined = rows.iter().zip(pivots).filter(|(row, pivot)| {
        secret[order[*pivot]] && row[pivot + 1..unknowns.len()].iter().all(|&factor| factor == 0)
    });
    let sources = |row: &[u64]| {
        let factors = row.iter().zip(&order).skip(unknowns.len());
        factors.filter(|&(&factor, _)| factor != 0).map(|(_, &cell)| cell).collect()
    };
    determined.map(|(row, _)| sources(row)).collect()
}

/// Brings the first `unknowns` columns into reduced echelon form: the pivot of each row that has
/// one, rows with a pivot first.
fn eliminate(rows: &mut [Vec<u64>], unknowns: usize) -> Vec<usize> {
    let mut pivots = Vec::new();
    for column in 0..unknowns {
        let next = pivots.len();
        let Some(found) = (next..rows.len()).find(|&row| rows[row][column] != 0) else { continue };
        rows.swap(next, found);
        let inverse = inverse(rows[next][column]);
        rows[next].iter_mut().for_each(|value| *value = times(*value, inverse));
        let pivot = rows[next].clone();
        for (_, row) in rows.iter_mut().enumerate().filter(|&(row, _)| row != next) {
            let factor = row[column];
            if factor != 0 {
                let opposite = PRIME - factor;
                for (value, &above) in row.iter_mut().zip(&pivot) {
                    *value = (*value + times(opposite, above)) % PRIME;
                }
            }
        }
        pivots.push(column);
    }
    pivots
}

fn times(one: u64, other: u64) -> u64 {
    (u128::from(one) * u128::from(other) % u128::from(PRIME)) as u64
}

/// Fermat: a^(p − 2) is the inverse of a modulo a prime p.
fn inverse(of: u64) -> u64 {
    let (mut result, mut power, mut exponent) = (1, of, PRIME - 2);
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = times(result, power);
        }
        power = times(power, power);
        exponent >>= 1;
    }
    result
}
