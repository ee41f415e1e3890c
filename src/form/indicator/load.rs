//! The file of an indicator → the indicator, or every mistake in it at once.

use std::collections::HashMap;

use super::{Factor, Group, Indicator, Item, Overall, folded};
use crate::form::distance::did_you_mean;
use crate::form::problem::{Problem, Problems};
use crate::form::reader::{self, Fields};
use crate::form::yaml::{self, Node, Value};

/// The highest step of an answer.
const HIGHEST: i32 = i16::MAX as i32;

/// Reads an indicator from the contents of its file. `file` names it in messages; its last part
/// without `.yaml` is the id that must stand inside.
///
/// # Errors
/// Every mistake, each with its line.
pub fn load(file: &str, text: &str) -> Result<Indicator, Vec<Problem>> {
    let mut loader = Loader { problems: Problems::new(file), labels: HashMap::new() };
    let root = yaml::parse(text, &mut loader.problems);
    let indicator = root.and_then(|root| loader.indicator(&root, file));
    let problems = loader.problems.into_vec();
    match indicator {
        Some(indicator) if problems.is_empty() => Ok(indicator),
        _ => Err(problems),
    }
}

struct Loader {
    problems: Problems,
    /// The folded labels so far, and the first line of each.
    labels: HashMap<String, usize>,
}

impl Loader {
    fn indicator(&mut self, root: &Node, file: &str) -> Option<Indicator> {
        let what = "このファイル";
        let mut fields = Fields::of(root, what, &mut self.problems)?;
        let named = file.rsplit('/').next().unwrap_or(file);
        let named = named.strip_suffix(".yaml").unwrap_or(named);
        let id = fields.need("indicator", what, &mut self.problems).and_then(|node| {
            let id = reader::name(node, "indicator の名前", &['-'], &mut self.problems)?;
            if id != named {
                self.problems.add(
                    node.line,
                    format!("indicator の名前「{id}」がファイルの名前「{named}」と違います。同じにしてください。"),
                );
            }
            Some(id)
        });
        let title = self.words(&mut fields, "title", what);
        let note =
            fields.get("note").and_then(|node| reader::text(node, "note", &mut self.problems));
        let steps = fields.need("steps", what, &mut self.problems).map(|node| self.steps(node));
        let groups = self.each(&mut fields, "groups", Self::group);
        let factors = self.each(&mut fields, "factors", Self::factor);
        let items = self.each(&mut fields, "items", Self::item);
        let overall = match fields.get("overall") {
            Some(node) => self.list(node, "overall", Self::overall),
            None => Vec::new(),
        };
        fields.finish(what, &[], &mut self.problems);
        self.unknown("groups", "群", &groups, &factors, |factor| &factor.group);
        self.unknown("factors", "因子", &factors, &items, |item| &item.factor);
        Some(Indicator {
            id: id.unwrap_or_default(),
            title,
            note,
            steps: steps.flatten()?,
            groups: without_lines(groups),
            factors: without_lines(factors),
            items: without_lines(items),
            overall: without_lines(overall),
        })
    }

    fn steps(&mut self, node: &Node) -> Option<(i16, i16)> {
        let mut fields = Fields::of(node, "「steps」", &mut self.problems)?;
        let steps = self.ends(&mut fields, "「steps」");
        fields.finish("「steps」", &[], &mut self.problems);
        steps
    }

    fn group(&mut self, fields: &mut Fields<'_>) -> Option<Group> {
        let (id, what) = self.id(fields, "群", &['_', '-'])?;
        Some(Group { label: self.words(fields, "label", &what), id })
    }

    fn factor(&mut self, fields: &mut Fields<'_>) -> Option<Factor> {
        let (id, what) = self.id(fields, "因子", &['_', '-'])?;
        let group = self.words(fields, "group", &what);
        Some(Factor { label: self.label(fields, &what), group, id })
    }

    fn item(&mut self, fields: &mut Fields<'_>) -> Option<Item> {
        let (id, what) = self.id(fields, "項目", &['_'])?;
        let factor = self.words(fields, "factor", &what);
        let label = self.label(fields, &what);
        let reverse = self.reverse(fields, &what);
        let source = self.words(fields, "source", &what);
        Some(Item { id, factor, label, reverse, source })
    }

