//! What several questions share: choice sets, row sets.

use super::Loader;
use crate::form::definition::{Choice, Row};
use crate::form::distance::did_you_mean;
use crate::form::reader::{self, Fields};
use crate::form::yaml::{Node, Value};

/// The highest code of a choice: three digits are what a keyer types without looking.
const HIGHEST_CODE: i32 = 999;

impl Loader<'_> {
    pub(super) fn read_choice_sets(&mut self, node: &Node) {
        for entry in reader::entries(node, "「choice_sets」", &mut self.problems) {
            let what = format!("選択肢の組「{}」", entry.key);
            let choices = self.choice_list(&entry.value, &what, &["choice_sets", &entry.key]);
            self.choice_sets.insert(entry.key.clone(), choices);
        }
    }

    pub(super) fn read_row_sets(&mut self, node: &Node) {
        for entry in reader::entries(node, "「row_sets」", &mut self.problems) {
            let what = format!("行の組「{}」", entry.key);
            let rows = self.row_list(&entry.value, &what, &["row_sets", &entry.key]);
            self.row_sets.insert(entry.key.clone(), rows);
        }
    }

    /// The choices of a question: its own list, or the name of a choice set.
    pub(super) fn choices(
        &mut self,
        node: &Node,
        question: &str,
        what: &str,
    ) -> Option<Vec<Choice>> {
        let (choices, place) = match &node.value {
            Value::Scalar(name) => {
                let Some(choices) = self.choice_sets.get(name).cloned() else {
                    let hint = did_you_mean(name, self.choice_sets.keys().map(String::as_str));
                    self.problems.add(
                        node.line,
                        format!("choice_sets に「{name}」という選択肢の組はありません。{hint}"),
                    );
                    return None;
                };
                (choices, format!("choice_sets/{name}"))
            }
            _ => {
                let path = ["questions", question, "choices"];
                (self.choice_list(node, what, &path), path.join("/"))
            }
        };
        for choice in &choices {
            if let Some(former) = self.former.get(&format!("{place}/{}", choice.code)) {
                self.reworded.insert(format!("{question}.{}", choice.code), former.clone());
            }
        }
        Some(choices)
    }

    /// The rows of a matrix: its own list, or the name of a row set.
    pub(super) fn rows(
        &mut self,
        node: &Node,
        (question, stem): (&str, &str),
        what: &str,
    ) -> Option<Vec<Row>> {
        let (rows, place) = match &node.value {
            Value::Scalar(name) => {
                let Some(rows) = self.row_sets.get(name).cloned() else {
                    let hint = did_you_mean(name, self.row_sets.keys().map(String::as_str));
                    self.problems.add(
                        node.line,
                        format!("row_sets に「{name}」という行の組はありません。{hint}"),
                    );
                    return None;
                };
                (rows, format!("row_sets/{name}"))
            }
            _ => {
                let path = ["questions", question, "rows"];
                (self.row_list(node, what, &path), path.join("/"))
            }
        };
        for row in &rows {
            if let Some(former) = self.former.get(&format!("{place}/{}", row.id)) {
                self.reworded.insert(format!("{stem}_{}", row.id), former.clone());
            }
        }
        Some(rows)
    }

    fn choice_list(&mut self, node: &Node, what: &str, path: &[&str]) -> Vec<Choice> {
        let mut choices: Vec<Choice> = Vec::new();
        let items = reader::list(node, &format!("{what}の選択肢"), &mut self.problems);
        if items.is_empty() && matches!(node.value, Value::List(_)) {
            self.problems.add(node.line, format!("{what}に選択肢が1つもありません。"));
        }
        for item in items {
            let here = format!("{what}の選択肢");
            let Some(mut fields) = Fields::of(item, &here, &mut self.problems) else {
                continue;
            };
            let Some(code) = fields
                .need("code", &here, &mut self.problems)
                .and_then(|node| reader::whole(node, "code", 0, HIGHEST_CODE, &mut self.problems))
                .and_then(|code| i16::try_from(code).ok())
            else {
                continue;
            };
            let key = code.to_string();
            let place: Vec<&str> = path.iter().copied().chain([key.as_str()]).collect();
            let label = self.need_text(&mut fields, "label", &here, &place);
            let exclusive = self.flag(&mut fields, "exclusive");
            let other = self.flag(&mut fields, "other");
            let score = fields
                .get("score")
                .and_then(|node| reader::whole(node, "score", -100, 100, &mut self.problems))
                .and_then(|score| i16::try_from(score).ok());
            self.read_former(&mut fields, &place.join("/"));
            fields.finish(&here, &[], &mut self.problems);
            if choices.iter().any(|other| other.code == code) {
                self.problems.add(item.line, format!("{what}に code: {code} が2回あります。"));
            } else {
                choices.push(Choice { code, label, exclusive, other, score });
            }
        }
        choices
    }

    fn row_list(&mut self, node: &Node, what: &str, path: &[&str]) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        let items = reader::list(node, &format!("{what}の行"), &mut self.problems);
        if items.is_empty() && matches!(node.value, Value::List(_)) {
            self.problems.add(node.line, format!("{what}に行が1つもありません。"));
        }
        for item in items {
            let here = format!("{what}の行");
            let Some(mut fields) = Fields::of(item, &here, &mut self.problems) else {
                continue;
            };
            let Some(id) = fields
                .need("id", &here, &mut self.problems)
                .and_then(|node| self.name(node, "行の id", &['_']))
            else {
                continue;
            };
            let place: Vec<&str> = path.iter().copied().chain([id.as_str()]).collect();
            let label = self.need_text(&mut fields, "label", &here, &place);
            self.read_former(&mut fields, &place.join("/"));
            fields.finish(&here, &[], &mut self.problems);
            if rows.iter().any(|other| other.id == id) {
                self.problems.add(item.line, format!("{what}に行「{id}」が2回あります。"));
            } else {
                rows.push(Row { id, label });
            }
        }
        rows
    }

    fn flag(&mut self, fields: &mut Fields<'_>, name: &'static str) -> bool {
        fields.get(name).is_some_and(|node| reader::truth(node, name, &mut self.problems))
    }

    fn read_former(&mut self, fields: &mut Fields<'_>, place: &str) {
        let former = self.was(fields);
        if !former.is_empty() {
            self.former.insert(place.to_owned(), former);
        }
    }

    /// `was:` — the former wording, or a list of them.
    pub(super) fn was(&mut self, fields: &mut Fields<'_>) -> Vec<String> {
        let Some(node) = fields.get("was") else {
            return Vec::new();
        };
        match &node.value {
            Value::List(items) => items
                .iter()
                .filter_map(|item| reader::text(item, "was", &mut self.problems))
                .collect(),
            _ => reader::text(node, "was", &mut self.problems).into_iter().collect(),
        }
    }
}
