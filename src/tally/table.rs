//! The finished table that every writer writes: headings across (表頭), lines down (表側).
//!
//! A single question is a table of one line, a matrix one of many; a cross table is the same.

use super::frequency::{Base, Frequency};
use super::percent::Percent;
use super::summary::Summary;

/// Below this many people a percentage says little: its n is marked with `*`.
pub const SMALL_BASE: u32 = 30;

/// The question that a table shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The question's id: an anchor within a page.
    pub id: String,
    /// 問1, 問2 …
    pub number: Option<u16>,
    /// What was asked.
    pub title: String,
    /// What kind of question it is.
    pub shape: Shape,
}

/// A finished table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What it shows.
    pub subject: Subject,
    /// Of whom the percentages are shares.
    pub base: Base,
    /// The headings, in the order of the choices, missings last.
    pub headings: Vec<Heading>,
    /// The lines; one without a label for a question that is no matrix.
    pub lines: Vec<Line>,
}

/// What kind of question a table shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Single choice.
    Single,
    /// Multiple choice: percentages may sum to more than 100.
    Multiple,
    /// A single choice for each line.
    Matrix,
    /// Steps of a scale.
    Scale,
    /// A number: how many gave one, and its summary.
    Number,
    /// A text: how many wrote something.
    Text,
}

/// The heading of one count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// What is read.
    pub label: String,
    /// What it counts.
    pub stands: Stands,
}

/// What a heading counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// People who chose this code.
    Code(i16),
    /// People who gave any answer.
    Filled,
    /// 無回答.
    NoAnswer,
    /// 無効.
    Unusable,
    /// 非該当.
    NotAsked,
}

impl Stands {
    /// Whether the heading counts answers rather than missings.
    pub fn is_answer(self) -> bool {
        matches!(self, Stands::Code(_) | Stands::Filled)
    }
}

/// What was counted for one line.
#[derive(Clone, Debug, PartialEq)]
pub struct Counts {
    /// What is counted in this line; empty when the title says it.
    pub label: String,
    /// The counts.
    pub frequency: Frequency,
    /// Mean and the like, for scales and numbers.
    pub summary: Option<Summary>,
}

impl Counts {
    fn below(self, headings: &[Heading]) -> Line {
        let Counts { label, frequency, summary } = self;
        let mut answers = frequency.counts.iter().copied();
        let count = |heading: &Heading| match heading.stands {
            Stands::Code(_) | Stands::Filled => answers.next().unwrap_or(0),
            Stands::NoAnswer => frequency.no_answer,
            Stands::Unusable => frequency.unusable,
            Stands::NotAsked => frequency.not_asked,
        };
        Line { label, n: frequency.n, counts: headings.iter().map(count).collect(), summary }
    }
}

/// One line of a finished table.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What is counted in this line; empty when the title says it.
    pub label: String,
    /// The number of people that the percentages are shares of.
    pub n: u32,
    /// A count for each heading.
    pub counts: Vec<u32>,
    /// Mean and the like, for scales and numbers.
    pub summary: Option<Summary>,
}

impl Shape {
    /// The abbreviation that tables carry: S.A., M.A. …
    pub fn note(self) -> &'static str {
        match self {
            Shape::Single | Shape::Matrix => "S.A.（単数回答）",
            Shape::Multiple => "M.A.（複数回答。割合の合計は100％を超えることがあります）",
            Shape::Scale => "S.A.（段階評価）",
            Shape::Number => "数値回答",
            Shape::Text => "F.A.（自由記述。内容は「自由記述」のシートにあります）",
        }
    }
}

impl Line {
    /// The share of the count below heading `place`.
    pub fn percent(&self, place: usize) -> Percent {
        Percent::of(self.counts.get(place).copied().unwrap_or(0), self.n)
    }

    /// Whether so few people are behind the line that it is marked.
    pub fn is_small(&self) -> bool {
        self.n < SMALL_BASE
    }

    /// n as it is printed, marked when small.
    pub fn printed_n(&self) -> String {
        format!("{}{}", self.n, if self.is_small() { "*" } else { "" })
    }
}

