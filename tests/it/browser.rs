//! A real browser: a resident answers the whole survey with a thumb, with and without
//! JavaScript, and every page keeps WCAG 2.2 AA.

mod board;
mod console;
mod evening;
mod pupils;

use machikoe::text::Lang;

use crate::coding;
use crate::support::{
    HANA, HARA, ICHIRO, PASSWORD, World,
    log::Log,
    steps::*,
    wait_for,
    webdriver::{Device, Window},
    world::{Engine, Plan},
};

/// Waits until something is so on the page.
async fn until(window: &Window, condition: &str) {
    let script = format!(
        "const done = arguments[0], end = Date.now() + 25000;
         (function again() {{
             if ({condition}) done(true); else if (Date.now() > end) done(false); else setTimeout(again, 20);
         }})()"
    );
    let is_so = window.wait(&script).await;
    let page = window.run("return document.body.innerText").await;
    assert_eq!(is_so, true, "never: {condition}: {page}");
}

/// The world of the real questionnaire.
async fn city() -> World {
    let plan = Plan { form: "resident-survey", ..Plan::default() };
    World::on(Engine::Sqlite, None, Log::quiet(), plan).await
}

/// Taps an answer to every question of the page.
async fn answer_page(window: &Window) {
    for question in window.all(None, "fieldset.question").await {
        let rows = window.all(Some(&question), "[role=radiogroup]").await;
        for row in &rows {
            let choices = window.all(Some(row), "label.choice").await;
            window.tap(&choices[1]).await;
        }
        let choices = window.all(Some(&question), "label.choice, label.step").await;
        if rows.is_empty() && !choices.is_empty() {
            window.tap(&choices[choices.len() / 2]).await;
        }
        for field in window
            .all(Some(&question), "p.typed input, textarea, fieldset > input[type=text]")
            .await
        {
            window.enter(&field, "30").await;
        }
    }
}

/// Answers the whole survey, looking at each page.
async fn answer_all_pages(device: Device) {
    let Some(window) = Window::open(device).await else { return };
    let world = city().await;
    let name = format!("{device:?}").to_lowercase();
    window.go(&format!("{}/q/{}", world.base(), world.compact(&HANA))).await;
    let mut number = 0;
    loop {
        let heading = window.heading().await;
        window.picture(&format!("{name}-{number:02}")).await;
        if device == Device::Phone {
            window.is_accessible().await;
        }
        number += 1;
        assert!(number < 40, "the survey has no end: {heading}");
        if heading == "回答を受け取りました" {
            break;
        }
        if !window.all(None, "#page").await.is_empty() {
            answer_page(&window).await;
            window.picture(&format!("{name}-{number:02}-answered")).await;
            window.leave(&window.one("#page button.primary").await).await;
            if let Some(alert) = window.all(None, "[role=alert]").await.first() {
                panic!("pointed out: {}", window.words(alert).await);
            }
            continue;
        }
        window.leave(&window.one("main button.primary").await).await;
    }
    let answers = world.answers().await;
    let form = world.form().await;
    assert!(number > form.sections.len(), "{number} pages");
    let fields = answers[0].as_object().expect("answers");
    let blank: Vec<&String> =
        fields.iter().filter(|(_, value)| value.is_null()).map(|(name, _)| name).collect();
    assert!(fields.len() > 120, "{} variables", fields.len());
    assert!(blank.is_empty(), "tapped, but blank: {blank:?}");
}

#[test]
fn a_resident_answers_the_whole_survey_on_a_phone() {
    wait_for(answer_all_pages(Device::Phone));
}

#[test]
fn a_resident_answers_the_whole_survey_on_a_phone_without_javascript() {
    wait_for(answer_all_pages(Device::PhoneWithoutScripts));
}

