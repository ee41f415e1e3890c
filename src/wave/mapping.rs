//! Which of today's variables an earlier wave has, and what differs: a variable is found by its
//! name, a code by its label where both sides have labels, else by the code itself.

mod codes;
mod numbers;
mod ticks;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::codebook::{Old, OldCode};
use crate::{
    form::{
        Form, Kind,
        codebook::{Missing, Variable, VariableKind, variables},
        ruby::plain,
    },
    sheet::fold,
    text::Lang,
};

/// What became of the variables of an earlier wave.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// Each variable of the files, in their order.
    pub variables: Vec<Mapped>,
}

/// A variable of an earlier wave.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapped {
    /// Its name then.
    pub was: String,
    /// What it held, in the words of then.
    pub words: String,
    /// Its name today: what it was matched with, or what the staff wrote.
    pub now: String,
    /// Why it cannot be compared; its answers are not kept then.
    pub refused: Option<String>,
    /// What a reader of the comparison should know, each a sentence.
    pub notes: Vec<String>,
    /// Its codes.
    pub codes: Vec<MappedCode>,
}

/// A code of an earlier wave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappedCode {
    /// The code then.
    pub was: String,
    /// Its label then; may be empty.
    pub label: String,
    /// Today's code, or one of the missings (−1, −2, −3); none where nothing fits.
    pub now: Option<i32>,
}

impl Mapping {
    /// Whether the wave has answers to one of today's variables.
    pub fn has(&self, variable: &str) -> bool {
        self.compared(variable).is_some()
    }

    /// What differs in one of today's variables.
    pub fn notes(&self, variable: &str) -> &[String] {
        self.compared(variable).map_or(&[], |mapped| &mapped.notes)
    }

    pub(super) fn compared_mut(&mut self, variable: &str) -> Option<&mut Mapped> {
        self.variables.iter_mut().find(|mapped| mapped.refused.is_none() && mapped.now == variable)
    }

    /// What is compared with one of today's variables.
    pub fn compared(&self, variable: &str) -> Option<&Mapped> {
        self.variables.iter().find(|mapped| mapped.refused.is_none() && mapped.now == variable)
    }
}

/// Maps the variables of a codebook, and the columns that it does not describe, to a form.
pub fn map(codebook: &[Old], columns: &[String], form: &Form) -> Mapping {
    let today = variables(form);
    let by_name: HashMap<&str, &Variable> =
        today.iter().map(|variable| (variable.name.as_str(), variable)).collect();
    let mut mapping = Mapping::default();
    for old in codebook {
        let wanted = if old.renamed.is_empty() { &old.name } else { &old.renamed };
        let wanted = wanted.to_lowercase();
        let mut mapped = match by_name.get(wanted.as_str()) {
            Some(variable) => compare(old, variable, form),
            None => refused(old, unknown(old, &wanted, form)),
        };
        if mapped.refused.is_none() && !columns.contains(&old.name) {
            mapped.refused = Some("回答のファイルに、この名前の列がありません。".into());
        }
        if mapped.refused.is_none()
            && let Some(first) = mapping.compared(&wanted)
        {
            mapped.refused = Some(format!(
                "前回の「{}」が、すでに今回の「{wanted}」に対応しています。",
                first.was
            ));
        }
        mapped.now = wanted;
        mapping.variables.push(mapped);
    }
    note_choices_that_are_gone(&mut mapping, form);
    let described = |column: &&String| codebook.iter().any(|old| old.name == **column);
    for column in columns.iter().filter(|column| !described(column)) {
        let old = Old { name: column.clone(), ..Old::default() };
        mapping.variables.push(refused(&old, "コードブックに説明がありません。".into()));
    }
    mapping
}

fn refused(old: &Old, reason: String) -> Mapped {
    let code = |code: &OldCode| MappedCode {
        was: code.code.clone(),
        label: code.label.clone(),
        now: None,
    };
    Mapped {
        was: old.name.clone(),
        words: old.words().to_owned(),
        refused: Some(reason),
        codes: old.codes.iter().map(code).collect(),
        ..Mapped::default()
    }
}

