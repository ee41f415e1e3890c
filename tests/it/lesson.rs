//! A class at work: everybody at the same moment, everything twice, a line that breaks.

use std::time::{Duration, Instant};

use machikoe::school::lesson::Progress;
use tokio::task::JoinSet;

use crate::{
    both_engines,
    support::{proxy::Proxy, school::*, *},
};

/// How long anybody of forty may wait on a slow machine in a test; the bench has the real figures.
const PATIENCE: Duration = Duration::from_secs(20);

/// So many tablets that have come to the same page of a class, all at once.
async fn forty(world: &World, room_code: &str, reach: usize) -> Vec<Browser> {
    let mut coming = JoinSet::new();
    for number in 0..40 {
        let (mut tablet, room) = (world.tablet(), format!("/C/{room_code}"));
        coming.spawn(async move {
            tablet.open(&room).await.is("中学生アンケート");
            tablet.press("はじめる").await.is("町のこと");
            if reach > 0 {
                answer_class(&mut tablet, &format!("席の答え{number}")).await;
            }
            tablet
        });
    }
    coming.join_all().await
}

/// The same button tapped several times: every tap leaves with the same page and cookies.
fn taps(world: &World, tablet: &Browser, count: usize) -> Vec<Browser> {
    let tap = |_| {
        let mut tap = world.tablet();
        tap.set_cookie(&format!("{}; Path=/a", tablet.cookies("/a")));
        tap.page = tablet.page.clone();
        tap
    };
    (0..count).map(tap).collect()
}

