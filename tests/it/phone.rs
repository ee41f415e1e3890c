//! A phone without scripts through a whole evening, and what the page's script is told.

use machikoe::{board::Phase, workshop::Settings, workshop::settings::Names};
use reqwest::{Client, StatusCode, Url};
use serde_json::Value;

use crate::{
    both_engines,
    support::{workshop::*, *},
};

both_engines! {
    async fn a_whole_evening_goes_by_forms_alone(world: World) {
        let workshop = world.workshop(Settings { names: Names::Nickname, ..settings() }).await;
        let board = world.board(&workshop, 1).await;
        let page = format!("/w/{}/board", workshop.join_code);

        let mut hana = Browser::at(world.base(), ROOM_ADDRESS);
        hana.open("/w").await;
        hana.fill("6けたの番号", "12");
        hana.press("進む").await.shows("番号は6けたの数字です");
        hana.fill("6けたの番号", &workshop.join_code);
        hana.press("進む").await.shows("ワークショップが終わってから90日たつと消します");
        hana.fill("ニックネーム", "はな");
        hana.press("参加する").await.is("テーブルを選んでください");
        hana.press("テーブル1").await.shows("はじまるまで").shows("再入室コード");
        let letters = letters(&hana);

        world.phase(&board, Phase::Write).await;
        hana.open(&page).await.shows("ほかの人にはまだ見えません");
        for text in ["海の家", "浜のカッフェ", "駐車場"] {
            post(&mut hana, text).await;
        }
        hana.press("できた").await.shows("できた人 1 / 1人").shows("できた（取り消す）");
        let cafe = world.rows("SELECT id AS value FROM note WHERE text = '浜のカッフェ'").await.remove(0);
        hana.open(&format!("/w/{}/notes/{cafe}", workshop.join_code)).await.is("自分の付箋");
        hana.fill("付箋に書く", "浜のカフェ");
        hana.press("直して保存する").await.shows("浜のカフェ").hides("カッフェ");
        hana.open(&format!("/w/{}/notes/{cafe}", workshop.join_code)).await;
        hana.press("この付箋を取り下げる").await.shows("取り下げました").shows("付箋 2枚");
        hana.open(&format!("/w/{}/notes/{cafe}", workshop.join_code)).await.shows("浜のカフェ");
        hana.press("もう一度出す").await.hides("取り下げました").shows("付箋 3枚");

        world.phase(&board, Phase::Gather).await;
        hana.open(&page).await.hides("元に戻す");
        hana.choose("まとめる付箋を選ぶ", "■A海の家");
        hana.choose("まとめる付箋を選ぶ", "■A浜のカフェ");
        hana.press("選んだものをまとめる").await.shows("表札はまだありません");
        hana.fill("このまとまりの名前", "浜の店");
        hana.press("名前を保存する").await.shows("浜の店");
        hana.choose("まとめる付箋を選ぶ", "■A駐車場");
        hana.choose("いまあるまとまりへ", "浜の店");
        hana.press("入れる").await.shows("最後にまとめたものを元に戻す");
        assert_eq!(world.rows("SELECT text AS value FROM note WHERE cluster_id IS NULL").await.len(), 0);
        hana.press("最後にまとめたものを元に戻す").await;
        assert_eq!(world.rows("SELECT text AS value FROM note WHERE cluster_id IS NULL").await, ["駐車場"]);

        world.phase(&board, Phase::Vote).await;
        hana.open(&page).await.shows("あと3点");
        hana.press_near("浜の店", "＋").await;
        hana.press_near("駐車場", "＋").await;
        hana.press_near("駐車場", "＋").await.shows("あと0点");
        hana.press_near("駐車場", "−").await.shows("あと1点");
        world.phase(&board, Phase::Result).await;
        hana.open(&page).await.shows("1点 自分の点 1");
        world.phase(&board, Phase::Closed).await;
        hana.open(&page).await.shows("ご参加ありがとうございました");

        hana.press("参加をやめる").await.is(&workshop.title).shows("前に参加した人");
        let mut other = Browser::at(world.base(), ROOM_ADDRESS);
        other.open(&format!("/w/{}", workshop.join_code)).await;
        other.fill("再入室コード", &letters.to_lowercase());
        other.press("続きから参加する").await.shows("浜のカフェ").shows(&letters);
    }

    async fn the_results_stand_in_the_order_of_the_dots(world: World) {
        let workshop = world.workshop(settings()).await;
        let board = world.board(&workshop, 1).await;
        let page = format!("/w/{}/board", workshop.join_code);
        let mut hana = world.phone(&workshop, 1).await;
        world.phase(&board, Phase::Open).await;
        hana.open(&page).await;
        for text in ["さき", "つぎ"] {
            post(&mut hana, text).await;
        }
        world.phase(&board, Phase::Vote).await;
        hana.open(&page).await;
        hana.press_near("つぎ", "＋").await;
        world.phase(&board, Phase::Result).await;
        let text = hana.open(&page).await.text.clone();
        assert!(text.find("つぎ 1点") < text.find("さき 0点"), "{text}");
    }

    async fn what_was_written_for_one_table_does_not_land_on_the_next(world: World) {
        let workshop = world.workshop(settings()).await;
        let (first, second) = (world.board(&workshop, 1).await, world.board(&workshop, 2).await);
        let mut hana = world.phone(&workshop, 1).await;
        for board in [&first, &second] {
            world.phase(board, Phase::Write).await;
        }
        let (app, to) = (world.app.clone(), second.clone());
        hana.open(&format!("/w/{}/board", workshop.join_code)).await;
        let who = world.rows("SELECT id AS value FROM attendee").await.remove(0);
        world.write(move |db| machikoe::workshop::attend::move_to(db, &app, &who, &to).map(drop)).await;
        hana.fill("付箋に書く", "まえのテーブルの話");
        let page = hana.press("付箋を出す").await;
        assert_eq!(page.status, 409);
        page.shows("いまのあなたのテーブルのものではありません");
        assert_eq!(world.count("note").await, 0);
        hana.open(&format!("/w/{}/board", workshop.join_code)).await.shows("テーブル2");
    }

    async fn the_page_of_a_note_is_its_authors_alone(world: World) {
        let workshop = world.workshop(settings()).await;
        let board = world.board(&workshop, 1).await;
        let (mut hana, mut ken) = (world.phone(&workshop, 1).await, world.phone(&workshop, 1).await);
        world.phase(&board, Phase::Open).await;
        hana.open(&format!("/w/{}/board", workshop.join_code)).await;
        post(&mut hana, "海の家").await;
        let id = world.rows("SELECT id AS value FROM note").await.remove(0);
        let address = format!("/w/{}/notes/{id}", workshop.join_code);
        hana.open(&address).await.shows("海の家");
        assert_eq!(ken.open(&address).await.status, 404);
        world.phase(&board, Phase::Vote).await;
        hana.open(&address).await.shows("いまは付箋を直せません");
    }

    async fn a_script_is_told_in_json_what_became_of_a_form(world: World) {
        let workshop = world.workshop(settings()).await;
        let board = world.board(&workshop, 1).await;
        let mut hana = world.phone(&workshop, 1).await;
        hana.open(&format!("/w/{}/board", workshop.join_code)).await;
        let note = [("id", "0f8a-note-1"), ("text", "海の家"), ("colour", "pink")];
        let (status, said) = by_script(&world, &hana, "notes", &note).await;
        assert_eq!(status, 409);
        assert!(said["sentence"].as_str().is_some_and(|said| said.contains("いまは付箋を出せません")));
        world.phase(&board, Phase::Write).await;
        let (status, said) = by_script(&world, &hana, "notes", &note).await;
        assert_eq!((status.as_u16(), &said["batch"], &said["seq"]), (200, &said["seq"], &said["seq"]));
        let (status, said) = by_script(&world, &hana, "notes", &[("id", "0f8a-note-2"), ("text", " ")]).await;
        assert_eq!(status, 422);
        assert!(said["sentence"].as_str().is_some_and(|said| said.contains("何か書いてから")));
    }
}

/// The code for coming back, as it stands on the page.
fn letters(phone: &Browser) -> String {
    let after = phone.page.text.split_once("再入室コード ").expect("a code").1;
    after.chars().take(6).collect()
}

/// Posts a form as the page's script does.
async fn by_script(
    world: &World,
    phone: &Browser,
    what: &str,
    fields: &[(&str, &str)],
) -> (StatusCode, Value) {
    let address = format!("/w/{}/{what}", phone.address_part(2));
    let mut encoded = Url::parse(world.base()).expect("an address");
    encoded.query_pairs_mut().extend_pairs(fields);
    let client = Client::builder().no_proxy().build().expect("a client");
    let request = client
        .post(format!("{}{address}", world.base()))
        .header("accept", "application/json")
        .header("sec-fetch-site", "same-origin")
        .header("cookie", phone.cookies(&address))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(encoded.query().unwrap_or_default().to_owned());
    let reply = request.send().await.expect("a reply");
    (reply.status(), reply.json().await.expect("JSON"))
}