#[test]
fn every_page_of_questions_is_accessible_on_a_computer_in_every_language() {
    wait_for(async {
        let Some(window) = Window::open(Device::Computer).await else { return };
        let world = city().await;
        for lang in Lang::ALL {
            let tag = lang.tag();
            for address in ["/", "/about"] {
                window.go(&format!("{}{address}?view={tag}", world.base())).await;
                window.is_accessible().await;
            }
            window.go(&format!("{}/q/{}?view={tag}", world.base(), world.compact(&HANA))).await;
            window.picture(&format!("computer-{tag}-welcome")).await;
            window.is_accessible().await;
            window.leave(&window.one("main button.primary").await).await;
            for section in &world.form().await.sections {
                window.go(&format!("{}/a/p/{}", world.base(), section.id)).await;
                if window.all(None, "#page").await.is_empty() {
                    continue;
                }
                window.picture(&format!("computer-{tag}-{}", section.id)).await;
                window.is_accessible().await;
            }
            let pause = window.all(None, "#page button.quiet").await;
            window.leave(pause.first().expect("a way to stop")).await;
            window.is_accessible().await;
        }
    });
}

#[test]
fn a_matrix_fits_a_tablet_in_usual_and_in_large_type() {
    wait_for(async {
        let Some(window) = Window::open(Device::Tablet).await else { return };
        let world = city().await;
        window.go(&format!("{}/q/{}", world.base(), world.compact(&HANA))).await;
        window.leave(&window.one("main button.primary").await).await;
        let page = format!("{}/a/p/measures-1", world.base());
        for size in ["usual", "large"] {
            for lang in Lang::ALL {
                window.go(&format!("{page}?view={}", lang.tag())).await;
                window.picture(&format!("tablet-{size}-{}-measures-1", lang.tag())).await;
                window.is_accessible().await;
            }
            window.go(&format!("{page}?view=large")).await;
        }
    });
}

#[test]
fn large_type_enlarges_everything_and_fits_the_narrowest_phone() {
    wait_for(async {
        let Some(window) = Window::open(Device::NarrowPhone).await else { return };
        let world = city().await;
        let base = world.base();
        window.go(&format!("{base}/q/{}", world.compact(&HANA))).await;
        window.leave(&window.one("main button.primary").await).await;
        window.go(&format!("{base}/a/p/about-you?view=furigana")).await;
        for (size, least) in [("usual-size", 16.0), ("large", 20.0)] {
            for lang in Lang::ALL {
                let tag = lang.tag();
                window.go(&format!("{base}/about?view={size}")).await;
                window.go(&format!("{base}/about?view={tag}")).await;
                let sections = world.form().await;
                let sections =
                    sections.sections.iter().map(|section| format!("/a/p/{}", section.id));
                for address in
                    ["/", "/about", "/a/welcome"].map(String::from).into_iter().chain(sections)
                {
                    window.go(&format!("{base}{address}")).await;
                    window.fits().await;
                    let smallest = window.smallest_type().await;
                    assert!(smallest >= least, "{smallest} px in {tag} at {address}, {size}");
                }
                window.picture(&format!("narrow-{size}-{tag}")).await;
            }
        }
    });
}

#[test]
fn pages_that_stop_or_point_something_out_are_accessible() {
    wait_for(async {
        for device in [Device::Phone, Device::Computer] {
            let Some(window) = Window::open(device).await else { return };
            let world = World::on(Engine::Sqlite, None, Log::quiet(), Plan::default()).await;
            let name = format!("{device:?}").to_lowercase();
            world.sent(&ICHIRO).await;
            for (what, address) in [
                ("missing", "/nowhere".to_owned()),
                ("unknown", "/q/ABCD".to_owned()),
                ("used", format!("/q/{}", world.compact(&ICHIRO))),
                ("sign-in", "/staff/sign-in".to_owned()),
            ] {
                window.go(&format!("{}{address}", world.base())).await;
                window.picture(&format!("{name}-{what}")).await;
                window.is_accessible().await;
            }
            window.go(&format!("{}/q/{}?view=large", world.base(), world.compact(&HANA))).await;
            window.leave(&window.one("main button.primary").await).await;
            window.leave(&window.one("#page button.primary").await).await;
            assert_eq!(window.all(None, "[role=alert]").await.len(), 1);
            window.picture(&format!("{name}-pointed-out")).await;
            window.is_accessible().await;
            world.set_clock("2027-01-01T00:00:00+09:00");
            window.go(&format!("{}/q/{}", world.base(), world.compact(&HANA))).await;
            assert_eq!(window.heading().await, "受付は終わりました");
            window.picture(&format!("{name}-closed")).await;
            window.is_accessible().await;
        }
    });
}

