//! The day itself: tables by one press, changed by taps, and who is here.

use super::{announced, rule, signed_up};
use crate::{
    both_engines,
    support::{MORI, World},
};

const LIST: &str = "/staff/workshops/town-talk/registrations";

async fn sizes(world: &World) -> Vec<String> {
    world.rows("SELECT CAST(COUNT(*) AS TEXT) AS value FROM guest WHERE seat IS NOT NULL GROUP BY seat ORDER BY COUNT(*)").await
}

both_engines! {
    async fn one_press_makes_tables_and_a_tap_changes_them(world: World) {
        announced(&world, rule(8)).await;
        for number in 0..8 {
            signed_up(&world, &format!("P{number}")).await;
        }
        // Waits, and sits nowhere.
        signed_up(&world, "Late").await;
        let mut desk = world.desk(&MORI).await;
        desk.open(&format!("{LIST}/seating")).await.is("席").shows("「年代、お住まいの地区」がかたよらない");
        desk.press("席を決める").await.shows("テーブル3").hides("Late");
        assert_eq!(sizes(&world).await, ["2", "3", "3"]);
        desk.follow("P0").await.shows("移すテーブルを押してください");
        let at = world.rows("SELECT CAST(seat AS TEXT) AS value FROM guest JOIN registration ON id = registration_id WHERE name = 'P0'").await.remove(0);
        let to = if at == "1" { 2 } else { 1 };
        let found = desk.page.controls.iter().find(|control| control.label.starts_with(&format!("テーブル{to}（")));
        let label = found.expect("a button").label.clone();
        desk.press(&label).await.is("席");
        let now = world.rows("SELECT CAST(seat AS TEXT) AS value FROM guest JOIN registration ON id = registration_id WHERE name = 'P0'").await;
        assert_eq!(now, [to.to_string()]);
        desk.post(&format!("{LIST}/seating/draws"), &[]).await.shows("席はもう決まっています");
        desk.open(&format!("{LIST}/seating/lists")).await.shows("テーブル1").shows("P0");
        let mut wrong = world.desk(&MORI).await;
        let id = world.rows("SELECT id AS value FROM registration WHERE name = 'P0'").await.remove(0);
        wrong.post(&format!("{LIST}/seating/moves"), &[("id", &id), ("slot", "1"), ("table", "9")]).await;
        assert_eq!(wrong.page.status, 409);
    }

    async fn the_reception_says_the_table_and_takes_a_mistake_back(world: World) {
        announced(&world, rule(3)).await;
        for name in ["Hana", "Ken", "Mei"] {
            signed_up(&world, name).await;
        }
        let mut desk = world.desk(&MORI).await;
        desk.open(&format!("{LIST}/check-in")).await.is("当日の受付").shows("0 / 3");
        desk.press_near("Hana", "来ました").await.shows("Hana 様").shows("席はまだ決めていません").shows("1 / 3");
        desk.open(&format!("{LIST}/seating")).await;
        desk.press("席を決める").await;
        desk.open(&format!("{LIST}/check-in")).await;
        desk.press_near("Ken", "来ました").await.shows("Ken 様").shows("2 / 3");
        desk.press_near("Ken", "取り消す").await.shows("1 / 3");
        desk.fill("お名前", "とびこみ").choose("年代", "20代");
        desk.press("受け付ける").await.shows("とびこみ 様").shows("2 / 4");
        assert_eq!(sizes(&world).await, ["1", "1", "2"]);
        desk.open(&format!("{LIST}/check-in?q=ｍｅｉ")).await.shows("Mei").hides("3番 とびこみ");
        desk.open(LIST).await.shows("来た人 2");
    }

    async fn whoever_cancels_leaves_the_table(world: World) {
        announced(&world, rule(3)).await;
        let mut hana = signed_up(&world, "Hana").await;
        signed_up(&world, "Ken").await;
        let mut desk = world.desk(&MORI).await;
        desk.open(&format!("{LIST}/seating")).await;
        desk.press("席を決める").await.shows("Hana");
        hana.press("申し込みを取り消す").await;
        desk.open(&format!("{LIST}/seating")).await.hides("Hana").shows("Ken");
        let id = world.rows("SELECT id AS value FROM registration WHERE name = 'Hana'").await.remove(0);
        desk.post(&format!("{LIST}/check-in/arrivals"), &[("id", &id), ("slot", "1"), ("on", "yes")]).await
            .shows("「取り消し」になっているため");
        signed_up(&world, "Mei").await;
        desk.open(&format!("{LIST}/seating")).await.shows("席のない人（1人）");
        desk.press("席のない1人だけ決める").await.hides("席のない人");
        assert_eq!(sizes(&world).await, ["1", "1"]);
    }
}
