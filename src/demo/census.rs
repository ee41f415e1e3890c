//! How many people the imaginary town has: a file as a city brings one, brought in as a city
//! does.

use csv::Writer;

use super::scenario::{Census, Town};
use crate::{
    app::App,
    audit::Signature,
    error::{Error, Result},
    form::Form,
    population::{self, Categories, Population, import::parse},
    survey::Survey,
};

/// Brings the town's population in. A form that does not say what the frame knows has none.
///
/// # Errors
/// Groups of the scenario that the form does not have.
pub async fn bring(
    app: &App,
    by: Signature,
    survey: &Survey,
    form: &Form,
    (town, census): (&Town, &Census),
) -> Result<()> {
    let Some(categories) = Categories::of(form) else { return Ok(()) };
    let people =
        parse("population.csv", &file(town, census)?, &categories).map_err(|problems| {
            Error::Invalid(problems.into_iter().map(|problem| problem.message).collect())
        })?;
    let population = Population { as_of: census.as_of, source: census.source.clone(), people };
    population::import(app, by, survey, population).await.map(drop)
}

/// The file: every combination by the town's shares, the district's own ages among them.
fn file(town: &Town, census: &Census) -> Result<Vec<u8>> {
    let mut csv = Writer::from_writer(Vec::new());
    csv.write_record(["地区", "年齢", "性別", "人口"]).map_err(Error::internal)?;
    let districts: f64 = town.districts.iter().map(|district| district.share).sum();
    let sexes: f64 = town.sexes.iter().map(|sex| sex.share).sum();
    for district in &town.districts {
        let factors = std::iter::successors(Some(1.0), |factor| Some(factor * district.older));
        let bands: Vec<f64> =
            town.age_bands.iter().zip(factors).map(|(band, factor)| band.share * factor).collect();
        let all_bands: f64 = bands.iter().sum();
        for (band, share) in town.age_bands.iter().zip(bands) {
            for sex in &town.sexes {
                let share = district.share / districts * share / all_bands * sex.share / sexes;
                let people = (census.people * share).round().to_string();
                csv.write_record([&district.label, &band.label, &sex.label, &people])
                    .map_err(Error::internal)?;
            }
        }
    }
    csv.into_inner().map_err(|error| Error::internal(error.into_error()))
}
