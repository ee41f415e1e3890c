//! Single choices and rows of a matrix.

use super::{Mapped, MappedCode, missing, refused};
use crate::{
    form::{
        Form,
        codebook::{Missing, Variable},
    },
    sheet::fold,
    wave::codebook::{Old, OldCode},
};

/// Maps the codes of a single choice; `today` are its codes and labels.
pub(super) fn map(old: &Old, variable: &Variable, today: &[(i16, String)], form: &Form) -> Mapped {
    let found: Vec<(&OldCode, Found)> =
        old.codes.iter().map(|code| (code, find(code, today))).collect();
    let mut mapped = Mapped {
        codes: found.iter().map(|(code, found)| mapped_code(code, found)).collect(),
        was: old.name.clone(),
        words: old.words().to_owned(),
        ..Mapped::default()
    };
    if !old.codes.iter().any(|code| missing(&code.code, "").is_none()) {
        return refused(old, "前回は数値か文章で、今回は選択肢です。".into());
    }
    if let Some(wrong) = old.codes.iter().find(|code| chosen(code, today) == Some(None)) {
        mapped.refused = Some(format!(
            "「今回のコード」の「{}」は、今回の選択肢のコードでも −1・−2・−3 でもありません。",
            wrong.now
        ));
        return mapped;
    }
    let lost: Vec<String> = found
        .iter()
        .filter(|(_, found)| *found == Found::Nothing)
        .map(|(code, _)| quoted(code))
        .collect();
    if !lost.is_empty() {
        mapped.refused = Some(format!(
            "前回の{}に当たる選択肢が今回にありません。コードブックの「今回のコード」に、今回のコード（数えないなら -3）を書くと比べられます。",
            lost.concat()
        ));
        return mapped;
    }
    mapped.notes = notes(&found, variable, today, form);
    mapped
}

/// How a code was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    /// The staff wrote it.
    Written(i32),
    /// By the label, or it is a missing.
    Sure(i32),
    /// By the code, because there was no label.
    Unlabelled(i32),
    Nothing,
}

fn find(code: &OldCode, today: &[(i16, String)]) -> Found {
    if let Some(chosen) = chosen(code, today) {
        return chosen.map_or(Found::Nothing, Found::Written);
    }
    let label = fold(&code.label);
    if label.is_empty() {
        let same = today.iter().find(|(other, _)| other.to_string() == code.code);
        let found = same.map(|(code, _)| Found::Unlabelled(i32::from(*code)));
        return found
            .or_else(|| missing(&code.code, "").map(Found::Sure))
            .unwrap_or(Found::Nothing);
    }
    let same =
        today.iter().find(|(_, other)| fold(other) == label).map(|(code, _)| i32::from(*code));
    same.or_else(|| missing(&code.code, &code.label)).map_or(Found::Nothing, Found::Sure)
}

/// What the staff wrote: `Some(None)` if it is no code of today.
fn chosen(code: &OldCode, today: &[(i16, String)]) -> Option<Option<i32>> {
    if code.now.is_empty() {
        return None;
    }
    let number = code.now.parse::<i32>().ok();
    Some(number.filter(|number| {
        (Missing::Unusable.code()..=Missing::NoAnswer.code()).contains(number)
            || today.iter().any(|(code, _)| i32::from(*code) == *number)
    }))
}

fn mapped_code(code: &OldCode, found: &Found) -> MappedCode {
    let now = match found {
        Found::Written(now) | Found::Sure(now) | Found::Unlabelled(now) => Some(*now),
        Found::Nothing => None,
    };
    MappedCode { was: code.code.clone(), label: code.label.clone(), now }
}

fn notes(
    found: &[(&OldCode, Found)],
    variable: &Variable,
    today: &[(i16, String)],
    form: &Form,
) -> Vec<String> {
    let mut notes = Vec::new();
    for (code, found) in found {
        let Found::Written(now) = found else { continue };
        if missing(&code.code, &code.label) == Some(*now) {
            continue;
        }
        match today.iter().find(|(other, _)| i32::from(*other) == *now) {
            Some((_, label)) if fold(label) == fold(&code.label) => {}
            Some((_, label)) => notes
                .push(format!("前回の{}を、今回の「{label}」として数えています。", quoted(code))),
            None => notes.push(format!("前回の{}は、数えていません。", quoted(code))),
        }
    }
    if found.iter().any(|(_, found)| matches!(found, Found::Unlabelled(_))) {
        notes.push("前回のラベルがないため、コードの数字どおりに対応させました。".into());
    }
    let is_found = |code: i16| {
        found.iter().any(|(_, found)| match found {
            Found::Written(now) | Found::Sure(now) | Found::Unlabelled(now) => {
                *now == i32::from(code)
            }
            Found::Nothing => false,
        })
    };
    let added: Vec<&(i16, String)> = today.iter().filter(|(code, _)| !is_found(*code)).collect();
    if !added.is_empty() {
        let labels: String = added.iter().map(|(_, label)| format!("「{label}」")).collect();
        notes.push(format!("今回の選択肢{labels}は、前回はありませんでした。"));
        // Another number of steps pulls answers to other places, and the mean with them.
        let has_score = |code: i16| {
            let field = form.field(&variable.field);
            let choices = field.map_or(&[][..], |field| field.question.choices());
            choices.iter().any(|choice| choice.code == code && choice.score.is_some())
        };
        if added.iter().any(|(code, _)| has_score(*code)) {
            notes.push(format!(
                "段階の数が違います（前回{}、今回{}）。割合と平均は、そのままでは比べられません。",
                today.iter().filter(|(code, _)| has_score(*code) && is_found(*code)).count(),
                today.iter().filter(|(code, _)| has_score(*code)).count()
            ));
        }
    }
    notes
}

/// 「4 その他」
fn quoted(code: &OldCode) -> String {
    format!("「{}」", format!("{} {}", code.code, code.label).trim_end())
}