both_engines! {
    "class-survey";

    async fn forty_pupils_behind_one_address_send_in_the_same_moment(world: World) {
        let class = world.opened_class("1組", 40).await;
        let tablets = forty(&world, &class.room_code, 3).await;
        let begin = Instant::now();
        for tablet in all_press(tablets, "この内容で送信する").await {
            tablet.page.is("送りました。ありがとう！");
        }
        assert!(begin.elapsed() < PATIENCE, "{:?}", begin.elapsed());
        let progress = world.progress(&class).await;
        assert_eq!(progress, Progress { seats: 40, answered: 40, slips: 0 });
        let mut written: Vec<String> =
            world.answers().await.iter().map(|answer| answer["why"].to_string()).collect();
        written.sort();
        written.dedup();
        assert_eq!(written.len(), 40, "everybody's own words, once");
        assert_eq!((world.count("draft").await, world.count("seat_ticket").await), (0, 0));

        let mut last = world.seated(&class).await;
        answer_class(&mut last, "41人目").await;
        last.press("この内容で送信する").await.is("学級の人数分の答えがとどいています");
        assert_eq!(world.count("response").await, 40);
        world.admit_one(&class).await;
        last.follow("もう一度送る画面へ").await;
        last.press("この内容で送信する").await.is("送りました。ありがとう！");
        assert_eq!(world.progress(&class).await.answered, 41);
    }

    async fn of_many_who_send_at_once_no_more_get_in_than_there_are_heads(world: World) {
        let class = world.opened_class("1組", 25).await;
        let tablets = forty(&world, &class.room_code, 3).await;
        let sent = all_press(tablets, "この内容で送信する").await;
        let received = sent.iter().filter(|one| one.page.heading == "送りました。ありがとう！").count();
        let waiting = |one: &&Browser| one.page.heading == "学級の人数分の答えがとどいています";
        assert_eq!((received, sent.iter().filter(waiting).count()), (25, 15));
        assert_eq!((world.count("response").await, world.count("draft").await), (25, 15));
    }

    async fn forty_reloads_in_a_second_are_forty_pages_and_no_seat(world: World) {
        let class = world.opened_class("1組", 40).await;
        let mut tablet = world.seated(&class).await;
        tablet.choose("この町が好き", "好き");
        tablet.press("次へ").await.is("大人に");
        for address in [format!("/a/room/{}", class.room_code), "/a/p/town".into(), "/a/confirm".into()] {
            let mut loading = JoinSet::new();
            for _ in 0..40 {
                let (mut window, address) = (tablet.window(), address.clone());
                loading.spawn(async move { window.open(&address).await.status });
            }
            assert_eq!(loading.join_all().await, [200; 40], "{address}");
        }
        assert_eq!((world.count("seat").await, world.count("draft").await), (1, 1));
    }

    async fn a_double_tap_on_beginning_takes_one_seat(world: World) {
        let class = world.opened_class("1組", 40).await;
        let mut tablet = world.tablet();
        tablet.open(&format!("/C/{}", class.room_code)).await;
        let windows = (0..6).map(|_| tablet.window()).collect();
        for window in all_press(windows, "はじめる").await {
            window.page.is("町のこと").shows(&world.resume_number(&class, 1));
        }
        assert_eq!(world.count("seat").await, 1);
    }

    async fn a_double_tap_on_sending_sends_once_and_both_are_told_so(world: World) {
        let class = world.opened_class("1組", 40).await;
        let mut tablet = world.seated(&class).await;
        answer_class(&mut tablet, "一度だけ").await;
        for window in all_press(taps(&world, &tablet, 4), "この内容で送信する").await {
            window.page.is("送りました。ありがとう！");
        }
        assert_eq!((world.count("response").await, world.count("draft").await), (1, 0));
    }

    async fn two_windows_of_one_seat_send_one_answer(world: World) {
        let class = world.opened_class("1組", 40).await;
        let mut tablet = world.seated(&class).await;
        answer_class(&mut tablet, "左の窓").await;
        let mut other = tablet.window();
        other.open("/a/confirm").await.shows("左の窓");
        assert_ne!(tablet.page.hidden("submission"), other.page.hidden("submission"));
        let mut headings: Vec<String> = all_press(vec![tablet, other], "この内容で送信する")
            .await
            .into_iter()
            .map(|window| window.page.heading)
            .collect();
        headings.sort();
        assert_eq!(headings, ["この答えは、もう送ってあります", "送りました。ありがとう！"]);
        assert_eq!(world.count("response").await, 1);
    }

    async fn whoever_opens_the_class_twice_is_asked_whether_to_go_on(world: World) {
        let class = world.opened_class("1組", 40).await;
        let mut tablet = world.seated(&class).await;
        tablet.choose("この町が好き", "好き");
        tablet.press("次へ").await.is("大人に");
        let mut again = tablet.window();
        again.open(&format!("/C/{}", class.room_code)).await.shows("書きかけの答えがあります");
        let place = again.page.controls.iter().position(|one| one.label == "続きから答える");
        assert!(place.is_some());
        again.post("/a/resume", &[]).await.is("大人に");
        assert_eq!(world.count("seat").await, 1);
    }

    async fn a_line_that_breaks_while_sending_loses_and_doubles_nothing(world: World) {
        let class = world.opened_class("1組", 40).await;
        let line = Proxy::to(world.base().trim_start_matches("http://"));
        let mut tablet = Browser::at(&format!("http://{}", line.host), SCHOOL_ADDRESS);
        tablet.open(&format!("/C/{}", class.room_code)).await;
        tablet.press("はじめる").await.is("町のこと");

        // A page that never arrived is sent again from the tablet, where it still stands.
        let page = [("shown", "like"), ("like", "1"), ("shown", "why"), ("why", "つながらない"), ("to", "next")];
        line.cut();
        assert_eq!(tablet.try_post("/a/p/town", &page).await, None);
        assert_eq!(world.count("draft").await, 0);
        line.mend();
        tablet.post("/a/p/town", &page).await.is("大人に");
        tablet.press("次へ").await.is("回答の確認").shows("つながらない");

        // An answer that never arrived, and one of which only the reply was lost.
        let submission = [("submission", tablet.page.hidden("submission"))];
        let submission = submission.each_ref().map(|(name, value)| (*name, value.as_str()));
        line.cut();
        assert_eq!(tablet.try_post("/a/submission", &submission).await, None);
        assert_eq!(world.count("response").await, 0);
        line.mend();
        let cookie = tablet.cookies("/a");
        let mut unheard = world.tablet();
        unheard.set_cookie(&format!("{cookie}; Path=/a"));
        unheard.post("/a/submission", &submission).await.is("送りました。ありがとう！");
        tablet.post("/a/submission", &submission).await.is("送りました。ありがとう！");
        assert_eq!((world.count("response").await, world.count("draft").await), (1, 0));
        assert_eq!(world.progress(&class).await, Progress { seats: 1, answered: 1, slips: 0 });
    }

    async fn a_line_that_breaks_at_any_moment_of_sending_leaves_one_answer(world: World) {
        let class = world.opened_class("1組", 40).await;
        let line = Proxy::to(world.base().trim_start_matches("http://"));
        for turn in 0..8_u32 {
            let mut tablet = Browser::at(&format!("http://{}", line.host), SCHOOL_ADDRESS);
            tablet.open(&format!("/C/{}", class.room_code)).await;
            tablet.press("はじめる").await.is("町のこと");
            answer_class(&mut tablet, "").await;
            let number = tablet.page.hidden("submission");
            let submission = [("submission", number.as_str())];
            let (_, ()) = tokio::join!(tablet.try_post("/a/submission", &submission), async {
                for _ in 0..turn {
                    tokio::task::yield_now().await;
                }
                line.cut();
            });
            line.mend();
            let mut again = tablet.window();
            again.post("/a/submission", &submission).await;
            let heading = again.page.heading.as_str();
            // Where the reply had come before the cut, the tablet has forgotten the seat.
            assert!(
                ["送りました。ありがとう！", "この答えは、もう送ってあります"].contains(&heading),
                "{}",
                again.page.describe()
            );
            assert_eq!(world.count("response").await, turn as usize + 1);
        }
    }
}
