//! The settings as they are typed on their page.

use super::{Across, Method, Settings};
use crate::{
    sheet::half_width,
    web::input::{Fields, field},
};

/// What was typed, or what is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The word of a [`Method`].
    pub weighting: String,
    /// The lightest weight; empty for none.
    pub lightest: String,
    /// The heaviest weight; empty for none.
    pub heaviest: String,
    /// The factor of the standard error.
    pub z: String,
    /// The people of the population; empty when not known.
    pub population: String,
    /// The design effect.
    pub design_effect: String,
    /// The smallest number that is shown in public.
    pub threshold: String,
    /// `satisfaction` or `importance`.
    pub across: String,
    /// The id of a wave; empty for the newest.
    pub wave: String,
}

impl Typed {
    /// What a page sent.
    pub fn of(fields: &Fields) -> Typed {
        let text = |name| half_width(field(fields, name)).replace(',', "");
        Typed {
            weighting: text("weighting"),
            lightest: text("lightest"),
            heaviest: text("heaviest"),
            z: text("z"),
            population: text("population"),
            design_effect: text("design_effect"),
            threshold: text("threshold"),
            across: text("across"),
            wave: text("wave"),
        }
    }

    /// The settings, when every field can be read.
    ///
    /// # Errors
    /// A sentence for each field that cannot.
    pub fn settings(&self) -> Result<Settings, Vec<String>> {
        let mut wrong = Vec::new();
        let mut number = |typed: &str, name: &str| {
            let read = typed.parse::<f64>().ok().filter(|number| number.is_finite());
            if read.is_none() {
                wrong.push(format!("「{name}」は数で入力してください。"));
            }
            read.unwrap_or_default()
        };
        let z = number(&self.z, "信頼度の係数 z");
        let design_effect = number(&self.design_effect, "デザイン効果");
        let trim = match (self.lightest.is_empty(), self.heaviest.is_empty()) {
            (true, true) => None,
            _ => Some((
                number(&self.lightest, "ウェイトの下限"),
                number(&self.heaviest, "ウェイトの上限"),
            )),
        };
        let threshold = self.threshold.parse().unwrap_or_else(|_| {
            wrong.push("「公表する最小の人数」は整数で入力してください。".into());
            0
        });
        let population = match self.population.as_str() {
            "" => None,
            typed => typed.parse().map(Some).unwrap_or_else(|_| {
                wrong.push("「母集団の人数」は整数で入力するか、空けてください。".into());
                None
            }),
        };
        let weighting = Method::from_word(&self.weighting);
        let across = Across::from_word(&self.across);
        let (Some(weighting), Some(across), true) = (weighting, across, wrong.is_empty()) else {
            if weighting.is_none() || across.is_none() {
                wrong.push("選択肢から選び直してください。".into());
            }
            return Err(wrong);
        };
        let wave = Some(self.wave.clone()).filter(|wave| !wave.is_empty());
        let settings =
            Settings { weighting, trim, z, population, design_effect, threshold, across, wave };
        settings.check().map(|()| settings)
    }
}

impl From<&Settings> for Typed {
    fn from(settings: &Settings) -> Typed {
        let bound = |pick: fn((f64, f64)) -> f64| {
            settings.trim.map_or(String::new(), |trim| pick(trim).to_string())
        };
        Typed {
            weighting: settings.weighting.word().into(),
            lightest: bound(|trim| trim.0),
            heaviest: bound(|trim| trim.1),
            z: settings.z.to_string(),
            population: settings.population.map_or(String::new(), |people| people.to_string()),
            design_effect: settings.design_effect.to_string(),
            threshold: settings.threshold.to_string(),
            across: settings.across.word().into(),
            wave: settings.wave.clone().unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set() -> Settings {
        Settings {
            weighting: Method::Raking,
            trim: Some((0.3, 3.0)),
            z: 1.645,
            population: Some(39_800),
            design_effect: 1.2,
            threshold: 10,
            across: Across::Importance,
            wave: Some("w1".into()),
        }
    }

    #[test]
    fn what_is_set_can_be_sent_as_it_stands() {
        for settings in [set(), Settings::default()] {
            assert_eq!(Typed::from(&settings).settings(), Ok(settings));
        }
    }

    #[test]
    fn every_field_that_cannot_be_read_has_its_sentence() {
        let typed = Typed {
            lightest: "x".into(),
            z: "inf".into(),
            population: "千".into(),
            threshold: "-1".into(),
            weighting: "other".into(),
            ..Typed::from(&Settings::default())
        };
        let wrong = typed.settings().unwrap_err();
        // The bounds are two fields, of which one was left out.
        assert_eq!(wrong.len(), 6, "{wrong:?}");
    }

    #[test]
    fn a_number_that_cannot_be_is_refused_with_the_sentence_of_the_setting() {
        let typed = Typed { threshold: "0".into(), ..Typed::from(&Settings::default()) };
        assert!(typed.settings().unwrap_err()[0].contains("公表する最小の人数"));
    }
}
