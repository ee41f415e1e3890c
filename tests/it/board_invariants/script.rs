//! What happens at a table, step by step, drawn at random: people who write, change their minds,
//! gather and vote, some of it at the same moment; lines that break; a facilitator who moves on,
//! goes back, hides and freezes.

use std::collections::BTreeSet;

use machikoe::{
    board::{Board, Phase, lead, notes},
    workshop::Workshop,
};
use proptest::prelude::*;
use serde_json::Value;
use tokio::task::JoinSet;

use super::replay::Tables;
use crate::support::{Browser, World, live::Alive};

/// One step of a script. What it is about is named by a number that is taken round again.
#[derive(Clone, Debug)]
pub enum Step {
    /// Some phones do something at the same moment.
    Deeds(Vec<(usize, Deed)>),
    Cut(usize),
    Listen(usize),
    Poll(usize),
    Phase(Phase),
    Hide(usize),
    Restore(usize),
    Pin(usize, bool),
    Freeze(bool),
}

/// What a phone asks for.
#[derive(Clone, Debug)]
pub enum Deed {
    Post,
    /// What was posted once, by whomever, and perhaps refused then.
    PostAgain(usize),
    Change(usize, u8),
    Withdraw(usize, bool),
    GatherNew(Vec<usize>),
    GatherInto(Vec<usize>, usize),
    Alone(Vec<usize>),
    Name(usize, u8),
    Dissolve(usize),
    Undo(usize),
    Dots(usize, i32),
    Ready(bool),
}

/// Any step with so many phones at the table.
pub fn step(phones: usize) -> impl Strategy<Value = Step> {
    let (one, deed) = (move || 0..phones, move || (0..phones, deed()));
    prop_oneof![
        12 => proptest::collection::vec(deed(), 1..4).prop_map(Step::Deeds),
        1 => one().prop_map(Step::Cut),
        1 => one().prop_map(Step::Listen),
        1 => one().prop_map(Step::Poll),
        3 => phase().prop_map(Step::Phase),
        1 => any::<usize>().prop_map(Step::Hide),
        1 => any::<usize>().prop_map(Step::Restore),
        1 => any::<(usize, bool)>().prop_map(|(note, pinned)| Step::Pin(note, pinned)),
        1 => prop::bool::weighted(0.3).prop_map(Step::Freeze),
    ]
}

/// Mostly phases in which much may be done.
fn phase() -> impl Strategy<Value = Phase> {
    prop_oneof![
        2 => Just(Phase::Write),
        2 => Just(Phase::Talk),
        6 => Just(Phase::Gather),
        3 => Just(Phase::Vote),
        2 => prop::sample::select(&Phase::ALL[..]),
    ]
}

fn deed() -> impl Strategy<Value = Deed> {
    let which = any::<usize>;
    let some = || proptest::collection::vec(any::<usize>(), 1..4);
    prop_oneof![
        8 => Just(Deed::Post),
        2 => which().prop_map(Deed::PostAgain),
        2 => (which(), any::<u8>()).prop_map(|(note, text)| Deed::Change(note, text)),
        2 => (which(), any::<bool>()).prop_map(|(note, back)| Deed::Withdraw(note, back)),
        4 => some().prop_map(Deed::GatherNew),
        3 => (some(), which()).prop_map(|(ticked, into)| Deed::GatherInto(ticked, into)),
        2 => some().prop_map(Deed::Alone),
        1 => (which(), any::<u8>()).prop_map(|(cluster, name)| Deed::Name(cluster, name)),
        2 => which().prop_map(Deed::Dissolve),
        4 => which().prop_map(Deed::Undo),
        4 => (which(), 0..3).prop_map(|(target, dots)| Deed::Dots(target, dots)),
        1 => any::<bool>().prop_map(Deed::Ready),
    ]
}

/// A table with its phones, and what is known of it.
pub struct Room<'a> {
    world: &'a World,
    digits: String,
    board: Board,
    phones: Vec<Alive>,
    /// Notes that were posted: id and text, whether they were accepted or not.
    posted: Vec<(String, String)>,
    accepted: BTreeSet<String>,
    clusters: Vec<String>,
    batches: Vec<String>,
    /// The tables as they were in between, with the number of the last event then.
    before: Vec<(i64, Tables)>,
}

