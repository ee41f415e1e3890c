//! Questionnaires in use: read from a folder, frozen by publishing, kept parsed in memory.

use std::{
    collections::HashMap,
    fs,
    path::Path,
    sync::{Arc, PoisonError, RwLock},
};

use super::{store, thaw};
use crate::{
    error::{Error, Result},
    form::{
        self, Form, Problem,
        indicator::{self, Indicator},
    },
    store::Db,
    text::Lang,
};

/// A published version of a questionnaire.
#[derive(Clone)]
pub struct Published {
    /// 1, 2, 3 …
    pub version: i32,
    /// The questionnaire.
    pub form: Arc<Form>,
}

/// The published versions that have been asked for, parsed once. A version never changes.
#[derive(Default)]
pub struct Forms {
    parsed: RwLock<HashMap<(String, i32), Arc<Form>>>,
}

impl Forms {
    /// The newest version of a survey's questionnaire.
    pub fn newest(&self, db: &mut Db, survey_id: &str) -> Result<Published> {
        let version = store::newest_number(db, survey_id)?;
        self.version(db, survey_id, version)
    }

    /// A version of a survey's questionnaire.
    pub fn version(&self, db: &mut Db, survey_id: &str, version: i32) -> Result<Published> {
        let key = (survey_id.to_owned(), version);
        let known = self.parsed.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        let form = match known {
            Some(form) => form,
            None => {
                let form = Arc::new(thaw(&store::definition(db, survey_id, version)?)?);
                self.parsed
                    .write()
                    .unwrap_or_else(PoisonError::into_inner)
                    .insert(key, Arc::clone(&form));
                form
            }
        };
        Ok(Published { version, form })
    }

    /// The newest version in memory, for drawing a page while the database is out of reach.
    pub fn remembered(&self, survey_id: &str) -> Option<Arc<Form>> {
        let parsed = self.parsed.read().unwrap_or_else(PoisonError::into_inner);
        let of_survey = parsed.iter().filter(|((id, _), _)| id == survey_id);
        of_survey.max_by_key(|((_, version), _)| *version).map(|(_, form)| Arc::clone(form))
    }
}

/// The folder of the indicators' definitions, beside those of the questionnaires.
pub const INDICATORS: &str = "indicators";

/// Reads a questionnaire's folder, `form.yaml` and a file for each further language, the
/// indicators beside it, and the form whose questions it shares.
pub fn read_folder(folder: &Path) -> Result<Result<Form, Vec<Problem>>> {
    let indicators = folder.join("..").join(INDICATORS);
    let indicators = if indicators.is_dir() { yaml_files(&indicators)? } else { Vec::new() };
    // A form that is not there, or is wrong itself, says nothing about this one.
    let other =
        |name: &str| form::load(&yaml_files(&folder.join("..").join(name)).ok()?, &indicators).ok();
    Ok(form::load_beside(&yaml_files(folder)?, &indicators, other))
}

/// The contents of a new language file for the questionnaire in a folder, and how many texts it
/// asks, see [`form::skeleton`].
pub fn read_skeleton(folder: &Path, lang: Lang) -> Result<Result<(String, usize), Vec<Problem>>> {
    let files = yaml_files(folder)?;
    let main = files.iter().find(|(name, _)| name == form::load::MAIN_FILE);
    Ok(form::skeleton(main.map_or("", |(_, text)| text), lang))
}

/// The YAML files of a folder by name: name and contents.
fn yaml_files(folder: &Path) -> Result<Vec<(String, String)>> {
    let unreadable = |cause: std::io::Error| {
        Error::invalid(format!("調査票のフォルダ {} を読めません: {cause}", folder.display()))
    };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".yaml") {
            files.push((name, fs::read_to_string(&path).map_err(unreadable)?));
        }
    }
    files.sort();
    Ok(files)
}

/// Reads a questionnaire that must be right, from the folder that bears its name.
pub fn read_checked(forms: &Path, name: &str) -> Result<Form> {
    let form = read_folder(&forms.join(name))?
        .map_err(|problems| Error::Invalid(problems.iter().map(ToString::to_string).collect()))?;
    if form.id != name {
        return Err(Error::invalid(format!(
            "フォルダの名前（{name}）と form.yaml の form（{}）が違います。同じにしてください。",
            form.id
        )));
    }
    Ok(form)
}

/// Reads every indicator of a folder, by name, or every mistake in them.
pub fn read_indicators(folder: &Path) -> Result<Result<Vec<Indicator>, Vec<Problem>>> {
    let (mut indicators, mut problems) = (Vec::new(), Vec::new());
    for (name, text) in yaml_files(folder)? {
        match indicator::load(&name, &text) {
            Ok(indicator) => indicators.push(indicator),
            Err(found) => problems.extend(found),
        }
    }
    Ok(if problems.is_empty() { Ok(indicators) } else { Err(problems) })
}

/// Reads an indicator that must be there and right.
pub fn read_indicator(forms: &Path, id: &str) -> Result<Indicator> {
    // What comes from an address is a name, never a path.
    if !id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        return Err(Error::NotFound);
    }
    let name = format!("{id}.yaml");
    let text = match fs::read_to_string(forms.join(INDICATORS).join(&name)) {
        Ok(text) => text,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Err(Error::NotFound),
        Err(cause) => {
            return Err(Error::invalid(format!("指標のファイル {name} を読めません: {cause}")));
        }
    };
    indicator::load(&name, &text)
        .map_err(|problems| Error::Invalid(problems.iter().map(ToString::to_string).collect()))
}

/// How the folder of a form begins that asks those who sign up for a workshop. No survey is made
/// of it.
const OF_WORKSHOP: &str = "workshop-";

/// The names of the questionnaires in the forms folder.
pub fn names(forms: &Path) -> Result<Vec<String>> {
    let unreadable = |cause: std::io::Error| {
        Error::invalid(format!("調査票のフォルダ {} を読めません: {cause}", forms.display()))
    };
    let mut names = Vec::new();
    for entry in fs::read_dir(forms).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.join("form.yaml").is_file() && !name.starts_with(OF_WORKSHOP) {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}
