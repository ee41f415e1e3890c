//! The real server as a process of its own, and what it costs.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    net::SocketAddr,
    process::{Child, ChildStdout, Command, Stdio},
    time::Duration,
};

use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types::Integer};
use machikoe::store::Db;

use crate::{Outcome, place::Place};

/// `machikoe serve`, until dropped.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    process: Child,
    /// Kept open: a server that cannot say what it wants to say gives up.
    _said: BufReader<ChildStdout>,
}

/// Processor time.
pub struct Spent {
    /// By the server.
    pub server: Duration,
    /// By the processes of PostgreSQL that serve its connections; zero where the database is
    /// part of the server.
    pub database: Duration,
    /// By the residents, who share the machine.
    pub residents: Duration,
}

impl Server {
    /// Starts it on a free port. Its log goes to a file, as in earnest.
    pub fn start(place: &Place) -> Outcome<Server> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_machikoe"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(place.folder.path());
        if let Some(url) = place.url() {
            command.args(["--database-url", url]);
        }
        let log = File::create(place.folder.path().join("server.log"))?;
        let mut process = command.stdout(Stdio::piped()).stderr(log).spawn()?;
        let mut said = BufReader::new(process.stdout.take().ok_or("the server says nothing")?);
        // "machikoe は http://127.0.0.1:40123 で動いています…"
        let mut line = String::new();
        said.read_line(&mut line)?;
        let url = line.split_once("http://").and_then(|(_, rest)| rest.split(' ').next());
        match url.and_then(|url| url.parse().ok()) {
            Some(address) => Ok(Server { address, process, _said: said }),
            None => Err(format!("the server did not start: {line}").into()),
        }
    }

    /// What was spent since everything began.
    pub fn spent(&self, place: &Place) -> Outcome<Spent> {
        let database = match place.connect()? {
            Db::Sqlite(_) => Duration::ZERO,
            db @ Db::Postgres(_) => backends(db)?.into_iter().filter_map(processor_time).sum(),
        };
        let of = |process| processor_time(process).ok_or("no processor time in /proc");
        Ok(Spent {
            server: of(i32::try_from(self.process.id())?)?,
            database,
            residents: of(i32::try_from(std::process::id())?)?,
        })
    }

    /// The most memory it has used, in KiB.
    pub fn peak_memory(&self) -> Outcome<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let number = line.and_then(|line| line.split_whitespace().next());
        Ok(number.ok_or("no VmHWM in /proc")?.parse()?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to stop.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

impl Spent {
    /// What was spent after `before`.
    pub fn since(&self, before: &Spent) -> Spent {
        Spent {
            server: self.server.saturating_sub(before.server),
            database: self.database.saturating_sub(before.database),
            residents: self.residents.saturating_sub(before.residents),
        }
    }
}

#[derive(QueryableByName)]
struct Backend {
    #[diesel(sql_type = Integer)]
    pid: i32,
}

fn backends(mut db: Db) -> Outcome<Vec<i32>> {
    let others = "SELECT pid FROM pg_stat_activity \
                  WHERE datname = current_database() AND pid <> pg_backend_pid()";
    let found: Vec<Backend> = match &mut db {
        Db::Postgres(conn) => sql_query(others).load(conn)?,
        Db::Sqlite(_) => Vec::new(),
    };
    Ok(found.into_iter().map(|backend| backend.pid).collect())
}

/// User and system time of a process; none if it is not on this machine.
fn processor_time(process: i32) -> Option<Duration> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name in brackets may hold spaces. utime and stime are the 12th and 13th word after
    // it, in ticks, of which Linux shows a hundred a second on every platform of ours.
    let (_, words) = stat.rsplit_once(") ")?;
    let ticks = words.split(' ').skip(11).take(2).map(|word| word.parse::<u64>().ok());
    Some(Duration::from_millis(10 * ticks.sum::<Option<u64>>()?))
}
