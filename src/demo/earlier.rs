//! Earlier surveys of the imaginary town: other people of it answer in another mood, and their
//! answers come in as files, as a city brings them.

use std::collections::BTreeMap;

use super::{
    answering::Respondents,
    chance::Chance,
    scenario::{Earlier, Leanings, Returns, Scenario},
    town::{self, Outcome},
};
use crate::{
    answers::Dataset,
    app::App,
    audit::Signature,
    error::{Error, Result},
    form::Form,
    report::csv,
    survey::Survey,
    wave::{self, File, Named, parse},
};

/// Brings an earlier survey in and takes it into the comparison. `by` signs each of the two.
///
/// # Errors
/// A scenario whose earlier survey has nothing in common with the form.
pub async fn bring(
    app: &App,
    by: [Signature; 2],
    survey: &Survey,
    form: &Form,
    (scenario, earlier): (&Scenario, &Earlier),
) -> Result<()> {
    let (answers, codebook) = files(form, scenario, earlier)?;
    let file = |name, bytes| File { name, bytes };
    let parsed = parse(file("answers.csv", &answers), file("codebook.csv", &codebook), form);
    let parsed = parsed.map_err(|problems| {
        let all = problems.codebook.into_iter().chain(problems.answers);
        Error::Invalid(all.map(|problem| problem.message).collect())
    })?;
    let Earlier { title, year, note, .. } = earlier;
    let named = Named { title: title.clone(), year: *year, note: note.clone() };
    let [reading, accepting] = by;
    let id = wave::draft(app, reading, survey, named, parsed).await?;
    let survey = survey.clone();
    app.store.write(move |db| wave::accept(db, accepting, &survey, &id)).await
}

/// The answers and the codebook as this program exports them.
fn files(form: &Form, scenario: &Scenario, earlier: &Earlier) -> Result<(Vec<u8>, Vec<u8>)> {
    // Dice of its own, so that today's answers do not depend on the past.
    let chance = Chance::seeded(scenario.seed + u64::from(earlier.year.unsigned_abs()));
    let mut residents = town::residents(scenario, &chance);
    town::answer_letters(&mut residents, &web_only(earlier.people), &chance);
    let leanings = moved(&scenario.answers, earlier);
    let mut respondents = Respondents::new(form, &leanings, &chance);
    let mut dataset = Dataset::new(asked(form, earlier));
    for resident in residents.iter().filter(|one| matches!(one.outcome, Outcome::Web(_))) {
        let document =
            serde_json::to_string(&respondents.answer(resident)).map_err(Error::internal)?;
        dataset.add(&resident.serial, &document).map_err(Error::internal)?;
    }
    let (mut answers, mut codebook) = (Vec::new(), Vec::new());
    csv::write_answers(&dataset, &mut answers).map_err(Error::internal)?;
    csv::write_codebook(&dataset, &mut codebook).map_err(Error::internal)?;
    Ok((answers, codebook))
}

fn web_only(web: usize) -> Returns {
    Returns { web, paper: 0, undeliverable: 0, ineligible: 0, refused: 0, days: vec![1.0] }
}

/// How people answered then. Nothing is written: texts are not compared.
fn moved(today: &Leanings, earlier: &Earlier) -> Leanings {
    let mut then = Leanings { write: BTreeMap::new(), ..today.clone() };
    for rating in then.rate.values_mut() {
        rating.mean += earlier.mood * rating.mood;
    }
    for (variable, points) in &earlier.leans {
        *then.leans.entry(variable.clone()).or_default() += points;
    }
    then
}

/// The form as it was asked then.
fn asked(form: &Form, earlier: &Earlier) -> Form {
    let mut then = form.clone();
    for section in &mut then.sections {
        section.questions.retain(|question| !earlier.without.contains(&question.id));
    }
    then
}
