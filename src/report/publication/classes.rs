//! Which schools and grades are hidden because one could find out what a single class answered.
//!
//! Classes are the cells of a table whose margins are schools and grades. Draw each school and
//! each grade as a point and each class as a line between its two: what follows from the shown
//! margins by adding and subtracting are the cuts of that graph, and a class by itself is a cut
//! exactly where its line is a bridge. So a school of one class is told (its line is the only
//! one there), and so is the one class by which the first grade exceeds a school that has no
//! other. Hidden groups are one point together: everybody less the shown ones is their sum.

use crate::survey::returns::classes::ClassBoard;

/// The codes of what is hidden.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Hidden {
    pub(super) schools: Vec<i16>,
    pub(super) grades: Vec<i16>,
}

/// What has to be hidden; `None` where all answers are of one class.
pub(super) fn hidden(board: &ClassBoard) -> Option<Hidden> {
    let graph = Graph::of(board);
    let mut is_shown = vec![true; graph.answered.len()];
    while !graph.bridges(&is_shown).is_empty() {
        let point = graph.next_to_hide(&is_shown)?;
        is_shown[point] = false;
    }
    let schools = board.schools.iter().map(|school| school.code);
    let grades = board.grades.iter().map(|(code, _)| *code);
    let (of_schools, of_grades) = is_shown.split_at(board.schools.len());
    let hidden = |codes: Vec<i16>, shown: &[bool]| {
        codes.into_iter().zip(shown).filter(|(_, shown)| !**shown).map(|(code, _)| code).collect()
    };
    Some(Hidden {
        schools: hidden(schools.collect(), of_schools),
        grades: hidden(grades.collect(), of_grades),
    })
}

/// The schools, then the grades, and between them the classes that have answered.
struct Graph {
    schools: usize,
    /// The answers of each point.
    answered: Vec<u32>,
    lines: Vec<Line>,
}

/// The classes of a school and a grade.
struct Line {
    ends: [usize; 2],
    is_one_class: bool,
}

impl Graph {
    fn of(board: &ClassBoard) -> Graph {
        let schools = board.schools.len();
        let mut answered = vec![0; schools + board.grades.len()];
        let mut lines = Vec::new();
        for (school, row) in board.schools.iter().enumerate() {
            for (grade, cell) in
                row.grades.iter().enumerate().filter(|(_, cell)| cell.answering > 0)
            {
                let ends = [school, schools + grade];
                ends.iter().for_each(|&end| answered[end] += cell.answered);
                lines.push(Line { ends, is_one_class: cell.answering == 1 });
            }
        }
        Graph { schools, answered, lines }
    }

    /// The places of lines of one class that are bridges.
    fn bridges(&self, is_shown: &[bool]) -> Vec<usize> {
        let is_bridge = |&place: &usize| {
            let mut points = Points((0..self.answered.len() + 2).collect());
            for (other, line) in self.lines.iter().enumerate() {
                if other != place {
                    let [one, two] = line.ends.map(|end| self.point(end, is_shown));
                    points.join(one, two);
                }
            }
            let [one, two] = self.lines[place].ends.map(|end| self.point(end, is_shown));
            points.root(one) != points.root(two)
        };
        let single = (0..self.lines.len()).filter(|&place| self.lines[place].is_one_class);
        single.filter(is_bridge).collect()
    }

    /// Hidden schools are one point, and so are hidden grades.
    fn point(&self, end: usize, is_shown: &[bool]) -> usize {
        match is_shown[end] {
            true => end,
            false => self.answered.len() + usize::from(end >= self.schools),
        }
    }

    /// The point whose hiding leaves the fewest bridges; of those one at a bridge, and of those
    /// the one with the fewest answers.
    fn next_to_hide(&self, is_shown: &[bool]) -> Option<usize> {
        let at_bridges: Vec<usize> =
            self.bridges(is_shown).into_iter().flat_map(|place| self.lines[place].ends).collect();
        let shown = (0..self.answered.len()).filter(|&point| is_shown[point]);
        shown.filter(|&point| self.answered[point] > 0).min_by_key(|&point| {
            let mut without = is_shown.to_vec();
            without[point] = false;
            let left = self.bridges(&without).len();
            (left, !at_bridges.contains(&point), self.answered[point], point)
        })
    }
}

/// Points that are joined have the same root.
struct Points(Vec<usize>);

impl Points {
    fn root(&self, point: usize) -> usize {
        let above = self.0[point];
        if above == point { point } else { self.root(above) }
    }

