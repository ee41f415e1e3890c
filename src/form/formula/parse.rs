//! Reading a formula, with a sentence and a position for each way it can be wrong.

use std::fmt;
use std::str::FromStr;

use super::{Condition, Operand, Sign};

/// Formulas nested deeper than this are refused.
const DEEPEST: usize = 20;

/// Why a formula cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormulaError {
    /// Where, counted in characters from 1.
    pub position: usize,
    /// What is wrong, as a sentence.
    pub message: String,
}

impl fmt::Display for FormulaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}文字目: {}", self.position, self.message)
    }
}

impl std::error::Error for FormulaError {}

impl FromStr for Condition {
    type Err = FormulaError;

    fn from_str(formula: &str) -> Result<Condition, FormulaError> {
        // Japanese keyboards type full-width signs as easily as half-width ones.
        let chars: Vec<char> = formula.chars().map(half_width).collect();
        let mut parser = Parser { chars, at: 0 };
        if matches!(parser.peek(), Some('=')) {
            parser.at += 1; // the habit of starting a formula with =
        }
        let condition = parser.condition(0)?;
        match parser.peek() {
            None => Ok(condition),
            Some(')') => Err(parser.error("閉じかっこ「)」が多すぎます。")),
            Some(_) => Err(parser.error(
                "ここから先を読めません。条件をつなぐときは AND(…, …) か OR(…, …) で囲みます。",
            )),
        }
    }
}

struct Parser {
    chars: Vec<char>,
    at: usize,
}

impl Parser {
    fn condition(&mut self, depth: usize) -> Result<Condition, FormulaError> {
        if depth > DEEPEST {
            return Err(self.error("かっこの入れ子が深すぎます。条件を分けてください。"));
        }
        match self.peek() {
            None => return Err(self.error("条件が途中で終わっています。")),
            Some(c) if c.is_ascii_digit() || c == '-' => {
                return Err(self.error("変数名を左、数を右に書きます（例: stay = 3）。"));
            }
            Some('(') => {
                return Err(self.error("「(」の前に AND・OR・NOT などの関数名が必要です。"));
            }
            Some(_) => {}
        }
        let start = self.at;
        let word = self.word()?;
        if self.peek() == Some('(') {
            return self.call(&word, start, depth);
        }
        self.comparison(Operand::Answer(word))
    }

    fn call(&mut self, word: &str, start: usize, depth: usize) -> Result<Condition, FormulaError> {
        self.at += 1; // the opening parenthesis
        match word.to_ascii_uppercase().as_str() {
            "AND" => Ok(Condition::And(self.arguments(depth)?)),
            "OR" => Ok(Condition::Or(self.arguments(depth)?)),
            "NOT" => {
                let part = self.condition(depth + 1)?;
                self.close("NOT のかっこには条件を1つだけ書きます。")?;
                Ok(Condition::Not(Box::new(part)))
            }
            "HAS" => {
                let question = self.word()?;
                if self.peek() != Some(',') {
                    return Err(
                        self.error("HAS には、設問とコードを HAS(info, 2) のように書きます。")
                    );
                }
                self.at += 1;
                let position = self.at;
                let code = self.number()?;
                let code = i16::try_from(code)
                    .map_err(|_| error_at(position, "選択肢のコードは 0〜999 です。"))?;
                self.close("HAS には、設問とコードを HAS(info, 2) のように書きます。")?;
                Ok(Condition::Has { question, code })
            }
            "COUNT" => {
                let question = self.word()?;
                self.close("COUNT のかっこには設問を1つだけ書きます。")?;
                self.comparison(Operand::Count(question))
            }
            "ANSWERED" => {
                let field = self.word()?;
                self.close("ANSWERED のかっこには設問を1つだけ書きます。")?;
                Ok(Condition::Answered(field))
            }
            _ => Err(error_at(
                start,
                &format!(
                    "「{word}」という関数はありません。使えるのは AND・OR・NOT・HAS・COUNT・ANSWERED です。"
                ),
            )),
        }
    }

    /// The conditions up to the closing parenthesis.
    fn arguments(&mut self, depth: usize) -> Result<Vec<Condition>, FormulaError> {
        let mut parts = vec![self.condition(depth + 1)?];
        loop {
            match self.peek() {
                Some(',') => {
                    self.at += 1;
                    parts.push(self.condition(depth + 1)?);
                }
                Some(')') => {
                    self.at += 1;
                    return Ok(parts);
                }
                None => return Err(self.error("閉じかっこ「)」が足りません。")),
                Some(_) => return Err(self.error("ここには「,」か「)」が必要です。")),
            }
        }
    }

    fn comparison(&mut self, left: Operand) -> Result<Condition, FormulaError> {
        let sign = self.sign()?;
        let right = self.number()?;
        Ok(Condition::Compare { left, sign, right })
    }