/// Why a name leads nowhere.
fn unknown(old: &Old, wanted: &str, form: &Form) -> String {
    match form.question(wanted).map(|question| &question.kind) {
        Some(Kind::Multiple { choices, .. }) => {
            let code = choices.first().map_or(1, |choice| choice.code);
            format!(
                "複数回答は、選択肢ごとに1つの列（{wanted}_{code} など。選んだら1、選ばなければ0）に分けてください。"
            )
        }
        Some(Kind::Matrix { stem, rows, .. }) => {
            let row = rows.first().map_or("", |row| &row.id);
            format!("表の設問は、行ごとの変数名（{stem}_{row} など）にしてください。")
        }
        _ if !old.renamed.is_empty() => {
            format!("「今回の変数名」の「{}」は、今回の調査票にありません。", old.renamed)
        }
        _ => "今回の調査票に、同じ名前の変数がありません。同じことを聞いているときは、コードブックの「今回の変数名」に書いてください。".into(),
    }
}

fn compare(old: &Old, variable: &Variable, form: &Form) -> Mapped {
    let mut mapped = match &variable.kind {
        VariableKind::Coded { codes } => codes::map(old, variable, codes, form),
        VariableKind::Tick { label, .. } => ticks::map(old, label),
        VariableKind::Number => numbers::map(old, variable, form),
        VariableKind::Text => refused(old, "文章の回答は比べないため、取り込みません。".into()),
    };
    let was = fold(old.words());
    if !was.is_empty() && was != fold(&variable.label) && was != fold(&variable.question_text) {
        let words = format!("設問や項目の言葉が違います。前回は「{}」でした。", old.words());
        mapped.notes.insert(0, words);
    }
    mapped
}

/// A multiple choice whose earlier choices are not all there today: people who ticked only those
/// count as 無効 in the comparison, because they did answer.
fn note_choices_that_are_gone(mapping: &mut Mapping, form: &Form) {
    for question in form.questions() {
        let Kind::Multiple { choices, .. } = &question.kind else { continue };
        let names: Vec<String> =
            choices.iter().map(|choice| format!("{}_{}", question.id, choice.code)).collect();
        let gone: Vec<String> = mapping
            .variables
            .iter()
            .filter(|mapped| is_tick_of(&mapped.now, &question.id) && !names.contains(&mapped.now))
            .map(|mapped| format!("「{}」", mapped.words))
            .collect();
        let added: Vec<String> = names
            .iter()
            .zip(choices)
            .filter(|(name, _)| !mapping.has(name))
            .map(|(_, choice)| format!("「{}」", plain(choice.label.get(Lang::Ja))))
            .collect();
        let kept = mapping.variables.iter_mut();
        for mapped in kept.filter(|mapped| mapped.refused.is_none() && names.contains(&mapped.now))
        {
            if !gone.is_empty() {
                mapped.notes.push(format!(
                    "前回の選択肢{}は今回はありません。それだけを選んだ人は無効としています。",
                    gone.concat()
                ));
            }
            if !added.is_empty() {
                mapped
                    .notes
                    .push(format!("今回の選択肢{}は、前回はありませんでした。", added.concat()));
            }
        }
    }
}

/// Whether a name is that of a tick of a multiple choice: `media_7` of `media`.
pub(super) fn is_tick_of(name: &str, question: &str) -> bool {
    let code = name.strip_prefix(question).and_then(|rest| rest.strip_prefix('_'));
    code.is_some_and(|code| !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The missing that a code or its label means; none for an answer.
pub(super) fn missing(code: &str, label: &str) -> Option<i32> {
    let missings = [Missing::NoAnswer, Missing::NotAsked, Missing::Unusable];
    let label = fold(label);
    let means = |missing: &Missing| code == missing.code().to_string() || label == missing.label();
    missings.into_iter().find(means).map(Missing::code)
}

#[cfg(test)]
pub(super) mod tests;
