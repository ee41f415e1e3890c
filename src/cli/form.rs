//! `machikoe form`: questionnaires on the clerk's desk.

use std::{
    fs::File,
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
};

use clap::Subcommand;

use super::say;
use crate::{
    error::{Error, Result},
    form::{Form, Indicator, Problem, codebook},
    survey::forms,
    text::Lang,
    workshop::template::{self, Template, WorkshopTemplate},
};

/// Work on a questionnaire.
#[derive(Subcommand)]
pub enum Command {
    /// Check a questionnaire's folder and name every mistake.
    ///
    /// Reads form.yaml, the file of each further language, and the indicators that the form
    /// names. Every mistake is named with its file, its line and a sentence, all of them at once.
    /// Exit code 0: it can be published. docs/forms.md describes the language, docs/workshops.md
    /// that of the templates of workshops.
    Check {
        /// The folder, such as forms/resident-survey, forms/indicators or forms/workshops.
        dir: PathBuf,
    },
    /// Begin the file of another language: every text with its Japanese above an empty place.
    ///
    /// Writes FOLDER/LANGUAGE.yaml, which must not exist yet. Afterwards `form check` lists what
    /// is still missing, in the order of the form.
    Translate {
        /// The folder, such as forms/resident-survey.
        dir: PathBuf,
        /// The language, such as en or ja-easy.
        language: String,
    },
}

impl Command {
    /// Runs it.
    pub fn run(self) -> Result<()> {
        match self {
            Command::Check { dir } if is(&dir, forms::INDICATORS) => check_indicators(&dir),
            Command::Check { dir } if is(&dir, template::FOLDER) => check_templates(&dir),
            Command::Check { dir } => check(&dir),
            Command::Translate { dir, language } => translate(&dir, &language),
        }
    }
}

fn is(dir: &Path, name: &str) -> bool {
    dir.canonicalize().is_ok_and(|dir| dir.ends_with(name))
}

fn check(dir: &Path) -> Result<()> {
    match forms::read_folder(dir)? {
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
        Err(problems) => refuse(dir, &problems),
    }
}

fn translate(dir: &Path, language: &str) -> Result<()> {
    let lang = Lang::from_tag(language).filter(|lang| *lang != Lang::Ja).ok_or_else(|| {
        let others: Vec<&str> =
            Lang::ALL.into_iter().filter(|lang| *lang != Lang::Ja).map(Lang::tag).collect();
        Error::invalid(format!(
            "「{language}」のファイルは作れません。指定できるのは {} です（日本語の文は form.yaml に書きます）。",
            others.join("・")
        ))
    })?;
    let (contents, texts) = match forms::read_skeleton(dir, lang)? {
        Ok(skeleton) => skeleton,
        Err(problems) => return refuse(dir, &problems),
    };
    let path = dir.join(format!("{language}.yaml"));
    let check = format!("machikoe form check {}", dir.display());
    let written = File::create_new(&path).and_then(|mut file| file.write_all(contents.as_bytes()));
    match written {
        Ok(()) => {
            say(format_args!(
                "{} を作りました（{texts}文）。\"\" の中に訳を書いてください。",
                path.display()
            ));
            say(format_args!(
                "form.yaml の languages に {language} を書くと、まだ訳のない文が {check} で全部表示されます。"
            ));
            Ok(())
        }
        Err(cause) if cause.kind() == ErrorKind::AlreadyExists => Err(Error::invalid(format!(
            "{} はもうあるので、何も書いていません。まだ訳のない文は {check} で全部表示されます。",
            path.display()
        ))),
        Err(cause) => Err(Error::invalid(format!("{} を書けません: {cause}", path.display()))),
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

fn check_templates(folder: &Path) -> Result<()> {
    match template::read_all(&folder.join(".."))? {
        Ok(templates) => {
            for template in &templates {
                match template {
                    Template::Workshop(WorkshopTemplate { title, settings, themes, .. }) => {
                        let (themes, tables) = (themes.len(), settings.tables);
                        say(format_args!(
                            "{title}: 誤りはありません（{themes}テーマ、{tables}テーブル）。"
                        ));
                    }
                    Template::Meeting(meeting) => {
                        say(format_args!("{}: 誤りはありません（報告会）。", meeting.title));
                    }
                }
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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_translation_is_begun_once_and_never_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let form = include_str!("../../tests/it/forms/district-survey/form.yaml");
        fs::write(dir.path().join("form.yaml"), form).unwrap();
        translate(dir.path(), "en").unwrap();
        let english = dir.path().join("en.yaml");
        assert!(fs::read_to_string(&english).unwrap().contains("# 地区のくらしアンケート\ntitle:"));
        fs::write(&english, "language: en\ntitle: Life in the districts\n").unwrap();
        let said = translate(dir.path(), "en").unwrap_err().sentence();
        assert!(said.contains("en.yaml はもうあるので、何も書いていません。"), "{said}");
        assert!(fs::read_to_string(&english).unwrap().contains("Life in the districts"));
    }

    #[test]
    fn a_language_that_the_program_does_not_speak_is_refused_with_those_it_does() {
        for language in ["fr", "ja", "../en"] {
            let said = translate(Path::new("."), language).unwrap_err().sentence();
            assert!(said.contains("指定できるのは ja-easy・en です"), "{said}");
        }
    }
}
