//! Pupils in a lesson: from the six digits on the screen to the next pupil.

use serde_json::json;

use crate::{
    both_engines,
    support::{school::*, *},
};

both_engines! {
    "class-survey";

    async fn six_digits_lead_to_an_answer_with_school_and_grade(world: World) {
        let class = world.opened_class("1組", 34).await;
        let mut tablet = world.tablet();
        tablet.open("/c").await.is("学級のアンケート");
        tablet.fill("6けたの番号", &class.room_code);
        tablet.press("進む").await.is("中学生アンケート").shows("東中学校 2年生 1組");
        tablet.press("はじめる").await.is("町のこと").shows("1 / 3 ページ");
        answer_class(&mut tablet, "海がある").await;
        tablet.press("この内容で送信する").await.is("送りました。ありがとう！");
        assert_eq!(world.answers().await, [json!({
            "school": 1, "grade": 2, "like": 1, "why": "海がある", "voice": null,
        })]);
        assert_eq!((world.count("draft").await, world.count("seat_ticket").await), (0, 0));
    }

    async fn an_answer_of_a_class_bears_the_first_day_of_the_survey(world: World) {
        let class = world.opened_class("1組", 34).await;
        let mut tablet = world.seated(&class).await;
        answer_class(&mut tablet, "").await;
        tablet.press("この内容で送信する").await;
        assert_eq!(world.rows("SELECT CAST(day AS TEXT) AS value FROM response").await, ["2026-12-01"]);
    }

    async fn a_shared_tablet_goes_on_to_the_next_pupil_and_shows_nothing_of_the_last(world: World) {
        let class = world.opened_class("1組", 34).await;
        let mut tablet = world.seated(&class).await;
        answer_class(&mut tablet, "ひみつの川").await;
        tablet.press("この内容で送信する").await;
        tablet.open("/a/p/town").await.is("この答えは、もう送ってあります");
        tablet.follow("次の人へ").await.is("中学生アンケート");
        tablet.press("はじめる").await.is("町のこと");
        assert!(!tablet.page.html.contains("ひみつの川"));
        answer_class(&mut tablet, "山がある").await;
        tablet.press("この内容で送信する").await.is("送りました。ありがとう！");
        assert_eq!(world.answers().await.len(), 2);
    }

    async fn a_switched_tablet_continues_with_the_number_of_the_first(world: World) {
        let class = world.opened_class("1組", 34).await;
        let mut tablet = world.seated(&class).await;
        tablet.choose("この町が好き", "好き").fill("どうしてですか", "電池が切れる前");
        tablet.press("次へ").await.is("大人に");
        let number = world.resume_number(&class, 1);
        tablet.page.shows(&format!("続きの番号 {number}"));
        let mut other = world.tablet();
        other.open(&format!("/C/{}", class.room_code)).await;
        other.fill("続きの番号", "1-0000");
        other.press("続きから答える").await.shows("この番号の続きは見つかりませんでした");
        other.fill("続きの番号", &number);
        other.press("続きから答える").await.is("大人に");
        other.press("前のページへ").await.shows("電池が切れる前");
        assert_eq!(world.count("seat").await, 1);
    }

    async fn a_page_sent_after_the_class_has_closed_is_kept_and_sent_when_it_opens_again(world: World) {
        let class = world.opened_class("1組", 34).await;
        let mut tablet = world.seated(&class).await;
        world.close_class(&class).await;
        world.set_clock("2026-12-10T12:03:01+09:00");
        tablet.choose("この町が好き", "好き").fill("どうしてですか", "最後の一行");
        tablet.press("次へ").await.is("この学級の時間は終わりました").shows("ここまでの答えは残っています");
        world.open_class(&class).await;
        tablet.open("/a/confirm").await.is("回答の確認").shows("最後の一行");
        tablet.press("この内容で送信する").await.is("送りました。ありがとう！");
    }

    async fn what_was_begun_may_be_sent_in_the_late_minutes(world: World) {
        let class = world.opened_class("1組", 34).await;
        let mut tablet = world.seated(&class).await;
        world.close_class(&class).await;
        world.set_clock("2026-12-10T12:02:59+09:00");
        answer_class(&mut tablet, "").await;
        tablet.press("この内容で送信する").await.is("送りました。ありがとう！");
        let mut late = world.tablet();
        late.open(&format!("/C/{}", class.room_code)).await.shows("この学級の時間は終わりました");
        late.page.hides("はじめる");
    }

    async fn one_answer_more_than_heads_waits_for_the_teacher(world: World) {
        let class = world.opened_class("1組", 1).await;
        let mut first = world.seated(&class).await;
        answer_class(&mut first, "").await;
        first.press("この内容で送信する").await.is("送りました。ありがとう！");
        let mut second = world.seated(&class).await;
        answer_class(&mut second, "残る").await;
        second.press("この内容で送信する").await.is("学級の人数分の答えがとどいています");
        assert_eq!((world.answers().await.len(), world.count("draft").await), (1, 1));
        world.admit_one(&class).await;
        second.follow("もう一度送る画面へ").await.shows("残る");
        second.press("この内容で送信する").await.is("送りました。ありがとう！");
    }
}
