//! The finished table that every writer writes: headings across (表頭), lines down (表側).
//!
//! A single question is a table of one line, a matrix one of many; a cross table is the same.

use super::base::Base;
use super::count::{Count, Tally};
use super::percent::{Percent, Rounded};
use super::stub::{LineKind, StubLine};
use super::summary::{Score, Summary};

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

/// One line of a finished table.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What stands above or before it, from the outside in (see [`super::StubLine`]).
    pub within: Vec<String>,
    /// What is counted in this line; empty when the title says it.
    pub label: String,
    /// What kind of people stand in it.
    pub kind: LineKind,
    /// The number of people that the percentages are shares of.
    pub n: u32,
    /// A count for each heading.
    pub counts: Vec<u32>,
    /// The same with weights, where there are any.
    pub weighted: Option<Weighted>,
    /// Mean and the like, for scales and numbers.
    pub summary: Option<Summary>,
    /// Mean score and the two best together, for scored choices.
    pub score: Option<Score>,
}

/// The weighted side of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighted {
    /// The weight of everybody in the base, in millionths.
    pub n: u64,
    /// The weight below each heading, in millionths.
    pub counts: Vec<u64>,
    /// The effective number of people (Kish), one decimal.
    pub effective: Option<Rounded>,
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
    fn new(
        line: StubLine,
        tally: &Tally,
        headings: &[Heading],
        (base, shape): (Base, Shape),
        scores: &[Option<i16>],
    ) -> Line {
        let mut answers = tally.counts.iter().copied();
        let count = |heading: &Heading| match heading.stands {
            Stands::Code(_) => answers.next().unwrap_or_default(),
            Stands::Filled => tally.valid,
            Stands::NoAnswer => tally.no_answer,
            Stands::Unusable => tally.unusable,
            Stands::NotAsked => tally.not_asked,
        };
        let counts: Vec<Count> = headings.iter().map(count).collect();
        let people = tally.over(base);
        let weighted = people.effective().map(|effective| Weighted {
            n: people.weight,
            counts: counts.iter().map(|count| count.weight).collect(),
            effective: Some(Rounded { units: (effective * 10.0).round() as i64, places: 1 }),
        });
        let steps =
            headings.iter().zip(&counts).filter_map(|(heading, count)| match heading.stands {
                Stands::Code(code) => Some((code, *count)),
                _ => None,
            });
        let summary = match shape {
            Shape::Scale => Some(Summary::of(steps)),
            Shape::Number => Some(Summary::of((0..).zip(tally.counts.iter().copied()))),
            _ => None,
        };
        let scored: Vec<(i16, Count)> = scores
            .iter()
            .zip(&counts)
            .filter_map(|(score, count)| Some(((*score)?, *count)))
            .collect();
        Line {
            within: line.within,
            label: line.label,
            kind: line.kind,
            n: people.people,
            counts: counts.iter().map(|count| count.people).collect(),
            weighted,
            summary,
            score: Score::of(&scored),
        }
    }

    /// The share of the count below heading `place`.
    pub fn percent(&self, place: usize) -> Percent {
        Percent::of(self.counts.get(place).copied().unwrap_or(0), self.n)
    }

    /// The share of the two best choices together (top-2-box); 「-」 without scores.
    pub fn top_two(&self) -> Percent {
        Percent::of(self.score.map_or(0, |score| score.top_two.people), self.n)
    }

    /// The same with weights.
    pub fn weighted_top_two(&self) -> Percent {
        let n = self.weighted.as_ref().map_or(0, |weighted| weighted.n);
        Percent::of(self.score.map_or(0, |score| score.top_two.weight), n)
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

impl Weighted {
    /// The weighted share below heading `place`.
    pub fn percent(&self, place: usize) -> Percent {
        Percent::of(self.counts.get(place).copied().unwrap_or(0), self.n)
    }

    /// The weighted number of people, one decimal.
    pub fn printed_n(&self) -> Option<Rounded> {
        Rounded::ratio(self.n, 1_000_000, 1)
    }
}

/// How a question's tallies become the lines of a table.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    /// The question.
    pub subject: Subject,
    /// Of whom the percentages are shares.
    pub base: Base,
    /// The answers, in the order of their counts.
    pub answers: Vec<Heading>,
    /// The score of each answer, for scored choices.
    pub scores: &'a [Option<i16>],
}

impl Table {
    /// Lays tallies out. 無回答 has a heading wherever the base holds it; 無効 and 非該当 only
    /// where somebody is behind it.
    pub fn new(plan: Plan, counted: Vec<(StubLine, Tally)>) -> Table {
        let Plan { subject, base, answers, scores } = plan;
        let any =
            |pick: fn(&Tally) -> Count| counted.iter().any(|(_, tally)| pick(tally).people > 0);
        let mut headings = answers;
        for (label, stands, shown) in [
            ("無回答", Stands::NoAnswer, base != Base::Valid),
            ("無効", Stands::Unusable, base != Base::Valid && any(|tally| tally.unusable)),
            ("非該当", Stands::NotAsked, base == Base::All && any(|tally| tally.not_asked)),
        ] {
            if shown {
                headings.push(Heading { label: label.into(), stands });
            }
        }
        let line = |(line, tally): (StubLine, Tally)| {
            Line::new(line, &tally, &headings, (base, subject.shape), scores)
        };
        let lines = counted.into_iter().map(line).collect();
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

    /// Whether weighted figures stand beside the plain ones.
    pub fn is_weighted(&self) -> bool {
        self.lines.iter().any(|line| line.weighted.is_some())
    }

    /// Whether any line is marked as small.
    pub fn has_small_base(&self) -> bool {
        self.lines.iter().any(Line::is_small)
    }
}

#[cfg(test)]
mod tests;
