//! Pupils on the tablets and phones of a class: big targets, furigana that can be read, nothing
//! left behind.

use machikoe::school::{Class, Settings};

use super::answer_page;
use crate::support::{
    World,
    log::Log,
    wait_for,
    webdriver::{Device, Window},
    world::{Engine, Plan},
};

/// The real questionnaire, and a class that is open. Texts are looked at, so that pupils are
/// told so.
async fn school() -> (World, Class) {
    let plan = Plan { form: "junior-high", ..Plan::default() };
    let world = World::on(Engine::Sqlite, None, Log::quiet(), plan).await;
    let admins = world.rows("SELECT id AS value FROM staff WHERE role = 'admin'").await;
    let reader = admins.into_iter().next();
    world.school_settings(Settings { reader, ..Settings::default() }).await;
    let class = world.opened_class("1組", 34).await;
    (world, class)
}

/// What holds for every page of a pupil.
async fn is_for_pupils(window: &Window) {
    window.is_accessible().await;
    window.has_large_targets().await;
    window.has_readable_furigana().await;
}

/// Types the digits, takes a seat, answers every page, sends, goes back, and hands the tablet on.
async fn a_lesson(device: Device) {
    let Some(window) = Window::open(device).await else { return };
    let (world, class) = school().await;
    let name = format!("pupil-{device:?}").to_lowercase();
    let look = async |what: &str| {
        window.picture(&format!("{name}-{what}")).await;
        if device != Device::PhoneWithoutScripts {
            is_for_pupils(&window).await;
        }
    };
    window.go(&format!("{}/c", world.base())).await;
    look("00-digits").await;
    window.enter(&window.one("#room").await, "12345").await;
    window.leave(&window.one("main button.primary").await).await;
    look("01-digits-wrong").await;
    window.go(&format!("{}/c", world.base())).await;
    window.enter(&window.one("#room").await, &class.room_code).await;
    window.leave(&window.one("main button.primary").await).await;
    look("02-greeting").await;
    window.leave(&window.one("main button.primary").await).await;
    let mut number = 3;
    while !window.all(None, "#page").await.is_empty() {
        look(&format!("{number:02}")).await;
        answer_page(&window).await;
        look(&format!("{number:02}-answered")).await;
        window.leave(&window.one("#page button.primary").await).await;
        number += 1;
        assert!(number < 30, "the questionnaire has no end");
    }
    assert!(number > 12, "{number} pages");
    look("90-confirmation").await;
    window.leave(&window.one("main button.primary").await).await;
    assert_eq!(world.answers().await.len(), 1, "on “{}”", window.heading().await);
    look("91-sent").await;

    window.back().await;
    look("92-back").await;
    let shown = window.words(&window.one("main").await).await;
    assert!(!shown.contains("30"), "an answer is shown after going back: {shown}");
    assert!(window.all(None, "#page, input[name=submission]").await.is_empty());
    window.leave(&window.one("main a.button").await).await;
    look("93-next").await;
    window.leave(&window.one("main button.primary").await).await;
    assert!(
        window.all(None, "input:checked").await.is_empty(),
        "the next pupil begins with nothing"
    );
    assert_eq!(world.count("seat").await, 2);
}

#[test]
fn a_lesson_on_a_school_tablet() {
    wait_for(a_lesson(Device::SchoolTablet));
}

#[test]
fn a_lesson_on_a_phone() {
    wait_for(a_lesson(Device::Phone));
}

#[test]
fn a_lesson_on_a_phone_without_javascript() {
    wait_for(a_lesson(Device::PhoneWithoutScripts));
}

#[test]
fn pages_of_pupils_fit_the_narrowest_phone_in_both_sizes() {
    wait_for(async {
        let Some(window) = Window::open(Device::NarrowPhone).await else { return };
        let (world, class) = school().await;
        let base = world.base();
        window.go(&format!("{base}/C/{}", class.room_code)).await;
        window.leave(&window.one("main button.primary").await).await;
        let sections = world.form().await;
        let sections = sections.sections.iter().map(|section| format!("/a/p/{}", section.id));
        let room = format!("/a/room/{}", class.room_code);
        let addresses: Vec<String> = ["/c".into(), room].into_iter().chain(sections).collect();
        for size in ["usual-size", "large"] {
            window.go(&format!("{base}/c?view={size}")).await;
            for address in &addresses {
                window.go(&format!("{base}{address}")).await;
                window.fits().await;
                window.has_readable_furigana().await;
            }
            window.picture(&format!("pupil-narrow-{size}")).await;
        }
    });
}

#[test]
fn what_stops_a_pupil_is_accessible_and_says_what_was_kept() {
    wait_for(async {
        let Some(window) = Window::open(Device::SchoolTablet).await else { return };
        let (world, class) = school().await;
        let room = format!("{}/C/{}", world.base(), class.room_code);
        window.go(&room).await;
        window.leave(&window.one("main button.primary").await).await;
        window.leave(&window.one("#page button.primary").await).await;
        window.go(&room).await;
        window.one("div.notice form[action='/a/resume']").await;
        window.picture("pupil-begun-here").await;
        is_for_pupils(&window).await;
        world.close_class(&class).await;
        world.set_clock("2026-12-10T13:00:00+09:00");
        for (what, address) in [
            ("over", room.clone()),
            ("over-in-the-middle", format!("{}/a/p/town", world.base())),
            ("unknown", format!("{}/C/000000", world.base())),
        ] {
            window.go(&address).await;
            window.picture(&format!("pupil-{what}")).await;
            is_for_pupils(&window).await;
        }
    });
}
