//! The console and the wall in a real browser: alive, by keyboard, readable from the last row.

use machikoe::{
    board::{
        Board, Phase,
        gather::{self, Into},
        notes::{self, NewNote},
    },
    workshop::Workshop,
};

use super::until;
use crate::support::{
    World,
    log::Log,
    wait_for,
    webdriver::{Device, Window},
    workshop::*,
    world::{Engine, Plan},
};

/// What people write in an evening.
const WORDS: [&str; 12] = [
    "潮干狩りの日を増やす",
    "海の見えるカフェがほしい",
    "夜道が暗くて歩きにくい",
    "駅から海まで歩ける道",
    "高校生が放課後に集まれる場所がない",
    "干潟のことを小学校で習いたい",
    "バスの本数が少なくて、部活のあと帰れない。せめて1時間に1本ほしいです",
    "夕日がきれい",
    "若い人の働く場所",
    "ごみを持ち帰るしくみ",
    "海辺の図書館",
    "祭りを続ける人が足りない",
];

async fn evening() -> (World, Workshop, Board) {
    let world = World::on(Engine::Sqlite, None, Log::quiet(), Plan::default()).await;
    let workshop = world.workshop(for_pupils()).await;
    let board = world.board(&workshop, 1).await;
    (world, workshop, board)
}

/// Notes on a board, those of every other six in clusters.
async fn written(world: &World, board: &Board, many: usize) {
    world
        .lead(board, move |deed| {
            let id = |at: usize| format!("note-{at:05}");
            for at in 0..many {
                let colour = if at % 3 == 0 { "pink" } else { "yellow" };
                let new = NewNote {
                    id: id(at),
                    text: WORDS[at % WORDS.len()].into(),
                    colour: colour.into(),
                };
                notes::post(deed, &new)?;
            }
            Ok(())
        })
        .await;
    world.phase(board, Phase::Gather).await;
    for (at, title) in ["海辺で過ごす", "通う・帰る", "人が集まる場所"].into_iter().enumerate()
    {
        world
            .lead(board, move |deed| {
                let ticked: Vec<String> =
                    (at * 12..at * 12 + 8).map(|at| format!("note-{at:05}")).collect();
                let into = Into::New { id: format!("cluster-{at}"), title: title.into() };
                gather::gather(deed, &ticked, &into)
            })
            .await;
    }
}

async fn enter(window: &Window, world: &World, workshop: &Workshop) {
    let code = machikoe::workshop::codes::facilitator(&world.app, workshop).compact();
    window.go(&format!("{}/f/{code}", world.base())).await;
    window.leave(&window.one("main button.primary").await).await;
}

#[test]
fn the_console_is_alive_and_led_by_single_keys() {
    wait_for(async {
        let Some(window) = Window::open(Device::Computer).await else { return };
        let (world, workshop, board) = evening().await;
        enter(&window, &world, &workshop).await;
        window.picture("console-00-begin").await;
        window.is_accessible().await;
        let body = window.one("body").await;
        window.enter(&body, "n").await;
        until(&window, "document.querySelector('#t-2 .phase').innerText === '書く'").await;
        let mut hana = world.phone_of(&workshop, 1, "はな").await;
        hana.open(&format!("/w/{}/board", workshop.join_code)).await;
        post(&mut hana, "夕日").await;
        until(&window, "document.querySelector('#t-1 .numbers').innerText.includes('1枚')").await;
        // While somebody types, a letter is a letter.
        window.tap(&window.one("#more-all summary").await).await;
        let line = window.one("#line-all").await;
        window.enter(&line, "nbn").await;
        world.phase(&board, Phase::Open).await;
        until(&window, "document.querySelector('#t-1 .phase').innerText === '開く'").await;
        let typed = window.run("const line = document.querySelector('#line-all'); return [line.value, document.activeElement === line, line.closest('details').open]").await;
        assert_eq!(typed, serde_json::json!(["nbn", true, true]), "typed while the page changed");
        window.tap(&window.one("#more-all form:first-of-type button").await).await;
        until(&window, "document.querySelector('#t-2 .announced')?.innerText === 'お知らせ：nbn'")
            .await;
        window.run("document.activeElement.blur()").await;
        window.enter(&body, "+").await;
        until(&window, "document.querySelector('#t-2 .timer')").await;
        window.enter(&body, "?").await;
        until(&window, "document.querySelector('#keys').open").await;
        window.picture("console-01-open").await;
        window.is_accessible().await;
        window.run("document.activeElement.blur()").await;
        window.enter(&body, "2").await;
        let there = window.run("return document.activeElement.innerText").await;
        assert_eq!(there, serde_json::json!("テーブル2"));
        window.tap(&window.one("#use-keys").await).await;
        window.run("document.activeElement.blur()").await;
        window.enter(&body, "1").await;
        let there = window.run("return document.activeElement.tagName").await;
        assert_eq!(there, serde_json::json!("BODY"), "single keys are switched off");
    });
}

