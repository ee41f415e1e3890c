//! The same work several times over.

use std::{
    fs,
    time::{Duration, Instant},
};

use crate::Outcome;

/// What rounds took.
pub struct Took {
    /// The quickest.
    pub best: Duration,
    /// The middle one.
    pub median: Duration,
    /// Processor time of a round, on the average.
    pub processor: Duration,
}

impl Took {
    /// Times `work`, after a round that is not counted.
    pub fn rounds<T>(count: u32, mut work: impl FnMut() -> T) -> Outcome<(Took, T)> {
        let mut result = work();
        let (mut each, before) = (Vec::new(), processor()?);
        for _ in 0..count {
            let start = Instant::now();
            result = work();
            each.push(start.elapsed());
        }
        let processor = (processor()? - before) / count.max(1);
        each.sort_unstable();
        let at = |place: usize| each.get(place).copied().unwrap_or_default();
        Ok((Took { best: at(0), median: at(each.len() / 2), processor }, result))
    }

    /// Best, median and processor time in milliseconds, as columns.
    pub fn columns(&self) -> String {
        columns(ms(self.best), ms(self.median), ms(self.processor))
    }
}

/// The columns of any program.
pub fn columns(best: f64, median: f64, processor: f64) -> String {
    format!("{best:>10.2} {median:>10.2} {processor:>10.2}")
}

/// The names of the columns.
pub fn head(title: &str) -> String {
    format!("{title:<46} {:>10} {:>10} {:>10}", "best ms", "median ms", "CPU ms")
}

/// Milliseconds.
pub fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// What this thread has run, to the nanosecond.
fn processor() -> Outcome<Duration> {
    let stat = fs::read_to_string("/proc/thread-self/schedstat")?;
    let ran = stat.split_whitespace().next().ok_or("no processor time in /proc")?;
    Ok(Duration::from_nanos(ran.parse()?))
}
