//! The office and its workshops: from a template to an open door, and forgetting who came.

use std::fs;

use machikoe::{
    board::Phase,
    chores,
    clock::Instant,
    workshop::{State, Theme, Workshop, codes, store},
};

use crate::{
    both_engines,
    support::{workshop::*, *},
};

const LIST: &str = "/staff/workshops";

const TOWN: &str = "\
kind: workshop
title: 町の話し合い
hours: 18:30〜20:30
workshop:
  audience: 市民
  purpose: 町のこれからを話し合います。
  names: nickname
  tables: 2
  keep_days: 30
themes:
  - title: 海辺の使い方
    question: 海辺で何をしたいですか。
    board:
      colours:
        - { colour: yellow, means: いいところ }
        - { colour: pink, means: 困ること }
      minutes:
        - { phase: write, minutes: 7 }";

/// Puts a template into the folder of the world.
fn template(world: &World, name: &str, text: &str) {
    let folder = world.app.config.forms.join("workshops");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join(format!("{name}.yaml")), text).expect("a template");
}

async fn now(world: &World, slug: &str) -> Workshop {
    let slug = slug.to_owned();
    let found = world.app.store.read(move |db| store::by_slug(db, &slug)).await;
    found.expect("read").expect("a workshop")
}

async fn themes(world: &World, workshop: &Workshop) -> Vec<Theme> {
    let id = workshop.id.clone();
    world.app.store.read(move |db| store::themes(db, &id)).await.expect("read")
}

async fn recorded(world: &World, action: &str) -> usize {
    let done = world.rows("SELECT action AS value FROM audit").await;
    done.iter().filter(|done| *done == action).count()
}

/// The workshop of the template, made by an editor whose desk shows its page.
async fn made(world: &World) -> (Workshop, Browser) {
    template(world, "town", TOWN);
    let mut desk = world.desk(&MORI).await;
    desk.open(LIST).await;
    desk.press("作る").await.is("町の話し合い");
    (now(world, "town-2026").await, desk)
}

/// The same, at its own page.
fn below(workshop: &Workshop, path: &str) -> String {
    format!("{LIST}/{}{path}", workshop.slug)
}

async fn write_note(phone: &mut Browser, digits: &str, id: &str, text: &str) {
    let note = [("id", id), ("text", text), ("colour", "yellow")];
    phone.post(&format!("/w/{digits}/notes"), &note).await;
}

