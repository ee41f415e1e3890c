//! The office: signing in, roles, colleagues, the record of what was done.

use machikoe::{
    audit::Signature,
    staff::{self, Role},
};

use crate::{
    both_engines,
    support::{
        log::Log,
        world::{Plan, sign_in},
        *,
    },
};

/// Every address of the office and the least role that may use it. `{slug}` is the survey,
/// `{id}` a colleague or an indicator.
const ADDRESSES: &[(&str, &str, Role)] = &[
    ("GET", "/staff", Role::Viewer),
    ("GET", "/staff/people", Role::Admin),
    ("POST", "/staff/people", Role::Admin),
    ("POST", "/staff/people/{id}", Role::Admin),
    ("POST", "/staff/people/{id}/link", Role::Admin),
    ("GET", "/staff/audit", Role::Admin),
    ("GET", "/staff/mail", Role::Viewer),
    ("POST", "/staff/mail/retries", Role::Editor),
    ("GET", "/staff/mail/{id}", Role::Editor),
    ("POST", "/staff/mail/{id}/retry", Role::Editor),
    ("POST", "/staff/mail/{id}/removal", Role::Editor),
    ("GET", "/staff/meetings", Role::Viewer),
    ("POST", "/staff/meetings", Role::Editor),
    ("GET", "/staff/meetings/{slug}", Role::Viewer),
    ("GET", "/staff/meetings/{slug}/settings", Role::Editor),
    ("POST", "/staff/meetings/{slug}/settings", Role::Editor),
    ("GET", "/staff/meetings/{slug}/themes/{id}", Role::Viewer),
    ("POST", "/staff/meetings/{slug}/themes/{id}/official", Role::Editor),
    ("POST", "/staff/meetings/{slug}/themes/{id}/publication", Role::Admin),
    ("POST", "/staff/meetings/{slug}/themes/{id}/withdrawal", Role::Admin),
    ("GET", "/staff/meetings/{slug}/comments", Role::Viewer),
    ("GET", "/staff/meetings/{slug}/comments.csv", Role::Editor),
    ("POST", "/staff/meetings/{slug}/comments/{id}/admission", Role::Editor),
    ("POST", "/staff/meetings/{slug}/comments/{id}/refusal", Role::Editor),
    ("POST", "/staff/meetings/{slug}/comments/{id}/reply", Role::Editor),
    ("GET", "/staff/indicators/{id}", Role::Viewer),
    ("POST", "/staff/indicators/{id}/references", Role::Editor),
    ("GET", "/staff/indicators/{id}/references/sample.csv", Role::Editor),
    ("POST", "/staff/indicators/{id}/references/removal", Role::Editor),
    ("POST", "/staff/indicators/{id}/comparisons", Role::Editor),
    ("POST", "/staff/indicators/{id}/comparisons/removal", Role::Editor),
    ("GET", "/staff/workshops", Role::Viewer),
    ("POST", "/staff/workshops", Role::Editor),
    ("GET", "/staff/workshops/{slug}", Role::Viewer),
    ("POST", "/staff/workshops/{slug}/state", Role::Editor),
    ("GET", "/staff/workshops/{slug}/settings", Role::Editor),
    ("POST", "/staff/workshops/{slug}/settings", Role::Editor),
    ("POST", "/staff/workshops/{slug}/themes", Role::Editor),
    ("GET", "/staff/workshops/{slug}/themes/new", Role::Editor),
    ("GET", "/staff/workshops/{slug}/themes/{id}", Role::Editor),
    ("POST", "/staff/workshops/{slug}/themes/{id}", Role::Editor),
    ("POST", "/staff/workshops/{slug}/themes/{id}/removal", Role::Editor),
    ("GET", "/staff/workshops/{slug}/sheets", Role::Editor),
    ("POST", "/staff/workshops/{slug}/screens", Role::Editor),
    ("POST", "/staff/workshops/{slug}/codes", Role::Editor),
    ("POST", "/staff/workshops/{slug}/codes/sheet", Role::Editor),
    ("POST", "/staff/workshops/{slug}/erasure", Role::Admin),
    ("POST", "/staff/workshops/{slug}/removal", Role::Admin),
    ("GET", "/staff/workshops/{slug}/registrations", Role::Editor),
    ("POST", "/staff/workshops/{slug}/registrations", Role::Editor),
    ("POST", "/staff/workshops/{slug}/registrations/settings", Role::Editor),
    ("GET", "/staff/workshops/{slug}/registrations/notice", Role::Editor),
    ("POST", "/staff/workshops/{slug}/registrations/notice", Role::Editor),
    ("GET", "/staff/workshops/{slug}/registrations/attendance", Role::Editor),
    ("GET", "/staff/workshops/{slug}/registrations/list/{name}", Role::Editor),
    ("GET", "/staff/workshops/{slug}/registrations/check-in", Role::Editor),
    ("POST", "/staff/workshops/{slug}/registrations/check-in/arrivals", Role::Editor),
    ("POST", "/staff/workshops/{slug}/registrations/check-in/walk-ins", Role::Editor),
    ("GET", "/staff/workshops/{slug}/registrations/seating", Role::Editor),
    ("POST", "/staff/workshops/{slug}/registrations/seating/draws", Role::Editor),
    ("POST", "/staff/workshops/{slug}/registrations/seating/remainder", Role::Editor),
    ("POST", "/staff/workshops/{slug}/registrations/seating/moves", Role::Editor),
    ("GET", "/staff/workshops/{slug}/registrations/seating/lists", Role::Editor),
    ("GET", "/staff/workshops/{slug}/registrations/{id}", Role::Editor),
    ("POST", "/staff/workshops/{slug}/registrations/{id}", Role::Editor),
    ("POST", "/staff/workshops/{slug}/registrations/{id}/confirmation", Role::Editor),
    ("POST", "/staff/workshops/{slug}/registrations/{id}/cancellation", Role::Editor),
    ("GET", "/staff/workshops/{slug}/record", Role::Viewer),
    ("GET", "/staff/workshops/{slug}/record/workbook.xlsx", Role::Editor),
    ("GET", "/staff/workshops/{slug}/record/notes.csv", Role::Editor),
    ("GET", "/staff/workshops/{slug}/record/print", Role::Viewer),
    ("GET", "/staff/workshops/{slug}/record/boards/{id}", Role::Editor),
    ("GET", "/staff/workshops/{slug}/record/boards/{id}/print", Role::Viewer),
    ("POST", "/staff/surveys", Role::Editor),
    ("GET", "/staff/surveys/{slug}", Role::Viewer),
    ("POST", "/staff/surveys/{slug}/state", Role::Editor),
    ("POST", "/staff/surveys/{slug}/window", Role::Editor),
    ("POST", "/staff/surveys/{slug}/versions", Role::Editor),
    ("GET", "/staff/surveys/{slug}/participants", Role::Editor),
    ("POST", "/staff/surveys/{slug}/participants", Role::Editor),
    ("GET", "/staff/surveys/{slug}/participants/sample.csv", Role::Editor),
    ("GET", "/staff/surveys/{slug}/letters", Role::Editor),
    ("POST", "/staff/surveys/{slug}/letters", Role::Editor),
    ("POST", "/staff/surveys/{slug}/letters/workbook", Role::Editor),
    ("GET", "/staff/surveys/{slug}/dispositions", Role::Editor),
    ("POST", "/staff/surveys/{slug}/dispositions", Role::Editor),
    ("GET", "/staff/surveys/{slug}/classes", Role::Viewer),
    ("POST", "/staff/surveys/{slug}/classes", Role::Editor),
    ("GET", "/staff/surveys/{slug}/classes/sample.csv", Role::Editor),
    ("POST", "/staff/surveys/{slug}/classes/additions", Role::Editor),
    ("GET", "/staff/surveys/{slug}/classes/settings", Role::Editor),
    ("POST", "/staff/surveys/{slug}/classes/settings", Role::Editor),
    ("GET", "/staff/surveys/{slug}/classes/sheets", Role::Editor),
    ("POST", "/staff/surveys/{slug}/classes/sheets", Role::Editor),
    ("GET", "/staff/surveys/{slug}/classes/{id}", Role::Editor),
    ("POST", "/staff/surveys/{slug}/classes/{id}/heads", Role::Editor),
    ("POST", "/staff/surveys/{slug}/classes/{id}/codes", Role::Editor),
    ("POST", "/staff/surveys/{slug}/classes/{id}/slips", Role::Editor),
    ("POST", "/staff/surveys/{slug}/classes/{id}/removal", Role::Editor),
    ("GET", "/staff/surveys/{slug}/population", Role::Editor),
    ("POST", "/staff/surveys/{slug}/population", Role::Editor),
    ("GET", "/staff/surveys/{slug}/population/sample.csv", Role::Editor),
    ("POST", "/staff/surveys/{slug}/population/removal", Role::Editor),
    ("GET", "/staff/surveys/{slug}/indicator", Role::Viewer),
    ("POST", "/staff/surveys/{slug}/indicator", Role::Editor),
    ("GET", "/staff/surveys/{slug}/waves", Role::Editor),
    ("POST", "/staff/surveys/{slug}/waves", Role::Editor),
    ("GET", "/staff/surveys/{slug}/waves/{id}", Role::Editor),
    ("GET", "/staff/surveys/{slug}/waves/{id}/codebook.csv", Role::Editor),
    ("POST", "/staff/surveys/{slug}/waves/{id}/acceptance", Role::Editor),
    ("POST", "/staff/surveys/{slug}/waves/{id}/removal", Role::Editor),
    ("GET", "/staff/surveys/{slug}/preview", Role::Viewer),
    ("GET", "/staff/surveys/{slug}/preview/{section}", Role::Viewer),
    ("GET", "/staff/surveys/{slug}/results", Role::Viewer),
    ("GET", "/staff/surveys/{slug}/results/cross", Role::Viewer),
    ("GET", "/staff/surveys/{slug}/results/wellbeing", Role::Viewer),
    ("GET", "/staff/surveys/{slug}/results/priorities", Role::Viewer),
    ("GET", "/staff/surveys/{slug}/results/settings", Role::Viewer),
    ("POST", "/staff/surveys/{slug}/results/settings", Role::Editor),
    ("GET", "/staff/surveys/{slug}/results/publication", Role::Viewer),
    ("POST", "/staff/surveys/{slug}/results/publication", Role::Admin),
    ("POST", "/staff/surveys/{slug}/results/publication/withdrawal", Role::Admin),
    ("POST", "/staff/surveys/{slug}/results/tables", Role::Editor),
    ("POST", "/staff/surveys/{slug}/results/tables/{id}/removal", Role::Editor),
    ("GET", "/staff/surveys/{slug}/results/comparison", Role::Viewer),
    ("GET", "/staff/surveys/{slug}/results/beside", Role::Viewer),
    ("GET", "/staff/surveys/{slug}/texts", Role::Viewer),
    ("GET", "/staff/surveys/{slug}/texts/{field}", Role::Viewer),
    ("GET", "/staff/surveys/{slug}/texts/{field}/terms", Role::Viewer),
    ("GET", "/staff/surveys/{slug}/texts/{field}/frame", Role::Viewer),
    ("POST", "/staff/surveys/{slug}/texts/{field}/frame", Role::Editor),
    ("POST", "/staff/surveys/{slug}/texts/{field}/frame/removal", Role::Editor),
    ("GET", "/staff/surveys/{slug}/texts/{field}/frame/{version}", Role::Viewer),
    ("POST", "/staff/surveys/{slug}/texts/{field}/coders", Role::Editor),
    ("GET", "/staff/surveys/{slug}/texts/{field}/coding", Role::Editor),
    ("POST", "/staff/surveys/{slug}/texts/{field}/coding", Role::Editor),
    ("GET", "/staff/surveys/{slug}/texts/{field}/settlement", Role::Editor),
    ("POST", "/staff/surveys/{slug}/texts/{field}/settlement", Role::Editor),
    ("GET", "/staff/surveys/{slug}/texts/{field}/agreement", Role::Viewer),
    // The reader who is named may as well (concern.rs); here nobody is.
    ("GET", "/staff/surveys/{slug}/concerns", Role::Admin),
    ("POST", "/staff/surveys/{slug}/concerns/reading", Role::Admin),
    ("POST", "/staff/surveys/{slug}/concerns/reading/removal", Role::Admin),
    ("GET", "/staff/surveys/{slug}/files", Role::Editor),
    ("GET", "/staff/surveys/{slug}/files/{name}", Role::Editor),
];

