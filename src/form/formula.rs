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
mod tests {
    use super::*;

    fn answers(json: &str) -> Answers {
        serde_json::from_str(json).unwrap()
    }

    fn holds(formula: &str, json: &str) -> bool {
        formula.parse::<Condition>().unwrap().holds(&answers(json))
    }

    #[test]
    fn every_sign_compares() {
        for (formula, truth) in [
            ("q = 3", [false, true, false]),
            ("q <> 3", [true, false, true]),
            ("q < 3", [true, false, false]),
            ("q <= 3", [true, true, false]),
            ("q > 3", [false, false, true]),
            ("q >= 3", [false, true, true]),
        ] {
            let got = [2, 3, 4].map(|n| holds(formula, &format!(r#"{{"q":{n}}}"#)));
            assert_eq!(got, truth, "{formula}");
        }
    }

    #[test]
    fn a_comparison_with_a_blank_answer_is_false() {
        for json in ["{}", r#"{"q":null}"#, r#"{"q":false}"#, r#"{"q":"x"}"#] {
            assert!(!holds("q <> 3", json), "{json}");
            assert!(!holds("q < 3", json), "{json}");
            assert!(holds("NOT(q = 3)", json), "{json}");
        }
    }

    #[test]
    fn ticked_choices_are_found_and_counted() {
        assert!(holds("HAS(info, 2)", r#"{"info":[1,2]}"#));
        assert!(!holds("HAS(info, 3)", r#"{"info":[1,2]}"#));
        assert!(holds("COUNT(info) >= 2", r#"{"info":[1,2]}"#));
        assert!(holds("COUNT(info) = 0", r#"{"info":null}"#));
        assert!(!holds("ANSWERED(info)", r#"{"info":[]}"#));
        assert!(holds("ANSWERED(idea)", r#"{"idea":"橋"}"#));
    }

    #[test]
    fn combinations_hold_as_in_excel() {
        let formula = "OR(AND(a = 1, b = 2), NOT(c = 3))";
        assert!(holds(formula, r#"{"a":1,"b":2,"c":3}"#));
        assert!(holds(formula, r#"{"c":4}"#));
        assert!(!holds(formula, r#"{"a":1,"c":3}"#));
    }

    #[test]
    fn a_frozen_condition_is_readable_text_and_comes_back_equal() {
        let condition: Condition =
            "or( and(a=1,b<>2) , not(HAS(c, 3)), COUNT(c)>=2, answered(d))".parse().unwrap();
        let json = serde_json::to_string(&condition).unwrap();
        assert_eq!(json, r#""OR(AND(a = 1, b <> 2), NOT(HAS(c, 3)), COUNT(c) >= 2, ANSWERED(d))""#);
        assert_eq!(serde_json::from_str::<Condition>(&json).unwrap(), condition);
        assert_eq!(condition.names(), ["a", "b", "c", "c", "d"]);
    }
}
