//! Mail in the office.

use machikoe::outbox::State;

use super::*;

both_engines! {
    async fn a_viewer_sees_states_and_neither_addresses_nor_texts(world: World) {
        write(&world, "a", "hana@example.jp").await;
        let id = of(&world, "a").await.remove(0).id;
        let mut oka = world.desk(&OKA).await;
        oka.follow("メール").await.is("メール").shows(SUBJECT).shows("送信待ち");
        oka.page.hides("hana@example.jp").shows("編集の権限を持つ職員ができます");
        oka.open(&format!("/staff/mail/{id}")).await.is("この操作はできません").hides(BODY);
    }

    async fn an_editor_stops_a_mail_and_has_it_sent_after_all(world: World) {
        let tomorrow = world.app.stamp() + chrono::Duration::days(1);
        write_due(&world, "a", "hana@example.jp", None, tomorrow).await.expect("written");
        let mut mori = world.desk(&MORI).await;
        mori.open("/staff/mail").await.shows("hana@example.jp").shows("2026年12月11日 12:00 から");
        mori.follow(SUBJECT).await.shows(BODY);
        mori.press("送るのを取りやめる").await.is(SUBJECT).shows("取りやめ");
        world.set_clock("2026-12-12T12:00:00+09:00");
        assert_eq!(round(&world).await, worker::Sent::default());
        let mut mori = world.desk(&MORI).await;
        mori.open("/staff/mail?state=stopped").await;
        mori.follow(SUBJECT).await;
        mori.press("もう一度送る").await.shows("送信待ち");
        assert_eq!(round(&world).await.kept, 1);
        let mut hara = world.desk(&HARA).await;
        hara.open("/staff/audit").await.shows(&format!("メールの取りやめ {SUBJECT}"));
        hara.page.shows(&format!("メールの再送 {SUBJECT}")).hides("hana@example.jp");
    }

    async fn a_mail_that_is_on_its_way_cannot_be_stopped(world: World) {
        write(&world, "a", "hana@example.jp").await;
        world.execute("UPDATE mail SET tries = 1, leased_until = '2026-12-10 03:05:00'").await.expect("set");
        let id = of(&world, "a").await.remove(0).id;
        let mut mori = world.desk(&MORI).await;
        mori.open(&format!("/staff/mail/{id}")).await.shows("送っています").hides("取りやめる");
        mori.post(&format!("/staff/mail/{id}/removal"), &[]).await.is("いまはできません");
        mori.post(&format!("/staff/mail/{id}/retry"), &[]).await.is("いまはできません");
        assert_eq!(of(&world, "a").await[0].state, State::Waiting);
    }

    async fn a_long_list_is_turned_page_by_page_and_filtered(world: World) {
        for number in 0..103 {
            write(&world, &format!("k:{number}"), &format!("p{number}@example.jp")).await;
        }
        let mut mori = world.desk(&MORI).await;
        mori.open("/staff/mail").await.shows("すべて 103");
        let first = mori.page.links.iter().filter(|(words, _)| words == SUBJECT).count();
        mori.follow("次のページ").await;
        let second = mori.page.links.iter().filter(|(words, _)| words == SUBJECT).count();
        assert_eq!((first, second), (100, 3));
        mori.open("/staff/mail?state=sent").await.shows("「送信済み」のメールはありません。");
        mori.open("/staff/mail?state=nonsense").await.shows("すべて 103");
    }
}
