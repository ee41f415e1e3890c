//! Against a real mail server.

use std::{collections::BTreeSet, fs, sync::Arc, time::Duration};

use chrono::TimeDelta;
use machikoe::{
    app::App,
    config::{self, Security},
    outbox::{State, Trouble, worker::Sent},
};

use super::*;
use crate::support::{
    child::{self, Serving},
    log::Log,
    world::Plan,
};

/// Writes a test once and runs it on both engines, in a world that sends through the mail
/// server of the tests.
macro_rules! with_post_office {
    ($(async fn $name:ident($world:ident: World, $post:ident: PostOffice) $body:block)*) => {$(
        async fn $name($world: World, $post: PostOffice) $body

        mod $name {
            use crate::support::Engine;

            #[test]
            fn sqlite() {
                super::run(Engine::Sqlite, super::$name);
            }

            #[test]
            fn postgres() {
                super::run(Engine::Postgres, super::$name);
            }
        }
    )*};
}

pub(super) use with_post_office;

pub(super) fn run(engine: Engine, check: impl AsyncFnOnce(World, PostOffice)) {
    let Some(post) = PostOffice::find() else { return };
    wait_for(async {
        let plan = Plan { mail: post.settings(), ..Plan::default() };
        if let Some(world) = World::with(engine, Log::quiet(), plan).await {
            check(world, post).await;
        }
    });
}

const SENT: Sent = Sent { sent: 1, put_off: 0, failed: 0, declined: 0, kept: 0 };
const PUT_OFF: Sent = Sent { sent: 0, put_off: 1, ..SENT };
const FAILED: Sent = Sent { sent: 0, failed: 1, ..SENT };
const NOTHING: Sent = Sent { sent: 0, ..SENT };

fn later(world: &World, by: TimeDelta) {
    world.app.clock.set(world.app.stamp() + by);
}

