//! The commands. Each has a file; `--help` is written for the person who types it.

mod backup;
mod demo;
mod export;
mod form;
mod mail;
mod participants;
mod serve;
mod settings;
mod staff;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::error::Result;

/// まちこえ — 市の調査を、依頼状の発送から集計表まで。
///
/// Surveys of a city, from the posted letter to the workbook.
#[derive(Parser)]
#[command(name = "machikoe", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Demo(demo::Demo),
    Serve(serve::Serve),
    #[command(subcommand)]
    Form(form::Command),
    #[command(subcommand)]
    Participants(participants::Command),
    Export(export::Export),
    Backup(backup::Backup),
    #[command(subcommand)]
    Staff(staff::Command),
    #[command(subcommand)]
    Mail(mail::Command),
}

/// Runs the command of the process's arguments.
pub fn run() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Demo(command) => command.run(),
        Command::Serve(command) => command.run(),
        Command::Form(command) => command.run(),
        Command::Participants(command) => command.run(),
        Command::Export(command) => command.run(),
        Command::Backup(command) => command.run(),
        Command::Staff(command) => command.run(),
        Command::Mail(command) => command.run(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stderr, reason = "a command speaks to the person who typed it")]
fn complain(error: &crate::error::Error) {
    use crate::error::Error;
    eprintln!("{}", error.sentence());
    if let Error::Busy(cause) | Error::Internal(cause) = error {
        eprintln!("（原因: {cause}）");
    }
}

/// Prints a line for the person who typed the command.
#[expect(clippy::print_stdout, reason = "a command speaks to the person who typed it")]
fn say(line: impl std::fmt::Display) {
    println!("{line}");
}

/// Runs something that waits, on threads of its own.
fn block_on<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(crate::error::Error::internal)?
        .block_on(work)
}
