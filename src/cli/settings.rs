//! The settings that commands share: where the data is.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::{
    app::App,
    clock::Clock,
    config::{self, Config},
    error::{Error, Result},
    id::Ids,
    store::Address,
};

/// Where the data is. Flags win over the environment, the environment over the file.
#[derive(Args)]
pub struct Settings {
    /// Settings file (TOML). Unless named, machikoe.toml in the data folder, if there is one.
    #[arg(long, env = "MACHIKOE_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Folder of the embedded database and of the secret key (secret.key).
    #[arg(long, env = "MACHIKOE_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// PostgreSQL instead of the embedded database: postgres://user:password@host/name.
    #[arg(long, env = "MACHIKOE_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// Folder of the questionnaires.
    #[arg(long, env = "MACHIKOE_FORMS", value_name = "DIR")]
    pub forms: Option<PathBuf>,
}

impl Settings {
    /// The settings from file, environment and flags, not yet checked as a whole.
    pub fn read(&self) -> Result<Config> {
        let usual = self.data.clone().unwrap_or(Config::default().data).join(config::FILE);
        let mut config = match &self.config {
            Some(file) => Config::from_file(file)?,
            None if usual.exists() => Config::from_file(&usual)?,
            None => Config::default(),
        };
        if let Some(data) = &self.data {
            config.data.clone_from(data);
        }
        if let Some(url) = &self.database_url {
            config.database_url.clone_from(url);
        }
        if let Some(forms) = &self.forms {
            config.forms.clone_from(forms);
        }
        Ok(config)
    }

    /// The application behind a command that does its work and ends. A mistyped folder is told,
    /// not made.
    pub fn app(&self) -> Result<App> {
        let config = self.read()?.finish()?;
        if let Address::Sqlite(file) = config.address()
            && !Path::new(&file).exists()
        {
            return Err(Error::invalid(format!(
                "{} にデータベースがありません。--data のフォルダをお確かめください。",
                config.data.display()
            )));
        }
        App::build(config, Clock::System, Ids::System)
    }
}