with_post_office! {
    async fn japanese_arrives_intact_by_an_encrypted_way(world: World, post: PostOffice) {
        let to = somebody("hana");
        let subject = "【荒尾市】「荒尾市で子育てしたい」ワークショップの参加登録を受け付けました（𠮷髙﨑～―①㈱ Ｚ🌊 ok）";
        let body = format!("髙橋 さくら 様\n\n.\n.. From here\n{}\nｶﾅ مرحبا =\tok 100%", "長い行。".repeat(300));
        let mail = Mail { to: &to, subject, body: &body, list: None };
        write_mail(&world, "registration:1:confirmed", mail, world.app.stamp()).await.expect("written");
        assert_eq!(round(&world).await, SENT);
        let got = post.one(&to);
        assert_eq!(got.header("subject"), subject);
        let footer = "\n\n――――――――――\n荒尾市 総合政策課\n電話 0968-00-0000（平日 8時30分〜17時15分）\nこのメールは自動でお送りしています。\n";
        assert_eq!(got.text(), format!("{body}{footer}"));
        assert_eq!(got.0["encrypted"], true);
        assert_eq!(got.0["from"], "machikoe@city.example.jp");
        assert_eq!(got.header("from"), "荒尾市 総合政策課 <machikoe@city.example.jp>");
        assert_eq!(got.header("reply-to"), "荒尾市 総合政策課 <plan@city.example.jp>");
        assert_eq!(got.header("to"), to);
        assert_eq!(got.header("date"), "Thu, 10 Dec 2026 03:00:00 +0000");
        assert_eq!(got.header("auto-submitted"), "auto-generated");
        assert_eq!(got.header("list-unsubscribe"), "");
        let letter = &of(&world, "registration:1:").await[0];
        assert_eq!(got.header("message-id"), format!("<{}@city.example.jp>", letter.id));
        assert_eq!((letter.state, letter.ended_at), (State::Sent, Some(world.app.stamp())));
        let raw = got.0["raw"].as_str().expect("text");
        assert!(raw.is_ascii() && raw.lines().all(|line| line.len() <= 998));
    }

    async fn an_old_address_of_a_phone_company_gets_its_mail(world: World, post: PostOffice) {
        let to = somebody("keitai..x");
        write(&world, "k", &to).await;
        assert_eq!(round(&world).await, SENT);
        let (user, host) = to.split_once('@').expect("an address");
        let raw = post.one(&to).0["raw"].to_string();
        assert!(raw.contains(&format!("To: \\\"{user}\\\"@{host}")), "{raw}");
    }

    async fn a_temporary_refusal_is_retried_with_growing_pauses_and_arrives_once(world: World, post: PostOffice) {
        let to = somebody("busy2");
        write(&world, "k", &to).await;
        assert_eq!(round(&world).await, PUT_OFF);
        for (pause, outcome) in [(60, PUT_OFF), (300, SENT)] {
            later(&world, TimeDelta::seconds(pause - 1));
            assert_eq!(round(&world).await, NOTHING, "before {pause} s");
            later(&world, TimeDelta::seconds(1));
            assert_eq!(round(&world).await, outcome, "after {pause} s");
        }
        post.one(&to);
        assert_eq!(round(&world).await, NOTHING);
        let letter = &of(&world, "k").await[0];
        assert_eq!((letter.tries, letter.state, letter.trouble), (3, State::Sent, None));
    }

    async fn who_never_answers_is_given_up_after_a_day_and_a_half(world: World, post: PostOffice) {
        let to = somebody("busy99");
        write(&world, "k", &to).await;
        for minutes in [1, 5, 30, 2 * 60, 8 * 60, 24 * 60] {
            assert_eq!(round(&world).await, PUT_OFF);
            assert_eq!(of(&world, "k").await[0].trouble, Some(Trouble::Busy(451)));
            later(&world, TimeDelta::minutes(minutes));
        }
        assert_eq!(round(&world).await, FAILED);
        later(&world, TimeDelta::days(30));
        assert_eq!(round(&world).await, NOTHING);
        assert_eq!(post.got(&to).len(), 0);
    }

    async fn a_permanent_refusal_is_shown_to_staff_at_once(world: World, post: PostOffice) {
        let (gone, spam, hana) = (somebody("gone"), somebody("spam"), somebody("hana"));
        for (key, to) in [("a", &gone), ("b", &spam), ("c", &hana)] {
            write(&world, key, to).await;
        }
        assert_eq!(round(&world).await, Sent { sent: 1, failed: 2, ..NOTHING });
        post.one(&hana);
        let mut mori = world.desk(&MORI).await;
        mori.open("/staff/mail?state=failed").await.shows("送れなかったメールが2件あります。");
        mori.page.shows("受け取りを断りました（返事 550）").shows("（返事 554）").shows(&gone).hides(&hana);
        mori.press("送れなかったメールをすべてもう一度送る").await.shows("送信待ち 2");
        assert_eq!(round(&world).await, Sent { failed: 2, ..NOTHING });
        let told = world.log.lines().into_iter().filter(|line| line.contains("did not leave")).count();
        assert!(told >= 4, "{told}");
        for secret in [&gone, &spam, &hana, &BODY.to_owned(), &"lantern-tide".to_owned()] {
            assert!(!world.log.lines().iter().any(|line| line.contains(secret.as_str())), "{secret}");
        }
    }

    async fn killed_between_sending_and_noting_sends_the_same_mail_again(world: World, post: PostOffice) {
        let to = somebody("hana");
        write(&world, "k", &to).await;
        assert_eq!(round(&world).await, SENT);
        // As the process leaves it that dies before the note.
        let until = world.app.stamp() + TimeDelta::minutes(10);
        let undone = format!(
            "UPDATE mail SET state = 'waiting', ended_at = NULL, leased_until = '{}'",
            until.format("%Y-%m-%d %H:%M:%S")
        );
        world.execute(&undone).await.expect("undone");
        later(&world, TimeDelta::seconds(599));
        assert_eq!(round(&world).await, NOTHING);
        later(&world, TimeDelta::seconds(1));
        assert_eq!(round(&world).await, SENT);
        let got = post.got(&to);
        assert_eq!(got.len(), 2);
        assert_eq!(got[0].header("message-id"), got[1].header("message-id"));
    }

    async fn two_processes_send_each_mail_once(world: World, post: PostOffice) {
        let everybody: Vec<String> = (0..90).map(|_| somebody("crowd")).collect();
        for (number, to) in everybody.iter().enumerate() {
            write(&world, &format!("k:{number}"), to).await;
        }
        let other = App::build(world.app.config.clone(), world.app.clock.clone(), world.app.ids.clone());
        let other = Arc::new(other.expect("a second process"));
        let (one, two) = tokio::join!(round(&world), worker::round(&other));
        assert_eq!(one.sent + two.expect("a round").sent, 90);
        let ids: BTreeSet<String> = everybody.iter().map(|to| post.one(to).header("message-id").to_owned()).collect();
        assert_eq!(ids.len(), 90);
    }
}

