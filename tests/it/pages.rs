//! What holds for every page, in every language.

use machikoe::{board::Phase, text::Lang};
use scraper::{ElementRef, Html, Node, Selector};

use crate::support::{
    Browser, HANA, HARA, KEN, MORI, Page, World,
    log::Log,
    meeting::{INSIGHT, THEME, say},
    page::Kind,
    wait_for,
    workshop::*,
    world::{Engine, Plan},
};

fn all(document: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    document.select(&selector).map(|element| element.html()).collect()
}

/// What holds for any page.
fn in_order(page: &Page) {
    let (document, whose) = (Html::parse_document(&page.html), page.describe());
    assert_eq!(all(&document, "h1").len(), 1, "one heading on {whose}");
    assert!(!page.heading.is_empty(), "{whose}");
    assert!(all(&document, "main").len() == 1 && all(&document, "title").len() == 1, "{whose}");
    for control in page.controls.iter().filter(|control| control.kind != Kind::Hidden) {
        assert!(!control.label.is_empty(), "{} without a label on {whose}", control.name);
    }
    // The office, teachers and the pages of a workshop have one script each, a file of ours that
    // waits for the page; residents and pupils have none.
    let listens = listens(page);
    let name = listens.unwrap_or("staff");
    let ours = format!(r#"<script defer="" src="/assets/{name}-"#);
    let may = page.url.contains("/staff") || listens.is_some();
    for script in all(&document, "script") {
        let is_ours = script.starts_with(&ours) && script.ends_with(r#".js"></script>"#);
        assert!(may && is_ours, "{script} on {whose}");
    }
    for foreign in ["style", "[style]", "iframe", "object", "[onclick]", "[onload]", "[onchange]"] {
        assert_eq!(all(&document, foreign), [""; 0], "{foreign} on {whose}");
    }
    for address in ["[href]", "[src]", "[action]"] {
        for element in all(&document, address) {
            assert!(
                !element.contains("=\"http") && !element.contains("=\"//"),
                "{element} on {whose}"
            );
        }
    }
    assert_eq!(all(&document, "th:not([scope])"), [""; 0], "headings of tables on {whose}");
    for mark in ["{{", "}}", "|｝"] {
        assert!(!page.text.contains(mark), "a text that is not finished on {whose}");
    }
    let html = page.html.split("<main").nth(1).unwrap_or_default();
    assert!(!html.contains("{") || !html.contains("|"), "furigana that was not read on {whose}");
    let policy = page.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(policy.contains("script-src 'self';"), may, "{policy}");
    assert_eq!(policy.contains("connect-src 'self';"), listens.is_some(), "{policy}");
    let of_room = listens.is_some_and(|name| name != "teacher");
    let referrer =
        if page.url.contains("/staff") || of_room { "same-origin" } else { "no-referrer" };
    assert_eq!(page.header("referrer-policy"), referrer, "{whose}");
    // Public results hold nobody's answers and are asked for anew each time; the rest is nobody
    // else's business.
    let kept = if page.url.contains("/results/") && !page.url.contains("/staff") {
        "private, no-cache"
    } else {
        "no-store"
    };
    assert_eq!(page.header("cache-control"), kept, "{whose}");
}

/// The script of a page that hears from the server by itself, by the address of the page.
fn listens(page: &Page) -> Option<&'static str> {
    let mut path = page.url.split('/').skip(3);
    match (path.next()?, path.next()) {
        ("t", _) => Some("teacher"),
        ("f", Some(digits)) if digits.len() == 6 => Some("console"),
        ("p", Some(_)) => Some("wall"),
        _ => None,
    }
}

/// The page is all in one language: English without Japanese letters; easy Japanese, and usual
/// Japanese with readings, without a character that has none. Names (of the city, of languages)
/// stand outside `main`.
fn in_one_language(page: &Page, lang: Lang) {
    let document = Html::parse_document(&page.html);
    let html = Selector::parse("html").expect("a selector");
    let root = document.select(&html).next().expect("a page");
    assert_eq!(root.value().attr("lang"), Some(lang.html()), "{}", page.describe());
    let mut bare = String::new();
    let main = Selector::parse("main").expect("a selector");
    without_ruby(document.select(&main).next().expect("a main part"), &mut bare);
    let is_kanji = |letter: char| ('\u{4e00}'..='\u{9fff}').contains(&letter);
    let is_kana = |letter: char| ('\u{3041}'..='\u{30ff}').contains(&letter);
    let wrong = match lang {
        Lang::Ja if !page.html.contains("no-furigana") => None,
        Lang::Ja | Lang::JaEasy => bare.chars().find(|letter| is_kanji(*letter)),
        Lang::En => bare.chars().find(|letter| is_kanji(*letter) || is_kana(*letter)),
    };
    assert_eq!(wrong, None, "in {}: {}", lang.tag(), page.describe());
}

fn without_ruby(element: ElementRef<'_>, into: &mut String) {
    for child in element.children() {
        match child.value() {
            Node::Text(text) => into.push_str(text),
            Node::Element(tag) if matches!(tag.name(), "ruby" | "dd" | "textarea") => {}
            // Heard and not seen: a reading above it would be of no use.
            Node::Element(tag) if tag.attr("class") == Some("away") => {}
            _ => {
                if let Some(child) = ElementRef::wrap(child) {
                    without_ruby(child, into);
                }
            }
        }
    }
}

/// Looks at the page that a browser shows.
fn look(browser: &Browser, lang: Lang) {
    in_order(&browser.page);
    in_one_language(&browser.page, lang);
}

/// A resident's whole way in one language, leaving everything blank but what must be answered.
async fn whole_way(world: &World, lang: Lang, readings: &str) {
    let mut phone = world.browser();
    phone.open(&format!("/?view={readings}")).await;
    phone.open(&format!("/?view={}", lang.tag())).await;
    look(&phone, lang);
    phone.open("/about").await;
    look(&phone, lang);
    for wrong in ["", "ABCD", "OOOO", "AAAA-BBBB-CCCC"] {
        phone.post("/a", &[("code", wrong)]).await;
        look(&phone, lang);
    }
    phone.open("/a/p/x").await;
    look(&phone, lang);
    phone.open(&format!("/q/{}", world.compact(&HANA))).await;
    look(&phone, lang);
    phone.post("/a/start", &[("code", &world.compact(&HANA))]).await;
    let form = world.form().await;
    for section in &form.sections {
        phone.open(&format!("/a/p/{}", section.id)).await;
        look(&phone, lang);
        phone.post(&format!("/a/p/{}", section.id), &[("to", "pause")]).await;
    }
    phone.open("/a/paused").await;
    look(&phone, lang);
    phone.post("/a/start", &[("code", &world.compact(&HANA))]).await;
    phone.open("/a/confirm").await;
    look(&phone, lang);
}

fn of_form(form: &'static str, views: &[(Lang, &str)]) {
    wait_for(async {
        for (lang, readings) in views {
            let plan = Plan { form, ..Plan::default() };
            let Some(world) = World::with(Engine::Sqlite, Log::quiet(), plan).await else { return };
            whole_way(&world, *lang, readings).await;
        }
    });
}

/// Every language as it usually is.
const USUAL: [(Lang, &str); Lang::ALL.len()] =
    [(Lang::Ja, "usual"), (Lang::JaEasy, "usual"), (Lang::En, "usual")];

#[test]
fn every_page_of_the_small_form_is_in_order_in_every_language() {
    of_form("town-survey", &USUAL);
}

#[test]
fn every_page_of_the_resident_survey_is_in_order_in_every_language() {
    of_form("resident-survey", &USUAL);
}

#[test]
fn every_page_of_the_resident_survey_has_its_readings_in_usual_japanese() {
    of_form("resident-survey", &[(Lang::Ja, "furigana")]);
}

#[test]
fn pages_that_point_something_out_or_say_the_end_are_in_order_in_every_language() {
    wait_for(async {
        for lang in Lang::ALL {
            let Some(world) = World::open(Engine::Sqlite, Log::quiet()).await else { return };
            let mut phone = world.begun(&HANA).await;
            phone.open(&format!("/a/p/about-you?view={}", lang.tag())).await;
            phone
                .post("/a/p/about-you", &[("sex", "7"), ("household", "x"), ("children", "99")])
                .await;
            look(&phone, lang);
            phone.post("/a/p/about-you", &[("household", "1"), ("children", "1")]).await;
            look(&phone, lang);
            phone
                .post("/a/p/living", &[("stay", "2"), ("leave_why", "9"), ("leave_why", "1")])
                .await;
            look(&phone, lang);
            phone.post("/a/p/living", &[("stay", "1"), ("stay_other3", "x")]).await;
            look(&phone, lang);
            phone.open("/a/confirm").await;
            let submission = phone.page.hidden("submission");
            phone.post("/a/submission", &[("submission", &submission)]).await;
            look(&phone, lang);
            phone.open("/a/confirm").await;
            look(&phone, lang);
            for (state, clock) in [
                ("open", "2026-11-01T00:00:00+09:00"),
                ("open", "2026-12-10T12:00:00+09:00"),
                ("paused", "2026-12-10T12:00:00+09:00"),
                ("open", "2027-01-01T00:00:00+09:00"),
            ] {
                world.execute(&format!("UPDATE survey SET state = '{state}'")).await.expect("set");
                world.set_clock(clock);
                for person in [&HANA, &KEN] {
                    phone.open(&format!("/q/{}", world.compact(person))).await;
                    look(&phone, lang);
                }
            }
        }
    });
}

#[test]
fn every_page_of_the_office_is_in_order() {
    wait_for(async {
        let Some(world) = World::open(Engine::Sqlite, Log::quiet()).await else { return };
        let mut desk = world.browser();
        desk.open("/staff/sign-in").await;
        in_order(&desk.page);
        for round in ["before the first answer", "with answers"] {
            let mut desk = world.desk(&HARA).await;
            let below = [
                "",
                "/participants",
                "/letters",
                "/dispositions",
                "/results",
                "/results/priorities",
                "/results/publication",
                "/results/settings",
                "/results/comparison",
                "/results/wellbeing",
                "/population",
                "/indicator",
                "/waves",
                "/files",
                "/concerns",
                "/preview",
                "/texts",
                "/texts/ideas",
                "/texts/ideas/terms",
                "/texts/ideas/frame",
                "/texts/ideas/coding",
                "/texts/ideas/settlement",
                "/texts/ideas/agreement",
            ];
            let pages = [
                "/staff",
                "/staff/people",
                "/staff/audit",
                "/staff/mail",
                "/staff/indicators/town",
            ]
            .map(String::from);
            for address in below.map(|below| world.office(below)).into_iter().chain(pages) {
                desk.open(&address).await;
                assert_eq!(desk.page.status, 200, "{address} {round}");
                in_order(&desk.page);
            }
            world.sent(if round == "with answers" { &KEN } else { &HANA }).await;
        }
        let mut mori = world.desk(&MORI).await;
        mori.open("/staff/people").await.is("この操作はできません");
        in_order(&mori.page);
        mori.open("/nowhere").await.is("ページが見つかりません");
        in_order(&mori.page);
    });
}

#[test]
fn every_page_of_a_meeting_is_in_order() {
    wait_for(async {
        let Some(world) = World::open(Engine::Sqlite, Log::quiet()).await else { return };
        let (mut desk, mut phone) = (world.desk(&HARA).await, world.browser());
        desk.open("/staff/meetings").await.is("結果報告会");
        in_order(&desk.page);
        phone.open("/meetings/report").await;
        assert_eq!(phone.page.status, 404);
        in_order(&phone.page);
        world.evening().await;
        world.reported().await;
        for text in ["看板がほしい", "駐車場がほしい"] {
            say(&mut phone, INSIGHT, text).await;
            in_order(&phone.page);
        }
        for deed in ["admission", "reply"] {
            let reply = [("section", "観光課"), ("text", "考えます。")];
            desk.post(&format!("/staff/meetings/report/comments/1-1/{deed}"), &reply)
                .await
                .is("意見");
        }
        for below in ["", "/settings", "/themes/1", "/comments"] {
            desk.open(&format!("/staff/meetings/report{below}")).await;
            assert_eq!(desk.page.status, 200, "{below}");
            in_order(&desk.page);
        }
        for address in ["/meetings/report", THEME, "/meetings/report/print"] {
            phone.open(address).await;
            assert_eq!(phone.page.status, 200, "{address}");
            in_order(&phone.page);
        }
        phone.post(&format!("{THEME}/comments"), &[]).await.shows("まだ送っていません");
        in_order(&phone.page);
    });
}

#[test]
fn every_page_of_what_is_kept_of_a_workshop_is_in_order() {
    wait_for(async {
        let Some(world) = World::open(Engine::Sqlite, Log::quiet()).await else { return };
        let workshop = world.workshop(settings()).await;
        let board = world.board(&workshop, 1).await;
        let mut desk = world.desk(&MORI).await;
        for round in ["before it begins", "with a note"] {
            for below in ["", "/print", "/boards/{id}", "/boards/{id}/print", "/boards/{id}?at=0"] {
                let below = below.replace("{id}", &board.id);
                desk.open(&format!("/staff/workshops/{}/record{below}", workshop.slug)).await;
                assert_eq!(desk.page.status, 200, "{below} {round}");
                in_order(&desk.page);
            }
            world.phase(&board, Phase::Open).await;
            let mut phone = world.phone(&workshop, 1).await;
            let note = [("id", "a-note-of-hana"), ("text", "海の家"), ("colour", "pink")];
            phone.post(&format!("/w/{}/notes", workshop.join_code), &note).await;
        }
    });
}

#[test]
fn every_page_of_a_teacher_is_in_order() {
    wait_for(async {
        let plan = Plan { form: "class-survey", ..Plan::default() };
        let Some(world) = World::with(Engine::Sqlite, Log::quiet(), plan).await else { return };
        let class = world.class("1組", 1).await;
        let mut desk = world.browser();
        for wrong in ["/t", "/T/ABCD", "/t/show"] {
            desk.open(wrong).await;
            in_order(&desk.page);
        }
        desk.open(&format!("/T/{}", world.teacher_code(&class))).await;
        in_order(&desk.page);
        desk.press("この学級の画面を開く").await;
        in_order(&desk.page);
        desk.press("始める").await;
        world.sent_from(&class, "").await;
        for address in ["/t", "/t/show"] {
            desk.open(address).await;
            in_order(&desk.page);
        }
        desk.post("/t/closure", &[("room", "another")]).await.is("別の学級の画面でした");
        in_order(&desk.page);
    });
}

#[test]
fn every_page_of_the_console_and_the_wall_is_in_order() {
    wait_for(async {
        let Some(world) = World::open(Engine::Sqlite, Log::quiet()).await else { return };
        let workshop = world.workshop(for_pupils()).await;
        let mut stranger = world.browser();
        for wrong in ["/f", "/f/ABCD"] {
            stranger.open(wrong).await;
            in_order(&stranger.page);
        }
        let (mut console, mut wall) = (world.console(&workshop).await, world.browser());
        let (here, there) = (format!("/f/{}", workshop.join_code), world.wall(&workshop));
        let mut hana = world.phone_of(&workshop, 1, "はな").await;
        let board = world.board(&workshop, 1).await;
        for phase in Phase::ALL {
            world.phase(&board, phase).await;
            if [Phase::Write, Phase::Gather].contains(&phase) {
                hana.open(&format!("/w/{}/board", workshop.join_code)).await;
                post(&mut hana, "貝がら").await;
                post(&mut hana, "田中さんの店").await;
            }
            let below = format!("/boards/{}", board.id);
            for address in [here.clone(), format!("{here}/themes/2"), format!("{here}{below}")] {
                console.open(&address).await;
                assert_eq!(console.page.status, 200, "{address} {phase:?}");
                in_order(&console.page);
            }
            for address in [there.clone(), format!("{there}{below}")] {
                wall.open(&address).await;
                assert_eq!(wall.page.status, 200, "{address} {phase:?}");
                in_order(&wall.page);
            }
        }
    });
}

#[test]
fn every_page_of_classes_is_in_order() {
    wait_for(async {
        let plan = Plan { form: "class-survey", ..Plan::default() };
        let Some(world) = World::with(Engine::Sqlite, Log::quiet(), plan).await else { return };
        let mut desk = world.desk(&MORI).await;
        for round in ["before the first class", "with a class"] {
            for below in [
                "",
                "/classes",
                "/classes/settings",
                "/classes/sheets",
                "/participants",
                "/letters",
                "/dispositions",
                "/population",
                "/preview",
                "/files",
            ] {
                desk.open(&world.office(below)).await;
                assert_eq!(desk.page.status, 200, "{below} {round}");
                in_order(&desk.page);
            }
            let class = world.class(round, 34).await;
            desk.open(&world.office(&format!("/classes/{}?done=codes", class.id))).await;
            assert_eq!(desk.page.status, 200, "{round}");
            in_order(&desk.page);
        }
        desk.open(&world.office("/classes")).await;
        desk.attach("学級の一覧", "a.csv", b"x\n1\n");
        desk.press("取り込む").await.shows("取り込めません");
        in_order(&desk.page);
        desk.post(&world.office("/classes/additions"), &[]).await.shows("登録していません");
        in_order(&desk.page);
        desk.post(&world.office("/classes/settings"), &[]).await.shows("保存していません");
        in_order(&desk.page);
    });
}

#[test]
fn every_page_of_results_of_classes_is_in_order() {
    wait_for(async {
        let plan = Plan { form: "class-survey", ..Plan::default() };
        let Some(world) = World::with(Engine::Sqlite, Log::quiet(), plan).await else { return };
        let answer = serde_json::json!({ "like": 1, "why": "海", "voice": null });
        let mut classes = Vec::new();
        for name in ["1組", "2組"] {
            let class = world.opened_class(name, 10).await;
            world.all_sent(&class, &vec![answer.clone(); 8]).await;
            classes.push(class);
        }
        let (mut desk, mut teacher) = (world.desk(&HARA).await, world.teacher(&classes[0]).await);
        for round in ["shut", "open"] {
            for below in
                ["", "/results", "/results/beside", "/results/publication", "/texts", "/files"]
            {
                desk.open(&world.office(below)).await;
                assert_eq!(desk.page.status, 200, "{below} {round}");
                in_order(&desk.page);
            }
            teacher.open("/t/results").await.is("アンケートの結果");
            in_order(&teacher.page);
            desk.open(&world.office("")).await;
            if round == "shut" {
                desk.press("受付を終了する").await;
            }
        }
    });
}

#[test]
fn every_page_of_the_office_about_workshops_is_in_order() {
    wait_for(async {
        let Some(world) = World::open(Engine::Sqlite, Log::quiet()).await else { return };
        let mut desk = world.desk(&HARA).await;
        desk.open("/staff/workshops").await;
        in_order(&desk.page);
        desk.post("/staff/workshops", &[("template", "none")]).await;
        in_order(&desk.page);
        world.workshop(settings()).await;
        let themes = world.rows("SELECT id AS value FROM theme").await;
        let one_theme = format!("/town-talk/themes/{}", themes[0]);
        for round in ["open", "closed", "erased"] {
            for below in
                ["", "/town-talk", "/town-talk/settings", "/town-talk/themes/new", &one_theme]
            {
                desk.open(&format!("/staff/workshops{below}")).await;
                assert_eq!(desk.page.status, 200, "{below} {round}");
                in_order(&desk.page);
            }
            match round {
                "open" => {
                    desk.post("/staff/workshops/town-talk/state", &[("state", "closed")]).await
                }
                _ => {
                    desk.post("/staff/workshops/town-talk/erasure", &[("typed", "town-talk")]).await
                }
            };
        }
        for wrong in ["/town-talk/settings", "/town-talk/themes", &one_theme] {
            desk.post(&format!("/staff/workshops{wrong}"), &[]).await;
            assert_eq!(desk.page.status, 422, "{wrong}");
            in_order(&desk.page);
        }
    });
}

#[test]
fn every_page_of_registration_is_in_order() {
    wait_for(async {
        let Some(world) = World::open(Engine::Sqlite, Log::quiet()).await else { return };
        crate::registration::announced(&world, crate::registration::rule(1)).await;
        let (mut desk, mut phone) = (world.desk(&MORI).await, world.browser());
        for round in ["before the first", "with a place", "with a place and one who waits"] {
            phone.open("/workshops/town-talk").await.is("町の話し合い");
            in_order(&phone.page);
            phone.fill("電話番号", "x");
            let wrong = phone.page.controls.iter().find(|control| control.label.contains("申し込"));
            let send = wrong.expect("a button").label.clone();
            phone.press(&send).await;
            assert_eq!(phone.page.status, 422, "{round}");
            in_order(&phone.page);
            let base = "/staff/workshops/town-talk/registrations";
            for below in ["", "/notice", "/check-in", "/seating"] {
                desk.open(&format!("{base}{below}")).await;
                assert_eq!(desk.page.status, 200, "{below} {round}");
                in_order(&desk.page);
            }
            let own = crate::registration::signed_up(
                &world,
                round.split(' ').next_back().unwrap_or_default(),
            )
            .await;
            in_order(&own.page);
            let ids = world.rows("SELECT id AS value FROM registration").await;
            for id in &ids {
                desk.open(&format!("{base}/{id}")).await;
                in_order(&desk.page);
                desk.open(&format!("{base}/check-in?here={id}.1")).await;
                in_order(&desk.page);
                desk.open(&format!("{base}/seating?pick={id}.1")).await;
                in_order(&desk.page);
            }
            desk.post(base, &[("who-mail", "x")]).await.shows("保存していません");
            in_order(&desk.page);
        }
        phone.open("/workshops/town-talk/r/forged").await.is("このリンクは使えません");
        in_order(&phone.page);
    });
}

#[test]
fn every_page_of_public_results_is_in_order() {
    wait_for(async {
        let Some(world) = World::open(Engine::Sqlite, Log::quiet()).await else { return };
        let mut phone = world.browser();
        for status in [404, 200] {
            if status == 200 {
                world.published().await;
            }
            for address in ["/results/town-survey?view=en", "/results/town-survey/stay"] {
                phone.open(address).await;
                assert_eq!(phone.page.status, status, "{address}");
                in_order(&phone.page);
            }
        }
    });
}

#[test]
fn the_first_page_is_small() {
    wait_for(async {
        let plan = Plan { form: "resident-survey", ..Plan::default() };
        let Some(world) = World::with(Engine::Sqlite, Log::quiet(), plan).await else { return };
        let mut phone = world.browser();
        phone.open(&format!("/q/{}", world.compact(&HANA))).await;
        let document = Html::parse_document(&phone.page.html);
        let (mut bytes, mut requests) = (phone.page.html.len(), 1);
        let selector = Selector::parse("link[href], img[src], script[src]").expect("a selector");
        for element in document.select(&selector) {
            let attribute = element.value();
            let address = attribute.attr("href").or_else(|| attribute.attr("src")).expect("one");
            if !address.starts_with("data:") {
                bytes += phone.download(address).await.len();
                requests += 1;
            }
        }
        assert!(bytes <= 60 * 1024, "{bytes} bytes");
        assert!(requests <= 4, "{requests} requests");
    });
}

#[test]
fn styles_and_the_script_are_kept_by_the_browser_and_pages_are_not() {
    wait_for(async {
        let Some(world) = World::open(Engine::Sqlite, Log::quiet()).await else { return };
        let mut phone = world.answered(&HANA).await;
        let document = Html::parse_document(&phone.page.html);
        let selector = Selector::parse("link[rel=stylesheet]").expect("a selector");
        let mut styles = document.select(&selector).filter_map(|link| link.value().attr("href"));
        let style =
            styles.find(|style| style.starts_with("/assets/public-")).expect("a style").to_owned();
        phone.open(&style).await;
        assert!(phone.page.header("cache-control").contains("immutable"));
        phone.open("/assets/public-0000000000000000.css").await;
        assert_eq!(phone.page.status, 404);
        let desk = world.desk(&HARA).await;
        let document = Html::parse_document(&desk.page.html);
        let selector = Selector::parse("script").expect("a selector");
        let mut scripts = document.select(&selector).filter_map(|link| link.value().attr("src"));
        phone.open(scripts.next().expect("the script of the office")).await;
        assert!(phone.page.header("cache-control").contains("immutable"));
        // Browsers refuse a script of another kind (`nosniff`).
        assert!(phone.page.header("content-type").starts_with("text/javascript"));
        phone.open("/t").await;
        let document = Html::parse_document(&phone.page.html);
        let selector = Selector::parse("link[rel=stylesheet]").expect("a selector");
        let mut styles = document.select(&selector).filter_map(|link| link.value().attr("href"));
        phone.open(styles.next().expect("the style of teachers")).await;
        assert!(phone.page.header("cache-control").contains("immutable"));
    });
}
