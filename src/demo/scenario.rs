//! `forms/demo.yaml`: the imaginary town and how its people answer. All that is known of a
//! particular city stands there and nowhere in the code.

pub mod school;
pub mod workshop;

use std::{collections::BTreeMap, fs, path::Path};

use chrono::NaiveDate;
use serde::Deserialize;

use crate::{
    config::City,
    error::{Error, Result},
    form::Condition,
};

pub use school::School;

/// The file's name in the forms folder.
const FILE: &str = "demo.yaml";

/// The whole file. All shares are weights beside each other; they need not add up to 100.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Who speaks on public pages.
    pub city: City,
    /// The questionnaire, by the name of its folder.
    pub form: String,
    /// The same seed gives the same people and answers.
    pub seed: u64,
    /// Accounts with known passwords.
    pub staff: Vec<Account>,
    /// Who lives there.
    pub town: Town,
    /// What came back.
    pub returns: Returns,
    /// How they answer.
    pub answers: Leanings,
    /// How many people the town has, for weighting.
    #[serde(default)]
    pub population: Option<Census>,
    /// Earlier surveys to compare with.
    #[serde(default)]
    pub earlier: Vec<Earlier>,
    /// How the office has sorted the texts of a question; not at all when absent.
    #[serde(default)]
    pub coding: Option<Coding>,
    /// Pupils who answer in classes; nobody when absent.
    #[serde(default)]
    pub school: Option<School>,
}

/// A population by the shares of the town.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Census {
    /// The day that the figures describe.
    pub as_of: NaiveDate,
    /// Where they are said to come from.
    pub source: String,
    /// About how many adults.
    pub people: f64,
}

/// An earlier survey: the same people's answers, moved.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Earlier {
    /// What it is called.
    pub title: String,
    /// The year in which it was asked.
    pub year: i32,
    /// What a reader should know of it.
    #[serde(default)]
    pub note: String,
    /// How many answered.
    pub people: usize,
    /// How much better everybody thought of everything, in standard deviations.
    pub mood: f64,
    /// How much higher everybody rated single variables, in points.
    #[serde(default)]
    pub leans: BTreeMap<String, f64>,
    /// Questions that were not asked, by id.
    #[serde(default)]
    pub without: Vec<String>,
}

/// An account of the office.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// The word of a role.
    pub role: String,
    /// The name that the audit shows.
    pub name: String,
    /// What they sign in with.
    pub email: String,
    /// No secret: it is printed at every start.
    pub password: String,
}

/// The sampled people of the town.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Town {
    /// How many are asked.
    pub people: usize,
    /// Where they live.
    pub districts: Vec<Group>,
    /// How old they are, the youngest first.
    pub age_bands: Vec<Group>,
    /// Their sex as the frame knows it.
    pub sexes: Vec<Group>,
}

/// People of one district, age band or sex, of one school or grade.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The frame's label, the same words as the choice of the questionnaire.
    pub label: String,
    /// Its part of the population; of no use where everybody is asked.
    #[serde(default = "one")]
    pub share: f64,
    /// Of a district: by what factor each age band outweighs the one before, beside the town's.
    #[serde(default = "one")]
    pub older: f64,
    /// How readily they answer on the web.
    #[serde(default = "one")]
    pub web: f64,
    /// How readily they answer on paper.
    #[serde(default = "one")]
    pub paper: f64,
    /// How much better they think of everything, in standard deviations of a person's level.
    #[serde(default)]
    pub mood: f64,
    /// How much higher they rate single variables, in points.
    #[serde(default)]
    pub leans: BTreeMap<String, f64>,
}

fn one() -> f64 {
    1.0
}

/// What became of the letters, in people.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Returns {
    /// Answered on the web.
    pub web: usize,
    /// Answered on paper.
    pub paper: usize,
    /// The letter came back.
    pub undeliverable: usize,
    /// Moved away or died.
    pub ineligible: usize,
    /// Do not want to.
    pub refused: usize,
    /// Weights of the days on which web answers came, from the first day to today.
    pub days: Vec<f64>,
}

