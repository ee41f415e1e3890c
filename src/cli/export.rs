//! `machikoe export`: the files without a browser, also while the server runs.

use std::{fs::File, io::BufWriter, path::PathBuf};

use clap::Args;

use super::{block_on, say, settings::Settings};
use crate::{
    audit::{self, Action, Signature},
    error::{Error, Result},
    report::{csv, gather::gather_whole},
    survey,
};

/// Write the results of a survey to a file.
///
/// The ending chooses the kind: .xlsx the workbook with all tables, .csv the raw data in codes
/// (one header row of variable names, one line an answer). Works while the server runs; the
/// file shows one moment. The audit gets a line.
#[derive(Args)]
pub struct Export {
    /// The survey's name, such as resident-survey.
    survey: String,
    /// Where to write: a name that ends in .xlsx or .csv. An existing file is replaced.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[command(flatten)]
    settings: Settings,
}

impl Export {
    /// Runs it.
    pub fn run(self) -> Result<()> {
        let kind = self.out.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if !matches!(kind, "xlsx" | "csv") {
            return Err(Error::invalid(
                "出力ファイルの名前は .xlsx か .csv で終わるようにしてください。",
            ));
        }
        let app = std::sync::Arc::new(self.settings.app()?);
        let (inner, slug, now) = (app.clone(), self.survey.clone(), app.stamp());
        let gathered = block_on(app.store.read(move |db| {
            let survey = survey::store::by_slug(db, &slug)?;
            gather_whole(db, &inner, &survey, &[], now)
        }))
        .map_err(|error| match error {
            Error::NotFound => {
                Error::invalid(format!("「{}」という調査はありません。", self.survey))
            }
            other => other,
        })?;
        // Beside the target first: a full disk leaves the earlier file as it was.
        let draft = self.out.with_extension(format!("{kind}.part"));
        let file = File::create(&draft).map_err(|cause| {
            Error::invalid(format!("{} に書けません: {cause}", draft.display()))
        })?;
        match kind {
            "xlsx" => gathered.workbook(BufWriter::new(file))?,
            _ => csv::write_answers(&gathered.dataset, BufWriter::new(file))
                .map_err(Error::internal)?,
        }
        std::fs::rename(&draft, &self.out).map_err(Error::internal)?;
        let by = Signature::named(&app, "コマンド（export）")?;
        let subject = format!("{} {kind}", self.survey);
        block_on(
            app.store.write(move |db| audit::record(db, by, Action::AnswersExported, &subject)),
        )?;
        say(format_args!(
            "{}件の回答を {} に書きました。",
            gathered.dataset.people(),
            self.out.display()
        ));
        Ok(())
    }
}
