//! The codes for the texts of one question (コード表): what they are called, and what became of
//! them. A code is never taken away, because codings point at its number.

use serde::{Deserialize, Serialize};

/// One version of the codes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// The codes, by number.
    pub codes: Vec<Code>,
}

/// One code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// What coders type, 1–999. Never given to another code.
    pub number: i16,
    /// What it is called in tables.
    pub label: String,
    /// What belongs here, for the coders.
    pub description: String,
    /// Whether it is given to texts.
    #[serde(default)]
    pub fate: Fate,
}

/// What became of a code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// It is given to texts.
    #[default]
    InUse,
    /// Given to no further text; texts that have it keep it.
    Retired,
    /// Texts that have it count for this other code.
    MergedInto(i16),
}

impl Frame {
    /// The code of a number.
    pub fn code(&self, number: i16) -> Option<&Code> {
        self.codes.iter().find(|code| code.number == number)
    }

    /// The codes that are given to texts.
    pub fn in_use(&self) -> impl Iterator<Item = &Code> {
        self.codes.iter().filter(|code| code.fate == Fate::InUse)
    }

    /// What codes given earlier count for today: merges followed, ascending, each once.
    pub fn today(&self, given: &[i16]) -> Vec<i16> {
        let mut today: Vec<i16> = given.iter().map(|number| self.followed(*number)).collect();
        today.sort_unstable();
        today.dedup();
        today
    }

    fn followed(&self, mut number: i16) -> i16 {
        // No chain of merges is longer than the list, so a broken one ends too.
        for _ in &self.codes {
            match self.code(number).map(|code| code.fate) {
                Some(Fate::MergedInto(other)) => number = other,
                _ => break,
            }
        }
        number
    }

    /// What a code is called in tables and lists, with its fate where it matters to the reader.
    pub fn label(&self, number: i16) -> String {
        match self.code(number) {
            Some(code) if code.fate == Fate::Retired => format!("{}（使用終了）", code.label),
            Some(code) => code.label.clone(),
            None => format!("コード{number}"),
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// 1 交通, 2 子育て, 3 バス (merged into 1), 4 むかし (retired), 9 その他.
    pub fn frame() -> Frame {
        let code = |number, label: &str, fate| Code {
            number,
            label: label.into(),
            description: String::new(),
            fate,
        };
        Frame {
            codes: vec![
                code(1, "交通", Fate::InUse),
                code(2, "子育て", Fate::InUse),
                code(3, "バス", Fate::MergedInto(1)),
                code(4, "むかし", Fate::Retired),
                code(9, "その他", Fate::InUse),
            ],
        }
    }

    #[test]
    fn a_merged_code_counts_for_the_other_and_only_once() {
        assert_eq!(frame().today(&[3, 1, 9]), [1, 9]);
        let mut frame = frame();
        frame.codes[0].fate = Fate::MergedInto(9);
        assert_eq!(frame.today(&[3]), [9]);
        frame.codes[4].fate = Fate::MergedInto(1);
        assert_eq!(frame.today(&[3]).len(), 1);
    }

    #[test]
    fn a_frame_is_stored_and_read_back() {
        let json = serde_json::to_string(&frame()).unwrap();
        assert_eq!(serde_json::from_str::<Frame>(&json).unwrap(), frame());
    }

    #[test]
    fn a_retired_code_says_so() {
        assert_eq!(frame().label(4), "むかし（使用終了）");
        assert_eq!(frame().label(1), "交通");
    }
}
