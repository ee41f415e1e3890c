//! Mail: written with what it tells of, sent once, shown to staff when it cannot be.

mod desk;
mod sending;
mod unsubscribing;

use machikoe::{
    clock::Instant,
    error::{Error, Result},
    outbox::{self, Letter, Mail, worker},
};

use crate::{
    both_engines,
    support::{post::*, *},
};

/// A mail to somebody, due now.
const SUBJECT: &str = "参加登録を受け付けました";
const BODY: &str = "12月5日にお待ちしています。";

/// Writes a mail down, due now.
async fn write(world: &World, key: &str, to: &str) {
    write_due(world, key, to, None, world.app.stamp()).await.expect("written");
}

/// Writes a mail of a list down.
async fn write_due(
    world: &World,
    key: &str,
    to: &str,
    list: Option<&str>,
    due: Instant,
) -> Result<()> {
    let mail = Mail { to, subject: SUBJECT, body: BODY, list };
    write_mail(world, key, mail, due).await
}

async fn write_mail(world: &World, key: &str, mail: Mail<'_>, due: Instant) -> Result<()> {
    let (app, key) = (world.app.clone(), key.to_owned());
    let [to, subject, body] = [mail.to, mail.subject, mail.body].map(str::to_owned);
    let list = mail.list.map(str::to_owned);
    app.clone()
        .store
        .write(move |db| {
            let mail = Mail { to: &to, subject: &subject, body: &body, list: list.as_deref() };
            outbox::enqueue(db, &app, &key, &mail, due)
        })
        .await
}

/// Sends what is due.
async fn round(world: &World) -> worker::Sent {
    worker::round(&world.app).await.expect("a round")
}

/// The mails of a key prefix.
async fn of(world: &World, prefix: &'static str) -> Vec<Letter> {
    world.app.store.read(move |db| outbox::of(db, prefix)).await.expect("read")
}

both_engines! {
    async fn a_transaction_that_fails_leaves_no_mail(world: World) {
        let app = world.app.clone();
        let failed: Result<()> = world.app.store.write(move |db| {
            let mail = Mail { to: "hana@example.jp", subject: SUBJECT, body: BODY, list: None };
            outbox::enqueue(db, &app, "registration:1:confirmed", &mail, app.stamp())?;
            Err(Error::Conflict("満席になりました。".into()))
        }).await;
        assert!(failed.is_err());
        assert_eq!(world.count("mail").await, 0);
        assert_eq!(round(&world).await, worker::Sent::default());
    }

    async fn the_same_reason_twice_is_one_mail(world: World) {
        write(&world, "registration:1:confirmed", "hana@example.jp").await;
        write(&world, "registration:1:confirmed", "ken@example.jp").await;
        let letters = of(&world, "registration:1:").await;
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].to.as_deref(), Some("hana@example.jp"));
    }

    async fn a_line_break_brings_no_header_in(world: World) {
        let now = world.app.stamp();
        for (to, subject) in [
            ("hana@example.jp\r\nBcc: ken@example.jp", SUBJECT),
            ("hana@example.jp", "受付\r\nBcc: ken@example.jp"),
            ("hana@example.jp", "受付\n続き"),
            ("hana@example.jp", " "),
            ("hana@example.jp>, <ken@example.jp", SUBJECT),
        ] {
            let mail = Mail { to, subject, body: BODY, list: None };
            let refused = write_mail(&world, "k", mail, now).await.expect_err(subject);
            assert!(matches!(refused, Error::Invalid(_)), "{refused:?}");
        }
        assert_eq!(world.count("mail").await, 0);
    }

    async fn what_waits_is_withdrawn_by_its_prefix_and_may_be_written_again(world: World) {
        let tomorrow = world.app.stamp() + chrono::Duration::days(1);
        for key in ["registration:1:reminder", "registration:10:reminder", "registration:1:x"] {
            write_due(&world, key, "hana@example.jp", None, tomorrow).await.expect("written");
        }
        write(&world, "registration:1:confirmed", "hana@example.jp").await;
        round(&world).await;
        let gone = world.write(|db| outbox::withdraw(db, "registration:1:")).await;
        assert_eq!(gone, 2);
        let left: Vec<String> = of(&world, "registration:").await.into_iter().map(|one| one.key).collect();
        assert_eq!(left, ["registration:10:reminder", "registration:1:confirmed"]);
        write_due(&world, "registration:1:reminder", "hana@example.jp", None, tomorrow).await.expect("written");
        assert_eq!(of(&world, "registration:1:reminder").await.len(), 1);
    }

    async fn addresses_and_texts_are_forgotten_and_state_and_times_stay(world: World) {
        write(&world, "registration:1:confirmed", "hana@example.jp").await;
        round(&world).await;
        let tomorrow = world.app.stamp() + chrono::Duration::days(1);
        write_due(&world, "registration:1:reminder", "hana@example.jp", None, tomorrow).await.expect("written");
        write(&world, "registration:2:confirmed", "ken@example.jp").await;
        assert_eq!(world.write(|db| outbox::forget(db, "registration:1:")).await, 2);
        let letters = of(&world, "registration:").await;
        assert_eq!(letters.len(), 2, "{letters:?}");
        assert_eq!((letters[0].to.as_deref(), letters[0].body.as_deref()), (None, None));
        assert_eq!((letters[0].state, letters[0].ended_at), (outbox::State::Kept, Some(world.app.stamp())));
        assert_eq!(letters[1].to.as_deref(), Some("ken@example.jp"));
        let mut mori = world.desk(&MORI).await;
        mori.open("/staff/mail").await.shows("（消去済み）").shows("ken@example.jp");
        mori.open(&format!("/staff/mail/{}", letters[0].id)).await.shows("消去しました").hides("もう一度送る");
        mori.post(&format!("/staff/mail/{}/retry", letters[0].id), &[]).await.shows("もう一度送ることができません");
    }

    async fn a_dry_run_sends_nothing_and_shows_every_mail(world: World) {
        write(&world, "registration:1:confirmed", "hana@example.jp").await;
        let tomorrow = world.app.stamp() + chrono::Duration::days(1);
        write_due(&world, "registration:1:reminder", "hana@example.jp", Some("meeting:1"), tomorrow).await.expect("written");
        assert_eq!(round(&world).await, worker::Sent { kept: 1, ..Default::default() });
        let states: Vec<_> = of(&world, "registration:1:").await.iter().map(|one| one.state).collect();
        assert_eq!(states, [outbox::State::Kept, outbox::State::Waiting]);
        let mut mori = world.desk(&MORI).await;
        mori.open("/staff/mail").await.shows("メールは1通も送りません").shows("送らずに記録 1").shows("送信待ち 1");
        mori.follow(SUBJECT).await.is(SUBJECT).shows(BODY).shows("荒尾市 総合政策課 電話 0968-00-0000");
    }
}
