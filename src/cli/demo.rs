//! placeholder
use crate::error::Result;
use clap::Args;
/// Demo.
#[derive(Args)]
pub struct Demo {}
impl Demo {
    /// Runs it.
    pub fn run(self) -> Result<()> {
        Ok(())
    }
}
