//! The figures as lines of a table.

use std::time::Duration;

use crate::{
    lesson::Lesson,
    office::Office,
    place::Place,
    residents::{Answered, FirstPage},
    server::Spent,
};

/// What is measured, and the names of the columns.
pub fn head(place: &Place, office: &Office, first: &FirstPage) {
    let pages: Vec<usize> = office.scripts.iter().map(|script| script.pages.len()).collect();
    println!(
        "{}: an answering has {}–{} pages; the first page with its styles is {:.1} KB in {} requests",
        place.name,
        pages.iter().min().unwrap_or(&0),
        pages.iter().max().unwrap_or(&0),
        first.bytes as f64 / 1000.0,
        first.requests
    );
    println!(
        "            answerings   request ms    submit ms   CPU ms an answering          durable writes/s"
    );
    println!(
        "  at once     a second   p50    p99    p50   p99   server database residents   server    raw ratio"
    );
}

/// So many residents at once.
pub fn row(at_once: usize, answered: &Answered, spent: &Spent, raw: f64) {
    let seconds = answered.took.as_secs_f64();
    let each = |spent: Duration| spent.as_secs_f64() * 1000.0 / answered.answerings as f64;
    let writes = answered.writes as f64 / seconds;
    let wait = |times: &[Duration]| (percentile(times, 0.5), percentile(times, 0.99));
    let ((half, most), (submit_half, submit_most)) =
        (wait(&answered.requests), wait(&answered.submissions));
    println!(
        "  {at_once:>7} {:>12.1} {half:>5.1} {most:>6.1}  {submit_half:>5.1} {submit_most:>5.1}   \
         {:>6.2} {:>8.2} {:>9.2} {writes:>8.0} {raw:>6.0}  {:>3.0} %",
        answered.answerings as f64 / seconds,
        each(spent.server),
        each(spent.database),
        each(spent.residents),
        100.0 * writes / raw
    );
}

/// Drafts sent at the end of the last day.
pub fn storm(at_once: usize, sent: &Answered, spent: &Spent, raw: f64) {
    let rate = sent.submissions.len() as f64 / sent.took.as_secs_f64();
    let each = |spent: Duration| spent.as_secs_f64() * 1000.0 / sent.submissions.len() as f64;
    println!(
        "  storm: {} drafts sent by {at_once} at once: {rate:.0}/s, p99 {:.1} ms, raw {raw:.0}/s, \
         ratio {:.0} %; CPU ms each: server {:.2}, database {:.2}, residents {:.2}",
        sent.submissions.len(),
        percentile(&sent.submissions, 0.99),
        100.0 * rate / raw,
        each(spent.server),
        each(spent.database),
        each(spent.residents)
    );
}

/// Classes in the same lesson, at full speed and within a minute.
pub fn lesson(pupils: usize, fast: &Lesson, minute: &Lesson) {
    let each = |spent: Duration| spent.as_secs_f64() * 1000.0 / pupils as f64;
    let rate = pupils as f64 / fast.answered.took.as_secs_f64();
    println!(
        "  lesson: {pupils} pupils behind one address, from six digits to the end: {rate:.0} a second \
         at full speed, {:.1} times what one minute needs",
        rate * 60.0 / pupils as f64
    );
    for (what, lesson) in [("at full speed", fast), ("sending within a minute", minute)] {
        println!(
            "    {what:>24}: requests {}; sending {}; a teacher's count {}",
            waits(&lesson.answered.requests),
            waits(&lesson.answered.submissions),
            waits(&lesson.counts)
        );
        println!(
            "    {:>24}  CPU ms a pupil: server {:.2}, database {:.2}, pupils {:.2}",
            "",
            each(lesson.spent.server),
            each(lesson.spent.database),
            each(lesson.spent.residents)
        );
    }
}

/// p50, p99 and the slowest.
fn waits(times: &[Duration]) -> String {
    let [half, most, slowest] = [0.5, 0.99, 1.0].map(|part| percentile(times, part));
    format!("{half:.1} / {most:.1} / {slowest:.0} ms")
}

/// In milliseconds.
fn percentile(times: &[Duration], part: f64) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let place = (sorted.len() as f64 * part) as usize;
    let found = sorted.get(place.min(sorted.len().saturating_sub(1)));
    found.map_or(0.0, |time| time.as_secs_f64() * 1000.0)
}
