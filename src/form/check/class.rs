//! A form for classes: both things that the class fills in, each once, for everybody.

use super::Lines;
use crate::form::definition::{Filled, Form};
use crate::form::problem::Problems;

pub(super) fn check(form: &Form, lines: &Lines, problems: &mut Problems) {
    let mut found = Vec::new();
    for (section, at) in form.sections.iter().zip(&lines.sections) {
        for (question, at) in section.questions.iter().zip(&at.questions) {
            let Some(filled) = question.filled else { continue };
            let id = &question.id;
            if found.iter().any(|(other, _)| *other == filled) {
                problems
                    .add(at.line, format!("設問「{id}」と同じ filled の設問がもう1つあります。"));
            }
            if question.show_if.is_some() || section.show_if.is_some() {
                problems.add(
                    at.line,
                    format!("設問「{id}」は学級から入るので、show_if で隠せません。"),
                );
            }
            found.push((filled, at.line));
        }
    }
    for (lacks, word) in [(Filled::School, "school"), (Filled::Grade, "grade")] {
        if let Some((_, line)) = found.first()
            && found.iter().all(|(filled, _)| *filled != lacks)
        {
            problems.add(
                *line,
                format!("学級で答える調査票には、「filled: {word}」の設問も要ります。"),
            );
        }
    }
}
