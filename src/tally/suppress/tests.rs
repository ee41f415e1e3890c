use proptest::prelude::*;

use super::*;

/// Hidden cells as `x`.
fn drawn(hidden: &[Vec<bool>]) -> Vec<String> {
    let line =
        |line: &Vec<bool>| line.iter().map(|&hidden| if hidden { 'x' } else { '.' }).collect();
    hidden.iter().map(line).collect()
}

fn grid(lines: &[&[u32]], adds_up: bool) -> Grid {
    Grid { lines: lines.iter().map(|line| line.to_vec()).collect(), adds_up }
}

fn block(whole: usize, parts: &[usize]) -> Block {
    Block { whole, parts: parts.to_vec() }
}

#[test]
fn zeros_and_counts_from_the_threshold_are_shown() {
    let table = grid(&[&[100, 60, 40, 0], &[45, 40, 5, 0], &[55, 20, 35, 0]], true);
    let hidden = suppress(&table, &[block(0, &[1, 2])], 5, None).unwrap();
    assert_eq!(drawn(&hidden), ["....", "....", "...."]);
}

#[test]
fn a_small_count_takes_three_others_along() {
    // 3 is hidden; 10 closes the column, 37 and 12 the lines.
    let table = grid(&[&[100, 13, 49, 38], &[50, 3, 37, 10], &[50, 10, 12, 28]], true);
    let hidden = suppress(&table, &[block(0, &[1, 2])], 5, None).unwrap();
    assert_eq!(drawn(&hidden)[0], "....");
    let each: Vec<usize> =
        hidden.iter().map(|line| line.iter().filter(|&&hidden| hidden).count()).collect();
    assert_eq!(each, [0, 2, 2]);
    assert!(hidden[1][1] && hidden[2][1] && !hidden[1][0] && !hidden[2][0]);
}

#[test]
fn multiple_answers_are_protected_down_the_column_only() {
    let table = grid(&[&[100, 13, 49, 88], &[50, 3, 37, 45], &[50, 10, 12, 43]], false);
    let hidden = suppress(&table, &[block(0, &[1, 2])], 5, None).unwrap();
    assert_eq!(drawn(&hidden), ["....", ".x..", ".x.."]);
}

#[test]
fn a_small_group_is_hidden_as_a_line_and_with_it_the_smallest_other() {
    let table = grid(&[&[103, 60, 43], &[3, 0, 3], &[60, 40, 20], &[40, 20, 20]], true);
    let hidden = suppress(&table, &[block(0, &[1, 2, 3])], 5, None).unwrap();
    assert_eq!(drawn(&hidden), ["...", "xxx", "...", "xxx"]);
}

#[test]
fn two_small_counts_that_sum_to_a_small_one_hide_a_third() {
    // Shown alone, 50 − 40 − 8 would say that the two are 2 together, so 1 and 1.
    let table = grid(&[&[50, 1, 1, 8, 40]], true);
    let hidden = suppress(&table, &[], 5, None).unwrap();
    assert_eq!(drawn(&hidden), [".xxx."]);
}

#[test]
fn people_who_stand_in_no_printed_line_are_protected_too() {
    // Two people did not say their sex: 30 − 17 − 12 would be the answer of one of them.
    let table = grid(&[&[100, 30, 70], &[50, 17, 33], &[48, 12, 36]], false);
    let hidden = suppress(&table, &[block(0, &[1, 2])], 5, None).unwrap();
    assert_eq!(drawn(&hidden), ["...", "..x", ".x."]);
}

#[test]
fn a_line_that_stands_in_other_tables_stays_as_it_is() {
    let table = grid(&[&[60, 3, 7, 50], &[30, 0, 5, 25], &[30, 3, 2, 25]], true);
    let blocks = [block(0, &[1, 2])];
    let alone = grid(&[&[60, 3, 7, 50]], true);
    let given = suppress(&alone, &[], 5, None).unwrap().remove(0);
    assert_eq!(drawn(std::slice::from_ref(&given)), [".xx."]);
    let hidden = suppress(&table, &blocks, 5, Some(&given)).unwrap();
    assert_eq!(hidden[0], given);
    // Elsewhere the 3 is printed: nothing hidden here can protect it.
    assert_eq!(suppress(&table, &blocks, 5, Some(&[false; 4])), None);
}

#[test]
fn the_groups_that_are_hidden_do_not_depend_on_the_answers() {
    // If one table hid the n of one group and another that of another, their difference with
    // 全体 would give both back.
    let blocks = [block(0, &[1, 2, 3])];
    let hidden_groups = |answers: [u32; 4]| {
        let n = [110, 4, 50, 56];
        let lines = n.iter().zip(answers).map(|(&n, yes)| vec![n, yes, n - yes]).collect();
        let hidden = suppress(&Grid { lines, adds_up: true }, &blocks, 5, None).unwrap();
        hidden.iter().map(|line| line[0]).collect::<Vec<_>>()
    };
    let first = hidden_groups([60, 2, 28, 30]);
    assert_eq!(first, [false, true, true, false]);
    assert_eq!(hidden_groups([55, 0, 3, 52]), first);
    assert_eq!(hidden_groups([53, 4, 48, 1]), first);
}

