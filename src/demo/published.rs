//! Invented values of an indicator, brought in by the same verbs that the office uses.

use std::{fs, path::Path};

use crate::{
    app::App,
    audit::Signature,
    clock::day_in_japan,
    error::{Error, Result},
    form::Form,
    indicator,
    sheet::RowProblem,
    survey::{
        Survey,
        forms::{INDICATORS, read_indicator},
    },
};

/// Who signs the entries in the audit.
const ACTOR: &str = "見本の作成";
/// The invented reference values, beside the indicators' definitions.
const REFERENCE: &str = "sample-reference.csv";
/// An invented municipality as the dashboard would give it: items, then factors.
const DASHBOARD: [&str; 2] = ["sample-dashboard.csv", "sample-dashboard-factors.csv"];

/// Brings the invented values in and shows the survey with them. They are of the first indicator
/// that the form asks; a form without one has nothing to bring.
pub async fn bring(app: &App, survey: &Survey, form: &Form) -> Result<()> {
    let Some(&id) = form.indicators().first() else { return Ok(()) };
    let indicator = read_indicator(&app.config.forms, id)?;
    let folder = app.config.forms.join(INDICATORS);
    let today = day_in_japan(app.stamp());
    let bytes = read(&folder, REFERENCE)?;
    let edition = indicator::parse_reference(&indicator, REFERENCE, &bytes, today);
    let edition = edition.map_err(|problems| wrong(REFERENCE, &problems))?;
    let mut regions = Vec::new();
    for name in DASHBOARD {
        let found = indicator::parse_dashboard(&indicator, name, &read(&folder, name)?);
        regions.extend(found.map_err(|problems| wrong(name, &problems))?);
    }
    let (survey, municipality) = (survey.clone(), app.ids.id()?);
    let sign = || Signature::named(app, ACTOR);
    let (first, chosen) = (sign()?, sign()?);
    let signed: Vec<_> = regions.iter().map(|_| sign()).collect::<Result<_>>()?;
    app.store
        .write(move |db| {
            let id = &indicator.id;
            indicator::add_edition(db, first, id, &edition)?;
            for (region, by) in regions.iter().zip(signed) {
                indicator::add_region(db, by, id, &municipality, region)?;
            }
            let (edition, other) = (Some(edition.name.as_str()), Some(municipality.as_str()));
            indicator::choose(db, chosen, &survey, id, edition, other)
        })
        .await
}

fn read(folder: &Path, name: &str) -> Result<Vec<u8>> {
    fs::read(folder.join(name)).map_err(|cause| {
        Error::invalid(format!(
            "見本のファイル {name} を {} から読めません: {cause}",
            folder.display()
        ))
    })
}

fn wrong(file: &str, problems: &[RowProblem]) -> Error {
    let sentence = |problem: &RowProblem| match problem.line {
        Some(line) => format!("{file}:{line}: {}", problem.message),
        None => format!("{file}: {}", problem.message),
    };
    Error::Invalid(problems.iter().map(sentence).collect())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use tempfile::TempDir;

    use super::*;
    use crate::{
        clock::Clock,
        config::Config,
        id::Ids,
        indicator::Kind,
        survey::{self, NewSurvey, forms::read_checked},
    };

    #[tokio::test]
    async fn the_invented_values_cover_the_indicator_and_are_called_invented() {
        let folder = TempDir::new().expect("a folder");
        let config = Config { data: folder.path().into(), ..Config::default() };
        let noon = "2026-12-01T03:00:00Z".parse().expect("an instant");
        let app = App::build(config, Clock::fixed(noon), Ids::counted(1)).expect("an office");
        let form = read_checked(&app.config.forms, "resident-survey").expect("a form");
        let day = NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day");
        let new = NewSurvey {
            id: "survey".into(),
            form: form.clone(),
            opens_on: day,
            closes_on: day,
            sample: true,
        };
        let by = Signature::named(&app, ACTOR).expect("a signature");
        let made = app.store.write(move |db| survey::create(db, by, &new)).await;
        let survey = made.expect("a survey");
        bring(&app, &survey, &form).await.expect("brought in");

        let lwci = read_indicator(&app.config.forms, form.indicators()[0]).expect("an indicator");
        let id = lwci.id.clone();
        let applied = app.store.read(move |db| indicator::applied(db, &survey.id, &id)).await;
        let applied = applied.expect("read");
        let without: Vec<&str> = lwci
            .items
            .iter()
            .filter(|item| applied.reference(&item.id).is_none())
            .map(|item| item.id.as_str())
            .collect();
        assert_eq!(without, ["w35"], "the item of which nobody knows which way it counts");
        let edition = applied.edition.expect("an edition");
        assert!(edition.name.contains("架空") && edition.note().contains("架空"));
        assert!(edition.sources().iter().all(|(source, _)| source.contains("架空")));
        let town = applied.comparison.expect("a municipality");
        assert_eq!(town.title(), "見本市（見本（架空））");
        assert!(lwci.items.iter().all(|item| town.of(Kind::Item, &item.id).is_some()));
        assert!(lwci.factors.iter().all(|factor| town.of(Kind::Factor, &factor.id).is_some()));
    }
}
