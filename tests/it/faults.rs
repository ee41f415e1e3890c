//! A disk that is full, a database that goes away: a clear page, nothing lost, nothing twice.

use std::{fs, io::Write, path::PathBuf, time::Duration};

use machikoe::{on_each, store::Store};

use crate::support::{
    child::Serving,
    log::Log,
    postgres::Database,
    proxy::Proxy,
    steps::*,
    world::{Plan, day},
    *,
};

/// Until when something that needs a moment has to have happened.
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn while_the_database_is_away_pages_show_what_was_typed_and_go_on_later() {
    wait_for(async {
        let Some(database) = Database::create() else { return };
        let line = Proxy::to(database.server());
        let plan = Plan { through: Some(line.host.clone()), ..Plan::default() };
        let world = World::on(Engine::Postgres, Some(database), Log::alone(), plan).await;
        let mut phone = world.begun(&HANA).await;
        let mut ready = world.answered(&ICHIRO).await;
        about_you(&mut phone);
        line.cut();
        phone.press("次へ").await.is("あなたについて").shows("いま保存できませんでした。");
        assert_eq!((phone.page.status, phone.page.value("何人で暮らして")), (503, "4"));
        assert!(phone.page.has("性別", "女性"));
        ready.press("この内容で送信する").await;
        assert_eq!(ready.page.status, 503, "{}\n{:?}", ready.page.describe(), world.log.errors());
        ready.page.is("ただいま混み合っています").shows("ただいま保存できません。");
        let mut stranger = world.browser();
        stranger.open(&format!("/q/{}", world.compact(&KEN))).await.is("ただいま混み合っています");
        stranger.open("/").await.is("アンケートに答える");
        line.mend();
        phone.press("次へ").await.is("町の暮らし");
        ready.open("/a/confirm").await.is("回答の確認");
        ready.press("この内容で送信する").await.is("回答を受け取りました");
        phone.press("前のページへ").await;
        assert!(phone.page.has("性別", "女性"));
        assert_eq!(world.count("response").await, 1);
    });
}

#[test]
fn a_reply_that_was_lost_is_asked_for_again_and_gives_the_same_receipt() {
    wait_for(async {
        let Some(database) = Database::create() else { return };
        let line = Proxy::to(database.server());
        let plan = Plan { through: Some(line.host.clone()), ..Plan::default() };
        let world = World::on(Engine::Postgres, Some(database), Log::alone(), plan).await;
        for person in [&HANA, &KEN, &LAN] {
            let mut phone = world.answered(person).await;
            let submission = phone.page.hidden("submission");
            let (_, ()) = tokio::join!(phone.press("この内容で送信する"), async {
                tokio::task::yield_now().await;
                line.cut();
            });
            // Somebody finds the line cut: from then on no connection is trusted unasked, also
            // where the reply had come before the cut.
            world.browser().open(&format!("/q/{}", world.compact(&MIDORI))).await;
            line.mend();
            phone.post("/a/submission", &[("submission", &submission)]).await;
            phone.page.is("回答を受け取りました");
        }
        assert_eq!(world.count("response").await, 3);
    });
}

#[test]
fn on_a_full_disk_pages_say_so_and_go_on_when_there_is_room() {
    wait_for(async {
        let days = (day(2000, 1, 1), day(2100, 12, 31));
        let plan = Plan { days, ..Plan::default() };
        let world = World::on(Engine::Sqlite, None, Log::quiet(), plan).await;
        // A database without a log beside it: the next write needs room.
        fold_log(&world.app.store).await;
        let Some(mut serving) = Serving::on_a_small_disk(&world, 8 << 20) else { return };
        let mut phone = Browser::new(&serving.base);
        phone.open(&format!("/q/{}", world.compact(&HANA))).await;
        phone.press("回答を始める").await.is("あなたについて");
        about_you(&mut phone);
        let filler = fill(&serving, &world);
        phone.press("次へ").await.is("あなたについて").shows("いま保存できませんでした。");
        assert_eq!((phone.page.status, phone.page.value("何人で暮らして")), (503, "4"));
        assert!(phone.page.has("性別", "女性"));
        fs::remove_file(filler).expect("room");
        phone.press("次へ").await.is("町の暮らし");
        living(&mut phone);
        phone.press("次へ").await;
        happiness(&mut phone);
        phone.press("次へ").await.is("回答の確認");
        let submission = phone.page.hidden("submission");
        let filler = fill(&serving, &world);
        // What room the log has left may do for one answer, but never for a half of it.
        phone.press("この内容で送信する").await;
        assert!([200, 503].contains(&phone.page.status), "{}", phone.page.describe());
        fs::remove_file(filler).expect("room");
        phone
            .post("/a/submission", &[("submission", &submission)])
            .await
            .is("回答を受け取りました");
        assert!(serving.process.try_wait().expect("asked").is_none(), "the server has ended");
    });
}

/// Writes all of SQLite's log into the database and empties it.
async fn fold_log(store: &Store) {
    let folded = store.read(|db| {
        Ok(on_each!(db, conn => diesel::connection::SimpleConnection::batch_execute(
            conn,
            "PRAGMA wal_checkpoint(TRUNCATE)",
        ))?)
    });
    folded.await.expect("folded");
}

/// Fills the small disk of a server to the last byte.
fn fill(serving: &Serving, world: &World) -> PathBuf {
    let disk = world.folder.path().join("disk");
    // The disk is mounted for that process alone; this is the way into its view.
    let view = PathBuf::from(format!("/proc/{}/root", serving.process.id()));
    let filler = view.join(disk.strip_prefix("/").expect("an absolute path")).join("filler");
    let mut file = fs::File::create(&filler).expect("a file");
    let started = std::time::Instant::now();
    for size in [1 << 16, 1 << 10, 1] {
        while file.write_all(&vec![b'x'; size]).is_ok() {
            assert!(started.elapsed() < PATIENCE, "the small disk does not fill");
        }
    }
    filler
}