#[test]
fn one_table_is_tended_without_losing_what_is_typed() {
    wait_for(async {
        let Some(window) = Window::open(Device::Computer).await else { return };
        let (world, workshop, board) = evening().await;
        let mut hana = world.phone_of(&workshop, 1, "はな").await;
        written(&world, &board, 40).await;
        hana.open(&format!("/w/{}/board", workshop.join_code)).await;
        post(&mut hana, "田中さんの店").await;
        enter(&window, &world, &workshop).await;
        let page = format!("{}/f/{}/boards/{}", world.base(), workshop.join_code, board.id);
        window.go(&page).await;
        window.picture("console-02-table").await;
        window.is_accessible().await;
        let text = window.one("#text").await;
        window.enter(&text, "紙の一枚目").await;
        post(&mut hana, "新しい付箋").await;
        until(&window, "document.querySelector('#alone').innerText.includes('新しい付箋')").await;
        window.tap(&window.one("#write button").await).await;
        until(&window, "document.querySelector('#alone').innerText.includes('紙の一枚目')").await;
        let ready = "return [document.querySelector('#text').value, document.activeElement.id]";
        assert_eq!(window.run(ready).await, serde_json::json!(["", "text"]), "for the next one");
        window.enter(&text, "紙の二枚目").await;
        window.tap(&window.one("#write button").await).await;
        until(&window, "document.querySelector('#alone').innerText.includes('紙の二枚目')").await;
        window.tap(&window.one("#held button.primary").await).await;
        until(&window, "!document.querySelector('#held')").await;
        window.run("document.querySelector('#people').scrollIntoView()").await;
        window.picture("console-03-table-end").await;
    });
}

#[test]
fn the_console_fits_a_phone() {
    wait_for(async {
        let Some(window) = Window::open(Device::Phone).await else { return };
        let (world, workshop, board) = evening().await;
        written(&world, &board, 40).await;
        enter(&window, &world, &workshop).await;
        window.picture("console-04-phone").await;
        window.is_accessible().await;
        window.has_large_targets().await;
        window.go(&format!("{}/f/{}/boards/{}", world.base(), workshop.join_code, board.id)).await;
        window
            .run("for (const one of document.querySelectorAll('#alone details')) one.open = true")
            .await;
        window.picture("console-05-phone-table").await;
        window.run("document.querySelector('#wall').scrollIntoView()").await;
        window.picture("console-06-phone-wall").await;
        window.is_accessible().await;
        window.has_large_targets().await;
    });
}

/// From 8 metres a letter of a hundredth of the width of the picture can just be read.
async fn is_readable_from_the_last_row(window: &Window, wide: f64) {
    let small = window.smallest_type().await;
    assert!(small >= wide / 82.0, "{small} px on {wide} px");
    let notes = window
        .run("return Math.min(...[...document.querySelectorAll('.note .text, .results .text, .targets .text')].map((one) => parseFloat(getComputedStyle(one).fontSize)))")
        .await;
    let notes = notes.as_f64().unwrap_or(wide);
    assert!(notes >= wide / 50.0, "notes of {notes} px on {wide} px");
}

async fn an_evening_on_the_wall(device: Device, wide: f64) {
    let Some(window) = Window::open(device).await else { return };
    let (mut world, workshop, board) = evening().await;
    let name = format!("wall-{device:?}").to_lowercase();
    let look = async |what: &str| {
        window.picture(&format!("{name}-{what}")).await;
        window.is_accessible().await;
        is_readable_from_the_last_row(&window, wide).await;
        let high =
            "return document.documentElement.scrollHeight <= document.documentElement.clientHeight";
        assert_eq!(window.run(high).await, true, "{what} is higher than the wall");
    };
    window.go(&format!("{}{}", world.base(), world.wall(&workshop))).await;
    look("00-joining").await;
    let mut hana = world.phone_of(&workshop, 1, "はな").await;
    until(&window, "document.querySelector('#t-1').innerText.includes('1人')").await;
    world.phase(&board, Phase::Write).await;
    world.phase(&world.board(&workshop, 2).await, Phase::Write).await;
    until(&window, "document.querySelector('.phase').innerText.includes('書く')").await;
    look("01-writing").await;
    // → goes to the whole room, → to the first table.
    let body = window.one("body").await;
    for board in [world.board(&workshop, 0).await, board.clone()] {
        window.enter(&body, "\u{e014}").await;
        until(&window, &format!("document.querySelector('main').dataset.board === '{}'", board.id))
            .await;
    }
    look("02-counts").await;
    world.phase(&board, Phase::Talk).await;
    written(&world, &board, 60).await;
    until(&window, "document.querySelectorAll('.note').length === 60").await;
    look("03-notes").await;
    until(&window, "/^1 \\/ [2-9] 面$/.test(document.querySelector('#pages').innerText)").await;
    window.enter(&body, " ").await;
    until(&window, "/^2 \\/ [2-9] 面$/.test(document.querySelector('#pages').innerText)").await;
    look("04-notes-second").await;
    world.phase(&board, Phase::Vote).await;
    for (target, dots) in [("cluster-1", "2"), ("cluster-0", "1")] {
        let path = format!("/w/{}/dots", workshop.join_code);
        hana.post(&path, &[("target", target), ("dots", dots)]).await;
    }
    until(&window, "document.querySelector('#voters')?.innerText.includes('1人')").await;
    look("05-voting").await;
    world.phase(&board, Phase::Result).await;
    until(&window, "document.querySelector('.results li')?.innerText.includes('2点')").await;
    until(&window, "document.querySelector('#pages').innerText.startsWith('1 / ')").await;
    look("06-result").await;
    world.stop_serving();
    until(&window, "!document.querySelector('#stale').hidden").await;
    let kept = window.run("return document.querySelectorAll('.results li').length > 3").await;
    assert_eq!(kept, true, "what was shown is kept while the network is away");
    window.picture(&format!("{name}-07-away")).await;
}

#[test]
fn the_wall_is_readable_from_the_last_row() {
    wait_for(an_evening_on_the_wall(Device::Computer, 1280.0));
}

#[test]
fn the_wall_is_readable_on_a_finer_projector() {
    wait_for(an_evening_on_the_wall(Device::Projector, 1920.0));
}
