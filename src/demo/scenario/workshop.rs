//! `forms/demo-workshops.yaml`: the workshops of the imaginary town, each in another phase.

use std::{fs, path::Path};

use serde::Deserialize;

use crate::{
    board::Phase,
    error::{Error, Result},
};

/// The file's name in the forms folder.
const FILE: &str = "demo-workshops.yaml";

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    workshops: Vec<Talk>,
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
    /// Its tables.
    pub tables: Vec<Table>,
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

/// Reads the workshops; none where the folder has no such file.
pub fn read(forms: &Path) -> Result<Vec<Talk>> {
    let path = forms.join(FILE);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(cause) => return Err(Error::internal(cause)),
    };
    let file: File = serde_saphyr::from_str(&text).map_err(|cause| {
        Error::invalid(format!("見本の内容 {} に誤りがあります。\n{cause}", path.display()))
    })?;
    Ok(file.workshops)
}
