//! Suppression for publication (秘匿): counts of few people are hidden, and so much more that
//! subtraction does not give them back.
//!
//! Hidden at first: counts from 1 to below the threshold, and the whole line of a group whose n
//! is that small. Zeros and larger counts are shown. Then further cells are hidden until
//!
//! - the hidden parts of every shown sum are together at least the threshold, so that a sum and
//!   its shown parts do not publish a small count in other words, and
//! - no cell of the first kind follows from the shown cells by linear algebra, along lines,
//!   blocks and nested blocks together. The check is exact.
//!
//! The people of a whole who stand in no part of a block (they did not answer the variable) are
//! treated as one more line that is never printed. Its counts of answers are protected like all
//! others; its n is not, because that so many did not say is not about anybody's answer.
//!
//! Not covered: bounds that follow because counts are never negative, beyond the first of the
//! two rules (a hidden cell is known to lie between 0 and what its sums leave over, and only
//! linear programming over all of them would tell how narrow that is); groups who all gave the
//! same answer; and tables that share cells other than 全体 and the n of the groups.

mod derive;
#[cfg(test)]
mod tests;

/// The counts of a table to publish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// Line 0 is 全体, the others are groups; column 0 is n. All lines are equally long.
    pub lines: Vec<Vec<u32>>,
    /// Whether the other columns add up to n: single answers, with all missings among them.
    pub adds_up: bool,
}

/// Lines that divide the people of another line among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The line that is divided: 0 for 全体.
    pub whole: usize,
    /// The lines that divide it. Nobody stands in two of them.
    pub parts: Vec<usize>,
}

/// What to hide: `true` for each hidden cell. A share is shown only where its count and its n
/// both are; a line whose n is hidden is hidden as a whole.
///
/// `given` says which cells of 全体 are hidden already, because the same line stands in other
/// tables: that line stays exactly so. Which n are hidden depends on the column of n alone, so
/// that all tables with the same groups hide the same ones.
///
/// `None` when that cannot be: `given` shows a small count. Such a table is not for publication.
pub fn suppress(
    grid: &Grid,
    blocks: &[Block],
    threshold: u32,
    given: Option<&[bool]>,
) -> Option<Vec<Vec<bool>>> {
    suppress_besides(grid, blocks, threshold, given, &[])
}

/// The same where the lines `shut` are hidden too, whatever their size.
pub fn suppress_besides(
    grid: &Grid,
    blocks: &[Block],
    threshold: u32,
    given: Option<&[bool]>,
    shut: &[usize],
) -> Option<Vec<Vec<bool>>> {
    let mut sheet = Sheet::new(grid, blocks, threshold, given, shut);
    if sheet.gives_away_small_counts() {
        return None;
    }
    let kept = sheet.complete(Stage::Groups) && sheet.complete(Stage::Answers);
    let printed = &sheet.hidden[..sheet.printed * sheet.width];
    kept.then(|| printed.chunks(sheet.width.max(1)).map(<[bool]>::to_vec).collect())
}

/// What is being hidden.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Lines, by their n.
    Groups,
    /// Single cells.
    Answers,
}

/// A sum that everybody knows to hold: one cell is what the others come to.
struct Sum {
    whole: usize,
    parts: Vec<usize>,
}

/// The cells of the printed lines and of those that are not, numbered line by line.
struct Sheet {
    width: usize,
    printed: usize,
    counts: Vec<u32>,
    sums: Vec<Sum>,
    /// Not known to the reader. Lines that are not printed are hidden throughout.
    hidden: Vec<bool>,
    /// Must not be found out.
    secret: Vec<bool>,
    /// The lines that are divided into others: the last to be hidden.
    wholes: Vec<usize>,
    threshold: u32,
    /// Whether 全体 must stay as it is.
    fixed: bool,
}

impl Sheet {
    fn new(
        grid: &Grid,
        blocks: &[Block],
        threshold: u32,
        given: Option<&[bool]>,
        shut: &[usize],
    ) -> Sheet {
        let width = grid.lines.iter().map(Vec::len).min().unwrap_or(0);
        let mut lines: Vec<&[u32]> = grid.lines.iter().map(|line| &line[..width]).collect();
        let printed = lines.len();
        let rests: Vec<_> = blocks.iter().map(|block| rest(&lines, block)).collect();
        let mut blocks_with_rest = Vec::new();
        for (block, rest) in blocks.iter().zip(&rests) {
            let Some(rest) = rest else { continue };
            let mut parts = block.parts.clone();
            if rest.iter().any(|&count| count > 0) {
                parts.push(lines.len());
                lines.push(rest);
            }
            blocks_with_rest.push(Block { whole: block.whole, parts });
        }
        let mut sheet = Sheet {
            width,
            printed,
            counts: lines.concat(),
            sums: sums(&lines, &blocks_with_rest, grid.adds_up),
            hidden: (0..lines.len() * width).map(|cell| cell >= printed * width).collect(),
            secret: vec![false; lines.len() * width],
            wholes: blocks.iter().map(|block| block.whole).collect(),
            threshold,
            fixed: given.is_some(),
        };
        sheet.mark(shut);
        if let Some(given) = given {
            sheet.hidden[..width]
                .iter_mut()
                .zip(given)
                .for_each(|(hidden, &given)| *hidden = given);
        }
        sheet
    }

    /// Marks and hides what must not be found out.
    fn mark(&mut self, shut: &[usize]) {
        for line in 0..self.counts.len().checked_div(self.width).unwrap_or(0) {
            let n = line * self.width;
            let whole_line = line < self.printed && (self.is_small(n) || shut.contains(&line));
            for cell in n..n + self.width {
                let small = self.is_small(cell) && (line < self.printed || cell > n);
                self.secret[cell] = small || (whole_line && !self.is_plainly_zero(cell));
                self.hidden[cell] |= small || whole_line;
            }
        }
    }

