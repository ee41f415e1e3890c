//! What goes wrong around a lesson: clocks, mixed-up codes, closed doors, shared tablets, slips,
//! and whoever tries something. Each gets its sentence; nothing is lost or doubled.

use machikoe::school::{Settings, lesson::Progress};
use serde_json::json;

use crate::{
    both_engines,
    support::{school::*, *},
};

/// Where everybody goes in a lesson.
async fn walk(tablet: &mut Browser, room_code: &str) {
    tablet.open(&format!("/C/{room_code}")).await.is("中学生アンケート");
    tablet.press("はじめる").await.is("町のこと");
    answer_class(tablet, "海がある").await;
    tablet.press("この内容で送信する").await.is("送りました。ありがとう！");
}

/// A late minute and everything else as usual.
fn late(minutes: i32) -> Settings {
    Settings { late_minutes: minutes, ..Settings::default() }
}

both_engines! {
    "class-survey";

    async fn a_tablet_with_a_wrong_clock_answers_like_any_other(world: World) {
        let class = world.opened_class("1組", 34).await;
        let mut tablet = world.tablet();
        walk(&mut tablet, &class.room_code).await;
        assert!(tablet.cookies_set.len() >= 2, "{:?}", tablet.cookies_set);
        for cookie in tablet.cookies_set.iter().map(|cookie| cookie.to_lowercase()) {
            assert!(!cookie.contains("expires") && !cookie.contains("max-age"), "{cookie}");
        }
        tablet.follow("次の人へ").await.is("中学生アンケート");
    }

    async fn in_the_wrong_class_the_greeting_says_which_and_answers_are_of_the_class_entered(world: World) {
        let mine = world.class_of((1, 2), "1組", 34).await;
        let theirs = world.class_of((2, 3), "4組", 30).await;
        world.open_class(&mine).await;
        world.open_class(&theirs).await;
        let mut tablet = world.tablet();
        tablet.open("/c").await;
        tablet.fill("6けたの番号", &theirs.room_code);
        tablet.press("進む").await.shows("西中学校 3年生 4組").hides("東中学校");
        tablet.follow("番号を入れなおす").await.is("学級のアンケート");
        // Somebody does not look, and goes on in the wrong class.
        tablet.open(&format!("/C/{}", theirs.room_code)).await;
        tablet.press("はじめる").await.is("町のこと");
        tablet.choose("この町が好き", "好き");
        tablet.press("次へ").await.is("これから");
        tablet.press("次へ").await.is("大人に");
        tablet.press("次へ").await.is("回答の確認");
        tablet.press("この内容で送信する").await.is("送りました。ありがとう！");
        let answers = world.answers().await;
        assert_eq!((&answers[0]["school"], &answers[0]["grade"]), (&json!(2), &json!(3)));
        assert_eq!(world.progress(&mine).await, Progress::default());
        assert_eq!(world.progress(&theirs).await, Progress { seats: 1, answered: 1, slips: 0 });
    }

    async fn a_wrong_or_closed_code_gets_its_sentence(world: World) {
        let class = world.class("1組", 34).await;
        let mut tablet = world.tablet();
        for (typed, status, sentence) in [
            ("", 422, "番号は6けたの数字です"),
            ("12345", 422, "番号は6けたの数字です"),
            ("1234567", 422, "番号は6けたの数字です"),
            ("いちに", 422, "番号は6けたの数字です"),
            ("000000", 404, "この番号の学級はありません"),
        ] {
            tablet.open("/c").await;
            tablet.fill("6けたの番号", typed);
            tablet.press("進む").await.is("学級のアンケート").shows(sentence);
            assert_eq!((tablet.page.status, tablet.page.value("6けたの番号")), (status, typed));
        }
        tablet.open("/C/999999").await.shows("この番号の学級はありません");
        let address = format!("/C/{}", class.room_code);
        tablet.open(&address).await.shows("この学級は、まだ始まっていません").hides("はじめる");
        world.open_class(&class).await;
        tablet.open(&address).await.shows("はじめる");
        world.close_class(&class).await;
        world.set_clock("2026-12-10T12:30:00+09:00");
        tablet.open(&address).await.shows("この学級の時間は終わりました").hides("はじめる");
    }

    async fn six_digits_are_taken_however_they_are_typed(world: World) {
        let class = world.opened_class("1組", 34).await;
        let (begin, end) = class.room_code.split_at(3);
        let wide: String =
            class.room_code.bytes().map(|digit| char::from_u32(0xff10 + u32::from(digit - b'0')).expect("a digit")).collect();
        for typed in [format!("{begin} {end}"), format!("{begin}-{end}"), wide, format!(" {begin}{end} ")] {
            let mut tablet = world.tablet();
            tablet.open("/c").await;
            tablet.fill("6けたの番号", &typed);
            tablet.press("進む").await.is("中学生アンケート");
        }
    }

    async fn without_late_minutes_a_page_is_kept_and_the_answer_waits(world: World) {
        world.school_settings(late(0)).await;
        let class = world.opened_class("1組", 34).await;
        let mut tablet = world.seated(&class).await;
        tablet.choose("この町が好き", "好き").fill("どうしてですか", "鐘が鳴った");
        world.close_class(&class).await;
        tablet.press("次へ").await.is("この学級の時間は終わりました").shows("ここまでの答えは残っています");
        assert_eq!((world.count("draft").await, world.count("response").await), (1, 0));
        world.open_class(&class).await;
        tablet.open("/a/confirm").await.shows("鐘が鳴った");
        tablet.press("この内容で送信する").await.is("送りました。ありがとう！");
    }

    async fn after_midnight_a_forgotten_class_is_over_and_keeps_what_was_begun(world: World) {
        let class = world.opened_class("1組", 34).await;
        let mut tablet = world.seated(&class).await;
        answer_class(&mut tablet, "きのう").await;
        world.set_clock("2026-12-11T00:00:00+09:00");
        tablet.press("この内容で送信する").await.is("この学級の時間は終わりました");
        assert_eq!((world.count("draft").await, world.count("response").await), (1, 0));
        world.open_class(&class).await;
        tablet.open("/a/confirm").await.shows("きのう");
        tablet.press("この内容で送信する").await.is("送りました。ありがとう！");
    }

    async fn a_pause_in_the_middle_of_a_lesson_keeps_the_page_and_goes_on_afterwards(world: World) {
        let class = world.opened_class("1組", 34).await;
        let mut tablet = world.seated(&class).await;
        tablet.choose("この町が好き", "好き").fill("どうしてですか", "止まる前");
        world.execute("UPDATE survey SET state = 'paused'").await.expect("paused");
        tablet.press("次へ").await.is("受付をいったん止めています").shows("ここまでの答えは残っています");
        let mut other = world.tablet();
        other.open(&format!("/C/{}", class.room_code)).await.shows("市がアンケートを少しの間止めています").hides("はじめる");
        world.execute("UPDATE survey SET state = 'open'").await.expect("open");
        tablet.open("/a/confirm").await.shows("止まる前");
        tablet.press("この内容で送信する").await.is("送りました。ありがとう！");
    }

    async fn nothing_of_a_pupil_stays_on_the_tablet(world: World) {
        let class = world.opened_class("1組", 34).await;
        let mut tablet = world.tablet();
        let mut pages = Vec::new();
        tablet.open(&format!("/C/{}", class.room_code)).await;
        pages.push(tablet.page.clone());
        tablet.open(&format!("/a/room/{}?view=large", class.room_code)).await;
        tablet.press("はじめる").await.is("町のこと");
        pages.push(tablet.page.clone());
        answer_class(&mut tablet, "だれにも見せない").await;
        pages.push(tablet.page.clone());
        let seat = tablet.cookies("/a");
        tablet.press("この内容で送信する").await.is("送りました。ありがとう！");
        pages.push(tablet.page.clone());
        for page in &pages {
            assert_eq!(page.header("cache-control"), "no-store", "{}", page.heading);
            assert!(page.header("content-security-policy").starts_with("default-src 'none'"));
            assert!(!page.html.contains("<script"), "{}", page.heading);
            for field in page.html.split('<').filter(|tag| tag.starts_with("textarea") || tag.contains("type=\"text\"")) {
                assert!(field.contains("autocomplete=\"off\""), "{field}");
            }
        }
        let left = tablet.cookies("/a");
        assert!(left.contains(&format!("machikoe_answer=sent.{}", class.room_code)), "{left}");
        assert!(!left.contains(seat.split("; ").find(|one| one.starts_with("machikoe_answer")).expect("a seat")));
        // Back: nothing but that it was sent.
        for address in ["/a/confirm", "/a/p/town", "/a/p/voice", "/a/welcome"] {
            tablet.open(address).await.is("この答えは、もう送ってあります").hides("だれにも見せない");
            assert!(!tablet.page.text.contains("続きの番号"));
        }
        tablet.follow("次の人へ").await.is("中学生アンケート").hides("書きかけの答え");
        assert!(!tablet.cookies("/a").contains("large"), "{}", tablet.cookies("/a"));
    }

    async fn a_slip_works_once_and_by_itself_outside_the_lesson(world: World) {
        let class = world.opened_class("1組", 2).await;
        let slip = world.slip(&class, 1).await.compact();
        walk(&mut world.tablet(), &class.room_code).await;
        world.close_class(&class).await;
        world.set_clock("2026-12-12T18:00:00+09:00");
        let mut home = world.browser();
        home.open(&format!("/Q/{slip}")).await.is("中学生アンケート").shows("東中学校 2年生 1組");
        assert_eq!(world.count("draft").await, 0);
        home.press("はじめる").await.is("町のこと");
        assert!(!home.page.text.contains("続きの番号"), "a slip has its own code");
        answer_class(&mut home, "休んだ日").await;
        home.press("この内容で送信する").await.is("送りました。ありがとう！");
        assert_eq!(world.progress(&class).await, Progress { seats: 1, answered: 2, slips: 0 });
        let mut again = world.browser();
        again.open(&format!("/q/{slip}")).await.is("この答えは、もう送ってあります").hides("休んだ日");
        // It counts for the class: the next one is one too many.
        world.open_class(&class).await;
        let mut late = world.seated(&class).await;
        answer_class(&mut late, "").await;
        late.press("この内容で送信する").await.is("学級の人数分の答えがとどいています");
    }

    async fn slips_wait_for_the_lesson_where_the_setting_says_so(world: World) {
        world.school_settings(Settings { slips_any_time: false, ..Settings::default() }).await;
        let class = world.class("1組", 34).await;
        let slip = world.slip(&class, 1).await.compact();
        let mut home = world.browser();
        home.open(&format!("/q/{slip}")).await.is("この学級は、まだ始まっていません");
        world.open_class(&class).await;
        home.open(&format!("/q/{slip}")).await;
        home.press("はじめる").await.is("町のこと");
        answer_class(&mut home, "").await;
        world.close_class(&class).await;
        world.set_clock("2026-12-10T13:00:00+09:00");
        home.press("この内容で送信する").await.is("この学級の時間は終わりました");
        assert_eq!(world.count("response").await, 0);
    }

    async fn school_and_grade_cannot_be_posted(world: World) {
        let class = world.opened_class("1組", 34).await;
        let mut tablet = world.seated(&class).await;
        tablet
            .post("/a/p/town", &[
                ("shown", "school"), ("school", "2"), ("shown", "grade"), ("grade", "3"),
                ("shown", "like"), ("like", "1"), ("shown", "why"), ("why", ""), ("to", "next"),
            ])
            .await
            .is("大人に");
        tablet.post("/a/p/class", &[("shown", "school"), ("school", "2"), ("grade", "3"), ("to", "next")]).await;
        tablet.open("/a/confirm").await;
        tablet.press("この内容で送信する").await.is("送りました。ありがとう！");
        let answers = world.answers().await;
        assert_eq!((&answers[0]["school"], &answers[0]["grade"]), (&json!(1), &json!(2)));
    }

    async fn an_entry_of_another_class_gives_a_seat_in_the_class_that_is_asked(world: World) {
        let one = world.opened_class("1組", 34).await;
        let two = world.opened_class("2組", 34).await;
        let mut tablet = world.tablet();
        tablet.open(&format!("/C/{}", one.room_code)).await;
        let entry = tablet.page.hidden("entry");
        tablet.press("はじめる").await.is("町のこと");
        let mut other = world.tablet();
        other.post(&format!("/a/room/{}/seats", two.room_code), &[("entry", &entry)]).await.is("町のこと");
        other.page.shows(&world.resume_number(&two, 1));
        assert_eq!((world.progress(&one).await.seats, world.progress(&two).await.seats), (1, 1));
        for forged in ["", "kurz", &"x".repeat(44)] {
            other.post(&format!("/a/room/{}/seats", two.room_code), &[("entry", forged)]).await;
            other.page.is("中学生アンケート");
        }
        assert_eq!(world.count("seat").await, 2);
    }

    async fn digits_of_a_seat_are_guessed_five_times_and_then_wait_also_the_right_ones(world: World) {
        let class = world.opened_class("1組", 34).await;
        let mut owner = world.seated(&class).await;
        owner.choose("この町が好き", "好き").fill("どうしてですか", "ひみつの川");
        owner.press("次へ").await.is("大人に");
        let right = world.resume_number(&class, 1);
        let mut thief = world.tablet();
        let address = format!("/a/room/{}/resumption", class.room_code);
        let mut wrong = (0..10_000).map(|digits| format!("1-{digits:04}")).filter(|one| *one != right);
        for guess in wrong.by_ref().take(5) {
            thief.post(&address, &[("number", &guess)]).await.shows("この番号の続きは見つかりませんでした");
        }
        thief.post(&address, &[("number", &right)]).await.shows("10分ほど使えません").hides("ひみつの川");
        // Another seat of the same class is not held up.
        world.seated(&class).await;
        let mut moved = world.tablet();
        moved.post(&address, &[("number", &world.resume_number(&class, 2))]).await.is("町のこと");
        world.set_clock("2026-12-10T12:11:00+09:00");
        thief.post(&address, &[("number", &right)]).await.is("大人に");
    }

    async fn the_number_of_a_seat_opens_nothing_in_another_class(world: World) {
        let one = world.opened_class("1組", 34).await;
        let two = world.opened_class("2組", 34).await;
        world.seated(&one).await;
        world.seated(&two).await;
        let number = world.resume_number(&one, 1);
        let mut thief = world.tablet();
        thief.post(&format!("/a/room/{}/resumption", two.room_code), &[("number", &number)]).await;
        thief.page.shows("この番号の続きは見つかりませんでした");
    }

    async fn whoever_takes_seats_without_end_is_stopped_and_the_class_goes_on(world: World) {
        let class = world.opened_class("1組", 2).await;
        let mut seated = world.seated(&class).await;
        let mut greedy = world.tablet();
        for _ in 0..15 {
            greedy.open(&format!("/a/room/{}", class.room_code)).await;
            let entry = greedy.page.hidden("entry");
            greedy.post(&format!("/a/room/{}/seats", class.room_code), &[("entry", &entry)]).await.is("町のこと");
        }
        greedy.open(&format!("/a/room/{}", class.room_code)).await;
        let entry = greedy.page.hidden("entry");
        greedy.post(&format!("/a/room/{}/seats", class.room_code), &[("entry", &entry)]).await.is("席がなくなりました");
        assert_eq!((greedy.page.status, world.count("seat").await), (409, 16));
        answer_class(&mut seated, "").await;
        seated.press("この内容で送信する").await.is("送りました。ありがとう！");
    }

    async fn very_many_wrong_digits_from_one_school_wait_but_a_lesson_of_typing_errors_does_not(world: World) {
        let class = world.opened_class("1組", 34).await;
        let mut tablet = world.tablet();
        for wrong in 0..30 {
            tablet.open(&format!("/a/room/{wrong:06}")).await;
        }
        tablet.open(&format!("/C/{}", class.room_code)).await.is("中学生アンケート");
        for _ in 30..1000 {
            world.app.wrong_rooms.failed(SCHOOL_ADDRESS, world.app.stamp());
        }
        tablet.open(&format!("/C/{}", class.room_code)).await.shows("まちがった番号がとても多い");
        assert_eq!(tablet.page.status, 429);
        // Elsewhere nobody is held up.
        let mut other = world.browser();
        other.open(&format!("/C/{}", class.room_code)).await.is("中学生アンケート");
    }
}
