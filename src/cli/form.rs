//! `machikoe form`: questionnaires on the clerk's desk.

use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::say;
use crate::{
    error::{Error, Result},
    form::{Form, Indicator, Problem, codebook},
    survey::forms,
};

/// Work on a questionnaire.
#[derive(Subcommand)]
pub enum Command {
    /// Check a questionnaire's folder and name every mistake.
    ///
    /// Reads form.yaml, the file of each further language, and the indicators that the form
    /// names. Every mistake is named with its file, its line and a sentence, all of them at once.
    /// Exit code 0: it can be published. docs/forms.md describes the language.
    Check {
        /// The folder, such as forms/resident-survey, or forms/indicators.
        dir: PathBuf,
    },
}

impl Command {
    /// Runs it.
    pub fn run(self) -> Result<()> {
        let Command::Check { dir } = self;
        if dir.canonicalize().is_ok_and(|dir| dir.ends_with(forms::INDICATORS)) {
            return check_indicators(&dir);
        }
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
                for id in form.indicators() {
                    say_what_is_asked(&forms::read_indicator(&dir.join(".."), id)?, &form);
                }
                Ok(())
            }
            Err(problems) => refuse(&dir, &problems),
        }
    }
}

fn check_indicators(folder: &Path) -> Result<()> {
    match forms::read_indicators(folder)? {
        Ok(indicators) => {
            for Indicator { title, factors, items, .. } in &indicators {
                let (factors, items) = (factors.len(), items.len());
                say(format_args!("{title}: 誤りはありません（{factors}因子、{items}項目）。"));
            }
            Ok(())
        }
        Err(problems) => refuse(folder, &problems),
    }
}

/// Leaving something out is allowed, and has to be seen.
fn say_what_is_asked(indicator: &Indicator, form: &Form) {
    let asked = form.asked_of(&indicator.id).count();
    let unasked = indicator.unasked(form);
    let labels: Vec<&str> = unasked.iter().map(|part| part.label()).collect();
    let rest = match labels.is_empty() {
        true => String::new(),
        false => format!("聞いていないもの: {}。", labels.join("、")),
    };
    say(format_args!(
        "指標「{}」の{}の設問のうち、{asked}を聞いています。{rest}",
        indicator.title,
        asked + unasked.len()
    ));
}

fn refuse(folder: &Path, problems: &[Problem]) -> Result<()> {
    for problem in problems {
        say(format_args!("{}/{problem}", folder.display()));
    }
    Err(Error::invalid(format!("{}か所に誤りがあります。", problems.len())))
}
