//! The office runs a survey: people in, letters out, the returns, the days, the versions.

use std::fs;

use machikoe::survey::housekeeping;
use serde_json::json;

use crate::{
    both_engines,
    support::{steps::*, *},
};

/// Records something about serial numbers and shows what came of it.
async fn mark<'d>(desk: &'d mut Browser, world: &World, serials: &str, what: &str) -> &'d Page {
    desk.open(&world.office("/dispositions")).await;
    desk.fill("整理番号", serials).choose("記録する内容", what);
    desk.press("記録する").await
}

/// Changes the questionnaire's file as a clerk does.
fn edit(world: &World, from: &str, to: &str) {
    let file = world.folder.path().join("forms/town-survey/form.yaml");
    let text = fs::read_to_string(&file).expect("a form");
    assert!(text.contains(from), "{from}");
    fs::write(file, text.replace(from, to)).expect("written");
}

const PUBLISH: &str = "調査票のフォルダから新しい版を公開する";
const UNDO: &str = "記録を取り消す（コードがまた使えるようになります）";

both_engines! {
    async fn the_board_counts_web_paper_and_letters_that_reached_nobody(world: World) {
        world.sent(&HANA).await;
        world.answered(&LAN).await;
        let mut desk = world.desk(&MORI).await;
        mark(&mut desk, &world, ICHIRO.serial, "紙で回答").await;
        mark(&mut desk, &world, KEN.serial, "宛先不明").await;
        mark(&mut desk, &world, MIDORI.serial, "対象外（転出・死亡など）").await;
        mark(&mut desk, &world, REN.serial, "回答辞退").await;
        world.set_clock("2026-12-11T00:00:00+09:00");
        world.sent(&MARIA).await;
        let mut desk = world.desk(&OKA).await;
        desk.open(&world.office("")).await.is("町づくりアンケート").shows("受付中");
        desk.page.shows("発送 12").shows("宛先不明 1").shows("対象外 1").shows("回答辞退 1");
        desk.page.shows("回答（ウェブ） 2").shows("回答（紙） 1").shows("有効回収率（%） 30.0");
        desk.page.shows("全体 30.0 3/10").shows("荒尾 100.0 2/2").shows("万田 - 0/1");
        desk.page.shows("12/10 1 12/11 1").hides(HANA.serial);
    }

    async fn the_web_was_faster_than_paper(world: World) {
        world.sent(&HANA).await;
        let mut desk = world.desk(&MORI).await;
        mark(&mut desk, &world, HANA.serial, "紙で回答").await;
        desk.page.shows("1件のうち0件を記録しました。").shows("すでにウェブで回答済みです。");
        mark(&mut desk, &world, HANA.serial, UNDO).await.shows("0件を記録しました");
        assert_eq!(world.count("ticket").await, EVERYBODY.len() - 1);
    }

    async fn paper_was_faster_than_the_web(world: World) {
        let mut phone = world.answered(&HANA).await;
        let mut desk = world.desk(&MORI).await;
        mark(&mut desk, &world, HANA.serial, "紙で回答").await.shows("1件を記録しました");
        phone.press("この内容で送信する").await.is("このコードの回答はすでに受け取っています");
        assert_eq!(world.count("response").await, 0);
    }

    async fn a_record_that_is_taken_back_lets_the_code_work_again(world: World) {
        let mut phone = world.answered(&HANA).await;
        let mut desk = world.desk(&MORI).await;
        mark(&mut desk, &world, HANA.serial, "宛先不明").await;
        phone.press("この内容で送信する").await.is("このコードは使えなくなっています");
        mark(&mut desk, &world, HANA.serial, UNDO).await.shows("1件を記録しました");
        phone.open("/a/confirm").await.is("回答の確認");
        phone.press("この内容で送信する").await.is("回答を受け取りました");
        assert_eq!(world.answers().await[0]["happy"], json!(8));
    }

    async fn serial_numbers_are_read_as_hands_and_scanners_give_them(world: World) {
        let mut desk = world.desk(&MORI).await;
        let typed = " ７０４１１ \r\n\r\n70412\n70412\n99999\n";
        mark(&mut desk, &world, typed, "宛先不明").await.shows("4件のうち2件を記録しました。");
        desk.page.shows("70412 すでに同じ内容で記録されています。");
        desk.page.shows("99999 この整理番号の対象者はいません。");
    }

    async fn an_extended_survey_takes_answers_again(world: World) {
        world.set_clock("2026-12-20T09:00:00+09:00");
        let mut phone = world.browser();
        phone.open(&format!("/q/{}", world.compact(&HANA))).await.is("受付は終わりました");
        let mut desk = world.desk(&MORI).await;
        desk.open(&world.office("")).await;
        desk.fill("締め切りの日", "2026-12-25").fill("書きかけの猶予", "24");
        desk.press("期間を変更する").await.shows("受付中").shows("2026年12月25日（金） 24時");
        phone.open(&format!("/q/{}", world.compact(&HANA))).await.shows("2026年12月25日（金）までに");
        desk.fill("締め切りの日", "2026-11-30");
        desk.press("期間を変更する").await.shows("締め切りの日が、始まりの日より前");
        for hours in ["-1", "337"] {
            let days = [("opens_on", "2026-12-01"), ("closes_on", "2026-12-25"), ("grace_hours", hours)];
            desk.post(&world.office("/window"), &days).await.shows("0時間から336時間");
        }
    }

    async fn closing_stops_drafts_too_and_opening_again_brings_them_back(world: World) {
        let mut phone = world.answered(&HANA).await;
        let mut desk = world.desk(&MORI).await;
        desk.open(&world.office("")).await;
        desk.press("受付を終了する").await.shows("受付終了");
        phone.press("この内容で送信する").await.is("受付は終わりました");
        desk.press("受付を開く").await.shows("受付中");
        phone.open("/a/confirm").await;
        phone.press("この内容で送信する").await.is("回答を受け取りました");
    }

    async fn a_new_survey_opens_when_its_people_are_there(world: World) {
        let mut desk = world.desk(&MORI).await;
        desk.fill("受付を始める日", "2026-12-01").fill("締め切りの日", "2026-12-20");
        desk.press("つくる").await.is("町づくりアンケート").shows("準備中").shows("対象者の一覧");
        let page = desk.page.url.clone();
        assert!(page.ends_with("/staff/surveys/town-survey-2"), "{page}");
        desk.press("受付を開く").await.shows("対象者がまだ取り込まれていません。");
        desk.open(&format!("{page}/participants")).await.shows("対象者はまだいません");
        desk.attach("対象者の一覧", "対象者.csv", "整理番号,地区\r\n1,荒尾\r\n2,万田\r\n".as_bytes());
        desk.press("取り込む").await.shows("2人を取り込みました。");
        desk.open(&page).await.shows("依頼状を印刷し").shows("発送 2");
        desk.press("受付を開く").await.shows("受付中");
        desk.post(&format!("{page}/state"), &[("state", "preparing")]).await;
        desk.page.shows("準備中に戻すことはできません");
    }

    async fn a_list_with_one_bad_line_is_refused_as_a_whole(world: World) {
        let mut desk = world.desk(&MORI).await;
        desk.open(&world.office("/participants")).await.shows("12人");
        let list = "整理番号,地区\r\n80001,荒尾\r\n80002,\r\n80001,万田\r\n";
        desk.attach("対象者の一覧", "対象者.csv", list.as_bytes());
        desk.press("取り込む").await.shows("何も登録していません。").shows("次の2件");
        assert_eq!(desk.page.status, 422);
        let names = "整理番号,地区,氏名\r\n80001,荒尾,佐藤花\r\n";
        desk.attach("対象者の一覧", "対象者.csv", names.as_bytes());
        desk.press("取り込む").await.shows("氏名").shows("何も登録していません。").hides("佐藤花");
        let (known, _, _) = encoding_rs::SHIFT_JIS.encode("整理番号,地区\r\n70411,荒尾\r\n80009,荒尾\r\n");
        desk.attach("対象者の一覧", "対象者.csv", &known);
        desk.press("取り込む").await.shows("すでに取り込まれている整理番号が1件あります（70411）");
        assert_eq!(world.count("participant").await, EVERYBODY.len());
    }

    async fn the_letters_carry_the_codes_that_work(world: World) {
        let mut desk = world.desk(&MORI).await;
        desk.open(&world.office("/letters")).await.shows("印刷する（12通）");
        desk.fill("この整理番号から", "70411").fill("この整理番号まで", "70412");
        desk.press("選ぶ").await.shows("印刷する（2通）");
        desk.press("1〜2通目を開く（新しいタブ）").await;
        desk.page.shows(&world.code(&HANA)).shows(&world.code(&ICHIRO)).hides(&world.code(&SAKURA));
        desk.page.shows("町づくりアンケート").shows("荒尾市");
        let mut hara = world.desk(&HARA).await;
        hara.open("/staff/audit").await.shows("依頼状の作成 town-survey 2通");
    }

    async fn a_better_wording_becomes_a_new_version_and_drafts_go_on(world: World) {
        let mut phone = world.begun(&HANA).await;
        about_you(&mut phone);
        phone.press("次へ").await.is("町の暮らし");
        world.sent(&ICHIRO).await;
        let old = "これからも住み続けたいですか。";
        edit(&world, &format!("text: {old}"), "text: これからも町に住み続けたいですか。");
        let mut desk = world.desk(&MORI).await;
        desk.open(&world.office("")).await;
        desk.press(PUBLISH).await.shows("意味が変わったように見えます").shows(&format!("was: \"{old}\""));
        let new = "text: これからも町に住み続けたいですか。";
        edit(&world, new, &format!("{new}\n        was: \"{old}\""));
        edit(&world, "{code: 3, label: 交通}", "{code: 3, label: 交通}\n          - {code: 4, label: 家族}");
        for (file, line) in [("en", "3: Transport, 4: Family"), ("ja-easy", "3: でんしゃや バス, 4: かぞく")] {
            let file = world.folder.path().join(format!("forms/town-survey/{file}.yaml"));
            let text = fs::read_to_string(&file).expect("labels");
            let old = line.split(", 4").next().expect("a label");
            fs::write(file, text.replace(old, line)).expect("written");
        }
        desk.open(&world.office("")).await;
        desk.press(PUBLISH).await.is("町づくりアンケート").shows("第2版");
        phone.open("/a/p/living").await.shows("これからも町に住み続けたいですか。");
        living(&mut phone);
        phone.choose("移りたい理由", "家族").choose("住み続けたい", "市外へ移りたい");
        phone.press("次へ").await.is("幸せについて");
        phone.press("次へ").await;
        phone.press("この内容で送信する").await.is("回答を受け取りました");
        let versions = "SELECT CAST(version AS TEXT) AS value FROM response ORDER BY version";
        assert_eq!(world.rows(versions).await, ["1", "2"]);
        desk.open(&world.office("/results")).await.shows("回答数 n = 2");
    }

    async fn a_code_never_changes_its_meaning(world: World) {
        let mut desk = world.desk(&MORI).await;
        desk.open(&world.office("")).await;
        desk.press(PUBLISH).await.shows("調査票のファイルは公開中の版と同じです。");
        edit(&world, "{code: 1, label: 住み続けたい}", "{code: 1, label: 市外へ移りたい人}");
        edit(&world, "{code: 2, label: 市外へ移りたい}", "{code: 2, label: 住み続けたい}");
        desk.open(&world.office("")).await;
        desk.press(PUBLISH).await.is("入力をお確かめください").shows("stay");
        assert_eq!((desk.page.status, world.count("form_version").await), (422, 1));
    }

    async fn a_broken_form_never_reaches_anybody(world: World) {
        edit(&world, "show_if: stay = 2", "show_if: stai = 2");
        let mut desk = world.desk(&MORI).await;
        desk.open(&world.office("")).await;
        desk.press(PUBLISH).await.is("入力をお確かめください").shows("form.yaml").shows("stai");
        assert_eq!(world.count("form_version").await, 1);
        let mut phone = world.begun(&HANA).await;
        about_you(&mut phone);
        phone.press("次へ").await.is("町の暮らし");
    }

    async fn drafts_are_forgotten_a_week_after_they_could_be_sent(world: World) {
        world.answered(&HANA).await;
        world.set_clock("2026-12-26T11:59:59+09:00");
        housekeeping::round(&world.app, true).await.expect("kept house");
        assert_eq!(world.count("draft").await, 1);
        world.set_clock("2026-12-26T12:00:00+09:00");
        housekeeping::round(&world.app, false).await.expect("kept house");
        assert_eq!(world.count("draft").await, 0);
    }

    async fn the_nightly_chores_take_the_order_out_of_the_answers(world: World) {
        for person in [&KEN, &HANA, &MARIA] {
            world.sent(person).await;
        }
        let before = world.answers().await;
        world.set_clock("2026-12-11T03:10:00+09:00");
        housekeeping::round(&world.app, false).await.expect("kept house");
        assert_eq!(world.answers().await, before);
        if world.engine == Engine::Postgres {
            let mut written = world.rows("SELECT xmin::text AS value FROM response").await;
            written.dedup();
            assert_eq!(written.len(), 1, "one transaction for all: {written:?}");
            let lying = world.rows("SELECT id AS value FROM response ORDER BY ctid").await;
            assert!(lying.is_sorted(), "{lying:?}");
        }
    }
}
