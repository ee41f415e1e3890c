//! The office's list: telephone, corrections, files, a mail to everybody.

use super::{announced, mails, rule, signed_up};
use crate::{
    both_engines,
    support::{HARA, MORI, World},
};

const LIST: &str = "/staff/workshops/town-talk/registrations";

both_engines! {
    async fn staff_add_find_and_correct_whoever_calls(world: World) {
        announced(&world, rule(1)).await;
        let mut desk = world.desk(&MORI).await;
        desk.open(LIST).await.is("申し込み").shows("まだありません");
        desk.fill("お名前", "山田 花").fill("電話番号", "0968-62-1111");
        desk.press("加える").await.shows("申し込みを加えました").shows("1 / 1");
        signed_up(&world, "Ken").await.page.is("キャンセル待ちです");
        desk.open(&format!("{LIST}?q=０９６８６２")).await.shows("山田 花").hides("Ken");
        desk.open(&format!("{LIST}?state=waiting")).await.hides("山田 花").shows("Ken");
        desk.follow("Ken").await.is("申し込み 2番").shows("キャンセル待ちを受け付けました");
        desk.fill("お名前", "Kenji").choose("年代", "40代");
        desk.press("保存する").await.shows("保存しました");
        assert_eq!(desk.page.value("お名前"), "Kenji");
        assert!(desk.page.has("年代", "40代"));
        desk.press("参加に変える").await.shows("参加に変えました").hides("順番や定員");
        assert_eq!(mails(&world, "lifted").await, ["ken@example.jp"]);
        desk.press("取り消す").await.shows("確かめの印");
        desk.open(&format!("{LIST}?q=2")).await;
        desk.follow("Kenji").await;
        let address = format!("{}/cancellation", desk.page.url.split('?').next().expect("an address"));
        desk.post(&address, &[("confirmed", "yes")]).await.shows("申し込みを取り消しました");
        let mut hara = world.desk(&HARA).await;
        hara.open("/staff/audit").await.shows("参加申し込みの追加").shows("town-talk 1番").hides("山田");
    }

    async fn more_places_go_to_those_who_wait(world: World) {
        announced(&world, rule(1)).await;
        for name in ["Hana", "Ken", "Mei", "Ren"] {
            signed_up(&world, name).await;
        }
        let mut desk = world.desk(&MORI).await;
        desk.open(LIST).await.shows("キャンセル待ち 3");
        desk.fill("定員", "3").press("変える").await.shows("3 / 3");
        assert_eq!(mails(&world, "lifted").await, ["ken@example.jp", "mei@example.jp"]);
        desk.fill("定員", "0").press("変える").await;
        assert_eq!(desk.page.status, 422);
    }

    async fn the_list_leaves_as_files_and_paper_and_is_recorded(world: World) {
        announced(&world, rule(5)).await;
        signed_up(&world, "Hana").await;
        let mut desk = world.desk(&HARA).await;
        let csv = String::from_utf8(desk.download(&format!("{LIST}/list/registrations.csv")).await).expect("text");
        assert!(csv.contains("受付番号,状態,お名前") && csv.contains("1,参加,Hana,1,hana@example.jp,,30代,万田"), "{csv}");
        let book = desk.download(&format!("{LIST}/list/registrations.xlsx")).await;
        assert!(book.starts_with(b"PK"));
        desk.open(&format!("{LIST}/attendance")).await.shows("出席簿").shows("Hana").shows("2026年12月20日");
        desk.open(&format!("{LIST}/list/other.csv")).await;
        assert_eq!(desk.page.status, 404);
        desk.open("/staff/audit").await.shows("town-talk registrations.csv").shows("town-talk 出席簿");
    }

    async fn a_mail_to_everybody_is_looked_at_first_and_sent_once(world: World) {
        announced(&world, rule(5)).await;
        signed_up(&world, "Hana").await;
        signed_up(&world, "Ken").await;
        let mut desk = world.desk(&MORI).await;
        desk.open(LIST).await;
        desk.fill("お名前", "電話の人").fill("電話番号", "0968-62-1111").press("加える").await;
        desk.open(&format!("{LIST}/notice")).await.is("お知らせ");
        desk.fill("書き足す文", "雨のため、場所が変わりました。");
        desk.press("メールを確かめる").await.shows("まだ送っていません").shows("雨のため").shows("電話の人");
        assert_eq!(mails(&world, "news").await.len(), 0, "a look sends nothing");
        desk.press("2人にメールを送る").await.shows("2人にメールを書きました");
        assert_eq!(mails(&world, "news").await, ["hana@example.jp", "ken@example.jp"]);
        desk.fill("書き足す文", "雨のため、場所が変わりました。");
        desk.press("メールを確かめる").await.shows("もう2人に書いています");
        desk.press("2人にメールを送る").await;
        assert_eq!(mails(&world, "news").await.len(), 2);
    }
}
