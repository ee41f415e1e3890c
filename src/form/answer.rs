//! What somebody answered: codes and texts by field, never labels.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, SeqAccess, Visitor};
use serde::{Deserialize as DeriveDeserialize, Serialize as DeriveSerialize};
use serde::{Serialize, Serializer};

/// The answer in one field.
///
/// As JSON: `null`, a number, an array of numbers, a string, `false`. A field that is absent
/// was not asked (非該当).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Answer {
    /// 無回答: asked, and left blank.
    #[default]
    Blank,
    /// The code of a single choice or of a matrix row, a step of a scale, or a typed number.
    Number(i32),
    /// The codes ticked in a multiple choice, ascending.
    Codes(Vec<i16>),
    /// A typed text. In a number's field: what was typed there and is not a number.
    Text(String),
    /// 無効: a mark on paper that cannot be read as an answer.
    Unusable,
}

impl Answer {
    /// Whether anything was answered; an unusable mark says nothing.
    pub fn is_answered(&self) -> bool {
        match self {
            Answer::Blank | Answer::Unusable => false,
            Answer::Number(_) => true,
            Answer::Codes(codes) => !codes.is_empty(),
            Answer::Text(text) => !text.is_empty(),
        }
    }
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Answer::Blank => serializer.serialize_unit(),
            Answer::Number(number) => serializer.serialize_i32(*number),
            Answer::Codes(codes) => codes.serialize(serializer),
            Answer::Text(text) => serializer.serialize_str(text),
            Answer::Unusable => serializer.serialize_bool(false),
        }
    }
}

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Answer, D::Error> {
        deserializer.deserialize_any(AnswerVisitor)
    }
}

struct AnswerVisitor;

impl<'de> Visitor<'de> for AnswerVisitor {
    type Value = Answer;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("null, a whole number, a list of codes, a string or false")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Answer, E> {
        Ok(Answer::Blank)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Answer, E> {
        if value {
            Err(E::invalid_value(de::Unexpected::Bool(true), &self))
        } else {
            Ok(Answer::Unusable)
        }
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Answer, E> {
        i32::try_from(value)
            .map(Answer::Number)
            .map_err(|_| E::invalid_value(de::Unexpected::Signed(value), &self))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Answer, E> {
        i32::try_from(value)
            .map(Answer::Number)
            .map_err(|_| E::invalid_value(de::Unexpected::Unsigned(value), &self))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Answer, E> {
        Ok(Answer::Text(value.to_owned()))
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Answer, E> {
        Ok(Answer::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Answer, A::Error> {
        let mut codes = Vec::new();
        while let Some(code) = seq.next_element::<i16>()? {
            codes.push(code);
        }
        codes.sort_unstable();
        codes.dedup();
        Ok(Answer::Codes(codes))
    }
}

/// All answers of one respondent, by field key (see [`super::field`]).
#[derive(Clone, Debug, Default, PartialEq, Eq, DeriveSerialize, DeriveDeserialize)]
#[serde(transparent)]
pub struct Answers(pub BTreeMap<String, Answer>);

impl Answers {
    /// The answer in a field; `None` if the field was not asked (or not reached yet).
    pub fn get(&self, field: &str) -> Option<&Answer> {
        self.0.get(field)
    }

    /// Stores an answer, replacing an earlier one.
    pub fn set(&mut self, field: impl Into<String>, answer: Answer) {
        self.0.insert(field.into(), answer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_answer_keeps_its_json_shape() {
        let json = r#"{"age":3,"ideas":"水道\nと橋","info":[1,4],"sex":null,"stay":false}"#;
        let answers: Answers = serde_json::from_str(json).unwrap();
        assert_eq!(answers.get("age"), Some(&Answer::Number(3)));
        assert_eq!(answers.get("info"), Some(&Answer::Codes(vec![1, 4])));
        assert_eq!(answers.get("sex"), Some(&Answer::Blank));
        assert_eq!(answers.get("stay"), Some(&Answer::Unusable));
        assert_eq!(answers.get("never_asked"), None);
        assert_eq!(serde_json::to_string(&answers).unwrap(), json);
    }

    #[test]
    fn codes_are_read_in_ascending_order_and_once() {
        let answer: Answer = serde_json::from_str("[4,1,4]").unwrap();
        assert_eq!(answer, Answer::Codes(vec![1, 4]));
    }

    #[test]
    fn a_shape_that_is_no_answer_is_refused() {
        for json in ["true", "1.5", "99999999999", "{}", "[\"a\"]"] {
            assert!(serde_json::from_str::<Answer>(json).is_err(), "{json}");
        }
    }
}
