//! Stored answers become columns.

use std::{
    fs::File,
    io::{BufRead, BufReader, BufWriter, Write},
    path::Path,
    time::Instant,
};

use machikoe::{answers::Dataset, form::Form, id::Ids};
use tempfile::TempDir;

use crate::{
    Outcome, memory,
    peers::{Peers, print_times},
    people,
    rounds::Took,
};

/// More answers than this are not given to the others: their file would fill the disk.
const BESIDE: usize = 100_000;

/// Measures so many answers.
pub fn measure(answers: usize, peers: &Peers) -> Outcome<()> {
    let (form, documents) = people::documents()?;
    let bytes = documents.iter().map(String::len).sum::<usize>() / documents.len();
    let before = memory::held()?;
    let start = Instant::now();
    let mut dataset = Dataset::new(form.clone());
    let ids = Ids::counted(1);
    for document in documents.iter().cycle().take(answers) {
        dataset.add(&ids.id()?, document)?;
    }
    let seconds = start.elapsed().as_secs_f64();
    let each = (memory::held()? - before) as f64 * 1024.0 / answers as f64;
    println!(
        "Loading {answers} answers of {} variables ({bytes} bytes each): {seconds:.2} s, \
         {:.0} a second, {each:.0} bytes of memory an answer",
        dataset.variables().len(),
        answers as f64 / seconds,
    );
    drop(dataset);
    if answers <= BESIDE {
        beside(answers, &form, &documents, peers)?;
    }
    println!();
    Ok(())
}

/// The same from one file of lines.
fn beside(answers: usize, form: &Form, documents: &[String], peers: &Peers) -> Outcome<()> {
    let folder = TempDir::new()?;
    let file = folder.path().join("answers.jsonl");
    let mut out = BufWriter::new(File::create(&file)?);
    for document in documents.iter().cycle().take(answers) {
        writeln!(out, "{document}")?;
    }
    out.flush()?;
    let (ours, people) = Took::rounds(3, || from_file(&file, form))?;
    let said = peers.run("load.py", &[&file.to_string_lossy(), "3"])?;
    print_times(
        &format!("Reading {} answers from a file", people?),
        &[("machikoe", ours.columns())],
        &said,
    )
}

fn from_file(file: &Path, form: &Form) -> Outcome<usize> {
    let mut dataset = Dataset::new(form.clone());
    let mut lines = BufReader::new(File::open(file)?);
    let mut line = String::new();
    while lines.read_line(&mut line)? > 0 {
        dataset.add("", &line)?;
        line.clear();
    }
    Ok(dataset.people())
}
