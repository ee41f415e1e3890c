//! Where the two surveys come from: this one as it was gathered, the other from its own answers.

use super::{Beside, Choice, Counting, Survey, names, notes::notes, sampling};
use crate::{
    answers::gate,
    app::App,
    clock::Instant,
    error::Result,
    form::{Form, ruby::plain},
    report::{
        about::printed_day,
        gather::{Gathered, gather},
    },
    school,
    store::Db,
    survey::{self, Survey as Other},
    text::Lang,
};

/// The field of an address that chooses the other survey.
pub const WITH: &str = "with";

/// What the form sets beside itself; `None` where it sets nothing. The newest survey of the
/// other form stands there, or the one that the fields name.
pub fn beside(
    db: &mut Db,
    app: &App,
    survey: &Other,
    gathered: &Gathered,
    fields: &[(String, String)],
    now: Instant,
) -> Result<Option<Beside>> {
    let Some(plan) = gathered.everybody.form().report.beside.clone() else { return Ok(None) };
    let others = others(db, app, survey, &plan.form, now)?;
    let wanted = fields.iter().find(|(name, _)| name == WITH).map(|(_, slug)| slug.as_str());
    let chosen = others.iter().position(|(other, _)| Some(other.slug.as_str()) == wanted);
    let chosen = chosen.unwrap_or_default();
    let choices = others.iter().enumerate().map(|(place, (other, title))| Choice {
        slug: other.slug.clone(),
        title: format!(
            "{title}（{}〜{}）",
            printed_day(other.opens_on),
            printed_day(other.closes_on)
        ),
        is_chosen: place == chosen,
    });
    let choices = choices.collect();
    let none = Beside {
        choices,
        surveys: None,
        pairs: Vec::new(),
        lost: Vec::new(),
        notes: Vec::new(),
        is_weighted: false,
    };
    let Some((other, _)) = others.get(chosen) else { return Ok(Some(none)) };
    // Of everybody: a filter of ours means nothing there.
    let theirs = gather(db, app, other, &[], now)?;
    let counting = Counting {
        ours: &gathered.dataset,
        theirs: &theirs.everybody,
        base: gathered.lens.base,
        sampling: sampling(&theirs.settings),
    };
    let (pairs, lost) = counting.pairs(&plan.questions);
    let is_weighted = theirs.weighed.is_some();
    let [ours, other] = names::short([&gathered.about.survey, &theirs.about.survey]);
    let ours = side(gathered, ours, gathered.dataset.people());
    let other = side(&theirs, other, theirs.everybody.people());
    let notes = notes([&ours, &other], &theirs.settings, is_weighted, gathered.lens.filters());
    Ok(Some(Beside { surveys: Some([ours, other]), pairs, lost, notes, is_weighted, ..none }))
}

fn side(gathered: &Gathered, name: String, people: usize) -> Survey {
    Survey {
        name,
        title: gathered.about.survey.clone(),
        period: gathered.about.printed_period(),
        asked: asked(gathered.everybody.form()),
        people,
    }
}

fn asked(form: &Form) -> &'static str {
    match school::is_for_classes(form) {
        true => "学級の全員にたずねた",
        false => "依頼状を送った人にたずねた",
    }
}

/// The surveys of the other form, the newest first. Invented answers stand beside invented ones
/// only, and what is shut itself stands nowhere.
fn others(
    db: &mut Db,
    app: &App,
    survey: &Other,
    form: &str,
    now: Instant,
) -> Result<Vec<(Other, String)>> {
    let mut found = Vec::new();
    for other in survey::store::all(db)? {
        if other.form != form || other.sample != survey.sample || other.id == survey.id {
            continue;
        }
        let form = app.forms.newest(db, &other.id)?.form;
        if !gate::is_shut(&other, &form, now) {
            found.push((other, plain(form.title.get(Lang::Ja)).into_owned()));
        }
    }
    Ok(found)
}