    fn overall(&mut self, fields: &mut Fields<'_>) -> Option<Overall> {
        let (id, what) = self.id(fields, "全体の質問", &['_'])?;
        let label = self.label(fields, &what);
        let (min, max) = self.ends(fields, &what)?;
        Some(Overall { id, label, min, max })
    }

    /// The entries of a list that must be there, each with its line.
    fn each<T: Keyed>(
        &mut self,
        fields: &mut Fields<'_>,
        name: &'static str,
        read: fn(&mut Loader, &mut Fields<'_>) -> Option<T>,
    ) -> Vec<(T, usize)> {
        let Some(node) = fields.need(name, "このファイル", &mut self.problems) else {
            return Vec::new();
        };
        if matches!(&node.value, Value::List(entries) if entries.is_empty()) {
            self.problems.add(node.line, format!("「{name}」が空です。"));
        }
        self.list(node, name, read)
    }

    fn list<T: Keyed>(
        &mut self,
        node: &Node,
        name: &str,
        read: fn(&mut Loader, &mut Fields<'_>) -> Option<T>,
    ) -> Vec<(T, usize)> {
        let mut entries: Vec<(T, usize)> = Vec::new();
        for node in reader::list(node, &format!("「{name}」"), &mut self.problems) {
            let Some(mut fields) = Fields::of(node, &format!("「{name}」"), &mut self.problems)
            else {
                continue;
            };
            let Some(entry) = read(self, &mut fields) else { continue };
            let what = format!("「{name}」の「{}」", entry.key());
            fields.finish(&what, &[], &mut self.problems);
            if entries.iter().any(|(other, _)| other.key() == entry.key()) {
                self.problems.add(node.line, format!("{what}が2回あります。"));
            }
            entries.push((entry, node.line));
        }
        entries
    }

    /// The id of an entry, and what the entry is called in messages.
    fn id(
        &mut self,
        fields: &mut Fields<'_>,
        what: &str,
        extra: &[char],
    ) -> Option<(String, String)> {
        let node = fields.need("id", what, &mut self.problems)?;
        let id = reader::name(node, &format!("{what}の id"), extra, &mut self.problems)?;
        let what = format!("{what}「{id}」");
        Some((id, what))
    }

    fn words(&mut self, fields: &mut Fields<'_>, name: &'static str, what: &str) -> String {
        let node = fields.need(name, what, &mut self.problems);
        node.and_then(|node| reader::text(node, name, &mut self.problems)).unwrap_or_default()
    }

    /// A published label. Files are read by it, so that no two may be the same.
    fn label(&mut self, fields: &mut Fields<'_>, what: &str) -> String {
        let label = self.words(fields, "label", what);
        let line = fields.line;
        let first = *self.labels.entry(folded(&label)).or_insert(line);
        if first != line && !label.is_empty() {
            self.problems.add(line, format!("短い名前「{label}」は {first} 行めにもあります。"));
        }
        label
    }

    fn reverse(&mut self, fields: &mut Fields<'_>, what: &str) -> Option<bool> {
        let Some(node) = fields.get("reverse") else {
            self.problems.add(
                fields.line,
                format!("{what}に「reverse:」がありません（決まっていなければ \"unset\"）。"),
            );
            return None;
        };
        match reader::word(node, "reverse", &mut self.problems)? {
            "yes" => Some(true),
            "no" => Some(false),
            "unset" => None,
            _ => {
                self.problems
                    .add(node.line, "reverse は \"yes\"・\"no\"・\"unset\" のどれかです。");
                None
            }
        }
    }

    /// `min` and `max`.
    fn ends(&mut self, fields: &mut Fields<'_>, what: &str) -> Option<(i16, i16)> {
        let mut end = |name: &'static str| {
            let node = fields.need(name, what, &mut self.problems)?;
            let number = reader::whole(node, name, 0, HIGHEST, &mut self.problems)?;
            i16::try_from(number).ok()
        };
        let (min, max) = (end("min"), end("max"));
        let (min, max) = (min?, max?);
        if min >= max {
            self.problems
                .add(fields.line, format!("{what}の max は min（{min}）より大きくしてください。"));
        }
        Some((min, max))
    }

    /// Reports entries whose parent is not there, and parents that nobody belongs to.
    fn unknown<P: Keyed, C: Keyed>(
        &mut self,
        list: &str,
        what: &str,
        parents: &[(P, usize)],
        children: &[(C, usize)],
        parent_of: fn(&C) -> &String,
    ) {
        let keys = || parents.iter().map(|(parent, _)| parent.key());
        for (child, line) in children {
            let named = parent_of(child);
            if !named.is_empty() && !keys().any(|key| key == named) {
                let hint = did_you_mean(named, keys());
                self.problems.add(
                    *line,
                    format!("「{}」の{what}「{named}」は {list} にありません。{hint}", child.key()),
                );
            }
        }
        for (parent, line) in parents {
            if !children.iter().any(|(child, _)| parent_of(child) == parent.key()) {
                self.problems
                    .add(*line, format!("{what}「{}」に属するものがありません。", parent.key()));
            }
        }
    }
}

/// What has an id.
trait Keyed {
    fn key(&self) -> &str;
}

macro_rules! keyed {
    ($($name:ident),*) => {$(
        impl Keyed for $name {
            fn key(&self) -> &str {
                &self.id
            }
        }
    )*};
}

keyed!(Group, Factor, Item, Overall);

fn without_lines<T>(entries: Vec<(T, usize)>) -> Vec<T> {
    entries.into_iter().map(|(entry, _)| entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::fixture;

    /// The problems of the fixture after a change, as `line: message`.
    fn problems(from: &str, to: &str) -> Vec<String> {
        let text = fixture::INDICATOR;
        assert!(text.contains(from), "{from}");
        let problems = load("town.yaml", &text.replacen(from, to, 1)).expect_err("a mistake");
        problems.iter().map(|problem| problem.to_string().replace("town.yaml:", "")).collect()
    }

    #[test]
    fn an_indicator_is_read_with_its_three_directions() {
        let town = fixture::indicator();
        assert_eq!((town.id.as_str(), town.steps), ("town", (1, 5)));
        let reverse: Vec<_> = town.items.iter().map(|item| item.reverse).collect();
        assert_eq!(reverse, [Some(false), None, Some(true)]);
        let medical: Vec<_> = town.items_of("medical").map(|item| item.id.as_str()).collect();
        assert_eq!(medical, ["w01", "w03"]);
        assert_eq!((town.overall[0].min, town.overall[0].max), (0, 10));
    }

    #[test]
    fn every_mistake_is_told_with_its_line_and_a_sentence() {
        for (from, to, line, words) in [
            ("indicator: town", "indicator: city", 3, "ファイルの名前「town」"),
            ("title:", "titel:", 4, "もしかして「title」"),
            ("{min: 1, max: 5}", "{min: 5, max: 5}", 6, "min（5）より大きく"),
            ("id: self, group", "id: medical, group", 12, "「medical」が2回"),
            ("factor: self", "factor: slef", 15, "もしかして「self」"),
            ("group: own", "group: owl", 12, "もしかして「own」"),
            ("reverse: \"yes\"", "reverse: maybe", 16, "reverse は"),
            ("reverse: \"no\", ", "", 14, "「reverse:」がありません"),
            ("label: 幸福度", "label: 医療･福祉", 18, "11 行めにもあります"),
            (", source: to be confirmed}\noverall", "}\noverall", 16, "「source:」がありません"),
            ("id: w02", "id: W02", 15, "半角の英小文字"),
            (
                "id: happy, label: 幸福度, min: 0",
                "id: happy, label: 幸福度",
                18,
                "「min:」がありません",
            ),
        ] {
            let found = problems(from, to);
            let told = found.iter().any(|problem| {
                problem.starts_with(&format!("{line}: ")) && problem.contains(words)
            });
            assert!(told, "{to}: {found:?}");
        }
    }

    #[test]
    fn a_factor_without_items_is_told() {
        let found = problems("factor: self", "factor: medical");
        assert_eq!(found, ["12: 因子「self」に属するものがありません。"]);
    }

    #[test]
    fn the_shipped_indicator_is_sound() {
        let text = include_str!("../../../forms/indicators/lwci.yaml");
        let lwci = load("lwci.yaml", text).unwrap_or_else(|p| panic!("{}", fixture::shown(&p)));
        let unset: Vec<_> = lwci.items.iter().filter(|item| item.reverse.is_none()).collect();
        assert_eq!(unset.len(), 1, "only the direction of w35 is not settled");
        assert_eq!(unset[0].id, "w35");
    }
}
