//! What counting, loading and writing cost, beside programs that are known to be fast.
//!
//! `cargo bench --bench counting [-- [cross] [load] [workbook] [arrival] [NUMBER …]]` measures
//! everything or some; numbers replace the sizes. polars, DuckDB and XlsxWriter are installed by
//! pip below `target/`; without pip or a network they are said to be not measured. Each peer gets
//! the same data, only the work itself is timed, and where there is a result it must equal ours.
//!
//! Wall time is the best and the median of several rounds; processor time adds up the threads,
//! of which polars and DuckDB use all and counting uses one. Figures of different runs or
//! machines do not compare; ratios within a run do.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod arrival;
mod cross;
mod loading;
mod memory;
mod office;
mod peers;
mod people;
mod rounds;
mod workbook;

use std::error::Error;

use peers::Peers;

/// A failed benchmark says why and ends.
type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// What is measured, by its word, with the usual sizes.
const PARTS: [(&str, &[usize]); 4] = [
    ("cross", &[1_000_000, 10_000_000]),
    ("load", &[100_000, 1_000_000]),
    ("arrival", &[100_000]),
    ("workbook", &[2_000, 100_000]),
];

fn main() -> Outcome<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let numbers: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let is_named = |part: &str| words.iter().any(|word| word == part);
    let all = !PARTS.iter().any(|(part, _)| is_named(part));
    let peers = Peers::install()?;
    for (part, usual) in PARTS.into_iter().filter(|(part, _)| all || is_named(part)) {
        for &size in if numbers.is_empty() { usual } else { &numbers } {
            match part {
                "cross" => cross::measure(size, &peers)?,
                "load" => loading::measure(size, &peers)?,
                "arrival" => arrival::measure(size)?,
                _ => workbook::measure(size, &peers)?,
            }
        }
    }
    Ok(())
}
