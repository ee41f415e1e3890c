//! The files of a form → the form, or every mistake in them at once.

mod beside;
mod care;
mod indicators;
mod languages;
mod question;
mod report;
mod sets;
mod skeleton;

use std::collections::{BTreeMap, HashSet};

use super::check::{self, Lines, SectionLines};
use super::definition::{Choice, Form, Row, Section, Text};
use super::formula::Condition;
pub use super::problem::Problem;
use super::problem::Problems;
use super::reader::{self, Fields};
use super::translations::Translations;
use super::yaml::{self, Node, Value};
pub use skeleton::skeleton;

/// The file that holds structure and Japanese.
pub const MAIN_FILE: &str = "form.yaml";

/// Reads a form from its files, given as (file name, contents). `indicators` are the files of
/// the folder beside the form's, of which the form may name some.
///
/// # Errors
/// Every mistake in every file, `form.yaml` first, then by file and line, those of the
/// indicators that the form names among them. A file that is no YAML hides the mistakes that
/// need its contents.
pub fn load(
    files: &[(String, String)],
    indicators: &[(String, String)],
) -> Result<Form, Vec<Problem>> {
    load_beside(files, indicators, |_| None)
}

/// The same; what the form sets beside another one is checked too, where `other` knows that form
/// by its name.
///
/// # Errors
/// As [`load`].
pub fn load_beside(
    files: &[(String, String)],
    indicators: &[(String, String)],
    other: impl Fn(&str) -> Option<Form>,
) -> Result<Form, Vec<Problem>> {
    let mut main = Problems::new(MAIN_FILE);
    let Some((_, contents)) = files.iter().find(|(name, _)| name == MAIN_FILE) else {
        main.add(1, "form.yaml がありません。設問と日本語の文はこのファイルに書きます。");
        return Err(main.into_vec());
    };
    let root = yaml::parse(contents, &mut main);
    let listed = root.as_ref().map(|root| languages::listed(root, &mut main));
    let (trees, mut found) = languages::read(files, listed.as_ref(), &mut main);
    let mut translations = Translations::default();
    for (lang, tree) in &trees {
        translations.add(*lang, tree);
    }

    let mut loader = Loader::new(main, translations);
    let form =
        root.as_ref().and_then(|root| loader.form(root, listed.unwrap_or_default().languages));
    if let Some(form) = &form {
        check::check(form, &loader.lines, &loader.broken, &mut loader.problems);
        found.extend(indicators::check(form, &loader.lines, indicators, &mut loader.problems));
        loader.check_beside(form, other);
        found.extend(loader.translations.finish());
    }
    found.extend(loader.problems.into_vec());
    match form {
        Some(form) if found.is_empty() => Ok(form),
        _ => Err(sorted(found)),
    }
}

/// By file and line; those of one line as they were found, which is the order of the form.
fn sorted(mut problems: Vec<Problem>) -> Vec<Problem> {
    let mut seen = HashSet::new();
    problems.retain(|problem| seen.insert(problem.clone()));
    problems.sort_by_key(|problem| (problem.file != MAIN_FILE, problem.file.clone(), problem.line));
    problems
}

/// Builds a form and remembers where its parts stood.
struct Loader<'n> {
    problems: Problems,
    translations: Translations<'n>,
    choice_sets: BTreeMap<String, Vec<Choice>>,
    row_sets: BTreeMap<String, Vec<Row>>,
    /// The former texts of shared choices and rows, by their place in the language file.
    former: BTreeMap<String, Vec<String>>,
    /// Former texts by variable, see [`Form::reworded`].
    reworded: BTreeMap<String, Vec<String>>,
    lines: Lines,
    /// Questions that could not be read whole, so that nothing can be said about conditions
    /// that name them.
    broken: Vec<String>,
    numbered: u16,
}

