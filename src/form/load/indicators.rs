//! Whether a form asks of an indicator what the indicator knows.

use std::collections::HashMap;

use crate::form::check::{Lines, QuestionLines};
use crate::form::definition::{Choice, Form, Kind, Question};
use crate::form::distance::did_you_mean;
use crate::form::indicator::{self, Indicator};
use crate::form::problem::{Problem, Problems};

/// Where the files are, seen from the folder of a form.
const FOLDER: &str = "../indicators";

/// Reports what does not fit to `problems`; returns the mistakes in the files of the indicators
/// themselves. An item that is not asked is no mistake: it has no score.
pub(super) fn check(
    form: &Form,
    lines: &Lines,
    files: &[(String, String)],
    problems: &mut Problems,
) -> Vec<Problem> {
    let at: HashMap<&str, usize> = questions(form, lines)
        .map(|(question, lines)| (question.id.as_str(), lines.indicator))
        .collect();
    let mut found = Vec::new();
    for id in form.indicators() {
        let name = format!("{id}.yaml");
        let mut asked =
            form.questions().filter(|question| question.indicator.as_deref() == Some(id));
        match files.iter().find(|(file, _)| *file == name) {
            Some((_, text)) => match indicator::load(&format!("{FOLDER}/{name}"), text) {
                Ok(indicator) => Asked { indicator: &indicator, at: &at, problems }.check(asked),
                Err(mistakes) => found.extend(mistakes),
            },
            None => {
                let line = asked.next().and_then(|question| at.get(question.id.as_str()));
                let known = files.iter().filter_map(|(file, _)| file.strip_suffix(".yaml"));
                problems.add(
                    line.copied().unwrap_or(1),
                    format!(
                        "指標「{id}」のファイル indicators/{name} がありません。{}",
                        did_you_mean(id, known)
                    ),
                );
            }
        }
    }
    found
}

/// The questions with their lines.
fn questions<'f>(
    form: &'f Form,
    lines: &'f Lines,
) -> impl Iterator<Item = (&'f Question, &'f QuestionLines)> {
    let sections = form.sections.iter().zip(&lines.sections);
    sections.flat_map(|(section, lines)| section.questions.iter().zip(&lines.questions))
}

struct Asked<'c> {
    indicator: &'c Indicator,
    /// The line of `indicator:` in each question.
    at: &'c HashMap<&'c str, usize>,
    problems: &'c mut Problems,
}

impl Asked<'_> {
    fn check<'f>(&mut self, questions: impl Iterator<Item = &'f Question>) {
        let mut first: HashMap<&str, &str> = HashMap::new();
        for question in questions {
            match &question.kind {
                Kind::Matrix { rows, choices, .. } => {
                    for row in &rows[..] {
                        self.item(question, &row.id);
                        if let Some(other) = first.insert(&row.id, &question.id) {
                            self.add(
                                question,
                                &format!(
                                    "の項目「{}」は、設問「{other}」でも聞いています。",
                                    row.id
                                ),
                            );
                        }
                    }
                    self.steps(question, choices);
                }
                Kind::Scale { min, max, .. } => self.overall(question, *min, *max),
                _ => {}
            }
        }
    }

    fn item(&mut self, question: &Question, id: &str) {
        if self.indicator.item(id).is_none() {
            let known = self.indicator.items.iter().map(|item| item.id.as_str());
            let hint = did_you_mean(id, known);
            let name = &self.indicator.id;
            self.add(
                question,
                &format!("の行「{id}」は、指標「{name}」の項目にありません。{hint}"),
            );
        }
    }

    /// Scores compare means, so that every step must be there to be chosen.
    fn steps(&mut self, question: &Question, choices: &[Choice]) {
        let (min, max) = self.indicator.steps;
        let is_missing = |step: &i16| !choices.iter().any(|choice| choice.code == *step);
        let missing: Vec<String> =
            (min..=max).filter(is_missing).map(|step| step.to_string()).collect();
        if !missing.is_empty() {
            let name = &self.indicator.id;
            self.add(
                question,
                &format!(
                    "の選択肢に {} がありません。指標「{name}」の項目は {min}〜{max} の code で答えます。",
                    missing.join("・")
                ),
            );
        }
    }

    fn overall(&mut self, question: &Question, min: i16, max: i16) {
        let name = &self.indicator.id;
        let known = self.indicator.overall.iter();
        match known.clone().find(|overall| overall.id == question.id) {
            Some(overall) if (overall.min, overall.max) != (min, max) => {
                let (least, most) = (overall.min, overall.max);
                self.add(question, &format!("の段階は、指標「{name}」では {least}〜{most} です。"));
            }
            Some(_) => {}
            None => {
                let hint = did_you_mean(&question.id, known.map(|overall| overall.id.as_str()));
                self.add(question, &format!("は、指標「{name}」の全体の質問にありません。{hint}"));
            }
        }
    }

    fn add(&mut self, question: &Question, what: &str) {
        let line = self.at.get(question.id.as_str()).copied().unwrap_or(1);
        self.problems.add(line, format!("設問「{}」{what}", question.id));
    }
}
