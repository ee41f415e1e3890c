//! 回収状況 of a survey that is answered in classes.

use crate::tally::{Percent, WHOLE};

/// The returns by school and grade. There is no curve of days: all answers bear the same day,
/// because classes answer on different ones and a day would tell the class.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClassBoard {
    /// The grades that have classes, in the order of the questionnaire: code and label.
    pub grades: Vec<(i16, String)>,
    /// The schools that have classes, in the same order.
    pub schools: Vec<School>,
}

/// The returns of one school.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct School {
    /// Its code among the questionnaire's choices.
    pub code: i16,
    /// Its name.
    pub label: String,
    /// Its returns in each of the board's grades.
    pub grades: Vec<ClassReturns>,
}

/// Classes, their pupils and answers: of a school, a grade, or both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassReturns {
    /// Classes not opened yet.
    pub waiting: u32,
    /// Classes that take answers now.
    pub open: u32,
    /// Classes whose lesson is over.
    pub over: u32,
    /// Classes of which at least one answer has come.
    pub answering: u32,
    /// Pupils of all classes.
    pub heads: u32,
    /// Answers, from seats and slips.
    pub answered: u32,
}

/// A line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// 全体, a school, or a grade.
    pub label: &'a str,
    /// Whether it is a grade of the line above it that is none.
    pub is_within: bool,
    /// Its returns.
    pub returns: ClassReturns,
}

/// How 有効回収率 is defined, as printed beside it.
pub const CLASS_RATE_DEFINITION: &str = "有効回収率＝有効回収数（届いた回答）÷在籍数（登録した学級の人数の合計）×100。欠席した人は分母に含みます。";

/// Why there are no figures by day.
pub const WITHOUT_DAYS: &str = "日ごとの回答数はありません。学級によって答える日が違い、日付から学級がわかるため、どの回答にも調査の初日を記録しています。";

impl ClassReturns {
    /// All classes.
    pub fn classes(self) -> u32 {
        self.waiting + self.open + self.over
    }

    /// The response rate. Above 100 % where teachers have let in more answers than heads.
    pub fn rate(self) -> Percent {
        Percent::of(self.answered, self.heads)
    }
}

impl std::iter::Sum for ClassReturns {
    fn sum<I: Iterator<Item = ClassReturns>>(parts: I) -> ClassReturns {
        parts.fold(ClassReturns::default(), |all, part| ClassReturns {
            waiting: all.waiting + part.waiting,
            open: all.open + part.open,
            over: all.over + part.over,
            answering: all.answering + part.answering,
            heads: all.heads + part.heads,
            answered: all.answered + part.answered,
        })
    }
}

impl ClassBoard {
    /// All classes together.
    pub fn total(&self) -> ClassReturns {
        self.schools.iter().map(School::total).sum()
    }

    /// Every line of its table: 全体 with its grades, then each school with its own.
    pub fn lines(&self) -> Vec<Line<'_>> {
        let all = (0..self.grades.len()).map(|place| self.grade(place)).collect();
        let mut lines = self.with_grades(WHOLE, all);
        for school in &self.schools {
            lines.extend(self.with_grades(&school.label, school.grades.clone()));
        }
        lines
    }

    /// A line and its grades; those without a class are left out.
    fn with_grades<'a>(&'a self, label: &'a str, grades: Vec<ClassReturns>) -> Vec<Line<'a>> {
        let returns = grades.iter().copied().sum();
        let mut lines = vec![Line { label, is_within: false, returns }];
        for ((_, label), returns) in self.grades.iter().zip(grades) {
            if returns.classes() > 0 {
                lines.push(Line { label, is_within: true, returns });
            }
        }
        lines
    }

    /// A grade of all schools, by its place among [`ClassBoard::grades`].
    pub fn grade(&self, place: usize) -> ClassReturns {
        self.schools.iter().filter_map(|school| school.grades.get(place).copied()).sum()
    }
}

impl School {
    /// All its grades together.
    pub fn total(&self) -> ClassReturns {
        self.grades.iter().copied().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schools_and_grades_add_up_to_the_same_total() {
        let cell =
            |heads, answered| ClassReturns { over: 1, heads, answered, ..Default::default() };
        let school = |code, grades| School { code, label: code.to_string(), grades };
        let board = ClassBoard {
            grades: vec![(1, "1年生".into()), (2, "2年生".into())],
            schools: vec![
                school(1, vec![cell(34, 31), cell(30, 30)]),
                school(2, vec![cell(36, 19), ClassReturns::default()]),
            ],
        };
        let grades: ClassReturns = (0..2).map(|place| board.grade(place)).sum();
        assert_eq!(board.total(), grades);
        let labels: Vec<&str> = board.lines().iter().map(|line| line.label).collect();
        // The second school has no class in the second grade.
        assert_eq!(labels, ["全体", "1年生", "2年生", "1", "1年生", "2年生", "2", "1年生"]);
        // 80 of 100.
        assert_eq!((board.total().classes(), board.total().rate().to_string()), (3, "80.0".into()));
        assert_eq!(ClassReturns::default().rate().to_string(), "-");
    }
}
