//! What is public of a theme: frozen as JSON. What may not be seen is not in here at all. The
//! fields only ever gain members that have a default.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::workshop::Colour;

/// The name of what the whole room voted on.
pub const ROOM: &str = "全体の投票";
/// The name of tables that stand together because few sat there.
pub const OTHERS: &str = "そのほかのテーブル";
/// The same where no table stands by itself.
pub const ALL: &str = "すべてのテーブル";

/// What came of a theme at all tables, and what the city says to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The workshop's title.
    pub workshop: String,
    /// Who was asked to come.
    pub audience: String,
    /// The day of the workshop.
    pub held_on: NaiveDate,
    /// The theme.
    pub title: String,
    /// What everybody was asked.
    pub question: String,
    /// How many people sat at the tables.
    pub people: i64,
    /// The colours of the notes, with what each means.
    pub colours: Vec<(Colour, String)>,
    /// The whole room, tables, and those that stand together because few sat there.
    pub groups: Vec<Group>,
    /// What the city says.
    pub official: Option<Official>,
}

/// What the city says to a theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Official {
    /// The section that answers.
    pub section: String,
    /// The text.
    pub text: String,
}

/// What stands on one or several boards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// テーブル1, そのほかのテーブル, 全体
    pub name: String,
    /// How many people sat there.
    pub people: i64,
    /// Clusters and notes by themselves, those with most dots first.
    pub islands: Vec<Island>,
}

/// A cluster of notes or of clusters, or a note by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Island {
    /// 表札; empty for a note by itself.
    pub title: String,
    /// Dots, where people voted.
    pub votes: Option<i64>,
    /// Its notes.
    pub notes: Vec<Slip>,
    /// The clusters that are part of it.
    pub islands: Vec<Island>,
}

/// A note. No id, no author, no state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    /// Its colour.
    pub colour: Colour,
    /// Its text.
    pub text: String,
}

impl Document {
    /// How many notes are given.
    pub fn notes(&self) -> usize {
        self.groups.iter().flat_map(|group| &group.islands).map(Island::notes).sum()
    }

    /// What got most dots: at most `most`, none without a dot. Where the whole room voted, its
    /// votes alone.
    pub fn first(&self, most: usize) -> Vec<(&str, i64)> {
        let room = self.groups.iter().find(|group| group.name == ROOM);
        let groups = room.map_or(self.groups.as_slice(), std::slice::from_ref);
        let islands = groups.iter().flat_map(|group| &group.islands);
        let mut first: Vec<(&str, i64)> = islands
            .flat_map(|island| std::iter::once(island).chain(&island.islands))
            .filter_map(|island| Some((island.name(), island.votes.filter(|votes| *votes > 0)?)))
            .collect();
        first.sort_by_key(|(_, votes)| std::cmp::Reverse(*votes));
        first.truncate(most);
        first
    }
}

impl Island {
    /// What it is called: its 表札, else its first note.
    pub fn name(&self) -> &str {
        match self.notes.first() {
            Some(first) if self.title.is_empty() => &first.text,
            _ => &self.title,
        }
    }

    /// Its notes and those of its parts.
    pub fn notes(&self) -> usize {
        self.notes.len() + self.islands.iter().map(Island::notes).sum::<usize>()
    }

    /// Its dots and those of its parts.
    pub fn all_votes(&self) -> i64 {
        self.votes.unwrap_or(0) + self.islands.iter().map(Island::all_votes).sum::<i64>()
    }
}