/// How people answer, by field (see [`crate::form::field`]) or by the stem of a matrix.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leanings {
    /// The questions that ask what the frame knows already, where there is one.
    #[serde(default)]
    pub frame: Option<Frame>,
    /// Percent of people who answer those otherwise than the frame says.
    #[serde(default)]
    pub differs: f64,
    /// What stays blank.
    pub blanks: Blanks,
    /// Single choices: the first case that holds gives the weights of the codes.
    pub choose: BTreeMap<String, Vec<Shares>>,
    /// Multiple choices: likewise, the percent of people who tick each code.
    pub tick: BTreeMap<String, Vec<Shares>>,
    /// Choices with scores, and scales.
    pub rate: BTreeMap<String, Rating>,
    /// How much higher everybody rates single variables, in points.
    pub leans: BTreeMap<String, f64>,
    /// Typed numbers.
    #[serde(default)]
    pub count: BTreeMap<String, Vec<Ranges>>,
    /// Typed texts, "please specify" included.
    pub write: BTreeMap<String, Words>,
}

/// Ids of the questions that ask what the frame knows.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// Asks for the district.
    pub district: String,
    /// Asks for the age band.
    pub age_band: String,
    /// Asks for the sex.
    pub sex: String,
}

/// How much stays blank, in percent.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blanks {
    /// Of the fields of the first question.
    pub start: f64,
    /// Of the fields of the last question; between them it grows evenly.
    pub end: f64,
    /// Of the people who leave everything blank from somewhere on.
    pub gives_up: f64,
}

/// Numbers by code, for those whose earlier answers fit.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shares {
    /// For whom; without it, everybody.
    #[serde(default)]
    pub when: Option<Condition>,
    /// By code. A code that is missing is never chosen.
    pub shares: BTreeMap<i16, f64>,
}

/// Where ratings lie, in points of the score or steps of the scale.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rating {
    /// The mean.
    pub mean: f64,
    /// What differs from question to question.
    pub spread: f64,
    /// How many points one standard deviation of the person's level is worth.
    #[serde(default)]
    pub mood: f64,
    /// Percent who take a choice without a score, such as わからない.
    #[serde(default)]
    pub unknown: f64,
}

/// Typed numbers, for those whose earlier answers fit.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ranges {
    /// For whom; without it, everybody.
    #[serde(default)]
    pub when: Option<Condition>,
    /// Weighted ranges, even within.
    pub ranges: Vec<Range>,
}

/// A range of numbers.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// Its weight.
    pub share: f64,
    /// The lowest.
    pub from: i16,
    /// The highest.
    pub to: i16,
}

/// Texts that people type.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Percent of people who write something.
    pub percent: f64,
    /// What they write: dealt like cards, so that none comes twice before all came once.
    pub texts: Vec<String>,
}

/// The codes of a text question, and how two coders came to differ.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coding {
    /// The field that holds the texts.
    pub field: String,
    /// The codes, with the words by which the coders recognise them.
    pub codes: Vec<Code>,
    /// The code of a text in which no word was recognised.
    pub rest: i16,
    /// Percent of the codes that the second coder overlooks.
    pub overlooks: f64,
    /// Percent of the texts that the second coder has come to.
    pub reached: f64,
    /// Percent of the differences that were decided.
    pub decided: f64,
}

/// A code of a text question.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// What coders type.
    pub number: i16,
    /// What it is called.
    pub label: String,
    /// What belongs here.
    #[serde(default)]
    pub description: String,
    /// Words that both coders recognise it by.
    #[serde(default)]
    pub words: Vec<String>,
    /// Words that only the second coder counts for it.
    #[serde(default)]
    pub second: Vec<String>,
}

impl Scenario {
    /// Reads the file. The sentence of an error names the line.
    pub fn read(forms: &Path) -> Result<Scenario> {
        let path = forms.join(FILE);
        let text = fs::read_to_string(&path).map_err(|cause| {
            Error::invalid(format!(
                "見本の内容 {} を読めません: {cause}\nforms フォルダーのある場所で実行するか、--forms で場所を指定してください。",
                path.display()
            ))
        })?;
        serde_saphyr::from_str(&text).map_err(|cause| {
            Error::invalid(format!("見本の内容 {} に誤りがあります。\n{cause}", path.display()))
        })
    }
}

#[cfg(test)]
pub(super) mod tests;
