//! A long page, sent piece by piece as it is made.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use actix_web::{
    body::{BodySize, MessageBody},
    web::Bytes,
};

use crate::error::{Error, Result};

/// The body of a response out of its pieces. An error in the middle cuts the connection, which
/// browsers show as a page that did not load.
pub struct Pieces<I> {
    pieces: I,
    rested: bool,
}

impl<I> Pieces<I> {
    /// Sends each piece as soon as the one before it is on its way.
    pub fn of(pieces: I) -> Pieces<I> {
        Pieces { pieces, rested: true }
    }
}

impl<I: Iterator<Item = Result<String>> + Unpin> MessageBody for Pieces<I> {
    type Error = Error;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes>>> {
        // Making a piece takes time: the thread's other requests get theirs between two of them.
        if !self.rested {
            self.rested = true;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        self.rested = false;
        Poll::Ready(self.pieces.next().map(|piece| piece.map(Bytes::from)))
    }
}
