//! Reads what the indicators of a survey are made from: their definitions, the published values
//! that the office has chosen, and an earlier survey.

use super::{Earlier, Source, Wellbeing};
use crate::{
    answers::{Dataset, Lens},
    app::App,
    error::Result,
    form::Form,
    indicator,
    report::settings::Settings,
    store::Db,
    survey::{Survey, forms::read_indicator},
    wave::{self, Wave},
};

/// The indicators of a survey.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Indicators {
    /// Each with all its figures, in the order of the questions.
    pub all: Vec<Wellbeing>,
    /// What could not be shown, each a sentence.
    pub missing: Vec<String>,
}

impl Indicators {
    /// Whether there is nothing to show and nothing to say.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty() && self.missing.is_empty()
    }
}

/// What is looked at, and how.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// The answers, as the lens leaves them.
    pub dataset: &'a Dataset,
    /// The lens.
    pub lens: &'a Lens,
    /// How results are reported.
    pub settings: &'a Settings,
}

/// The indicators that a survey's form asks. One whose definition is not there any more, or is
/// broken, costs a sentence and not the page.
pub fn indicators(db: &mut Db, app: &App, survey: &Survey, seen: Seen<'_>) -> Result<Indicators> {
    let form = seen.dataset.form();
    let mut found = Indicators::default();
    if form.indicators().is_empty() {
        return Ok(found);
    }
    let earlier = match earlier(db, survey, seen)? {
        Some(Ok(earlier)) => Some(earlier),
        Some(Err(sentence)) => {
            found.missing.push(sentence);
            None
        }
        None => None,
    };
    for id in form.indicators() {
        let Ok(indicator) = read_indicator(&app.config.forms, id) else {
            found.missing.push(format!("指標「{id}」の結果は示していません。指標のファイル（indicators/{id}.yaml）がないか、読めないためです。ファイルを確かめると表示されます。"));
            continue;
        };
        let applied = indicator::applied(db, &survey.id, id)?;
        let source = Source { indicator, applied };
        found.all.push(Wellbeing::of(&source, seen.dataset, seen.lens.base, earlier.as_ref()));
    }
    Ok(found)
}

/// The earlier survey that the settings name, or the newest one; a sentence where it cannot be
/// seen through the lens.
fn earlier(
    db: &mut Db,
    survey: &Survey,
    seen: Seen<'_>,
) -> Result<Option<std::result::Result<Earlier, String>>> {
    let waves = wave::all(db, survey)?;
    let wanted = |wave: &&Wave| seen.settings.wave.as_ref() == Some(&wave.id);
    let Some(wave) = waves.iter().find(wanted).or(waves.first()) else {
        return Ok(None);
    };
    let unknown: Vec<&str> = seen
        .lens
        .keeps
        .iter()
        .filter(|keep| !knows(wave, seen.dataset, &keep.key))
        .map(|keep| seen.dataset.topic(&keep.key).map_or(keep.key.as_str(), |of| of.short_name()))
        .collect();
    if !unknown.is_empty() {
        return Ok(Some(Err(format!(
            "「{}」には絞り込みの項目（{}）がないため、前回の値は示していません。絞り込みを外すと表示されます。",
            wave.title,
            unknown.join("、")
        ))));
    }
    let dataset = seen.lens.apply(&wave::load(db, wave, seen.dataset.form().clone())?);
    let notes = notes(wave, seen.dataset.form());
    Ok(Some(Ok(Earlier { title: wave.title.clone(), dataset, notes })))
}

fn knows(wave: &Wave, dataset: &Dataset, field: &str) -> bool {
    let mut variables = dataset.variables().iter().filter(|variable| variable.field == field);
    variables.any(|variable| wave.mapping.has(&variable.name))
}

/// What differs in the variables of indicators.
fn notes(wave: &Wave, form: &Form) -> Vec<String> {
    let asked = form.indicators().into_iter().flat_map(|id| form.asked_of(id));
    let notes = asked.flat_map(|(_, field)| {
        let told = wave.mapping.notes(&field.key).iter();
        told.map(|note| format!("{}（{}）：{note}", wave.title, field.key)).collect::<Vec<_>>()
    });
    notes.collect()
}