/// One try with other settings: what is noted, and nothing arrives.
fn with_settings(change: impl FnOnce(&mut config::Mail), expected: Trouble) {
    let Some(post) = PostOffice::find() else { return };
    wait_for(async {
        let mut mail = post.settings();
        change(&mut mail);
        let plan = Plan { mail, ..Plan::default() };
        let Some(world) = World::with(Engine::Sqlite, Log::quiet(), plan).await else { return };
        let to = somebody("hana");
        write(&world, "k", &to).await;
        assert_eq!(round(&world).await, PUT_OFF);
        assert_eq!(of(&world, "k").await[0].trouble, Some(expected));
        assert_eq!(post.got(&to).len(), 0);
    });
}

#[test]
fn a_server_that_speaks_tls_from_the_first_byte_gets_mail_too() {
    let Some(post) = PostOffice::find() else { return };
    wait_for(async {
        let (port, security) = (Some(post.tls_port()), Security::Tls);
        let mail = config::Mail { port, security, ..post.settings() };
        let plan = Plan { mail, ..Plan::default() };
        let Some(world) = World::with(Engine::Sqlite, Log::quiet(), plan).await else { return };
        let to = somebody("hana");
        write(&world, "k", &to).await;
        assert_eq!(round(&world).await, SENT);
        assert_eq!(post.one(&to).0["encrypted"], true);
    });
}

#[test]
fn a_wrong_password_is_no_fault_of_the_mail() {
    with_settings(|mail| mail.password = "wrong".into(), Trouble::SignIn(535));
}

#[test]
fn a_refused_sender_is_no_fault_of_the_mail() {
    with_settings(|mail| mail.from = "stranger@example.jp".into(), Trouble::Server(553));
}

#[test]
fn a_server_whose_certificate_nobody_vouches_for_gets_nothing() {
    with_settings(|mail| mail.root_certificate = None, Trouble::Encryption);
}

#[test]
fn the_same_holds_where_tls_comes_first() {
    let Some(post) = PostOffice::find() else { return };
    let untrusted = |mail: &mut config::Mail| {
        (mail.port, mail.security) = (Some(post.tls_port()), Security::Tls);
        mail.root_certificate = None;
    };
    with_settings(untrusted, Trouble::Encryption);
}

#[test]
fn a_server_that_is_away_is_tried_again() {
    with_settings(|mail| mail.port = Some(1), Trouble::Unreachable);
}

#[test]
fn a_server_that_wants_encryption_gets_no_password_in_the_clear() {
    with_settings(|mail| mail.security = Security::None, Trouble::SignIn(0));
}

#[test]
fn the_command_sends_a_test_mail_and_says_what_the_server_said() {
    let Some(post) = PostOffice::find() else { return };
    wait_for(async {
        let Some(world) = World::open(Engine::Sqlite, Log::quiet()).await else { return };
        let (to, gone) = (somebody("hana"), somebody("gone"));
        let none = child::run(&world, &["mail", "test", &to]);
        assert!(!none.status.success());
        assert!(
            String::from_utf8_lossy(&none.stderr).contains("メールサーバーが設定されていません")
        );
        fs::write(world.app.config.data.join("machikoe.toml"), post.settings_file())
            .expect("written");
        let sent = child::run(&world, &["mail", "test", &to]);
        assert!(sent.status.success(), "{sent:?}");
        assert!(String::from_utf8_lossy(&sent.stdout).contains("250 taken"), "{sent:?}");
        assert_eq!(post.one(&to).header("subject"), "まちこえ：送信の試し");
        let refused = child::run(&world, &["mail", "test", &gone]);
        assert!(!refused.status.success());
        assert!(String::from_utf8_lossy(&refused.stderr).contains("no such user"), "{refused:?}");
    });
}

#[test]
fn a_server_process_sends_what_is_written_by_itself() {
    let Some(post) = PostOffice::find() else { return };
    wait_for(async {
        let Some(world) = World::open(Engine::Sqlite, Log::quiet()).await else { return };
        let to = somebody("hana");
        write_due(&world, "k", &to, None, "2020-01-01T00:00:00Z".parse().expect("an instant"))
            .await
            .expect("written");
        fs::write(world.app.config.data.join("machikoe.toml"), post.settings_file())
            .expect("written");
        let serving = Serving::start(&world);
        let arrived = async {
            while post.got(&to).is_empty() || of(&world, "k").await[0].state != State::Sent {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), arrived).await.expect("a mail");
        drop(serving);
        post.one(&to);
    });
}
