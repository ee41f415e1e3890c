//! `machikoe form`: questionnaires on the clerk's desk.

use std::path::PathBuf;

use clap::Subcommand;

use super::say;
use crate::{
    error::{Error, Result},
    form::codebook,
    survey::forms,
};

/// Work on a questionnaire.
#[derive(Subcommand)]
pub enum Command {
    /// Check a questionnaire's folder and name every mistake.
    ///
    /// Reads form.yaml and the file of each further language. Every mistake is named with its
    /// file, its line and a sentence, all of them at once. Exit code 0: it can be published.
    /// docs/forms.md describes the language.
    Check {
        /// The folder, such as forms/resident-survey.
        dir: PathBuf,
    },
}

impl Command {
    /// Runs it.
    pub fn run(self) -> Result<()> {
        let Command::Check { dir } = self;
        match forms::read_folder(&dir)? {
            Ok(form) if dir.canonicalize().is_ok_and(|dir| !dir.ends_with(&form.id)) => {
                Err(Error::invalid(format!(
                    "form.yaml の form（{}）がフォルダの名前と違います。同じにしてください。",
                    form.id
                )))
            }
            Ok(form) => {
                let variables = codebook::variables(&form).len();
                let (sections, questions) = (form.sections.len(), form.questions().count());
                say(format_args!(
                    "誤りはありません（{sections}ページ、{questions}問、{variables}変数）。"
                ));
                Ok(())
            }
            Err(problems) => {
                for problem in &problems {
                    say(format_args!("{}/{problem}", dir.display()));
                }
                Err(Error::invalid(format!("{}か所に誤りがあります。", problems.len())))
            }
        }
    }
}
