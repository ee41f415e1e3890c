//! Documents to count: the imaginary people of the demonstration answer the resident survey.

use std::path::{Path, PathBuf};

use machikoe::{
    demo::{answering::Respondents, chance::Chance, scenario::Scenario, town},
    form::Form,
    survey::forms::read_checked,
};

use crate::Outcome;

/// The folder of the questionnaires.
pub fn forms() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("forms")
}

/// The questionnaire, and as many stored answers as the town has people. More answers repeat
/// them: 2,000 different ones are enough for a processor not to guess them.
pub fn documents() -> Outcome<(Form, Vec<String>)> {
    let scenario = Scenario::read(&forms())?;
    let form = read_checked(&forms(), &scenario.form)?;
    let chance = Chance::seeded(scenario.seed);
    let residents = town::residents(&scenario, &chance);
    let mut respondents = Respondents::new(&form, &scenario.answers, &chance);
    let documents: Result<Vec<String>, _> = residents
        .iter()
        .map(|resident| serde_json::to_string(&respondents.answer(resident)))
        .collect();
    let documents = documents?;
    Ok((form, documents))
}
