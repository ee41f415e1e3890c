//! Conditions, written like Excel formulas: `AND(stay = 3, HAS(info, 2))`.
//!
//! A condition is parsed once, when a form is loaded. In a frozen form it is stored as its
//! text, so that the stored form stays readable.

mod parse;

use std::fmt;

use serde::{Deserialize, Serialize};

use super::answer::{Answer, Answers};
pub use parse::FormulaError;

/// A condition over answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Condition {
    /// A comparison with a number. Never true of a blank answer.
    Compare {
        /// What is compared.
        left: Operand,
        /// How.
        sign: Sign,
        /// With what.
        right: i32,
    },
    /// `HAS(question, code)`: the code is among those ticked.
    Has {
        /// A multiple choice.
        question: String,
        /// One of its codes.
        code: i16,
    },
    /// `ANSWERED(field)`: something is answered there.
    Answered(String),
    /// `AND(…)`: all hold.
    And(Vec<Condition>),
    /// `OR(…)`: at least one holds.
    Or(Vec<Condition>),
    /// `NOT(…)`: it does not hold, also because the answer is blank.
    Not(Box<Condition>),
}

/// The left side of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operand {
    /// The answer in a field.
    Answer(String),
    /// `COUNT(question)`: how many choices are ticked; 0 when blank.
    Count(String),
}

/// The sign of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// `=`
    Equal,
    /// `<>`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Condition {
    /// Whether the condition holds for these answers. Absent answers count as blank.
    pub fn holds(&self, answers: &Answers) -> bool {
        self.holds_for(&|field| answers.get(field))
    }

    /// Whether the condition holds, with the answers looked up by `answer`.
    pub fn holds_for<'a>(&self, answer: &dyn Fn(&str) -> Option<&'a Answer>) -> bool {
        match self {
            Condition::Compare { left, sign, right } => {
                left.number(answer).is_some_and(|number| sign.holds(number, *right))
            }
            Condition::Has { question, code } => {
                matches!(answer(question), Some(Answer::Codes(codes)) if codes.contains(code))
            }
            Condition::Answered(field) => answer(field).is_some_and(Answer::is_answered),
            Condition::And(parts) => parts.iter().all(|part| part.holds_for(answer)),
            Condition::Or(parts) => parts.iter().any(|part| part.holds_for(answer)),
            Condition::Not(part) => !part.holds_for(answer),
        }
    }

    /// Whether the condition can still come to hold while the answers in `open` fields change.
    pub(super) fn may_hold<'a>(
        &self,
        answer: &dyn Fn(&str) -> Option<&'a Answer>,
        open: &dyn Fn(&str) -> bool,
    ) -> bool {
        self.outcomes(answer, open).0
    }

    /// Whether it can come to hold, and whether it can come to fail. Tests are taken as
    /// independent of each other, which errs towards showing a question.
    fn outcomes<'a>(
        &self,
        answer: &dyn Fn(&str) -> Option<&'a Answer>,
        open: &dyn Fn(&str) -> bool,
    ) -> (bool, bool) {
        match self {
            Condition::And(parts) => parts.iter().fold((true, false), |(hold, fail), part| {
                let (holds, fails) = part.outcomes(answer, open);
                (hold && holds, fail || fails)
            }),
            Condition::Or(parts) => parts.iter().fold((false, true), |(hold, fail), part| {
                let (holds, fails) = part.outcomes(answer, open);
                (hold || holds, fail && fails)
            }),
            Condition::Not(part) => {
                let (holds, fails) = part.outcomes(answer, open);
                (fails, holds)
            }
            _ if open(self.name()) => (true, true),
            _ => {
                let holds = self.holds_for(answer);
                (holds, !holds)
            }
        }
    }

    /// The fields it names, in order of appearance; one that appears twice is there twice.
    pub fn names(&self) -> Vec<&str> {
        self.tests().into_iter().map(Condition::name).collect()
    }

    /// The comparisons, `HAS` and `ANSWERED` that it is made of.
    pub fn tests(&self) -> Vec<&Condition> {
        match self {
            Condition::And(parts) | Condition::Or(parts) => {
                parts.iter().flat_map(Condition::tests).collect()
            }
            Condition::Not(part) => part.tests(),
            _ => vec![self],
        }
    }

    /// The field that a test names; empty for a combination.
    fn name(&self) -> &str {
        match self {
            Condition::Compare { left: Operand::Answer(name) | Operand::Count(name), .. }
            | Condition::Has { question: name, .. }
            | Condition::Answered(name) => name,
            Condition::And(_) | Condition::Or(_) | Condition::Not(_) => "",
        }
    }
}

impl Operand {
    fn number<'a>(&self, answer: &dyn Fn(&str) -> Option<&'a Answer>) -> Option<i32> {
        match self {
            Operand::Answer(field) => match answer(field) {
                Some(Answer::Number(number)) => Some(*number),
                _ => None,
            },
            Operand::Count(question) => match answer(question) {
                Some(Answer::Codes(codes)) => i32::try_from(codes.len()).ok(),
                _ => Some(0),
            },
        }
    }
}

impl Sign {
    fn holds(self, left: i32, right: i32) -> bool {
        match self {
            Sign::Equal => left == right,
            Sign::NotEqual => left != right,
            Sign::Less => left < right,
            Sign::LessOrEqual => left <= right,
            Sign::Greater => left > right,
            Sign::GreaterOrEqual => left >= right,
        }
    }

    fn symbol(self) -> &'static str {
        match self {
            Sign::Equal => "=",
            Sign::NotEqual => "<>",
            Sign::Less => "<",
            Sign::LessOrEqual => "<=",
            Sign::Greater => ">",
            Sign::GreaterOrEqual => ">=",
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Condition::Compare { left, sign, right } => match left {
                Operand::Answer(field) => write!(f, "{field} {} {right}", sign.symbol()),
                Operand::Count(question) => {
                    write!(f, "COUNT({question}) {} {right}", sign.symbol())
                }
            },
            Condition::Has { question, code } => write!(f, "HAS({question}, {code})"),
            Condition::Answered(field) => write!(f, "ANSWERED({field})"),
            Condition::And(parts) => write_call(f, "AND", parts),
            Condition::Or(parts) => write_call(f, "OR", parts),
            Condition::Not(part) => write!(f, "NOT({part})"),
        }
    }
}

fn write_call(f: &mut fmt::Formatter<'_>, name: &str, parts: &[Condition]) -> fmt::Result {
    write!(f, "{name}(")?;
    for (index, part) in parts.iter().enumerate() {
        write!(f, "{}{part}", if index == 0 { "" } else { ", " })?;
    }
    f.write_str(")")
}

impl From<Condition> for String {
    fn from(condition: Condition) -> String {
        condition.to_string()
    }
}

impl TryFrom<String> for Condition {
    type Error = FormulaError;

    fn try_from(formula: String) -> Result<Condition, FormulaError> {
        formula.parse()
    }
}

#[cfg(test)]
mod tests;
