//! The facilitator's console: all tables at a glance, one table closely, and everything that is
//! steered. It works by forms alone; its script saves reloading.
//!
//! Reading order: [`door`] (the code) · [`steer`] (phases, time, freezing: of one table or all) ·
//! [`pages`] (all tables) · [`table`] (one table) · [`history`] (what can be undone) · [`routes`],
//! [`tend`] (requests).

pub mod door;
pub mod history;
pub mod pages;
pub mod routes;
pub mod steer;
pub mod table;
pub mod tend;

use crate::{app::App, audit::Signature, error::Result, workshop::Workshop};

/// The signature of whoever leads a workshop: nobody's name, because the code is the key.
pub fn signature(app: &App, workshop: &Workshop) -> Result<Signature> {
    Signature::named(app, &format!("進行役（{}）", workshop.title))
}

/// Where the console of a workshop is.
pub fn path(workshop: &Workshop) -> String {
    format!("/f/{}", workshop.join_code)
}