/// Addresses of the office that need nobody signed in.
const OPEN: [(&str, &str); 5] = [
    ("GET", "/staff/sign-in"),
    ("POST", "/staff/sign-in"),
    ("POST", "/staff/sign-out"),
    ("GET", "/staff/link/{token}"),
    ("POST", "/staff/link/{token}"),
];

/// The addresses of the office as `src/web/routes.rs` gives them.
fn routes() -> Vec<(String, String)> {
    let source = include_str!("../../src/web/routes.rs");
    let (_, office) = source.split_once("scope(\"/staff\")").expect("the scope of the office");
    let (mut found, mut prefix) = (Vec::new(), "/staff".to_owned());
    for line in office.lines() {
        let Some(path) = line.split('"').nth(1) else { continue };
        if line.contains("scope(") {
            prefix.push_str(path);
            continue;
        }
        if !line.contains("route(") && !line.contains("resource(") {
            continue;
        }
        for (method, mark) in [("GET", "get("), ("POST", "post("), ("DELETE", "delete(")] {
            if line.contains(mark) {
                found.push((method.to_owned(), format!("{prefix}{path}")));
            }
        }
    }
    found
}

#[test]
fn every_address_of_the_office_stands_in_the_table_of_roles() {
    let listed = |method: &str, path: &str| {
        ADDRESSES.iter().any(|(other, address, _)| *other == method && *address == path)
            || OPEN.contains(&(method, path))
    };
    let found = routes();
    for (method, path) in &found {
        assert!(
            listed(method, path),
            "{method} {path} is not in the table of roles: who may use it?"
        );
    }
    assert_eq!(found.len(), ADDRESSES.len() + OPEN.len(), "the table lists what is not there");
}

