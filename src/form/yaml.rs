//! YAML as a tree in which every value knows its line.
//!
//! Read from the events of the YAML parser, so that a value stays the text that was written:
//! `no` is not turned into a boolean, `010` not into a number.

use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use super::problem::Problems;

/// Files nested deeper than this are refused; a form needs seven levels.
const DEEPEST: usize = 30;

/// A value and its line.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) line: usize,
    pub(super) value: Value,
}

#[derive(Debug)]
pub(super) enum Value {
    /// Nothing, `~` or `null`.
    Empty,
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

/// One `key: value`.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) line: usize,
    pub(super) value: Node,
}

/// Reads a file, or reports why it is no YAML.
pub(super) fn parse(text: &str, problems: &mut Problems) -> Option<Node> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut tree = Tree { events: Parser::new_from_str(text), refused: None };
    match tree.document() {
        Ok(node) => match tree.refused {
            Some((line, why)) => {
                problems.add(line, why);
                None
            }
            None => Some(node),
        },
        Err(error) => {
            let line = error.marker().line().max(1);
            let (line, message) = syntax_message(text, line);
            problems.add(line, message);
            None
        }
    }
}

struct Tree<I> {
    events: I,
    /// The first thing that YAML allows and a form does not.
    refused: Option<(usize, String)>,
}

