//! A phone's stream (server-sent events), and the same by asking again and again.

use std::{
    collections::VecDeque,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use actix_web::{
    HttpRequest, HttpResponse,
    body::{BodySize, MessageBody},
    http::header,
    web::{Bytes, Data},
};
use serde_json::json;
use tokio::time::{Interval, MissedTickBehavior, interval};

use super::{
    frame::{Eye, Frame, Message},
    hub::{Subscription, messages},
};
use crate::{
    app::App,
    board::store,
    error::{Error, Result},
};

/// How often a phone hears that the server is there. It begins to ask after 35 seconds of silence.
const BEAT: Duration = Duration::from_secs(15);
/// A phone that missed more than this looks at the whole page again instead.
const MISSED: usize = 200;

/// Everything that happens on a board after a number, for as long as the phone listens.
pub async fn open(
    app: &Data<App>,
    request: &HttpRequest,
    board_id: &str,
    after: i64,
    eye: Eye,
) -> Result<HttpResponse> {
    let last = request.headers().get("last-event-id");
    let after = last.and_then(|last| last.to_str().ok()?.parse().ok()).unwrap_or(after);
    let subscription = app.hub.subscribe(&app.store, board_id, eye.clone()).await?;
    let (missed, head) = missed(app, board_id, after, &eye).await?;
    let waiting = missed.iter().map(Frame::chunk).collect();
    let body = Stream { app: app.clone(), subscription, eye, waiting, sent: head, beat: beat() };
    Ok(streaming(body))
}

/// That something happened on some boards, without what: for a page that shows many. The number
/// of many boards is the sum of theirs.
pub async fn open_many(
    app: &Data<App>,
    boards: &[String],
    after: i64,
    eye: Eye,
) -> Result<HttpResponse> {
    let subscription = app.hub.watch(&app.store, boards, eye).await?;
    let seq = sum(app, boards).await?;
    // What came between the page and its stream is told at once.
    let due = (seq != after).then(|| Box::pin(tokio::time::sleep(Duration::ZERO)));
    Ok(streaming(Signals { app: app.clone(), subscription, seq, beat: beat(), due }))
}

async fn sum(app: &Data<App>, boards: &[String]) -> Result<i64> {
    let boards = boards.to_vec();
    let heads = app.store.read(move |db| store::heads(db, &boards)).await?;
    Ok(heads.into_iter().map(|(_, head)| head).sum())
}

/// The same for a page that asks whether anything happened after a number.
pub async fn changes_of_many(
    app: &Data<App>,
    boards: &[String],
    after: i64,
) -> Result<HttpResponse> {
    let head = sum(app, boards).await?;
    let look = Frame { seq: head, look: true, ..Frame::default() };
    let frames = if head == after { Vec::new() } else { vec![look] };
    Ok(answer(app, head, &frames))
}

fn streaming(body: impl MessageBody + 'static) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/event-stream; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header(("x-accel-buffering", "no"))
        .body(body)
}

fn beat() -> Interval {
    let mut beat = interval(BEAT);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    beat
}

/// The same for a phone that asks: what it missed after a number.
pub async fn changes(
    app: &Data<App>,
    board_id: &str,
    after: i64,
    eye: &Eye,
) -> Result<HttpResponse> {
    let (frames, head) = missed(app, board_id, after, eye).await?;
    Ok(answer(app, head, &frames))
}

fn answer(app: &App, head: i64, frames: &[Frame]) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(json!({ "head": head, "now": app.stamp().timestamp_millis(), "frames": frames }))
}

async fn missed(
    app: &Data<App>,
    board_id: &str,
    after: i64,
    eye: &Eye,
) -> Result<(Vec<Frame>, i64)> {
    let id = board_id.to_owned();
    let (missed, board) = app
        .store
        .read(move |db| {
            let missed = messages(db, &id, after)?;
            Ok((missed, store::get(db, &id)?))
        })
        .await?;
    // A number from the future is one of another board, or of a database that was restored.
    if missed.len() > MISSED || after > board.seq {
        return Ok((vec![Frame { seq: board.seq, look: true, ..Frame::default() }], board.seq));
    }
    let head = missed.last().map_or(after, |message| message.entry.seq);
    Ok((missed.iter().map(|message| message.frame(eye)).collect(), head))
}

/// The body of a stream.
struct Stream {
    app: Data<App>,
    subscription: Subscription,
    eye: Eye,
    waiting: VecDeque<Bytes>,
    /// The number of the last event that is sent or waits to be.
    sent: i64,
    beat: Interval,
}

impl MessageBody for Stream {
    type Error = Error;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes>>> {
        loop {
            if let Some(chunk) = self.waiting.pop_front() {
                return Poll::Ready(Some(Ok(chunk)));
            }
            match self.subscription.messages.poll_recv(cx) {
                Poll::Ready(Some(message)) => self.take(&message),
                // Let go because it did not keep up: it comes back with its number.
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Pending => break,
            }
        }
        self.beat.poll_tick(cx).map(|_| Some(Ok(heartbeat(&self.app, self.sent))))
    }
}

impl Stream {
    fn take(&mut self, message: &Arc<Message>) {
        if message.entry.seq > self.sent {
            self.sent = message.entry.seq;
            self.waiting.push_back(message.chunk(&self.eye));
        }
    }
}

/// The time and the number, so that a phone knows how old its page is.
fn heartbeat(app: &App, seq: i64) -> Bytes {
    let now = app.stamp().timestamp_millis();
    Bytes::from(format!("event: beat\ndata: {{\"now\":{now},\"seq\":{seq}}}\n\n"))
}

/// The body of a stream that only says that something happened.
struct Signals {
    app: Data<App>,
    subscription: Subscription,
    /// The sum of the numbers of the boards.
    seq: i64,
    beat: Interval,
    /// Something happened; it is told when this is over, together with what follows at once.
    due: Option<Pin<Box<tokio::time::Sleep>>>,
}

/// How long a page with many boards gathers what happens before it looks again.
const GATHERED: Duration = Duration::from_millis(500);

impl MessageBody for Signals {
    type Error = Error;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes>>> {
        loop {
            match self.subscription.messages.poll_recv(cx) {
                Poll::Ready(Some(_)) => {
                    self.seq += 1;
                    self.due.get_or_insert_with(|| Box::pin(tokio::time::sleep(GATHERED)));
                }
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Pending => break,
            }
        }
        if let Some(due) = &mut self.due
            && due.as_mut().poll(cx).is_ready()
        {
            self.due = None;
            let look = Frame { seq: self.seq, look: true, ..Frame::default() };
            return Poll::Ready(Some(Ok(look.chunk())));
        }
        self.beat.poll_tick(cx).map(|_| Some(Ok(heartbeat(&self.app, self.seq))))
    }
}
