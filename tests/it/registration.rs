//! Signing up for a workshop: places, the waiting list, mails, the reception, tables.

mod desk;
mod seating;

use machikoe::{
    registration::{self, Desk, change},
    workshop::{
        self, Settings, Workshop,
        settings::{Registration, Seating, SignUp},
    },
};

use crate::{
    both_engines,
    support::{Browser, World, workshop::settings, world::day},
};

/// A workshop on 20 December that people sign up for.
pub async fn announced(world: &World, rule: Registration) -> Workshop {
    let from = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("forms").join(&rule.form);
    let to = world.folder.path().join("forms").join(&rule.form);
    std::fs::create_dir_all(&to).expect("a folder");
    std::fs::copy(from.join("form.yaml"), to.join("form.yaml")).expect("a form");
    let rules = Settings { registration: Some(rule), tables: 3, ..settings() };
    let made = world.workshop(rules).await;
    world
        .write(move |db| {
            let moved = Workshop { held_on: day(2026, 12, 20), ..made };
            workshop::store::update(db, &moved)?;
            Ok(moved)
        })
        .await
}

pub fn rule(places: i32) -> Registration {
    Registration {
        by: SignUp::Public,
        form: "workshop-citizens".into(),
        places,
        reminder_days: 1,
        closes_days: 1,
        seating: Seating::Mixed(vec!["age".into(), "district".into()]),
    }
}

/// Fills the page of the workshop in.
async fn filled(world: &World, name: &str, mail: &str) -> Browser {
    let mut browser = world.browser();
    browser.open("/workshops/town-talk").await.is("町の話し合い");
    browser.fill("お名前", name).fill("メールアドレス", mail);
    browser.choose("年代", "30代").choose("お住まいの地区", "万田");
    browser
}

/// Somebody signs up.
pub async fn signed_up(world: &World, name: &str) -> Browser {
    let mut browser = filled(world, name, &format!("{}@example.jp", name.to_lowercase())).await;
    let send = match browser.page.text.contains("定員に達しています") {
        true => "キャンセル待ちに申し込む",
        false => "申し込む",
    };
    browser.press(send).await;
    browser
}

/// Kinds and states of the mails, such as `confirmed waiting`.
async fn mails(world: &World, kind: &str) -> Vec<String> {
    let sql = format!(
        "SELECT recipient AS value FROM mail WHERE key LIKE 'registration:%:{kind}%' AND state = 'waiting' ORDER BY recipient"
    );
    world.rows(&sql).await
}

/// The desk of the workshop, for verbs without a page.
async fn the_desk(world: &World) -> Desk {
    let app = world.app.clone().into_inner();
    world.app.store.read(move |db| Desk::of(db, &app, "town-talk")).await.expect("a desk")
}