impl<'t, I> Tree<I>
where
    I: Iterator<Item = Result<(Event<'t>, Span), ScanError>>,
{
    fn document(&mut self) -> Result<Node, ScanError> {
        let mut root = None;
        while let Some((event, span)) = self.next()? {
            match event {
                Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
                Event::DocumentStart(..) if root.is_none() => {}
                Event::DocumentStart(..) => {
                    self.refuse(&span, "「---」で区切られた2つめの文書は読めません。1つのファイルに1つだけ書いてください。");
                    break;
                }
                event => root = Some(self.node(event, &span, 0)?),
            }
        }
        Ok(root.unwrap_or(Node { line: 1, value: Value::Empty }))
    }

    fn node(&mut self, event: Event<'t>, span: &Span, depth: usize) -> Result<Node, ScanError> {
        let line = span.start.line();
        if depth > DEEPEST {
            self.refuse(span, "入れ子が深すぎます。かっこと字下げを確かめてください。");
            return Ok(Node { line, value: Value::Empty });
        }
        let value = match event {
            Event::Scalar(text, style, anchor, tag) => {
                if anchor != 0 || tag.is_some() {
                    self.refuse(
                        span,
                        "「&」「!」で始まる書き方は使えません。文なら \"…\" で囲んでください。",
                    );
                }
                scalar(&text, style)
            }
            Event::SequenceStart(_, anchor, tag) => {
                if anchor != 0 || tag.is_some() {
                    self.refuse(span, "「&」「!」の付いた並びは使えません。");
                }
                Value::List(self.list(depth)?)
            }
            Event::MappingStart(_, anchor, tag) => {
                if anchor != 0 || tag.is_some() {
                    self.refuse(span, "「&」「!」の付いた項目は使えません。");
                }
                Value::Map(self.map(depth)?)
            }
            _ => {
                self.refuse(
                    span,
                    "「*」で始まる書き方は使えません。同じ選択肢は choice_sets に書いてください。",
                );
                Value::Empty
            }
        };
        Ok(Node { line, value })
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Node>, ScanError> {
        let mut items = Vec::new();
        while let Some((event, span)) = self.next()? {
            if event == Event::SequenceEnd || self.refused.is_some() {
                break;
            }
            items.push(self.node(event, &span, depth + 1)?);
        }
        Ok(items)
    }

    fn map(&mut self, depth: usize) -> Result<Vec<Entry>, ScanError> {
        let mut entries = Vec::new();
        while let Some((event, span)) = self.next()? {
            if event == Event::MappingEnd || self.refused.is_some() {
                break;
            }
            let line = span.start.line();
            let key = match self.node(event, &span, depth + 1)?.value {
                Value::Scalar(key) => key,
                Value::Empty => String::new(),
                Value::List(_) | Value::Map(_) => {
                    self.refuse(&span, "項目の名前が文字ではありません。「{」で始まる文は \"…\" で囲んでください。");
                    break;
                }
            };
            let Some((event, span)) = self.next()? else {
                break;
            };
            let value = self.node(event, &span, depth + 1)?;
            entries.push(Entry { key, line, value });
        }
        Ok(entries)
    }

    /// The next event that is not a comment.
    fn next(&mut self) -> Result<Option<(Event<'t>, Span)>, ScanError> {
        for event in self.events.by_ref() {
            match event? {
                (Event::Comment(..), _) => {}
                other => return Ok(Some(other)),
            }
        }
        Ok(None)
    }

    fn refuse(&mut self, span: &Span, why: &str) {
        self.refused.get_or_insert((span.start.line(), why.to_owned()));
    }
}

fn scalar(text: &str, style: ScalarStyle) -> Value {
    match (style, text) {
        (ScalarStyle::Plain, "" | "~" | "null") => Value::Empty,
        _ => Value::Scalar(text.trim_end_matches('\n').to_owned()),
    }
}

/// What is probably wrong near a line that YAML cannot read, and where. YAML's own words help
/// no clerk.
fn syntax_message(text: &str, line: usize) -> (usize, String) {
    // A tab is taken for a part of the line before it, and only stumbled over later.
    let tab = text.lines().position(|line| {
        line.chars().take_while(|c| c.is_whitespace()).any(|c| c == '\t') && !line.trim().is_empty()
    });
    let written = text.lines().nth(line - 1).unwrap_or_default();
    let (line, hint) = if let Some(index) = tab {
        (index + 1, "行の始まりにタブがあります。字下げは半角の空白にしてください。")
    } else if written.contains('{') && written.contains('|') {
        (line, "ふりがな {漢字|かんじ} のある文は \"…\" で囲んでください。")
    } else if written.matches('"').count() % 2 == 1 {
        (line, "引用符「\"」が閉じていません。")
    } else if written.matches(": ").count() > 1 {
        (line, "文の中に「: 」（半角のコロンと空白）があるときは、文を \"…\" で囲んでください。")
    } else {
        (line, "この行か前の行の、字下げ・引用符・かっこを確かめてください。")
    };
    (line, format!("YAML として読めません。{hint}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistakes(text: &str) -> Vec<String> {
        let mut problems = Problems::new("form.yaml");
        parse(text, &mut problems);
        problems.into_vec().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn values_stay_as_written_and_know_their_lines() {
        let mut problems = Problems::new("form.yaml");
        let node = parse("a: no\nb:\n  - 010\n  - {c: 'x'}\n", &mut problems).unwrap();
        let Value::Map(entries) = node.value else { panic!("no map") };
        assert!(matches!(&entries[0].value.value, Value::Scalar(text) if text == "no"));
        let Value::List(items) = &entries[1].value.value else { panic!("no list") };
        assert!(matches!(&items[0].value, Value::Scalar(text) if text == "010"));
        assert_eq!((entries[1].line, items[0].line, items[1].line), (2, 3, 4));
    }

    #[test]
    fn a_line_that_is_no_yaml_is_named_with_a_hint() {
        for (text, line, hint) in [
            ("a: 1\n\tb: 2\n", 2, "タブ"),
            ("a: 1\nb: 例: こう\n", 2, "半角のコロン"),
            ("a: {漢字|かんじ}を読む\n", 1, "ふりがな"),
            ("a: \"開いたまま\nb: 1\n", 1, "引用符"),
            ("a: [1, 2\nb: 3\n", 2, "かっこ"),
        ] {
            let said = mistakes(text);
            assert_eq!(said.len(), 1, "{text}: {said:?}");
            assert!(said[0].contains(hint), "{text}: {said:?}");
            assert!(said[0].starts_with(&format!("form.yaml:{line}:")), "{text}: {said:?}");
        }
    }

    #[test]
    fn anchors_tags_and_second_documents_are_refused() {
        for text in ["a: &x 1\nb: *x\n", "a: !!int 3\n", "a: 1\n---\nb: 2\n", "? [a]\n: 1\n"] {
            assert_eq!(mistakes(text).len(), 1, "{text}");
        }
        let deep = "[".repeat(1000);
        assert_eq!(mistakes(&deep).len(), 1);
    }
}
