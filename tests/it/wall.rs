//! The wall: what everybody in the room sees, and what nobody sees there.

use machikoe::board::{Phase, notes};

use crate::{
    both_engines,
    support::{workshop::*, *},
};

both_engines! {
    async fn while_people_come_in_the_wall_shows_how(world: World) {
        let workshop = world.workshop(settings()).await;
        let mut wall = world.browser();
        wall.open(&world.wall(&workshop)).await.is("海辺の使い方").shows("海辺で何をしたいですか。");
        assert!(wall.page.html.contains("QRコード"));
        let (first, second) = workshop.join_code.split_at(3);
        wall.page.shows(&format!("{first} {second}"));
        world.phone(&workshop, 2).await;
        wall.open(&world.wall(&workshop)).await.shows("テーブル2 1人");
        assert!(!wall.page.html.contains("<form"), "the wall changes nothing");
    }

    async fn while_people_write_the_wall_counts_and_then_it_shows(world: World) {
        let workshop = world.workshop(settings()).await;
        let board = world.board(&workshop, 1).await;
        let at = format!("{}/boards/{}", world.wall(&workshop), board.id);
        let mut hana = world.phone(&workshop, 1).await;
        world.phase(&board, Phase::Write).await;
        hana.open(&format!("/w/{}/board", workshop.join_code)).await;
        post(&mut hana, "ひみつの砂浜").await;
        let mut wall = world.browser();
        wall.open(&at).await.shows("付箋 1枚").shows("できた人 0 / 1人");
        assert!(!wall.page.html.contains("ひみつ"));
        world.phase(&board, Phase::Open).await;
        wall.open(&at).await.shows("ひみつの砂浜");
    }

    async fn names_and_what_is_held_hidden_or_withdrawn_are_in_no_byte_of_the_wall(world: World) {
        let workshop = world.workshop(for_pupils()).await;
        let board = world.board(&workshop, 1).await;
        let mut hana = world.phone_of(&workshop, 1, "はなちゃん").await;
        world.phase(&board, Phase::Open).await;
        let phone = format!("/w/{}/board", workshop.join_code);
        hana.open(&phone).await;
        for text in ["田中さんの店", "砂の城", "貝がら", "潮風"] {
            post(&mut hana, text).await;
        }
        let id = |text: &str| format!("SELECT id AS value FROM note WHERE text = '{text}'");
        let hidden = world.rows(&id("砂の城")).await.remove(0);
        world.lead(&board, move |deed| notes::hide(deed, &hidden, "理由")).await;
        let withdrawn = world.rows(&id("貝がら")).await.remove(0);
        hana.post(&format!("/w/{}/notes/{withdrawn}/withdrawal", workshop.join_code), &[]).await;
        let path = world.wall(&workshop);
        let mut wall = world.browser();
        for phase in [Phase::Write, Phase::Open, Phase::Gather, Phase::Vote, Phase::Result, Phase::Closed] {
            world.phase(&board, phase).await;
            wall.open(&format!("{path}/boards/{}", board.id)).await;
            assert_eq!(wall.page.html.contains("潮風"), phase != Phase::Write, "{phase:?}");
            let mut bytes = wall.page.html.clone();
            wall.open(&path).await.is("海辺の使い方");
            bytes += &wall.page.html;
            wall.open(&format!("{path}/changes?board={}&after=0", board.id)).await;
            bytes += &wall.page.html;
            for secret in ["田中", "砂の城", "貝がら", "はなちゃん"] {
                assert!(!bytes.contains(secret), "{secret} in {phase:?}");
            }
        }
    }

    async fn dots_are_hidden_until_the_result_and_then_the_most_come_first(world: World) {
        let workshop = world.workshop(settings()).await;
        let board = world.board(&workshop, 1).await;
        let mut hana = world.phone(&workshop, 1).await;
        world.phase(&board, Phase::Open).await;
        let phone = format!("/w/{}/board", workshop.join_code);
        hana.open(&phone).await;
        for text in ["駐車場", "海の家"] {
            post(&mut hana, text).await;
        }
        world.phase(&board, Phase::Vote).await;
        hana.open(&phone).await;
        hana.press_near("海の家", "＋").await;
        hana.press_near("海の家", "＋").await;
        let mut wall = world.browser();
        let at = format!("{}/boards/{}", world.wall(&workshop), board.id);
        wall.open(&at).await.shows("投票した人 1人").hides("2点 ").shows("駐車場 海の家");
        world.phase(&board, Phase::Result).await;
        wall.open(&at).await.shows("海の家 2点 駐車場 0点");
    }

    async fn the_wall_follows_everybody_to_the_room_and_to_the_next_theme(world: World) {
        let workshop = world.workshop(settings()).await;
        let board = world.board(&workshop, 1).await;
        let mut hana = world.phone(&workshop, 1).await;
        world.phase(&board, Phase::Open).await;
        hana.open(&format!("/w/{}/board", workshop.join_code)).await;
        post(&mut hana, "海の家").await;
        let mut console = world.console(&workshop).await;
        console.press("全員を全体のボードへ").await;
        world.phase(&world.board(&workshop, 0).await, Phase::Open).await;
        let path = world.wall(&workshop);
        let mut wall = world.browser();
        wall.open(&path).await.is("全体 海辺の使い方").shows("海の家").shows("テーブル1");
        console.follow("駅前の10年後").await;
        console.press("全員をこのテーマへ移す").await;
        wall.open(&format!("{path}/boards/{}", board.id)).await.is("駅前の10年後");
        assert!(wall.page.url.ends_with(&path), "{}", wall.page.url);
    }

    async fn a_code_shows_its_own_workshop_and_no_other(world: World) {
        let (ours, other) = (world.workshop(settings()).await, world.second_workshop().await);
        let board = world.board(&ours, 1).await;
        let path = world.wall(&other);
        let mut wall = world.browser();
        for below in ["boards/", "stream?board=", "changes?board="] {
            wall.open(&format!("{path}/{below}{}", board.id)).await;
            assert_eq!(wall.page.status, 404, "{below}");
        }
        let facilitator = machikoe::workshop::codes::facilitator(&world.app, &ours).compact();
        for wrong in ["ABCD", &facilitator] {
            wall.open(&format!("/p/{wrong}")).await;
            assert_eq!(wall.page.status, 404, "{wrong}");
        }
    }
}
