//! A database of its own for each test, on the server that `bin/test` starts.

use std::sync::atomic::{AtomicU32, Ordering};

use diesel::{Connection, PgConnection, connection::SimpleConnection};

/// Names a server's superuser database, such as `postgres://postgres@127.0.0.1:5433/postgres`.
const SERVER: &str = "MACHIKOE_TEST_POSTGRES";

/// A database that is dropped with the test.
pub struct Database {
    server: String,
    name: String,
}

impl Database {
    /// Makes one; `None` (and a line that says so) where there is no server.
    pub fn create() -> Option<Database> {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let Ok(server) = std::env::var(SERVER) else {
            eprintln!("skipped: {SERVER} names no PostgreSQL server (bin/test starts one)");
            return None;
        };
        let made = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("machikoe_{}_{made}", std::process::id());
        run(&server, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        run(&server, &format!("CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0"));
        Some(Database { server, name })
    }

    /// Its address.
    pub fn url(&self) -> String {
        let (server, _) = self.server.rsplit_once('/').expect("a database in the address");
        format!("{server}/{}", self.name)
    }

    /// Host and port of the server.
    pub fn server(&self) -> &str {
        let hosts = self.server.split("://").nth(1).expect("an address");
        let hosts = hosts.split('/').next().expect("a host");
        hosts.rsplit_once('@').map_or(hosts, |(_, host)| host)
    }

    /// The same database through another host and port.
    pub fn url_through(&self, host: &str) -> String {
        self.url().replacen(self.server(), host, 1)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        run(&self.server, &format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
    }
}

fn run(server: &str, sql: &str) {
    let mut server = PgConnection::establish(server).expect("the PostgreSQL server of the tests");
    server.batch_execute(sql).expect(sql);
}