    fn is_small(&self, cell: usize) -> bool {
        (1..self.threshold).contains(&self.counts[cell])
    }

    fn is_n(&self, cell: usize) -> bool {
        cell.is_multiple_of(self.width)
    }

    /// Whether a sum of nobody says that nobody is counted here either.
    fn is_plainly_zero(&self, cell: usize) -> bool {
        let column = cell % self.width;
        self.sums.iter().any(|sum| {
            self.counts[sum.whole] == 0
                && sum.whole % self.width == column
                && sum.parts.contains(&cell)
        })
    }

    fn gives_away_small_counts(&self) -> bool {
        self.secret.iter().zip(&self.hidden).any(|(&secret, &hidden)| secret && !hidden)
    }

    /// Hides more until no secret can be found out. `false` when nothing is left that may be hidden.
    fn complete(&mut self, stage: Stage) -> bool {
        loop {
            let mut leaks = self.small_sums(stage);
            if leaks.is_empty() {
                leaks = derive::derivations(&self.known_sums(stage), &self.hidden, &self.secret);
            }
            if leaks.is_empty() {
                return true;
            }
            for leak in leaks {
                // What was hidden for an earlier leak may have stopped this one.
                if leak.iter().any(|&cell| self.hidden[cell]) {
                    continue;
                }
                let open = leak.into_iter().filter(|&cell| self.may_hide(cell, stage));
                let Some(cell) = open.min_by_key(|&cell| self.loss(cell, stage)) else {
                    return false;
                };
                self.hide(cell);
            }
        }
    }

    /// The sums that play a part. In the first stage those of n only: that column alone decides.
    fn known_sums(&self, stage: Stage) -> Vec<&Sum> {
        let is_of_groups = |sum: &&Sum| sum.parts.iter().all(|&part| self.is_n(part));
        let all = self.sums.iter();
        all.filter(|sum| stage == Stage::Answers || is_of_groups(sum)).collect()
    }

    /// For each shown sum whose hidden parts are fewer people than the threshold: the shown parts
    /// that hold anybody.
    fn small_sums(&self, stage: Stage) -> Vec<Vec<usize>> {
        let leaks = self.known_sums(stage).into_iter().filter(|sum| {
            let hidden = || sum.parts.iter().filter(|&&part| self.hidden[part]);
            let people: u64 = hidden().map(|&part| u64::from(self.counts[part])).sum();
            !self.hidden[sum.whole]
                && people < u64::from(self.threshold)
                && hidden().any(|&part| self.secret[part])
        });
        let shown = |&part: &usize| !self.hidden[part] && self.counts[part] > 0;
        leaks.map(|sum| sum.parts.iter().copied().filter(shown).collect()).collect()
    }

    fn may_hide(&self, cell: usize, stage: Stage) -> bool {
        !self.hidden[cell]
            && self.is_n(cell) == (stage == Stage::Groups)
            && !(self.fixed && cell < self.width)
    }

    /// How much is lost by hiding a cell: the smaller, the better. Sums last, because others are
    /// read against them; zeros before them, because a zero hides its neighbour badly; cells that
    /// close a gap without opening another first; then the fewest people.
    fn loss(&self, cell: usize, stage: Stage) -> (bool, bool, bool, u32, usize) {
        let is_whole = self.wholes.contains(&(cell / self.width));
        let opens = self.known_sums(stage).into_iter().any(|sum| {
            let mut cells = sum.parts.iter().chain([&sum.whole]);
            cells.clone().any(|&other| other == cell)
                && !cells.any(|&other| other != cell && self.hidden[other])
        });
        (is_whole, self.counts[cell] == 0, opens, self.counts[cell], cell)
    }

    fn hide(&mut self, cell: usize) {
        let end = if self.is_n(cell) { cell + self.width } else { cell + 1 };
        self.hidden[cell..end].fill(true);
    }
}

/// The people of a whole who are in none of its parts. `None` when the parts are more than the
/// whole: then somebody stands in two of them, and no subtraction is right.
fn rest(lines: &[&[u32]], block: &Block) -> Option<Vec<u32>> {
    let whole = lines.get(block.whole)?.iter().enumerate();
    let left = whole.map(|(column, &count)| {
        let mut parts = block.parts.iter().map(|&part| lines.get(part)?.get(column).copied());
        parts.try_fold(count, |left, part| left.checked_sub(part?))
    });
    left.collect()
}

fn sums(lines: &[&[u32]], blocks: &[Block], adds_up: bool) -> Vec<Sum> {
    let width = lines.first().map_or(0, |line| line.len());
    let cell = |line: usize, column: usize| line * width + column;
    let of_block = |block: &Block, column: usize| Sum {
        whole: cell(block.whole, column),
        parts: block.parts.iter().map(|&part| cell(part, column)).collect(),
    };
    let down = blocks.iter().flat_map(|block| (0..width).map(|column| of_block(block, column)));
    let is_sum = |line: &[u32]| {
        let answers = line.iter().skip(1).map(|&count| u64::from(count)).sum::<u64>();
        width > 1 && answers == u64::from(line[0])
    };
    let across = (0..lines.len()).filter(|&line| adds_up && is_sum(lines[line])).map(|line| Sum {
        whole: cell(line, 0),
        parts: (1..width).map(|column| cell(line, column)).collect(),
    });
    down.chain(across).collect()
}