both_engines! {
    async fn whoever_signs_up_gets_a_number_a_mail_and_a_reminder(world: World) {
        announced(&world, rule(5)).await;
        let mut hana = world.browser();
        hana.open("/workshops/town-talk").await.shows("あと5人").shows("2026年12月19日")
            .shows("90日後に消し");
        let mut hana = filled(&world, "山田 花", "ＨＡＮＡ＠example.jp").await;
        hana.press("申し込む").await.is("参加を受け付けています").shows("1番").hides("山田");
        assert_eq!(mails(&world, "confirmed").await, ["HANA@example.jp"]);
        assert_eq!(mails(&world, "reminder").await, ["HANA@example.jp"]);
        let due = world.rows("SELECT CAST(due_at AS TEXT) AS value FROM mail WHERE key LIKE '%reminder%'").await;
        assert!(due[0].starts_with("2026-12-19 00:00"), "{due:?}");
        let body = world.rows("SELECT body AS value FROM mail WHERE key LIKE '%confirmed'").await;
        assert!(body[0].contains(&hana.page.url), "{body:?} names {}", hana.page.url);
        assert!(!body[0].contains("山田"), "a mail needs no name");
        hana.open("/workshops/town-talk").await.shows("あと4人");
    }

    async fn a_double_press_is_one_registration(world: World) {
        announced(&world, rule(5)).await;
        let ken = filled(&world, "Ken", "ken@example.jp").await;
        let (mut one, mut other) = (ken.window(), ken.window());
        let (one, other) = tokio::join!(one.press("申し込む"), other.press("申し込む"));
        assert_eq!(one.url, other.url);
        assert_eq!(world.count("registration").await, 1);
        assert_eq!(mails(&world, "confirmed").await.len(), 1);
    }

    async fn twenty_at_once_take_three_places(world: World) {
        announced(&world, rule(3)).await;
        let mut browsers = Vec::new();
        for number in 0..20 {
            browsers.push(filled(&world, &format!("P{number}"), &format!("p{number}@example.jp")).await);
        }
        let sent = browsers.into_iter().map(|mut browser| {
            tokio::spawn(async move { browser.press("申し込む").await.heading.clone() })
        });
        let mut headings = Vec::new();
        for sent in sent.collect::<Vec<_>>() {
            headings.push(sent.await.expect("sent"));
        }
        let with = headings.iter().filter(|heading| *heading == "参加を受け付けています").count();
        assert_eq!((with, headings.len()), (3, 20), "{headings:?}");
        let numbers = world.rows("SELECT CAST(number AS TEXT) AS value FROM registration ORDER BY number").await;
        assert_eq!(numbers, (1..=20).map(|number| number.to_string()).collect::<Vec<_>>());
        assert_eq!(mails(&world, "confirmed").await.len(), 3);
        assert_eq!(mails(&world, "waiting").await.len(), 17);
        assert_eq!(mails(&world, "reminder").await.len(), 3);
    }

    async fn who_waits_longest_gets_the_place_of_whoever_cancels(world: World) {
        announced(&world, rule(1)).await;
        let mut hana = signed_up(&world, "Hana").await;
        let mut ken = signed_up(&world, "Ken").await;
        let mut mei = signed_up(&world, "Mei").await;
        ken.page.is("キャンセル待ちです").shows("次に席が空くと");
        mei.page.is("キャンセル待ちです").shows("前に1件");
        // Opening the link of the mail cancels nothing: programs open links.
        let own = hana.page.url.clone();
        hana.open(&own).await.is("参加を受け付けています");
        hana.press("申し込みを取り消す").await.is("申し込みを取り消しました");
        ken.open(&ken.page.url.clone()).await.is("参加を受け付けています");
        mei.open(&mei.page.url.clone()).await.is("キャンセル待ちです").shows("次に席が空くと");
        assert_eq!(mails(&world, "lifted").await, ["ken@example.jp"]);
        assert_eq!(mails(&world, "reminder").await, ["ken@example.jp"], "no reminder for Hana");
        assert_eq!(mails(&world, "cancelled").await, ["hana@example.jp"]);
        // Twice is once.
        let path = format!("/{}/cancellation", own.split('/').skip(3).collect::<Vec<_>>().join("/"));
        hana.post(&path, &[]).await.is("申し込みを取り消しました");
        mei.open(&mei.page.url.clone()).await.is("キャンセル待ちです");
        assert_eq!(mails(&world, "cancelled").await.len(), 1);
    }

    async fn a_forged_link_opens_and_cancels_nothing(world: World) {
        announced(&world, rule(5)).await;
        let hana = signed_up(&world, "Hana").await;
        let id = world.rows("SELECT id AS value FROM registration").await.remove(0);
        let mut thief = world.browser();
        let right = hana.address_part(4);
        let mut other = right.clone();
        other.replace_range(..1, if right.starts_with('0') { "1" } else { "0" });
        for forged in [id.clone(), format!("{id}."), format!("{id}.AAAAAAAAAAAAAAAAAAAAAA"), other] {
            thief.open(&format!("/workshops/town-talk/r/{forged}")).await.is("このリンクは使えません");
            assert_eq!(thief.page.status, 404);
            thief.post(&format!("/workshops/town-talk/r/{forged}/cancellation"), &[]).await.is("このリンクは使えません");
        }
        assert_eq!(world.rows("SELECT state AS value FROM registration").await, ["confirmed"]);
    }

    async fn what_is_wrong_is_said_and_nothing_typed_is_lost(world: World) {
        announced(&world, rule(5)).await;
        let mut hana = filled(&world, "山田 花", "hana@example,jp").await;
        hana.press("申し込む").await.shows("使えない文字「,」").shows("保存していません");
        assert_eq!(hana.page.status, 422);
        assert_eq!(hana.page.value("メールアドレス"), "hana@example,jp");
        assert_eq!(hana.page.value("お名前"), "山田 花");
        assert!(hana.page.has("年代", "30代"));
        hana.fill("メールアドレス", "");
        hana.press("申し込む").await.shows("どちらかを入力してください");
        hana.fill("電話番号", "0968-62-1111").fill("お名前", "");
        hana.press("申し込む").await.shows("お名前を入力してください");
        hana.fill("お名前", "山田 花");
        hana.press("文字を大きく").await.is("町の話し合い").hides("確かめてください");
        assert_eq!(hana.page.value("電話番号"), "0968-62-1111");
        hana.press("申し込む").await.is("参加を受け付けています").shows("控えておくと");
        assert_eq!(world.count("mail").await, 0, "nobody is mailed who gave no address");
        let mut empty = world.browser();
        empty.open("/workshops/town-talk").await;
        empty.fill("お名前", "Ken").fill("電話番号", "0968-62-1111");
        empty.press("申し込む").await.shows("年代：").shows("お住まいの地区：");
        assert_eq!(world.count("registration").await, 1);
    }

    async fn a_link_of_one_workshop_is_none_of_another(world: World) {
        let first = announced(&world, rule(5)).await;
        let hana = signed_up(&world, "Hana").await;
        let app = world.app.clone();
        world.write(move |db| {
            let new = workshop::NewWorkshop {
                slug: "other".into(),
                title: "別の話し合い".into(),
                template: "test".into(),
                held_on: first.held_on,
                hours: "10:00〜12:00".into(),
                place: "公民館".into(),
                settings: first.settings.clone(),
                themes: Vec::new(),
                sample: false,
            };
            workshop::make(db, &app, new, app.stamp())
        }).await;
        let mut other = world.browser();
        other.open(&format!("/workshops/other/r/{}", hana.address_part(4))).await.is("このリンクは使えません");
        other.open("/workshops/other").await.is("別の話し合い").shows("あと5人");
    }

    async fn after_the_last_day_nobody_signs_up_and_whoever_did_can_cancel(world: World) {
        announced(&world, rule(5)).await;
        let mut hana = signed_up(&world, "Hana").await;
        let mut late = filled(&world, "Ken", "ken@example.jp").await;
        world.set_clock("2026-12-20T00:00:00+09:00");
        late.press("申し込む").await.shows("申し込みの受付は終わりました");
        late.open("/workshops/town-talk").await.shows("受付は終わりました").hides("メールアドレス");
        hana.press("申し込みを取り消す").await.is("申し込みを取り消しました");
        world.set_clock("2026-12-21T00:00:00+09:00");
        late.open("/workshops/town-talk").await.shows("このワークショップは終わりました");
        assert_eq!(world.count("registration").await, 1);
    }

    async fn a_school_says_how_many_and_no_names(world: World) {
        let school = Registration { by: SignUp::School, form: "workshop-students".into(), ..rule(10) };
        announced(&world, school).await;
        let mut teacher = world.browser();
        teacher.open("/workshops/town-talk").await.shows("生徒の名前はうかがいません");
        teacher.fill("学校・団体の名前", "岱志高校").fill("参加する人数", "１２人").fill("先生のお名前", "森");
        teacher.fill("メールアドレス", "mori@example.jp");
        teacher.press("申し込む").await.shows("定員は10人です");
        teacher.fill("参加する人数", "8");
        teacher.press("申し込む").await.is("参加を受け付けています").shows("8人");
        assert_eq!(world.count("guest").await, 8);
        // Five do not fit behind eight, and nobody overtakes them.
        for (heads, left) in [("5", "あと2人"), ("1", "いま5人が待っています")] {
            let mut other = world.browser();
            other.open("/workshops/town-talk").await.shows(left);
            other.fill("学校・団体の名前", "有明高専").fill("参加する人数", heads).fill("先生のお名前", "原");
            other.fill("電話番号", "0968-00-0000");
            let send = if heads == "5" { "申し込む" } else { "キャンセル待ちに申し込む" };
            other.press(send).await.is("キャンセル待ちです");
        }
    }

    async fn another_day_reminds_on_another_day(world: World) {
        announced(&world, rule(5)).await;
        signed_up(&world, "Hana").await;
        let desk = the_desk(&world).await;
        world.write(move |db| {
            let moved = Workshop { held_on: day(2026, 12, 25), ..desk.workshop.clone() };
            workshop::store::update(db, &moved)?;
            change::follow(db, &Desk { workshop: moved, ..desk.clone() }, desk.app.stamp())
        }).await;
        let due = world.rows("SELECT CAST(due_at AS TEXT) AS value FROM mail WHERE key LIKE '%reminder%'").await;
        assert!(due.len() == 1 && due[0].starts_with("2026-12-24 00:00"), "{due:?}");
        let body = world.rows("SELECT body AS value FROM mail WHERE key LIKE '%reminder%'").await;
        assert!(body[0].contains("2026年12月25日"), "{body:?}");
    }

    async fn erased_registrations_leave_numbers_and_no_names(world: World) {
        let made = announced(&world, rule(1)).await;
        let hana = signed_up(&world, "Hana").await;
        signed_up(&world, "Ken").await;
        let id = made.id.clone();
        let erased = world.write(move |db| {
            let erased = registration::erase(db, &id)?;
            assert_eq!(registration::erase(db, &id)?, 0);
            Ok(erased)
        }).await;
        assert_eq!(erased, 2);
        assert_eq!((world.count("registration").await, world.count("guest").await), (0, 0));
        assert_eq!(world.rows("SELECT recipient AS value FROM mail WHERE recipient IS NOT NULL").await, [""; 0]);
        assert_eq!(world.rows("SELECT body AS value FROM mail WHERE body IS NOT NULL").await, [""; 0]);
        let id = made.id.clone();
        let counts = world.app.store.read(move |db| registration::counts::counts(db, &id)).await.expect("counts");
        let heads = |field: &str, code| counts.get(&(field.to_owned(), code)).copied();
        assert_eq!((heads("age", 3), heads("", 1), heads("", 2)), (Some(1), Some(1), Some(1)));
        let mut later = world.browser();
        later.open(&hana.page.url).await.is("このリンクは使えません");
    }

    async fn nothing_joins_who_signed_up_with_who_takes_part(world: World) {
        let columns = match world.engine {
            crate::support::Engine::Sqlite => "SELECT t.name || '.' || c.name AS value FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'",
            crate::support::Engine::Postgres => "SELECT CAST(table_name || '.' || column_name AS TEXT) AS value FROM information_schema.columns WHERE table_schema = 'public'",
        };
        for column in world.rows(columns).await {
            let (table, name) = column.split_once('.').expect("a column");
            let of_registration = ["registration", "guest"].iter().any(|of| table.starts_with(of));
            assert!(!of_registration || !["attendee", "board", "note"].iter().any(|of| name.contains(of)), "{column}");
            assert!(of_registration || !["registration", "guest"].iter().any(|of| name.contains(of)), "{column}");
        }
    }
}
