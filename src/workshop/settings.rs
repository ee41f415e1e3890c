//! What holds for a workshop and for each of its themes: read from a template, kept with the
//! workshop, changed freely. No code knows a kind of audience by name.

use serde::{Deserialize, Serialize};

use crate::board::Phase;

/// What holds for a workshop. The template file and the stored JSON have the same keys.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Who is asked to come: 高校生・高専生.
    pub audience: String,
    /// What the workshop is for, in one sentence for those who come.
    pub purpose: String,
    /// Whether people are asked for a name.
    #[serde(default)]
    pub names: Names,
    /// Those who come are under age: the words are written for them, and nothing more is asked.
    #[serde(default)]
    pub minors: bool,
    /// Tables.
    pub tables: i32,
    /// What a note is held back for until the facilitator has looked at it.
    #[serde(default)]
    pub hold: Option<Hold>,
    /// How many days after the workshop is closed the traces of who took part are kept.
    pub keep_days: i64,
    /// How people sign up beforehand. `None`: whoever is in the room joins.
    #[serde(default)]
    pub registration: Option<Registration>,
}

/// Whether those who join are asked for a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Names {
    /// Nobody says who they are.
    #[default]
    None,
    /// A name of their own choice, which only the facilitator sees.
    Nickname,
}

/// What a note is held back for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hold {
    /// What those who write are told about it beforehand.
    pub notice: String,
    /// Words and phrases that may be a call for help, found however they are spelled.
    #[serde(default)]
    pub help: Vec<String>,
    /// What follows a person's name, such as さん.
    #[serde(default)]
    pub names: Vec<String>,
    /// Words that look like a name and are none.
    #[serde(default)]
    pub not_names: Vec<String>,
    /// Words that hurt; found anywhere in a note.
    #[serde(default)]
    pub words: Vec<String>,
    /// Telephone numbers, mail addresses and links.
    #[serde(default)]
    pub contacts: bool,
}

/// How people sign up beforehand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    /// Who signs up.
    pub by: SignUp,
    /// The folder of the form with the questions, beside the questionnaires.
    pub form: String,
    /// How many may come; further ones wait.
    pub places: i32,
    /// Days before the workshop on which the reminder is sent.
    #[serde(default = "day_before")]
    pub reminder_days: i64,
    /// Days before the workshop of which the last is the last one for signing up.
    #[serde(default = "day_before")]
    pub closes_days: i64,
    /// How tables are made up.
    #[serde(default)]
    pub seating: Seating,
}

fn day_before() -> i64 {
    1
}

/// Who signs up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignUp {
    /// Anybody, on a public page.
    Public,
    /// Members of the city's staff, each for themselves.
    Staff,
    /// A school or a group for its people: how many come, no names.
    School,
}

/// How people are divided among tables.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Seating {
    /// By lot.
    #[default]
    Random,
    /// People with the same answer to this question sit together: age groups of staff.
    Together(String),
    /// People with the same answer to one of these questions are spread over the tables, the
    /// first before the second: departments, students and staff.
    Mixed(Vec<String>),
}

/// What holds for a theme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemeSettings {
    /// The colours of notes that are used, with what each means.
    pub colours: Vec<Meaning>,
    /// How long each phase lasts, in order. A phase that is not named has no timer.
    #[serde(default)]
    pub minutes: Vec<PhaseMinutes>,
    /// Dots a person has in a voting.
    #[serde(default = "three")]
    pub budget: i32,
    /// How many of them may go to one cluster.
    #[serde(default = "one_dot")]
    pub per_cluster: i32,
}

fn three() -> i32 {
    3
}

fn one_dot() -> i32 {
    1
}

impl ThemeSettings {
    /// How long a phase lasts.
    pub fn minutes_of(&self, phase: Phase) -> Option<i64> {
        self.minutes.iter().find(|of| of.phase == phase).map(|of| of.minutes)
    }
}

/// How long a phase lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhaseMinutes {
    /// The phase.
    pub phase: Phase,
    /// Minutes.
    pub minutes: i64,
}

/// A colour with what it means on a theme's boards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meaning {
    /// The colour.
    pub colour: Colour,
    /// In the words of the workshop: 困っていること.
    pub means: String,
}

/// The colours of notes. Each also has a letter and a shape, because not everybody sees colours
/// and council papers are printed in black.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Colour {
    /// き ■
    Yellow,
    /// も ●
    Pink,
    /// み ▲
    Green,
    /// あ ◆
    Blue,
    /// だ ★
    Orange,
}

impl Colour {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Colour; 5] =
        [Colour::Yellow, Colour::Pink, Colour::Green, Colour::Blue, Colour::Orange];

    /// The word in the database and in templates.
    pub fn word(self) -> &'static str {
        match self {
            Colour::Yellow => "yellow",
            Colour::Pink => "pink",
            Colour::Green => "green",
            Colour::Blue => "blue",
            Colour::Orange => "orange",
        }
    }

    /// The colour of a word.
    pub fn from_word(word: &str) -> Option<Colour> {
        Colour::ALL.into_iter().find(|colour| colour.word() == word)
    }

    /// 黄
    pub fn name(self) -> &'static str {
        match self {
            Colour::Yellow => "黄",
            Colour::Pink => "桃",
            Colour::Green => "緑",
            Colour::Blue => "青",
            Colour::Orange => "橙",
        }
    }

    /// A letter of its own.
    pub fn letter(self) -> char {
        match self {
            Colour::Yellow => 'A',
            Colour::Pink => 'B',
            Colour::Green => 'C',
            Colour::Blue => 'D',
            Colour::Orange => 'E',
        }
    }

    /// A shape of its own.
    pub fn shape(self) -> char {
        match self {
            Colour::Yellow => '■',
            Colour::Pink => '●',
            Colour::Green => '▲',
            Colour::Blue => '◆',
            Colour::Orange => '★',
        }
    }
}
