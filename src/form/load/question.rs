//! One question of `form.yaml`.

use super::Loader;
use crate::form::check::QuestionLines;
use crate::form::definition::{Check, Choice, Filled, Kind, Question, Required};
use crate::form::distance::did_you_mean;
use crate::form::reader::{self, Fields};
use crate::form::yaml::Node;

/// Every field that some kind of question has.
pub(super) const FIELDS: &[&str] = &[
    "id",
    "kind",
    "text",
    "short",
    "hint",
    "required",
    "show_if",
    "checks",
    "was",
    "choices",
    "max",
    "stem",
    "rows",
    "min",
    "low",
    "high",
    "unit",
    "lines",
    "max_length",
    "indicator",
    "filled",
];

const KINDS: [&str; 7] = ["single", "multiple", "matrix", "scale", "number", "text", "note"];

/// The highest number that can be asked for.
const HIGHEST: i32 = i16::MAX as i32;

impl Loader<'_> {
    pub(super) fn question(&mut self, node: &Node) -> Option<(Question, QuestionLines)> {
        let mut fields = Fields::of(node, "設問", &mut self.problems)?;
        let id = fields
            .need("id", "設問", &mut self.problems)
            .and_then(|node| self.name(node, "設問の id", &['_']))?;
        if id.starts_with(|c: char| c.is_ascii_digit()) {
            self.problems
                .add(node.line, format!("設問の id「{id}」は英小文字から始めてください。"));
        }
        let what = format!("設問「{id}」");
        let text = self.need_text(&mut fields, "text", &what, &["questions", &id, "text"]);
        let short =
            fields.get("short").and_then(|node| reader::text(node, "short", &mut self.problems));
        let hint = self.get_text(&mut fields, "hint", &["questions", &id, "hint"]);
        let mut lines = QuestionLines { line: node.line, ..QuestionLines::default() };
        let show_if = fields.get("show_if").and_then(|node| {
            lines.show_if = node.line;
            self.condition(node, "show_if")
        });
        let former = self.was(&mut fields);
        if !former.is_empty() {
            self.reworded.insert(id.clone(), former);
        }
        let kind = fields.need("kind", &what, &mut self.problems).and_then(|node| {
            let kind = reader::word(node, "kind", &mut self.problems)?;
            self.kind(kind, node.line, &id, &mut fields)
        });
        let Some(kind) = kind else {
            // What it lacks is reported; its other fields cannot be judged without its kind.
            self.translations.forgive(&["questions", &id]);
            self.broken.push(id);
            return None;
        };
        let filled = match &kind {
            Kind::Single { .. } => self.filled(&mut fields),
            _ => None,
        };
        let asks = kind != Kind::Note && filled.is_none();
        let (mut required, mut checks) = (Required::No, Vec::new());
        if asks {
            required = self.required(&mut fields);
            checks = self.checks(&mut fields, &id, &mut lines);
            self.numbered += 1;
        }
        let mut indicator = None;
        if matches!(kind, Kind::Matrix { .. } | Kind::Scale { .. }) {
            indicator = fields.get("indicator").and_then(|node| {
                lines.indicator = node.line;
                reader::word(node, "indicator", &mut self.problems).map(str::to_owned)
            });
        }
        fields.finish(&what, FIELDS, &mut self.problems);
        let number = asks.then_some(self.numbered);
        let asked = Question {
            id,
            number,
            text,
            short,
            hint,
            required,
            show_if,
            checks,
            indicator,
            filled,
            kind,
        };
        Some((asked, lines))
    }

    fn filled(&mut self, fields: &mut Fields<'_>) -> Option<Filled> {
        let node = fields.get("filled")?;
        match reader::word(node, "filled", &mut self.problems)? {
            "school" => Some(Filled::School),
            "grade" => Some(Filled::Grade),
            _ => {
                self.problems
                    .add(node.line, "filled は school（学校）か grade（学年）のどちらかです。");
                None
            }
        }
    }

    fn kind(&mut self, kind: &str, line: usize, id: &str, fields: &mut Fields<'_>) -> Option<Kind> {
        let what = format!("設問「{id}」");
        match kind {
            "single" => {
                let choices = self.own_choices(fields, id, &what)?;
                self.refuse_flag(&choices, line, &what, "exclusive", |choice| choice.exclusive);
                Some(Kind::Single { choices })
            }
            "multiple" => {
                let max = fields.get("max");
                let choices = self.own_choices(fields, id, &what)?;
                let most = i32::try_from(choices.len()).unwrap_or(HIGHEST);
                let max = max
                    .and_then(|node| reader::whole(node, "max", 1, most, &mut self.problems))
                    .and_then(|max| u16::try_from(max).ok());
                Some(Kind::Multiple { choices, max })
            }
            "matrix" => {
                let stem = match fields.get("stem") {
                    Some(node) => self.name(node, "stem", &['_'])?,
                    None => id.to_owned(),
                };
                let rows = fields
                    .need("rows", &what, &mut self.problems)
                    .and_then(|node| self.rows(node, (id, &stem), &what));
                let choices = self.own_choices(fields, id, &what);
                let (Some(rows), Some(choices)) = (rows, choices) else {
                    self.broken.push(stem);
                    return None;
                };
                self.refuse_flag(&choices, line, &what, "exclusive", |choice| choice.exclusive);
                self.refuse_flag(&choices, line, &what, "other", |choice| choice.other);
                Some(Kind::Matrix { stem, rows, choices })
            }
            "scale" => {
                let (min, max) = self.range(fields, &what);
                let low = self.need_text(fields, "low", &what, &["questions", id, "low"]);
                let high = self.need_text(fields, "high", &what, &["questions", id, "high"]);
                let (min, max) = (min?, max?);
                Some(Kind::Scale { min, max, low, high })
            }
            "number" => {
                let (min, max) = self.range(fields, &what);
                let unit = self.get_text(fields, "unit", &["questions", id, "unit"]);
                let (min, max) = (min?, max?);
                Some(Kind::Number { min, max, unit: unit.unwrap_or_default() })
            }
            "text" => {
                let lines = self.number(fields, "lines", 1, 40).unwrap_or(1);
                let usual = if lines == 1 { 100 } else { 2000 };
                let max_length = self.number(fields, "max_length", 1, 10_000).unwrap_or(usual);
                Some(Kind::Text {
                    lines: u16::try_from(lines).unwrap_or(1),
                    max_length: u32::try_from(max_length).unwrap_or(100),
                })
            }
            "note" => Some(Kind::Note),
            _ => {
                let hint = did_you_mean(kind, KINDS);
                self.problems.add(
                    line,
                    format!(
                        "kind の「{kind}」という種類はありません。{hint}使えるのは {} です。",
                        KINDS.join("・")
                    ),
                );
                None
            }
        }
    }

    fn own_choices(
        &mut self,
        fields: &mut Fields<'_>,
        id: &str,
        what: &str,
    ) -> Option<Vec<Choice>> {
        let node = fields.need("choices", what, &mut self.problems)?;
        self.choices(node, id, what)
    }

    fn refuse_flag(
        &mut self,
        choices: &[Choice],
        line: usize,
        what: &str,
        flag: &str,
        has: impl Fn(&Choice) -> bool,
    ) {
        if let Some(choice) = choices.iter().find(|choice| has(choice)) {
            self.problems.add(
                line,
                format!(
                    "{what}の選択肢 {} の「{flag}: true」は、この種類の設問では使えません。",
                    choice.code
                ),
            );
        }
    }

    /// `min` and `max`. Negative numbers would be taken for the codes of missing answers.
    fn range(&mut self, fields: &mut Fields<'_>, what: &str) -> (Option<i16>, Option<i16>) {
        let mut end = |name: &'static str| {
            let node = fields.need(name, what, &mut self.problems)?;
            let number = reader::whole(node, name, 0, HIGHEST, &mut self.problems)?;
            Some((i16::try_from(number).ok()?, node.line))
        };
        let (min, max) = (end("min"), end("max"));
        if let (Some((min, _)), Some((max, line))) = (min, max)
            && min >= max
        {
            self.problems
                .add(line, format!("{what}の max は min（{min}）より大きくしてください。"));
        }
        (min.map(|(min, _)| min), max.map(|(max, _)| max))
    }

    fn number(
        &mut self,
        fields: &mut Fields<'_>,
        name: &'static str,
        least: i32,
        most: i32,
    ) -> Option<i32> {
        let node = fields.get(name)?;
        reader::whole(node, name, least, most, &mut self.problems)
    }

    fn required(&mut self, fields: &mut Fields<'_>) -> Required {
        let Some(node) = fields.get("required") else {
            return Required::No;
        };
        match reader::word(node, "required", &mut self.problems) {
            Some("no") | None => Required::No,
            Some("remind") => Required::Remind,
            Some("yes") => Required::Yes,
            Some(_) => {
                self.problems.add(node.line, "required は \"no\"・remind・\"yes\" のどれかです。");
                Required::No
            }
        }
    }

    fn checks(
        &mut self,
        fields: &mut Fields<'_>,
        id: &str,
        lines: &mut QuestionLines,
    ) -> Vec<Check> {
        let Some(node) = fields.get("checks") else {
            return Vec::new();
        };
        let what = format!("設問「{id}」の checks");
        let mut checks = Vec::new();
        let items = reader::list(node, &what, &mut self.problems);
        for (index, item) in items.iter().enumerate() {
            let Some(mut fields) = Fields::of(item, &what, &mut self.problems) else {
                continue;
            };
            let place = (index + 1).to_string();
            let path = ["questions", id, "checks", &place];
            let say = self.need_text(&mut fields, "say", &what, &path);
            let when = fields.need("when", &what, &mut self.problems);
            let level = fields.get("level");
            let hard = match level.map(|node| reader::word(node, "level", &mut self.problems)) {
                Some(Some("stop")) => true,
                Some(Some("warn") | None) | None => false,
                Some(Some(_)) => {
                    self.problems.add(
                        level.map_or(item.line, |node| node.line),
                        "level は warn（知らせる）か stop（止める）のどちらかです。",
                    );
                    false
                }
            };
            fields.finish(&what, &[], &mut self.problems);
            if let Some(when) = when
                && let Some(condition) = self.condition(when, "when")
            {
                checks.push(Check { when: condition, say, hard });
                lines.checks.push(when.line);
            }
        }
        checks
    }
}
