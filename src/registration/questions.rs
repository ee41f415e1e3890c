//! The questions of a registration: a form of the house, frozen at the first registration.

use super::store;
use crate::{
    app::App,
    error::{Error, Result},
    form::{Answer, Answers, Field, Form, Question, Takes, ruby::plain},
    store::Db,
    survey::forms::read_checked,
    text::Lang,
    workshop::{Workshop, settings::Registration},
};

/// The questions of a workshop: as they were at the first registration, before it as they stand
/// in the folder of forms. They have no numbers: a registration is no questionnaire.
pub fn of(db: &mut Db, app: &App, workshop: &Workshop, rule: &Registration) -> Result<Form> {
    let mut form = match store::desk(db, &workshop.id)? {
        Some(held) => serde_json::from_str(&held.form).map_err(Error::internal)?,
        None => read_checked(&app.config.forms, &rule.form)?,
    };
    for section in &mut form.sections {
        section.questions.iter_mut().for_each(|question| question.number = None);
    }
    Ok(form)
}

/// What the database keeps of them.
pub fn frozen(form: &Form) -> Result<String> {
    serde_json::to_string(form).map_err(Error::internal)
}

/// What a field is called: 年代, or 関わっている団体 その他 for the text beside a choice.
pub fn label(field: &Field<'_>) -> String {
    let question = title(field.question);
    match field.takes {
        Takes::Row(row, _) => format!("{question} {}", plain(row.label.get(Lang::Ja))),
        Takes::Specify(choice) => format!("{question} {}", plain(choice.label.get(Lang::Ja))),
        _ => question,
    }
}

/// What a question is called in lists.
pub fn title(question: &Question) -> String {
    question.short.clone().unwrap_or_else(|| plain(question.text.get(Lang::Ja)).into_owned())
}

/// An answer in words; empty where there is none.
pub fn words(field: &Field<'_>, answers: &Answers) -> String {
    let label = |code: i32| {
        let choices = field.question.choices().iter();
        let mut found = choices.filter(|choice| i32::from(choice.code) == code);
        found.next().map_or_else(|| code.to_string(), |of| plain(of.label.get(Lang::Ja)).into())
    };
    match answers.get(&field.key) {
        None | Some(Answer::Blank | Answer::Unusable) => String::new(),
        Some(Answer::Number(number)) if matches!(field.takes, Takes::Whole { .. }) => {
            number.to_string()
        }
        Some(Answer::Number(code)) => label(*code),
        Some(Answer::Codes(codes)) => {
            codes.iter().map(|code| label(i32::from(*code))).collect::<Vec<_>>().join("、")
        }
        Some(Answer::Text(text)) => text.clone(),
    }
}

/// The code that somebody is grouped by for the tables. `None`: not answered.
pub fn group(answers: &Answers, field: &str) -> Option<i32> {
    match answers.get(field) {
        Some(Answer::Number(code)) => Some(*code),
        Some(Answer::Codes(codes)) => codes.first().map(|code| i32::from(*code)),
        _ => None,
    }
}
