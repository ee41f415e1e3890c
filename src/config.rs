//! The settings: read once from flags, environment and file (in this order), then passed down.

pub mod mail;

use std::{fmt, fs, net::SocketAddr, path::PathBuf};

use serde::{Deserialize, Serialize};

use crate::{
    error::{Error, Result},
    store::Address,
};
pub use mail::{Mail, Security};

/// The settings file that is read from the data folder when no other is named.
pub const FILE: &str = "machikoe.toml";

/// Everything a city sets. The file is TOML; every key has a default but the city's own.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Where the server listens.
    pub listen: SocketAddr,
    /// The address that residents see, printed on letters: `https://survey.example.jp`.
    pub base_url: String,
    /// `postgres://…`, or empty for the embedded database in `data`.
    pub database_url: String,
    /// The folder of the embedded database and of the secret key.
    pub data: PathBuf,
    /// The folder of the questionnaires.
    pub forms: PathBuf,
    /// Believe the `X-Forwarded-For` of the proxy in front.
    pub behind_proxy: bool,
    /// Who speaks.
    pub city: City,
    /// The mail server.
    pub mail: Mail,
}

/// What every public page says about the sender.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct City {
    /// 荒尾市
    pub name: String,
    /// The responsible section.
    pub section: String,
    /// Its telephone, so that people can ask whether the letter is genuine.
    pub telephone: String,
    /// When somebody answers it.
    pub hours: String,
    /// The colour of buttons and links, `#rrggbb`. Dark enough for white text.
    pub colour: String,
    /// The colour when pressed or pointed at.
    pub colour_dark: String,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            base_url: String::new(),
            database_url: String::new(),
            data: "data".into(),
            forms: "forms".into(),
            behind_proxy: false,
            city: City::default(),
            mail: Mail::default(),
        }
    }
}

impl Default for City {
    fn default() -> City {
        City {
            name: "（市の名前を設定してください）".into(),
            section: "担当課".into(),
            telephone: "電話番号未設定".into(),
            hours: "平日 8時30分〜17時15分".into(),
            colour: "#0017c1".into(),
            colour_dark: "#00118f".into(),
        }
    }
}

impl Config {
    /// Reads a settings file. The sentence of an error names the line.
    pub fn from_file(path: &PathBuf) -> Result<Config> {
        let text = fs::read_to_string(path).map_err(|cause| {
            Error::invalid(format!("設定ファイル {} を読めません: {cause}", path.display()))
        })?;
        toml::from_str(&text).map_err(|cause| {
            Error::invalid(format!("設定ファイル {} に誤りがあります。\n{cause}", path.display()))
        })
    }

    /// Checks what the parts alone cannot know, and fills in what follows from others.
    pub fn finish(mut self) -> Result<Config> {
        if self.base_url.is_empty() {
            self.base_url = format!("http://{}", self.listen);
        }
        self.base_url = self.base_url.trim_end_matches('/').to_owned();
        if !(self.base_url.starts_with("http://") || self.base_url.starts_with("https://")) {
            return Err(Error::invalid("base_url は http:// または https:// で始めてください。"));
        }
        let is_colour = |text: &str| {
            text.len() == 7
                && text.starts_with('#')
                && text[1..].chars().all(|digit| digit.is_ascii_hexdigit())
        };
        if !is_colour(&self.city.colour) || !is_colour(&self.city.colour_dark) {
            return Err(Error::invalid(
                "city.colour は #0017c1 のように # と16進数6桁で書いてください。",
            ));
        }
        if !self.database_url.is_empty() {
            refuse_plain_remote(&self.database_url)?;
        }
        self.mail.check()?;
        Ok(self)
    }

    /// Which database.
    pub fn address(&self) -> Address {
        if self.database_url.is_empty() {
            Address::Sqlite(self.data.join("machikoe.sqlite3").to_string_lossy().into_owned())
        } else {
            Address::Postgres(self.database_url.clone())
        }
    }

    /// Whether cookies may be restricted to HTTPS.
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}

/// libpq is built without TLS by default: answers must not cross a network in the clear.
fn refuse_plain_remote(url: &str) -> Result<()> {
    let rest = url
        .strip_prefix("postgres://")
        .or_else(|| url.strip_prefix("postgresql://"))
        .ok_or_else(|| Error::invalid("database_url は postgres://利用者:パスワード@ホスト/データベース名 の形で書いてください。"))?;
    let hosts = rest.split(['/', '?']).next().unwrap_or_default();
    let hosts = hosts.rsplit_once('@').map_or(hosts, |(_, hosts)| hosts);
    let is_here = |host: &str| {
        host.is_empty()
            || host.starts_with("localhost")
            || host.starts_with("127.")
            || host.starts_with("[::1]")
            || host.starts_with("%2F")
    };
    if cfg!(feature = "postgres-tls") || hosts.split(',').all(is_here) {
        return Ok(());
    }
    Err(Error::invalid(
        "このプログラムは暗号化通信（TLS）なしで作られているため、別の機械の PostgreSQL にはつなぎません。\
         --features postgres-tls を付けて作り直すか、同じ機械のデータベースを指定してください。",
    ))
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The database URL and the mail server hold a password.
        f.debug_struct("Config")
            .field("listen", &self.listen)
            .field("base_url", &self.base_url)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_show_no_password_of_database_or_mail_server() {
        let mail = Mail { password: "lantern-tide".into(), ..Mail::default() };
        let database_url = "postgres://machikoe:lantern-tide@localhost/x".into();
        let shown = format!("{:?}", Config { mail, database_url, ..Config::default() });
        assert!(!shown.contains("lantern"), "{shown}");
    }

    #[test]
    fn a_remote_postgres_without_tls_is_refused_and_a_local_one_is_not() {
        for local in [
            "postgres://u:p@localhost/db",
            "postgres://u:p@127.0.0.1:5433/db?x=y",
            "postgres://%2Frun%2Fpostgresql/db",
            "postgres:///db?host=/run/postgresql",
        ] {
            assert!(refuse_plain_remote(local).is_ok(), "{local}");
        }
        for remote in
            ["postgres://u:p@db.example.jp/db", "postgres://localhost,10.0.0.5/db", "mysql://x"]
        {
            assert!(refuse_plain_remote(remote).is_err(), "{remote}");
        }
    }
}
