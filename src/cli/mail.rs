//! `machikoe mail`: does the way to the mail server work?

use clap::Subcommand;

use super::{block_on, say, settings::Settings};
use crate::{
    error::{Error, Result},
    outbox::{Line, Mail, address, message::message},
};

/// Mail.
#[derive(Subcommand)]
pub enum Command {
    /// Send one test mail and print what the mail server said.
    ///
    /// Goes to the server of the settings (section "mail") at once, past the outbox. Works while the
    /// program serves.
    Test {
        /// Where to send it.
        address: String,
        #[command(flatten)]
        settings: Settings,
    },
}

impl Command {
    /// Runs it.
    pub fn run(self) -> Result<()> {
        let Command::Test { address: typed, settings } = self;
        let (app, to) = (settings.app()?, address(&typed)?);
        let server = app.mailer.server().ok_or_else(|| {
            Error::invalid(
                "メールサーバーが設定されていません（設定ファイルの [mail] の server）。何も送っていません。",
            )
        })?;
        let mail = Mail {
            to: &to,
            subject: "まちこえ：送信の試し",
            body: "このメールが読めれば、メールサーバーの設定はできています。",
            list: None,
        };
        let test = message(&app, server, &app.ids.id()?, &mail, app.stamp())
            .map_err(|trouble| Error::invalid(trouble.sentence()))?;
        let reply = block_on(async {
            let mut line = Line::to(server.clone());
            let reply = line.send(&test).await;
            line.close().await;
            reply.map_err(|failure| {
                let said = &failure.said;
                Error::invalid(format!("{}\n（返事: {said}）", failure.trouble.sentence()))
            })
        })?;
        say(format_args!("{to} あてに送りました。メールサーバーの返事: {reply}"));
        Ok(())
    }
}
