//! What the screen is asked for: whose field, in which order, with which figure for each group.

use super::Priorities;

/// The screen's own fields of an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The word of a group; empty for everybody.
    pub group: String,
    /// The order of the items.
    pub order: Order,
    /// What stands in the table of the groups.
    pub cells: Cells,
}

/// The order of the items: by number upwards, by a figure downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As in the form.
    Number,
    /// By the need for improvement.
    #[default]
    Need,
    /// By satisfaction.
    Satisfaction,
    /// By importance.
    Importance,
}

/// What stands in the table of the groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cells {
    /// The rank of the need for improvement.
    #[default]
    Rank,
    /// Satisfaction.
    Satisfaction,
    /// Importance.
    Importance,
    /// The need for improvement.
    Need,
}

const GROUP: &str = "group";
const ORDER: &str = "order";
const CELLS: &str = "cells";

impl Asked {
    /// Reads the fields of an address. What is not known is passed over.
    pub fn read(fields: &[(String, String)], priorities: &Priorities) -> Asked {
        let mut asked = Asked::default();
        for (name, value) in fields {
            match name.as_str() {
                GROUP => asked.group.clone_from(&priorities.group(value).word),
                ORDER => asked.order = Order::from_word(value).unwrap_or_default(),
                CELLS => asked.cells = Cells::from_word(value).unwrap_or_default(),
                _ => {}
            }
        }
        asked
    }

    /// The fields that [`Asked::read`] reads; what is usual has none.
    pub fn fields(&self) -> Vec<(String, String)> {
        let usual = Asked::default();
        let all = [
            (GROUP, self.group.as_str(), self.group == usual.group),
            (ORDER, self.order.word(), self.order == usual.order),
            (CELLS, self.cells.word(), self.cells == usual.cells),
        ];
        let unusual = all.into_iter().filter(|(.., is_usual)| !is_usual);
        unusual.map(|(name, value, _)| (name.to_owned(), value.to_owned())).collect()
    }
}

impl Order {
    const ALL: [Order; 4] = [Order::Number, Order::Need, Order::Satisfaction, Order::Importance];

    fn word(self) -> &'static str {
        match self {
            Order::Number => "number",
            Order::Need => "need",
            Order::Satisfaction => "satisfaction",
            Order::Importance => "importance",
        }
    }

    fn from_word(word: &str) -> Option<Order> {
        Order::ALL.into_iter().find(|order| order.word() == word)
    }
}

impl Cells {
    /// All of them.
    pub const ALL: [Cells; 4] = [Cells::Rank, Cells::Satisfaction, Cells::Importance, Cells::Need];

    fn word(self) -> &'static str {
        match self {
            Cells::Rank => "rank",
            Cells::Satisfaction => "satisfaction",
            Cells::Importance => "importance",
            Cells::Need => "need",
        }
    }

    fn from_word(word: &str) -> Option<Cells> {
        Cells::ALL.into_iter().find(|cells| cells.word() == word)
    }

    /// Its name.
    pub fn label(self) -> &'static str {
        match self {
            Cells::Rank => "改善の必要度の順位",
            Cells::Satisfaction => "満足度の平均点",
            Cells::Importance => "重要度の平均点",
            Cells::Need => "改善の必要度",
        }
    }
}
