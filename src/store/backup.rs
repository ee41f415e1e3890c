//! A copy of the embedded database.

use diesel::{prelude::*, sql_types::Text};

use super::Db;
use crate::error::{Error, Result};

/// Writes the database as it is now into a new file. Deleted rows are not in it.
pub fn into_file(db: &mut Db, file: &str) -> Result<()> {
    match db {
        Db::Sqlite(conn) => {
            diesel::sql_query("VACUUM INTO ?").bind::<Text, _>(file).execute(conn)?;
            Ok(())
        }
        Db::Postgres(_) => Err(Error::invalid(
            "PostgreSQL の控えは pg_dump で取ってください（docs/operating.md）。",
        )),
    }
}
