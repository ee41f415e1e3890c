//! How many people live in the town, by district, age band and sex: what weights are made from.
//! The attributes are questions of the form (`report.frame`), the groups are their choices.

pub mod categories;
pub mod import;
pub mod pages;
pub mod routes;
pub mod sample;
pub mod store;

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub use categories::Categories;

use crate::{
    app::App,
    audit::{self, Action, Signature},
    error::{Error, Result},
    store::Db,
    survey::Survey,
};

/// So many people of one district, age band and sex.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Code of the choice of the question about the district.
    pub district: i16,
    /// Code of the choice of the question about the age.
    pub age_band: i16,
    /// Code of the choice of the question about the sex.
    pub sex: i16,
    /// How many.
    pub people: u64,
}

/// The people of a survey's town.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Population {
    /// The day that the figures describe.
    pub as_of: NaiveDate,
    /// Where they come from.
    pub source: String,
    /// The combinations, in the order of their codes. One that is missing has nobody.
    pub people: Vec<Cell>,
}

/// People by the code of one attribute, in the order of the codes.
pub type Margin = Vec<(i16, u64)>;

/// People by each attribute alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Margins {
    /// By district.
    pub district: Margin,
    /// By age band.
    pub age_band: Margin,
    /// By sex.
    pub sex: Margin,
}

impl Population {
    /// Everybody.
    pub fn total(&self) -> u64 {
        self.people.iter().map(|cell| cell.people).sum()
    }

    /// People by each attribute alone.
    pub fn margins(&self) -> Margins {
        margins(&self.people)
    }
}

fn margins(people: &[Cell]) -> Margins {
    Margins {
        district: margin(people, |cell| cell.district),
        age_band: margin(people, |cell| cell.age_band),
        sex: margin(people, |cell| cell.sex),
    }
}

fn margin(people: &[Cell], code: impl Fn(&Cell) -> i16) -> Margin {
    let mut sums = BTreeMap::<i16, u64>::new();
    for cell in people {
        *sums.entry(code(cell)).or_default() += cell.people;
    }
    sums.into_iter().collect()
}

/// Keeps the people of a survey's town, in the place of those that were there.
///
/// # Errors
/// A source that is empty or too long.
pub async fn import(
    app: &App,
    by: Signature,
    survey: &Survey,
    population: Population,
) -> Result<u64> {
    check_source(&population.source)?;
    let survey = survey.clone();
    app.store
        .write(move |db| {
            store::delete(db, &survey.id)?;
            store::insert(db, &survey.id, &population)?;
            let (total, as_of) = (population.total(), population.as_of);
            let subject = format!("{} {total}人（{as_of}現在）", survey.slug);
            audit::record(db, by, Action::PopulationImported, &subject)?;
            Ok(total)
        })
        .await
}

/// Most characters of a source.
const SOURCE_LENGTH: usize = 100;

/// Whether the words about where the figures come from can be printed below a table.
///
/// # Errors
/// A sentence that says what is wrong with them.
pub fn check_source(source: &str) -> Result<()> {
    let length = source.chars().count();
    if length == 0 || length > SOURCE_LENGTH || source.chars().any(char::is_control) {
        return Err(Error::invalid(format!(
            "出典は、改行のない{SOURCE_LENGTH}文字までの文で入力してください（例: 住民基本台帳）。"
        )));
    }
    Ok(())
}

/// The word that whoever removes a population types.
pub const REMOVE: &str = "人口";

/// Forgets the people of a survey's town. Answers are not touched.
///
/// # Errors
/// Another word than [`REMOVE`] was typed, or there is nothing to forget.
pub fn remove(db: &mut Db, by: Signature, survey: &Survey, typed: &str) -> Result<()> {
    if typed != REMOVE {
        return Err(Error::invalid(format!(
            "消していません。消すときは、欄に「{REMOVE}」と入力してください。"
        )));
    }
    if store::delete(db, &survey.id)? == 0 {
        return Err(Error::Conflict("取り込まれた人口はありません。".into()));
    }
    audit::record(db, by, Action::PopulationRemoved, &survey.slug)
}

/// The people of a survey's town, if they were brought in.
pub fn of(db: &mut Db, survey: &Survey) -> Result<Option<Population>> {
    store::find(db, &survey.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn margins_add_up_to_the_total() {
        let cell = |district, age_band, sex, people| Cell { district, age_band, sex, people };
        let population = Population {
            as_of: NaiveDate::default(),
            source: "見本".into(),
            people: vec![cell(1, 1, 1, 10), cell(1, 2, 2, 20), cell(2, 1, 2, 5)],
        };
        let margins = population.margins();
        assert_eq!(population.total(), 35);
        assert_eq!(margins.district, [(1, 30), (2, 5)]);
        assert_eq!(margins.age_band, [(1, 15), (2, 20)]);
        assert_eq!(margins.sex, [(1, 10), (2, 25)]);
    }

    #[test]
    fn a_source_is_one_line_that_fits_below_a_table() {
        assert!(check_source("住民基本台帳（令和8年10月1日）").is_ok());
        for wrong in [String::new(), "あ".repeat(101), "a\nb".into()] {
            assert!(check_source(&wrong).is_err());
        }
    }
}
