//! Reads what the indicators of a survey are made from: their definitions, and the published values
//! that the office has chosen.

use super::{Past, Source, Wellbeing};
use crate::{
    answers::{Dataset, Lens},
    app::App,
    error::Result,
    form::Form,
    indicator,
    report::comparison::Earlier,
    store::Db,
    survey::{Survey, forms::read_indicator},
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

/// What is looked at.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// The answers, as the lens leaves them.
    pub dataset: &'a Dataset,
    /// The lens.
    pub lens: &'a Lens,
    /// The earlier survey to compare with.
    pub earlier: Option<&'a Earlier>,
}

/// The indicators that a survey's form asks. One whose definition is not there any more, or is
/// broken, costs a sentence and not the page.
pub fn indicators(db: &mut Db, app: &App, survey: &Survey, seen: Seen<'_>) -> Result<Indicators> {
    let form = seen.dataset.form();
    let mut found = Indicators::default();
    if form.indicators().is_empty() {
        return Ok(found);
    }
    let through = seen.earlier.map(|earlier| earlier.through(seen.lens, seen.dataset)).transpose();
    let then = through.unwrap_or_else(|sentence| {
        found.missing.push(sentence);
        None
    });
    let past = then.as_ref().map(|then| Past {
        title: &then.earlier.title,
        dataset: &then.dataset,
        notes: notes(then.earlier, form),
    });
    for id in form.indicators() {
        let Ok(indicator) = read_indicator(&app.config.forms, id) else {
            found.missing.push(format!("指標「{id}」の結果は示していません。指標のファイル（indicators/{id}.yaml）がないか、読めないためです。ファイルを確かめると表示されます。"));
            continue;
        };
        let applied = indicator::applied(db, &survey.id, id)?;
        let source = Source { indicator, applied };
        found.all.push(Wellbeing::of(&source, seen.dataset, seen.lens.base, past.as_ref()));
    }
    Ok(found)
}

/// What differs in the variables of indicators.
fn notes(earlier: &Earlier, form: &Form) -> Vec<String> {
    let asked = form.indicators().into_iter().flat_map(|id| form.asked_of(id));
    let notes = asked.flat_map(|(_, field)| {
        let told = earlier.mapping.notes(&field.key).iter();
        told.map(|note| format!("{}（{}）：{note}", earlier.title, field.key)).collect::<Vec<_>>()
    });
    notes.collect()
}