/// A request on its way: where to, and with what.
type Request = (String, Vec<(&'static str, String)>);

impl<'a> Room<'a> {
    /// People sit down at a table; it can be written at.
    pub async fn open(
        world: &'a World,
        workshop: &Workshop,
        number: i32,
        phones: usize,
    ) -> Room<'a> {
        let board = world.board(workshop, number).await;
        let digits = workshop.join_code.clone();
        world.phase(&board, Phase::Open).await;
        let mut alive = Vec::new();
        for _ in 0..phones {
            let (browser, _) = world.at_table(workshop, &board).await;
            alive.push(Alive::open(browser, &digits).await);
        }
        Room {
            world,
            digits,
            board,
            phones: alive,
            posted: Vec::new(),
            accepted: BTreeSet::new(),
            clusters: Vec::new(),
            batches: Vec::new(),
            before: Vec::new(),
        }
    }

    /// One step.
    pub async fn play(&mut self, step: &Step) {
        if self.before.len() < 4 {
            self.before.push(Tables::read(self.world, &self.board).await);
        }
        match step {
            Step::Deeds(deeds) => self.deeds(deeds).await,
            Step::Cut(phone) => self.phones[*phone].cut(),
            Step::Listen(phone) => self.phones[*phone].listen().await,
            Step::Poll(phone) => self.phones[*phone].poll().await,
            Step::Phase(to) => {
                let to = *to;
                self.world.phase(&self.board, to).await;
            }
            Step::Hide(note) => {
                if let Some(id) = self.note(*note) {
                    self.lead(move |deed| notes::hide(deed, &id, "ためし")).await;
                }
            }
            Step::Restore(note) => {
                if let Some(id) = self.note(*note) {
                    self.lead(move |deed| notes::restore(deed, &id)).await;
                }
            }
            Step::Pin(note, pinned) => {
                if let Some((id, pinned)) = self.note(*note).map(|id| (id, *pinned)) {
                    self.lead(move |deed| notes::pin(deed, &id, pinned)).await;
                }
            }
            Step::Freeze(frozen) => {
                let frozen = *frozen;
                self.lead(move |deed| lead::freeze(deed, frozen)).await;
            }
        }
    }

    async fn lead(
        &self,
        deed: impl FnOnce(&mut machikoe::board::act::Deed<'_>) -> machikoe::error::Result<()>
        + Send
        + 'static,
    ) {
        // The phase may not allow it: that is an answer too.
        drop(self.world.try_lead(&self.board, deed).await);
    }

    /// Phones ask at the same moment; what was accepted is noted down.
    async fn deeds(&mut self, deeds: &[(usize, Deed)]) {
        let mut asking = JoinSet::new();
        for (phone, deed) in deeds {
            let Some((path, fields)) = self.request(deed) else { continue };
            let browser = self.phones[*phone].browser.window();
            let is_own = matches!(deed, Deed::Dots(..) | Deed::Ready(_)).then_some(*phone);
            asking.spawn(async move {
                let answer = tell(&browser, &path, &fields).await;
                (path, fields, answer, is_own)
            });
        }
        while let Some(done) = asking.join_next().await {
            let (path, fields, (status, body), is_own) = done.expect("asked");
            assert!([200, 404, 409, 422].contains(&status), "{path} {fields:?}: {status} {body}");
            if status != 200 {
                continue;
            }
            if path.ends_with("/notes") {
                self.accepted.insert(fields[0].1.clone());
            }
            let told: Value = serde_json::from_str(&body).expect("JSON");
            self.batches.extend(told["batch"].as_i64().map(|batch| batch.to_string()));
            // How one's own dots lie is told to nobody, not even to one's other phone: the
            // page's script looks again after its own deed.
            if let Some(phone) = is_own {
                self.phones[phone].look().await;
            }
        }
    }

    /// What a phone sends; `None`: there is nothing yet that it could be about.
    fn request(&mut self, deed: &Deed) -> Option<Request> {
        let base = format!("/w/{}", self.digits);
        let at = |below: &str| format!("{base}/{below}");
        let ticked = |room: &Room<'_>, which: &[usize]| -> Option<Vec<(&'static str, String)>> {
            let ids: Vec<String> = which.iter().filter_map(|which| room.thing(*which)).collect();
            (!ids.is_empty()).then(|| ids.into_iter().map(|id| ("tick", id)).collect())
        };
        Some(match deed {
            Deed::Post => {
                let (id, text) = (self.fresh("note"), format!("付箋{}", self.posted.len()));
                self.posted.push((id.clone(), text.clone()));
                (at("notes"), vec![("id", id), ("text", text), ("colour", "pink".into())])
            }
            Deed::PostAgain(which) => {
                let (id, text) = nth(&self.posted, *which)?.clone();
                (at("notes"), vec![("id", id), ("text", text), ("colour", "pink".into())])
            }
            Deed::Change(which, text) => {
                let text = format!("直した{}", text % 3);
                (at(&format!("notes/{}", self.note(*which)?)), vec![("text", text)])
            }
            Deed::Withdraw(which, again) => {
                let again = if *again { "yes" } else { "" };
                let path = at(&format!("notes/{}/withdrawal", self.note(*which)?));
                (path, vec![("again", again.into())])
            }
            Deed::GatherNew(which) => {
                let mut fields = ticked(self, which)?;
                let id = self.fresh("cluster");
                self.clusters.push(id.clone());
                fields.extend([("into", "new".into()), ("id", id), ("title", "島".into())]);
                (at("clusters"), fields)
            }
            Deed::GatherInto(which, into) => {
                let mut fields = ticked(self, which)?;
                let cluster = nth(&self.clusters, *into)?.clone();
                fields.extend([("into", "cluster".into()), ("cluster", cluster)]);
                (at("clusters"), fields)
            }
            Deed::Alone(which) => {
                let mut fields = ticked(self, which)?;
                fields.push(("into", "alone".into()));
                (at("clusters"), fields)
            }
            Deed::Name(which, name) => {
                let id = nth(&self.clusters, *which)?;
                (at(&format!("clusters/{id}")), vec![("title", format!("表札{}", name % 3))])
            }
            Deed::Dissolve(which) => {
                let id = nth(&self.clusters, *which)?;
                (at(&format!("clusters/{id}/dissolution")), Vec::new())
            }
            Deed::Undo(which) => (at("undo"), vec![("batch", nth(&self.batches, *which)?.clone())]),
            Deed::Dots(which, dots) => {
                let target = self.thing(*which)?;
                (at("dots"), vec![("target", target), ("dots", dots.to_string())])
            }
            Deed::Ready(ready) => {
                (at("ready"), vec![("ready", if *ready { "yes" } else { "no" }.into())])
            }
        })
    }

    fn fresh(&self, kind: &str) -> String {
        format!("{kind}-{}-{}", self.board.number, self.posted.len() + self.clusters.len())
    }

    fn note(&self, which: usize) -> Option<String> {
        nth(&self.posted, which).map(|(id, _)| id.clone())
    }

    /// A note or a cluster.
    fn thing(&self, which: usize) -> Option<String> {
        let all = self.posted.iter().map(|(id, _)| id).chain(&self.clusters);
        nth(&all.collect::<Vec<_>>(), which).map(|id| (*id).clone())
    }

    /// Everybody hears the rest, and then everything is as it must be.
    pub async fn check(&mut self) {
        let stored = super::notes(self.world, &self.board.id).await;
        assert_eq!(stored, self.accepted, "notes that are stored, and that were accepted");
        let head = self.world.head(&self.board).await;
        for (number, phone) in self.phones.iter_mut().enumerate() {
            if number % 3 == 2 {
                phone.poll().await;
                assert_eq!(phone.seen, head);
            }
            phone.is_fresh().await;
        }
        let (_, now) = Tables::read(self.world, &self.board).await;
        now.check_shape();
        for (seq, then) in &self.before {
            let rebuilt = then.clone().replay(self.world, &self.board, *seq).await;
            assert_eq!(rebuilt, now, "rebuilt from {seq} on, and as stored");
        }
        let rebuilt = Tables::default().replay(self.world, &self.board, 0).await;
        assert_eq!(rebuilt, now, "rebuilt from nothing, and as stored");
    }
}

/// Sends a request as the page's script does.
async fn tell(browser: &Browser, path: &str, fields: &[(&'static str, String)]) -> (u16, String) {
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.insist(path, &fields).await
}

/// The n-th of a few, taken round again.
fn nth<T>(of: &[T], which: usize) -> Option<&T> {
    of.get(which.checked_rem(of.len())?)
}
