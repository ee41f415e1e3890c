//! The way a board came to be: from the log alone it is what the tables hold, from any point on.

use std::collections::BTreeMap;

use machikoe::{
    board::{
        Board, Content, Event, Phase,
        act::{self, By, Deed},
        gather::{self, Into},
        lead, log,
        log::Entry,
        notes::{self, NewNote},
        record::{
            rebuild::{State, Votes},
            store as rounds,
        },
        store as boards, undo, votes,
    },
    error::{Error, Result},
    store::Db,
    workshop::attend,
};
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

use super::evening::evening;
use crate::{
    both_engines,
    support::{workshop::*, *},
};

/// Scripts that are played, each at a table of its own.
const SCRIPTS: i32 = 8;
const STEPS: usize = 80;

/// What the boards are moved among: mostly to where most can be done.
const PHASES: [Phase; 6] =
    [Phase::Open, Phase::Gather, Phase::Gather, Phase::Vote, Phase::Vote, Phase::Result];

/// Something that somebody does; numbers choose among what is there.
#[derive(Clone, Debug)]
enum Step {
    Post(usize),
    Change(usize, usize),
    Withdraw(usize, bool),
    Hide(usize),
    Restore(usize),
    Pin(usize, bool),
    Gather(Vec<usize>),
    Into(usize, usize),
    Alone(usize),
    Name(usize),
    Nest(usize, usize),
    Dissolve(usize),
    Put(usize, usize),
    Undo(usize),
    Phase(Phase),
    Dots(usize, usize, i32),
    Anew,
    Announce(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let (who, what) = (0..3usize, 0..12usize);
    prop_oneof![
        6 => who.clone().prop_map(Step::Post),
        2 => (who.clone(), what.clone()).prop_map(|(by, at)| Step::Change(by, at)),
        1 => (what.clone(), any::<bool>()).prop_map(|(at, is)| Step::Withdraw(at, is)),
        1 => what.clone().prop_map(Step::Hide),
        1 => what.clone().prop_map(Step::Restore),
        1 => (what.clone(), any::<bool>()).prop_map(|(at, is)| Step::Pin(at, is)),
        4 => prop::collection::vec(what.clone(), 1..4).prop_map(Step::Gather),
        2 => (what.clone(), what.clone()).prop_map(|(at, to)| Step::Into(at, to)),
        1 => what.clone().prop_map(Step::Alone),
        2 => what.clone().prop_map(Step::Name),
        2 => (what.clone(), what.clone()).prop_map(|(at, to)| Step::Nest(at, to)),
        1 => what.clone().prop_map(Step::Dissolve),
        1 => (what.clone(), what.clone()).prop_map(|(at, to)| Step::Put(at, to)),
        1 => what.clone().prop_map(Step::Undo),
        3 => prop::sample::select(&PHASES).prop_map(Step::Phase),
        14 => (who, what.clone(), 0..3i32).prop_map(|(by, at, n)| Step::Dots(by, at, n)),
        1 => Just(Step::Anew),
        1 => what.prop_map(Step::Announce),
    ]
}

/// Does a step as whoever may; what is refused changes nothing.
fn play(deed: &mut Deed<'_>, step: &Step, fresh: &str) -> Result<()> {
    let board = deed.board.id.clone();
    let all_notes = boards::notes(deed.db, &board)?;
    let all_clusters = boards::clusters(deed.db, &board)?;
    let note = |at: &usize| all_notes.get(at % all_notes.len().max(1)).map(|it| it.id.clone());
    let cluster =
        |at: &usize| all_clusters.get(at % all_clusters.len().max(1)).map(|it| it.id.clone());
    let (note, cluster) = (
        move |at: &usize| note(at).unwrap_or_default(),
        move |at: &usize| cluster(at).unwrap_or_default(),
    );
    let into = || Into::New { id: fresh.to_owned(), title: format!("島{}", fresh.len()) };
    match step {
        Step::Post(_) => {
            let new =
                NewNote { id: fresh.into(), text: format!("文 {fresh}"), colour: "pink".into() };
            notes::post(deed, &new).map(drop)
        }
        Step::Change(_, at) => notes::change(deed, &note(at), fresh, "yellow").map(drop),
        Step::Withdraw(at, is) => notes::withdraw(deed, &note(at), *is),
        Step::Hide(at) => notes::hide(deed, &note(at), "理由"),
        Step::Restore(at) => notes::restore(deed, &note(at)),
        Step::Pin(at, is) => notes::pin(deed, &note(at), *is),
        Step::Gather(ticked) => {
            let ticked: Vec<String> = ticked.iter().map(&note).collect();
            gather::gather(deed, &ticked, &into())
        }
        Step::Into(at, to) => gather::gather(deed, &[note(at)], &Into::Cluster(cluster(to))),
        Step::Alone(at) => gather::gather(deed, &[note(at)], &Into::Alone),
        Step::Name(at) => gather::name(deed, &cluster(at), fresh),
        Step::Nest(at, to) => gather::gather(deed, &[cluster(at), cluster(to)], &into()),
        Step::Dissolve(at) => gather::dissolve(deed, &cluster(at)),
        Step::Put(at, to) => gather::put(deed, &note(at), Some(&note(to))),
        Step::Undo(back) => undo::undo(deed, deed.board.seq - *back as i64),
        Step::Phase(at) => lead::set_phase(deed, *at),
        Step::Dots(_, at, n) => {
            let targets = Content::of(deed.db, &board)?.targets();
            let target = targets.get(at % targets.len().max(1)).map(|it| it.id.clone());
            votes::set(deed, &target.unwrap_or_default(), *n)
        }
        Step::Anew => votes::anew(deed),
        Step::Announce(at) => lead::announce(deed, &"あ".repeat(*at)),
    }
}

impl Step {
    /// Which of the people does it; `None`: the facilitator.
    fn by(&self, turn: usize) -> Option<usize> {
        match self {
            Step::Post(by) | Step::Change(by, _) | Step::Dots(by, ..) => Some(*by),
            Step::Withdraw(at, _) => Some(at % 3),
            // Gathering is everybody's: now a person does it, now the facilitator.
            Step::Gather(_) | Step::Into(..) | Step::Name(_) => {
                turn.is_multiple_of(2).then_some(turn % 3)
            }
            _ => None,
        }
    }
}

/// What the tables hold of a board, in the words of the log.
fn in_tables(db: &mut Db, board: &Board) -> Result<State> {
    let now = boards::get(db, &board.id)?;
    let mut votings = BTreeMap::new();
    for round in rounds::rounds(db, &board.id)? {
        let votes = Votes {
            budget: round.budget,
            per_cluster: round.per_cluster,
            voters: boards::voters(db, &round.id)?,
            totals: boards::totals(db, &round.id)?.into_iter().collect(),
        };
        votings.insert(round.number, votes);
    }
    Ok(State {
        steering: (&now).into(),
        notes: boards::notes(db, &board.id)?.into_iter().map(|it| (it.id.clone(), it)).collect(),
        clusters: boards::clusters(db, &board.id)?
            .into_iter()
            .map(|it| (it.id.clone(), it))
            .collect(),
        posted: boards::posted(db, &board.id)?,
        votings,
    })
}

both_engines! {
    async fn the_log_alone_rebuilds_the_tables_from_any_point_on(world: World) {
        let plan = machikoe::workshop::Settings { tables: SCRIPTS, ..settings() };
        let workshop = world.workshop(plan).await;
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        let scripts = prop::collection::vec(step(), STEPS);
        let mut kinds = BTreeMap::new();
        for table in 1..=SCRIPTS {
            let script = scripts.new_tree(&mut runner).expect("a script").current();
            let board = world.board(&workshop, table).await;
            let (app, of) = (world.app.clone(), workshop.clone());
            let at = board.clone();
            let people: Vec<String> = world
                .write(move |db| {
                    let mut ids = Vec::new();
                    for number in 0..3 {
                        let entry = format!("{} {number}", at.id);
                        let person = attend::join(db, &app, &of, &entry, "")?;
                        attend::move_to(db, &app, &person.id, &at)?;
                        ids.push(person.id);
                    }
                    Ok(ids)
                })
                .await;
            let mut moments = Vec::new();
            for (number, step) in script.into_iter().enumerate() {
                let (app, id, people) = (world.app.clone(), board.id.clone(), people.clone());
                let fresh = format!("fresh-{table}-{number}");
                let told = format!("{step:?}");
                let done = world.app.store.write(move |db| {
                    let by = step.by(number).map_or(By::Facilitator, |at| By::Attendee(&people[at]));
                    act::change(db, &app, &id, by, |deed| play(deed, &step, &fresh))
                });
                match done.await {
                    Ok(()) | Err(Error::NotFound | Error::Invalid(_) | Error::Conflict(_)) => {}
                    Err(other) => panic!("{told}: {other:?}"),
                }
                let then = board.clone();
                let (state, log) = world
                    .app
                    .store
                    .read(move |db| Ok((in_tables(db, &then)?, log::until(db, &then.id, i64::MAX)?)))
                    .await
                    .expect("read");
                assert_eq!(State::blank().after(&log), state, "after {told}");
                moments.push((log.len(), state));
            }
            let log = world.board_log(&board).await;
            let (_, last) = moments.last().expect("a moment");
            for (length, state) in &moments {
                assert_eq!(state.clone().after(&log[*length..]), *last, "from {length} on");
            }
            for entry in &log {
                *kinds.entry(entry.event.kind()).or_insert(0) += 1;
            }
        }
        // A script that is refused throughout proves nothing.
        for kind in ["note", "cluster", "board", "round", "dots"] {
            assert!(kinds.get(kind).is_some_and(|count| *count > 5), "{kinds:?}");
        }
    }

    async fn one_walks_through_an_evening_by_links(world: World) {
        let (workshop, board, _) = evening(&world).await;
        let mut desk = world.desk(&MORI).await;
        desk.open(&format!("/staff/workshops/{}/record", workshop.slug)).await;
        desk.follow("経過").await.is("A テーブル1 の経過").shows("浜の店").shows("3点");
        desk.follow("最初").await.shows("はじまる前").hides("海の家");
        desk.follow("次").await.shows("「開く」に進んだ");
        desk.follow("次").await.shows("付箋 A-01-001：出た").shows("海の家").hides("カフェ");
        desk.follow("前").await.hides("海の家");
        desk.follow("投票").await.shows("浜の店").shows("投票した人 0人").hides("●●●");
        // While people voted only how many: also for who asks for a number in between.
        let between = board.seq - 1;
        desk.open(&format!("/staff/workshops/{}/record/boards/{}?at={between}", workshop.slug, board.id))
            .await
            .hides("●●●");
        desk.follow("最後").await.shows("「結果」に進んだ").shows("●●● 3点");
    }

    async fn private_phases_show_counts_also_afterwards(world: World) {
        let workshop = world.workshop(settings()).await;
        let board = world.board(&workshop, 1).await;
        let mut hana = world.phone(&workshop, 1).await;
        world.phase(&board, Phase::Write).await;
        let path = format!("/w/{}/notes", workshop.join_code);
        let note = [("id", "note-shitagaki"), ("text", "はじめの下書き"), ("colour", "pink")];
        hana.post(&path, &note).await.shows("はじめの下書き");
        let change = [("text", "清書した文"), ("colour", "pink")];
        hana.post(&format!("{path}/note-shitagaki"), &change).await.shows("清書した文");
        world.phase(&board, Phase::Open).await;
        let log = world.board_log(&board).await;
        let mut desk = world.desk(&MORI).await;
        for entry in &log {
            let address =
                format!("/staff/workshops/{}/record/boards/{}?at={}", workshop.slug, board.id, entry.seq);
            desk.open(&address).await.hides("下書き");
            let is_open = matches!(&entry.event, Event::Board(now) if now.phase == Phase::Open);
            assert_eq!(desk.page.text.contains("清書した文"), is_open, "{}", desk.page.describe());
        }
    }
}

impl World {
    /// The log of a board.
    pub async fn board_log(&self, board: &Board) -> Vec<Entry> {
        let id = board.id.clone();
        self.app.store.read(move |db| log::until(db, &id, i64::MAX)).await.expect("a log")
    }
}
