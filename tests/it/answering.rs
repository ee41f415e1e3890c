//! A resident with a letter and a telephone: from the code to the receipt.

use serde_json::json;

use crate::{
    both_engines,
    support::{steps::*, *},
};

both_engines! {
    async fn a_scanned_letter_leads_to_a_receipt(world: World) {
        let mut phone = world.browser();
        phone.open(&format!("/q/{}", world.compact(&HANA))).await.is("町づくりアンケート");
        phone.page.shows("お名前はわかりません").shows("2026年12月18日（金）までにご回答ください。");
        phone.press("回答を始める").await.is("あなたについて").shows("1 / 4 ページ");
        about_you(&mut phone);
        phone.press("次へ").await.is("町の暮らし").shows("2 / 4 ページ").shows("保存しました");
        living(&mut phone);
        phone.press("次へ").await.is("幸せについて");
        happiness(&mut phone);
        phone.press("次へ").await.is("回答の確認").shows("送信したあとは変更できません");
        phone.page.shows("女性").shows("4").shows("髙﨑さんも ㈱①～ 😀");
        phone.press("この内容で送信する").await.is("回答を受け取りました");
        phone.page.shows("受付番号").shows("ご回答ありがとうございました。");
        assert_eq!(world.answers().await, [json!({
            "sex": 2, "age": 2, "household": 4, "children": 2, "stay": 1,
            "sat_m01": 5, "sat_m02": 1, "imp_m01": 5, "imp_m02": 5,
            "life_w01": 5, "life_w02": 1, "happy": 8, "ideas": IDEAS,
        })]);
        assert_eq!(world.rows("SELECT CAST(day AS TEXT) AS value FROM response").await, ["2026-12-10"]);
        assert_eq!(world.count("draft").await, 0);
    }

    async fn how_answers_are_handled_is_one_tap_away(world: World) {
        let mut phone = world.browser();
        phone.open(&format!("/q/{}", world.compact(&HANA))).await;
        phone.follow("回答の取り扱いについて").await.is("回答の取り扱いについて");
        phone.page.shows("だれの回答か、わかりますか").shows("0968-00-0000");
    }

    async fn a_typed_code_is_folded(world: World) {
        let code = world.code(&ICHIRO);
        let wide: String =
            code.chars().filter_map(|letter| char::from_u32(letter as u32 + 0xfee0)).collect();
        let typed = [code.clone(), code.to_lowercase(), code.replace('-', " "), wide, format!(" {code}　")];
        for typed in typed {
            let mut computer = world.browser();
            computer.open("/").await.is("アンケートに答える");
            computer.fill("回答用コード", &typed);
            computer.press("進む").await.is("町づくりアンケート");
            assert!(computer.page.url.ends_with("/a/welcome"), "{typed}: {}", computer.page.url);
            computer.press("回答を始める").await.is("あなたについて");
        }
    }

    async fn opening_pages_changes_nothing(world: World) {
        let mut mail_scanner = world.browser();
        for _ in 0..3 {
            mail_scanner.open(&format!("/Q/{}", world.compact(&HANA))).await.is("町づくりアンケート");
        }
        mail_scanner.open("/a/p/about-you").await.is("アンケートに答える");
        assert_eq!(mail_scanner.cookies("/a"), "");
        assert_eq!((world.count("draft").await, world.count("ticket").await), (0, EVERYBODY.len()));
    }

    async fn the_code_stays_in_no_address_once_begun(world: World) {
        let code = world.compact(&HANA);
        let mut phone = world.answered(&HANA).await;
        assert!(!phone.cookies("/a").contains(&code));
        phone.press("この内容で送信する").await;
        assert!(!phone.page.html.contains(&code) && !phone.page.url.contains(&code));
        assert!(!phone.cookies("/a").contains(&code));
    }

    async fn another_browser_continues_where_the_phone_stopped(world: World) {
        let mut phone = world.begun(&SAKURA).await;
        about_you(&mut phone);
        phone.press("次へ").await.is("町の暮らし");
        living(&mut phone);
        phone.press("保存して中断する").await.is("ここまでの回答を保存しました");
        assert_eq!(phone.cookies("/a"), "", "somebody else may use this browser next");

        let mut computer = world.browser();
        computer.open("/").await;
        computer.fill("回答用コード", &world.code(&SAKURA));
        computer.press("進む").await.shows("前回の続きが保存されています");
        computer.press("続きから答える").await.is("町の暮らし");
        assert!(computer.page.has("満足して > 水道", "不満"));
        computer.press("前のページへ").await.is("あなたについて");
        assert!(computer.page.has("性別", "女性"));
        assert_eq!(computer.page.value("何人で暮らして"), "4");
    }

    async fn going_back_loses_nothing_not_even_half_a_page(world: World) {
        let mut phone = world.begun(&KEN).await;
        phone.fill("何人で暮らして", "2");
        phone.press("次へ").await.is("町の暮らし");
        phone.choose("住み続けたい", "その他").fill("住み続けたい > その他", "まだわからない");
        phone.press("前のページへ").await.is("あなたについて");
        phone.choose("性別", "男性");
        phone.press("次へ").await.is("町の暮らし");
        assert!(phone.page.has("住み続けたい", "その他"));
        assert_eq!(phone.page.value("住み続けたい > その他"), "まだわからない");
        phone.press("前のページへ").await;
        assert!(phone.page.has("性別", "男性"));
    }

    async fn going_back_does_not_complain_about_a_page_that_is_not_finished(world: World) {
        let mut phone = world.begun(&KEN).await;
        phone.press("次へ").await.is("あなたについて").shows("この質問にはお答えください。");
        about_you(&mut phone);
        phone.press("次へ").await.is("町の暮らし");
        phone.press("前のページへ").await.is("あなたについて");
        phone.fill("何人で暮らして", "");
        phone.press("保存して中断する").await.is("ここまでの回答を保存しました");
    }

    async fn routing_shows_what_applies_and_drops_what_no_longer_does(world: World) {
        let mut phone = world.begun(&YUKI).await;
        about_you(&mut phone);
        phone.press("次へ").await;
        living(&mut phone);
        phone.choose("住み続けたい", "市外へ移りたい").choose("移りたい理由", "仕事");
        phone.press("次へ").await.is("移りたい方へ");
        phone.fill("どこで働きたい", "福岡");
        phone.press("次へ").await.is("幸せについて");
        phone.press("前のページへ").await.is("移りたい方へ");
        phone.press("前のページへ").await.is("町の暮らし");
        phone.choose("住み続けたい", "住み続けたい");
        phone.press("次へ").await.is("幸せについて").shows("3 / 4 ページ");
        phone.press("次へ").await.is("回答の確認").hides("福岡").hides("移りたい理由");
        phone.press("この内容で送信する").await.is("回答を受け取りました");
        let answers = world.answers().await;
        assert!(answers[0].get("commute").is_none() && answers[0].get("leave_why").is_none());
    }

    async fn blank_answers_are_answers(world: World) {
        let mut phone = world.begun(&MIDORI).await;
        phone.fill("何人で暮らして", "1");
        phone.press("次へ").await.is("町の暮らし");
        phone.press("次へ").await.is("幸せについて");
        phone.press("次へ").await.is("回答の確認").shows("（回答なし）");
        phone.press("この内容で送信する").await.is("回答を受け取りました");
        let answers = world.answers().await;
        assert_eq!((&answers[0]["sex"], &answers[0]["household"]), (&json!(null), &json!(1)));
    }

    async fn a_remark_that_may_be_passed_over_is_made_once(world: World) {
        let mut phone = world.begun(&MIDORI).await;
        phone.fill("何人で暮らして", "1").fill("子どもは何人", "2");
        phone.press("次へ").await.is("あなたについて").shows("お一人暮らしで子どもがいる");
        phone.page.shows("もう一度「次へ」を押してください");
        phone.press("次へ").await.is("町の暮らし");
    }

    async fn an_exclusive_choice_and_too_many_choices_are_pointed_out_and_kept(world: World) {
        let mut phone = world.begun(&YUKI).await;
        about_you(&mut phone);
        phone.press("次へ").await;
        phone.choose("住み続けたい", "市外へ移りたい");
        phone.choose("移りたい理由", "特にない").choose("移りたい理由", "仕事");
        phone.press("次へ").await.is("町の暮らし").shows("「特にない」は、ほかと一緒には選べません。");
        assert!(phone.page.has("移りたい理由", "仕事") && phone.page.has("移りたい理由", "特にない"));
        phone.untick("移りたい理由", "特にない");
        phone.choose("移りたい理由", "買い物").choose("移りたい理由", "交通");
        phone.press("次へ").await.shows("2つ以内にしぼってください。");
        phone.untick("移りたい理由", "仕事");
        phone.press("次へ").await.is("幸せについて");
    }

    async fn a_second_visit_is_told_that_the_answer_was_received(world: World) {
        let mut phone = world.sent(&HANA).await;
        phone.open("/a/p/about-you").await.is("回答を受け取りました").hides("女性");
        phone.open(&format!("/q/{}", world.compact(&HANA))).await;
        phone.page.is("このコードの回答はすでに受け取っています").shows("ご協力ありがとうございました。");
        let mut other = world.browser();
        other.open("/a").await;
        other.fill("回答用コード", &world.code(&HANA));
        other.press("進む").await.is("このコードの回答はすでに受け取っています");
        assert_eq!(world.count("response").await, 1);
    }

    async fn before_the_first_day_the_page_says_when_it_begins(world: World) {
        world.set_clock("2026-11-30T23:59:59+09:00");
        let mut phone = world.browser();
        phone.open(&format!("/q/{}", world.compact(&HANA))).await.is("受付はまだ始まっていません");
        phone.page.shows("2026年12月1日（火）から回答できます。");
        world.set_clock("2026-12-01T00:00:00+09:00");
        phone.open(&format!("/q/{}", world.compact(&HANA))).await.is("町づくりアンケート");
    }

    async fn at_24_o_clock_of_the_last_day_it_closes_for_those_who_have_not_begun(world: World) {
        world.set_clock("2026-12-18T23:59:59+09:00");
        let mut phone = world.browser();
        phone.open(&format!("/q/{}", world.compact(&HANA))).await.is("町づくりアンケート");
        world.set_clock("2026-12-19T00:00:00+09:00");
        phone.press("回答を始める").await.is("受付は終わりました");
        phone.open(&format!("/q/{}", world.compact(&ICHIRO))).await.is("受付は終わりました");
        phone.page.shows("結果は市のホームページなどでお知らせします。");
    }

    async fn a_draft_begun_in_time_may_be_sent_within_the_grace(world: World) {
        world.set_clock("2026-12-18T23:50:00+09:00");
        let mut late = world.begun(&HANA).await;
        about_you(&mut late);
        late.press("次へ").await.is("町の暮らし");
        let mut too_late = world.begun(&ICHIRO).await;
        about_you(&mut too_late);
        too_late.press("次へ").await.is("町の暮らし");

        world.set_clock("2026-12-19T11:59:59+09:00");
        let mut computer = world.browser();
        computer.open(&format!("/q/{}", world.compact(&HANA))).await;
        computer.page.shows("締め切りを過ぎました。書きかけの回答は、いまならまだ送信できます。");
        living(&mut late);
        late.press("次へ").await;
        late.press("次へ").await.is("回答の確認");
        late.press("この内容で送信する").await.is("回答を受け取りました");
        world.set_clock("2026-12-19T12:00:00+09:00");
        living(&mut too_late);
        too_late.press("次へ").await.is("受付は終わりました");
        assert_eq!(world.rows("SELECT CAST(day AS TEXT) AS value FROM response").await, ["2026-12-19"]);
    }

    async fn a_pause_keeps_what_was_saved(world: World) {
        let mut phone = world.begun(&HANA).await;
        about_you(&mut phone);
        phone.press("次へ").await.is("町の暮らし");
        let mut desk = world.desk(&MORI).await;
        desk.open(&world.office("")).await;
        desk.press("一時停止する").await;
        living(&mut phone);
        phone.press("次へ").await.is("受付をいったん止めています").shows("これまでに保存した回答は残っています。");
        desk.press("受付を開く").await;
        phone.open(&format!("/q/{}", world.compact(&HANA))).await;
        phone.press("続きから答える").await.is("幸せについて");
        phone.press("前のページへ").await.is("町の暮らし");
        assert!(phone.page.has("住み続けたい", "住み続けたい"), "the page that was being filled in");
        phone.press("前のページへ").await;
        assert!(phone.page.has("性別", "女性"));
    }

    async fn each_kind_of_wrong_code_has_its_own_sentence(world: World) {
        let code = world.compact(&HANA);
        let slip = format!("{}{}", if code.starts_with('A') { "B" } else { "A" }, &code[1..]);
        let unknown = world.app.keys.codes.code(&world.survey.id, "99999").to_string();
        let cases = [
            ("", "コードを入力してください。", 422),
            (&code[..8], "コードは12文字です。いま8文字入力されています。", 422),
            ("OOOO-OOOO-OOOO", "コードに「O」は使われていません", 422),
            (slip.as_str(), "打ち間違いがあるようです", 422),
            (unknown.as_str(), "このコードは見つかりませんでした", 404),
        ];
        let mut computer = world.browser();
        for (typed, sentence, status) in cases {
            computer.open("/a").await;
            computer.fill("回答用コード", typed);
            computer.press("進む").await.shows(sentence);
            assert_eq!(computer.page.status, status, "{typed}");
            assert_eq!(computer.page.value("回答用コード"), typed, "what was typed stays");
        }
        let mut desk = world.desk(&MORI).await;
        desk.open(&world.office("/dispositions")).await;
        desk.fill("整理番号", HANA.serial).choose("記録する内容", "宛先不明");
        desk.press("記録する").await;
        computer.fill("回答用コード", &code);
        computer.press("進む").await.is("このコードは使えなくなっています").shows("お電話ください");
    }

    async fn ten_wrong_codes_slow_down_and_a_right_one_never(world: World) {
        let mut neighbour = Browser::at(world.base(), "203.0.113.7");
        for _ in 0..10 {
            neighbour.open("/a").await;
            neighbour.fill("回答用コード", "AAAA-BBBB-CCCC");
            neighbour.press("進む").await.shows("打ち間違いがあるようです");
        }
        neighbour.fill("回答用コード", "AAAA-BBBB-CCCC");
        neighbour.press("進む").await.shows("まちがったコードが続いています");
        assert_eq!(neighbour.page.status, 429);
        neighbour.fill("回答用コード", &world.code(&HANA));
        neighbour.press("進む").await.is("町づくりアンケート");
        let mut elsewhere = Browser::at(world.base(), "203.0.113.8");
        elsewhere.open("/a").await;
        elsewhere.fill("回答用コード", "AAAA-BBBB-CCCC");
        elsewhere.press("進む").await.shows("打ち間違いがあるようです");
        world.set_clock("2026-12-10T12:10:01+09:00");
        neighbour.open("/a").await;
        neighbour.fill("回答用コード", "AAAA-BBBB-CCCC");
        neighbour.press("進む").await.shows("打ち間違いがあるようです");
    }

    async fn language_furigana_and_size_are_switched_without_loss(world: World) {
        let mut phone = world.begun(&LAN).await;
        phone.choose("性別", "女性").fill("何人で暮らして", "5");
        phone.press("English").await.is("About you");
        assert!(phone.page.has("What is your sex?", "Female"));
        assert_eq!(phone.page.value("How many people"), "5");
        phone.fill("How many of them", "1");
        phone.press("やさしい日本語").await.is("あなたのこと");
        assert_eq!(phone.page.value("こどもは なんにん"), "1");
        assert!(phone.page.html.contains("<rt>せいべつ</rt>"));
        phone.press("ふりがなを 消す").await.is("あなたのこと");
        assert!(!phone.page.html.contains("<rt>"));
        phone.press("字を 大きくする").await;
        assert!(phone.page.html.contains("class=\"large\""));
        assert_eq!(phone.page.value("なんにんで くらして"), "5");
        phone.press("English").await;
        phone.press("Next").await.is("Life in the town");
        phone.press("Next").await.is("Happiness");
        phone.press("Next").await.is("Check your answers");
        phone.press("Send my answers").await.is("We have received your answers");
        assert_eq!(world.answers().await[0]["children"], 1);
    }

    async fn without_a_cookie_the_page_asks_for_the_code_again(world: World) {
        let mut phone = world.browser();
        for address in ["/a/welcome", "/a/p/about-you", "/a/confirm"] {
            phone.open(address).await.is("アンケートに答える").shows("保存した回答は残っています。");
        }
        phone.post("/a/p/about-you", &[("household", "3")]).await.is("アンケートに答える");
        phone.post("/a/submission", &[("submission", &"x".repeat(43))]).await.is("アンケートに答える");
        assert_eq!((world.count("draft").await, world.count("response").await), (0, 0));
    }

    async fn the_receipt_says_nothing_and_a_made_up_one_is_not_shown(world: World) {
        let mut phone = world.sent(&HANA).await;
        let address = phone.page.url.clone();
        let mut anybody = world.browser();
        anybody.open(&address).await.is("回答を受け取りました").hides("女性");
        let (rest, _) = address.rsplit_once('/').expect("a receipt");
        anybody.open(&format!("{rest}/AAAA-BBBB")).await;
        assert_eq!(anybody.page.status, 404);
        phone.open(&address).await.is("回答を受け取りました");
    }
}
