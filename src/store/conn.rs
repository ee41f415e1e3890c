//! One connection type over both engines, and how to open it.

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
pub struct Manager(pub Address);

impl ManageConnection for Manager {
    type Connection = Db;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<Db, Self::Error> {
        self.0.open().map_err(diesel::r2d2::Error::ConnectionError)
    }

    fn is_valid(&self, db: &mut Db) -> Result<(), Self::Error> {
        match db {
            Db::Sqlite(_) => Ok(()),
            Db::Postgres(conn) => diesel::sql_query("SELECT 1")
                .execute(conn)
                .map(drop)
                .map_err(diesel::r2d2::Error::QueryError),
        }
    }

    fn has_broken(&self, _db: &mut Db) -> bool {
        std::thread::panicking()
    }
}