    fn join(&mut self, one: usize, two: usize) {
        let (one, two) = (self.root(one), self.root(two));
        self.0[one] = two;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::returns::classes::{ClassReturns, School};

    /// For each school the number of classes in each grade; thirty answers each.
    fn board(schools: &[&[u32]]) -> ClassBoard {
        let cell = |classes: &u32| ClassReturns {
            over: *classes,
            answering: *classes,
            heads: 30 * classes,
            answered: 30 * classes,
            ..ClassReturns::default()
        };
        let school = |(place, row): (usize, &&[u32])| School {
            code: place as i16 + 1,
            label: String::new(),
            grades: row.iter().map(cell).collect(),
        };
        let grades = (1..=schools[0].len()).map(|grade| (grade as i16, String::new()));
        ClassBoard {
            grades: grades.collect(),
            schools: schools.iter().enumerate().map(school).collect(),
        }
    }

    fn shut(schools: &[&[u32]]) -> (Vec<i16>, Vec<i16>) {
        let hidden = hidden(&board(schools)).expect("several classes");
        (hidden.schools, hidden.grades)
    }

    #[test]
    fn schools_and_grades_of_several_classes_are_shown() {
        assert_eq!(shut(&[&[2, 2, 2], &[3, 2, 2]]), (vec![], vec![]));
        // One class each, but every margin has two, and none is left over.
        assert_eq!(shut(&[&[1, 1], &[1, 1]]), (vec![], vec![]));
        assert_eq!(shut(&[&[0, 0], &[0, 0]]), (vec![], vec![]));
    }

    #[test]
    fn a_school_of_one_class_is_hidden_with_another_one() {
        // The first would be everybody less the second.
        assert_eq!(shut(&[&[2, 2], &[1, 0]]), (vec![1, 2], vec![]));
        assert_eq!(shut(&[&[3, 3], &[2, 2], &[1, 0]]), (vec![2, 3], vec![]));
        assert_eq!(shut(&[&[2, 1], &[2, 0]]).1, [1, 2]);
    }

    #[test]
    fn a_class_that_two_margins_leave_over_is_hidden() {
        // The first grade less the second school is the one class of the first school there.
        let (schools, grades) = shut(&[&[1, 4], &[2, 0]]);
        assert!(!schools.is_empty() || !grades.is_empty());
        assert!(hidden(&board(&[&[1, 4], &[2, 2]])) == Some(Hidden::default()));
    }

    #[test]
    fn whatever_is_shown_no_class_follows_from_it() {
        // Every table of three schools and two grades with up to two classes a cell.
        for number in 0..3_u32.pow(6) {
            let cells: Vec<u32> = (0..6).map(|place| number / 3_u32.pow(place) % 3).collect();
            let board = board(&[&cells[..2], &cells[2..4], &cells[4..]]);
            let Some(Hidden { schools, grades }) = hidden(&board) else {
                assert_eq!(cells.iter().sum::<u32>(), 1, "{cells:?}");
                continue;
            };
            let margins = margins(&schools, &grades);
            for (place, _) in cells.iter().enumerate().filter(|(_, classes)| **classes == 1) {
                assert!(!follows(&margins, place, &cells), "{cells:?}: {schools:?} {grades:?}");
            }
        }
    }

    /// The shown margins as sums of cells; 全体 is the first.
    fn margins(schools: &[i16], grades: &[i16]) -> Vec<Vec<i64>> {
        let cells = |of: &dyn Fn(usize) -> bool| (0..6).map(|cell| i64::from(of(cell))).collect();
        let mut margins: Vec<Vec<i64>> = vec![cells(&|_| true)];
        for school in (0..3).filter(|school| !schools.contains(&(*school as i16 + 1))) {
            margins.push(cells(&|cell| cell / 2 == school));
        }
        for grade in (0..2).filter(|grade| !grades.contains(&(*grade as i16 + 1))) {
            margins.push(cells(&|cell| cell % 2 == grade));
        }
        margins
    }

    /// Whether a cell alone is a combination of the margins: by elimination, without fractions.
    fn follows(margins: &[Vec<i64>], cell: usize, classes: &[u32]) -> bool {
        let counted: Vec<usize> = (0..6).filter(|&cell| classes[cell] > 0).collect();
        let mut rows: Vec<Vec<i64>> =
            margins.iter().map(|row| counted.iter().map(|&place| row[place]).collect()).collect();
        let mut wanted: Vec<i64> = counted.iter().map(|&place| i64::from(place == cell)).collect();
        for column in 0..counted.len() {
            let Some(at) = rows.iter().position(|row| row[column] != 0) else { continue };
            let pivot = rows.swap_remove(at);
            let clear = |row: &mut Vec<i64>| {
                let (a, b) = (pivot[column], row[column]);
                row.iter_mut()
                    .zip(&pivot)
                    .for_each(|(value, &above)| *value = *value * a - above * b);
            };
            rows.iter_mut().for_each(clear);
            clear(&mut wanted);
        }
        wanted.iter().all(|&value| value == 0)
    }
}
