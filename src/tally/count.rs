//! The one counting function. Screens, charts, workbook and CSV all show what it counts.
//!
//! What it gives back can be added to: the tally of rows 0–799 and the tally of rows 800–801
//! make the tally of rows 0–801. An answer that arrives costs one row, not all of them.

use std::ops::{AddAssign, Range};

use super::base::Base;
use super::column::{Column, NO_ANSWER, NOT_ASKED, UNUSABLE, is_valid};
use super::stub::{Split, Stub};

/// What is counted in the columns of a question.
#[derive(Clone, Copy, Debug)]
pub enum Counted<'a> {
    /// How often each code stands in a column.
    Codes {
        /// The column.
        column: &'a Column,
        /// The codes, in the order in which their counts come back.
        codes: &'a [i16],
    },
    /// How often each of several columns is ticked. All columns belong to one question, so
    /// that they are missing together.
    Ticks {
        /// The columns, in the order in which their counts come back.
        columns: &'a [Column],
    },
    /// How often each number stands in a column: the counts come back by number, from 0 on.
    Values {
        /// The column.
        column: &'a Column,
    },
    /// How often anything stands in a column: nothing but the valid and the missing.
    Filled {
        /// The column.
        column: &'a Column,
    },
}

/// How many people, and how much they weigh.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// People.
    pub people: u32,
    /// The sum of their weights in millionths; 0 where nothing is weighted.
    pub weight: u64,
    /// The sum of the squares of the weights.
    pub squares: u128,
}

impl Count {
    /// Kish's effective number of people, (Σw)² / Σw². `None` where nothing is weighted.
    pub fn effective(self) -> Option<f64> {
        let weight = self.weight as f64;
        (self.squares > 0).then(|| weight * weight / self.squares as f64)
    }

    fn add(&mut self, weight: u32) {
        self.people += 1;
        self.weight += u64::from(weight);
        self.squares += u128::from(weight) * u128::from(weight);
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Count) {
        self.people += other.people;
        self.weight += other.weight;
        self.squares += other.squares;
    }
}

/// What was counted for one line of a table. For codes, the counts and the missings sum to
/// everybody in the line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// For each code, each tick or each number.
    pub counts: Vec<Count>,
    /// A valid answer.
    pub valid: Count,
    /// 無回答.
    pub no_answer: Count,
    /// 無効.
    pub unusable: Count,
    /// 非該当.
    pub not_asked: Count,
}

impl Tally {
    /// Everybody in the base.
    pub fn over(&self, base: Base) -> Count {
        let mut sum = self.valid;
        if base != Base::Valid {
            sum += self.no_answer;
            sum += self.unusable;
        }
        if base == Base::All {
            sum += self.not_asked;
        }
        sum
    }

    /// Adds what was counted in further rows.
    pub fn absorb(&mut self, more: &Tally) {
        if self.counts.len() < more.counts.len() {
            self.counts.resize(more.counts.len(), Count::default());
        }
        for (count, more) in self.counts.iter_mut().zip(&more.counts) {
            *count += *more;
        }
        self.valid += more.valid;
        self.no_answer += more.no_answer;
        self.unusable += more.unusable;
        self.not_asked += more.not_asked;
    }
}

/// Counts one question in `rows`, a tally for each line of the stub. `weights` are millionths,
/// one for each row of the columns.
pub fn count(
    counted: Counted,
    stub: &Stub,
    weights: Option<&[u32]>,
    rows: Range<usize>,
) -> Vec<Tally> {
    let pass = |column: &Column, slots: &Slots| {
        let cells = column.cells.get(rows.clone()).unwrap_or_default();
        let weights = weights.map(|weights| weights.get(rows.clone()).unwrap_or_default());
        spread(cells, slots, stub, weights, rows.start)
    };
    match counted {
        Counted::Codes { column, codes } => with_missings(pass(column, &Slots::codes(codes))),
        Counted::Values { column } => {
            let highest = column.cells.iter().copied().max().unwrap_or(-1);
            let every: Vec<i16> = (0..=highest).collect();
            with_missings(pass(column, &Slots::codes(&every)))
        }
        Counted::Filled { column } => of_status(pass(column, &Slots::status())),
        Counted::Ticks { columns } => {
            let first = columns.first().map(|column| pass(column, &Slots::status()));
            let mut tallies =
                of_status(first.unwrap_or_else(|| vec![Vec::new(); stub.lines().len()]));
            let ticked = Slots::codes(&[1]);
            for column in columns {
                for (tally, line) in tallies.iter_mut().zip(pass(column, &ticked)) {
                    tally.counts.extend(line.first());
                }
            }
            tallies
        }
    }
}

