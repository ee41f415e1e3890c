//! ウェイトバック: how much each answer counts so that the answers stand for the population.

use std::collections::BTreeMap;

use super::settings::{Method, Settings};
use crate::answers::Dataset;
use crate::form::report::Frame;
use crate::population::Population;
use crate::tally::weight::{
    self, Margin, ONE, Rounds, Trim, WeightProblem, Weighting, cells, rake,
};

/// Rounds of raking at most, and how far a margin may be off.
const ROUNDS: Rounds = Rounds { most: 200, tolerance: 0.0005 };

/// How answers were weighted.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    /// By which method.
    pub method: Method,
    /// The weights and how they came about.
    pub weighting: Weighting,
    /// The day of the population, and where it comes from.
    pub population: String,
}

/// The weights of all answers; nothing when weighting is off.
///
/// # Errors
/// A sentence for each thing that stands in the way. Then nothing is weighted.
pub fn weigh(
    dataset: &Dataset,
    settings: &Settings,
    population: Option<&Population>,
) -> Result<Option<Weighed>, Vec<String>> {
    if settings.weighting == Method::None {
        return Ok(None);
    }
    let Some(frame) = &dataset.form().report.frame else {
        return Err(vec![
            "調査票に、地区・年齢・性別の設問が指定されていないため（report の frame）、ウェイトを計算できません。".into(),
        ]);
    };
    let Some(population) = population else {
        return Err(vec!["人口が取り込まれていないため、ウェイトを計算できません。「人口」の画面で取り込んでください。".into()]);
    };
    if dataset.people() == 0 {
        return Ok(None);
    }
    let trim = settings.trim.map(|(lightest, heaviest)| Trim {
        lightest: (lightest * f64::from(ONE)).round() as u32,
        heaviest: (heaviest * f64::from(ONE)).round() as u32,
    });
    let axes = Axis::of(dataset, frame, population);
    let (names, weighting) = match settings.weighting {
        Method::Cells => {
            let (names, margin) = combined(dataset, &axes, population);
            let weighting = cells(&margin.of, &margin.population, trim);
            (vec![names], weighting)
        }
        _ => {
            let margins: Vec<Margin> = axes.iter().map(|axis| axis.margin(dataset)).collect();
            (axes.iter().map(Axis::names).collect(), rake(&margins, trim, ROUNDS))
        }
    };
    match weighting {
        Ok(weighting) => Ok(Some(Weighed {
            method: settings.weighting,
            weighting,
            population: format!(
                "{}（{}）",
                population.source,
                population.as_of.format("%Y年%-m月%-d日現在")
            ),
        })),
        Err(problems) => Err(said(&problems, &names)),
    }
}

impl Weighed {
    /// How it was done and what it did, in sentences that are printed beside weighted figures.
    pub fn notes(&self) -> Vec<String> {
        let Weighting {
            effective_n,
            rounds,
            gap,
            converged,
            trimmed,
            lightest,
            heaviest,
            unweighted,
            each,
        } = &self.weighting;
        let times = |weight: &u32| f64::from(*weight) / f64::from(ONE);
        let mut notes = vec![
            format!("ウェイト補正：{}。人口は{}。", self.method.label(), self.population),
            format!(
                "ウェイトは{:.2}〜{:.2}。回答数 n = {} に対し、実質的な回答数（有効サンプルサイズ）は {:.1} です。",
                times(lightest),
                times(heaviest),
                each.len(),
                effective_n
            ),
        ];
        if self.method == Method::Raking {
            notes.push(if *converged {
                format!("繰り返し計算は{rounds}回で収束しました（人口の構成との差は最大{:.2}％）。", gap * 100.0)
            } else {
                format!("繰り返し計算は{rounds}回でも収束していません（人口の構成との差は最大{:.2}％）。補正後の数値は参考にとどめてください。", gap * 100.0)
            });
        }
        if *trimmed > 0 {
            notes.push(format!("{trimmed}人のウェイトを、設定した範囲に収めました。"));
        }
        if *unweighted > 0 {
            notes.push(format!(
                "地区・年齢・性別のどれかが分からない{unweighted}人は、ウェイト1のままです。"
            ));
        }
        notes
    }
}

