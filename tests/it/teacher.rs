//! The teacher's page: a code opens one class, its count, its buttons, and nothing else.

use crate::{both_engines, support::*};

both_engines! {
    "class-survey";

    async fn the_code_of_the_sheet_opens_the_class_and_stays_in_no_address(world: World) {
        let class = world.class("1組", 34).await;
        let code = world.teacher_code(&class);
        let mut desk = world.browser();
        desk.open(&format!("/T/{code}")).await.is("東中学校 2年生 1組 先生の画面");
        desk.press("この学級の画面を開く").await.is("東中学校 2年生 1組").shows("まだ始めていません");
        assert!(desk.page.url.ends_with("/t"), "{}", desk.page.url);
        assert!(!desk.page.html.contains(&code), "the page holds the code");
        let cookie = desk.cookies("/t");
        assert!(cookie.starts_with("machikoe_teacher=") && !cookie.contains(&code), "{cookie}");
        assert_eq!(desk.cookies("/a") + &desk.cookies("/staff"), "", "the cookie is for /t alone");
        let mut typed = world.browser();
        typed.open("/t").await.is("先生の画面");
        let by_hand = class.teacher_code(&world.app.keys.codes).to_string().to_lowercase();
        typed.fill("先生用コード", &by_hand);
        typed.press("開く").await.is("東中学校 2年生 1組");
        assert_eq!(audited(&world).await, [""; 0]);
    }

    async fn opening_pages_changes_nothing(world: World) {
        let class = world.class("1組", 34).await;
        let before = world.rows("SELECT state AS value FROM school_class").await;
        let mut desk = world.teacher(&class).await;
        let room = &class.room_code;
        for address in ["/t", "/t/show", &format!("/t/count?room={room}"), &format!("/t/show/count?room={room}")] {
            desk.open(address).await;
            assert_eq!(desk.page.status, 200, "{address}");
        }
        for verb in ["opening", "closure", "admission", "departure"] {
            desk.open(&format!("/t/{verb}")).await;
        }
        desk.open("/t").await.is("東中学校 2年生 1組");
        assert_eq!(world.rows("SELECT state AS value FROM school_class").await, before);
        assert_eq!(audited(&world).await, [""; 0]);
    }

    async fn a_teacher_opens_the_class_counts_closes_and_opens_again(world: World) {
        let class = world.class("1組", 34).await;
        let mut desk = world.teacher(&class).await;
        desk.press("始める").await.shows("受け付けています").shows("とどいた答え 0 / 34 人");
        world.sent_from(&class, "ひみつの川").await;
        world.seated(&class).await;
        desk.press("人数を更新").await.shows("とどいた答え 1 / 34 人").shows("席についた人 2人");
        assert!(!desk.page.html.contains("ひみつの川"));
        desk.page.shows("あと3分は、書きかけの人が送れます。");
        world.set_clock("2026-12-10T12:30:00+09:00");
        desk.press("終わる").await.shows("終わりました").shows("12:33までは、書きかけの人が送れます。");
        world.set_clock("2026-12-10T12:33:00+09:00");
        desk.press("人数を更新").await.shows("終わりました").hides("書きかけの人が送れます");
        desk.press("もう一度始める").await.shows("受け付けています");
        assert_eq!(audited(&world).await, [
            "先生（東中学校 2年生 1組） class-opened class-survey 東中学校 2年生 1組",
            "先生（東中学校 2年生 1組） class-closed class-survey 東中学校 2年生 1組",
            "先生（東中学校 2年生 1組） class-opened class-survey 東中学校 2年生 1組",
        ]);
    }

    async fn one_more_is_let_in_by_one_press_however_often_it_is_pressed(world: World) {
        let class = world.opened_class("1組", 1).await;
        let mut desk = world.teacher(&class).await;
        desk.page.hides("1人分ふやす");
        world.sent_from(&class, "").await;
        desk.press("人数を更新").await.shows("1人分の答えがとどきました。");
        let (seen, room) = (desk.page.hidden("seen"), class.room_code.clone());
        desk.press("1人分ふやす").await.shows("2人分まで").hides("1人分ふやす");
        desk.post("/t/admission", &[("seen", &seen), ("room", &room)]).await.shows("2人分まで");
        world.sent_from(&class, "").await;
        desk.press("人数を更新").await.shows("とどいた答え 2 / 1 人").shows("1人分ふやす");
        desk.post("/t/admission", &[("seen", "x"), ("room", &room)]).await;
        assert_eq!(desk.page.status, 404);
        assert_eq!(world.rows("SELECT CAST(extra AS TEXT) AS value FROM school_class").await, ["1"]);
        assert_eq!(audited(&world).await.len(), 1);
    }

    async fn who_fills_the_room_with_seats_leaves_the_decision_to_the_teacher(world: World) {
        let class = world.opened_class("1組", 1).await;
        for _ in 0..13 {
            world.seated(&class).await;
        }
        let mut desk = world.teacher(&class).await;
        desk.page.shows("席がなくなりました。");
        desk.press("1人分ふやす").await.hides("席がなくなりました。");
        world.seated(&class).await;
    }

    async fn a_code_opens_its_own_class_and_nothing_else(world: World) {
        let (ours, theirs) = (world.class("1組", 34).await, world.class("2組", 30).await);
        let mut desk = world.teacher(&ours).await;
        desk.page.shows("1組").hides("2組");
        let room = ("room", theirs.room_code.as_str());
        for (verb, more) in [("opening", ("seen", "0")), ("closure", ("seen", "0")), ("admission", ("seen", "0"))] {
            desk.post(&format!("/t/{verb}"), &[room, more]).await.is("別の学級の画面でした");
            assert_eq!(desk.page.status, 409);
        }
        for fragment in ["/t/count", "/t/show/count"] {
            desk.open(&format!("{fragment}?room={}", theirs.room_code)).await;
            assert_eq!(desk.page.status, 409);
        }
        assert_eq!(world.rows("SELECT DISTINCT state AS value FROM school_class").await, ["waiting"]);
        for address in ["/staff", &world.office("/results"), &world.office("/files/answers.csv")] {
            desk.open(address).await.is("職員サインイン");
        }
        desk.open("/a/p/town").await.is("アンケートに答える");
        let pupil = world.opened_class("3組", 30).await;
        let mut tablet = world.seated(&pupil).await;
        tablet.open("/t").await.is("先生の画面");
        tablet.post("/t/closure", &[("room", &pupil.room_code)]).await.is("先生の画面");
        assert_eq!(tablet.page.status, 403);
        tablet.page.shows("いまの操作は行われていません");
    }

    async fn a_class_opened_in_another_tab_is_not_closed_by_the_first(world: World) {
        let (first, second) = (world.opened_class("1組", 34).await, world.opened_class("2組", 34).await);
        let mut desk = world.teacher(&first).await;
        let room = desk.page.hidden("room");
        desk.open(&format!("/T/{}", world.teacher_code(&second))).await;
        desk.press("この学級の画面を開く").await.is("東中学校 2年生 2組");
        desk.post("/t/closure", &[("room", &room)]).await.is("別の学級の画面でした").shows("何も変えていません");
        assert_eq!(world.rows("SELECT DISTINCT state AS value FROM school_class").await, ["open"]);
        desk.follow("2組の画面へ").await.is("東中学校 2年生 2組");
    }

    async fn a_shared_computer_forgets_the_code_on_leaving_and_overnight(world: World) {
        let class = world.opened_class("1組", 34).await;
        let mut desk = world.teacher(&class).await;
        let cookie = desk.cookies("/t");
        desk.press("この画面を閉じる").await.is("先生の画面");
        assert_eq!(desk.cookies("/t"), "");
        assert_eq!(world.rows("SELECT state AS value FROM school_class").await, ["open"]);
        desk.set_cookie(&format!("{cookie}; path=/t"));
        desk.open("/t").await.is("東中学校 2年生 1組");
        world.set_clock("2026-12-11T00:00:00+09:00");
        desk.open("/t").await.is("先生の画面");
        desk.open("/t/show").await.shows("コードは1日だけ覚えています");
    }

    async fn a_forgotten_class_ends_at_midnight_and_its_page_says_so(world: World) {
        let class = world.opened_class("1組", 34).await;
        let desk = world.teacher(&class).await;
        desk.page.shows("今日の24時に自動で終わります");
        world.set_clock("2026-12-11T09:00:00+09:00");
        let mut desk = world.teacher(&class).await;
        desk.page.shows("2026年12月10日（木）に始めたあと、終わる操作がなかったので");
        desk.press("もう一度始める").await.shows("受け付けています");
    }

    async fn a_survey_that_is_not_open_says_so_and_offers_no_button(world: World) {
        let class = world.class("1組", 34).await;
        let mut desk = world.teacher(&class).await;
        for (state, clock, says) in [
            ("preparing", "2026-12-10T12:00:00+09:00", "このアンケートは準備中です"),
            ("paused", "2026-12-10T12:00:00+09:00", "市が受付を止めています"),
            ("closed", "2026-12-10T12:00:00+09:00", "このアンケートの受付は終わりました"),
        ] {
            world.execute(&format!("UPDATE survey SET state = '{state}'")).await.expect("set");
            world.set_clock(clock);
            desk.open("/t").await.shows(says).hides("押すまで、生徒は");
            desk.post("/t/opening", &[("room", &class.room_code)]).await.is("いまはできません");
        }
        world.execute("UPDATE survey SET state = 'open', opens_on = '2026-12-11'").await.expect("set");
        desk.open("/t").await.shows("2026年12月11日（金）から、この画面で始められます。");
        assert_eq!(world.rows("SELECT state AS value FROM school_class").await, ["waiting"]);
    }

    async fn wrong_codes_are_told_apart_and_a_right_one_never_waits(world: World) {
        let class = world.class("1組", 34).await;
        let mut desk = world.browser();
        for (typed, status, says) in [
            ("", 422, "先生用コードを入れてください。"),
            ("ABCD", 422, "いま4文字入っています"),
            ("OOOO", 422, "コードに「O」は使われていません"),
            ("123456", 422, "6けたの番号は、生徒が使うものです。"),
            ("ABCD-EFGH-JKMN", 422, "コードのどこかが違うようです"),
            ("AAAA-AAAA-AAAA", 404, "このコードの学級はありません。"),
        ] {
            desk.open("/t").await;
            desk.fill("先生用コード", typed);
            desk.press("開く").await.shows(says);
            assert_eq!((desk.page.status, desk.page.value("先生用コード")), (status, typed), "{typed}");
        }
        for _ in 0..10 {
            desk.post("/t", &[("code", "AAAA-AAAA-AAAA")]).await;
        }
        assert_eq!(desk.page.status, 429);
        desk.page.shows("正しいコードは、待たずに使えます");
        desk.open(&format!("/t/{}", world.teacher_code(&class).to_lowercase())).await.shows("先生の画面");
        desk.press("この学級の画面を開く").await.is("東中学校 2年生 1組");
    }

    async fn a_code_that_was_issued_anew_opens_nothing_any_more(world: World) {
        let class = world.class("1組", 34).await;
        let mut desk = world.teacher(&class).await;
        world.execute("UPDATE school_class SET teacher_hash = 'another', issue = 2").await.expect("set");
        desk.open(&format!("/t/count?room={}", class.room_code)).await;
        assert_eq!(desk.page.status, 403);
        desk.open(&format!("/T/{}", world.teacher_code(&class))).await.shows("前のコードは使えなくなります");
    }

    async fn the_projector_shows_the_way_in_and_the_count_and_no_control(world: World) {
        let class = world.opened_class("1組", 34).await;
        world.sent_from(&class, "").await;
        let mut desk = world.teacher(&class).await;
        desk.follow("教室に映す画面を開く").await.is("東中学校 2年生 1組");
        let (first, second) = class.room_code.split_at(3);
        desk.page.shows(&format!("{first} {second}")).shows("1 / 34").shows("/c").shows("カメラでQRコードを読みます");
        desk.page.shows("You can answer in English.");
        assert!(desk.page.html.contains("<rt>"), "without furigana");
        assert!(desk.page.forms.is_empty() && !desk.page.html.contains("<button"));
        assert!(!desk.page.html.contains(&world.teacher_code(&class)));
    }
}

/// What teachers did, as the office reads it.
async fn audited(world: &World) -> Vec<String> {
    let sql = "SELECT actor || ' ' || action || ' ' || subject AS value FROM audit WHERE action IN ('class-opened', 'class-closed', 'answer-admitted') AND actor LIKE '先生（%' ORDER BY at, id";
    world.rows(sql).await
}
