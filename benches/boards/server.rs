//! Real servers as processes of their own, and what they cost.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    net::SocketAddr,
    process::{Child, ChildStdout, Command, Stdio},
    time::Duration,
};

use crate::{Outcome, place::Place};

/// `machikoe serve`, until dropped.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    process: Child,
    /// Kept open: a server that cannot say what it wants to say gives up.
    _said: BufReader<ChildStdout>,
}

impl Server {
    /// Starts one on a free port, on the data of a place.
    pub fn start(place: &Place) -> Outcome<Server> {
        // The place may still be used by this process, which has made what is served.
        drop(place.connect()?);
        let mut command = Command::new(env!("CARGO_BIN_EXE_machikoe"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(place.folder.path());
        if let Some(url) = place.url() {
            command.args(["--database-url", url]);
        }
        let log = File::options()
            .create(true)
            .append(true)
            .open(place.folder.path().join("server.log"))?;
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

    fn proc(&self, file: &str) -> Outcome<String> {
        Ok(fs::read_to_string(format!("/proc/{}/{file}", self.process.id()))?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to stop.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// User and system time of all of them.
pub fn processor_time(servers: &[Server]) -> Outcome<Duration> {
    servers.iter().map(ticks).sum::<Outcome<u64>>().map(|ticks| Duration::from_millis(10 * ticks))
}

/// utime and stime in ticks, of which Linux shows a hundred a second.
fn ticks(server: &Server) -> Outcome<u64> {
    let stat = server.proc("stat")?;
    // The name in brackets may hold spaces; the two are the 12th and 13th word after it.
    let (_, words) = stat.rsplit_once(") ").ok_or("no words in /proc")?;
    Ok(words.split(' ').skip(11).take(2).map(str::parse::<u64>).sum::<Result<u64, _>>()?)
}

/// The memory that all of them hold now, in KiB.
pub fn memory(servers: &[Server]) -> Outcome<u64> {
    let of = |server: &Server| -> Outcome<u64> {
        let status = server.proc("status")?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let number = line.and_then(|line| line.split_whitespace().next());
        Ok(number.ok_or("no VmRSS in /proc")?.parse()?)
    };
    servers.iter().map(of).sum()
}
