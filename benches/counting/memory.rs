//! Memory, as Linux counts it.

use std::{
    fs,
    process::{Child, ExitStatus},
    thread,
    time::Duration,
};

use crate::Outcome;

/// What this process holds now, in KiB.
pub fn held() -> Outcome<u64> {
    line("self", "VmRSS:")
}

/// Waits for a process to end: the most memory that it held, in KiB.
///
/// The last look is at most five milliseconds before its end, and the mark only rises.
pub fn watch(child: &mut Child) -> Outcome<(ExitStatus, u64)> {
    let (process, mut most) = (child.id().to_string(), 0);
    loop {
        // A process that has just ended has no such line.
        most = line(&process, "VmHWM:").unwrap_or(most).max(most);
        if let Some(status) = child.try_wait()? {
            return Ok((status, most));
        }
        thread::sleep(Duration::from_millis(5));
    }
}

fn line(process: &str, name: &str) -> Outcome<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let number = line.and_then(|line| line.split_whitespace().next());
    Ok(number.ok_or_else(|| format!("no {name} in /proc"))?.parse()?)
}