both_engines! {
    async fn a_workshop_is_made_from_a_template_and_its_doors_open_and_close(world: World) {
        template(&world, "town", TOWN);
        let mut desk = world.desk(&MORI).await;
        desk.open("/staff").await;
        desk.follow("ワークショップ").await.is("ワークショップ").shows("まだワークショップがありません");
        desk.choose("ひな形", "町の話し合い").fill("場所", "市役所 大会議室").fill("時間", "19:00〜21:00");
        desk.press("作る").await.is("町の話し合い").shows("準備中").shows("19:00〜21:00").shows("市役所 大会議室");
        desk.page.shows("次にすること").shows("海辺の使い方").shows("7分");
        let workshop = now(&world, "town-2026").await;
        let mut phone = world.browser();
        let entrance = format!("/W/{}", workshop.join_code);
        phone.open(&entrance).await.shows("まだ始まっていません");
        desk.press("開く").await.shows("開催中").shows("進行役の画面");
        phone.open(&entrance).await;
        phone.fill("ニックネーム", "はな");
        phone.press("参加する").await.shows("テーブル2");
        desk.open(LIST).await.shows("町の話し合い 開催中").shows("市役所 大会議室 1 0");
        desk.follow("町の話し合い").await;
        desk.press("終了する").await.shows("に自動で消します");
        let mut late = world.browser();
        late.open(&entrance).await.shows("終わりました");
        desk.press("もう一度開く").await.shows("開催中");
        assert_eq!(recorded(&world, "workshop-state-changed").await, 3);
        desk.post(&below(&workshop, "/state"), &[("state", "open")]).await;
        assert_eq!(recorded(&world, "workshop-state-changed").await, 3, "pressed twice is done once");
    }

    async fn what_is_wrong_is_said_at_once_and_what_was_typed_stays(world: World) {
        template(&world, "wrong", &TOWN.replace("tables: 2", "tables: 0").replace("minutes: 7", "minutes: 0"));
        template(&world, "town", TOWN);
        template(&world, "nowhere", &TOWN.replace("  tables:", "  registration: { by: public, form: nothing, places: 5 }\n  tables:"));
        let mut desk = world.desk(&MORI).await;
        desk.open(LIST).await;
        desk.choose("ひな形", "wrong（誤りがあります）").fill("場所", "市役所");
        desk.press("作る").await.shows("作っていません").shows("wrong.yaml:5: テーブルの数").shows("wrong.yaml:11: 「海辺の使い方」の「書く」");
        assert_eq!((desk.page.status, desk.page.value("場所")), (422, "市役所"));
        for (fields, said) in [
            (&[("template", "town"), ("held_on", "あした")][..], "日付は 2026-12-18 のように"),
            (&[("template", "town"), ("held_on", "2026-12-18"), ("slug", "市民")], "半角の英小文字"),
            (&[("template", "nowhere"), ("held_on", "2026-12-18")], "「nothing」が、見つからない"),
        ] {
            desk.post(LIST, fields).await.shows(said);
            assert_eq!(desk.page.status, 422, "{said}");
        }
        for name in ["nothing", "../forms/town", ""] {
            desk.post(LIST, &[("template", name), ("held_on", "2026-12-18")]).await;
            assert_eq!(desk.page.status, 404, "{name}");
        }
        assert_eq!(world.count("workshop").await, 0);
        let town = [("template", "town"), ("held_on", "2026-12-18"), ("slug", "Town-Talk")];
        desk.post(LIST, &town).await.shows("ワークショップを作りました");
        desk.post(LIST, &town).await.shows("「town-talk」という短い名前のワークショップがもうあります");
        desk.post(LIST, &town[..2]).await.shows("ワークショップを作りました");
        desk.post(LIST, &town[..2]).await.shows("ワークショップを作りました");
        let slugs = world.rows("SELECT slug AS value FROM workshop ORDER BY slug").await;
        assert_eq!(slugs, ["town-2026", "town-2026-2", "town-talk"]);
    }

    async fn everything_about_a_workshop_is_changed_freely(world: World) {
        let (workshop, mut desk) = made(&world).await;
        desk.follow("設定").await;
        desk.fill("名前", "海辺の夜").fill("場所", "海の家").fill("テーブルの数", "４").fill("参加者の記録を残す日数", "60");
        desk.choose("出す前に", "当てはまる付箋を、進行役が見るまで表示しない").choose("出す前に", "電話番号、メールアドレス、リンク、SNSのIDのように見えるもの").fill("書く人に知らせる文", "先に読みます。").fill("人を傷つける言葉", "ばか\n\n あほ");
        desk.press("保存する").await.is("海辺の夜").shows("保存しました").shows("海の家");
        let changed = now(&world, &workshop.slug).await.settings;
        let hold = changed.hold.expect("a hold");
        assert_eq!((changed.tables, changed.keep_days, hold.contacts), (4, 60, true));
        assert_eq!(hold.words, ["ばか", "あほ"]);
        assert_eq!(world.count("board").await, 5, "the room's and four tables");
        desk.follow("設定").await;
        desk.fill("テーブルの数", "たくさん").fill("名前", "").fill("目的", "話します。");
        desk.press("保存する").await.shows("保存していません").shows("名前を書いてください").shows("テーブルの数は 1〜40");
        assert_eq!((desk.page.status, desk.page.value("テーブルの数"), desk.page.value("目的")), (422, "たくさん", "話します。"));
        assert_eq!(now(&world, &workshop.slug).await.title, "海辺の夜");
        assert_eq!(recorded(&world, "workshop-changed").await, 1);
    }

    async fn a_table_in_use_stays(world: World) {
        let workshop = world.workshop(settings()).await;
        let mut desk = world.desk(&MORI).await;
        let _at_two = world.phone(&workshop, 2).await;
        desk.open(&below(&workshop, "/settings")).await;
        desk.fill("テーブルの数", "1");
        desk.press("保存する").await.shows("「海辺の使い方」のテーブル2には、付箋か、席についた人があります").shows("保存していません");
        assert_eq!((now(&world, &workshop.slug).await.settings.tables, world.count("board").await), (2, 6));
        desk.fill("テーブルの数", "3");
        desk.press("保存する").await.shows("保存しました");
        desk.follow("設定").await;
        desk.fill("テーブルの数", "2");
        desk.press("保存する").await.shows("保存しました");
        assert_eq!(world.count("board").await, 6, "an unused table goes, also after it was told to look again");
    }

    async fn themes_are_added_changed_and_removed_while_nobody_wrote(world: World) {
        let (workshop, mut desk) = made(&world).await;
        desk.follow("テーマを足す").await;
        assert_eq!(desk.page.value("時間（分） > 書く"), "7", "times as the last theme has them");
        desk.fill("テーマ", "駅前の10年後").fill("問いかけ", "どうなっていますか。");
        desk.press("足す").await.shows("足していません").shows("付箋の色を1つ以上");
        desk.fill("■ A 黄", "いいところ").fill("◆ D 青", "10年後").fill("投票 > 1人の点の数", "5");
        desk.press("足す").await.shows("保存しました").shows("2. 駅前の10年後").shows("◆青 10年後");
        assert_eq!(world.count("board").await, 6);
        desk.follow("海辺の使い方").await;
        desk.fill("■ A 黄", "すきな場所").fill("時間（分） > 話す", "0").fill("話し合うこと > テーマ", "駅前の10年後");
        desk.press("保存する").await.shows("「話す」の時間は 1〜180 分");
        desk.fill("時間（分） > 話す", "15");
        desk.press("保存する").await.shows("「駅前の10年後」というテーマが2つあります");
        desk.fill("話し合うこと > テーマ", "海辺");
        desk.press("保存する").await.shows("22分").shows("すきな場所");
        let first = themes(&world, &workshop).await.remove(0);
        desk.post(&below(&workshop, &format!("/themes/{}/removal", first.id)), &[]).await.shows("消していません");
        desk.post(&below(&workshop, &format!("/themes/{}/removal", first.id)), &[("confirmed", "yes")]).await.hides("すきな場所").shows("1. 駅前の10年後");
        assert_eq!(themes(&world, &workshop).await.len(), 1);
        desk.open(&below(&workshop, &format!("/themes/{}", first.id))).await;
        assert_eq!(desk.page.status, 404);
        let last = themes(&world, &workshop).await.remove(0);
        desk.post(&below(&workshop, &format!("/themes/{}/removal", last.id)), &[("confirmed", "yes")]).await.shows("テーマは1つ以上要ります");
        for (action, times) in [("theme-added", 1), ("theme-changed", 1), ("theme-removed", 1)] {
            assert_eq!(recorded(&world, action).await, times, "{action}");
        }
    }

    async fn a_theme_with_a_note_or_with_everybody_at_it_stays(world: World) {
        let workshop = world.workshop(settings()).await;
        let both = themes(&world, &workshop).await;
        let mut desk = world.desk(&MORI).await;
        let removal = |theme: &Theme| below(&workshop, &format!("/themes/{}/removal", theme.id));
        desk.post(&removal(&both[0]), &[("confirmed", "yes")]).await.shows("いま話し合っているテーマは消せません");
        let board = world.board(&workshop, 1).await;
        let mut hana = world.phone(&workshop, 1).await;
        world.phase(&board, Phase::Write).await;
        write_note(&mut hana, &workshop.join_code, "0f8a-note-1", "海の家").await;
        let second = both[1].clone();
        world.write(move |db| store::set_theme(db, &second.workshop_id, &second.id)).await;
        desk.post(&removal(&both[0]), &[("confirmed", "yes")]).await.shows("付箋か、席についた人があります");
        assert_eq!(world.count("note").await, 1);
        assert_eq!(themes(&world, &workshop).await.len(), 2);
    }

    async fn phones_hear_of_a_colour_that_means_something_else(world: World) {
        let workshop = world.workshop(settings()).await;
        let board = world.board(&workshop, 1).await;
        let hana = world.phone(&workshop, 1).await;
        let before = world.board(&workshop, 1).await.seq;
        let mut desk = world.desk(&MORI).await;
        desk.open(&below(&workshop, "")).await;
        desk.follow("海辺の使い方").await;
        desk.fill("■ A 黄", "すてきなところ");
        desk.press("保存する").await.shows("保存しました");
        assert!(world.changes(&hana, &board, before).await.contains("\"look\":true"));
    }

    async fn sheets_are_for_everybody_in_the_room_and_codes_for_who_leads(world: World) {
        let (workshop, mut desk) = made(&world).await;
        let (first, second) = workshop.join_code.split_at(3);
        let digits = format!("{first} {second}");
        for (of, tables) in [("wall", 0), ("cards", 2), ("large-cards", 2)] {
            desk.open(&below(&workshop, &format!("/sheets?of={of}"))).await.shows(&digits).shows("/w");
            assert_eq!(desk.page.html.matches("<h2>テーブル").count(), tables, "{of}");
            assert_eq!(desk.page.html.matches("<svg").count(), tables.max(1), "{of}");
        }
        desk.open(&below(&workshop, "/sheets?of=other")).await;
        assert_eq!(desk.page.status, 404);
        let [facilitator, projector] = [codes::facilitator(&world.app, &workshop), codes::projector(&world.app, &workshop)];
        desk.open(&below(&workshop, "")).await;
        for code in [&facilitator, &projector] {
            assert!(!desk.page.html.contains(&code.compact()) && !desk.page.html.contains(&code.to_string()));
        }
        desk.press("コードの用紙を開く（新しいタブ）").await.shows(&facilitator.to_string()).shows(&projector.to_string());
        desk.post(&below(&workshop, "/screens"), &[("screen", "facilitator")]).await;
        assert!(desk.page.url.ends_with(&format!("/f/{}", workshop.join_code)), "{}", desk.page.url);
        assert!(desk.cookies(&format!("/f/{}", workshop.join_code)).contains("machikoe_facilitator"));
        desk.post(&below(&workshop, "/screens"), &[("screen", "projector")]).await;
        assert!(desk.page.url.ends_with(&format!("/p/{}", projector.compact())), "{}", desk.page.url);
        assert_eq!(recorded(&world, "workshop-codes-seen").await, 3);
    }

    async fn new_codes_end_the_old_ones_and_a_repeated_press_makes_no_third(world: World) {
        let (workshop, mut desk) = made(&world).await;
        let old = world.app.keys.codes.hash(&codes::facilitator(&world.app, &workshop));
        desk.post(&below(&workshop, "/codes"), &[("issue", "1")]).await.shows("新しくしていません");
        for _ in 0..2 {
            desk.post(&below(&workshop, "/codes"), &[("issue", "1"), ("confirmed", "yes")]).await.shows("新しくしました");
        }
        let renewed = now(&world, &workshop.slug).await;
        let new = world.app.keys.codes.hash(&codes::facilitator(&world.app, &renewed));
        let led = |hash: String| world.app.store.read(move |db| store::by_facilitator(db, &hash));
        assert!(led(old).await.expect("read").is_none() && led(new).await.expect("read").is_some());
        assert_eq!((renewed.issue, recorded(&world, "workshop-codes-renewed").await), (2, 1));
        assert_eq!(renewed.join_code, workshop.join_code);
    }

    async fn a_workshop_that_nobody_used_is_removed_by_an_administrator_who_types_its_name(world: World) {
        let (workshop, _) = made(&world).await;
        let mut desk = world.desk(&HARA).await;
        desk.open(&below(&workshop, "")).await;
        desk.fill("と入力", "town");
        desk.press("消す").await.shows("欄に「town-2026」と入力");
        desk.open(&below(&workshop, "")).await;
        desk.fill("と入力", "Ｔown-2026");
        desk.press("消す").await.shows("ワークショップを消しました");
        for table in ["workshop", "theme", "board"] {
            assert_eq!(world.count(table).await, 0, "{table}");
        }
        let used = world.workshop(settings()).await;
        let _hana = world.phone(&used, 1).await;
        desk.post(&below(&used, "/removal"), &[("typed", &used.slug)]).await.shows("消すことはできません");
        assert_eq!((world.count("board").await, world.count("attendee").await), (6, 1));
    }

    async fn after_its_days_nothing_says_who_took_part_and_every_number_stays(world: World) {
        let workshop = evening(&world).await;
        let totals = "SELECT CAST(COUNT(*) AS TEXT) || ' ' || target AS value FROM dot GROUP BY round_id, target ORDER BY 1";
        let voters = "SELECT CAST(COUNT(DISTINCT attendee_id) AS TEXT) AS value FROM dot GROUP BY round_id ORDER BY 1";
        let (before, counted) = (world.rows(totals).await, world.rows(voters).await);
        let notes = world.rows("SELECT text AS value FROM note ORDER BY 1").await;
        let people = world.rows("SELECT id AS value FROM attendee").await;
        assert_eq!((people.len(), before.len()), (3, 4));
        for (clock, left) in [("2027-03-09T23:59:00+09:00", 3), ("2027-03-10T00:00:00+09:00", 0)] {
            world.set_clock(clock);
            chores::round(&world.app, false).await.expect("kept house");
            assert_eq!(world.count("attendee").await, left, "{clock}");
        }
        for table in ["attendee", "note_author", "placement"] {
            assert_eq!(world.count(table).await, 0, "{table}");
        }
        let dots = world.rows("SELECT attendee_id AS value FROM dot").await;
        assert!(dots.iter().all(|who| !people.contains(who)), "dots are nobody's any more");
        let both = "SELECT attendee_id AS value FROM dot GROUP BY attendee_id HAVING COUNT(DISTINCT round_id) > 1";
        assert_eq!(world.rows(both).await, [""; 0], "votings cannot be joined");
        for column in ["body", "kind"] {
            let log = world.rows(&format!("SELECT {column} AS value FROM event")).await;
            assert!(log.iter().all(|line| people.iter().all(|who| !line.contains(who))));
        }
        assert_eq!((world.rows(totals).await, world.rows(voters).await), (before, counted));
        assert_eq!(world.rows("SELECT text AS value FROM note ORDER BY 1").await, notes);
        let sat = world.rows("SELECT CAST(sat AS TEXT) AS value FROM board WHERE number > 0 ORDER BY theme_id, number").await;
        assert_eq!(sat.iter().filter(|sat| *sat == "2").count(), 1);
        assert_eq!(sat.iter().filter(|sat| *sat == "1").count(), 1);
        let by = world.rows("SELECT actor AS value FROM audit WHERE action = 'traces-erased'").await;
        assert_eq!(by, ["machikoe"]);
        chores::round(&world.app, false).await.expect("kept house");
        assert_eq!(recorded(&world, "traces-erased").await, 1, "once is enough");
        let mut desk = world.desk(&MORI).await;
        desk.open(&below(&workshop, "")).await.shows("に消しました").shows("参加者 3").shows("もう開けません");
        desk.post(&below(&workshop, "/state"), &[("state", "open")]).await.shows("参加者の記録を消した");
        assert_eq!(now(&world, &workshop.slug).await.state, State::Closed);
    }

    async fn an_administrator_erases_before_the_time_and_a_phone_is_a_stranger_then(world: World) {
        let workshop = world.workshop(settings()).await;
        let mut hana = world.phone(&workshop, 1).await;
        let mut desk = world.desk(&HARA).await;
        desk.post(&below(&workshop, "/erasure"), &[("typed", &workshop.slug)]).await.shows("終了してから消せます");
        desk.open(&below(&workshop, "")).await;
        desk.press("終了する").await;
        desk.post(&below(&workshop, "/erasure"), &[("typed", "x")]).await.shows("消していません");
        assert_eq!(world.count("attendee").await, 1);
        desk.post(&below(&workshop, "/erasure"), &[("typed", &workshop.slug)]).await.shows("参加者の記録を消しました");
        hana.open(&format!("/w/{}/board", workshop.join_code)).await.is("町の話し合い").shows("参加する");
        let by = world.rows("SELECT actor AS value FROM audit WHERE action = 'traces-erased'").await;
        assert_eq!(by, [HARA.name]);
    }
}

