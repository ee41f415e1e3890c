//! The whole workbook, beside XlsxWriter that writes the same cells in its thrifty mode.

use std::{
    fs::File,
    io::BufWriter,
    process::{Command, Stdio},
    time::Instant,
};

use machikoe::{error::Error, report::gather::gather};

use crate::{Outcome, memory, office::Office, peers::Peers, rounds::ms};

/// Measures a survey with so many answers.
pub fn measure(answers: usize, peers: &Peers) -> Outcome<()> {
    let office = Office::with(answers)?;
    let file = office.folder.path().join("workbook.xlsx");
    let target = file.clone();
    let written = office.read(move |db, app, survey| {
        let gathered = gather(db, app, survey, &[], app.stamp())?;
        let start = Instant::now();
        gathered.workbook(BufWriter::new(File::create(target).map_err(Error::internal)?))?;
        Ok(start.elapsed())
    })?;
    println!("The workbook of {answers} answers");
    line("machikoe: writing it", ms(written) / 1000.0, None);
    let start = Instant::now();
    let mut export = Command::new(env!("CARGO_BIN_EXE_machikoe"))
        .args(["export", &office.survey.slug, "--data"])
        .arg(office.folder.path())
        .arg("--out")
        .arg(office.folder.path().join("export.xlsx"))
        .stdout(Stdio::null())
        .spawn()?;
    let (status, most) = memory::watch(&mut export)?;
    if !status.success() {
        return Err("machikoe export failed".into());
    }
    let name = "machikoe export: starting, reading, counting, writing";
    line(name, start.elapsed().as_secs_f64(), Some(most));
    for said in peers.run("workbook.py", &[&file.to_string_lossy()])? {
        if let [name, seconds, most] = said.as_slice() {
            line(name, seconds.parse()?, Some(most.parse()?));
        }
    }
    println!();
    Ok(())
}

fn line(name: &str, seconds: f64, most: Option<u64>) {
    let memory = most.map_or(String::new(), |kib| format!("   at most {:>6} MiB", kib / 1024));
    println!("  {name:<60} {seconds:>8.2} s{memory}");
}
