//! Thirty people write at the same moment; some of it twice, some of it refused.

use machikoe::board::Phase;
use tokio::task::JoinSet;

use super::{
    notes,
    replay::{Tables, entries},
};
use crate::{
    both_engines,
    support::{workshop::*, *},
};

const WRITERS: usize = 30;
const NOTES: usize = 8;

both_engines! {
    async fn thirty_writers_at_once_leave_a_log_without_holes_that_rebuilds_the_tables_from_anywhere(world: World) {
        let workshop = world.workshop(settings()).await;
        let board = world.board(&workshop, 1).await;
        world.phase(&board, Phase::Open).await;
        let path = format!("/w/{}/notes", workshop.join_code);
        let mut writing = JoinSet::new();
        for writer in 0..WRITERS {
            let (phone, path) = (world.at_table(&workshop, &board).await.0, path.clone());
            writing.spawn(async move {
                for number in 0..NOTES {
                    let (id, text) = (format!("note-{writer}-{number}"), format!("付箋{number}"));
                    let long = "長".repeat(141);
                    let note = [("id", id.as_str()), ("text", &text), ("colour", "pink")];
                    // The same note at the same moment, as after a tap that seemed lost.
                    let other = phone.window();
                    let (once, again) = tokio::join!(phone.insist(&path, &note), other.insist(&path, &note));
                    assert_eq!([once.0, again.0], [200, 200]);
                    let refused = [("id", "note-too-long"), ("text", &long), ("colour", "pink")];
                    assert_eq!(phone.insist(&path, &refused).await.0, 422);
                }
            });
        }
        writing.join_all().await;
        let ids = notes(&world, &board.id).await;
        assert_eq!(ids.len(), WRITERS * NOTES);
        let log = entries(&world, &board).await;
        let of_notes = log.iter().filter(|entry| entry.event.kind() == "note").count();
        assert_eq!(of_notes, WRITERS * NOTES, "an event for each note, and none for what came again");
        let (head, stored) = Tables::read(&world, &board).await;
        assert_eq!(log.len() as i64, head);
        assert_eq!(Tables::default().replay(&world, &board, 0).await, stored);
    }

    async fn a_whole_class_sits_down_at_the_same_table_at_the_same_moment(world: World) {
        let workshop = world.workshop(settings()).await;
        let board = world.board(&workshop, 1).await;
        let join = format!("/w/{}/attendance", workshop.join_code);
        let sit = format!("/w/{}/table", workshop.join_code);
        let mut phones = Vec::new();
        for _ in 0..WRITERS {
            let mut phone = Browser::at(world.base(), ROOM_ADDRESS);
            phone.open(&format!("/w/{}", workshop.join_code)).await;
            let entry = phone.page.hidden("entry");
            phone.post(&join, &[("entry", &entry)]).await;
            phones.push(phone);
        }
        let mut sitting = JoinSet::new();
        for mut phone in phones {
            let sit = sit.clone();
            sitting.spawn(async move {
                phone.post(&sit, &[("table", "1")]).await.is("海辺の使い方");
            });
        }
        sitting.join_all().await;
        assert_eq!(world.count("placement").await, WRITERS);
        let (_, stored) = Tables::read(&world, &board).await;
        Tables::default().replay(&world, &board, 0).await;
        stored.check_shape();
    }
}
