//! The variables of a form: the columns of every export, with what their codes mean.

use super::answer::{Answer, Answers};
use super::definition::{Choice, Form, Question, Text};
use super::field::{Field, Takes};
use super::ruby;
use crate::text::Lang;

/// One column of the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name, the same in every version of the form.
    pub name: String,
    /// What it holds, in Japanese without furigana: the question, the row of a matrix, or the
    /// choice of a multiple choice.
    pub label: String,
    /// The question's id.
    pub question: String,
    /// What the question asks, in Japanese without furigana.
    pub question_text: String,
    /// 問1, 問2 ….
    pub number: Option<u16>,
    /// The field that its answers stand in.
    pub field: String,
    /// What its values mean.
    pub kind: VariableKind,
}

/// What the values of a variable mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VariableKind {
    /// One of these codes.
    Coded {
        /// Code and label, in the order of the form.
        codes: Vec<(i16, String)>,
    },
    /// 1 if this choice of a multiple choice is ticked, 0 if not.
    Tick {
        /// The choice's code.
        code: i16,
        /// The choice's label.
        label: String,
    },
    /// A number: a step of a scale, or a typed number.
    Number,
    /// A text.
    Text,
}

/// The value of a variable in one response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// A code, a tick (0 or 1) or a number.
    Number(i32),
    /// A text.
    Text(&'a str),
    /// No value.
    Missing(Missing),
}

/// Why there is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// 無回答: asked, and left blank.
    NoAnswer,
    /// 非該当: not asked.
    NotAsked,
    /// 無効: an unusable mark on paper.
    Unusable,
}

impl Missing {
    /// The code in coded output: −1, −2, −3.
    pub fn code(self) -> i32 {
        match self {
            Missing::NoAnswer => -1,
            Missing::NotAsked => -2,
            Missing::Unusable => -3,
        }
    }

    /// Its label in the codebook.
    pub fn label(self) -> &'static str {
        match self {
            Missing::NoAnswer => "無回答",
            Missing::NotAsked => "非該当",
            Missing::Unusable => "無効",
        }
    }
}

/// The variables of a form, in the order of the questionnaire.
pub fn variables(form: &Form) -> Vec<Variable> {
    form.questions().flat_map(Question::fields).flat_map(|field| of_field(&field)).collect()
}

/// The value of a variable in settled answers (see [`super::settle`]).
pub fn coded<'a>(variable: &Variable, answers: &'a Answers) -> Cell<'a> {
    let Some(answer) = answers.get(&variable.field) else {
        return Cell::Missing(Missing::NotAsked);
    };
    match (answer, &variable.kind) {
        (Answer::Unusable, _) => Cell::Missing(Missing::Unusable),
        (Answer::Number(number), VariableKind::Coded { .. } | VariableKind::Number) => {
            Cell::Number(*number)
        }
        (Answer::Codes(codes), VariableKind::Tick { code, .. }) if !codes.is_empty() => {
            Cell::Number(i32::from(codes.contains(code)))
        }
        (Answer::Text(text), VariableKind::Text) if !text.is_empty() => Cell::Text(text),
        _ => Cell::Missing(Missing::NoAnswer),
    }
}

fn of_field(field: &Field<'_>) -> Vec<Variable> {
    let question = field.question;
    let text = japanese(&question.text);
    let variable = |name: String, label: String, kind| Variable {
        name,
        label,
        question: question.id.clone(),
        question_text: text.clone(),
        number: question.number,
        field: field.key.to_string(),
        kind,
    };
    let key = field.key.to_string();
    match field.takes {
        Takes::One(choices) => {
            vec![variable(key, text.clone(), VariableKind::Coded { codes: codes(choices) })]
        }
        Takes::Row(row, choices) => {
            vec![variable(key, japanese(&row.label), VariableKind::Coded { codes: codes(choices) })]
        }
        Takes::Many(choices) => choices
            .iter()
            .map(|choice| {
                let label = japanese(&choice.label);
                let kind = VariableKind::Tick { code: choice.code, label: label.clone() };
                variable(tick_name(question, choice), label, kind)
            })
            .collect(),
        Takes::Whole { .. } => vec![variable(key, text.clone(), VariableKind::Number)],
        Takes::Words { .. } => vec![variable(key, text.clone(), VariableKind::Text)],
        Takes::Specify(choice) => {
            let label = format!("{}（具体的に）", japanese(&choice.label));
            vec![variable(key, label, VariableKind::Text)]
        }
    }
}

/// The name of the variable that says whether a choice is ticked.
fn tick_name(question: &Question, choice: &Choice) -> String {
    format!("{}_{}", question.id, choice.code)
}

fn codes(choices: &[Choice]) -> Vec<(i16, String)> {
    choices.iter().map(|choice| (choice.code, japanese(&choice.label))).collect()
}

fn japanese(text: &Text) -> String {
    ruby::plain(text.get(Lang::Ja)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::fixture::{answers, form};

    fn cell<'a>(name: &str, stored: &'a Answers) -> Cell<'a> {
        let variables = variables(&form());
        let variable = variables.iter().find(|variable| variable.name == name).unwrap();
        coded(variable, stored)
    }

    #[test]
    fn variables_come_in_the_order_of_the_questionnaire() {
        let names: Vec<String> = variables(&form()).into_iter().map(|v| v.name).collect();
        assert_eq!(
            names.join(" "),
            "sex household children stay stay_other3 leave_why_1 leave_why_2 leave_why_3 \
             leave_why_8 leave_why_9 leave_why_other8 sat_m01 sat_m02 imp_m01 imp_m02 commute \
             life_w01 life_w02 happy ideas"
        );
    }

    #[test]
    fn labels_are_japanese_without_furigana() {
        let variables = variables(&form());
        let water = variables.iter().find(|variable| variable.name == "sat_m02").unwrap();
        assert_eq!(water.label, "水道");
        assert_eq!(water.question_text, "町の取り組みにどのくらい満足していますか。");
        assert_eq!(water.number, Some(6));
        let VariableKind::Coded { codes } = &water.kind else { panic!("not coded") };
        assert_eq!(codes[0], (5, "満足".to_owned()));
    }

    #[test]
    fn ticks_are_one_and_zero() {
        let stored = answers(r#"{"leave_why":[1,8],"leave_why_other8":"海"}"#);
        assert_eq!(cell("leave_why_1", &stored), Cell::Number(1));
        assert_eq!(cell("leave_why_2", &stored), Cell::Number(0));
        assert_eq!(cell("leave_why_other8", &stored), Cell::Text("海"));
    }

    #[test]
    fn the_three_missings_are_told_apart() {
        let stored = answers(r#"{"sex":null,"leave_why":null,"stay":false,"sat_m01":false}"#);
        for (name, missing, code) in [
            ("sex", Missing::NoAnswer, -1),
            ("leave_why_1", Missing::NoAnswer, -1),
            ("happy", Missing::NotAsked, -2),
            ("stay", Missing::Unusable, -3),
            ("sat_m01", Missing::Unusable, -3),
        ] {
            assert_eq!(cell(name, &stored), Cell::Missing(missing), "{name}");
            assert_eq!(missing.code(), code);
        }
    }
}
