//! Forty people vote at the same moment, each on two devices, and press what they can.

use std::collections::BTreeMap;

use machikoe::board::{Board, Phase, notes};
use machikoe::workshop::Workshop;
use tokio::task::JoinSet;

use super::replay::{Tables, entries};
use crate::{
    both_engines,
    support::{live::Alive, workshop::*, *},
};

const VOTERS: usize = 40;
const TARGETS: usize = 5;
/// What each device of a voter asks for, one after the other.
const PRESSES: usize = 12;

/// Notes to vote on, entered by the facilitator, and the board open for voting.
async fn ballot(world: &World, board: &Board) {
    for number in 0..TARGETS {
        let new = notes::NewNote {
            id: target(number),
            text: format!("候補{number}"),
            colour: "yellow".into(),
        };
        world.lead(board, move |deed| notes::post(deed, &new).map(drop)).await;
    }
    world.phase(board, Phase::Vote).await;
}

fn target(number: usize) -> String {
    format!("target-{number}")
}

/// A device goes through the targets in an order of its own and asks for up to four dots, of
/// which two are allowed.
async fn press(device: Browser, path: String, seed: usize) {
    for press in 0..PRESSES {
        let at = target((seed * 7 + press * 3) % TARGETS);
        let dots = ((seed + press * 3) % 5).to_string();
        let (status, body) = device.insist(&path, &[("target", &at), ("dots", &dots)]).await;
        assert!([200, 409, 422].contains(&status), "{status} {body}");
    }
}

/// Everybody presses on both devices at once.
async fn vote(world: &World, workshop: &Workshop, board: &Board) -> Vec<Browser> {
    let path = format!("/w/{}/dots", workshop.join_code);
    let (mut voters, mut pressing) = (Vec::new(), JoinSet::new());
    for number in 0..VOTERS {
        let (phone, _) = world.at_table(workshop, board).await;
        voters.push((number, phone));
    }
    for (number, phone) in &voters {
        for device in 0..2 {
            pressing.spawn(press(phone.window(), path.clone(), number * 2 + device));
        }
    }
    pressing.join_all().await;
    voters.into_iter().map(|(_, phone)| phone).collect()
}

both_engines! {
    async fn forty_voters_on_two_devices_each_pass_no_budget_and_every_total_is_the_same(world: World) {
        let workshop = world.workshop(settings()).await;
        let board = world.board(&workshop, 1).await;
        ballot(&world, &board).await;
        let mut voters = vote(&world, &workshop, &board).await;
        let (budget, per_target) = (theme_settings().budget, theme_settings().per_cluster);
        let most = |by: &str| format!("SELECT CAST(COUNT(*) AS TEXT) AS value FROM dot GROUP BY {by} ORDER BY COUNT(*) DESC");
        let each = world.rows(&most("attendee_id")).await;
        assert!(each.len() > VOTERS / 4 && each[0] == budget.to_string(), "{each:?}");
        let on_one = world.rows(&most("attendee_id, target")).await;
        assert_eq!(on_one[0], per_target.to_string());

        let (_, stored) = Tables::read(&world, &board).await;
        let logged = Tables::default().replay(&world, &board, 0).await;
        assert_eq!(stored.dots, logged.dots, "in the table, and last said in the log");
        let said = entries(&world, &board).await;
        let voted = said.iter().rev().find_map(|entry| match entry.event {
            machikoe::board::Event::Dots { voters, .. } => Some(voters),
            _ => None,
        });
        assert_eq!(voted, Some(each.len() as i64));

        let phone = voters.remove(0);
        let before = Alive::open(phone.window(), &workshop.join_code).await;
        assert!(!before.received.contains("class=\"total\""), "hidden until the result");
        world.phase(&board, Phase::Result).await;
        let mut shown = BTreeMap::new();
        let mut phone = phone;
        phone.open(&format!("/w/{}/board", workshop.join_code)).await;
        for number in 0..TARGETS {
            let row = phone.page.html.split(&format!("id=\"v-{}\"", target(number))).nth(1);
            let total = row.and_then(|row| row.split("<strong>").nth(1)).expect("a total");
            let total: i64 = total.split('<').next().expect("a number").parse().expect("a number");
            shown.insert((1, target(number)), total);
        }
        shown.retain(|_, total| *total > 0);
        assert_eq!(shown, stored.dots, "on the screen, and in the table");
    }

    async fn a_dot_that_was_moved_about_can_always_be_placed_again(world: World) {
        let workshop = world.workshop(settings()).await;
        let board = world.board(&workshop, 1).await;
        ballot(&world, &board).await;
        let (phone, _) = world.at_table(&workshop, &board).await;
        let path = format!("/w/{}/dots", workshop.join_code);
        for (at, dots) in [(0, 1), (1, 1), (0, 0), (1, 2), (1, 1), (1, 2), (0, 1)] {
            let (status, body) = phone
                .tell(&path, &[("target", &target(at)), ("dots", &dots.to_string())])
                .await
                .expect("a reply");
            assert_eq!(status, 200, "{dots} dots on {at}: {body}");
        }
    }

    async fn less_than_no_dots_changes_nothing_and_a_vote_sent_again_after_the_end_is_no_refusal(world: World) {
        let workshop = world.workshop(settings()).await;
        let board = world.board(&workshop, 1).await;
        ballot(&world, &board).await;
        let (phone, _) = world.at_table(&workshop, &board).await;
        let path = format!("/w/{}/dots", workshop.join_code);
        let head = world.head(&board).await;
        phone.tell(&path, &[("target", &target(0)), ("dots", "-1")]).await.expect("a reply");
        assert_eq!(world.head(&board).await, head);
        let two = [("target", "target-0"), ("dots", "2")];
        assert_eq!(phone.tell(&path, &two).await.expect("a reply").0, 200);
        world.phase(&board, Phase::Result).await;
        assert_eq!(phone.tell(&path, &two).await.expect("a reply").0, 200, "it was done in time");
        let one = [("target", "target-0"), ("dots", "1")];
        assert_eq!(phone.tell(&path, &one).await.expect("a reply").0, 409, "too late");
    }
}
