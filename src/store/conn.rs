//! One connection type over both engines, and how to open it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use diesel::{
    Connection, ConnectionError, PgConnection, RunQueryDsl, SqliteConnection,
    connection::SimpleConnection, r2d2::ManageConnection,
};

/// A connection to either engine. One query body serves both.
#[derive(diesel::MultiConnection)]
pub enum Db {
    /// The embedded database.
    Sqlite(SqliteConnection),
    /// A PostgreSQL server.
    Postgres(PgConnection),
}

/// Runs the same statement on the engine at hand, for the few kinds that the
/// two-engine connection cannot express: upserts, batch inserts and row locks.
///
/// `on_each!(db, conn => statement.execute(conn))`
#[macro_export]
macro_rules! on_each {
    ($db:expr, $conn:ident => $run:expr) => {
        match $db {
            $crate::store::Db::Sqlite($conn) => $run,
            $crate::store::Db::Postgres($conn) => $run,
        }
    };
}

/// Which database: the file or the server.
#[derive(Clone)]
pub enum Address {
    /// A file of the embedded database.
    Sqlite(String),
    /// A `postgres://` URL. Holds a password: never printed.
    Postgres(String),
}

/// SQLite: durable at every commit, deleted rows overwritten, other writers waited for. Waiting
/// comes first: another process that is just closing the file locks it for a moment.
const PRAGMAS: &str = "
    PRAGMA busy_timeout = 10000;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA secure_delete = ON;
    PRAGMA foreign_keys = ON;
    PRAGMA temp_store = MEMORY;
";

impl Address {
    /// Opens a connection. The engine is taken from the address, never guessed.
    pub fn open(&self) -> Result<Db, ConnectionError> {
        match self {
            Address::Sqlite(file) => {
                let mut conn = SqliteConnection::establish(file)?;
                conn.batch_execute(PRAGMAS).map_err(ConnectionError::CouldntSetupConfiguration)?;
                Ok(Db::Sqlite(conn))
            }
            Address::Postgres(url) => {
                let mut conn = PgConnection::establish(url)?;
                conn.batch_execute("SET TIME ZONE 'UTC'")
                    .map_err(ConnectionError::CouldntSetupConfiguration)?;
                Ok(Db::Postgres(conn))
            }
        }
    }
}

/// Opens and checks the connections of a pool.
pub struct Manager {
    address: Address,
    failures: Failures,
}

/// How often a connection of the pool has failed.
#[derive(Clone, Default)]
pub struct Failures(Arc<AtomicUsize>);

impl Failures {
    /// Counts one: from now on every connection is asked before it is used.
    pub fn count(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn so_far(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

/// A connection of the pool.
pub struct Pooled {
    /// The connection.
    pub db: Db,
    /// When it was last known to work.
    checked: Instant,
    /// The failures until then. Another since means that the server may be gone.
    failures: usize,
}

/// How long a connection is trusted without asking the server: under load a question before
/// each request would be a quarter of all questions.
const TRUSTED: Duration = Duration::from_secs(1);

impl Manager {
    /// Opens connections to an address.
    pub fn new(address: Address, failures: Failures) -> Manager {
        Manager { address, failures }
    }
}

impl ManageConnection for Manager {
    type Connection = Pooled;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<Pooled, Self::Error> {
        let failures = self.failures.so_far();
        let db = self.address.open().map_err(diesel::r2d2::Error::ConnectionError)?;
        Ok(Pooled { db, checked: Instant::now(), failures })
    }

    fn is_valid(&self, pooled: &mut Pooled) -> Result<(), Self::Error> {
        let failures = self.failures.so_far();
        if let Db::Postgres(conn) = &mut pooled.db
            && (pooled.failures != failures || pooled.checked.elapsed() > TRUSTED)
        {
            let asked = diesel::sql_query("SELECT 1").execute(conn);
            asked.map_err(diesel::r2d2::Error::QueryError)?;
            (pooled.checked, pooled.failures) = (Instant::now(), failures);
        }
        Ok(())
    }

    fn has_broken(&self, _: &mut Pooled) -> bool {
        std::thread::panicking()
    }
}
