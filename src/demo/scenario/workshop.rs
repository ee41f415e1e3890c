//! `forms/demo-workshops.yaml`: the workshops of the imaginary town, each in another phase.

use std::{fs, path::Path};

use serde::Deserialize;

use crate::{
    board::Phase,
    error::{Error, Result},
    form::Answers,
};

/// The file's name in the forms folder.
const FILE: &str = "demo-workshops.yaml";

/// The whole file.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evenings {
    /// The workshops, each in another phase.
    pub workshops: Vec<Talk>,
    /// The meeting about the results of one that is over.
    #[serde(default)]
    pub meeting: Option<Report>,
}

/// A meeting about results.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The name in addresses.
    pub slug: String,
    /// The slug of the workshop whose last theme is reported.
    pub of: String,
    /// The section that answers for the city.
    pub section: String,
    /// What the city says.
    pub official: String,
    /// What people say.
    pub comments: Vec<Said>,
}

/// What somebody said about the results.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// The word of a kind: sympathy, insight, question.
    pub kind: String,
    /// What they said.
    pub text: String,
    /// What the city replied.
    #[serde(default)]
    pub reply: Option<String>,
    /// Nobody of the office has looked at it yet.
    #[serde(default)]
    pub waits: bool,
}

/// A workshop, how far it is, and what stands on its boards.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Talk {
    /// The name in addresses.
    pub slug: String,
    /// The name of its template.
    pub template: String,
    /// What people call it.
    pub title: String,
    /// At which theme of the template everybody is, from 1 on.
    pub theme: usize,
    /// How far it is.
    pub phase: Phase,
    /// Who signed up for it.
    #[serde(default)]
    pub registered: Vec<Registered>,
    /// Its tables.
    pub tables: Vec<Table>,
}

/// Somebody who signed up, with a mail address or a telephone.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registered {
    /// The name.
    pub name: String,
    /// The mail address; empty for none.
    #[serde(default)]
    pub mail: String,
    /// The telephone; empty for none.
    #[serde(default)]
    pub telephone: String,
    /// What they answered.
    pub answers: Answers,
}

/// A table: its people, and what they write.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// How many sit at it.
    pub people: usize,
    /// What they gather.
    #[serde(default)]
    pub clusters: Vec<Island>,
    /// Notes that stay by themselves, see [`Island::notes`].
    #[serde(default)]
    pub alone: Vec<String>,
}

/// Notes that are gathered.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Island {
    /// 表札
    pub title: String,
    /// Each with the number of a colour of the theme before it: `2 バスが少ない`.
    pub notes: Vec<String>,
}

/// Reads the file; nothing happens in a folder that has none.
pub fn read(forms: &Path) -> Result<Evenings> {
    let path = forms.join(FILE);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {
            return Ok(Evenings::default());
        }
        Err(cause) => return Err(Error::internal(cause)),
    };
    serde_saphyr::from_str(&text).map_err(|cause| {
        Error::invalid(format!("見本の内容 {} に誤りがあります。\n{cause}", path.display()))
    })
}