#[test]
fn public_results_are_accessible_on_a_phone_and_on_a_computer() {
    wait_for(async {
        for device in [Device::Phone, Device::Computer] {
            let Some(window) = Window::open(device).await else { return };
            let world = World::on(Engine::Sqlite, None, Log::quiet(), Plan::default()).await;
            world.published().await;
            let name = format!("{device:?}").to_lowercase();
            for (what, address) in [
                ("results", "/results/town-survey"),
                ("question", "/results/town-survey/satisfied"),
            ] {
                window.go(&format!("{}{address}", world.base())).await;
                for closed in window.all(None, "summary").await {
                    window.tap(&closed).await;
                }
                window.picture(&format!("{name}-public-{what}")).await;
                window.is_accessible().await;
            }
        }
    });
}

#[test]
fn the_pages_of_the_office_are_accessible() {
    wait_for(async {
        let Some(window) = Window::open(Device::Computer).await else { return };
        let world = World::on(Engine::Sqlite, None, Log::quiet(), Plan::default()).await;
        world.sent(&ICHIRO).await;
        answer_all(&mut world.begun(&HANA).await).await;
        window.go(&format!("{}/staff/sign-in", world.base())).await;
        window.enter(&window.one("#email").await, HARA.email).await;
        window.enter(&window.one("#password").await, PASSWORD).await;
        window.leave(&window.one("button.primary").await).await;
        assert_eq!(window.heading().await, "調査");
        let below = [
            "",
            "/participants",
            "/letters",
            "/dispositions",
            "/results",
            "/results/settings",
            "/results/publication",
            "/files",
            "/preview",
        ];
        let pages = ["/staff", "/staff/people", "/staff/audit"].map(String::from);
        for address in below.map(|below| world.office(below)).into_iter().chain(pages) {
            window.go(&format!("{}{address}", world.base())).await;
            window.is_accessible().await;
            let name = address.trim_start_matches('/').replace('/', "-");
            window.picture(&format!("computer-{name}")).await;
        }
    });
}

#[test]
fn a_teacher_sees_the_count_change_by_itself_and_is_told_when_it_cannot() {
    wait_for(async {
        for device in [Device::Computer, Device::Tablet, Device::Phone] {
            let Some(window) = Window::open(device).await else { return };
            let plan = Plan { form: "class-survey", ..Plan::default() };
            let mut world = World::on(Engine::Sqlite, None, Log::quiet(), plan).await;
            let name = format!("{device:?}").to_lowercase();
            let class = world.class("1組", 2).await;
            window.go(&format!("{}/t", world.base())).await;
            window.is_accessible().await;
            window.picture(&format!("{name}-teacher-code")).await;
            window.go(&format!("{}/T/{}", world.base(), world.teacher_code(&class))).await;
            window.is_accessible().await;
            window.leave(&window.one("button.primary").await).await;
            window.picture(&format!("{name}-teacher-waiting")).await;
            window.leave(&window.one("#act button").await).await;
            assert_eq!(window.words(&window.one(".count strong").await).await, "0 / 2");
            let script = "const done = arguments[0]; const count = document.getElementById('count');
                 const look = () => count.querySelector('strong').textContent === '2 / 2' && done(true);
                 new MutationObserver(look).observe(count, {childList: true, subtree: true}); look();";
            for _ in 0..2 {
                world.sent_from(&class, "").await;
            }
            window.wait(script).await;
            window.is_accessible().await;
            window.picture(&format!("{name}-teacher-full")).await;
            window.go(&format!("{}/t/show", world.base())).await;
            window.is_accessible().await;
            window.picture(&format!("{name}-teacher-show")).await;
            if device == Device::Computer {
                let over = "return document.documentElement.scrollHeight - window.innerHeight";
                assert_eq!(window.run(over).await, 0, "the projector would have to be scrolled");
            }
            window.go(&format!("{}/t", world.base())).await;
            world.stop_serving();
            let script = "const done = arguments[0]; const lost = document.getElementById('lost');
                 const look = () => lost.hidden || done(lost.textContent);
                 new MutationObserver(look).observe(lost, {attributes: true}); look();";
            let said = window.wait(script).await;
            assert_eq!(said, "つながりません。12:00の人数です。つながると、自動で新しくなります。");
            window.is_accessible().await;
            window.picture(&format!("{name}-teacher-lost")).await;
        }
    });
}

