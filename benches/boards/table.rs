//! The figures as lines of a table.

use std::time::Duration;

use crate::writers::Written;

/// What is measured, and what a phone that only listens costs. Memory in bytes.
pub fn head(name: &str, processes: usize, tables: usize, seats: usize, each: u64) {
    println!(
        "{name}, server processes: {processes}; {} phones listen at {tables} boards, {:.1} KiB of memory each",
        tables * seats,
        each as f64 / 1024.0
    );
}

/// How soon notes were seen, and what it cost.
pub fn deliveries(written: &[Written], deliveries: &[Duration], spent: Duration, length: Duration) {
    let posts: Vec<Duration> = written.iter().map(|note| note.took).collect();
    println!("                       notes  deliveries    p50    p99   most ms");
    let line = |what: &str, times: &[Duration]| {
        println!(
            "  {what:<18} {:>7} {:>11} {:>6.1} {:>6.1} {:>6.1}",
            written.len(),
            deliveries.len(),
            percentile(times, 0.5),
            percentile(times, 0.99),
            percentile(times, 1.0)
        );
    };
    line("sent until saved", &posts);
    line("sent until seen", deliveries);
    println!(
        "  processor time of the server: {:.0} µs a delivery, {:.1} % of one core",
        spent.as_secs_f64() * 1e6 / deliveries.len() as f64,
        100.0 * spent.as_secs_f64() / length.as_secs_f64()
    );
}

/// Phones that came back at the same moment.
pub fn storm(phones: usize, missed: usize, took: &[Duration], spent: Duration) {
    println!(
        "  {phones} phones come back at once, {missed} notes missed by each: p50 {:.0}, p99 {:.0}, \
         all after {:.0} ms; processor time of the server {:.2} ms each\n",
        percentile(took, 0.5),
        percentile(took, 0.99),
        percentile(took, 1.0),
        spent.as_secs_f64() * 1000.0 / phones as f64
    );
}

/// The time within which a share of all was done, in milliseconds.
fn percentile(times: &[Duration], share: f64) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let place = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(place.saturating_sub(1)).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
}
