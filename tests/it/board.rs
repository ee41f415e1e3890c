//! A table at its board: writing for oneself, opening, gathering, voting. By forms alone.

use machikoe::board::{Phase, notes};

use crate::{
    both_engines,
    support::{workshop::*, *},
};

both_engines! {
    async fn a_note_is_seen_by_its_author_at_once_and_by_the_table_when_it_is_opened(world: World) {
        let workshop = world.workshop(settings()).await;
        let board = world.board(&workshop, 1).await;
        let (mut hana, mut ken) = (world.phone(&workshop, 1).await, world.phone(&workshop, 1).await);
        world.phase(&board, Phase::Write).await;
        hana.open(&format!("/w/{}/board", workshop.join_code)).await;
        post(&mut hana, "潮干狩りの日を増やす").await;
        hana.page.shows("潮干狩りの日を増やす").shows("まだ自分だけに見えます");
        ken.open(&format!("/w/{}/board", workshop.join_code)).await
            .hides("潮干狩りの日を増やす").shows("付箋 1枚");
        world.phase(&board, Phase::Open).await;
        ken.open(&format!("/w/{}/board", workshop.join_code)).await.shows("潮干狩りの日を増やす");
    }

    async fn while_people_write_others_receive_numbers_and_no_words(world: World) {
        let workshop = world.workshop(settings()).await;
        let board = world.board(&workshop, 1).await;
        let (mut hana, ken) = (world.phone(&workshop, 1).await, world.phone(&workshop, 1).await);
        world.phase(&board, Phase::Write).await;
        hana.open(&format!("/w/{}/board", workshop.join_code)).await;
        post(&mut hana, "ひみつの砂浜").await;
        assert!(world.changes(&hana, &board, 0).await.contains("ひみつの砂浜"));
        let of_ken = world.changes(&ken, &board, 0).await;
        assert!(!of_ken.contains("ひみつ") && of_ken.contains("\"posted\":1"), "{of_ken}");
        world.phase(&board, Phase::Open).await;
        assert!(world.changes(&ken, &board, 0).await.contains("ひみつの砂浜"));
    }

    async fn the_same_note_sent_again_is_one_note_and_burns_no_number(world: World) {
        let workshop = world.workshop(settings()).await;
        let board = world.board(&workshop, 1).await;
        let mut hana = world.phone(&workshop, 1).await;
        world.phase(&board, Phase::Write).await;
        let path = format!("/w/{}/notes", workshop.join_code);
        let note = [("id", "0f8a-note-1"), ("text", "海の家"), ("colour", "pink")];
        for _ in 0..3 {
            hana.post(&path, &note).await.shows("海の家");
        }
        world.phase(&board, Phase::Vote).await;
        hana.post(&path, &note).await.shows("海の家");
        assert_eq!(world.count("note").await, 1);
        assert_eq!(world.rows("SELECT CAST(seq AS TEXT) AS value FROM event WHERE kind = 'note'").await.len(), 1);
    }

    async fn what_is_ticked_becomes_a_cluster_with_a_name_and_can_be_undone(world: World) {
        let workshop = world.workshop(settings()).await;
        let board = world.board(&workshop, 1).await;
        let mut hana = world.phone(&workshop, 1).await;
        world.phase(&board, Phase::Open).await;
        hana.open(&format!("/w/{}/board", workshop.join_code)).await;
        for text in ["海の家", "浜のカフェ", "駐車場"] {
            post(&mut hana, text).await;
        }
        world.phase(&board, Phase::Gather).await;
        hana.open(&format!("/w/{}/board", workshop.join_code)).await;
        hana.choose("まとめる付箋を選ぶ", "■A海の家");
        hana.choose("まとめる付箋を選ぶ", "■A浜のカフェ");
        hana.fill("まとまりの名前", "浜の店");
        hana.press("選んだものをまとめる").await.shows("浜の店");
        assert_eq!(world.rows("SELECT title AS value FROM cluster").await, ["浜の店"]);
        let batch = world.rows("SELECT CAST(max(batch) AS TEXT) AS value FROM event").await;
        hana.post(&format!("/w/{}/undo", workshop.join_code), &[("batch", &batch[0])]).await.hides("浜の店");
    }

    async fn a_budget_of_dots_is_kept_and_hidden_until_the_result(world: World) {
        let workshop = world.workshop(settings()).await;
        let board = world.board(&workshop, 1).await;
        let mut hana = world.phone(&workshop, 1).await;
        world.phase(&board, Phase::Open).await;
        hana.open(&format!("/w/{}/board", workshop.join_code)).await;
        for text in ["海の家", "駐車場"] {
            post(&mut hana, text).await;
        }
        world.phase(&board, Phase::Vote).await;
        hana.open(&format!("/w/{}/board", workshop.join_code)).await.shows("あと3点");
        hana.press_near("海の家", "＋").await.shows("あと2点");
        hana.press_near("海の家", "＋").await.shows("あと1点");
        hana.press_near("駐車場", "＋").await.shows("あと0点");
        world.phase(&board, Phase::Result).await;
        hana.open(&format!("/w/{}/board", workshop.join_code)).await.shows("2点");
    }

    async fn a_held_note_waits_for_the_facilitator(world: World) {
        let workshop = world.workshop(for_pupils()).await;
        let board = world.board(&workshop, 1).await;
        let (mut hana, mut ken) = (world.phone_of(&workshop, 1, "はな").await, world.phone_of(&workshop, 1, "けん").await);
        world.phase(&board, Phase::Open).await;
        hana.open(&format!("/w/{}/board", workshop.join_code)).await;
        post(&mut hana, "090-1234-5678に電話して").await;
        hana.page.shows("進行役が確かめています");
        ken.open(&format!("/w/{}/board", workshop.join_code)).await.hides("090");
        assert!(!world.changes(&ken, &board, 0).await.contains("090"));
        let id = world.rows("SELECT id AS value FROM note").await.remove(0);
        world.lead(&board, move |deed| notes::restore(deed, &id)).await;
        ken.open(&format!("/w/{}/board", workshop.join_code)).await.shows("090");
    }
}
