//! The codebook as lines, for the workbook and for CSV.

use crate::answers::Dataset;
use crate::form::codebook::{Missing, Variable, VariableKind};

/// The heading of the codes.
pub(super) const CODE: &str = "コード";

/// The name of the column of weights, which stands after all variables where answers are
/// weighted. No variable can have it: their names end in letters, digits and `_`, and are lower case.
pub(super) const WEIGHT: &str = "WEIGHT";

/// The heading of the scores from which mean scores are made.
pub(super) const SCORE: &str = "点数";

/// The headings of [`CodeLine::cells`].
pub(super) const HEADINGS: [&str; 8] =
    ["変数名", "設問番号", "設問", "項目", "種類", CODE, "ラベル", SCORE];

/// One code of one variable. Variables without codes have lines for what they hold.
pub(super) struct CodeLine<'a> {
    pub(super) variable: &'a Variable,
    /// The code; none for "any number" and "any text".
    pub(super) code: Option<i32>,
    pub(super) label: String,
    /// What the choice scores, if choices do.
    pub(super) score: Option<i16>,
    /// Whether it is the variable's first line.
    pub(super) first: bool,
}

impl CodeLine<'_> {
    pub(super) fn cells(&self) -> [String; 8] {
        let variable = self.variable;
        [
            variable.name.clone(),
            printed_number(variable),
            variable.question_text.clone(),
            variable.label.clone(),
            kind(variable).to_owned(),
            self.code.map_or(String::new(), |code| code.to_string()),
            self.label.clone(),
            self.score.map_or(String::new(), |score| score.to_string()),
        ]
    }
}

/// 「問3」, or nothing.
pub(super) fn printed_number(variable: &Variable) -> String {
    variable.number.map_or(String::new(), |number| format!("問{number}"))
}

/// Every code of every variable, missings last.
pub(super) fn lines(dataset: &Dataset) -> Vec<CodeLine<'_>> {
    dataset.variables().iter().flat_map(|variable| of_variable(dataset, variable)).collect()
}

fn of_variable<'a>(dataset: &'a Dataset, variable: &'a Variable) -> Vec<CodeLine<'a>> {
    let mut codes: Vec<(Option<i32>, String)> = match &variable.kind {
        VariableKind::Coded { codes } => {
            codes.iter().map(|(code, label)| (Some(i32::from(*code)), label.clone())).collect()
        }
        VariableKind::Tick { .. } => {
            vec![(Some(1), "選択した".into()), (Some(0), "選択していない".into())]
        }
        VariableKind::Number => vec![(None, "0以上の整数".into())],
        VariableKind::Text => vec![(None, "文字".into())],
    };
    let missings = [Missing::NoAnswer, Missing::NotAsked, Missing::Unusable];
    codes.extend(missings.map(|missing| (Some(missing.code()), missing.label().into())));
    let topic = dataset.topic(&variable.field);
    let line = |(place, (code, label)): (usize, (Option<i32>, String))| {
        let score = code.and_then(|code| topic?.score(code));
        CodeLine { variable, code, label, score, first: place == 0 }
    };
    codes.into_iter().enumerate().map(line).collect()
}

fn kind(variable: &Variable) -> &'static str {
    match variable.kind {
        VariableKind::Coded { .. } => "単数回答（S.A.）",
        VariableKind::Tick { .. } => "複数回答（M.A.）",
        VariableKind::Number => "数値",
        VariableKind::Text => "自由記述（F.A.）",
    }
}
