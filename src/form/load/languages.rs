//! Which languages a form has, and their files.

use super::MAIN_FILE;
use crate::form::problem::{Problem, Problems};
use crate::form::reader;
use crate::form::yaml::{self, Node, Value};
use crate::text::Lang;

/// The languages that `form.yaml` lists, and the line of the list.
#[derive(Default)]
pub(super) struct Listed {
    pub(super) languages: Vec<Lang>,
    line: usize,
}

/// Reads the list of languages.
pub(super) fn listed(root: &Node, problems: &mut Problems) -> Listed {
    let Some((node, line)) = entry(root) else {
        problems.add(1, "「languages:」がありません（例: languages: [ja, en]）。");
        return Listed { languages: vec![Lang::Ja], line: 1 };
    };
    let mut languages = Vec::new();
    for item in reader::list(node, "languages", problems) {
        let Some(tag) = reader::word(item, "languages", problems) else {
            continue;
        };
        match Lang::from_tag(tag) {
            Some(lang) if languages.contains(&lang) => {
                problems.add(item.line, format!("languages に「{tag}」が2回あります。"));
            }
            Some(lang) => languages.push(lang),
            None => {
                let known = Lang::ALL.map(Lang::tag).join("・");
                problems.add(
                    item.line,
                    format!(
                        "languages の「{tag}」という言語はありません。使えるのは {known} です。"
                    ),
                );
            }
        }
    }
    if languages.first() != Some(&Lang::Ja) {
        problems.add(line, "languages の最初は ja（日本語）にしてください。");
    }
    Listed { languages, line }
}

/// The language files as trees, and the mistakes in files that cannot be used at all.
/// `listed` is `None` when `form.yaml` could not be read.
pub(super) fn read(
    files: &[(String, String)],
    listed: Option<&Listed>,
    main: &mut Problems,
) -> (Vec<(Lang, Node)>, Vec<Problem>) {
    let mut trees = Vec::new();
    let mut found = Vec::new();
    for (name, contents) in files.iter().filter(|(name, _)| name != MAIN_FILE) {
        let mut problems = Problems::new(name);
        let lang = name.strip_suffix(".yaml").and_then(Lang::from_tag);
        match lang.filter(|lang| *lang != Lang::Ja) {
            Some(lang) if listed.is_none_or(|listed| listed.languages.contains(&lang)) => {
                trees.extend(yaml::parse(contents, &mut problems).map(|tree| (lang, tree)));
            }
            Some(lang) => problems.add(
                1,
                format!(
                    "form.yaml の languages に「{}」がないので、このファイルは使われません。",
                    lang.tag()
                ),
            ),
            None => problems.add(
                1,
                "このファイルは読めません。フォルダーに置くのは form.yaml と、ja-easy.yaml のような言語のファイルだけです。",
            ),
        }
        found.extend(problems.into_vec());
    }
    if let Some(Listed { languages, line }) = listed {
        for lang in languages.iter().filter(|lang| **lang != Lang::Ja) {
            let name = format!("{}.yaml", lang.tag());
            if !files.iter().any(|(file, _)| *file == name) {
                main.add(*line, format!("{}のファイル {name} がありません。", lang.name()));
            }
        }
    }
    (trees, found)
}

fn entry(root: &Node) -> Option<(&Node, usize)> {
    let Value::Map(entries) = &root.value else {
        return None;
    };
    let entry = entries.iter().find(|entry| entry.key == "languages")?;
    Some((&entry.value, entry.line))
}