    fn sign(&mut self) -> Result<Sign, FormulaError> {
        let first = self.peek();
        let second = self.chars.get(self.at + 1).copied();
        let (sign, length) = match (first, second) {
            (Some('<'), Some('>')) | (Some('!'), Some('=')) => (Sign::NotEqual, 2),
            (Some('<'), Some('=')) => (Sign::LessOrEqual, 2),
            (Some('>'), Some('=')) => (Sign::GreaterOrEqual, 2),
            (Some('='), Some('=')) => (Sign::Equal, 2),
            (Some('='), _) => (Sign::Equal, 1),
            (Some('<'), _) => (Sign::Less, 1),
            (Some('>'), _) => (Sign::Greater, 1),
            (Some('≠'), _) => (Sign::NotEqual, 1),
            (Some('≦' | '≤'), _) => (Sign::LessOrEqual, 1),
            (Some('≧' | '≥'), _) => (Sign::GreaterOrEqual, 1),
            _ => {
                return Err(self.error("ここには = <> < <= > >= のどれかが必要です。"));
            }
        };
        self.at += length;
        Ok(sign)
    }

    fn number(&mut self) -> Result<i32, FormulaError> {
        self.skip_space();
        let start = self.at;
        if self.chars.get(self.at) == Some(&'-') {
            self.at += 1;
        }
        while self.chars.get(self.at).is_some_and(char::is_ascii_digit) {
            self.at += 1;
        }
        let digits: String = self.chars.iter().take(self.at).skip(start).collect();
        digits.parse().map_err(|_| {
            error_at(start, "ここには整数が必要です（選択肢は、ラベルではなくコードで書きます）。")
        })
    }

    fn word(&mut self) -> Result<String, FormulaError> {
        self.skip_space();
        let start = self.at;
        while self.chars.get(self.at).is_some_and(|c| c.is_ascii_alphanumeric() || *c == '_') {
            self.at += 1;
        }
        if start == self.at {
            return Err(self.error("ここには変数名が必要です（半角の英小文字・数字・_）。"));
        }
        Ok(self.chars.iter().take(self.at).skip(start).collect())
    }

    fn close(&mut self, otherwise: &str) -> Result<(), FormulaError> {
        match self.peek() {
            Some(')') => {
                self.at += 1;
                Ok(())
            }
            None => Err(self.error("閉じかっこ「)」が足りません。")),
            Some(_) => Err(self.error(otherwise)),
        }
    }

    /// The next character that is not a space, without taking it.
    fn peek(&mut self) -> Option<char> {
        self.skip_space();
        self.chars.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while self.chars.get(self.at).is_some_and(|c| c.is_whitespace()) {
            self.at += 1;
        }
    }

    fn error(&self, message: &str) -> FormulaError {
        error_at(self.at, message)
    }
}

fn error_at(index: usize, message: &str) -> FormulaError {
    FormulaError { position: index + 1, message: message.to_owned() }
}

/// Full-width `！`…`～` and the ideographic comma as the signs a formula is made of.
fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '、' => ',',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mistake(formula: &str) -> String {
        formula.parse::<Condition>().unwrap_err().to_string()
    }

    #[test]
    fn full_width_signs_and_a_leading_equals_are_understood() {
        let condition: Condition = "＝ＡＮＤ（ｓｔａｙ＝３、age≧２）".parse().unwrap();
        assert_eq!(condition.to_string(), "AND(stay = 3, age >= 2)");
    }

    #[test]
    fn each_mistake_has_its_place_and_sentence() {
        for (formula, position, words) in [
            ("", 1, "途中で終わって"),
            ("stay", 5, "= <> <"),
            ("stay = 満足", 8, "整数"),
            ("stay = 3 4", 10, "AND("),
            ("stay = 3 AND age = 2", 10, "AND("),
            ("3 = stay", 1, "変数名を左"),
            ("AND(stay = 3", 13, "閉じかっこ「)」が足りません"),
            ("AND(stay = 3))", 14, "多すぎます"),
            ("AND(stay = 3 age = 2)", 14, "「,」か「)」"),
            ("IF(stay = 3)", 1, "「IF」という関数はありません"),
            ("HAS(info)", 9, "HAS(info, 2)"),
            ("HAS(info, 99999)", 10, "0〜999"),
            ("NOT(a = 1, b = 2)", 10, "1つだけ"),
            ("(stay = 3)", 1, "関数名"),
            ("COUNT(info)", 12, "= <> <"),
        ] {
            let said = mistake(formula);
            assert!(said.starts_with(&format!("{position}文字目: ")), "{formula}: {said}");
            assert!(said.contains(words), "{formula}: {said}");
        }
    }

    #[test]
    fn a_tower_of_parentheses_is_refused_and_not_followed() {
        let tower = "NOT(".repeat(10_000);
        assert!(mistake(&tower).contains("深すぎます"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_is_a_condition_or_a_mistake_within_it(text in "([a-z]{1,3}|[ANDORT]{2,3}|[(),=<>]|[0-9]|.){0,12}") {
            match text.parse::<Condition>() {
                Ok(condition) => {
                    prop_assert_eq!(condition.to_string().parse::<Condition>(), Ok(condition));
                }
                Err(mistake) => prop_assert!(mistake.position <= text.chars().count() + 1),
            }
        }
    }
}
