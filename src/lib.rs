//! machikoe.
