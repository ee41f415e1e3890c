//! Reading the values of a YAML tree, reporting what does not fit and going on.

use super::distance::did_you_mean;
use super::problem::Problems;
use super::ruby;
use super::yaml::{Entry, Node, Value};

/// The fields of a mapping. Fields that nobody asked for are reported by [`Fields::finish`].
pub(super) struct Fields<'n> {
    pub(super) line: usize,
    entries: &'n [Entry],
    asked: Vec<&'static str>,
}

impl<'n> Fields<'n> {
    /// The fields of a node, or a report that it has none. `what` names it in messages.
    pub(super) fn of(node: &'n Node, what: &str, problems: &mut Problems) -> Option<Fields<'n>> {
        let Value::Map(entries) = &node.value else {
            problems.add(
                node.line,
                format!("{what}は「名前: 内容」の形で書いてください（コロンは半角、後に空白）。"),
            );
            return None;
        };
        report_twice(entries, problems);
        Some(Fields { line: node.line, entries, asked: Vec::new() })
    }

    /// The value of a field; `None` when it is absent or empty.
    pub(super) fn get(&mut self, name: &'static str) -> Option<&'n Node> {
        self.asked.push(name);
        self.entries
            .iter()
            .find(|entry| entry.key == name)
            .map(|entry| &entry.value)
            .filter(|node| !matches!(node.value, Value::Empty))
    }

    /// The value of a field that must be there.
    pub(super) fn need(
        &mut self,
        name: &'static str,
        what: &str,
        problems: &mut Problems,
    ) -> Option<&'n Node> {
        let found = self.get(name);
        if found.is_none() {
            problems.add(self.line, format!("{what}に「{name}:」がありません。"));
        }
        found
    }

    /// Reports the fields that are not known here. `elsewhere` are fields that exist in other
    /// places, for a better sentence.
    pub(super) fn finish(self, what: &str, elsewhere: &[&str], problems: &mut Problems) {
        for entry in self.entries {
            let key = entry.key.as_str();
            if self.asked.contains(&key) {
                continue;
            }
            let message = if elsewhere.contains(&key) {
                format!("{what}では「{key}:」を使えません。")
            } else {
                let hint = did_you_mean(key, self.asked.iter().copied());
                format!("{what}に「{key}:」という項目はありません。{hint}")
            };
            problems.add(entry.line, message);
        }
    }
}

/// The entries of a mapping whose keys are free names.
pub(super) fn entries<'n>(node: &'n Node, what: &str, problems: &mut Problems) -> &'n [Entry] {
    let Value::Map(entries) = &node.value else {
        problems.add(node.line, format!("{what}は「名前: 内容」の形で書いてください。"));
        return &[];
    };
    report_twice(entries, problems);
    entries
}

/// The items of a list.
pub(super) fn list<'n>(node: &'n Node, what: &str, problems: &mut Problems) -> &'n [Node] {
    match &node.value {
        Value::List(items) => items,
        _ => {
            problems.add(node.line, format!("{what}は「- 」で始まる並びで書いてください。"));
            &[]
        }
    }
}

/// A name or another text on one line that is not shown to respondents.
pub(super) fn word<'n>(node: &'n Node, what: &str, problems: &mut Problems) -> Option<&'n str> {
    match &node.value {
        Value::Scalar(text) => Some(text),
        _ => {
            problems.add(node.line, format!("{what}には文字を1つだけ書いてください。"));
            None
        }
    }
}

/// An id: small letters, digits and the `extra` signs, beginning with a letter or digit. One of
/// other signs is reported and returned, so that what refers to it is not reported as well.
pub(super) fn name(
    node: &Node,
    what: &str,
    extra: &[char],
    problems: &mut Problems,
) -> Option<String> {
    let name = word(node, what, problems)?;
    let ok = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || extra.contains(&c);
    if !name.starts_with(|c: char| c.is_ascii_alphanumeric()) || !name.chars().all(ok) {
        let signs: String = extra.iter().map(|c| format!("・{c}")).collect();
        problems.add(
            node.line,
            format!(
                "{what}「{name}」は半角の英小文字・数字{signs}だけで、英数字から始めてください。"
            ),
        );
    }
    Some(name.to_owned())
}

/// A text for readers, with its furigana checked.
pub(super) fn text(node: &Node, what: &str, problems: &mut Problems) -> Option<String> {
    match &node.value {
        Value::Scalar(text) => {
            if let Some(mistake) = ruby::mistake(text) {
                problems.add(node.line, mistake);
            }
            if text.trim().is_empty() {
                problems.add(node.line, format!("{what}の文が空です。"));
            }
            if text.chars().any(|c| c.is_control() && c != '\n') {
                problems.add(node.line, format!("{what}の文に、表示できない制御文字があります。"));
            }
            Some(text.clone())
        }
        // `{漢字|かんじ}…` without quotes is a mapping to YAML.
        Value::Map(_) => {
            problems.add(
                node.line,
                format!("{what}の文を読めません。「{{」で始まる文と「: 」のある文は \"…\" で囲んでください。"),
            );
            None
        }
        Value::List(_) | Value::Empty => {
            problems.add(node.line, format!("{what}には文を1つ書いてください。"));
            None
        }
    }
}

/// A whole number between `least` and `most`.
pub(super) fn whole(
    node: &Node,
    what: &str,
    least: i32,
    most: i32,
    problems: &mut Problems,
) -> Option<i32> {
    let number = match &node.value {
        Value::Scalar(text) => text.trim().parse().ok(),
        _ => None,
    };
    let fits = number.filter(|number| (least..=most).contains(number));
    if fits.is_none() {
        problems.add(node.line, format!("「{what}」は {least}〜{most} の整数で書いてください。"));
    }
    fits
}

/// `true` or `false`.
pub(super) fn truth(node: &Node, what: &str, problems: &mut Problems) -> bool {
    match &node.value {
        Value::Scalar(text) if matches!(text.as_str(), "true" | "yes") => true,
        Value::Scalar(text) if matches!(text.as_str(), "false" | "no") => false,
        _ => {
            problems.add(node.line, format!("「{what}」は true か false で書いてください。"));
            false
        }
    }
}

fn report_twice(entries: &[Entry], problems: &mut Problems) {
    for (index, entry) in entries.iter().enumerate() {
        if let Some(first) = entries.iter().take(index).find(|other| other.key == entry.key) {
            problems.add(
                entry.line,
                format!("「{}:」が2回書かれています（1回めは {} 行め）。", entry.key, first.line),
            );
        }
    }
}
