//! How the numbers of a survey are reported: what an office may decide about its tables.

pub mod pages;
pub mod routes;
mod typed;

pub use typed::Typed;

use serde::{Deserialize, Serialize};

use super::store;
use crate::{
    audit::{self, Action, Signature},
    error::{Error, Result},
    store::Db,
    survey::Survey,
};

/// The decisions. What a stored document does not say has its default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// How answers are weighted to the population; off unless somebody turns it on.
    pub weighting: Method,
    /// Weights are kept within these bounds (such as 0.3 and 3.0); `None`: as they come.
    pub trim: Option<(f64, f64)>,
    /// The factor of the standard error: 1.96 for 95 %.
    pub z: f64,
    /// The people that the sample stands for; `None`: without the finite population correction.
    pub population: Option<u64>,
    /// How much wider the sampling error is than that of a simple random sample.
    pub design_effect: f64,
    /// In public results, fewer people than this are not shown in a cell.
    pub threshold: u32,
    /// What runs across in the chart of satisfaction and importance.
    pub across: Across,
    /// The earlier wave that stands beside today's answers (its id); `None`: the newest one.
    pub wave: Option<String>,
}

/// How answers are weighted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Method {
    /// Not at all.
    #[default]
    None,
    /// By cells of district × age × sex: w = n·(N_h / N) / n_h.
    Cells,
    /// By raking over the margins of district, age and sex.
    Raking,
}

/// What runs across in the chart of satisfaction and importance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Across {
    /// Satisfaction; importance runs up.
    #[default]
    Satisfaction,
    /// Importance; satisfaction runs up.
    Importance,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            weighting: Method::None,
            trim: None,
            z: 1.96,
            population: None,
            design_effect: 1.0,
            threshold: 5,
            across: Across::Satisfaction,
            wave: None,
        }
    }
}

impl Method {
    /// Every method.
    pub const ALL: [Method; 3] = [Method::None, Method::Cells, Method::Raking];

    /// The word in a page's field.
    pub fn word(self) -> &'static str {
        match self {
            Method::None => "none",
            Method::Cells => "cells",
            Method::Raking => "raking",
        }
    }

    /// The method of a word.
    pub fn from_word(word: &str) -> Option<Method> {
        Method::ALL.into_iter().find(|method| method.word() == word)
    }

    /// Its name.
    pub fn label(self) -> &'static str {
        match self {
            Method::None => "補正しない",
            Method::Cells => "セル（地区×年齢×性別）ごとの補正",
            Method::Raking => "周辺分布への補正（レイキング）",
        }
    }
}

impl Across {
    /// Both.
    pub const ALL: [Across; 2] = [Across::Satisfaction, Across::Importance];

    /// The word in a page's field.
    pub fn word(self) -> &'static str {
        match self {
            Across::Satisfaction => "satisfaction",
            Across::Importance => "importance",
        }
    }

    /// What a word chooses.
    pub fn from_word(word: &str) -> Option<Across> {
        Across::ALL.into_iter().find(|across| across.word() == word)
    }

    /// Its name.
    pub fn label(self) -> &'static str {
        match self {
            Across::Satisfaction => "横軸は満足度、縦軸は重要度",
            Across::Importance => "横軸は重要度、縦軸は満足度",
        }
    }
}

impl Settings {
    /// What of it cannot be, each with a sentence.
    ///
    /// # Errors
    /// A sentence for each mistake.
    pub fn check(&self) -> Result<(), Vec<String>> {
        let mut wrong = Vec::new();
        let mut need = |holds: bool, sentence: &str| {
            if !holds {
                wrong.push(sentence.to_owned());
            }
        };
        need(
            (1.0..=4.0).contains(&self.z),
            "信頼度の係数 z は 1 から 4 までの数にしてください（95％なら 1.96）。",
        );
        need(
            (0.5..=10.0).contains(&self.design_effect),
            "デザイン効果は 0.5 から 10 までの数にしてください（単純無作為抽出なら 1）。",
        );
        need(self.population != Some(0), "母集団の人数は 1 以上にしてください。");
        need(
            (1..=100).contains(&self.threshold),
            "公表する最小の人数は 1 から 100 までの数にしてください。",
        );
        if let Some((lightest, heaviest)) = self.trim {
            need(
                lightest > 0.0 && lightest <= 1.0 && (1.0..=100.0).contains(&heaviest),
                "ウェイトの下限は 0 より大きく 1 以下、上限は 1 以上 100 以下にしてください。",
            );
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong) }
    }
}

/// The settings of a survey.
pub fn of(db: &mut Db, survey: &str) -> Result<Settings> {
    match store::settings(db, survey)? {
        Some(document) => serde_json::from_str(&document).map_err(Error::internal),
        None => Ok(Settings::default()),
    }
}

/// Changes them.
pub fn change(db: &mut Db, by: Signature, survey: &Survey, settings: &Settings) -> Result<()> {
    settings.check().map_err(Error::Invalid)?;
    let document = serde_json::to_string(settings).map_err(Error::internal)?;
    store::set_settings(db, &survey.id, &document)?;
    audit::record(db, by, Action::ReportSettingsChanged, &survey.slug)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_document_has_the_defaults_of_what_it_does_not_say() {
        let read: Settings = serde_json::from_str(r#"{"weighting":"raking"}"#).unwrap();
        assert_eq!(read, Settings { weighting: Method::Raking, ..Settings::default() });
        assert_eq!(Settings::default().weighting, Method::None);
    }

    #[test]
    fn every_impossible_setting_has_its_sentence() {
        let wrong = Settings {
            trim: Some((0.0, 0.5)),
            z: f64::NAN,
            population: Some(0),
            design_effect: 0.0,
            threshold: 0,
            ..Settings::default()
        };
        assert_eq!(wrong.check().unwrap_err().len(), 5);
        assert_eq!(Settings::default().check(), Ok(()));
    }
}
