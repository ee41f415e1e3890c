//! HTTP: which URL leads where, what happens around every request, how errors look.

pub mod assets;
pub mod errors;
pub mod input;
pub mod origin;
pub mod routes;
pub mod server;
pub mod stream;
pub mod throttle;
pub mod upload;
