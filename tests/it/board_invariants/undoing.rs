//! Undoing what others have built on meanwhile: refused rather than taken out of their sight.

use machikoe::board::{Board, Phase};
use machikoe::workshop::Workshop;
use serde_json::Value;

use super::replay::Tables;
use crate::{
    both_engines,
    support::{workshop::*, *},
};

/// A table at which three notes wait to be gathered.
async fn table(world: &World) -> (Workshop, Board, Browser) {
    let workshop = world.workshop(settings()).await;
    let board = world.board(&workshop, 1).await;
    let (phone, _) = world.at_table(&workshop, &board).await;
    world.phase(&board, Phase::Gather).await;
    for number in 1..=3 {
        let (id, text) = (format!("note-of-{number}"), format!("付箋{number}"));
        let note = [("id", id.as_str()), ("text", &text), ("colour", "pink")];
        tell(&phone, &workshop, "notes", &note).await;
    }
    (workshop, board, phone)
}

async fn tell(
    phone: &Browser,
    workshop: &Workshop,
    path: &str,
    fields: &[(&str, &str)],
) -> (u16, Value) {
    let path = format!("/w/{}/{path}", workshop.join_code);
    let (status, body) = phone.tell(&path, fields).await.expect("a reply");
    (status, serde_json::from_str(&body).unwrap_or_default())
}

/// Puts notes into a new cluster: the number to undo it with.
async fn gather(phone: &Browser, workshop: &Workshop, cluster: &str, notes: &[&str]) -> String {
    let mut fields: Vec<(&str, &str)> = notes.iter().map(|note| ("tick", *note)).collect();
    fields.extend([("into", "new"), ("id", cluster), ("title", "島")]);
    let (status, told) = tell(phone, workshop, "clusters", &fields).await;
    assert_eq!(status, 200);
    told["batch"].to_string()
}

async fn undo(phone: &Browser, workshop: &Workshop, batch: &str) -> u16 {
    tell(phone, workshop, "undo", &[("batch", batch)]).await.0
}

both_engines! {
    async fn a_cluster_to_which_somebody_added_since_stays(world: World) {
        let (workshop, board, phone) = table(&world).await;
        let batch = gather(&phone, &workshop, "cluster-1", &["note-of-1", "note-of-2"]).await;
        let more = [("tick", "note-of-3"), ("into", "cluster"), ("cluster", "cluster-1")];
        tell(&phone, &workshop, "clusters", &more).await;
        assert_eq!(undo(&phone, &workshop, &batch).await, 409);
        Tables::read(&world, &board).await.1.check_shape();
    }

    async fn nothing_goes_back_into_a_cluster_that_is_gone_by_now(world: World) {
        let (workshop, board, phone) = table(&world).await;
        gather(&phone, &workshop, "cluster-1", &["note-of-1", "note-of-2"]).await;
        let batch = gather(&phone, &workshop, "cluster-2", &["note-of-1", "note-of-3"]).await;
        tell(&phone, &workshop, "clusters/cluster-1/dissolution", &[]).await;
        assert_eq!(undo(&phone, &workshop, &batch).await, 409);
        Tables::read(&world, &board).await.1.check_shape();
    }

    async fn undoing_and_dissolving_a_second_time_changes_nothing_and_is_no_refusal(world: World) {
        let (workshop, board, phone) = table(&world).await;
        let batch = gather(&phone, &workshop, "cluster-1", &["note-of-1", "note-of-2"]).await;
        assert_eq!(undo(&phone, &workshop, &batch).await, 200);
        let head = world.head(&board).await;
        assert_eq!(undo(&phone, &workshop, &batch).await, 200);
        assert_eq!(world.head(&board).await, head);
        gather(&phone, &workshop, "cluster-2", &["note-of-1", "note-of-2"]).await;
        for _ in 0..2 {
            let told = tell(&phone, &workshop, "clusters/cluster-2/dissolution", &[]).await;
            assert_eq!(told.0, 200);
        }
    }
}
