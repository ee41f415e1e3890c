//! Phones that do not keep up: each is let go, comes back with its number and has lost nothing.

use actix_web::body::MessageBody;
use machikoe::board::{
    Phase, lead,
    live::{Eye, stream},
};
use tokio::time::timeout;

use crate::{
    both_engines,
    support::{
        live::{Alive, PATIENCE},
        workshop::*,
        *,
    },
};

/// Far more than may wait for a phone.
const MUCH: usize = 100;

/// Things happen on a board, one event each.
async fn announce(world: &World, board: &machikoe::board::Board) {
    for number in 0..MUCH {
        let line = format!("お知らせ{number}");
        world.lead(board, move |deed| lead::announce(deed, &line)).await;
    }
}

both_engines! {
    async fn a_phone_that_does_not_keep_up_is_let_go_and_resumes_where_it_was(world: World) {
        let workshop = world.workshop(settings()).await;
        let board = world.board(&workshop, 1).await;
        let (browser, id) = world.at_table(&workshop, &board).await;
        let mut phone = Alive::open(browser, &workshop.join_code).await;
        world.phase(&board, Phase::Open).await;
        let app = &world.app;
        let slow = app.hub.subscribe(&app.store, &board.id, Eye::Attendee(id)).await;
        let mut slow = slow.expect("a place");
        announce(&world, &board).await;
        let (mut seen, head) = (0, world.head(&board).await);
        while let Some(message) = timeout(PATIENCE, slow.messages.recv()).await.expect("an end") {
            assert!(seen == 0 || message.entry.seq == seen + 1, "{seen}");
            seen = message.entry.seq;
        }
        assert!(seen > 0 && seen < head, "it was let go after {seen} of {head}");
        phone.seen = seen;
        phone.hear(head).await;
        phone.is_fresh().await;
    }

    async fn a_page_of_many_boards_hears_at_once_and_of_each_however_slow_it_was(world: World) {
        let workshop = world.workshop(settings()).await;
        let (one, two) = (world.board(&workshop, 1).await, world.board(&workshop, 2).await);
        let boards = [one.id.clone(), two.id.clone()];
        let app = &world.app;
        let mut slow = app.hub.watch(&app.store, &boards, Eye::Facilitator).await.expect("a place");
        announce(&world, &one).await;
        // Nobody has read yet, and still the first board is not given up.
        while slow.messages.try_recv().is_ok() {}
        world.lead(&one, |deed| lead::announce(deed, "まだ聞こえます")).await;
        let heard = timeout(PATIENCE, slow.messages.recv()).await.expect("in time");
        assert_eq!(heard.expect("a place still").entry.seq, world.head(&one).await);
        // What happened between the page and its stream is looked at again.
        let stream = stream::open_many(app, &boards, 0, Eye::Facilitator).await.expect("a stream");
        let mut body = Box::pin(stream.into_body());
        let mut chunks = String::new();
        while !chunks.contains("\"look\":true") {
            let next = std::future::poll_fn(|cx| MessageBody::poll_next(body.as_mut(), cx));
            let chunk = timeout(PATIENCE, next).await.expect("in time").expect("a chunk");
            chunks += std::str::from_utf8(&chunk.expect("bytes")).expect("text");
        }
    }
}