#[test]
fn nested_groups_are_part_of_the_sums() {
    // Women are divided by age; the line of women is itself a part of everybody.
    let table =
        grid(&[&[200, 90, 110], &[100, 50, 50], &[100, 40, 60], &[60, 48, 12], &[40, 2, 38]], true);
    let hidden = suppress(&table, &[block(0, &[1, 2]), block(1, &[3, 4])], 5, None).unwrap();
    assert_eq!(drawn(&hidden), ["...", "...", "...", ".xx", ".xx"]);
}

#[test]
fn nothing_to_publish_is_no_error() {
    assert_eq!(suppress(&grid(&[], true), &[], 5, None), Some(vec![]));
    assert_eq!(drawn(&suppress(&grid(&[&[0, 0]], true), &[], 5, None).unwrap()), [".."]);
    assert_eq!(drawn(&suppress(&grid(&[&[3, 0, 3]], true), &[], 5, None).unwrap()), ["xxx"]);
}

/// A reader who knows the sums and what is printed, written without the code under test.
struct Attacker {
    /// Each cell's number of people; the lines that are not printed follow the printed ones.
    counts: Vec<i64>,
    known: Vec<bool>,
    /// Cells and the cell they add up to.
    sums: Vec<(Vec<usize>, usize)>,
}

impl Attacker {
    fn new(grid: &Grid, blocks: &[Block], hidden: &[Vec<bool>]) -> Attacker {
        let width = grid.lines[0].len();
        let mut counts: Vec<i64> = grid.lines.concat().into_iter().map(i64::from).collect();
        let mut known: Vec<bool> = hidden.concat().into_iter().map(|hidden| !hidden).collect();
        let mut sums = Vec::new();
        for block in blocks {
            let rest = counts.len();
            for column in 0..width {
                let mut parts: Vec<usize> =
                    block.parts.iter().map(|part| part * width + column).collect();
                let whole = block.whole * width + column;
                let rest_of_column =
                    counts[whole] - parts.iter().map(|&part| counts[part]).sum::<i64>();
                parts.push(rest + column);
                counts.push(rest_of_column);
                sums.push((parts, whole));
            }
            // Who knows the questionnaire knows whether a block leaves anybody out.
            let complete = counts[rest..].iter().all(|&count| count == 0);
            known.extend(vec![complete; width]);
        }
        if grid.adds_up {
            for n in (0..counts.len()).step_by(width) {
                sums.push(((n + 1..n + width).collect(), n));
            }
        }
        Attacker { counts, known, sums }
    }

    /// Takes away what is known from each sum that holds one unknown, until nothing is new.
    fn subtract(&mut self) {
        loop {
            let single = self.sums.iter().find_map(|(parts, whole)| {
                let unknown: Vec<usize> = parts
                    .iter()
                    .chain([whole])
                    .copied()
                    .filter(|&cell| !self.known[cell])
                    .collect();
                (unknown.len() == 1).then(|| unknown[0])
            });
            let Some(cell) = single else { return };
            self.known[cell] = true;
        }
    }

    /// The cells that all sums together determine: those whose unit vector lies in the space that
    /// the sums span over the unknown cells.
    fn solve(&self) -> Vec<usize> {
        const PRIME: i64 = 1_000_000_007;
        let power = |base: i64| {
            (0..30).rev().fold(1, |result, bit| {
                let squared = result * result % PRIME;
                if (PRIME - 2) >> bit & 1 == 1 { squared * base % PRIME } else { squared }
            })
        };
        let mut basis: Vec<(usize, Vec<i64>)> = Vec::new();
        let reduce = |basis: &[(usize, Vec<i64>)], mut row: Vec<i64>| {
            for (pivot, with) in basis {
                let factor = row[*pivot];
                row.iter_mut().zip(with).for_each(|(value, with)| {
                    *value = (*value - factor * with).rem_euclid(PRIME);
                });
            }
            row
        };
        for (parts, whole) in &self.sums {
            let mut row = vec![0; self.counts.len()];
            parts.iter().for_each(|&part| row[part] = 1);
            row[*whole] = PRIME - 1;
            (0..row.len()).filter(|&cell| self.known[cell]).for_each(|cell| row[cell] = 0);
            let row = reduce(&basis, row);
            if let Some(pivot) = row.iter().position(|&value| value != 0) {
                let inverse = power(row[pivot]);
                basis.push((pivot, row.iter().map(|value| value * inverse % PRIME).collect()));
            }
        }
        let unit = |cell: usize| (0..self.counts.len()).map(|at| i64::from(at == cell)).collect();
        let unknown = (0..self.counts.len()).filter(|&cell| !self.known[cell]);
        unknown.filter(|&cell| reduce(&basis, unit(cell)).iter().all(|&left| left == 0)).collect()
    }
}

