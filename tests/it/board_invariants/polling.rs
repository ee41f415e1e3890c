//! A network that swallows streams: a whole workshop by asking alone.

use machikoe::board::Phase;

use crate::{
    both_engines,
    support::{live::Alive, workshop::*, *},
};

/// How a note of one's own is put on the board.
async fn post(phone: &Alive, digits: &str, id: &str, text: &str) {
    let note = [("id", id), ("text", text), ("colour", "pink")];
    let told = phone.browser.tell(&format!("/w/{digits}/notes"), &note).await;
    assert_eq!(told.expect("a reply").0, 200);
}

both_engines! {
    async fn by_asking_alone_a_table_writes_gathers_votes_and_sees_its_result(world: World) {
        let workshop = world.workshop(settings()).await;
        let board = world.board(&workshop, 1).await;
        let digits = workshop.join_code.clone();
        let hana = world.at_table(&workshop, &board).await.0;
        let ken = world.at_table(&workshop, &board).await.0;
        let (mut hana, mut ken) =
            (Alive::open(hana, &digits).await, Alive::open(ken, &digits).await);
        world.phase(&board, Phase::Write).await;
        post(&hana, &digits, "note-of-hana", "海の家").await;
        ken.poll().await;
        assert!(!ken.view.shows("海の家"));
        world.phase(&board, Phase::Gather).await;
        post(&ken, &digits, "note-of-ken", "浜のカフェ").await;
        let fields = [
            ("tick", "note-of-hana"),
            ("tick", "note-of-ken"),
            ("into", "new"),
            ("id", "cluster-1"),
            ("title", "浜の店"),
        ];
        hana.browser.tell(&format!("/w/{digits}/clusters"), &fields).await.expect("a reply");
        for phone in [&mut hana, &mut ken] {
            phone.poll().await;
            assert!(phone.view.shows("海の家") && phone.view.shows("浜の店"));
        }
        world.phase(&board, Phase::Vote).await;
        let dots = [("target", "cluster-1"), ("dots", "2")];
        for phone in [&hana, &ken] {
            let told = phone.browser.tell(&format!("/w/{digits}/dots"), &dots).await;
            assert_eq!(told.expect("a reply").0, 200);
        }
        world.phase(&board, Phase::Result).await;
        for phone in [&mut hana, &mut ken] {
            phone.poll().await;
            assert!(phone.received.contains("<strong>4</strong>点"), "{}", phone.received);
            phone.is_fresh().await;
        }
    }

    async fn whoever_was_away_for_long_is_told_to_look_at_the_whole_page_by_either_way(world: World) {
        let workshop = world.workshop(settings()).await;
        let board = world.board(&workshop, 1).await;
        let digits = workshop.join_code.clone();
        let phone = world.at_table(&workshop, &board).await.0;
        let mut phones = [
            Alive::open(phone.window(), &digits).await,
            Alive::open(phone.window(), &digits).await,
        ];
        world.phase(&board, Phase::Open).await;
        for number in 0..220 {
            let line = format!("お知らせ{number}");
            world.lead(&board, move |deed| machikoe::board::lead::announce(deed, &line)).await;
        }
        let head = world.head(&board).await;
        phones[0].poll().await;
        phones[1].hear(head).await;
        let asked = format!("/w/{digits}/changes?board={}&after=1", board.id);
        let (_, changes) = phone.ask(&asked).await.expect("a reply");
        assert_eq!(changes.matches("\"look\":true").count(), 1, "{changes}");
        for mut phone in phones {
            assert_eq!(phone.seen, head);
            phone.is_fresh().await;
        }
        // A number from the future is one of a database that was restored.
        let asked = format!("/w/{digits}/changes?board={}&after=9999", board.id);
        let (_, changes) = phone.ask(&asked).await.expect("a reply");
        assert!(changes.contains("\"look\":true") && changes.contains(&format!("\"head\":{head}")));
    }
}
