//! The `machikoe` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    machikoe::cli::run()
}