/// One attribute of the population: its question, and the people by code.
struct Axis<'a> {
    key: &'a str,
    people: Vec<(i16, u64)>,
    labels: Vec<(i16, String)>,
}

impl<'a> Axis<'a> {
    fn of(dataset: &Dataset, frame: &'a Frame, population: &Population) -> [Axis<'a>; 3] {
        let margins = population.margins();
        let axis = |key: &'a str, people| {
            let labels = dataset.topic(key).map(crate::answers::Topic::codes).unwrap_or_default();
            Axis { key, people, labels }
        };
        [
            axis(&frame.district, margins.district),
            axis(&frame.age_band, margins.age_band),
            axis(&frame.sex, margins.sex),
        ]
    }

    fn label(&self, code: i16) -> String {
        let label = self.labels.iter().find(|(known, _)| *known == code);
        label.map_or_else(|| code.to_string(), |(_, label)| label.clone())
    }

    fn names(&self) -> Vec<String> {
        self.people.iter().map(|(code, _)| self.label(*code)).collect()
    }

    /// The code of each respondent; `None` where the population does not know it.
    fn codes(&self, dataset: &Dataset) -> Vec<Option<i16>> {
        let known = |cell: i16| self.people.iter().any(|(code, _)| *code == cell).then_some(cell);
        let column = dataset.field(self.key).first();
        column.map_or_else(
            || vec![None; dataset.people()],
            |column| column.cells.iter().map(|&cell| known(cell)).collect(),
        )
    }

    fn margin(&self, dataset: &Dataset) -> Margin {
        let place = |code: i16| {
            let place = self.people.iter().position(|(known, _)| *known == code);
            place.and_then(|place| u16::try_from(place).ok())
        };
        Margin {
            of: self.codes(dataset).into_iter().map(|code| code.and_then(place)).collect(),
            population: self.people.iter().map(|(_, people)| *people).collect(),
        }
    }
}

