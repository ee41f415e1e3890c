//! The office's side of a meeting: making it, saying what the city says, publishing, letting
//! comments in, replying.

pub mod comments;
pub mod form;
pub mod pages;
pub mod routes;
pub mod themes;

use actix_web::web;

use super::{Meeting, Topic, store};
use crate::{
    app::App,
    error::{Error, Result},
    store::Db,
};

type Shared = web::Data<App>;

/// The address of a meeting's page in the office.
pub fn url(meeting: &Meeting) -> String {
    format!("/staff/meetings/{}", meeting.slug)
}

/// The meeting of an address.
fn meeting(db: &mut Db, slug: &str) -> Result<Meeting> {
    store::by_slug(db, slug)?.ok_or(Error::NotFound)
}

/// The theme of an address: its number as typed.
fn topic(db: &mut Db, slug: &str, number: &str) -> Result<(Meeting, Topic)> {
    let meeting = meeting(db, slug)?;
    let number = number.parse().map_err(|_| Error::NotFound)?;
    let topic = store::topic(db, &meeting.id, number)?;
    Ok((meeting, topic))
}