async fn visit(browser: &mut Browser, method: &str, address: &str) {
    if method == "GET" {
        browser.open(address).await;
    } else {
        browser.post(address, &[]).await;
    }
}

both_engines! {
    async fn nobody_gets_further_than_their_role(world: World) {
        let by = Signature::named(&world.app, "試験").expect("a signature");
        world.write(|db| staff::add(db, by, "temp", "temp@city.example.jp", "臨時", Role::Viewer)).await;
        for (method, pattern, least) in ADDRESSES {
            let address = pattern
                .replace("{slug}", &world.survey.slug)
                .replace("{id}", "temp")
                .replace("{section}", "about-you")
                .replace("{field}", "ideas")
                .replace("{version}", "1")
                .replace("{name}", "answers.csv");
            let mut nobody = world.browser();
            visit(&mut nobody, method, &address).await;
            nobody.page.is("職員サインイン");
            for colleague in OFFICE {
                let mut desk = world.desk(colleague).await;
                if *method == "GET" && address.contains("/files/") && colleague.role >= *least {
                    assert!(!desk.download(&address).await.is_empty());
                    continue;
                }
                visit(&mut desk, method, &address).await;
                let refused = desk.page.status == 403;
                assert_eq!(refused, colleague.role < *least, "{method} {address} as {}", colleague.name);
                assert!(desk.page.status < 500, "{method} {address}: {}", desk.page.describe());
                if refused {
                    desk.page.shows("あなたの権限ではこの操作はできません。");
                }
            }
        }
    }

    async fn a_wrong_password_and_an_unknown_address_sound_the_same(world: World) {
        let mut desk = world.browser();
        for (email, password) in [(HARA.email, "ちがう合い言葉です"), ("nobody@city.example.jp", PASSWORD)] {
            desk.open("/staff/sign-in").await;
            desk.fill("メールアドレス", email).fill("パスワード", password);
            desk.press("サインイン").await.shows("メールアドレスかパスワードが違います。");
            assert_eq!(desk.page.status, 422);
            assert_eq!(desk.page.value("メールアドレス"), email);
        }
        desk.fill("メールアドレス", "  HARA@City.example.jp ").fill("パスワード", PASSWORD);
        desk.press("サインイン").await.is("調査");
    }

    async fn guessing_is_slowed_down_and_locks_no_colleague_out(world: World) {
        let mut hara = world.desk(&HARA).await;
        let mut guesser = Browser::at(world.base(), "203.0.113.9");
        for _ in 0..8 {
            guesser.open("/staff/sign-in").await;
            guesser.fill("メールアドレス", HARA.email).fill("パスワード", "あてずっぽうの言葉");
            guesser.press("サインイン").await.shows("違います");
        }
        sign_in(&mut guesser, &HARA).await;
        guesser.page.is("少しお待ちください");
        assert_eq!(guesser.page.status, 429);
        hara.open("/staff").await;
        hara.press("サインアウト").await.is("職員サインイン");
        sign_in(&mut hara, &HARA).await;
        hara.page.is("調査");
        let mut colleague = Browser::at(world.base(), "203.0.113.9");
        sign_in(&mut colleague, &MORI).await;
        colleague.page.is("調査");
        world.set_clock("2026-12-10T12:15:01+09:00");
        sign_in(&mut guesser, &HARA).await;
        guesser.page.is("調査");
    }

    async fn a_session_ends_by_itself_and_on_signing_out(world: World) {
        let mut desk = world.desk(&MORI).await;
        let cookies = desk.cookies("/staff");
        let session = cookies.split("; ").find(|cookie| cookie.starts_with("machikoe_staff="));
        let session = session.expect("a session").to_owned();
        desk.press("サインアウト").await.is("職員サインイン");
        let mut thief = world.browser();
        thief.set_cookie(&session);
        thief.open("/staff").await.is("職員サインイン");
        sign_in(&mut desk, &MORI).await;
        world.set_clock("2026-12-10T23:59:59+09:00");
        desk.open("/staff").await.is("調査");
        world.set_clock("2026-12-11T00:00:00+09:00");
        desk.open("/staff").await.is("職員サインイン");
    }

    async fn neither_passwords_nor_sessions_nor_links_are_stored_as_they_are(world: World) {
        let mut desk = world.desk(&HARA).await;
        let cookies = desk.cookies("/staff");
        let token = cookies.split("machikoe_staff=").nth(1).expect("a session");
        let token = token.split(';').next().expect("a session");
        assert!(!world.rows("SELECT token_hash AS value FROM staff_session").await.contains(&token.into()));
        desk.open("/staff/people").await;
        desk.press_near(MORI.name, "ワンタイムリンクを発行").await;
        let link = link_on(&desk.page);
        let links = world.rows("SELECT token_hash AS value FROM staff_link").await;
        assert!(links.iter().all(|hash| !link.contains(hash.as_str())));
        let hashes = world.rows("SELECT password_hash AS value FROM staff").await;
        assert!(hashes.iter().all(|hash| hash.starts_with("$argon2id$")), "{hashes:?}");
    }

    async fn a_new_colleague_chooses_a_password_by_a_link_that_works_once(world: World) {
        let mut hara = world.desk(&HARA).await;
        hara.open("/staff/people").await;
        hara.fill("氏名", "林 あおい").fill("メールアドレス", "hayashi@city.example.jp");
        hara.press("追加してリンクを発行").await.shows("林 あおい さんのワンタイムリンクです。");
        let link = link_on(&hara.page);
        let mut hayashi = world.browser();
        hayashi.open(&link).await.is("パスワードの設定").shows("林 あおい");
        for (one, two, sentence) in [
            ("短い", "短い", "12文字以上にしてください"),
            ("みかん-電車-灯台-青い", "みかん-電車-灯台-赤い", "二つのパスワードが同じではありません"),
        ] {
            hayashi.fill("パスワード（12", one).fill("もう一度", two);
            hayashi.press("設定する").await.shows(sentence);
        }
        hayashi.fill("パスワード（12", PASSWORD).fill("もう一度", PASSWORD);
        hayashi.press("設定する").await.is("職員サインイン");
        hayashi.fill("メールアドレス", "hayashi@city.example.jp").fill("パスワード", PASSWORD);
        hayashi.press("サインイン").await.is("調査");
        hayashi.open(&link).await.shows("このリンクはすでに使われたか、期限が過ぎています。");
        hayashi.post(&link, &[("password", PASSWORD), ("again", PASSWORD)]).await;
        hayashi.page.shows("このリンクはすでに使われたか");
    }

    async fn a_link_is_over_after_seven_days(world: World) {
        let mut hara = world.desk(&HARA).await;
        hara.open("/staff/people").await;
        hara.press_near(OKA.name, "ワンタイムリンクを発行").await;
        let link = link_on(&hara.page);
        let mut oka = world.browser();
        world.set_clock("2026-12-17T11:59:59+09:00");
        oka.open(&link).await.is("パスワードの設定");
        world.set_clock("2026-12-17T12:00:00+09:00");
        oka.open(&link).await.shows("期限が過ぎています");
    }

    async fn a_changed_role_holds_at_once_and_a_closed_account_is_out(world: World) {
        let (mut hara, mut mori) = (world.desk(&HARA).await, world.desk(&MORI).await);
        hara.open("/staff/people").await;
        let id = world.rows("SELECT id AS value FROM staff WHERE role = 'editor'").await;
        hara.post(&format!("/staff/people/{}", id[0]), &[("role", "viewer"), ("active", "yes")]).await;
        mori.open(&world.office("/files")).await.is("職員サインイン");
        sign_in(&mut mori, &MORI).await;
        mori.open(&world.office("/files")).await.is("この操作はできません");
        hara.post(&format!("/staff/people/{}", id[0]), &[("role", "viewer")]).await.shows("停止中");
        mori.open("/staff").await.is("職員サインイン");
        sign_in(&mut mori, &MORI).await;
        mori.page.shows("メールアドレスかパスワードが違います。");
    }

    async fn the_last_administrator_stays(world: World) {
        let mut hara = world.desk(&HARA).await;
        let id = world.rows("SELECT id AS value FROM staff WHERE role = 'admin'").await;
        for change in [&[("role", "viewer"), ("active", "yes")][..], &[("role", "admin")]] {
            hara.post(&format!("/staff/people/{}", id[0]), change).await.shows("管理者が一人もいなくなる");
        }
        hara.open("/staff/people").await.is("職員");
    }

    async fn what_was_done_is_recorded_with_names_and_without_serial_numbers(world: World) {
        let mut mori = world.desk(&MORI).await;
        mori.open(&world.office("/dispositions")).await;
        mori.fill("整理番号", "70411\n70412").choose("記録する内容", "宛先不明");
        mori.press("記録する").await;
        mori.open(&world.office("")).await;
        mori.press("一時停止する").await;
        mori.download(&world.office("/files/answers.csv")).await;
        let mut hara = world.desk(&HARA).await;
        hara.open("/staff/audit").await.is("操作の記録").shows("2026年12月10日 12:00");
        hara.page.shows("森 たかし サインイン").shows("town-survey 宛先不明 2件").hides("70411");
        hara.page.shows("受付状態の変更 town-survey 一時停止中").shows("回答のダウンロード");
    }

    async fn the_record_is_only_ever_added_to(world: World) {
        world.desk(&MORI).await;
        let before = world.count("audit").await;
        let mut tries = vec!["UPDATE audit SET actor = 'x'", "DELETE FROM audit"];
        if world.engine == Engine::Postgres {
            tries.push("TRUNCATE audit");
        }
        for sql in tries {
            let refused = world.execute(sql).await.expect_err(sql).to_string();
            assert!(refused.contains("only ever added to"), "{sql}: {refused}");
        }
        assert_eq!(world.count("audit").await, before);
    }
}