impl<'n> Loader<'n> {
    fn new(problems: Problems, translations: Translations<'n>) -> Loader<'n> {
        Loader {
            problems,
            translations,
            choice_sets: BTreeMap::new(),
            row_sets: BTreeMap::new(),
            former: BTreeMap::new(),
            reworded: BTreeMap::new(),
            lines: Lines::default(),
            broken: Vec::new(),
            numbered: 0,
        }
    }

    fn form(&mut self, root: &Node, languages: Vec<crate::text::Lang>) -> Option<Form> {
        let what = "このファイル";
        let mut fields = Fields::of(root, what, &mut self.problems)?;
        fields.get("languages");
        let id = fields
            .need("form", what, &mut self.problems)
            .and_then(|node| self.name(node, "form の名前", &['-']))
            .unwrap_or_default();
        let title = self.need_text(&mut fields, "title", what, &["title"]);
        let purpose = self.need_text(&mut fields, "purpose", what, &["purpose"]);
        let thanks = self.need_text(&mut fields, "thanks", what, &["thanks"]);
        let furigana = fields.get("furigana");
        let furigana =
            furigana.is_some_and(|node| reader::truth(node, "furigana", &mut self.problems));
        if let Some(node) = fields.get("choice_sets") {
            self.read_choice_sets(node);
        }
        if let Some(node) = fields.get("row_sets") {
            self.read_row_sets(node);
        }
        let mut sections = Vec::new();
        if let Some(node) = fields.need("sections", what, &mut self.problems) {
            let items = reader::list(node, "「sections」", &mut self.problems);
            if items.is_empty() && matches!(node.value, Value::List(_)) {
                self.problems.add(node.line, "sections に章が1つもありません。");
            }
            for item in items {
                sections.extend(self.section(item));
            }
        }
        let report = fields.get("report").map(|node| self.report(node, &sections));
        let care = fields.get("care").and_then(|node| self.care(node));
        fields.finish(what, &[], &mut self.problems);
        let report = report.unwrap_or_default();
        let reworded = std::mem::take(&mut self.reworded);
        Some(Form {
            id,
            languages,
            title,
            purpose,
            thanks,
            furigana,
            sections,
            reworded,
            report,
            care,
        })
    }

    fn section(&mut self, node: &Node) -> Option<Section> {
        let mut fields = Fields::of(node, "章", &mut self.problems)?;
        let id = fields
            .need("id", "章", &mut self.problems)
            .and_then(|node| self.name(node, "章の id", &['-']))
            .unwrap_or_default();
        let what = format!("章「{id}」");
        let title = self.need_text(&mut fields, "title", &what, &["sections", &id, "title"]);
        let intro = self.get_text(&mut fields, "intro", &["sections", &id, "intro"]);
        let mut lines = SectionLines { line: node.line, ..SectionLines::default() };
        let show_if = fields.get("show_if").and_then(|node| {
            lines.show_if = node.line;
            self.condition(node, "show_if")
        });
        let mut questions = Vec::new();
        if let Some(node) = fields.need("questions", &what, &mut self.problems) {
            let items = reader::list(node, "「questions」", &mut self.problems);
            if items.is_empty() && matches!(node.value, Value::List(_)) {
                self.problems.add(node.line, format!("{what}に設問が1つもありません。"));
            }
            for item in items {
                if let Some((question, at)) = self.question(item) {
                    questions.push(question);
                    lines.questions.push(at);
                }
            }
        }
        fields.finish(&what, question::FIELDS, &mut self.problems);
        self.lines.sections.push(lines);
        Some(Section { id, title, intro, show_if, questions })
    }

    /// A condition, or a report of where it cannot be read.
    fn condition(&mut self, node: &Node, what: &str) -> Option<Condition> {
        let formula = reader::word(node, what, &mut self.problems)?;
        match formula.parse() {
            Ok(condition) => Some(condition),
            Err(error) => {
                self.problems.add(node.line, format!("{what} の式を読めません。{error}"));
                None
            }
        }
    }

    fn name(&mut self, node: &Node, what: &str, extra: &[char]) -> Option<String> {
        reader::name(node, what, extra, &mut self.problems)
    }

    fn need_text(
        &mut self,
        fields: &mut Fields<'_>,
        name: &'static str,
        what: &str,
        path: &[&str],
    ) -> Text {
        match fields.need(name, what, &mut self.problems) {
            Some(node) => self.text(node, name, path),
            None => {
                self.translations.forgive(path);
                Text::default()
            }
        }
    }

    fn get_text(
        &mut self,
        fields: &mut Fields<'_>,
        name: &'static str,
        path: &[&str],
    ) -> Option<Text> {
        fields.get(name).map(|node| self.text(node, name, path))
    }

    fn text(&mut self, node: &Node, what: &str, path: &[&str]) -> Text {
        let japanese = reader::text(node, what, &mut self.problems).unwrap_or_default();
        self.translations.text(japanese, path)
    }
}

#[cfg(test)]
mod tests;
