//! What the hub keeps in mind, and for how long.

use std::thread;

use super::*;
use crate::{
    board::{
        act::{self, By},
        lead,
    },
    clock::{Clock, Instant, day_in_japan},
    config::Config,
    id::Ids,
    workshop::{self, NewWorkshop, Settings, ThemeSettings, settings::Names},
};

/// An application with a workshop of one table, and the id of its board. The folder is kept
/// beside it.
async fn app() -> (tempfile::TempDir, Arc<App>, String) {
    let folder = tempfile::tempdir().unwrap();
    let config = Config { data: folder.path().into(), ..Config::default() };
    let clock = Clock::fixed(Instant::UNIX_EPOCH);
    let app = Arc::new(App::build(config.finish().unwrap(), clock, Ids::System).unwrap());
    let settings = Settings {
        audience: "市民".into(),
        purpose: String::new(),
        names: Names::None,
        minors: false,
        tables: 1,
        hold: None,
        keep_days: 90,
        registration: None,
    };
    let of_theme =
        ThemeSettings { colours: Vec::new(), minutes: Vec::new(), budget: 3, per_cluster: 1 };
    let now = app.stamp();
    let new = NewWorkshop {
        slug: "town-talk".into(),
        title: "町の話し合い".into(),
        template: "test".into(),
        held_on: day_in_japan(now),
        hours: String::new(),
        place: String::new(),
        settings,
        themes: vec![("海辺".into(), String::new(), of_theme)],
        sample: false,
    };
    let inner = Arc::clone(&app);
    let make = move |db: &mut Db| {
        let made = workshop::make(db, &inner, new, now)?;
        workshop::open(db, &made)?;
        let theme = workshop::store::get(db, &made.id)?.theme_id.unwrap();
        Ok(store::of_theme(db, &theme)?.pop().unwrap().id)
    };
    let board = app.store.write(make).await.unwrap();
    (folder, app, board)
}

/// Something happens on a board, and is committed.
async fn announce(app: &Arc<App>, board: &str) {
    let (inner, board) = (Arc::clone(app), board.to_owned());
    let change = move |db: &mut Db| {
        act::change(db, &inner, &board, By::Facilitator, |deed| lead::announce(deed, "休憩"))
    };
    app.store.write(change).await.unwrap();
}

#[tokio::test]
async fn a_board_that_nobody_looks_at_any_more_is_forgotten() {
    let (_folder, app, board) = app().await;
    let hub = &app.hub;
    let eye = Eye::Attendee("hana".into());
    let here = hub.subscribe(&app.store, &board, eye.clone()).await.unwrap();
    let there = hub.subscribe(&app.store, &board, eye).await.unwrap();
    hub.look(&app.store).await.unwrap();
    assert_eq!(hub.online(), [(board.clone(), 1)], "one person on two phones");
    drop(here);
    hub.look(&app.store).await.unwrap();
    assert_eq!(hub.online(), [(board, 1)]);
    drop(there);
    hub.look(&app.store).await.unwrap();
    assert_eq!(hub.online(), []);
}

#[tokio::test]
async fn what_another_process_has_written_is_found_by_looking() {
    let (_folder, app, board) = app().await;
    let mut phone = app.hub.subscribe(&app.store, &board, Eye::Projector).await.unwrap();
    announce(&app, &board).await;
    app.hub.look(&app.store).await.unwrap();
    assert_eq!(phone.messages.recv().await.unwrap().entry.seq, 1);
}

#[tokio::test]
async fn a_panic_while_the_boards_are_held_closes_them_to_nobody() {
    let (_folder, app, board) = app().await;
    let hub = Arc::clone(&app.hub);
    let panicked = thread::spawn(move || {
        let _held = hub.channels.lock();
        panic!("as a mistake would");
    });
    assert!(panicked.join().is_err());
    let mut phone = app.hub.subscribe(&app.store, &board, Eye::Projector).await.unwrap();
    announce(&app, &board).await;
    app.hub.poke(&app.store, &board).await;
    assert_eq!(phone.messages.recv().await.unwrap().entry.seq, 1);
}