#[test]
fn the_attacker_of_these_tests_finds_what_can_be_found() {
    let table = grid(&[&[30, 12, 18], &[15, 3, 12], &[15, 9, 6]], true);
    let hide = |cells: &[(usize, usize)]| {
        let mut hidden = vec![vec![false; 3]; 3];
        cells.iter().for_each(|&(line, column)| hidden[line][column] = true);
        Attacker::new(&table, &[block(0, &[1, 2])], &hidden)
    };
    let mut chain = hide(&[(1, 1), (1, 2), (2, 2)]);
    assert_eq!(chain.solve(), [4, 5, 8]);
    chain.subtract();
    assert!(chain.known.iter().all(|&known| known));
    let mut rectangle = hide(&[(1, 1), (1, 2), (2, 1), (2, 2)]);
    rectangle.subtract();
    assert!(rectangle.solve().is_empty() && !rectangle.known[4]);
}

/// Somebody who answered: sex, age, and an answer or several.
type Person = (Option<usize>, usize, Vec<bool>);

/// 全体, two sexes (some did not say), three ages and, nested, the sexes by age.
fn tabulated(people: &[Person], single: bool) -> (Grid, Vec<Block>) {
    let sex = |which| move |person: &&Person| person.0 == Some(which);
    let age = |which| move |person: &&Person| person.1 == which;
    let width = people[0].2.len();
    let count = |group: Vec<&Person>| {
        let mut line = vec![group.len() as u32];
        line.extend((0..width).map(|answer| {
            let first = |person: &Person| person.2.iter().position(|&chosen| chosen).unwrap_or(0);
            let chose = |p: &&&Person| if single { first(p) == answer } else { p.2[answer] };
            group.iter().filter(chose).count() as u32
        }));
        line
    };
    let mut lines = vec![count(people.iter().collect())];
    lines.extend((0..2).map(|which| count(people.iter().filter(sex(which)).collect())));
    lines.extend((0..3).map(|which| count(people.iter().filter(age(which)).collect())));
    for one in 0..2 {
        lines.extend(
            (0..3).map(|other| count(people.iter().filter(sex(one)).filter(age(other)).collect())),
        );
    }
    let blocks =
        vec![block(0, &[1, 2]), block(0, &[3, 4, 5]), block(1, &[6, 7, 8]), block(2, &[9, 10, 11])];
    (Grid { lines, adds_up: single }, blocks)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nothing_hidden_can_be_given_back(
        people in prop::collection::vec(
            (
                prop::sample::select(vec![Some(0), Some(0), Some(0), Some(1), Some(1), None]),
                prop::sample::select(vec![0, 0, 0, 0, 1, 1, 2]),
                prop::collection::vec(prop::bool::weighted(0.45), 4),
            ),
            6..250,
        ),
        single in any::<bool>(),
        nested in any::<bool>(),
        keep in any::<bool>(),
        threshold in 2_u32..12,
    ) {
        let (mut grid, mut blocks) = tabulated(&people, single);
        if !nested {
            grid.lines.truncate(6);
            blocks.truncate(2);
        }
        let alone = Grid { lines: grid.lines[..1].to_vec(), adds_up: single };
        let given = suppress(&alone, &[], threshold, None).unwrap().remove(0);
        let hidden = suppress(&grid, &blocks, threshold, keep.then_some(&given)).unwrap();
        if keep {
            prop_assert_eq!(&hidden[0], &given);
        }
        let width = grid.lines[0].len();
        let is_small = |count: i64| count > 0 && count < i64::from(threshold);
        let mut attacker = Attacker::new(&grid, &blocks, &hidden);
        let at_first = attacker.known.clone();
        let determined = attacker.solve();
        attacker.subtract();
        let printed = grid.lines.len() * width;
        // How many people keep silent about their sex is no secret, what they answered is.
        let is_secret = |cell: usize| {
            is_small(attacker.counts[cell]) && (cell < printed || !cell.is_multiple_of(width))
        };
        for cell in (0..attacker.counts.len()).filter(|&cell| is_secret(cell)) {
            prop_assert!(!at_first[cell], "cell {} is shown", cell);
            prop_assert!(!attacker.known[cell], "cell {} follows by subtraction", cell);
            prop_assert!(!determined.contains(&cell), "cell {} follows", cell);
        }
        for (line, counts) in grid.lines.iter().enumerate() {
            let whole_line = hidden[line].iter().all(|&hidden| hidden);
            prop_assert!(whole_line || !is_small(i64::from(counts[0])));
            prop_assert!(whole_line || !hidden[line][0]);
        }
        for (parts, whole) in &attacker.sums {
            let unknown = || parts.iter().filter(|&&part| !at_first[part]);
            let people: i64 = unknown().map(|&part| attacker.counts[part]).sum();
            let protects = unknown().any(|&part| is_secret(part));
            prop_assert!(!(at_first[*whole] && protects && is_small(people)), "a sum of {}", people);
        }
    }
}
