//! Steps of a scale and typed numbers.

use super::{Mapped, MappedCode, missing, refused};
use crate::{
    form::{Form, Kind, codebook::Variable},
    wave::codebook::{Old, OldCode},
};

/// Maps a number. A scale may list its steps as codes: they must be today's.
pub(super) fn map(old: &Old, variable: &Variable, form: &Form) -> Mapped {
    let is_missing = |code: &&OldCode| missing(&code.code, &code.label).is_some();
    let (missings, steps): (Vec<&OldCode>, Vec<&OldCode>) = old.codes.iter().partition(is_missing);
    if let Some(reason) = differs(&steps, variable, form) {
        return refused(old, reason);
    }
    let code = |code: &OldCode| MappedCode {
        was: code.code.clone(),
        label: code.label.clone(),
        now: missing(&code.code, &code.label).or_else(|| code.code.parse().ok()),
    };
    Mapped {
        was: old.name.clone(),
        words: old.words().to_owned(),
        codes: missings.into_iter().chain(steps).map(code).collect(),
        ..Mapped::default()
    }
}

/// Why the steps are not today's.
fn differs(steps: &[&OldCode], variable: &Variable, form: &Form) -> Option<String> {
    if steps.is_empty() {
        return None;
    }
    let field = form.field(&variable.field)?;
    let Kind::Scale { min, max, .. } = field.question.kind else {
        return Some("前回は選択肢で、今回は数値です。".into());
    };
    let numbers: Option<Vec<i16>> = steps.iter().map(|step| step.code.parse().ok()).collect();
    let ends = numbers.as_ref().and_then(|all| Some((*all.iter().min()?, *all.iter().max()?)));
    match ends {
        // A codebook may explain both ends alone.
        Some(ends) if ends == (min, max) => None,
        Some((low, high)) => {
            Some(format!("段階が違います（前回は{low}〜{high}、今回は{min}〜{max}）。"))
        }
        None => Some(format!("前回は選択肢で、今回は{min}〜{max}の段階です。")),
    }
}
