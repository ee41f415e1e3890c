//! Brings a database up to date. One folder of SQL serves both engines: lines between
//! `-- only sqlite` or `-- only postgres` and `-- both` are left out on the other engine.

use diesel::{
    backend::Backend,
    connection::BoxableConnection,
    migration::{Migration, MigrationMetadata, MigrationName, MigrationSource, MigrationVersion},
};
use diesel_migrations::MigrationHarness;

use super::Db;
use crate::error::{Cause, Error, Result};

/// Every migration, oldest first: its name and its SQL.
const MIGRATIONS: &[(&str, &str)] = &[
    ("2026-11-23-000001_house", include_str!("../../migrations/2026-11-23-000001_house/up.sql")),
    (
        "2026-11-23-000002_population",
        include_str!("../../migrations/2026-11-23-000002_population/up.sql"),
    ),
    (
        "2026-11-23-000003_indicator",
        include_str!("../../migrations/2026-11-23-000003_indicator/up.sql"),
    ),
    ("2026-11-23-000004_wave", include_str!("../../migrations/2026-11-23-000004_wave/up.sql")),
    ("2026-11-23-000005_coding", include_str!("../../migrations/2026-11-23-000005_coding/up.sql")),
    ("2026-11-23-000006_report", include_str!("../../migrations/2026-11-23-000006_report/up.sql")),
    ("2026-11-23-000007_school", include_str!("../../migrations/2026-11-23-000007_school/up.sql")),
    (
        "2026-11-23-000008_workshop",
        include_str!("../../migrations/2026-11-23-000008_workshop/up.sql"),
    ),
    ("2026-11-23-000009_board", include_str!("../../migrations/2026-11-23-000009_board/up.sql")),
    ("2026-11-23-000010_outbox", include_str!("../../migrations/2026-11-23-000010_outbox/up.sql")),
    (
        "2026-11-23-000011_registration",
        include_str!("../../migrations/2026-11-23-000011_registration/up.sql"),
    ),
    (
        "2026-11-23-000012_meeting",
        include_str!("../../migrations/2026-11-23-000012_meeting/up.sql"),
    ),
    ("2026-11-23-000013_kept", include_str!("../../migrations/2026-11-23-000013_kept/up.sql")),
];

/// Runs what the database has not had yet. Each migration is one transaction.
pub fn migrate(db: &mut Db) -> Result<()> {
    let done = match db {
        Db::Sqlite(conn) => conn.run_pending_migrations(Folder("sqlite")).map(drop),
        Db::Postgres(conn) => conn.run_pending_migrations(Folder("postgres")).map(drop),
    };
    done.map_err(Error::internal)
}

/// The SQL of one engine.
fn for_engine(sql: &str, engine: &str) -> String {
    let mut on = true;
    let mut out = String::with_capacity(sql.len());
    for line in sql.lines() {
        match line.trim().strip_prefix("-- only ") {
            Some(only) => on = only == engine,
            None if line.trim() == "-- both" => on = true,
            None if on => {
                out.push_str(line);
                out.push('\n');
            }
            None => {}
        }
    }
    out
}

struct Folder(&'static str);

impl<DB: Backend> MigrationSource<DB> for Folder {
    fn migrations(&self) -> diesel::migration::Result<Vec<Box<dyn Migration<DB>>>> {
        let step = |&(name, sql): &(&'static str, &str)| {
            Box::new(Step { name: Name(name), sql: for_engine(sql, self.0) })
                as Box<dyn Migration<DB>>
        };
        Ok(MIGRATIONS.iter().map(step).collect())
    }
}

struct Step {
    name: Name,
    sql: String,
}

impl<DB: Backend> Migration<DB> for Step {
    fn run(&self, conn: &mut dyn BoxableConnection<DB>) -> diesel::migration::Result<()> {
        Ok(conn.batch_execute(&self.sql)?)
    }

    fn revert(&self, _: &mut dyn BoxableConnection<DB>) -> diesel::migration::Result<()> {
        Err(Cause::from("a migration is not taken back: restore the backup instead"))
    }

    fn metadata(&self) -> &dyn MigrationMetadata {
        &InTransaction
    }

    fn name(&self) -> &dyn MigrationName {
        &self.name
    }
}

struct InTransaction;

impl MigrationMetadata for InTransaction {}

#[derive(Clone, Copy)]
struct Name(&'static str);

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl MigrationName for Name {
    fn version(&self) -> MigrationVersion<'_> {
        let version = self.0.split_once('_').map_or(self.0, |(version, _)| version);
        MigrationVersion::from(version.replace('-', ""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_engine_sees_its_own_lines_only() {
        let sql = "a\n-- only sqlite\nb\n-- only postgres\nc\n-- both\nd\n";
        assert_eq!(for_engine(sql, "sqlite"), "a\nb\nd\n");
        assert_eq!(for_engine(sql, "postgres"), "a\nc\nd\n");
    }
}
