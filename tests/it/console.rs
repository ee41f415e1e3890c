//! The facilitator's console: by forms alone, all tables and one closely.

use machikoe::{
    board::{Board, Phase},
    workshop::codes,
};

use crate::{
    both_engines,
    support::{workshop::*, *},
};

both_engines! {
    async fn the_code_opens_the_console_and_stays_in_no_address(world: World) {
        let workshop = world.workshop(settings()).await;
        let code = codes::facilitator(&world.app, &workshop);
        let mut console = world.console(&workshop).await;
        let path = format!("/f/{}", workshop.join_code);
        assert!(console.page.url.ends_with(&path), "{}", console.page.url);
        assert!(!console.page.html.contains(&code.compact()), "the page holds the code");
        assert_eq!(console.cookies("/w") + &console.cookies("/staff"), "");
        console.press("この端末で進行役を終える").await.is("進行役の画面");
        console.open(&path).await.is("進行役の画面");
        console.fill("進行役コード", &code.to_string().to_lowercase());
        console.press("開く").await.is("海辺の使い方");
    }

    async fn what_is_no_code_of_a_facilitator_gets_its_sentence_and_ten_of_them_wait(world: World) {
        let workshop = world.workshop(settings()).await;
        let mut stranger = world.browser();
        for (typed, sentence) in [
            ("", "進行役コードを入れてください"),
            ("ABC", "いま3文字入っています"),
            (workshop.join_code.as_str(), "参加する人が使うもの"),
            (&codes::projector(&world.app, &workshop).compact(), "このコードのワークショップはありません"),
        ] {
            stranger.post("/f", &[("code", typed)]).await.is("進行役の画面").shows(sentence);
        }
        for _ in 0..10 {
            stranger.post("/f", &[("code", "ABCD")]).await;
        }
        stranger.page.shows("10分ほどお待ち");
        let right = codes::facilitator(&world.app, &workshop).compact();
        stranger.post("/f", &[("code", &right)]).await.is("海辺の使い方");
    }

    async fn neither_a_phone_nor_another_workshops_facilitator_gets_in(world: World) {
        let (ours, other) = (world.workshop(settings()).await, world.second_workshop().await);
        let path = format!("/f/{}", ours.join_code);
        let mut phone = world.phone(&ours, 1).await;
        phone.open(&path).await.is("進行役の画面");
        let mut console = world.console(&other).await;
        console.open(&path).await.is("進行役の画面");
        let board = world.board(&ours, 1).await;
        // With the cookie of the other workshop, on its own address.
        let theirs = format!("/f/{}", other.join_code);
        console.open(&format!("{theirs}/boards/{}", board.id)).await;
        assert_eq!(console.page.status, 404);
        for (at, field) in [("steering", "board"), ("seats", "to")] {
            console.post(&format!("{theirs}/{at}"), &[(field, &board.id), ("order", "next:write"), ("letters", "ABCDEF")]).await;
            assert_eq!(console.page.status, 404, "{at}");
        }
        console.post(&format!("{theirs}/steering"), &[("theme", &board.theme_id), ("order", "next:write")]).await;
        assert_eq!(console.page.status, 404);
        for below in ["stream", "changes"] {
            console.open(&format!("{theirs}/{below}?board={}", board.id)).await;
            assert_eq!(console.page.status, 404, "{below}");
        }
        assert_eq!(phases(&world).await, ["prepare"]);
    }

    async fn all_tables_go_on_together_and_a_button_pressed_twice_is_one_step(world: World) {
        let workshop = world.workshop(settings()).await;
        let mut console = world.console(&workshop).await;
        console.page.shows("すべてのテーブル").shows("テーブル2");
        let board = world.board(&workshop, 1).await;
        let path = format!("/f/{}", workshop.join_code);
        console.press("全員「書く」へ進む →").await.shows("ほかの人にも進行役にも、枚数だけが見えます");
        console.press_near("テーブル1", "「開く」へ進む →").await.shows("書く〜開く");
        // Table 1 is there already, and stays; so it does when the button comes a second time.
        let order = [("theme", board.theme_id.as_str()), ("order", "next:open")];
        for _ in 0..2 {
            console.post(&format!("{path}/steering"), &order).await.is("海辺の使い方");
            assert_eq!(phases_of_tables(&world).await, ["open", "open"]);
        }
        console.press("← 全員「書く」に戻る").await;
        assert_eq!(phases_of_tables(&world).await, ["write", "write"]);
    }

    async fn time_an_announcement_and_freezing_reach_the_phones(world: World) {
        let workshop = world.workshop(settings()).await;
        let mut console = world.console(&workshop).await;
        let mut hana = world.phone(&workshop, 1).await;
        console.press("全員「書く」へ進む →").await;
        console.press("全員＋1分").await.shows("残り1分");
        console.press("全員＋1分").await.shows("残り2分");
        console.press("全員のボードを止める").await.shows("止めています");
        let path = format!("/f/{}", workshop.join_code);
        let board = world.board(&workshop, 1).await;
        console.open(&of(&path, &board)).await;
        console.fill("お知らせ", "あと5分です");
        console.press("お知らせを出す").await.is("テーブル1").shows("お知らせ：あと5分です");
        console.open(&path).await;
        hana.open(&format!("/w/{}/board", workshop.join_code)).await
            .shows("あと5分です").shows("残り").shows("進行役がボードを止めています");
        console.press("全員のボードを動かす").await.hides("止めています");
        console.press("全員の時計を消す").await.hides("残り1分").hides("残り2分");
        assert_eq!(audited(&world).await, [
            "進行役（町の話し合い） boards-frozen town-talk テーブル1・テーブル2",
            "進行役（町の話し合い） boards-thawed town-talk テーブル1・テーブル2",
        ]);
    }

    async fn while_people_write_the_console_knows_how_many_and_no_word(world: World) {
        let workshop = world.workshop(for_pupils()).await;
        let (board, mut console) = (world.board(&workshop, 1).await, world.console(&workshop).await);
        let mut hana = world.phone_of(&workshop, 1, "はな").await;
        world.phase(&board, Phase::Write).await;
        hana.open(&format!("/w/{}/board", workshop.join_code)).await;
        post(&mut hana, "ひみつの砂浜").await;
        post(&mut hana, "田中さんの家").await;
        let path = format!("/f/{}", workshop.join_code);
        console.open(&path).await.shows("付箋 2枚").shows("確かめる付箋 1枚");
        assert!(!console.page.html.contains("ひみつ") && !console.page.html.contains("田中"));
        console.open(&of(&path, &board)).await.shows("「開く」に進むと、ここで読んで決められます");
        assert!(!console.page.html.contains("ひみつ") && !console.page.html.contains("田中"));
        world.phase(&board, Phase::Open).await;
        console.open(&of(&path, &board)).await.shows("ひみつの砂浜").shows("人の名前のように見えます");
        assert!(console.page.html.contains("はな"), "the facilitator knows who sits here");
    }

    async fn held_notes_are_let_in_or_hidden_and_hidden_ones_come_back(world: World) {
        let workshop = world.workshop(for_pupils()).await;
        let (board, mut console) = (world.board(&workshop, 1).await, world.console(&workshop).await);
        let mut hana = world.phone_of(&workshop, 1, "はな").await;
        let mut ken = world.phone_of(&workshop, 1, "けん").await;
        let phone = format!("/w/{}/board", workshop.join_code);
        world.phase(&board, Phase::Open).await;
        hana.open(&phone).await;
        post(&mut hana, "田中さんの店").await;
        console.open(&of(&format!("/f/{}", workshop.join_code), &board)).await.shows("確かめる付箋（1枚）");
        console.press("出す").await.hides("確かめる付箋（");
        ken.open(&phone).await.shows("田中さんの店");
        console.choose("理由", "個人のことが書かれています。");
        console.press("見えなくする").await.shows("見えなくした付箋（1枚）");
        assert!(!ken.open(&phone).await.html.contains("田中"), "gone from other phones");
        assert!(!world.changes(&ken, &board, 0).await.contains("田中"), "and from what they are sent");
        hana.open(&phone).await.shows("進行役が見えなくしました：個人のことが書かれています。");
        console.press_near("個人のこと", "元に戻す").await.hides("見えなくした付箋（");
        ken.open(&phone).await.shows("田中さんの店");
        assert_eq!(audited(&world).await, [
            "進行役（町の話し合い） note-hidden town-talk テーブル1 個人のことが書かれています。",
            "進行役（町の話し合い） note-shown town-talk テーブル1",
            "進行役（町の話し合い） note-shown town-talk テーブル1",
        ]);
    }

    async fn paper_notes_go_in_one_after_the_other_and_are_gathered_and_undone(world: World) {
        let workshop = world.workshop(settings()).await;
        let (board, mut console) = (world.board(&workshop, 1).await, world.console(&workshop).await);
        world.phase(&board, Phase::Talk).await;
        console.open(&of(&format!("/f/{}", workshop.join_code), &board)).await;
        for text in ["海の家", "浜のカフェ", "駐車場"] {
            console.fill("付箋の文", text);
            console.press("付箋を入れる").await.shows(text);
        }
        let again = [("id", "paper-note-4"), ("text", "もう一度"), ("colour", "pink")];
        let notes = format!("{}/notes", of(&format!("/f/{}", workshop.join_code), &board));
        for _ in 0..2 {
            console.post(&notes, &again).await.shows("もう一度");
        }
        assert_eq!(world.count("note").await, 4);
        assert_eq!(world.count("note_author").await, 0);
        console.choose("まとめる付箋を選ぶ", "■A紙海の家");
        console.choose("まとめる付箋を選ぶ", "■A紙浜のカフェ");
        console.fill("選んだ付箋のまとまりの名前", "浜の店");
        console.press("選んだものをまとめる").await.shows("「浜の店」にまとめた");
        console.press_near("浜の店", "元に戻す").await;
        assert_eq!(world.rows("SELECT title AS value FROM cluster WHERE NOT gone").await, [""; 0]);
        assert_eq!(world.rows("SELECT id AS value FROM note WHERE cluster_id IS NOT NULL").await, [""; 0]);
    }

    async fn somebody_is_moved_to_another_table_by_name_or_by_the_letters_on_their_phone(world: World) {
        let workshop = world.workshop(for_pupils()).await;
        let (first, second) = (world.board(&workshop, 1).await, world.board(&workshop, 2).await);
        let mut console = world.console(&workshop).await;
        let mut hana = world.phone_of(&workshop, 1, "はな").await;
        let path = format!("/f/{}", workshop.join_code);
        console.open(&of(&path, &first)).await.shows("席（1人）");
        console.choose("席を移す人", "はな");
        console.press("テーブル2へ移す").await.shows("席（0人）");
        hana.open(&format!("/w/{}/board", workshop.join_code)).await;
        assert!(hana.page.html.contains(&second.id), "the phone is at table 2");
        let id = world.rows("SELECT id AS value FROM attendee").await.remove(0);
        let letters = codes::returning(&world.app, &workshop.id, &id).to_lowercase();
        console.fill("再入室コード", &letters);
        console.press("ここへ移す").await.shows("席（1人）").shows("はな");
        console.open(&of(&path, &second)).await;
        console.fill("再入室コード", "ABCDEF");
        console.press("ここへ移す").await.shows("席は変わっていません");
        assert_eq!(audited(&world).await, [
            "進行役（町の話し合い） seat-moved town-talk テーブル1へ",
            "進行役（町の話し合い） seat-moved town-talk テーブル2へ",
        ]);
    }

    async fn everybody_goes_to_the_room_and_back_and_to_the_next_theme(world: World) {
        let workshop = world.workshop(settings()).await;
        let mut console = world.console(&workshop).await;
        let mut hana = world.phone(&workshop, 1).await;
        let phone = format!("/w/{}/board", workshop.join_code);
        world.phase(&world.board(&workshop, 1).await, Phase::Open).await;
        hana.open(&phone).await;
        post(&mut hana, "海の家").await;
        console.open(&format!("/f/{}", workshop.join_code)).await;
        console.press("全員を全体のボードへ").await.shows("全員が全体のボードを見ています");
        assert!(hana.open(&phone).await.html.contains(&world.board(&workshop, 0).await.id));
        console.press("全員「書く」へ進む →").await;
        assert_eq!(phases_of_tables(&world).await, ["open", "prepare"], "the room was meant");
        console.press("全員をテーブルへ戻す").await.shows("すべてのテーブル");
        console.follow("駅前の10年後").await.is("駅前の10年後").shows("全員がいるのは別のテーマです");
        console.press("全員をこのテーマへ移す").await.is("駅前の10年後").hides("全員がいるのは別のテーマです");
        hana.open(&phone).await.is("駅前の10年後");
    }

    async fn the_meaning_of_a_colour_is_changed_for_everybody(world: World) {
        let workshop = world.workshop(settings()).await;
        let mut console = world.console(&workshop).await;
        let mut hana = world.phone(&workshop, 1).await;
        console.fill("■ A（黄）", "未来にほしいもの");
        console.press("色の意味を保存する").await;
        world.phase(&world.board(&workshop, 1).await, Phase::Write).await;
        hana.open(&format!("/w/{}/board", workshop.join_code)).await.shows("未来にほしいもの");
        console.fill("■ A（黄）", " ");
        console.press("色の意味を保存する").await.shows("前の意味はそのまま残っています");
    }

    async fn a_script_hears_that_something_happened_by_asking_too(world: World) {
        let workshop = world.workshop(settings()).await;
        let (board, console) = (world.board(&workshop, 1).await, world.console(&workshop).await);
        let asked = |after: i64| format!("/f/{}/changes?board={}&after={after}", workshop.join_code, board.theme_id);
        let quiet = String::from_utf8(console.download(&asked(0)).await).expect("text");
        assert!(quiet.contains("\"frames\":[]"), "{quiet}");
        world.phase(&board, Phase::Write).await;
        let told = String::from_utf8(console.download(&asked(0)).await).expect("text");
        assert!(told.contains("\"look\":true") && told.contains("\"head\":1"), "{told}");
    }
}

/// Where a table stands closely.
fn of(path: &str, board: &Board) -> String {
    format!("{path}/boards/{}", board.id)
}

async fn phases(world: &World) -> Vec<String> {
    world.rows("SELECT DISTINCT phase AS value FROM board").await
}

async fn phases_of_tables(world: &World) -> Vec<String> {
    world
        .rows("SELECT b.phase AS value FROM board b JOIN theme t ON t.id = b.theme_id WHERE b.number > 0 AND t.position = 1 ORDER BY b.number")
        .await
}

async fn audited(world: &World) -> Vec<String> {
    world.rows("SELECT actor || ' ' || action || ' ' || subject AS value FROM audit WHERE actor LIKE '進行役%' ORDER BY action, subject").await
}