/// Where a cell is counted: a slot for each code, then 無回答, 非該当 and 無効.
struct Slots {
    /// By cell, from −3 on.
    of: Vec<u16>,
    width: usize,
}

/// Below this no cell goes: 無効.
const LOWEST: i16 = UNUSABLE;

impl Slots {
    fn codes(codes: &[i16]) -> Slots {
        let highest = codes.iter().copied().max().unwrap_or(0).max(0);
        let width = codes.len() + 3;
        // What the form does not know is unusable, so that everybody is counted once.
        let mut of = vec![(width - 1) as u16; (highest - LOWEST) as usize + 2];
        of[(NO_ANSWER - LOWEST) as usize] = codes.len() as u16;
        of[(NOT_ASKED - LOWEST) as usize] = codes.len() as u16 + 1;
        for (slot, &code) in codes.iter().enumerate().filter(|(_, code)| is_valid(**code)) {
            of[(code - LOWEST) as usize] = slot as u16;
        }
        Slots { of, width }
    }

    /// One slot for everything valid, then the missings.
    fn status() -> Slots {
        let mut slots = Slots::codes(&[0]);
        if let Some(beyond) = slots.of.last_mut() {
            *beyond = 0;
        }
        slots
    }

    fn slot(&self, cell: i16) -> usize {
        let place = (i32::from(cell) - i32::from(LOWEST)).max(0) as usize;
        usize::from(self.of[place.min(self.of.len() - 1)])
    }
}

/// Goes through the cells once for each split of the stub that tells people apart. The cells
/// begin at row `start`.
fn spread(
    cells: &[i16],
    slots: &Slots,
    stub: &Stub,
    weights: Option<&[u32]>,
    start: usize,
) -> Vec<Vec<Count>> {
    let mut lines = Vec::with_capacity(stub.lines().len());
    let mut everybody: Option<Vec<Count>> = None;
    // 全体 stands first and is counted last: the lines of any other split sum to it, together
    // with the people who stand in none of them.
    for split in stub.splits().iter().rev() {
        let counts = match &everybody {
            Some(known) if split.of.is_none() => known.clone(),
            _ => pass(cells, slots, split, weights, start),
        };
        everybody.get_or_insert_with(|| sum(counts.chunks(slots.width)));
        let of_lines = counts.chunks(slots.width).take(split.lines);
        lines.extend(of_lines.rev().map(<[Count]>::to_vec));
    }
    lines.reverse();
    lines
}

/// The counts of every line of a split, one line after the other, and after them those of the
/// people who stand in none.
fn pass(
    cells: &[i16],
    slots: &Slots,
    split: &Split,
    weights: Option<&[u32]>,
    start: usize,
) -> Vec<Count> {
    let mut here = vec![Count::default(); (split.lines + 1) * slots.width];
    let lines = split.of.as_ref().map(|of| of.get(start..).unwrap_or_default());
    let mut add = |row: usize, cell: i16, weight: Option<u32>| {
        let line = lines.map_or(0, |lines| {
            lines.get(row).map_or(split.lines, |&line| usize::from(line).min(split.lines))
        });
        let count = &mut here[line * slots.width + slots.slot(cell)];
        match weight {
            Some(weight) => count.add(weight),
            None => count.people += 1,
        }
    };
    match weights {
        None => cells.iter().enumerate().for_each(|(row, &cell)| add(row, cell, None)),
        Some(weights) => {
            let weighed = cells.iter().zip(weights).enumerate();
            weighed.for_each(|(row, (&cell, &weight))| add(row, cell, Some(weight)));
        }
    }
    here
}

/// Lines of counts added up.
fn sum<'c>(lines: impl Iterator<Item = &'c [Count]>) -> Vec<Count> {
    let mut sums: Vec<Count> = Vec::new();
    for line in lines {
        sums.resize(line.len(), Count::default());
        sums.iter_mut().zip(line).for_each(|(sum, count)| *sum += *count);
    }
    sums
}

fn with_missings(lines: Vec<Vec<Count>>) -> Vec<Tally> {
    let tally = |mut counts: Vec<Count>| {
        let missings = counts.split_off(counts.len().saturating_sub(3));
        let mut valid = Count::default();
        counts.iter().for_each(|count| valid += *count);
        let missing = |slot: usize| missings.get(slot).copied().unwrap_or_default();
        Tally { counts, valid, no_answer: missing(0), not_asked: missing(1), unusable: missing(2) }
    };
    lines.into_iter().map(tally).collect()
}

/// The same without the count of its only "code".
fn of_status(lines: Vec<Vec<Count>>) -> Vec<Tally> {
    let tallies = with_missings(lines);
    tallies.into_iter().map(|tally| Tally { counts: Vec::new(), ..tally }).collect()
}

#[cfg(test)]
mod tests;
