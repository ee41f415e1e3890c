//! A table with real phones: lines that break, streams that are swallowed, thumbs.

use machikoe::{
    board::{Board, Phase},
    workshop::Workshop,
};
use serde_json::json;

use super::until;
use crate::support::{
    World,
    log::Log,
    proxy::Proxy,
    wait_for,
    webdriver::{Device, Window},
    workshop::*,
    world::{Engine, Plan},
};

/// The page without what differs between two views of the same: drawn ids, clocks, what a person
/// opened or a script wrote.
const SAME: &str = "
    const page = document.getElementById('main').cloneNode(true);
    for (const one of page.querySelectorAll('[data-own], [data-ends], input[name=id]')) one.remove();
    for (const one of page.querySelectorAll('*'))
        for (const {name} of [...one.attributes])
            if (name === 'open' || name === 'style' || name.startsWith('data-own-')) one.removeAttribute(name);
    return page.innerHTML";

/// A workshop whose first table is in a phase.
async fn table(phase: Phase) -> (World, Workshop, Board) {
    let world = World::on(Engine::Sqlite, None, Log::quiet(), Plan::default()).await;
    let workshop = world.workshop(for_pupils()).await;
    let board = world.board(&workshop, 1).await;
    world.phase(&board, phase).await;
    (world, workshop, board)
}

/// A phone that sits down at the first table, by way of an address that may be a proxy's.
async fn sit(window: &Window, base: &str, workshop: &Workshop) {
    window.go(&format!("{base}/W/{}", workshop.join_code)).await;
    window.leave(&window.one("main button.primary").await).await;
    window.leave(&window.one("button[value='1']").await).await;
    until(window, "seq > 0 && spoke").await;
}

async fn write(window: &Window, text: &str) {
    if let Some(closed) = window.all(None, "#adding:not([open]) summary").await.first() {
        window.tap(closed).await;
    }
    window.enter(&window.one("#text").await, text).await;
    window.tap(&window.one("#write button.primary").await).await;
}

/// Fails unless the page is what a fresh one is.
pub async fn is_like_a_fresh_page(window: &Window) {
    let alive = window.run(SAME).await;
    window.run("location.reload()").await;
    until(window, "document.readyState === 'complete' && seq > 0").await;
    assert_eq!(alive, window.run(SAME).await);
}

#[test]
fn a_note_appears_on_the_other_phone_and_takes_nothing_from_the_hands() {
    wait_for(async {
        let Some(hana) = Window::open(Device::Phone).await else { return };
        let Some(ken) = Window::open(Device::Phone).await else { return };
        let (world, workshop, board) = table(Phase::Open).await;
        sit(&hana, world.base(), &workshop).await;
        sit(&ken, world.base(), &workshop).await;
        write(&hana, "海の家").await;
        until(&ken, "document.querySelector('#alone .text')?.textContent === '海の家'").await;
        until(&hana, "document.querySelectorAll('#mine > li:not([data-local])').length === 1")
            .await;
        assert_eq!(hana.run("return document.querySelectorAll('#mine > li').length").await, 1);

        ken.tap(&ken.one("#adding summary").await).await;
        ken.enter(&ken.one("#text").await, "書きかけ").await;
        world.phase(&board, Phase::Gather).await;
        until(&ken, "main.dataset.phase === 'gather'").await;
        let held = "return [document.activeElement.id, document.getElementById('text').value]";
        assert_eq!(ken.run(held).await, json!(["text", "書きかけ"]));

        ken.tap(&ken.one("#alone label.tick").await).await;
        write(&hana, "駐車場").await;
        until(&ken, "document.querySelectorAll('#alone > li').length === 2").await;
        let ticked =
            "return document.querySelector('input[name=tick]:checked').parentElement.innerText";
        assert!(ken.run(ticked).await.as_str().is_some_and(|words| words.contains("海の家")));
        ken.enter(&ken.one("#title").await, "浜の店").await;
        ken.tap(&ken.one("#gather button.primary").await).await;
        until(&hana, "document.querySelector('.cluster .note .text')?.textContent === '海の家'")
            .await;
        until(&ken, "document.querySelector('.cluster .note .text')?.textContent === '海の家'")
            .await;
        is_like_a_fresh_page(&hana).await;
        is_like_a_fresh_page(&ken).await;
    });
}

#[test]
fn what_is_written_while_the_line_is_broken_arrives_once() {
    wait_for(async {
        let Some(hana) = Window::open(Device::Phone).await else { return };
        let (world, workshop, board) = table(Phase::Open).await;
        let line = Proxy::to(world.base().trim_start_matches("http://"));
        sit(&hana, &format!("http://{}", line.host), &workshop).await;
        line.cut();
        write(&hana, "圏外の付箋").await;
        until(&hana, "document.querySelector('[data-state=waiting]')").await;
        until(&hana, "!document.getElementById('stale').hidden").await;
        hana.picture("board-phone-line-broken").await;
        world.phase(&board, Phase::Talk).await;
        line.mend();
        until(&hana, "main.dataset.phase === 'talk' && document.getElementById('stale').hidden")
            .await;
        until(&hana, "document.querySelectorAll('#mine > li:not([data-local])').length === 1")
            .await;
        until(&hana, "document.querySelectorAll('#mine > li').length === 1").await;
        assert_eq!(world.rows("SELECT text AS value FROM note").await, ["圏外の付箋"]);
        is_like_a_fresh_page(&hana).await;
    });
}

