//! 結果報告会: what came of an evening is published, people comment, the city replies.

use machikoe::{
    chores,
    outbox::{self, Letter, Mail, State, message},
};

use crate::{
    both_engines,
    support::{meeting::*, *},
};

/// Somebody's phone, which no other test's cookies are on.
fn phone(world: &World) -> Browser {
    Browser::at(world.base(), "203.0.113.77")
}

async fn letters(world: &World) -> Vec<Letter> {
    world.app.store.read(|db| outbox::of(db, "meeting:")).await.expect("read")
}

both_engines! {
    async fn small_tables_stand_together_and_what_was_hidden_is_nowhere(world: World) {
        world.evening().await;
        let desk = world.reported().await;
        desk.page.shows("そのほかのテーブル").hides("テーブル2 ");
        let mut phone = phone(&world);
        for address in ["/meetings/report", THEME, "/meetings/report/print"] {
            phone.open(address).await;
            assert_eq!(phone.page.status, 200);
            for secret in SECRETS {
                assert!(!phone.page.html.contains(secret), "{secret} on {address}");
            }
        }
        phone.open(THEME).await.is("海辺の使い方")
            .shows("テーブル1 6人").shows("そのほかのテーブル 5人").shows("浜の店 2点")
            .shows("=浜のカフェ").shows("テーブル3の海の家").shows("海の家を増やします。").shows("担当：観光課");
        let stored = world.rows("SELECT document AS value FROM meeting_theme").await;
        assert!(SECRETS.iter().all(|secret| !stored[0].contains(secret)), "{stored:?}");
        for id in world.rows("SELECT id AS value FROM attendee UNION SELECT id FROM board").await {
            assert!(!stored[0].contains(&id));
        }
    }

    async fn a_theme_that_few_talked_about_and_one_that_goes_on_are_not_published(world: World) {
        let workshop = world.evening().await;
        let mut desk = world.meeting().await;
        let board = world.board(&workshop, 1).await.id;
        world.execute(&format!("DELETE FROM placement WHERE board_id = '{board}'")).await.expect("gone");
        world.execute("DELETE FROM placement WHERE ready = FALSE AND attendee_id = (SELECT max(attendee_id) FROM placement)").await.expect("gone");
        desk.open("/staff/meetings/report/themes/1").await.shows("合わせて5人に満たない").hides("浜の店");
        world.execute("UPDATE workshop SET state = 'open'").await.expect("open");
        desk.open("/staff/meetings/report/themes/1").await.shows("終わっていません");
        desk.post("/staff/meetings/report/themes/1/publication", &[("typed", "公表")]).await;
        assert_eq!(desk.page.status, 422);
        phone(&world).open("/meetings/report").await.is("この報告会の結果は公表されていません");
    }

    async fn only_what_was_looked_at_is_published_and_it_stays_so(world: World) {
        world.evening().await;
        let mut desk = world.reported().await;
        let mut other = desk.window();
        desk.fill("このテーマの結果に対する市の考え", "やめておきます。");
        desk.press("保存する（まだ公表しない）").await.shows("公表し直す");
        let mut phone = phone(&world);
        phone.open(THEME).await.shows("海の家を増やします。").hides("やめておきます。");
        let old = desk.page.hidden("print");
        other.fill("このテーマの結果に対する市の考え", "もう一度考えます。");
        other.press("保存する（まだ公表しない）").await;
        desk.post("/staff/meetings/report/themes/1/publication", &[("typed", "公表"), ("print", &old)]).await
            .shows("公表していません。確かめた後に");
        other.fill("下の内容を確かめて", "公表");
        other.press("公表する").await.shows("公表している内容と同じです。");
        phone.open(THEME).await.shows("もう一度考えます。");
        other.fill("公表を取りやめるには", "取りやめ");
        other.press("公表を取りやめる").await.shows("まだ公表していません");
        phone.open(THEME).await.is("この報告会の結果は公表されていません");
        assert_eq!(phone.page.status, 404);
    }

    async fn a_comment_waits_until_it_is_let_in_or_is_refused_with_a_reason(world: World) {
        world.evening().await;
        world.reported().await;
        let mut phone = phone(&world);
        say(&mut phone, INSIGHT, "潮の満ち引きの\n看板がほしい").await;
        phone.page.shows("ご意見を受け取りました").hides("看板").shows("確かめている意見が1件");
        say(&mut phone, INSIGHT, "宣伝です").await;
        let mut desk = world.moderator().await;
        desk.press("掲載する（1-001）").await;
        phone.open(THEME).await.shows("看板がほしい").hides("宣伝です").shows("気づき 1");
        desk.post("/staff/meetings/report/comments/1-2/refusal", &[("reason", "気に入らない")]).await
            .shows("理由を選んでください");
        desk.post("/staff/meetings/report/comments/1-2/refusal", &[("reason", "宣伝や勧誘である")]).await.is("意見");
        phone.open(THEME).await.hides("宣伝です").shows("載せていない意見が1件").hides("確かめている");
        desk.post("/staff/meetings/report/comments/1-1/refusal", &[("reason", "同じ内容が重なっている")]).await.is("意見");
        phone.open(THEME).await.hides("看板");
    }

    async fn what_is_typed_wrong_is_said_and_kept(world: World) {
        world.evening().await;
        world.reported().await;
        let mut phone = phone(&world);
        phone.open(THEME).await;
        phone.choose("意見の種類", INSIGHT).fill("意見（400文字まで）", &"浜".repeat(401)).fill("返信を知らせる", "hana");
        phone.press("意見を送る").await.shows("まだ送っていません").shows("いま401文字");
        assert_eq!((phone.page.status, phone.page.value("返信を知らせる")), (422, "hana"));
        assert_eq!(phone.page.value("意見（400文字まで）").chars().count(), 401);
        assert!(phone.page.has("意見の種類", INSIGHT));
        phone.fill("意見（400文字まで）", "浜").fill("返信を知らせる", "").fill("再入室コード", "AAAAAA");
        phone.press("意見を送る").await.shows("再入室コードの人は見つかりませんでした");
        phone.fill("再入室コード", "").fill("意見（400文字まで）", "");
        phone.press("意見を送る").await.shows("意見の文を書いてください。");
        for kind in ["praise", "", "waiting"] {
            phone.post(&format!("{THEME}/comments"), &[("entry", kind), ("kind", kind), ("text", "x")]).await
                .shows("意見の種類を選んでください。");
        }
        assert_eq!(world.count("meeting_comment").await, 0);
    }

    async fn pressing_twice_posts_once(world: World) {
        world.evening().await;
        world.reported().await;
        let mut phone = phone(&world);
        phone.open(THEME).await;
        phone.choose("意見の種類", QUESTION).fill("意見（400文字まで）", "いつからですか");
        let mut again = phone.window();
        for _ in 0..4 {
            phone.press("意見を送る").await.shows("ご意見を受け取りました");
            phone = again.window();
        }
        let (one, two) = tokio::join!(again.press("意見を送る"), phone.press("意見を送る"));
        assert_eq!((one.status, two.status), (200, 200));
        assert_eq!(world.count("meeting_comment").await, 1);
    }

    async fn a_participant_is_marked_and_sympathises_once_a_theme(world: World) {
        let workshop = world.evening().await;
        world.reported().await;
        let code = world.letters(&workshop, 1).await;
        let mut phones = [phone(&world), phone(&world)];
        let before = "前に受け取っています";
        for (one, code, said) in [
            (0, code.as_str(), "このページに載せました"),
            (1, code.as_str(), before),
            (1, "", before),
            (0, "", before),
        ] {
            let phone = &mut phones[one];
            phone.open(THEME).await;
            phone.choose("意見の種類", SYMPATHY).fill("再入室コード", code);
            phone.press("意見を送る").await.shows(said).shows("共感 1（うち参加者 1）");
            assert!(code.is_empty() || !phone.page.html.contains(code), "the code is shown again");
        }
        let mut resident = phone(&world);
        say(&mut resident, SYMPATHY, "").await;
        resident.page.shows("共感 2（うち参加者 1）");
        resident.open(THEME).await;
        resident.choose("意見の種類", SYMPATHY).fill("意見（400文字まで）", "そう思う");
        resident.press("意見を送る").await.shows("1つのテーマに1人1回まで");
        let kept = world.rows("SELECT person AS value FROM meeting_sympathy").await.join(" ");
        for id in world.rows("SELECT id AS value FROM attendee").await {
            assert!(!kept.contains(&id));
        }
    }

    async fn words_and_contacts_are_held_back_where_comments_are_shown_at_once(world: World) {
        world.evening().await;
        let mut desk = world.reported().await;
        desk.open("/staff/meetings/report/settings").await;
        desk.choose("意見を載せるまで", "すぐに載せる（下に当てはまる意見は、職員が読むまで載せない）");
        desk.press("保存する").await.is("町の話し合い 結果報告会");
        let mut phone = phone(&world);
        say(&mut phone, INSIGHT, "駐車場がほしい").await;
        phone.page.shows("このページに載せました").shows("駐車場がほしい");
        for held in ["０９０ー１２３４ー５６７８へ", "ば か"] {
            say(&mut phone, INSIGHT, held).await;
            phone.page.shows("ご意見を受け取りました").hides(held);
        }
        world.moderator().await.page.shows("電話番号や連絡先のように見えます。");
    }

    async fn whoever_asked_is_told_of_a_reply_once_and_is_forgotten_with_it(world: World) {
        world.evening().await;
        world.reported().await;
        let mut phone = phone(&world);
        phone.open(THEME).await;
        phone.choose("意見の種類", QUESTION).fill("意見（400文字まで）", "いつからですか").fill("返信を知らせる", "hana@example.jp");
        phone.press("意見を送る").await.shows("受け取りました");
        let sealed = world.rows("SELECT mail AS value FROM meeting_comment").await;
        assert!(!sealed[0].contains("hana") && sealed[0].len() > 40, "{sealed:?}");
        let mut desk = world.moderator().await;
        desk.page.hides("hana@");
        let reply = [("section", "観光課"), ("text", "来年の夏からです。")];
        desk.post("/staff/meetings/report/comments/1-1/reply", &reply).await.shows("先に掲載してください");
        assert!(letters(&world).await.is_empty());
        desk.post("/staff/meetings/report/comments/1-1/admission", &[]).await;
        for text in ["来年の夏からです。", "来年の7月からです。"] {
            let reply = [("section", "観光課"), ("text", text)];
            desk.post("/staff/meetings/report/comments/1-1/reply", &reply).await.is("意見");
        }
        phone.open(THEME).await.shows("市の返信 観光課").shows("来年の7月からです。");
        let letters = letters(&world).await;
        assert_eq!(letters.len(), 1);
        assert_eq!((letters[0].to.as_deref(), letters[0].state), (Some("hana@example.jp"), State::Waiting));
        let body = letters[0].body.as_deref().expect("a text");
        assert!(body.contains("来年の夏からです。") && body.contains("/meetings/report/1#c1"), "{body}");
        assert!(letters[0].list.as_deref().is_some_and(|list| list.starts_with("meeting:")));
        assert_eq!(world.rows("SELECT id AS value FROM meeting_comment WHERE mail IS NULL").await.len(), 1);
    }

    async fn whoever_wants_no_mail_of_the_meeting_gets_none(world: World) {
        world.evening().await;
        world.reported().await;
        let id = world.rows("SELECT id AS value FROM meeting").await.remove(0);
        let list = format!("meeting:{id}");
        let mail = Mail { to: "hana@example.jp", subject: "a", body: "b", list: Some(&list) };
        let text = message::text(&world.app, &mail);
        let link = text.lines().find(|line| line.starts_with("http")).expect("a link");
        let mut phone = phone(&world);
        phone.open(link).await;
        phone.press("この件のメールを止める").await;
        phone.open(THEME).await;
        phone.choose("意見の種類", QUESTION).fill("意見（400文字まで）", "いつから").fill("返信を知らせる", "hana@example.jp");
        phone.press("意見を送る").await;
        let mut desk = world.moderator().await;
        desk.post("/staff/meetings/report/comments/1-1/admission", &[]).await;
        desk.post("/staff/meetings/report/comments/1-1/reply", &[("section", "観光課"), ("text", "夏です。")]).await.is("意見");
        assert_eq!(letters(&world).await[0].state, State::Declined);
    }

    async fn after_the_last_day_nothing_is_taken_then_nothing_changes_and_people_are_forgotten(world: World) {
        world.evening().await;
        world.reported().await;
        let mut late = phone(&world);
        say(&mut late, SYMPATHY, "").await;
        late.open(THEME).await;
        late.choose("意見の種類", QUESTION).fill("意見（400文字まで）", "いつから").fill("返信を知らせる", "hana@example.jp");
        late.press("意見を送る").await;
        late.open(THEME).await;
        late.choose("意見の種類", INSIGHT).fill("意見（400文字まで）", "遅れました");
        world.set_clock("2026-12-31T00:00:00+09:00");
        late.press("意見を送る").await.shows("いまは意見を受け付けていません");
        late.open(THEME).await.hides("意見を送る").shows("受付は2026年12月30日（水）に終わりました");
        chores::round(&world.app, false).await.expect("a round");
        assert_eq!((world.count("meeting_sympathy").await, world.count("meeting_comment").await), (0, 2));
        assert_eq!(world.rows("SELECT id AS value FROM meeting_comment WHERE mail IS NOT NULL").await.len(), 1);
        late.open(THEME).await.shows("共感 1");
        let mut desk = world.moderator().await;
        desk.post("/staff/meetings/report/comments/1-2/admission", &[]).await.is("意見");
        world.set_clock("2027-01-14T00:00:00+09:00");
        let mut desk = world.desk(&HARA).await;
        let reply = [("section", "観光課"), ("text", "夏です。")];
        desk.post("/staff/meetings/report/comments/1-2/reply", &reply).await.shows("終了し、内容を固定しました");
        desk.post("/staff/meetings/report/themes/1/official", &reply).await.shows("終了し、内容を固定しました");
        chores::round(&world.app, false).await.expect("a round");
        assert_eq!(world.rows("SELECT id AS value FROM meeting_comment WHERE mail IS NOT NULL").await.len(), 0);
        late.open("/meetings/report/print").await.shows("この報告会は終わりました").shows("いつから");
        world.set_clock("2027-03-16T00:00:00+09:00");
        for _ in 0..2 {
            chores::round(&world.app, false).await.expect("a round");
        }
        assert_eq!(world.rows("SELECT actor AS value FROM audit WHERE action = 'meeting-erased'").await, ["自動処理"]);
    }

    async fn a_flood_from_one_browser_waits_and_its_neighbour_does_not(world: World) {
        world.evening().await;
        world.reported().await;
        let mut flood = phone(&world);
        for number in 0..5 {
            say(&mut flood, INSIGHT, &format!("{number}")).await;
            flood.page.shows("受け取りました");
        }
        say(&mut flood, INSIGHT, "六つめ").await;
        flood.page.shows("お待ちいただいています。あと10分").shows("まだ送っていません");
        assert_eq!((flood.page.status, flood.page.value("意見（400文字まで）")), (429, "六つめ"));
        let mut neighbour = phone(&world);
        say(&mut neighbour, INSIGHT, "隣から").await;
        neighbour.page.shows("受け取りました");
        assert_eq!(world.count("meeting_comment").await, 6);
    }

    async fn comments_are_a_file_and_a_theme_with_comments_stays(world: World) {
        let workshop = world.evening().await;
        let mut desk = world.reported().await;
        let mut phone = phone(&world);
        say(&mut phone, QUESTION, "=SUM(1)").await;
        let file = String::from_utf8(desk.download("/staff/meetings/report/comments.csv").await).expect("text");
        assert!(file.contains("1-001,町の話し合い 結果報告会,海辺の使い方,質問,,2026-12-10,'=SUM(1),確認待ち"), "{file}");
        let of = workshop.id.clone();
        let listed = world.app.store.read(move |db| machikoe::meeting::comments_of(db, &of)).await.expect("read");
        assert_eq!((listed.len(), listed[0].key.as_str()), (1, "1-001"));
        desk.open("/staff/meetings/report/settings").await;
        let held = "海辺の使い方 町の話し合い 2026年12月10日（木） 終了";
        let other = "駅前の10年後 町の話し合い 2026年12月10日（木） 終了";
        desk.untick("報告するテーマ", held).choose("報告するテーマ", other);
        desk.press("保存する").await.shows("公表しているテーマや、意見が届いているテーマは外せません");
        desk.open("/staff/meetings/report/settings").await;
        desk.choose("報告するテーマ", other);
        desk.press("保存する").await.shows("駅前の10年後");
        phone.open("/meetings/report/2").await.is("この報告会の結果は公表されていません");
        let audit = world.rows("SELECT subject AS value FROM audit WHERE action LIKE 'comment%' OR action LIKE 'meeting%'").await;
        assert!(audit.iter().all(|subject| !subject.contains("SUM")), "{audit:?}");
    }
}
