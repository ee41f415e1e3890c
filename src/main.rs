//! machikoe.
fn main() {}