/// The cells of all three attributes together, with their names.
fn combined(
    dataset: &Dataset,
    axes: &[Axis<'_>; 3],
    population: &Population,
) -> (Vec<String>, Margin) {
    let mut places: BTreeMap<[i16; 3], u16> = BTreeMap::new();
    let mut people = Vec::new();
    for cell in population.people.iter().filter(|cell| cell.people > 0) {
        places.insert([cell.district, cell.age_band, cell.sex], people.len() as u16);
        people.push(cell.people);
    }
    let codes = [0, 1, 2].map(|axis| axes[axis].codes(dataset));
    let of = (0..dataset.people())
        .map(|row| {
            let key = [codes[0][row]?, codes[1][row]?, codes[2][row]?];
            // Somebody answered where nobody lives: a cell without people.
            let next = places.len() as u16;
            Some(*places.entry(key).or_insert(next))
        })
        .collect();
    people.resize(places.len(), 0);
    let mut names = vec![String::new(); places.len()];
    for (key, place) in &places {
        let labels: Vec<String> =
            axes.iter().zip(key).map(|(axis, &code)| axis.label(code)).collect();
        names[usize::from(*place)] = labels.join("・");
    }
    (names, Margin { of, population: people })
}

/// How many cells a sentence names.
const NAMED: usize = 10;

fn said(problems: &[WeightProblem], names: &[Vec<String>]) -> Vec<String> {
    let name = |cell: &weight::Cell| {
        names
            .get(cell.margin)
            .and_then(|names| names.get(usize::from(cell.cell)))
            .cloned()
            .unwrap_or_default()
    };
    let (mut empty, mut nobody, mut other) = (Vec::new(), Vec::new(), Vec::new());
    for problem in problems {
        match problem {
            WeightProblem::EmptyCell(cell) => empty.push(name(cell)),
            WeightProblem::NobodyLives(cell) => nobody.push(name(cell)),
            WeightProblem::TooHeavy => other.push(
                "ウェイトが大きくなりすぎます。ウェイトの上限を設定してください。".to_owned(),
            ),
            WeightProblem::Bounds => {
                other.push("ウェイトの下限は1以下、上限は1以上にしてください。".to_owned())
            }
        }
    }
    let mut sentences = Vec::new();
    if !empty.is_empty() {
        sentences.push(format!(
            "人口はあるのに回答が1件もない区分が{}あるため、ウェイトを計算していません（{}）。レイキングに変えるか、区分をまとめた人口を取り込んでください。",
            empty.len(), list(&empty)
        ));
    }
    if !nobody.is_empty() {
        sentences.push(format!(
            "回答があるのに人口が0の区分が{}あるため、ウェイトを計算していません（{}）。人口の表を確かめてください。",
            nobody.len(), list(&nobody)
        ));
    }
    sentences.extend(other);
    sentences
}

fn list(names: &[String]) -> String {
    let named = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join("、");
    if names.len() > NAMED { format!("{named} ほか") } else { named }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use serde_json::json;

    use super::*;
    use crate::answers::fixture;
    use crate::population::Cell;

    /// The small form has no district and no age, so sex stands for all three.
    fn dataset(sexes: &[i16]) -> Dataset {
        let mut form = fixture::form();
        let sex = || "sex".to_owned();
        form.report.frame = Some(Frame { district: sex(), age_band: sex(), sex: sex() });
        let mut dataset = Dataset::new(form);
        for (place, sex) in sexes.iter().enumerate() {
            dataset.add(&place.to_string(), &json!({ "sex": sex }).to_string()).unwrap();
        }
        dataset
    }

    fn population(men: u64, women: u64) -> Population {
        let cell = |code, people| Cell { district: code, age_band: code, sex: code, people };
        Population {
            as_of: NaiveDate::from_ymd_opt(2026, 10, 1).unwrap(),
            source: "見本".into(),
            people: vec![cell(1, men), cell(2, women)],
        }
    }

    fn weighed(
        sexes: &[i16],
        method: Method,
        population: Option<Population>,
    ) -> Result<Option<Weighed>, Vec<String>> {
        let settings = Settings { weighting: method, ..Settings::default() };
        weigh(&dataset(sexes), &settings, population.as_ref())
    }

    #[test]
    fn weights_are_off_unless_somebody_turns_them_on() {
        assert_eq!(weighed(&[1, 2], Method::None, Some(population(1, 1))), Ok(None));
    }

    #[test]
    fn cells_and_margins_stand_for_the_population() {
        for method in [Method::Cells, Method::Raking] {
            let found = weighed(&[1, 2, 2, 2, 3], method, Some(population(500, 500)));
            let Weighed { weighting, .. } = found.clone().unwrap().unwrap();
            assert_eq!(weighting.each, [2_000_000, 666_667, 666_667, 666_667, 1_000_000]);
            let notes = found.unwrap().unwrap().notes().join("");
            assert!(notes.contains("見本（2026年10月1日現在）"), "{notes}");
            assert!(notes.contains("0.67〜2.00") && notes.contains("1人は、ウェイト1"), "{notes}");
        }
    }

    #[test]
    fn what_stands_in_the_way_is_said_by_name_and_nothing_is_weighted() {
        let refused = |sexes: &[i16], population| {
            weighed(sexes, Method::Cells, population).unwrap_err().join("")
        };
        assert!(refused(&[1], Some(population(5, 5))).contains("女性・女性・女性"));
        assert!(refused(&[1, 2], Some(population(5, 0))).contains("人口が0の区分が1ある"));
        assert!(refused(&[1, 2], None).contains("人口が取り込まれていない"));
        let settings = Settings { weighting: Method::Raking, ..Settings::default() };
        let no_frame = weigh(&fixture::dataset(&[]), &settings, Some(&population(1, 1)));
        assert!(no_frame.unwrap_err()[0].contains("report の frame"));
    }

    #[test]
    fn nobody_has_no_weights_and_that_is_no_error() {
        assert_eq!(weighed(&[], Method::Raking, Some(population(1, 1))), Ok(None));
    }
}
