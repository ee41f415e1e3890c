//! The other programs: Python packages in an environment of their own below `target/`, and a
//! script for each thing that is measured. What a script says, it says in lines of words between
//! tabs.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    Outcome,
    rounds::{columns, head},
};

/// The versions that are measured.
const PACKAGES: [&str; 5] = [
    "polars==2.1.0",
    "duckdb==2.0.0",
    "XlsxWriter==3.3.1",
    "python-calamine==0.9.1",
    "numpy==2.4.6",
];

/// A Python that has the packages; none where they cannot be installed.
pub struct Peers(Option<PathBuf>);

impl Peers {
    /// Installs what is missing, and says what is measured.
    pub fn install() -> Outcome<Peers> {
        let folder = target()?.join("bench-peers");
        let python = folder.join("bin/python");
        let made =
            python.exists() || succeeds(Command::new("python3").args(["-m", "venv"]).arg(&folder));
        let mut pip = Command::new(&python);
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(PACKAGES);
        if made && succeeds(&mut pip) {
            println!("Beside: {}\n", PACKAGES.join(", "));
            return Ok(Peers(Some(python)));
        }
        println!("Others are not measured: pip could not install {}.\n", PACKAGES.join(", "));
        Ok(Peers(None))
    }

    /// Runs a script and gives what it says, line by line; nothing where nothing is measured.
    pub fn run(&self, script: &str, arguments: &[&str]) -> Outcome<Vec<Vec<String>>> {
        let Some(python) = &self.0 else { return Ok(Vec::new()) };
        let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/counting/peers");
        let output = Command::new(python).arg(scripts.join(script)).args(arguments).output()?;
        if !output.status.success() {
            return Err(format!("{script}: {}", String::from_utf8_lossy(&output.stderr)).into());
        }
        let said = String::from_utf8(output.stdout)?;
        Ok(said.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect())
    }
}

/// Prints ours and then the others' times; these begin with `time`, a name and milliseconds.
pub fn print_times(title: &str, ours: &[(&str, String)], said: &[Vec<String>]) -> Outcome<()> {
    println!("{}", head(title));
    for (name, columns) in ours {
        println!("  {name:<44} {columns}");
    }
    for line in said {
        if let [word, name, best, median, processor, ..] = line.as_slice()
            && word == "time"
        {
            println!(
                "  {name:<44} {}",
                columns(best.parse()?, median.parse()?, processor.parse()?)
            );
        }
    }
    Ok(())
}

fn succeeds(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

/// The folder that cargo builds into: the program is in `target/release/deps`.
fn target() -> Outcome<PathBuf> {
    let program = env::current_exe()?;
    let folder = program.ancestors().find(|folder| folder.join("CACHEDIR.TAG").exists());
    Ok(folder.map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target"), Path::to_owned))
}
