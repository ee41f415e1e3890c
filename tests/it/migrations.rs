//! Every migration runs on a database that has rows in it, on both engines, and keeps them.

use std::{collections::BTreeMap, fs, path::Path};

use diesel::{RunQueryDsl, connection::SimpleConnection};
use machikoe::{
    on_each,
    store::{Address, Db, Store},
};
use tempfile::TempDir;

use crate::support::{Engine, postgres::Database, wait_for, world::rows};

/// The table in which the program notes what a database has had.
const NOTES: &str = "CREATE TABLE __diesel_schema_migrations (
    version VARCHAR(50) PRIMARY KEY NOT NULL,
    run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
)";

/// Names of the migrations, oldest first.
fn migrations() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let entries = fs::read_dir(folder).expect("the migrations");
    let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("a folder").file_name();
    let mut names: Vec<String> =
        entries.map(|entry| name(entry).to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The SQL of a migration on one engine, and that of the rows which come after it.
fn sql(name: &str, engine: Engine) -> [String; 2] {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let up = fs::read_to_string(root.join("migrations").join(name).join("up.sql"));
    let after = fs::read_to_string(root.join(format!("tests/it/rows/{name}.sql")));
    let after = after.unwrap_or_else(|_| {
        panic!(
            "tests/it/rows/{name}.sql is missing: a row for every table that the migration makes"
        )
    });
    [of_engine(&up.expect("up.sql"), engine), of_engine(&after, engine)]
}

/// Leaves out what lies between `-- only` of the other engine and `-- both`.
fn of_engine(sql: &str, engine: Engine) -> String {
    let own = format!("-- only {engine:?}").to_lowercase();
    let mut on = true;
    let mut kept = String::new();
    for line in sql.lines() {
        if line.starts_with("-- only ") {
            on = line == own;
        } else if line == "-- both" {
            on = true;
        } else if on {
            kept += line;
            kept.push('\n');
        }
    }
    kept
}

fn execute(db: &mut Db, sql: &str) {
    on_each!(db, conn => conn.batch_execute(sql)).expect(sql);
}

/// How many rows each table has.
fn counts(db: &mut Db, engine: Engine) -> BTreeMap<String, String> {
    let tables = match engine {
        Engine::Sqlite => "SELECT name AS value FROM sqlite_master WHERE type = 'table'",
        Engine::Postgres => {
            "SELECT tablename::text AS value FROM pg_tables WHERE schemaname = 'public'"
        }
    };
    let tables = rows(db, tables).into_iter().filter(|table| !table.starts_with("__"));
    let tables: Vec<String> = tables.collect();
    let count = |table: String| {
        let sql = format!("SELECT CAST(COUNT(*) AS TEXT) AS value FROM {table}");
        let count = rows(db, &sql).remove(0);
        (table, count)
    };
    tables.into_iter().map(count).collect()
}

/// Makes a database that has had the first `done` migrations, fills it, and opens it.
fn check(engine: Engine, done: usize) {
    let (folder, database) = (TempDir::new().expect("a folder"), None::<Database>);
    let database = match engine {
        Engine::Sqlite => database,
        Engine::Postgres => match Database::create() {
            Some(database) => Some(database),
            None => return,
        },
    };
    let address = match &database {
        Some(database) => Address::Postgres(database.url()),
        None => Address::Sqlite(folder.path().join("town.sqlite3").to_string_lossy().into_owned()),
    };
    let mut db = address.open().expect("a database");
    execute(&mut db, NOTES);
    for name in migrations().iter().take(done) {
        for sql in sql(name, engine) {
            execute(&mut db, &sql);
        }
        let version: String = name.split('_').next().expect("a version").replace('-', "");
        let note = format!("INSERT INTO __diesel_schema_migrations (version) VALUES ('{version}')");
        on_each!(&mut db, conn => diesel::sql_query(note).execute(conn)).expect("noted");
    }
    let before = counts(&mut db, engine);
    assert!(before.values().all(|count| count != "0"), "a table without a row: {before:?}");
    let store = Store::open(address).unwrap_or_else(|cause| panic!("after {done}: {cause}"));
    drop(store);
    let after = counts(&mut db, engine);
    for (table, count) in before {
        assert_eq!(after.get(&table), Some(&count), "rows of {table} after migration {done}");
    }
}

#[test]
fn every_migration_keeps_the_rows_that_are_there_on_sqlite() {
    (1..=migrations().len()).for_each(|done| check(Engine::Sqlite, done));
}

#[test]
fn every_migration_keeps_the_rows_that_are_there_on_postgres() {
    (1..=migrations().len()).for_each(|done| check(Engine::Postgres, done));
}

#[test]
fn a_database_is_opened_again_and_again() {
    wait_for(async {
        let folder = TempDir::new().expect("a folder");
        let file = folder.path().join("town.sqlite3").to_string_lossy().into_owned();
        for _ in 0..3 {
            let store = Store::open(Address::Sqlite(file.clone())).expect("opened");
            let sql = "SELECT version AS value FROM __diesel_schema_migrations";
            let noted = store.read(|db| Ok(rows(db, sql))).await.expect("read");
            assert_eq!(noted.len(), migrations().len());
        }
    });
}
