//! The section `report:`, read after the questions that it names.

use super::Loader;
use crate::form::definition::{Kind, Section};
use crate::form::distance::did_you_mean;
use crate::form::reader::{self, Fields};
use crate::form::report::{Frame, Priorities, Report};
use crate::form::yaml::Node;

impl Loader<'_> {
    pub(super) fn report(&mut self, node: &Node, sections: &[Section]) -> Report {
        let what = "「report」";
        let Some(mut fields) = Fields::of(node, what, &mut self.problems) else {
            return Report::default();
        };
        let breakdowns = fields.get("breakdowns").map(|node| self.breakdowns(node, sections));
        let frame = fields.get("frame").and_then(|node| self.frame(node, sections));
        let priorities = fields.get("priorities").and_then(|node| self.priorities(node, sections));
        let beside = fields.get("beside").and_then(|node| self.beside(node, sections));
        fields.finish(what, &[], &mut self.problems);
        Report { breakdowns: breakdowns.unwrap_or_default(), frame, priorities, beside }
    }

    fn breakdowns(&mut self, node: &Node, sections: &[Section]) -> Vec<String> {
        let mut names = Vec::new();
        for item in reader::list(node, "「breakdowns」", &mut self.problems) {
            let Some(name) = self.single_choice(item, "breakdowns", sections) else {
                continue;
            };
            if names.contains(&name) {
                self.problems.add(item.line, format!("breakdowns に「{name}」が2回あります。"));
            } else {
                names.push(name);
            }
        }
        names
    }

    fn frame(&mut self, node: &Node, sections: &[Section]) -> Option<Frame> {
        let mut fields = Fields::of(node, "「frame」", &mut self.problems)?;
        let [district, age_band, sex] = ["district", "age_band", "sex"].map(|name| {
            let node = fields.need(name, "「frame」", &mut self.problems)?;
            self.single_choice(node, name, sections)
        });
        fields.finish("「frame」", &[], &mut self.problems);
        Some(Frame { district: district?, age_band: age_band?, sex: sex? })
    }

    /// The id of a question that takes one choice.
    fn single_choice(&mut self, node: &Node, what: &str, sections: &[Section]) -> Option<String> {
        let name = reader::word(node, what, &mut self.problems)?;
        let mut questions = sections.iter().flat_map(|section| &section.questions);
        let known = questions.clone().map(|question| question.id.as_str());
        match questions.find(|question| question.id == name).map(|question| &question.kind) {
            Some(Kind::Single { .. }) => return Some(name.to_owned()),
            Some(_) => self.problems.add(
                node.line,
                format!("{what} の「{name}」は、1つだけ選ぶ設問（kind: single）ではありません。"),
            ),
            // The question is reported where it stands.
            None if self.broken.iter().any(|broken| broken == name) => {}
            None => {
                let hint = did_you_mean(name, known);
                self.problems
                    .add(node.line, format!("{what} の「{name}」という設問はありません。{hint}"));
            }
        }
        None
    }

    fn priorities(&mut self, node: &Node, sections: &[Section]) -> Option<Priorities> {
        let what = "「priorities」";
        let mut fields = Fields::of(node, what, &mut self.problems)?;
        let [satisfaction, importance] = ["satisfaction", "importance"].map(|name| {
            let node = fields.need(name, what, &mut self.problems)?;
            self.scored_rows(node, name, sections)
        });
        fields.finish(what, &[], &mut self.problems);
        let ((satisfaction, rows), (importance, others)) = (satisfaction?, importance?);
        for (has, lacks, row) in only_in(&rows, &satisfaction, &others, &importance).chain(only_in(
            &others,
            &importance,
            &rows,
            &satisfaction,
        )) {
            self.problems.add(
                node.line,
                format!(
                    "priorities の「{has}」には行「{row}」がありますが、「{lacks}」にはありません。同じ行にしてください。"
                ),
            );
        }
        Some(Priorities { satisfaction, importance })
    }

    /// A stem with the ids of its rows, in the order of the form.
    fn scored_rows(
        &mut self,
        node: &Node,
        what: &str,
        sections: &[Section],
    ) -> Option<(String, Vec<String>)> {
        let wanted = reader::word(node, what, &mut self.problems)?;
        let mut ids = Vec::new();
        let mut stems = Vec::new();
        let mut has_scores = true;
        for question in sections.iter().flat_map(|section| &section.questions) {
            let Kind::Matrix { stem, rows, choices } = &question.kind else { continue };
            stems.push(stem.as_str());
            if stem == wanted {
                ids.extend(rows.iter().map(|row| row.id.clone()));
                has_scores &= choices.iter().any(|choice| choice.score.is_some());
            }
        }
        // One of its questions is reported where it stands: its rows are not known.
        if self.broken.iter().any(|broken| broken == wanted) {
            return None;
        }
        if ids.is_empty() {
            let hint = did_you_mean(wanted, stems);
            self.problems.add(
                node.line,
                format!(
                    "{what} の「{wanted}」を stem とする表（kind: matrix）はありません。{hint}"
                ),
            );
            return None;
        }
        if !has_scores {
            self.problems.add(
                node.line,
                format!("{what} の「{wanted}」の選択肢に score がないので、点数を出せません。"),
            );
        }
        Some((wanted.to_owned(), ids))
    }
}

/// Each row that one stem has and the other lacks.
fn only_in<'a>(
    rows: &'a [String],
    stem: &'a str,
    others: &'a [String],
    other_stem: &'a str,
) -> impl Iterator<Item = (&'a str, &'a str, &'a str)> {
    let lacking = rows.iter().filter(|row| !others.contains(row));
    lacking.map(move |row| (stem, other_stem, row.as_str()))
}
