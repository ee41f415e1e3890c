//! What no page of ours would send, at every door: a clear page, nothing lost, nothing twice.

use serde_json::json;
use tokio::task::JoinSet;

use crate::{
    both_engines,
    support::{steps::*, *},
};

/// A number as the confirmation page draws one.
const SUBMISSION: &str = "0123456789012345678901234567890123456789abc";

/// One person's answers, ready to be sent in eight browsers.
async fn eight_at_the_end(world: &World) -> Vec<Browser> {
    let mut phones = vec![world.answered(&HANA).await];
    while phones.len() < 8 {
        let mut phone = world.browser();
        phone.open(&format!("/q/{}", world.compact(&HANA))).await;
        phone.press("続きから答える").await.is("回答の確認");
        phones.push(phone);
    }
    phones
}

both_engines! {
    async fn codes_and_fields_that_the_form_lacks_are_not_stored(world: World) {
        let mut phone = world.begun(&HANA).await;
        let forged = [("sex", "7"), ("household", "3"), ("is_admin", "1"), ("stay", "2"), ("to", "next")];
        phone.post("/a/p/about-you", &forged).await.is("あなたについて").shows("選択肢を選び直してください。");
        for code in ["1 OR 1=1", "١", "0x1", "1e0", "-1", "99999999999999999999"] {
            phone.post("/a/p/about-you", &[("sex", code), ("household", "3")]).await;
            phone.page.is("あなたについて").shows("選択肢を選び直してください。");
        }
        phone.post("/a/p/happiness", &[("happy", "11"), ("life_w01", "7"), ("life_w99", "5")]).await;
        phone.page.shows("選択肢を選び直してください。");
        phone.open("/a/confirm").await;
        phone.press("この内容で送信する").await.is("回答を受け取りました");
        let answers = &world.answers().await[0];
        assert_eq!((&answers["sex"], &answers["happy"]), (&json!(null), &json!(null)));
        for forged in ["is_admin", "to", "shown", "life_w99"] {
            assert!(answers.get(forged).is_none(), "{forged} in {answers}");
        }
    }

    async fn a_refused_answer_is_shown_again_and_cannot_be_sent(world: World) {
        let mut phone = world.begun(&HANA).await;
        phone.fill("何人で暮らして", "三人").fill("子どもは何人", "200");
        phone.press("次へ").await.is("あなたについて").shows("数字で入力してください。");
        phone.page.shows("0から19までの数字で入力してください。").shows("入力した内容はすべて残っています。");
        assert_eq!(phone.page.value("何人で暮らして"), "三人");
        phone.post("/a/submission", &[("submission", SUBMISSION)]).await.is("あなたについて");
        phone.page.shows("数字で入力してください。");
        assert_eq!((world.count("response").await, world.count("draft").await), (0, 1));
    }

    async fn a_text_of_a_megabyte_is_refused_and_the_draft_is_kept(world: World) {
        let mut phone = world.begun(&HANA).await;
        about_you(&mut phone);
        phone.press("次へ").await.is("町の暮らし");
        phone.open("/a/p/happiness").await.is("幸せについて");
        phone.fill("ご意見", &"駅前に広場を".repeat(1_000_000 / 18));
        phone.press("次へ").await.shows("送られた内容が大きすぎるため").shows("これまでに保存した回答は残っています。");
        assert!((400..500).contains(&phone.page.status), "{}", phone.page.status);
        phone.open("/a/p/about-you").await;
        assert_eq!(phone.page.value("何人で暮らして"), "4");
    }

    async fn a_text_that_is_too_long_can_be_shortened(world: World) {
        let mut phone = world.begun(&HANA).await;
        about_you(&mut phone);
        phone.press("次へ").await;
        phone.choose("住み続けたい", "市外へ移りたい").choose("移りたい理由", "仕事");
        phone.press("次へ").await.is("移りたい方へ");
        phone.fill("どこで働きたい", &"あ".repeat(25));
        phone.press("次へ").await.shows("20字以内で入力してください（いま25字です）。");
        assert_eq!(phone.page.value("どこで働きたい").chars().count(), 25);
        phone.fill("どこで働きたい", "福岡");
        phone.press("次へ").await.is("幸せについて");
    }

    async fn pages_may_be_sent_in_any_order(world: World) {
        let mut phone = world.begun(&HANA).await;
        phone.post("/a/p/happiness", &[("happy", "7"), ("to", "next")]).await.is("回答の確認");
        phone.press("この内容で送信する").await.is("あなたについて");
        phone.post("/a/p/about-you", &[("household", "2"), ("to", "next")]).await.is("町の暮らし");
        phone.open("/a/confirm").await;
        phone.press("この内容で送信する").await.is("回答を受け取りました");
        let answers = &world.answers().await[0];
        assert_eq!((&answers["happy"], &answers["household"]), (&json!(7), &json!(2)));
    }

    async fn pages_that_are_not_there_say_so(world: World) {
        let mut phone = world.begun(&HANA).await;
        for address in ["/a/p/nowhere", "/a/p/..%2f..", "/nowhere", "/a/received/town-survey/x"] {
            phone.open(address).await.is("ページが見つかりません");
            assert_eq!(phone.page.status, 404, "{address}");
        }
        phone.post("/a/p/nowhere", &[("sex", "1")]).await.is("ページが見つかりません");
        assert_eq!(world.count("draft").await, 0);
    }

    async fn a_page_that_does_not_apply_leads_back_to_the_way(world: World) {
        let mut phone = world.begun(&HANA).await;
        about_you(&mut phone);
        phone.press("次へ").await;
        phone.open("/a/p/why-leave").await.is("町の暮らし");
        phone.post("/a/p/why-leave", &[("commute", "福岡"), ("to", "next")]).await.is("幸せについて");
        phone.open("/a/confirm").await.hides("福岡");
    }

    async fn what_another_website_posts_changes_nothing(world: World) {
        let mut phone = world.answered(&HANA).await;
        let submission = phone.page.hidden("submission");
        phone.post_from_elsewhere("/a/submission", &[("submission", &submission)]).await;
        phone.page.is("この操作はできません").shows("別のサイトから送られた操作のため");
        assert_eq!((phone.page.status, world.count("response").await), (403, 0));
        let mut desk = world.desk(&MORI).await;
        desk.post_from_elsewhere(&world.office("/state"), &[("state", "closed")]).await;
        assert_eq!(desk.page.status, 403);
        desk.open(&world.office("")).await.shows("受付中");
        phone.open("/a/confirm").await;
        phone.press("この内容で送信する").await.is("回答を受け取りました");
    }

    async fn two_browsers_that_save_different_pages_at_once_lose_neither(world: World) {
        let (mut phone, mut computer) = (world.begun(&HANA).await, world.begun(&HANA).await);
        for round in 0..10 {
            let (people, steps) = ((round + 2).to_string(), round.to_string());
            let (one, other) = (
                [("household", people.as_str()), ("to", "next")],
                [("happy", steps.as_str()), ("to", "next")],
            );
            tokio::join!(phone.post("/a/p/about-you", &one), computer.post("/a/p/happiness", &other));
            phone.open("/a/p/happiness").await;
            assert!(phone.page.has("どのくらい幸せ", &steps), "round {round}");
            phone.open("/a/p/about-you").await;
            assert_eq!(phone.page.value("何人で暮らして"), people, "round {round}");
        }
    }

    async fn eight_submits_of_one_draft_at_once_give_one_answer(world: World) {
        let mut browsers = JoinSet::new();
        for mut phone in eight_at_the_end(&world).await {
            browsers.spawn(async move { phone.press("この内容で送信する").await.heading.clone() });
        }
        let mut headings = browsers.join_all().await;
        headings.sort();
        let mut expected = vec!["このコードの回答はすでに受け取っています"; 7];
        expected.push("回答を受け取りました");
        assert_eq!(headings, expected);
        assert_eq!((world.count("response").await, world.count("draft").await), (1, 0));
    }

    async fn a_submit_that_is_repeated_gets_the_same_receipt(world: World) {
        let mut browsers = JoinSet::new();
        for mut phone in eight_at_the_end(&world).await {
            browsers.spawn(async move {
                phone.post("/a/submission", &[("submission", SUBMISSION)]).await.url.clone()
            });
        }
        let receipts = browsers.join_all().await;
        assert!(receipts[0].contains("/a/received/town-survey/"), "{}", receipts[0]);
        assert!(receipts.iter().all(|other| *other == receipts[0]), "{receipts:?}");
        assert_eq!(world.count("response").await, 1);
    }

    async fn a_submission_of_somebody_else_is_not_taken_over(world: World) {
        let mut phone = world.answered(&HANA).await;
        phone.post("/a/submission", &[("submission", SUBMISSION)]).await.is("回答を受け取りました");
        let mut other = world.answered(&ICHIRO).await;
        other.post("/a/submission", &[("submission", SUBMISSION)]).await.shows("回答は残っています。");
        assert_eq!((other.page.status, world.count("response").await), (409, 1));
        other.open("/a/confirm").await.is("回答の確認");
        other.press("この内容で送信する").await.is("回答を受け取りました");
        assert_eq!(world.count("response").await, 2);
    }

    async fn nul_and_control_characters_are_left_out_and_the_rest_is_kept(world: World) {
        let mut phone = world.answered(&HANA).await;
        phone.open("/a/p/happiness").await;
        phone.fill("ご意見", "駅\u{0}前\u{1b}[2Jに\u{7f}広\u{202e}場\r\nを\u{fffe}");
        phone.press("次へ").await.is("回答の確認");
        phone.press("この内容で送信する").await.is("回答を受け取りました");
        let answers = world.answers().await;
        let text = answers[0]["ideas"].as_str().expect("a text");
        assert!(text.starts_with("駅前[2Jに広") && text.contains("場\nを"), "{text:?}");
    }

    async fn bodies_that_are_no_form_get_a_page_and_cost_nothing(world: World) {
        let mut phone = world.begun(&HANA).await;
        phone.post("/a/p/about-you", &[("household", "3"), ("to", "pause")]).await;
        let mut phone = world.browser();
        phone.open(&format!("/q/{}", world.compact(&HANA))).await;
        phone.press("続きから答える").await.is("あなたについて");
        for body in [&b"%FF%FE=%00&household=%C3%28"[..], b"\xff\xfe\x00", b"&&&===", b""] {
            phone.post_raw("/a/p/about-you", body).await;
            assert!(phone.page.status < 500, "{body:?}: {}", phone.page.describe());
        }
        for address in ["/q/%00%01", "/q/%FF%FE", "/q/%F0%A0%AE%B7", "/staff/surveys/%00", "/?view=%00", "/a/p/%00"] {
            phone.open(address).await;
            assert!(phone.page.status < 500, "{address}: {}", phone.page.describe());
        }
        assert!(world.count("response").await == 0);
    }

    async fn a_forged_cookie_is_a_stranger(world: World) {
        let mut phone = world.begun(&HANA).await;
        about_you(&mut phone);
        phone.press("次へ").await;
        let mut thief = world.browser();
        for cookie in ["machikoe_answer=AAAA", "machikoe_answer=", "machikoe_answer=%00", "machikoe_view=<b>"] {
            thief.set_cookie(cookie);
            thief.open("/a/p/about-you").await.is("アンケートに答える");
            thief.open("/staff").await.is("職員サインイン");
        }
    }
}
