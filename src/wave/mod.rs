//! Earlier surveys that stand beside today's: their answers in today's variables and codes, and
//! what differs.

pub mod answers;
pub mod codebook;
pub mod import;
pub mod mapping;
pub mod pages;
pub mod routes;
pub mod store;
mod template;

pub use import::{File, Parsed, Problems, parse};
pub use mapping::{Mapped, MappedCode, Mapping};

use crate::{
    answers::Dataset,
    app::App,
    audit::{self, Action, Signature},
    error::{Error, Result},
    form::Form,
    store::Db,
    survey::Survey,
};

/// An earlier survey beside one of today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wave {
    /// Its id.
    pub id: String,
    /// What it is called, such as 令和2年度調査. Once in a survey.
    pub title: String,
    /// The year in which it was asked.
    pub year: i32,
    /// What a reader should know of it; may be empty.
    pub note: String,
    /// Whether it waits for somebody to look at what was mapped to what.
    pub is_draft: bool,
    /// Which of today's variables it has, and what differs.
    pub mapping: Mapping,
}

/// How an earlier survey introduces itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Its title.
    pub title: String,
    /// The year in which it was asked.
    pub year: i32,
    /// A remark.
    pub note: String,
}

/// Most characters of a title: it stands in the legends of charts.
const TITLE_LENGTH: usize = 30;
/// Most characters of a note.
const NOTE_LENGTH: usize = 300;

impl Named {
    /// What was typed, if it can be printed in a legend.
    ///
    /// # Errors
    /// Every field that cannot, each with a sentence.
    pub fn typed(title: &str, year: &str, note: &str) -> Result<Named> {
        let mut wrong = Vec::new();
        let length = title.chars().count();
        if length == 0 || length > TITLE_LENGTH || title.chars().any(char::is_control) {
            wrong.push(format!(
                "調査の名前は、改行のない{TITLE_LENGTH}文字までで入力してください（例: 令和2年度調査）。"
            ));
        }
        let parsed = crate::sheet::half_width(year).parse().ok();
        let parsed = parsed.filter(|year| (1945..=2100).contains(year));
        if parsed.is_none() {
            wrong.push("調査した年は、2020 のように西暦で入力してください。".into());
        }
        if note.chars().count() > NOTE_LENGTH {
            wrong.push(format!("備考は{NOTE_LENGTH}文字までで入力してください。"));
        }
        match parsed {
            Some(year) if wrong.is_empty() => {
                Ok(Named { title: title.to_owned(), year, note: note.to_owned() })
            }
            _ => Err(Error::Invalid(wrong)),
        }
    }
}

/// Keeps what was read of an earlier survey as a draft, in the place of a draft of the same
/// title. Returns its id.
///
/// # Errors
/// The survey has an earlier one of that title already.
pub async fn draft(
    app: &App,
    by: Signature,
    survey: &Survey,
    named: Named,
    parsed: Parsed,
) -> Result<String> {
    let (id, survey) = (app.ids.id()?, survey.clone());
    let Parsed { mapping, people } = parsed;
    // Turning 200,000 answers into text takes a moment, which other writes shall not wait for.
    let documents = tokio::task::spawn_blocking(move || {
        people.iter().map(serde_json::to_string).collect::<Result<Vec<_>, _>>()
    });
    let documents = documents.await.map_err(Error::internal)?.map_err(Error::internal)?;
    let Named { title, year, note } = named;
    let wave = Wave { id, title, year, note, is_draft: true, mapping };
    app.store
        .write(move |db| {
            match store::by_title(db, &survey.id, &wave.title)? {
                Some(other) if other.is_draft => store::delete(db, &other.id)?,
                Some(_) => {
                    return Err(Error::Conflict(format!(
                        "「{}」はすでに取り込まれています。別の名前にするか、先に前のものを消してください。",
                        wave.title
                    )));
                }
                None => {}
            }
            store::insert(db, &survey.id, &wave, &documents, by.at())?;
            let subject = format!("{} {} {}人", survey.slug, wave.title, documents.len());
            audit::record(db, by, Action::WaveRead, &subject)?;
            Ok(wave.id)
        })
        .await
}

/// Takes a draft into the comparison. Doing it twice is no harm.
pub fn accept(db: &mut Db, by: Signature, survey: &Survey, id: &str) -> Result<()> {
    let wave = store::find(db, &survey.id, id)?;
    if !wave.is_draft {
        return Ok(());
    }
    store::accept(db, id)?;
    audit::record(db, by, Action::WaveAccepted, &format!("{} {}", survey.slug, wave.title))
}

/// Forgets an earlier survey. Whoever removes an accepted one types its title.
pub fn remove(db: &mut Db, by: Signature, survey: &Survey, id: &str, typed: &str) -> Result<()> {
    let wave = store::find(db, &survey.id, id)?;
    if !wave.is_draft && typed != wave.title {
        return Err(Error::invalid(format!(
            "消していません。消すときは、欄に「{}」と入力してください。",
            wave.title
        )));
    }
    store::delete(db, id)?;
    audit::record(db, by, Action::WaveRemoved, &format!("{} {}", survey.slug, wave.title))
}

/// The earlier surveys that stand beside a survey, the newest first. Drafts do not.
pub fn all(db: &mut Db, survey: &Survey) -> Result<Vec<Wave>> {
    let mut waves = store::all(db, &survey.id)?;
    waves.retain(|wave| !wave.is_draft);
    Ok(waves)
}

/// The answers of an earlier survey below today's form. Variables that it does not have
/// ([`Mapping::has`]) are 非該当 for everybody and say nothing.
pub fn load(db: &mut Db, wave: &Wave, form: Form) -> Result<Dataset> {
    let mut dataset = Dataset::new(form);
    store::load(db, &wave.id, &mut dataset)?;
    Ok(dataset)
}
