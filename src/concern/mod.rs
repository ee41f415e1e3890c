//! Texts that an adult should read soon: what may be a call for help, or names somebody. An
//! answer tells nobody whose it is, and a mark on it does not either.

pub mod pages;
pub mod routes;
pub mod store;

use crate::{
    audit::{self, Action, Signature},
    error::{Error, Result},
    form::{
        Answer, Answers, Filled, Form,
        care::Sign,
        field::{Field, Takes},
        ruby::plain,
    },
    school::{self, Settings},
    staff::{Role, Staff},
    store::Db,
    text::Lang,
};

/// A text that shows something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concern {
    /// The answer that holds it.
    pub response_id: String,
    /// The field that holds it.
    pub field: String,
    /// What it shows.
    pub signs: Vec<Sign>,
    /// The name of whoever has read it.
    pub read_by: Option<String>,
    /// The text.
    pub text: String,
    /// What was asked.
    pub question: String,
    /// 「東中学校 2年生」: what an answer carries of its class.
    pub whose: String,
}

/// Notes what the texts of an answer show, in the transaction that stores it.
pub fn note(db: &mut Db, response_id: &str, signs: &[(String, Sign)]) -> Result<()> {
    for (field, sign) in signs {
        store::insert(db, response_id, field, *sign)?;
    }
    Ok(())
}

/// Whether somebody may read them: the one who is named, and administrators.
pub fn may_read(by: &Staff, settings: &Settings) -> bool {
    by.role == Role::Admin || settings.reader.as_ref() == Some(&by.id)
}

/// How many texts wait for being read. `None`: they are none of this person's business, or the
/// questionnaire has nothing that is looked for.
pub fn waiting(db: &mut Db, by: &Staff, survey_id: &str, form: &Form) -> Result<Option<usize>> {
    if form.care.is_none() || !may_read(by, &school::store::settings(db, survey_id)?) {
        return Ok(None);
    }
    store::count_unread(db, survey_id).map(Some)
}

/// The texts of a survey, those first that nobody has read. Within these the order is that of
/// the random ids of answers, which tells nothing.
pub fn list(db: &mut Db, survey_id: &str, form: &Form) -> Result<Vec<Concern>> {
    let mut found: Vec<Concern> = Vec::new();
    for row in store::all(db, survey_id)? {
        match found.last_mut() {
            Some(last) if last.response_id == row.response_id && last.field == row.field => {
                last.signs.push(row.sign);
            }
            _ => {
                let answers = serde_json::from_str(&row.answers).map_err(Error::internal)?;
                found.push(concern(form, row, &answers));
            }
        }
    }
    found.sort_by_key(|concern| concern.read_by.is_some());
    Ok(found)
}

fn concern(form: &Form, row: store::Row, answers: &Answers) -> Concern {
    let text = match answers.get(&row.field) {
        Some(Answer::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let asked = form.questions().find_map(|question| question.field(&row.field));
    let question = asked.map_or_else(|| row.field.clone(), |field| title(&field));
    let whose = [Filled::School, Filled::Grade].map(|filled| group(form, filled, answers));
    Concern {
        response_id: row.response_id,
        field: row.field,
        signs: vec![row.sign],
        read_by: row.read_by,
        text,
        question,
        whose: whose.join(" ").trim().to_owned(),
    }
}

/// What was asked; of a "please specify", with its choice.
fn title(field: &Field<'_>) -> String {
    let asked = plain(field.question.text.get(Lang::Ja));
    match field.takes {
        Takes::Specify(choice) => format!("{asked}（{}）", plain(choice.label.get(Lang::Ja))),
        _ => asked.into_owned(),
    }
}

/// The school or the grade of an answer in words.
fn group(form: &Form, filled: Filled, answers: &Answers) -> String {
    let code = form.filled(filled).and_then(|question| answers.get(&question.id));
    match code {
        Some(Answer::Number(code)) => {
            let code = i16::try_from(*code).unwrap_or(i16::MAX);
            plain(&school::label(form, filled, code, Lang::Ja)).into_owned()
        }
        _ => String::new(),
    }
}

/// Which text.
pub struct Place {
    /// The survey.
    pub survey_id: String,
    /// Its name, for the record.
    pub slug: String,
    /// The answer.
    pub response_id: String,
    /// The field.
    pub field: String,
}

/// Somebody has read a text. The record names the survey and nothing of the text. Reading what
/// a colleague has read changes nothing.
pub fn read(db: &mut Db, by: Signature, name: &str, place: &Place) -> Result<()> {
    if store::set_reader(db, place, Some(name))? {
        audit::record(db, by, Action::ConcernRead, &place.slug)?;
    }
    Ok(())
}

/// Puts a text back among those that nobody has read.
pub fn unread(db: &mut Db, by: Signature, place: &Place) -> Result<()> {
    if store::set_reader(db, place, None)? {
        audit::record(db, by, Action::ConcernPutBack, &place.slug)?;
    }
    Ok(())
}
