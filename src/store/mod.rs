//! Where everything is kept. `read` and `write` are the only two doors: a write *is* a
//! transaction, and its reply comes after the commit.

pub mod backup;
mod conn;
mod migrate;
pub mod schema;
mod writer;

use std::time::Duration;

use diesel::{
    Connection,
    r2d2::Pool,
    result::{DatabaseErrorKind, Error as QueryError},
};
use tokio::sync::oneshot;

pub use conn::{Address, Db};
use conn::{Failures, Manager};
use writer::{Done, Writer};

use crate::error::{Error, Result};

/// How long a request waits for a connection before it is told that the store is busy.
const PATIENCE: Duration = Duration::from_secs(4);
/// Connections for reading (SQLite) or for everything (PostgreSQL).
const CONNECTIONS: u32 = 12;

/// The database. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pool: Pool<Manager>,
    failures: Failures,
    /// Present for the embedded database, which has one writer.
    writer: Option<std::sync::Arc<Writer>>,
}

impl Store {
    /// Opens a database and brings it up to date.
    pub fn open(address: Address) -> Result<Store> {
        let mut db = address.open().map_err(|cause| unavailable(cause.to_string()))?;
        migrate::migrate(&mut db)?;
        let writer = match db {
            Db::Sqlite(_) => Some(std::sync::Arc::new(Writer::start(db)?)),
            Db::Postgres(_) => None,
        };
        let failures = Failures::default();
        let pool = Pool::builder()
            .max_size(CONNECTIONS)
            .min_idle(Some(1))
            .connection_timeout(PATIENCE)
            .test_on_check_out(writer.is_none())
            .build(Manager::new(address, failures.clone()))
            .map_err(|cause| unavailable(cause.to_string()))?;
        Ok(Store { pool, failures, writer })
    }

    /// Reads. Sees what was committed before it began.
    pub async fn read<T, F>(&self, query: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Db) -> Result<T> + Send + 'static,
    {
        let store = self.clone();
        tokio::task::spawn_blocking(move || store.with_connection(query))
            .await
            .map_err(Error::internal)?
    }

    /// Writes: all of the closure or nothing. Returns after the commit.
    /// The closure does no I/O of its own and opens no transaction.
    pub async fn write<T, F>(&self, change: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Db) -> Result<T> + Send + 'static,
    {
        let Some(writer) = &self.writer else {
            let store = self.clone();
            return tokio::task::spawn_blocking(move || {
                store.with_connection(|db| in_transaction(db, change))
            })
            .await
            .map_err(Error::internal)?;
        };
        let (tell, told) = oneshot::channel();
        writer.submit(Box::new(move |db| {
            let outcome = change(db);
            Done {
                keep: outcome.is_ok(),
                reply: Box::new(move |undone| {
                    // The caller may have gone away; what was written stays written.
                    drop(tell.send(undone.map_or(outcome, Err)));
                }),
            }
        }))?;
        told.await.unwrap_or_else(|_| Err(unavailable("the write was undone".into())))
    }

    fn with_connection<T>(&self, work: impl FnOnce(&mut Db) -> Result<T>) -> Result<T> {
        let pooled = self.pool.get();
        let mut pooled = pooled.map_err(|cause| unavailable(cause.to_string()))?;
        let outcome = work(&mut pooled.db);
        if let Err(Error::Busy(_) | Error::Internal(_)) = outcome {
            self.failures.count();
        }
        outcome
    }
}

fn in_transaction<T>(db: &mut Db, change: impl FnOnce(&mut Db) -> Result<T>) -> Result<T> {
    db.transaction(|db| change(db).map_err(InTransaction::Change)).map_err(|failed| match failed {
        InTransaction::Change(error) => error,
        InTransaction::Store(error) => error.into(),
    })
}

/// Tells the closure's own refusal from a failure of the transaction around it.
enum InTransaction {
    Change(Error),
    Store(QueryError),
}

impl From<QueryError> for InTransaction {
    fn from(error: QueryError) -> Self {
        InTransaction::Store(error)
    }
}

/// The store is full, locked or out of reach: worth another try later.
fn unavailable(cause: String) -> Error {
    Error::Busy(cause.into())
}

impl From<QueryError> for Error {
    fn from(error: QueryError) -> Error {
        match &error {
            QueryError::NotFound => Error::NotFound,
            QueryError::DatabaseError(
                DatabaseErrorKind::ClosedConnection
                | DatabaseErrorKind::SerializationFailure
                | DatabaseErrorKind::UnableToSendCommand,
                _,
            ) => unavailable(error.to_string()),
            QueryError::DatabaseError(DatabaseErrorKind::Unknown, info)
                if [
                    "disk is full",
                    "disk I/O",
                    "is locked",
                    "connection",
                    "shutting down",
                    "No space left",
                ]
                .iter()
                .any(|sign| info.message().contains(sign)) =>
            {
                unavailable(error.to_string())
            }
            _ => Error::internal(error),
        }
    }
}

/// Whether a statement failed because such a row is there already.
pub fn is_duplicate(error: &QueryError) -> bool {
    matches!(error, QueryError::DatabaseError(DatabaseErrorKind::UniqueViolation, _))
}
