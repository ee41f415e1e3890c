//! placeholder
use crate::error::Result;
use clap::Subcommand;
/// Participants.
#[derive(Subcommand)]
pub enum Command {
    /// Import.
    Import,
}
impl Command {
    /// Runs it.
    pub fn run(self) -> Result<()> {
        Ok(())
    }
}