#[test]
fn what_somebody_reads_soon_is_accessible_to_pupils_and_to_the_reader() {
    wait_for(async {
        for device in [Device::Computer, Device::Tablet, Device::Phone] {
            let Some(window) = Window::open(device).await else { return };
            let plan = Plan { form: "class-survey", ..Plan::default() };
            let world = World::on(Engine::Sqlite, None, Log::quiet(), plan).await;
            let name = format!("{device:?}").to_lowercase();
            world.name_reader(&HARA).await;
            let class = world.opened_class("1組", 34).await;
            world.sent_from(&class, "もう死にたい。田中さんがこわい。\nだれにも言えない").await;
            world.sent_from(&class, "たすけてほしい").await;
            window.go(&format!("{}/C/{}", world.base(), class.room_code)).await;
            window.leave(&window.one("form[action$='/seats'] button").await).await;
            window.tap(&window.one(".care summary").await).await;
            window.is_accessible().await;
            window.picture(&format!("{name}-care")).await;
            window.go(&format!("{}/staff/sign-in", world.base())).await;
            window.enter(&window.one("#email").await, HARA.email).await;
            window.enter(&window.one("#password").await, PASSWORD).await;
            window.leave(&window.one("button.primary").await).await;
            window.picture(&format!("{name}-concerns-list")).await;
            window.go(&format!("{}{}", world.base(), world.office("/concerns"))).await;
            window.leave(&window.all(None, ".concern button").await[0]).await;
            window.is_accessible().await;
            window.picture(&format!("{name}-concerns")).await;
            window.go(&format!("{}{}", world.base(), world.office(""))).await;
            window.is_accessible().await;
            window.picture(&format!("{name}-concerns-overview")).await;
        }
    });
}

#[test]
fn the_pages_about_texts_are_accessible() {
    wait_for(async {
        let Some(window) = Window::open(Device::Computer).await else { return };
        let world = World::on(Engine::Sqlite, None, Log::quiet(), Plan::default()).await;
        coding::both_coded(&world).await;
        window.go(&format!("{}/staff/sign-in", world.base())).await;
        window.enter(&window.one("#email").await, HARA.email).await;
        window.enter(&window.one("#password").await, PASSWORD).await;
        window.leave(&window.one("button.primary").await).await;
        for below in [
            "",
            "/ideas",
            "/ideas?only.sex=2&q=%E3%81%B0%E3%81%99",
            "/ideas/terms",
            "/ideas/frame",
            "/ideas/frame/1",
            "/ideas/coding",
            "/ideas/coding?by=ticked",
            "/stay_other3/coding",
            "/ideas/settlement",
            "/ideas/agreement",
        ] {
            window
                .go(&format!("{}{}", world.base(), world.office(&format!("/texts{below}"))))
                .await;
            window.is_accessible().await;
            let name: String = below
                .chars()
                .map(|letter| if letter.is_alphanumeric() { letter } else { '-' })
                .collect();
            window.picture(&format!("computer-texts{name}")).await;
        }
    });
}
