//! The language files: looked up text by text while the form is built, so that what is missing
//! and what belongs to nothing are both found. What is missing is kept in the order of the form,
//! with its Japanese: a translator's list of work.

use std::collections::HashSet;

use super::definition::Text;
use super::problem::{Problem, Problems};
use super::reader;
use super::ruby;
use super::yaml::{Node, Value};
use crate::text::Lang;

/// All language files of a form.
#[derive(Default)]
pub(super) struct Translations<'n> {
    files: Vec<Translation<'n>>,
}

struct Translation<'n> {
    lang: Lang,
    root: &'n Node,
    problems: Problems,
    /// Paths that were looked up.
    used: HashSet<String>,
    missing: Vec<Missing>,
}

/// A text that a language file does not have yet.
pub(super) struct Missing {
    /// Where it belongs in the file.
    pub(super) path: Vec<String>,
    /// The text of `form.yaml`.
    pub(super) japanese: String,
    /// The line of the innermost place that is there.
    line: usize,
}

impl<'n> Translations<'n> {
    /// Adds a language file, whose `language:` must name its own language.
    pub(super) fn add(&mut self, lang: Lang, root: &'n Node) {
        let tag = lang.tag();
        let mut problems = Problems::new(&format!("{tag}.yaml"));
        match find(root, &["language"]) {
            Ok(Node { value: Value::Scalar(written), .. }) if written == tag => {}
            Ok(node) => problems.add(
                node.line,
                format!("このファイルの language は「{tag}」です（ファイル名に合わせます）。"),
            ),
            Err((_, line)) => {
                problems.add(line, format!("ファイルの初めに「language: {tag}」がありません。"));
            }
        }
        let used = HashSet::from(["language".to_owned()]);
        self.files.push(Translation { lang, root, problems, used, missing: Vec::new() });
    }

    /// The text of every language: `japanese`, and what the language files hold at `path`.
    pub(super) fn text(&mut self, japanese: String, path: &[&str]) -> Text {
        let mut text = Text::default();
        for file in &mut self.files {
            if let Some(words) = file.look_up(path, &japanese) {
                text.0.insert(file.lang, words);
            }
        }
        text.0.insert(Lang::Ja, japanese);
        text
    }

    /// Leaves a place alone that `form.yaml` has but could not be read.
    pub(super) fn forgive(&mut self, path: &[&str]) {
        for file in &mut self.files {
            file.used.insert(path.join(" › "));
        }
    }

    /// All mistakes of the language files, now that everything has been looked up.
    pub(super) fn finish(self) -> Vec<Problem> {
        self.files
            .into_iter()
            .flat_map(|mut file| {
                file.report_missing();
                file.report_unused(file.root, "");
                file.problems.into_vec()
            })
            .collect()
    }

    /// What is missing in all language files, in the order of the form.
    pub(super) fn into_missing(self) -> Vec<Missing> {
        self.files.into_iter().flat_map(|file| file.missing).collect()
    }
}

impl<'n> Translation<'n> {
    fn look_up(&mut self, path: &[&str], japanese: &str) -> Option<String> {
        let place = path.join(" › ");
        // Two questions of the same name are reported where they stand.
        let is_new = self.used.insert(place.clone());
        let line = match find(self.root, path) {
            // What a draft of the file has in place of a text.
            Ok(Node { value: Value::Scalar(words), line }) if words.trim().is_empty() => *line,
            Ok(node) => return reader::text(node, &format!("「{place}」"), &mut self.problems),
            Err((_, line)) => line,
        };
        if is_new {
            let path = path.iter().map(|step| (*step).to_owned()).collect();
            self.missing.push(Missing { path, japanese: japanese.to_owned(), line });
        }
        None
    }

    fn report_missing(&mut self) {
        for Missing { path, japanese, line } in &self.missing {
            let (place, lang) = (path.join(" › "), self.lang.name());
            let japanese = ruby::plain(japanese).split_whitespace().collect::<Vec<_>>().join(" ");
            self.problems.add(
                *line,
                format!("「{place}」の訳（{lang}）がありません。日本語は「{japanese}」です。"),
            );
        }
    }

    fn report_unused(&mut self, node: &'n Node, parent: &str) {
        let children: Vec<(String, usize, &'n Node)> = match &node.value {
            Value::Map(entries) => {
                entries.iter().map(|entry| (entry.key.clone(), entry.line, &entry.value)).collect()
            }
            Value::List(items) => items
                .iter()
                .enumerate()
                .map(|(index, item)| ((index + 1).to_string(), item.line, item))
                .collect(),
            Value::Scalar(_) | Value::Empty => Vec::new(),
        };
        let mut seen = HashSet::new();
        for (key, line, child) in children {
            let place = if parent.is_empty() { key } else { format!("{parent} › {key}") };
            if !seen.insert(place.clone()) {
                self.problems.add(line, format!("「{place}」が2回書かれています。"));
                continue;
            }
            if self.used.contains(&place) {
                continue;
            }
            let inside = format!("{place} › ");
            if self.used.iter().any(|used| used.starts_with(&inside)) {
                self.report_unused(child, &place);
            } else {
                self.problems.add(
                    line,
                    format!("「{place}」は form.yaml にないので、訳の行き先がありません。"),
                );
            }
        }
    }
}

/// The node at a path, or how many steps were found and the line of the last of them.
fn find<'n>(root: &'n Node, path: &[&str]) -> Result<&'n Node, (usize, usize)> {
    let mut node = root;
    // The line of the key, which for a mapping is not the line of its first entry.
    let mut line = 1;
    for (depth, step) in path.iter().enumerate() {
        let next = match &node.value {
            Value::Map(entries) => entries
                .iter()
                .find(|entry| entry.key == *step)
                .map(|entry| (&entry.value, entry.line)),
            // Lists are counted from 1, as in the messages.
            Value::List(items) => step
                .parse::<usize>()
                .ok()
                .and_then(|index| items.get(index.wrapping_sub(1)))
                .map(|item| (item, item.line)),
            Value::Scalar(_) | Value::Empty => None,
        };
        let filled = next.filter(|(next, _)| !matches!(next.value, Value::Empty));
        // A key without a value is the place where the text belongs.
        (node, line) = filled.ok_or((depth, next.map_or(line, |(_, line)| line)))?;
    }
    Ok(node)
}
