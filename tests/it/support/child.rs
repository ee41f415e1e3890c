//! The real binary, as a process that can be killed.

use std::{
    ffi::OsStr,
    io::{BufRead, BufReader},
    process::{Child, Command, Output, Stdio},
};

use super::World;

const BINARY: &str = env!("CARGO_BIN_EXE_machikoe");

/// `machikoe serve` over the data of a world.
pub struct Serving {
    pub process: Child,
    pub base: String,
}

impl Serving {
    /// Starts it and waits until it takes connections.
    pub fn start(world: &World) -> Serving {
        let data = world.app.config.data.clone();
        Serving::of(settings(Command::new(BINARY).arg("serve"), world, data.as_os_str()))
    }

    /// Starts it on a disk of its own with so many bytes, which holds a copy of the world's
    /// data. `None` where the machine lets nobody mount one.
    pub fn on_a_small_disk(world: &World, bytes: usize) -> Option<Serving> {
        let disk = world.folder.path().join("disk");
        std::fs::create_dir(&disk).expect("a folder");
        let mut command = Command::new("unshare");
        command.args(["--mount", "--user", "--map-root-user", "sh", "-c"]);
        let script = format!(
            "mount -t tmpfs -o size={bytes} tmpfs \"$1\" && cp -a \"$2\"/. \"$1\" && shift 2 && exec \"$@\""
        );
        let may = Command::new("unshare")
            .args(["--mount", "--user", "--map-root-user", "mount", "-t", "tmpfs", "tmpfs"])
            .arg(&disk)
            .output();
        if !may.is_ok_and(|done| done.status.success()) {
            eprintln!("skipped: this machine lets no test mount a small disk (unshare --mount)");
            return None;
        }
        command.arg(script).arg("sh").arg(&disk).arg(&world.app.config.data).arg(BINARY);
        Some(Serving::of(settings(command.arg("serve"), world, disk.as_os_str())))
    }

    fn of(command: &mut Command) -> Serving {
        let mut process = command
            .env("RUST_LOG", "off")
            .args(["--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("started");
        let out = process.stdout.take().expect("its output");
        let mut lines = BufReader::new(out).lines().map(|line| line.expect("a line"));
        let base = lines
            .find_map(|line| {
                let address = line.strip_prefix("machikoe は ")?;
                address.split(' ').next().map(str::to_owned)
            })
            .expect("its address");
        Serving { process, base }
    }

    /// SIGKILL.
    pub fn kill(&mut self) {
        self.process.kill().expect("killed");
        self.process.wait().expect("ended");
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// Runs a command of the binary over a world's data and waits for its end.
pub fn run<A: AsRef<OsStr>>(world: &World, arguments: &[A]) -> Output {
    let mut command = Command::new(BINARY);
    command.args(arguments);
    let data = world.app.config.data.clone();
    settings(&mut command, world, data.as_os_str()).output().expect("run")
}

fn settings<'c>(command: &'c mut Command, world: &World, data: &OsStr) -> &'c mut Command {
    command.arg("--data").arg(data).arg("--forms").arg(&world.app.config.forms);
    match &world.database {
        Some(database) => command.arg("--database-url").arg(database.url()),
        None => command,
    }
}
