//! Getting no more mail of a list, by the link of each mail.

use machikoe::outbox::{Mail, State, message, worker::Sent};

use super::{sending::with_post_office, *};
use crate::support::post::PostOffice;

/// The link at the end of a mail to somebody.
fn link(world: &World, list: &str, to: &str) -> String {
    let mail = Mail { to, subject: SUBJECT, body: BODY, list: Some(list) };
    let text = message::text(&world.app, &mail);
    let line = text.lines().find(|line| line.starts_with("http")).expect("a link");
    line.to_owned()
}

fn run(engine: Engine, check: impl AsyncFnOnce(World, PostOffice)) {
    sending::run(engine, check);
}

both_engines! {
    async fn a_person_presses_the_button_and_may_change_their_mind(world: World) {
        let link = link(&world, "meeting:1", "hana@example.jp");
        let mut phone = world.browser();
        phone.open(&link).await.is("メールを止める").shows("荒尾市").hides("hana");
        assert_eq!(world.count("mail_off").await, 0);
        phone.press("この件のメールを止める").await.is("メールを止めました");
        phone.open(&link).await.is("メールを止めました");
        write_due(&world, "a", "Hana@Example.jp", Some("meeting:1"), world.app.stamp()).await.expect("written");
        assert_eq!(of(&world, "a").await[0].state, State::Declined);
        phone.press("もう一度受け取る").await.is("メールを止める");
        write_due(&world, "b", "hana@example.jp", Some("meeting:1"), world.app.stamp()).await.expect("written");
        assert_eq!(of(&world, "b").await[0].state, State::Waiting);
    }

    async fn a_link_that_is_not_ours_stops_nothing(world: World) {
        let link = link(&world, "meeting:1", "hana@example.jp");
        let mut phone = world.browser();
        for wrong in [&link[..link.len() - 1], "/mail/off/x", "/mail/off/%E3%81%82.b.c"] {
            phone.open(wrong).await.is("このリンクは使えません").shows("0968-00-0000");
            assert_eq!(phone.page.status, 404);
            phone.post(wrong, &[]).await.is("このリンクは使えません");
            phone.post(&format!("{wrong}/return"), &[]).await.is("このリンクは使えません");
        }
        assert_eq!(world.count("mail_off").await, 0);
    }

    async fn the_database_does_not_tell_who_it_was(world: World) {
        let mut phone = world.browser();
        phone.open(&link(&world, "meeting:1", "hana@example.jp")).await;
        phone.press("この件のメールを止める").await;
        let people = world.rows("SELECT person AS value FROM mail_off").await;
        assert_eq!(people.len(), 1);
        assert_eq!(people[0].len(), 22);
        assert!(!people[0].contains("hana"));
    }
}

with_post_office! {
    async fn one_click_in_a_mail_program_stops_later_mail_of_that_list_only(world: World, post: PostOffice) {
        let (hana, ken) = (somebody("hana"), somebody("ken"));
        let now = world.app.stamp();
        write_due(&world, "a", &hana, Some("meeting:1"), now).await.expect("written");
        // Written before she presses, due afterwards.
        let soon = now + chrono::Duration::hours(1);
        write_due(&world, "b", &hana, Some("meeting:1"), soon).await.expect("written");
        write_due(&world, "c", &hana, Some("meeting:2"), soon).await.expect("written");
        write_due(&world, "d", &hana, None, soon).await.expect("written");
        write_due(&world, "e", &ken, Some("meeting:1"), soon).await.expect("written");
        assert_eq!(round(&world).await.sent, 1);
        let got = post.one(&hana);
        assert_eq!(got.header("list-unsubscribe-post"), "List-Unsubscribe=One-Click");
        let link = got.header("list-unsubscribe").trim_matches(['<', '>']).to_owned();
        assert!(got.text().ends_with(&format!("次のページで止められます。\n{link}\n")), "{}", got.text());
        let mut program = world.browser();
        program.post_from_elsewhere(&link, &[("List-Unsubscribe", "One-Click")]).await;
        assert_eq!(program.page.status, 200);
        world.app.clock.set(soon);
        assert_eq!(round(&world).await, Sent { sent: 3, declined: 1, ..Sent::default() });
        let states: Vec<State> = of(&world, "").await.iter().map(|letter| letter.state).collect();
        assert_eq!(states, [State::Sent, State::Declined, State::Sent, State::Sent, State::Sent]);
        assert_eq!((post.got(&hana).len(), post.got(&ken).len()), (3, 1));
    }
}
