//! Where a run keeps its data: a folder, and on PostgreSQL a database, gone when it ends.

use diesel::RunQueryDsl;
use machikoe::{
    config::Config,
    store::{Address, Db},
};
use tempfile::TempDir;

use crate::Outcome;

/// A folder for the key and the embedded database, and perhaps a database on a server.
pub struct Place {
    /// What the table is headed with.
    pub name: &'static str,
    /// Removed with everything in it.
    pub folder: TempDir,
    database: Option<Database>,
}

struct Database {
    /// Where databases are made.
    server: String,
    name: String,
    url: String,
}

impl Place {
    /// The embedded database.
    pub fn folder() -> Outcome<Place> {
        Ok(Place { name: "SQLite", folder: TempDir::new()?, database: None })
    }

    /// A new database on the server that `server` leads to.
    pub fn database(server: &str) -> Outcome<Place> {
        let name = format!("machikoe_bench_{}", std::process::id());
        let (path, options) = server.split_once('?').unwrap_or((server, ""));
        let (host, _) = path.rsplit_once('/').ok_or("MACHIKOE_TEST_POSTGRES is no URL")?;
        let url = format!("{host}/{name}?{options}");
        run(server, &format!("CREATE DATABASE {name}"))?;
        let database = Some(Database { server: server.to_owned(), name, url });
        Ok(Place { name: "PostgreSQL", folder: TempDir::new()?, database })
    }

    /// The URL of the database; none for the embedded one.
    pub fn url(&self) -> Option<&str> {
        self.database.as_ref().map(|database| database.url.as_str())
    }

    /// The settings that the server of this run has, too.
    pub fn config(&self) -> Outcome<Config> {
        let config = Config {
            data: self.folder.path().into(),
            database_url: self.url().unwrap_or_default().into(),
            ..Config::default()
        };
        Ok(config.finish()?)
    }

    /// A connection of one's own.
    pub fn connect(&self) -> Outcome<Db> {
        Ok(self.config()?.address().open()?)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(Database { server, name, .. }) = &self.database
            && let Err(cause) = run(server, &format!("DROP DATABASE {name} WITH (FORCE)"))
        {
            println!("The database {name} is left behind: {cause}");
        }
    }
}

fn run(url: &str, statement: &str) -> Outcome<()> {
    let mut db = Address::Postgres(url.to_owned()).open()?;
    diesel::sql_query(statement).execute(&mut db)?;
    Ok(())
}
