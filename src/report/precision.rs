//! How exact the shares of a report are.

use super::gather::Gathered;
use crate::tally::{
    Rounded,
    sampling::{Sampling, Z_95},
};

/// How far a share of everybody who answered may be off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Precision {
    /// Answers.
    pub n: usize,
    /// What they are worth when they are weighted (Kish), one decimal.
    pub effective: Option<Rounded>,
    /// The sampling error of a share of 50 %, in points with two decimals. `None` where the
    /// formula says nothing: below two answers, or with more answers than people.
    pub error: Option<Rounded>,
}

impl Gathered {
    /// The precision of a question that everybody was asked.
    pub fn precision(&self) -> Precision {
        let n = self.everybody.people();
        let effective = self.weighed.as_ref().map(|weighed| weighed.weighting.effective_n);
        let sampling = Sampling {
            z: self.settings.z,
            population: self.settings.population,
            // Weighting is a design effect that the effective number has taken in already.
            design_effect: if effective.is_some() { 1.0 } else { self.settings.design_effect },
        };
        let half = sampling.half_width(0.5, effective.unwrap_or(n as f64));
        Precision {
            n,
            effective: effective.map(|effective| rounded(effective, 1)),
            error: half.map(|half| rounded(half * 100.0, 2)),
        }
    }
}

impl Precision {
    /// 「±3.46ポイント」, or 「-」.
    pub fn printed(&self) -> String {
        self.error.map_or("-".into(), |error| format!("±{error}ポイント"))
    }
}

/// 「信頼度95％」 for the usual factor, else the factor itself.
pub fn printed_confidence(z: f64) -> String {
    if z == Z_95 { "信頼度95％".into() } else { format!("z = {z}") }
}

fn rounded(value: f64, places: u32) -> Rounded {
    Rounded { units: (value * 10_f64.powi(places as i32)).round() as i64, places }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;
    use crate::report::settings::Settings;

    fn precision(n: usize, settings: Settings) -> Precision {
        let dataset = fixture::dataset(&fixture::answers(n));
        Gathered { settings, ..fixture::gathered(dataset) }.precision()
    }

    #[test]
    fn the_error_of_half_a_share_is_the_published_one() {
        let plain = precision(800, Settings::default());
        assert_eq!((plain.n, plain.effective), (800, None));
        assert_eq!(plain.printed(), "±3.46ポイント");
        let town = Settings { population: Some(1_200), ..Settings::default() };
        assert_eq!(precision(800, town).printed(), "±2.00ポイント");
        let clustered = Settings { design_effect: 1.5, ..Settings::default() };
        assert_eq!(precision(800, clustered).printed(), "±4.24ポイント");
    }

    #[test]
    fn nobody_and_one_answer_have_a_dash() {
        for n in [0, 1] {
            assert_eq!(precision(n, Settings::default()).printed(), "-");
        }
    }
}
