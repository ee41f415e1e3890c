//! `report: beside:`: the same questions in another form.

use super::Loader;
use crate::form::beside::{codes, obstacle};
use crate::form::definition::{Form, Section};
use crate::form::distance::did_you_mean;
use crate::form::reader::{self, Fields};
use crate::form::report::{Beside, Twin};
use crate::form::yaml::{Entry, Node};

impl Loader<'_> {
    pub(super) fn beside(&mut self, node: &Node, sections: &[Section]) -> Option<Beside> {
        let what = "「beside」";
        let mut fields = Fields::of(node, what, &mut self.problems)?;
        let form = fields
            .need("form", what, &mut self.problems)
            .and_then(|node| self.name(node, "beside の form", &['-']));
        let questions = fields.need("questions", what, &mut self.problems);
        fields.finish(what, &[], &mut self.problems);
        let entries = reader::entries(questions?, "beside の「questions」", &mut self.problems);
        let questions = entries.iter().filter_map(|entry| self.twin(entry, sections)).collect();
        Some(Beside { form: form?, questions })
    }

    fn twin(&mut self, entry: &Entry, sections: &[Section]) -> Option<Twin> {
        let (here, line) = (&entry.key, entry.line);
        let there = reader::word(&entry.value, "beside の設問", &mut self.problems)?;
        let mut questions = sections.iter().flat_map(|section| &section.questions);
        let known = questions.clone().map(|question| question.id.as_str());
        match questions.find(|question| question.id == *here) {
            Some(question) if codes(question).is_some() => {
                self.lines.beside.push(line);
                return Some(Twin { here: here.clone(), there: there.to_owned() });
            }
            Some(_) => self.problems.add(
                line,
                format!("beside の「{here}」は、1つだけ選ぶ設問（kind: single）でも段階（kind: scale）でもありません。"),
            ),
            // The question is reported where it stands.
            None if self.broken.contains(here) => {}
            None => {
                let hint = did_you_mean(here, known);
                self.problems.add(line, format!("beside の「{here}」という設問はありません。{hint}"));
            }
        }
        None
    }

    /// Reports what the other form asks otherwise; nothing where it is not there to look at.
    pub(super) fn check_beside(&mut self, form: &Form, other: impl Fn(&str) -> Option<Form>) {
        let Some(beside) = &form.report.beside else { return };
        let Some(other) = other(&beside.form) else { return };
        for (twin, line) in beside.questions.iter().zip(self.lines.beside.clone()) {
            let here = form.questions().find(|question| question.id == twin.here);
            if let Some(why) = here.and_then(|here| obstacle(here, &other, &twin.there)) {
                self.problems.add(line, format!("beside: {why}"));
            }
        }
    }
}