/// The one-time link that a page shows.
fn link_on(page: &Page) -> String {
    let start = page.text.find("http://").expect("a link");
    let link = page.text[start..].split(' ').next().expect("a link");
    assert!(link.contains("/staff/link/"), "{link}");
    link.to_owned()
}

#[test]
fn the_first_administrator_comes_by_a_link_that_is_made_until_there_is_one() {
    wait_for(async {
        let plan = Plan { office: false, ..Plan::default() };
        let Some(world) = World::with(Engine::Sqlite, Log::quiet(), plan).await else { return };
        let old = staff::first_link(&world.app).await.expect("written").expect("a link");
        let link = staff::first_link(&world.app).await.expect("written").expect("a link");
        let mut first = world.browser();
        first.open(&old).await.shows("このリンクはすでに使われたか");
        first.open(&link).await.is("最初の管理者を登録する");
        first.fill("氏名", HARA.name).fill("メールアドレス", HARA.email);
        first.fill("パスワード（12", PASSWORD).fill("もう一度", PASSWORD);
        first.press("設定する").await.is("職員サインイン");
        sign_in(&mut first, &HARA).await;
        first.open("/staff/people").await.is("職員").shows(HARA.name);
        first.open(&link).await.shows("このリンクはすでに使われたか");
        assert_eq!(staff::first_link(&world.app).await.expect("read"), None);
    });
}