#[test]
fn what_waits_to_be_sent_survives_loading_the_page_again() {
    wait_for(async {
        let Some(hana) = Window::open(Device::Phone).await else { return };
        let (world, workshop, _) = table(Phase::Write).await;
        sit(&hana, world.base(), &workshop).await;
        hana.block(&["*/notes"]).await;
        write(&hana, "消えない付箋").await;
        hana.enter(&hana.one("#text").await, "書きかけ").await;
        until(&hana, "document.querySelector('[data-state=waiting]')").await;
        hana.run("location.reload()").await;
        until(
            &hana,
            "document.querySelector('[data-local] .text')?.textContent === '消えない付箋'",
        )
        .await;
        assert_eq!(hana.run("return document.getElementById('text').value").await, "書きかけ");
        hana.block(&[]).await;
        until(
            &hana,
            "!document.querySelector('[data-local]') && document.querySelector('#mine > li')",
        )
        .await;
        assert_eq!(world.rows("SELECT text AS value FROM note").await, ["消えない付箋"]);
    });
}

#[test]
fn a_note_that_was_sent_does_not_come_back_into_the_field() {
    wait_for(async {
        let Some(hana) = Window::open(Device::Phone).await else { return };
        let (world, workshop, _) = table(Phase::Write).await;
        sit(&hana, world.base(), &workshop).await;
        hana.enter(&hana.one("#text").await, "一度だけ").await;
        // Something happens at the table before the outbox has the note.
        let field = hana
            .run(
                "document.querySelector('#write button.primary').click();
                 document.dispatchEvent(new Event('live'));
                 return document.getElementById('text').value",
            )
            .await;
        assert_eq!(field, "");
        until(&hana, "document.querySelectorAll('#mine > li:not([data-local])').length === 1")
            .await;
        hana.run("location.reload()").await;
        until(&hana, "document.readyState === 'complete' && seq > 0").await;
        assert_eq!(hana.run("return document.getElementById('text').value").await, "");
    });
}

#[test]
fn what_comes_too_late_stays_on_the_phone_with_the_reason() {
    wait_for(async {
        let Some(hana) = Window::open(Device::Phone).await else { return };
        let (world, workshop, board) = table(Phase::Write).await;
        sit(&hana, world.base(), &workshop).await;
        hana.block(&["*/notes"]).await;
        write(&hana, "間に合わない付箋").await;
        world.phase(&board, Phase::Vote).await;
        until(&hana, "main.dataset.phase === 'vote'").await;
        hana.block(&[]).await;
        until(&hana, "document.querySelector('[data-state=refused] .state')?.textContent.includes('いまは付箋を出せません')").await;
        hana.picture("board-phone-too-late").await;
        world.phase(&board, Phase::Talk).await;
        until(&hana, "main.dataset.phase === 'talk'").await;
        hana.tap(&hana.one("[data-state=refused] button:first-child").await).await;
        until(&hana, "document.querySelector('#alone .text')?.textContent === '間に合わない付箋'")
            .await;
    });
}

#[test]
fn without_a_stream_the_page_asks_and_the_evening_goes_on() {
    wait_for(async {
        let Some(hana) = Window::open(Device::Phone).await else { return };
        let (world, workshop, board) = table(Phase::Open).await;
        let mut ken = world.phone_of(&workshop, 1, "けん").await;
        sit(&hana, world.base(), &workshop).await;
        hana.block(&["*/stream*"]).await;
        hana.run("location.reload()").await;
        until(&hana, "document.readyState === 'complete' && seq > 0 && !spoke").await;
        ken.open(&format!("/w/{}/board", workshop.join_code)).await;
        post(&mut ken, "問い合わせで届く").await;
        until(&hana, "document.querySelector('#alone .text')?.textContent === '問い合わせで届く'")
            .await;
        world.phase(&board, Phase::Vote).await;
        until(&hana, "document.querySelector('form.dots')").await;
        hana.tap(&hana.one("button[id^=more-]").await).await;
        until(&hana, "document.getElementById('voters').textContent === '1'").await;
        is_like_a_fresh_page(&hana).await;
    });
}

#[test]
fn every_phase_is_accessible_and_for_thumbs() {
    wait_for(async {
        for device in [Device::Phone, Device::NarrowPhone] {
            let Some(window) = Window::open(device).await else { return };
            let (world, workshop, board) = table(Phase::Prepare).await;
            let name = format!("{device:?}").to_lowercase();
            window.go(&format!("{}/w", world.base())).await;
            window.is_accessible().await;
            window.go(&format!("{}/w/{}", world.base(), workshop.join_code)).await;
            window.picture(&format!("board-{name}-joining")).await;
            window.is_accessible().await;
            sit(&window, world.base(), &workshop).await;
            for phase in Phase::ALL {
                world.phase(&board, phase).await;
                until(&window, &format!("main.dataset.phase === '{}'", phase.word())).await;
                if phase == Phase::Write {
                    write(&window, "海の家").await;
                    until(&window, "document.querySelector('#mine a')").await;
                }
                if phase == Phase::Gather {
                    window.tap(&window.one("#alone label.tick").await).await;
                    window.tap(&window.one("#gather button.primary").await).await;
                    until(&window, "document.querySelector('.cluster .note')").await;
                    window.tap(&window.one(".cluster summary").await).await;
                }
                window.picture(&format!("board-{name}-{}", phase.word())).await;
                window.is_accessible().await;
                window.has_large_targets().await;
                window.keeps_the_focus_in_sight().await;
                assert!(window.smallest_type().await >= 16.0);
            }
        }
    });
}