/// Three people, two tables, a voting at the first and two of them voting in another at once, then
/// the end. It is closed on 10 December, and kept for ninety days.
async fn evening(world: &World) -> Workshop {
    let workshop = world.workshop(settings()).await;
    let digits = workshop.join_code.clone();
    let board = world.board(&workshop, 1).await;
    let mut hana = world.phone(&workshop, 1).await;
    let mut ken = world.phone(&workshop, 1).await;
    let _maria = world.phone(&workshop, 2).await;
    world.phase(&board, Phase::Write).await;
    write_note(&mut hana, &digits, "0f8a-note-1", "海の家").await;
    write_note(&mut ken, &digits, "0f8a-note-2", "駐車場").await;
    for round in [Phase::Vote, Phase::Result] {
        world.phase(&board, Phase::Vote).await;
        if round == Phase::Result {
            world.lead(&board, machikoe::board::votes::anew).await;
        }
        for (phone, target) in [(&mut hana, "0f8a-note-1"), (&mut ken, "0f8a-note-2")] {
            let dots = [("target", target), ("dots", "1")];
            phone.post(&format!("/w/{digits}/dots"), &dots).await;
        }
    }
    let closed: Instant = "2026-12-10T12:00:00+09:00".parse().expect("an instant");
    let id = workshop.id.clone();
    world
        .write(move |db| {
            let workshop = store::get(db, &id)?;
            machikoe::workshop::close(db, &workshop, closed)
        })
        .await;
    workshop
}
