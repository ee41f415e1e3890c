//! Whose judgements they are.

use super::asked::Cells;
use super::field::Field;
use crate::tally::{Rounded, SMALL_BASE};

/// Everybody, or the people who gave one answer to a breakdown.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What addresses call it: `age:3`; empty for everybody.
    pub word: String,
    /// The breakdown, such as 年齢; empty for everybody.
    pub within: String,
    /// The answer, such as 30歳代; 全体 for everybody.
    pub label: String,
    /// How many people it has, whatever they answered.
    pub people: u32,
    /// The field of its judgements.
    pub plain: Field,
    /// The same with weights, where answers are weighted.
    pub weighted: Option<Field>,
}

/// One figure of an item for one group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The figure. `None` prints as 「-」.
    pub value: Option<Rounded>,
    /// Whether few people are behind it.
    pub is_small: bool,
}

impl Group {
    /// The field that charts show: the weighted one where there is one.
    pub fn shown(&self) -> &Field {
        self.weighted.as_ref().unwrap_or(&self.plain)
    }

    /// 「全体」, 「年齢：30歳代」.
    pub fn name(&self) -> String {
        match self.within.as_str() {
            "" => self.label.clone(),
            within => format!("{within}：{}", self.label),
        }
    }

    /// How many people as it is printed, marked when few.
    pub fn printed_people(&self) -> String {
        format!("{}{}", self.people, if self.people < SMALL_BASE { "*" } else { "" })
    }

    /// What `cells` asks for, of the item at `place`.
    pub fn figure(&self, place: usize, cells: Cells) -> Figure {
        let placement = &self.shown().placements[place];
        let (satisfaction, importance) = (placement.satisfaction, placement.importance);
        let standing = placement.standing;
        let rank = |rank: u32| Rounded { units: rank.into(), places: 0 };
        let (value, is_small) = match cells {
            Cells::Rank => (standing.map(|standing| rank(standing.rank)), placement.is_small()),
            Cells::Need => (standing.map(|standing| standing.need), placement.is_small()),
            Cells::Satisfaction => (satisfaction.mean, satisfaction.is_small()),
            Cells::Importance => (importance.mean, importance.is_small()),
        };
        Figure { value, is_small }
    }
}
