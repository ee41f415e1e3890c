//! `machikoe staff`: help for an office that has locked itself out.

use clap::Subcommand;

use super::{block_on, say, settings::Settings};
use crate::{
    audit::Signature,
    error::{Error, Result},
    staff::{self, fold_email, link_url, store},
};

/// Accounts of the office.
#[derive(Subcommand)]
pub enum Command {
    /// Print a one-time link that lets somebody choose a new password.
    ///
    /// For an administrator who has forgotten theirs. Works while the server runs.
    Link {
        /// The mail address of the account.
        email: String,
        #[command(flatten)]
        settings: Settings,
    },
}

impl Command {
    /// Runs it.
    pub fn run(self) -> Result<()> {
        let Command::Link { email, settings } = self;
        let (app, email) = (settings.app()?, fold_email(&email)?);
        let (token, by) = (app.ids.token()?, Signature::named(&app, "コマンド（staff link）")?);
        let made = token.clone();
        block_on(app.store.write(move |db| {
            let person = store::by_email(db, &email)?
                .ok_or_else(|| Error::invalid(format!("{email} の職員は登録されていません。")))?;
            staff::make_link(db, by, Some(&person.id), &made)
        }))?;
        say(link_url(&app, &token));
        Ok(())
    }
}
