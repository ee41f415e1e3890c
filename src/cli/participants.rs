//! `machikoe participants`: whom a survey asks, without a browser.

use std::{fs, path::PathBuf};

use clap::Subcommand;

use super::{block_on, say, settings::Settings};
use crate::{
    audit::Signature,
    error::{Error, Result},
    invite::{self, import::parse},
    sheet::RowProblem,
    survey,
};

/// Participants of a survey.
#[derive(Subcommand)]
pub enum Command {
    /// Bring a list of participants in: CSV (UTF-8 or CP932, commas or tabs) or .xlsx.
    ///
    /// The first line names the columns, in any order: 整理番号 and 地区, and if known 年齢階級 and
    /// 性別. All or nothing: every bad line is printed, and then nothing is stored. Columns with
    /// names or addresses are refused; they stay in the city's own network. Works while the
    /// server runs. The audit gets a line.
    Import {
        /// The survey's name, such as resident-survey.
        #[arg(long, value_name = "SLUG")]
        survey: String,
        /// The list.
        file: PathBuf,
        #[command(flatten)]
        settings: Settings,
    },
}

impl Command {
    /// Runs it.
    pub fn run(self) -> Result<()> {
        let Command::Import { survey: slug, file, settings } = self;
        let name = file.to_string_lossy();
        let bytes = fs::read(&file)
            .map_err(|cause| Error::invalid(format!("{name} を読めません: {cause}")))?;
        let people = parse(&name, &bytes).map_err(|problems| {
            let lines = problems.iter().map(told);
            Error::Invalid([nothing_stored(problems.len())].into_iter().chain(lines).collect())
        })?;
        let app = settings.app()?;
        let added = block_on(async {
            let survey = survey::find(&app, &slug).await.map_err(|error| match error {
                Error::NotFound => Error::invalid(format!("「{slug}」という調査はありません。")),
                other => other,
            })?;
            let by = Signature::named(&app, "コマンド（participants import）")?;
            invite::import(&app, by, &survey, people).await
        })?;
        say(format_args!("{added}人を {slug} に取り込みました。"));
        Ok(())
    }
}

fn nothing_stored(problems: usize) -> String {
    format!(
        "取り込めませんでした。何も登録していません。次の{problems}件を直して、もう一度お試しください。"
    )
}

fn told(problem: &RowProblem) -> String {
    match problem.line {
        Some(line) => format!("{line}行目: {}", problem.message),
        None => problem.message.clone(),
    }
}
