//! 回収状況 as finished numbers, for the screen and the workbook.

pub mod classes;

use chrono::NaiveDate;

use crate::tally::Percent;
use classes::{CLASS_RATE_DEFINITION, ClassBoard};

/// The returns of a survey, by the way in which it is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Board {
    /// By people who got a letter.
    Letters(ReturnBoard),
    /// In classes.
    Classes(ClassBoard),
}

/// How many were asked and how many answered. Answers themselves are not touched: everything
/// here comes from the list of recipients.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReturnBoard {
    /// Letters posted.
    pub posted: u32,
    /// Came back: 宛先不明.
    pub undeliverable: u32,
    /// Not to be asked: 転出・死亡.
    pub ineligible: u32,
    /// Said that they would not answer.
    pub refused: u32,
    /// Answered on the web.
    pub web: u32,
    /// Answered on paper.
    pub paper: u32,
    /// The names of the age bands, in order.
    pub bands: Vec<String>,
    /// The districts, in order.
    pub districts: Vec<District>,
    /// The days on which answers came, in order.
    pub days: Vec<Day>,
}

/// The returns of one district.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct District {
    /// Its name.
    pub name: String,
    /// Its returns in each age band.
    pub bands: Vec<Returns>,
}

/// Letters and answers of a part of the recipients.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Returns {
    /// Letters that count: posted, less undeliverable and ineligible.
    pub asked: u32,
    /// Answers on the web and on paper.
    pub answered: u32,
}

/// The answers of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day in Japan.
    pub day: NaiveDate,
    /// Answers received on it.
    pub answered: u32,
}

/// How 有効回収率 is defined, as printed beside it.
pub const RATE_DEFINITION: &str = "有効回収率＝有効回収数（ウェブ＋紙）÷（発送数－宛先不明－対象外（転出・死亡など））×100。回答辞退は分母に含みます。";

impl Board {
    /// How 有効回収率 is defined.
    pub fn rate_definition(&self) -> &'static str {
        match self {
            Board::Letters(_) => RATE_DEFINITION,
            Board::Classes(_) => CLASS_RATE_DEFINITION,
        }
    }

    /// Those of classes.
    pub fn classes(&self) -> Option<&ClassBoard> {
        match self {
            Board::Classes(board) => Some(board),
            Board::Letters(_) => None,
        }
    }
}

impl Returns {
    /// The response rate.
    pub fn rate(self) -> Percent {
        Percent::of(self.answered, self.asked)
    }
}

impl std::iter::Sum for Returns {
    fn sum<I: Iterator<Item = Returns>>(parts: I) -> Returns {
        parts.fold(Returns::default(), |all, part| Returns {
            asked: all.asked + part.asked,
            answered: all.answered + part.answered,
        })
    }
}

impl ReturnBoard {
    /// All recipients together.
    pub fn total(&self) -> Returns {
        Returns {
            asked: self.posted.saturating_sub(self.undeliverable + self.ineligible),
            answered: self.web + self.paper,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_leaves_out_letters_that_reached_nobody() {
        let board = ReturnBoard {
            posted: 2000,
            undeliverable: 30,
            ineligible: 10,
            refused: 5,
            web: 280,
            paper: 504,
            ..ReturnBoard::default()
        };
        // 784 of 1,960 are exactly 40 %.
        assert_eq!(board.total().rate().to_string(), "40.0");
    }

    #[test]
    fn nothing_posted_is_a_dash() {
        assert_eq!(ReturnBoard::default().total().rate().to_string(), "-");
        assert_eq!([].into_iter().sum::<Returns>().rate().to_string(), "-");
    }
}