impl Table {
    /// Lays counts out below `answers` (labels and what they stand for). 無回答 has a heading
    /// wherever the base holds it; 無効 and 非該当 only where somebody is behind it.
    pub fn new(subject: Subject, base: Base, answers: Vec<Heading>, counted: Vec<Counts>) -> Table {
        let any =
            |pick: fn(&Frequency) -> u32| counted.iter().any(|line| pick(&line.frequency) > 0);
        let mut headings = answers;
        for (label, stands, shown) in [
            ("無回答", Stands::NoAnswer, base != Base::Valid),
            ("無効", Stands::Unusable, any(|frequency| frequency.unusable)),
            ("非該当", Stands::NotAsked, any(|frequency| frequency.not_asked)),
        ] {
            if shown {
                headings.push(Heading { label: label.into(), stands });
            }
        }
        let lines = counted.into_iter().map(|counts| counts.below(&headings)).collect();
        Table { subject, base, headings, lines }
    }

    /// 「問3 性別」, or the title alone.
    pub fn heading(&self) -> String {
        match self.subject.number {
            Some(number) => format!("問{number}　{}", self.subject.title),
            None => self.subject.title.clone(),
        }
    }

    /// Whether the table has many lines, to be printed as a grid.
    pub fn is_grid(&self) -> bool {
        self.subject.shape == Shape::Matrix
    }

    /// Whether any line is marked as small.
    pub fn has_small_base(&self) -> bool {
        self.lines.iter().any(Line::is_small)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(base: Base, frequency: Frequency) -> Table {
        let subject = Subject {
            id: "sex".into(),
            number: Some(1),
            title: "性別".into(),
            shape: Shape::Single,
        };
        let heading =
            |label: &str, code| Heading { label: label.into(), stands: Stands::Code(code) };
        let counts = Counts { label: String::new(), frequency, summary: None };
        Table::new(subject, base, vec![heading("男性", 1), heading("女性", 2)], vec![counts])
    }

    fn labels(table: &Table) -> Vec<&str> {
        table.headings.iter().map(|heading| heading.label.as_str()).collect()
    }

    #[test]
    fn a_blank_answer_is_counted_as_no_answer_below_its_own_heading() {
        let counted = Frequency {
            n: 10,
            counts: vec![3, 4],
            valid: 7,
            no_answer: 2,
            unusable: 1,
            not_asked: 0,
        };
        let table = table(Base::Asked, counted);
        assert_eq!(labels(&table), ["男性", "女性", "無回答", "無効"]);
        assert_eq!(table.lines[0].counts, [3, 4, 2, 1]);
        assert_eq!(table.lines[0].counts.iter().sum::<u32>(), table.lines[0].n);
        assert_eq!(table.lines[0].percent(1).to_string(), "40.0");
    }

    #[test]
    fn missings_stand_only_where_the_base_holds_them() {
        let valid = Frequency { n: 7, counts: vec![3, 4], valid: 7, ..Frequency::default() };
        assert_eq!(labels(&table(Base::Valid, valid.clone())), ["男性", "女性"]);
        assert_eq!(labels(&table(Base::Asked, valid)), ["男性", "女性", "無回答"]);
        let all =
            Frequency { n: 9, counts: vec![3, 4], valid: 7, not_asked: 2, ..Frequency::default() };
        assert_eq!(labels(&table(Base::All, all)), ["男性", "女性", "無回答", "非該当"]);
    }

    #[test]
    fn a_small_n_is_marked_and_nobody_is_a_dash() {
        let counted = |n| Frequency { n, counts: vec![n, 0], valid: n, ..Frequency::default() };
        assert_eq!(table(Base::Asked, counted(29)).lines[0].printed_n(), "29*");
        assert_eq!(table(Base::Asked, counted(30)).lines[0].printed_n(), "30");
        let nobody = table(Base::Asked, counted(0));
        assert_eq!(nobody.lines[0].percent(0).to_string(), "-");
        assert!(nobody.has_small_base());
    }
}
