//! `machikoe backup`: a copy of the embedded database at one moment, while the server runs.

use std::path::PathBuf;

use clap::Args;

use super::{block_on, say, settings::Settings};
use crate::{
    error::{Error, Result},
    store::backup,
};

/// Copy the embedded database to a file, while the server runs.
///
/// The copy shows one moment and is a database of its own. The secret (secret.key) is not in it,
/// on purpose: keep a copy of it apart from the backups, because a backup and the secret
/// together can open drafts. To restore, stop the server and put both files back as
/// machikoe.sqlite3 and secret.key. For PostgreSQL use pg_dump.
#[derive(Args)]
pub struct Backup {
    /// Where to write. The file must not exist yet.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[command(flatten)]
    settings: Settings,
}

impl Backup {
    /// Runs it.
    pub fn run(self) -> Result<()> {
        if self.out.exists() {
            return Err(Error::invalid(format!(
                "{} はすでにあります。別の名前を指定してください。",
                self.out.display()
            )));
        }
        let app = self.settings.app()?;
        let to = self.out.to_string_lossy().into_owned();
        block_on(app.store.read(move |db| backup::into_file(db, &to)))?;
        say(format_args!(
            "{} に控えを取りました。鍵のファイル（secret.key）は別の場所に控えてください。",
            self.out.display()
        ));
        Ok(())
    }
}
